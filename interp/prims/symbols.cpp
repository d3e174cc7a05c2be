// Symbols: names, values, property lists, watchers.
// Tests: tests/recorded/control.el, tests/recorded
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value watchers_property(Interpreter& in) { return in.intern("watchers"); }

}  // namespace

// `quit-flag' is always watched: what sets it asks the next safepoint to quit.
void watch_quit_flag(Interpreter& in) { symbol(in, in[sym::quit_flag]).set_flag(Symbol::watched); }

// Emacs: watchers are called (SYMBOL NEW-VALUE OPERATION WHERE), the one added last comes last.
void notify_watchers(Interpreter& in, Symbol& s, Value new_value, sym::Id operation, Value where) {
    Value name = symbol_as_value(in, s);
    if (name == in[sym::quit_flag] && !new_value.is_nil()) in->attention.fetch_or(quit_flag_set);
    Value watchers = plist_get(s.plist, watchers_property(in));
    for (; watchers.is_cons(); watchers = cdr(watchers)) in.funcall(car(watchers), {name, new_value, in[operation], where});
}

namespace {

Value symbol_name(Interpreter& in, SymbolArg name) { return symbol(in, name).name; }

Value make_symbol(Interpreter& in, String& name) { return make_uninterned_symbol(in, Value::from_object(&name)); }

Value symbol_value_(Interpreter& in, SymbolArg name) { return symbol_value(in, name); }

Value set(Interpreter& in, SymbolArg name, Value value) {
    set_symbol_value(in, name, value);
    return value;
}

Value boundp(Interpreter& in, SymbolArg name) { return truth(in, !find_value(in, name).is_unbound()); }

// Emacs: (makunbound nil) signals setting-constant. A buffer-local binding is made void, not removed.
Value makunbound(Interpreter& in, SymbolArg name) {
    Symbol& s = resolve_alias(in, symbol(in, name));
    if (s.flag(Symbol::constant)) signal(in, sym::setting_constant, {name});
    if (s.flag(Symbol::watched)) notify_watchers(in, s, nil, sym::makunbound, nil);
    switch (s.redirect()) {
        case Symbol::plain:
        case Symbol::alias: s.value = Value::unbound(); break;
        case Symbol::localized: set_localized_value(in, s, Value::unbound()); break;
        case Symbol::buffer_slot: set_buffer_slot_value(in, s, Value::unbound()); break;
    }
    return name;
}

Value default_boundp(Interpreter& in, SymbolArg name) { return truth(in, !default_value(in, name).is_unbound()); }

Value default_value_(Interpreter& in, SymbolArg name) {
    Value v = default_value(in, name);
    if (v.is_unbound()) signal(in, sym::void_variable, {name});
    return v;
}

Value set_default(Interpreter& in, SymbolArg name, Value value) {
    set_default_value(in, name, value);
    return value;
}

Value indirect_variable(Interpreter& in, Value object) {
    if (!object.is_symbol()) return object;
    return symbol_as_value(in, resolve_alias(in, symbol(in, object)));
}

Value symbol_plist(Interpreter& in, SymbolArg name) { return symbol(in, name).plist; }

Value setplist(Interpreter& in, SymbolArg name, Value plist) { return symbol(in, name).plist = plist; }

// `overriding-plist-environment' exists for the byte compiler: ((SYMBOL . PLIST) ...) looked at first.
Value get(Interpreter& in, SymbolArg name, Value property) {
    static constexpr std::string_view overriding = "overriding-plist-environment";
    Value environment = intern_soft(in, overriding);
    if (!environment.is_unbound()) {
        Value alist = find_value(in, environment);
        if (alist.is_cons()) {
            Value entry = assq(name, alist);
            if (entry.is_cons()) {
                Value found = plist_get(cdr(entry), property);
                if (!found.is_nil()) return found;
            }
        }
    }
    return plist_get(symbol(in, name).plist, property);
}

Value put(Interpreter& in, SymbolArg name, Value property, Value value) {
    Symbol& s = symbol(in, name);
    s.plist = plist_put(in, s.plist, property, value);
    return value;
}

Value get_variable_watchers(Interpreter& in, SymbolArg name) {
    return plist_get(resolve_alias(in, symbol(in, name)).plist, watchers_property(in));
}

bool has_member(Interpreter& in, Value list, Value element) {
    for (; list.is_cons(); list = cdr(list))
        if (equal(in, car(list), element)) return true;
    return false;
}

Value add_variable_watcher(Interpreter& in, SymbolArg name, Value function) {
    Symbol& s = resolve_alias(in, symbol(in, name));
    s.set_flag(Symbol::watched);
    Value watchers = plist_get(s.plist, watchers_property(in));
    if (has_member(in, watchers, function)) return nil;
    ListBuilder extended(in);
    for (Value w : each(in, watchers)) extended.add(w);
    extended.add(function);
    s.plist = plist_put(in, s.plist, watchers_property(in), extended.take());
    return nil;
}

Value remove_variable_watcher(Interpreter& in, SymbolArg name, Value function) {
    Symbol& s = resolve_alias(in, symbol(in, name));
    ListBuilder kept(in);
    for (Value w : each(in, plist_get(s.plist, watchers_property(in))))
        if (!equal(in, w, function)) kept.add(w);
    if (kept.take().is_nil()) s.set_flag(Symbol::watched, &s == &symbol(in, in[sym::quit_flag]));
    s.plist = plist_put(in, s.plist, watchers_property(in), kept.take());
    return nil;
}

// Symbols with positions do not exist here; these functions of Emacs 29 see bare ones only.
Value bare_symbol(Interpreter& in, SymbolArg name) { return name; }

constexpr Primitive table[] = {
    prim<symbol_name>("symbol-name", "symbol", "The name of SYMBOL, a string."),
    prim<make_symbol>("make-symbol", "name", "A new uninterned symbol called NAME."),
    prim<symbol_value_>("symbol-value", "symbol", "The value of SYMBOL as a dynamic variable; an error if it is void."),
    prim<set>("set", "symbol newval", "Make NEWVAL the value of SYMBOL and return it."),
    prim<boundp>("boundp", "symbol", "Whether SYMBOL has a value."),
    prim<makunbound>("makunbound", "symbol", "Make the value of SYMBOL void; return SYMBOL."),
    prim<default_boundp>("default-boundp", "symbol", "Whether SYMBOL has a default value."),
    prim<default_value_>("default-value", "symbol", "The value SYMBOL has in buffers without a value of their own."),
    prim<set_default>("set-default", "symbol value", "Make VALUE the default value of SYMBOL and return it."),
    prim<indirect_variable>("indirect-variable", "object", "The variable that OBJECT is an alias of, or OBJECT."),
    prim<symbol_plist>("symbol-plist", "symbol", "The property list of SYMBOL."),
    prim<setplist>("setplist", "symbol newplist", "Make NEWPLIST the property list of SYMBOL and return it."),
    prim<get>("get", "symbol propname", "The value of the property PROPNAME of SYMBOL."),
    prim<put>("put", "symbol propname value", "Make VALUE the property PROPNAME of SYMBOL and return it."),
    prim<add_variable_watcher>("add-variable-watcher", "symbol watch-function", "Call WATCH-FUNCTION before SYMBOL is set."),
    prim<remove_variable_watcher>("remove-variable-watcher", "symbol watch-function", "Undo `add-variable-watcher'."),
    prim<get_variable_watchers>("get-variable-watchers", "symbol", "The functions called before SYMBOL is set."),
    prim<bare_symbol>("bare-symbol", "sym", "SYM without its position."),
};

}  // namespace

void define_symbols(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
