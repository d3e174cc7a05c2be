// Waiting for time to pass: sleep-for and sit-for. (Timers themselves are Lisp; the Network runs them when they are due.)
// Tests: tests/net/waiting.el
#include <el/primitive.hpp>

#include "../callback.hpp"
#include "../network.hpp"
#include "prims.hpp"
#include "seconds.hpp"

namespace el::net {

namespace {

// Nothing is delivered when there is no time to wait, as in Emacs.
void pass_time(Network& n, double seconds) {
    if (!(seconds > 0)) return;
    n.wait(n.in, deadline_after(seconds), [] { return false; });
}

Value sleep_for(Interpreter& in, double seconds, Opt<Fixnum> milliseconds) {
    pass_time(Network::of(in), seconds + static_cast<double>(milliseconds.or_else({0}).n) / 1000);
    return nil;
}

// The old form (sit-for SECONDS MILLISECONDS NODISP) is still understood.
Value sit_for(Interpreter& in, double seconds, Opt<Value> nodisp, Opt<Value>) {
    Network& n = Network::of(in);
    if ((*nodisp).is_fixnum()) seconds += static_cast<double>((*nodisp).fixnum()) / 1000;
    pass_time(n, seconds);
    return n.sym.t;
}

Value internal_call_timer_function(Interpreter& in, Value timer, Value function, Value args) {
    call_timer_function(Network::of(in), timer, function, args);
    return nil;
}

constexpr Primitive table[] = {
    prim<internal_call_timer_function>("internal-call-timer-function", "timer function args",
        "Call FUNCTION with the list ARGS for TIMER; an error ends here, as in filters, and is told of in the same way."),
    prim<sleep_for>("sleep-for", "seconds &optional milliseconds",
        "Pause for SECONDS (and MILLISECONDS) while timers run and processes deliver their output."),
    prim<sit_for>("sit-for", "seconds &optional nodisp obsolete",
        "Wait for SECONDS while timers run and processes deliver their output. Return t."),
};

}  // namespace

void define_timers(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
