// The network subsystem for a host program: processes, connections, timers.
//
//     el::Interpreter in;
//     netproc::install(in);                            // its own event loop
//     while (in.wait(std::chrono::seconds(1))) {}      // deliver
//
// A host with a libuv loop lends it. Its uv_run then collects events, and in.waiter().dispatch(in) delivers them to Lisp, from an
// ordinary frame: Lisp never runs inside uv_run. A host with another kind of loop polls in.waiter().fd() and timeout().
#pragma once
#include <el/interpreter.hpp>

#include <functional>
#include <string>

struct uv_loop_s;

namespace netproc {

// An error (or quit) in a filter, sentinel, drained function or timer that Lisp did not handle.
struct CallbackError {
    std::string kind;       // "process filter", "process sentinel", "process drained function", "timer"
    el::Root owner;         // the process, or the timer
    el::Root error;         // (SYMBOL . DATA)
    std::string message;    // as by `error-message-string'
    std::string place;      // "file:line:column", or empty
    std::string backtrace;  // one frame a line
};
// Returns true if nothing more is to be said about it; else it is reported as usual. Must not throw. The program goes on either way.
using ErrorHandler = std::function<bool(el::Interpreter&, const CallbackError&)>;

struct Options {
    uv_loop_s* loop = nullptr;  // lent: it must outlive the interpreter; null for one of its own
    ErrorHandler on_error = {};  // told of errors in callbacks that no function of `process-callback-error-functions' took
};

// Once for each interpreter.
void install(el::Interpreter& in, Options options = {});

}  // namespace netproc
