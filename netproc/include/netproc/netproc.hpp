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

struct uv_loop_s;

namespace netproc {

struct Options {
    uv_loop_s* loop = nullptr;  // lent: it must outlive the interpreter; null for one of its own
};

// Once for each interpreter.
void install(el::Interpreter& in, Options options = {});

}  // namespace netproc
