// When hooks are wanted at all: looked at before every change, so kept short.
// Tests: tests/recorded/buffers.el
#include "text/hooks.hpp"

#include "text/overlay.hpp"
#include "text/state.hpp"

namespace el {

namespace {

bool is_set(Interpreter& in, sym::Id variable) {
    Symbol& s = symbol(in, in[variable]);
    Value v = s.redirect() == Symbol::plain ? s.value : find_value(in, in[variable]);
    return !v.is_nil() && !v.is_unbound();
}

}  // namespace

void run_hook(Interpreter& in, sym::Id hook) {
    if (is_set(in, hook)) in.funcall(in.intern("run-hooks"), {in[hook]});
}

bool change_hooks_inhibited(Interpreter& in) { return is_set(in, sym::inhibit_modification_hooks); }

bool change_hooks_wanted(Interpreter& in, Buffer& b) {
    bool wanted = is_set(in, sym::before_change_functions) || is_set(in, sym::after_change_functions) || !b.overlays.empty() ||
                  !b.text->intervals.empty() || is_set(in, sym::first_change_hook);
    return wanted && !change_hooks_inhibited(in);
}

}  // namespace el
