// The binding stack.
// Tests: tests/lisp/prims/control.el, conditions.el
#include "vm/binding.hpp"

#include "vm/machine.hpp"

namespace el {

namespace {

Binding& push(Interpreter& in, Binding::Kind kind) {
    Vm& vm = *in->vm;
    if (vm.bindings.top + 8 > vm.bindings.limit)
        signal(in, sym::excessive_variable_binding, {fixnum(static_cast<Int>(vm.bindings.size()))});
    Binding& b = *vm.bindings.top++;
    b.kind = kind;
    b.undo = nullptr;
    return b;
}

void bind_localized(Interpreter& in, Symbol& s, Value symbol, Value value) {
    if (s.redirect() == Symbol::buffer_slot || local_variable_p(in, s, current_buffer(in))) {
        Value old = find_value(in, symbol);
        Binding& b = push(in, Binding::let_local);
        b.a = symbol;
        b.b = old;
        b.c = current_buffer(in);
        if (s.redirect() == Symbol::buffer_slot && !local_variable_p(in, s, b.c)) b.kind = Binding::let_default;
        if (b.kind == Binding::let_default) {
            b.b = default_value(in, symbol);
            return set_default_value(in, symbol, value);
        }
        return set_symbol_value(in, symbol, value);
    }
    Binding& b = push(in, Binding::let_default);
    b.a = symbol;
    b.b = static_cast<Localized*>(s.extra)->default_value;
    set_default_value(in, symbol, value);
}

void undo_local(Interpreter& in, const Binding& b) {
    if (!is_live_buffer(b.c)) return;
    Symbol& s = resolve_alias(in, symbol(in, b.a));
    if (!local_variable_p(in, s, b.c)) return;
    SavedBuffer saved(in);
    set_current_buffer(in, b.c);
    set_symbol_value(in, b.a, b.b);
}

void undo_plain(Interpreter& in, const Binding& b) {
    Symbol& s = symbol(in, b.a);
    // The variable may have become buffer-local meanwhile: then the old value is its default.
    if (s.redirect() != Symbol::plain) return set_default_value(in, b.a, b.b);
    if (s.flag(Symbol::watched)) [[unlikely]]
        notify_watchers(in, s, b.b, sym::unlet, nil);
    s.value = b.b;
}

void undo(Interpreter& in, const Binding& b) {
    switch (b.kind) {
        case Binding::let_plain: return undo_plain(in, b);
        case Binding::let_local: return undo_local(in, b);
        case Binding::let_default: return set_default_value(in, b.a, b.b);
        case Binding::native: return b.undo(in, b.a, b.b);
        case Binding::cleanup: in.funcall(b.a, {}); return;
    }
}

}  // namespace

std::size_t binding_depth(Interpreter& in) { return in->vm->bindings.size(); }

void bind(Interpreter& in, Value symbol, Value value) {
    Symbol* s = &el::symbol(in, symbol);
    if (s->redirect() == Symbol::alias) {
        s = &resolve_alias(in, *s);
        symbol = symbol_as_value(in, *s);
    }
    if (s->flag(Symbol::constant)) signal(in, sym::setting_constant, {symbol});
    if (s->redirect() != Symbol::plain) return bind_localized(in, *s, symbol, value);
    if (s->flag(Symbol::watched)) [[unlikely]]
        notify_watchers(in, *s, value, sym::let, nil);
    Binding& b = push(in, Binding::let_plain);
    b.a = symbol;
    b.b = s->value;
    s->value = value;
}

void on_unwind(Interpreter& in, void (*undo)(Interpreter&, Value, Value), Value a, Value b) {
    Binding& record = push(in, Binding::native);
    record.undo = undo;
    record.a = a;
    record.b = b;
}

void on_unwind_call(Interpreter& in, Value function) { push(in, Binding::cleanup).a = function; }

Value unbind_to(Interpreter& in, std::size_t depth, Value value) {
    Vm& vm = *in->vm;
    while (vm.bindings.size() > depth) {
        Binding b = *--vm.bindings.top;
        undo(in, b);
    }
    return value;
}

namespace {

// The value cell that a binding has changed is exchanged with what the binding keeps.
void exchange_default(Interpreter& in, Binding& b) {
    Symbol& s = resolve_alias(in, symbol(in, b.a));
    if (s.redirect() == Symbol::plain) return std::swap(s.value, b.b);
    Value now = default_value(in, b.a);
    set_default_value(in, b.a, std::exchange(b.b, now));
}

void exchange_local(Interpreter& in, Binding& b) {
    if (!is_live_buffer(b.c) || !local_variable_p(in, resolve_alias(in, symbol(in, b.a)), b.c)) return;
    SavedBuffer saved(in);
    set_current_buffer(in, b.c);
    Value now = find_value(in, b.a);
    set_symbol_value(in, b.a, std::exchange(b.b, now));
}

void exchange(Interpreter& in, Binding& b) {
    if (b.kind == Binding::native || b.kind == Binding::cleanup) return;
    Symbol& s = resolve_alias(in, symbol(in, b.a));
    bool watched = s.flag(Symbol::watched);
    s.set_flag(Symbol::watched, false);
    if (b.kind == Binding::let_local) exchange_local(in, b);
    else exchange_default(in, b);
    s.set_flag(Symbol::watched, watched);
}

}  // namespace

void suspend_bindings(Interpreter& in) {
    for (Binding* b = in->vm->bindings.top; b-- > in->vm->bindings.base;) exchange(in, *b);
}

void resume_bindings(Interpreter& in) {
    for (Binding* b = in->vm->bindings.base; b < in->vm->bindings.top; ++b) exchange(in, *b);
}

void save_excursion(Interpreter& in) { on_unwind(in, restore_excursion, excursion_state(in)); }
void save_restriction(Interpreter& in) { on_unwind(in, restore_restriction, restriction_state(in)); }
void save_current_buffer(Interpreter& in) { on_unwind(in, restore_current_buffer, current_buffer(in)); }

Value toplevel_value(Interpreter& in, Value symbol) {
    Vm& vm = *in->vm;
    for (Binding* b = vm.bindings.base; b < vm.bindings.top; ++b)
        if ((b->kind == Binding::let_plain || b->kind == Binding::let_default) && b->a == symbol) return b->b;
    return default_value(in, symbol);
}

bool set_toplevel_value(Interpreter& in, Value symbol, Value value) {
    Vm& vm = *in->vm;
    for (Binding* b = vm.bindings.base; b < vm.bindings.top; ++b)
        if ((b->kind == Binding::let_plain || b->kind == Binding::let_default) && b->a == symbol) {
            b->b = value;
            return true;
        }
    set_default_value(in, symbol, value);
    return false;
}

}  // namespace el
