// How much may wait behind a slow peer, and who is told when it has gone.
// Tests: tests/net/back-pressure.el
#include "../back_pressure.hpp"
#include "../errors.hpp"
#include "prims.hpp"

namespace el::net {

namespace {

Value process_pending_output(Interpreter&, ProcessArg process) {
    Process* live = process.live();
    return fixnum(live && live->transport ? static_cast<Int>(live->transport->queued()) : 0);
}

Value process_high_water_mark(Interpreter&, ProcessArg process) { return fixnum(static_cast<Int>(high_water_of(process))); }

Value set_process_high_water_mark(Interpreter& in, ProcessArg process, Value bytes) {
    set(process, Slot::high_water, bytes.is_nil() ? nil : fixnum(Arg<Natural>::from(in, bytes)));
    return bytes;
}

Value process_drained_function(Interpreter&, ProcessArg process) { return get(process, Slot::drained); }

Value set_process_drained_function(Interpreter&, ProcessArg process, Value function) {
    set(process, Slot::drained, function);
    return function;
}

constexpr Primitive table[] = {
    prim<process_pending_output>("process-pending-output", "process",
        "Return the number of bytes sent to PROCESS that the system has not taken yet."),
    prim<process_high_water_mark>("process-high-water-mark", "process",
        "Return the number of queued bytes above which a send to PROCESS waits."),
    prim<set_process_high_water_mark>("set-process-high-water-mark", "process bytes",
        "Let a send to PROCESS wait when it leaves more than BYTES queued, until a quarter of that is left.\n"
        "BYTES is a natural number, or nil for the usual mark. Return BYTES."),
    prim<process_drained_function>("process-drained-function", "process",
        "Return the function called when all that was queued for PROCESS has been taken, or nil."),
    prim<set_process_drained_function>("set-process-drained-function", "process function",
        "Have FUNCTION called with PROCESS each time all that was queued for it has been taken by the system; nil for no call.\n"
        "What the system takes at once was never queued: see `process-pending-output'. Return FUNCTION."),
};

}  // namespace

void define_back_pressure(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
