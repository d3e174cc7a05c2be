// Evaluation and exits: eval, funcall, apply, signal, throw, hooks; and the special forms as objects.
// Tests: tests/lisp/prims/control.el, conditions.el
#include "compile/compile.hpp"
#include "core/args.hpp"
#include "prims/all.hpp"
#include "vm/binding.hpp"

namespace el {

namespace {

// (eval FORM &optional LEXICAL): LEXICAL nil means dynamic binding, t lexical, an alist lexical with those variables.
Value eval(Interpreter& in, Value form, Value lexical) { return eval_form(in, form, !lexical.is_nil(), {}, lexical.is_cons() ? lexical : nil); }

Value funcall(Interpreter& in, Value function, Rest args) { return call_function(in, function, args.data(), args.size()); }

// The error names what a dotted list ends with.
void push_all(Interpreter& in, HeapVector<Value>& values, Value list) {
    Value slow = list, tail = list;
    for (bool odd = false; tail.is_cons(); odd = !odd) {
        values.push(car(tail));
        tail = cdr(tail);
        if (odd) slow = cdr(slow);
        if (tail.is_cons() && tail == slow) signal(in, sym::circular_list, {list});
    }
    if (!tail.is_nil()) wrong_type(in, sym::listp, tail);
}

Value apply(Interpreter& in, Value function, Rest args) {
    if (args.empty()) {  // (apply (FUNCTION ARG...))
        if (!function.is_cons()) wrong_type(in, sym::listp, function);
        HeapVector<Value> values;
        for (Value v : each(in, cdr(function))) values.push(v);
        return call_function(in, car(function), values.data, values.size);
    }
    HeapVector<Value> values;
    for (Value v : args.first(args.size() - 1)) values.push(v);
    push_all(in, values, args.back());
    return call_function(in, function, values.data, values.size);
}

Value signal_(Interpreter& in, Value symbol, Value data) {
    if (symbol.is_nil() && data.is_nil()) symbol = in[sym::error];
    prepare_signal(in, symbol, data);
    return Value::exit_pending();
}

Value throw_(Interpreter& in, Value tag, Value value) {
    prepare_throw(in, tag, value);
    return Value::exit_pending();
}

Value macroexpand_(Interpreter& in, Value form, Value environment) { return macroexpand(in, form, environment); }
Value macroexpand_1(Interpreter& in, Value form, Value environment) { return macroexpand_once(in, form, environment); }
Value macroexpand_all_(Interpreter& in, Value form, Value environment) { return macroexpand_all(in, form, environment); }

// --- hooks -----------------------------------------------------------------------------------------------------------

// Calls visit(FUNCTION) for each function of the hook; t in a local value stands for the global one. Stops when visit says so.
template <class Visit>
bool visit_functions(Interpreter& in, Value hook, Value functions, Visit visit) {
    if (functions.is_unbound() || functions.is_nil()) return false;
    if (!functions.is_cons() || car(functions) == in[sym::lambda] || car(functions) == in[sym::closure]) return visit(functions);
    for (Value tail = functions; tail.is_cons(); tail = cdr(tail)) {
        if (car(tail) == in[sym::t]) {
            Value global = default_value(in, hook);
            if (global.is_unbound() || global == functions) continue;
            if (!global.is_cons() || car(global) == in[sym::lambda] || car(global) == in[sym::closure]) {
                if (!global.is_nil() && visit(global)) return true;
                continue;
            }
            for (Value rest = global; rest.is_cons(); rest = cdr(rest))
                if (car(rest) != in[sym::t] && visit(car(rest))) return true;
        } else if (visit(car(tail))) {
            return true;
        }
    }
    return false;
}

Value run_hook(Interpreter& in, Value hook, std::span<const Value> args, bool stop_on, bool stops) {
    if (!hook.is_symbol()) wrong_type(in, sym::symbolp, hook);
    Value result = stops && !stop_on ? in[sym::t] : nil;
    visit_functions(in, hook, find_value(in, hook), [&](Value function) {
        Value v = call_function(in, function, args.data(), args.size());
        if (!stops) return false;
        result = v;
        return v.is_nil() != stop_on;
    });
    return stops ? result : nil;
}

Value run_hooks(Interpreter& in, Rest hooks) {
    for (Value hook : hooks) run_hook(in, hook, {}, false, false);
    return nil;
}
Value run_hook_with_args(Interpreter& in, Value hook, Rest args) { return run_hook(in, hook, args, false, false); }
Value run_hook_with_args_until_success(Interpreter& in, Value hook, Rest args) { return run_hook(in, hook, args, true, true); }
Value run_hook_with_args_until_failure(Interpreter& in, Value hook, Rest args) { return run_hook(in, hook, args, false, true); }

Value run_hook_wrapped(Interpreter& in, Value hook, Value wrapper, Rest args) {
    Value result;
    visit_functions(in, hook, find_value(in, hook), [&](Value function) {
        HeapVector<Value> values;
        values.push(function);
        for (Value a : args) values.push(a);
        result = call_function(in, wrapper, values.data, values.size);
        return !result.is_nil();
    });
    return result;
}

// --- variables defined by special forms ------------------------------------------------------------------------------

Value internal_defvar_needs_value(Interpreter& in, SymbolArg name) {
    return default_value(in, name).is_unbound() ? in[sym::t] : nil;
}

void set_documentation(Interpreter& in, Value name, Value doc) {
    Symbol& s = symbol(in, name);
    if (!doc.is_nil()) s.plist = plist_put(in, s.plist, in[sym::variable_documentation], doc);
}

// The end of (defvar NAME VALUE DOC): VALUE was evaluated only if it was needed.
Value internal_defvar_set(Interpreter& in, SymbolArg name, Value value, Value doc) {
    make_special(in, name);
    if (default_value(in, name).is_unbound()) set_default_value(in, name, value);
    set_documentation(in, name, doc);
    note_definition(in, name.v, false);
    return name.v;
}

Value internal_defconst_set(Interpreter& in, SymbolArg name, Value value, Value doc) {
    make_special(in, name);
    set_default_value(in, name, value);
    set_documentation(in, name, doc);
    Symbol& s = symbol(in, name);
    s.plist = plist_put(in, s.plist, in[sym::risky_local_variable], in[sym::t]);
    note_definition(in, name.v, false);
    return name.v;
}

Value internal_define_uninitialized_variable(Interpreter& in, SymbolArg name, Value doc) {
    make_special(in, name);
    set_documentation(in, name, doc);
    return nil;
}

Value internal_make_var_non_special(Interpreter& in, SymbolArg name) {
    symbol(in, name).set_flag(Symbol::special, false);
    return nil;
}

Value special_variable_p(Interpreter& in, SymbolArg name) {
    return symbol(in, name).flag(Symbol::special) || symbol(in, name).flag(Symbol::constant) ? in[sym::t] : nil;
}

Value default_toplevel_value(Interpreter& in, SymbolArg name) {
    Value v = toplevel_value(in, name);
    if (v.is_unbound()) signal(in, sym::void_variable, {name.v});
    return v;
}
Value set_default_toplevel_value(Interpreter& in, SymbolArg name, Value value) {
    set_toplevel_value(in, name, value);
    return nil;
}

Value defvaralias(Interpreter& in, SymbolArg alias, SymbolArg base, Value doc) {
    Symbol& s = symbol(in, alias);
    if (s.flag(Symbol::constant)) error(in, "Cannot make a constant an alias");
    for (Symbol* t = &symbol(in, base);; t = &symbol(in, t->value)) {
        if (t == &s) signal(in, sym::cyclic_variable_indirection, {base.v});
        if (t->redirect() != Symbol::alias) break;
    }
    if (s.redirect() == Symbol::localized || s.redirect() == Symbol::buffer_slot)
        error(in, "Don't know how to make a buffer-local variable an alias");
    if (find_value(in, base).is_unbound() && s.redirect() == Symbol::plain && !s.value.is_unbound())
        set_default_value(in, base, s.value);
    s.set_redirect(Symbol::alias);
    s.value = base;
    make_special(in, base);
    s.set_flag(Symbol::special);
    set_documentation(in, alias, doc);
    return base;
}

// --- special forms as objects ----------------------------------------------------------------------------------------

Value not_callable(Interpreter& in, Value*, unsigned) { signal(in, sym::invalid_function, {nil}); }

constexpr Primitive special_form(const char* name, int min) {
    return {Object{primitive_kind, 0, 0, 0}, not_callable, static_cast<std::int16_t>(min), Primitive::unevalled, 0, name, "&rest args",
            "A special form.", nullptr};
}

constexpr Primitive special_forms[] = {
    special_form("and", 0), special_form("catch", 1), special_form("cond", 0), special_form("condition-case", 2),
    special_form("defconst", 2), special_form("defvar", 1), special_form("function", 1), special_form("if", 2),
    special_form("interactive", 0), special_form("let", 1), special_form("let*", 1), special_form("or", 0), special_form("prog1", 1),
    special_form("prog2", 2), special_form("progn", 0), special_form("quote", 1), special_form("save-current-buffer", 0),
    special_form("save-excursion", 0), special_form("save-restriction", 0), special_form("setq", 0), special_form("unwind-protect", 1),
    special_form("while", 1),
};

constexpr Primitive table[] = {
    prim<eval>("eval", "form &optional lexical",
               "Evaluate FORM and return its value.\nLEXICAL nil: dynamic binding; t: lexical; an alist: lexical with these variables."),
    prim<funcall>("funcall", "function &rest arguments", "Call FUNCTION with ARGUMENTS."),
    prim<apply>("apply", "function &rest arguments", "Call FUNCTION with ARGUMENTS, the last of which is a list of further arguments."),
    exiting_prim<signal_>("signal", "error-symbol data", "Signal an error: exit to the innermost handler for ERROR-SYMBOL. Does not return."),
    exiting_prim<throw_>("throw", "tag value", "Exit to the innermost catch for TAG and return VALUE from it."),
    prim<macroexpand_>("macroexpand", "form &optional environment",
                       "Expand FORM while its head is a macro.\nENVIRONMENT is an alist (NAME . EXPANDER) of local macros."),
    prim<macroexpand_1>("macroexpand-1", "form &optional environment", "Expand FORM once if its head is a macro."),
    prim<macroexpand_all_>("macroexpand-all", "form &optional environment", "Return FORM with all macro calls in it expanded."),
    prim<run_hooks>("run-hooks", "&rest hooks", "Run each hook (a variable whose value is a function or a list of them) in HOOKS."),
    prim<run_hook_with_args>("run-hook-with-args", "hook &rest args", "Run HOOK with ARGS; return nil."),
    prim<run_hook_with_args_until_success>("run-hook-with-args-until-success", "hook &rest args",
                                           "Run HOOK with ARGS until a function returns non-nil; return that."),
    prim<run_hook_with_args_until_failure>("run-hook-with-args-until-failure", "hook &rest args",
                                           "Run HOOK with ARGS until a function returns nil; non-nil if none does."),
    prim<run_hook_wrapped>("run-hook-wrapped", "hook wrap-function &rest args",
                           "Call WRAP-FUNCTION with each function of HOOK and ARGS until it returns non-nil."),
    prim<internal_defvar_needs_value>("internal--defvar-needs-value", "symbol", "Whether a `defvar' of SYMBOL evaluates its value."),
    prim<internal_defvar_set>("internal--defvar-set", "symbol value doc", "Define SYMBOL as `defvar' does."),
    prim<internal_defconst_set>("internal--defconst-set", "symbol value doc", "Define SYMBOL as `defconst' does."),
    prim<internal_define_uninitialized_variable>("internal--define-uninitialized-variable", "symbol &optional doc",
                                                 "Make SYMBOL special without giving it a value."),
    prim<internal_make_var_non_special>("internal-make-var-non-special", "symbol", "Undo the special marking of SYMBOL."),
    prim<special_variable_p>("special-variable-p", "symbol", "Whether SYMBOL is always bound dynamically."),
    prim<default_toplevel_value>("default-toplevel-value", "symbol", "The value SYMBOL has outside of any `let'."),
    prim<set_default_toplevel_value>("set-default-toplevel-value", "symbol value", "Set the value SYMBOL has outside of any `let'."),
    prim<defvaralias>("defvaralias", "new-alias base-variable &optional docstring", "Make NEW-ALIAS another name of BASE-VARIABLE."),
};

}  // namespace

void define_control(Interpreter& in) {
    in.define_primitives(special_forms);
    in.define_primitives(table);
}

}  // namespace el
