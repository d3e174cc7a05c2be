// accept-process-output.
// Tests: tests/net/waiting.el
#include <el/thread.hpp>

#include "../errors.hpp"
#include "../network.hpp"
#include "prims.hpp"
#include "seconds.hpp"

namespace el::net {

namespace {

Value accept_process_output(Interpreter& in, Opt<Value> process, Opt<Value> seconds, Opt<Value> millisec, Opt<Value> just_this_one) {
    Network& n = Network::of(in);
    if (process && !is_process(*process)) wrong_type(in, "processp", *process);
    std::optional<double> limit = seconds_argument(in, *seconds, *millisec);
    OutputWait what;
    if (process) {
        what.process = Process::of(*process);
        Value thread = get(*process, Slot::thread);
        if (!thread.is_nil() && thread != current_thread(in) && is_live_thread(thread))
            error(in, "Attempt to accept output from process %V locked to thread %S", get(*process, Slot::name), thread);
        // A closed process sends nothing more, a server never does.
        if (!what.process || what.process->listener) return nil;
        what.only_this = static_cast<bool>(just_this_one);
        what.timers = !(*just_this_one).is_fixnum();
    } else if (!limit) {
        limit = 0;  // without a process and a time it never blocks
    }
    return n.wait_for_output(deadline_after(limit), what) ? n.sym.t : nil;
}

constexpr Primitive table[] = {
    prim<accept_process_output>("accept-process-output", "&optional process seconds millisec just-this-one",
        "Let processes deliver their output, and timers run. Return t if there was output, from PROCESS if that is given.\n"
        "With PROCESS wait for output from it, else for any; at most SECONDS (and MILLISEC); without PROCESS and SECONDS only\n"
        "look. JUST-THIS-ONE t means to read from no other process; an integer means to run no timers either."),
};

}  // namespace

void define_accept(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
