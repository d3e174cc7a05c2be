// Values and functions of symbols.
// Tests: tests/recorded/control.el
#include "core/symbol.hpp"

#include <el/exit.hpp>

namespace el {

namespace {

// The symbol itself in all but the rarest cases.
inline Symbol& target(Interpreter& in, Value v) {
    Symbol& s = symbol(in, v);
    return s.redirect() == Symbol::alias ? resolve_alias(in, s) : s;
}

Localized& localized(Symbol& s) { return *static_cast<Localized*>(s.extra); }

// Emacs: a keyword may be set to itself; nothing else that is constant may be set at all.
void check_writable(Interpreter& in, Symbol& s, Value name, Value v) {
    if (!s.flag(Symbol::constant)) return;
    if (s.flag(Symbol::keyword) && v == symbol_as_value(in, s)) return;
    signal(in, sym::setting_constant, {name});
}

}  // namespace

Symbol& resolve_alias(Interpreter& in, Symbol& s) {
    Symbol *fast = &s, *slow = &s;
    while (fast->redirect() == Symbol::alias) {
        fast = &symbol(in, fast->value);
        if (fast->redirect() != Symbol::alias) break;
        fast = &symbol(in, fast->value);
        slow = &symbol(in, slow->value);
        if (fast == slow) signal(in, sym::cyclic_variable_indirection, {symbol_as_value(in, s)});
    }
    return *fast;
}

Value find_value(Interpreter& in, Value name) {
    Symbol& s = target(in, name);
    switch (s.redirect()) {
        case Symbol::plain:
        case Symbol::alias: return s.value;
        case Symbol::localized: return localized_value(in, s);
        case Symbol::buffer_slot: return buffer_slot_value(in, s);
    }
    return s.value;
}

Value symbol_value(Interpreter& in, Value name) {
    Value v = find_value(in, name);
    if (v.is_unbound()) signal(in, sym::void_variable, {name});
    return v;
}

void set_symbol_value(Interpreter& in, Value name, Value v) {
    Symbol& s = target(in, name);
    check_writable(in, s, name, v);
    if (s.flag(Symbol::watched)) notify_watchers(in, s, v, sym::set, nil);
    switch (s.redirect()) {
        case Symbol::plain:
        case Symbol::alias: s.value = v; return;
        case Symbol::localized: return set_localized_value(in, s, v);
        case Symbol::buffer_slot: return set_buffer_slot_value(in, s, v);
    }
}

Value default_value(Interpreter& in, Value name) {
    Symbol& s = target(in, name);
    switch (s.redirect()) {
        case Symbol::plain:
        case Symbol::alias: return s.value;
        case Symbol::localized: return localized(s).default_value;
        case Symbol::buffer_slot: return buffer_slot_default(in, s);
    }
    return s.value;
}

void set_default_value(Interpreter& in, Value name, Value v) {
    Symbol& s = target(in, name);
    check_writable(in, s, name, v);
    if (s.flag(Symbol::watched)) notify_watchers(in, s, v, sym::set, nil);
    switch (s.redirect()) {
        case Symbol::plain:
        case Symbol::alias: s.value = v; return;
        case Symbol::localized: localized(s).default_value = v; return;
        case Symbol::buffer_slot: return set_buffer_slot_default(in, s, v);
    }
}

Value indirect_function(Interpreter& in, Value function) {
    Value fast = function, slow = function;
    while (fast.is_symbol() && !fast.is_nil()) {
        fast = symbol(in, fast).function;
        if (!fast.is_symbol() || fast.is_nil()) break;
        fast = symbol(in, fast).function;
        slow = symbol(in, slow).function;
        if (fast == slow && fast.is_symbol() && !fast.is_nil()) signal(in, sym::cyclic_function_indirection, {function});
    }
    return fast;
}

void make_special(Interpreter& in, Value name) { symbol(in, name).set_flag(Symbol::special); }

}  // namespace el
