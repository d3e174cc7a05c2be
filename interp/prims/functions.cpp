// Function objects: definition cells, arity, properties, closures' parts.
// Tests: tests/recorded/control.el
#include "compile/compile.hpp"
#include "core/args.hpp"
#include "prims/all.hpp"
#include "vm/redefine.hpp"

namespace el {

namespace {

bool is_lambda_list(Interpreter& in, Value v) {
    return v.is_cons() && (car(v) == in[sym::lambda] || car(v) == in[sym::closure]);
}
bool is_autoload(Interpreter& in, Value v) { return v.is_cons() && car(v) == in[sym::autoload]; }

Value functionp(Interpreter& in, Value object) {
    Value f = object;
    if (object.is_symbol()) {
        f = object.is_nil() ? nil : indirect_function(in, object);
        if (is_autoload(in, f)) {  // a function unless it is to become a macro or keymap
            Value type = in.funcall(in.intern("nth"), {fixnum(4), f});
            return type.is_nil() ? in[sym::t] : nil;
        }
    }
    bool callable = f.is<Closure>() || (f.is<Primitive>() && f.as<Primitive>().max_args != Primitive::unevalled) || is_lambda_list(in, f);
    return callable ? in[sym::t] : nil;
}

Value subrp(Interpreter& in, Value object) { return object.is<Primitive>() ? in[sym::t] : nil; }
Value subr_name(Interpreter& in, Value subr) {
    if (!subr.is<Primitive>()) wrong_type(in, sym::subrp, subr);
    return make_string(in, subr.as<Primitive>().name);
}

Value arity_pair(Interpreter& in, const Primitive& p) {
    Value most = p.max_args == Primitive::many ? in[sym::many] : p.max_args == Primitive::unevalled ? in.intern("unevalled") : fixnum(p.max_args);
    return cons(in, fixnum(p.min_args), most);
}

Value subr_arity(Interpreter& in, Value subr) {
    if (!subr.is<Primitive>()) wrong_type(in, sym::subrp, subr);
    return arity_pair(in, subr.as<Primitive>());
}

Value func_arity(Interpreter& in, Value function) {
    Value f = function.is_symbol() ? indirect_function(in, function) : function;
    if (f.is_cons() && car(f) == in[sym::macro]) f = cdr(f);
    if (f.is<Primitive>()) return arity_pair(in, f.as<Primitive>());
    if (f.is_nil()) signal(in, sym::void_function, {function});
    if (!f.is<Closure>()) f = resolve_function(in, function.is_symbol() ? function : f);
    if (f.is<Primitive>()) return arity_pair(in, f.as<Primitive>());
    const Code& code = *f.as<Closure>().code;
    return cons(in, fixnum(code.required), code.rest ? in[sym::many] : fixnum(code.required + code.optional));
}

Value indirect_function_(Interpreter& in, Value object, Value) {
    return object.is_symbol() && !object.is_nil() ? indirect_function(in, object) : object;
}

Value symbol_function(Interpreter& in, SymbolArg s) { return symbol(in, s).function; }
Value fboundp(Interpreter& in, SymbolArg s) { return symbol(in, s).function.is_nil() ? nil : in[sym::t]; }

void check_no_cycle(Interpreter& in, Value name, Value definition) {
    for (Value d = definition; d.is_symbol() && !d.is_nil(); d = symbol(in, d).function)
        if (d == name) signal(in, sym::cyclic_function_indirection, {name});
}

Value fset(Interpreter& in, SymbolArg name, Value definition) {
    Symbol& s = symbol(in, name);
    if (name.v.is_nil() && !definition.is_nil()) signal(in, sym::setting_constant, {name.v});
    check_no_cycle(in, name, definition);
    // An autoload that was replaced by the real thing can come back when the file is unloaded.
    if (is_autoload(in, s.function) && !is_autoload(in, definition))
        s.plist = plist_put(in, s.plist, in[sym::autoload], cdr(s.function));
    bool was_primitive = s.function.is<Primitive>();
    s.function = definition;
    if (was_primitive) function_redefined(in, name);
    return definition;
}

Value fmakunbound(Interpreter& in, SymbolArg name) {
    fset(in, name, nil);
    return name.v;
}

void name_closure(Value symbol, Value definition) {
    Value f = definition.is_cons() ? cdr(definition) : definition;
    if (f.is<Closure>() && f.as<Closure>().code->name.is_nil()) f.as<Closure>().code->name = symbol;
}

Value defalias(Interpreter& in, SymbolArg name, Value definition, Value doc) {
    note_definition(in, name.v, true);
    name_closure(name, definition);
    Value hook = plist_get(symbol(in, name).plist, in.intern("defalias-fset-function"));
    if (hook.is_nil()) fset(in, name, definition);
    else in.funcall(hook, {name.v, definition});
    if (!doc.is_nil()) {
        Symbol& s = symbol(in, name);
        s.plist = plist_put(in, s.plist, in[sym::function_documentation], doc);
    }
    return name.v;
}

Value byte_code_function_p(Interpreter& in, Value object) { return object.is<Closure>() ? in[sym::t] : nil; }
Value function_equal(Interpreter& in, Value a, Value b) { return a == b ? in[sym::t] : nil; }

// Emacs: a name that stands for a macro by way of other names is a macro.
Value internal_macro_p(Interpreter& in, SymbolArg name) {
    Value f = name.v.is_nil() ? nil : indirect_function(in, name);
    return f.is_cons() && car(f) == in[sym::macro] ? in[sym::t] : nil;
}

// The lambda list of a function, with what else help shows: internal parts of compiled functions.
const Code* code_of(Interpreter& in, Value function) {
    Value f = function.is_symbol() ? indirect_function(in, function) : function;
    if (f.is_cons() && car(f) == in[sym::macro]) f = cdr(f);
    return f.is<Closure>() ? f.as<Closure>().code : nullptr;
}

Value lambda_list_of_primitive(Interpreter& in, const Primitive& p) {
    ListBuilder out(in);
    for (const char* s = p.parameters; *s;) {
        while (*s == ' ') ++s;
        const char* start = s;
        while (*s && *s != ' ') ++s;
        if (s > start) out.add(in.intern(std::string_view(start, static_cast<std::size_t>(s - start))));
    }
    return out.take();
}

Value help_function_arglist(Interpreter& in, Value function, Value) {
    Value f = function.is_symbol() ? indirect_function(in, function) : function;
    if (f.is_cons() && car(f) == in[sym::macro]) f = cdr(f);
    if (f.is<Primitive>()) return lambda_list_of_primitive(in, f.as<Primitive>());
    if (f.is<Closure>()) return f.as<Closure>().code->source.is_cons() ? car(cdr(f.as<Closure>().code->source)) : nil;
    if (is_lambda_list(in, f)) return car(f) == in[sym::lambda] ? car(cdr(f)) : car(cdr(cdr(f)));
    return in[sym::t];
}

Value internal_function_documentation(Interpreter& in, Value function) {
    Value f = function.is_symbol() ? indirect_function(in, function) : function;
    if (f.is_cons() && car(f) == in[sym::macro]) f = cdr(f);
    if (f.is<Primitive>()) return make_string(in, f.as<Primitive>().doc);
    if (f.is<Closure>()) return f.as<Closure>().code->doc;
    if (is_lambda_list(in, f)) {
        Value body = car(f) == in[sym::lambda] ? cdr(cdr(f)) : cdr(cdr(cdr(f)));
        return body.is_cons() && car(body).is<String>() && !cdr(body).is_nil() ? car(body) : nil;
    }
    return nil;
}

Value interactive_form(Interpreter& in, Value command) {
    Value name = command;
    while (name.is_symbol() && !name.is_nil()) {
        Value form = plist_get(symbol(in, name).plist, in[sym::interactive_form]);
        if (!form.is_nil()) return form;
        name = symbol(in, name).function;
    }
    const Code* code = code_of(in, command);
    if (!code || code->interactive.is_nil()) return nil;
    return cons(in, in[sym::interactive], code->interactive);
}

Value commandp(Interpreter& in, Value function, Value for_call_interactively) {
    Value f = function.is_symbol() ? indirect_function(in, function) : function;
    if (f.is_nil()) return nil;
    if (!interactive_form(in, function).is_nil()) return in[sym::t];
    if (f.is<String>() || f.is<Vector>()) return for_call_interactively.is_nil() ? in[sym::t] : nil;
    if (is_autoload(in, f)) return in.funcall(in.intern("nth"), {fixnum(3), f}).is_nil() ? nil : in[sym::t];
    if (is_lambda_list(in, f)) return interactive_form(in, resolve_function(in, f)).is_nil() ? nil : in[sym::t];
    return nil;
}

Value disassemble_(Interpreter& in, Value function) {
    Value f = resolve_function(in, function);
    if (!f.is<Closure>()) error(in, "A primitive has no instructions");
    compile_now(in, *f.as<Closure>().code);
    return make_string(in, disassemble(in, *f.as<Closure>().code));
}

constexpr Primitive table[] = {
    prim<functionp>("functionp", "object", "Whether OBJECT can be called: a function, or a symbol with a function definition."),
    prim<subrp>("subrp", "object", "Whether OBJECT is a primitive."),
    prim<subr_name>("subr-name", "subr", "The name of a primitive, as a string."),
    prim<subr_arity>("subr-arity", "subr", "(MIN . MAX) arguments of a primitive; MAX may be `many' or `unevalled'."),
    prim<func_arity>("func-arity", "function", "(MIN . MAX) arguments of FUNCTION; MAX may be `many' or `unevalled'."),
    prim<indirect_function_>("indirect-function", "object &optional noerror", "The function at the end of OBJECT's chain of symbols, or nil."),
    prim<symbol_function>("symbol-function", "symbol", "The function definition of SYMBOL, nil if there is none."),
    prim<internal_macro_p>("internal--macro-p", "symbol", "Whether SYMBOL is the name of a macro that needs no loading."),
    prim<fboundp>("fboundp", "symbol", "Whether SYMBOL has a function definition."),
    prim<fset>("fset", "symbol definition", "Make DEFINITION the function definition of SYMBOL."),
    prim<fmakunbound>("fmakunbound", "symbol", "Take away the function definition of SYMBOL."),
    prim<defalias>("defalias", "symbol definition &optional docstring", "Define the function SYMBOL as DEFINITION; return SYMBOL."),
    prim<byte_code_function_p>("byte-code-function-p", "object", "Whether OBJECT is a compiled function."),
    prim<byte_code_function_p>("compiled-function-p", "object", "Whether OBJECT is a compiled function."),
    prim<function_equal>("function-equal", "f1 f2", "Whether F1 and F2 are the same function."),
    prim<help_function_arglist>("help-function-arglist", "def &optional preserve-names", "The parameter list of the function DEF, t if unknown."),
    prim<internal_function_documentation>("internal--function-documentation", "function", "The docstring kept in the function object itself."),
    prim<interactive_form>("interactive-form", "cmd", "The `interactive' form of the command CMD, or nil."),
    prim<commandp>("commandp", "function &optional for-call-interactively", "Whether FUNCTION can be called interactively."),
    prim<disassemble_>("internal--disassemble", "function", "The instructions of FUNCTION, as text."),
};

}  // namespace

void define_functions(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
