// Safepoints: calls and loops look at one word; this is what happens when it is not zero.
#include "vm/binding.hpp"
#include "vm/machine.hpp"
#include "vm/threads.hpp"

namespace el {

namespace {

void handle_interrupt(Interpreter& in) {
    if (interrupts_belong_elsewhere(in)) {
        in->threads->yield_to_main();
        return;
    }
    Value inhibit = find_value(in, in[sym::inhibit_quit]);
    if (!inhibit.is_unbound() && !inhibit.is_nil()) return;  // stays requested
    in->attention.fetch_and(~unsigned{interrupt_requested});
    set_symbol_value(in, in[sym::quit_flag], nil);
    quit(in);
}

}  // namespace

void safepoint(Interpreter& in) {
    unsigned attention = in->attention.load();
    if (attention & step_limit_near && ++in->vm->steps > in.options().max_steps) {
        in->vm->steps = 0;
        error(in, "Step limit exceeded");
    }
    if (attention & interrupt_requested) handle_interrupt(in);
}

}  // namespace el
