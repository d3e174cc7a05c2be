// Safepoints: calls and loops look at one word; this is what happens when it is not zero.
#include "vm/binding.hpp"
#include "vm/machine.hpp"
#include "vm/threads.hpp"

namespace el {

namespace {

bool is_set(Interpreter& in, sym::Id variable) {
    Value v = find_value(in, in[variable]);
    return !v.is_unbound() && !v.is_nil();
}

void handle_interrupt(Interpreter& in) {
    if (interrupts_belong_elsewhere(in)) {
        in->threads->yield_to_main();
        return;
    }
    in->attention.fetch_and(~unsigned{interrupt_requested});
    if (!is_set(in, sym::quit_flag)) set_symbol_value(in, in[sym::quit_flag], in[sym::t]);
}

// Lisp may have set the variable, too. While `inhibit-quit' is non-nil the request stays.
void handle_quit_flag(Interpreter& in) {
    bool wanted = is_set(in, sym::quit_flag);
    if (wanted && is_set(in, sym::inhibit_quit)) return;
    in->attention.fetch_and(~unsigned{quit_flag_set});
    if (!wanted) return;
    Value how = find_value(in, in[sym::quit_flag]);
    set_symbol_value(in, in[sym::quit_flag], nil);
    if (how == find_value(in, in[sym::throw_on_input])) {
        prepare_throw(in, how, in[sym::t]);
        throw NonLocalExit{};
    }
    if (how == in.intern("kill-emacs")) in.funcall(how, {nil});
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
    if (in->attention.load() & quit_flag_set) handle_quit_flag(in);
}

}  // namespace el
