// Lambda forms: parameter lists, documentation, and functions made of them.
#include "compile/special_forms.hpp"
#include "vm/redefine.hpp"

namespace el::compile {

namespace {

[[noreturn]] void invalid(Interpreter& in, Value lambda) { signal(in, sym::invalid_function, {lambda}); }

// Fills in the arity of `code` from a parameter list.
void parse_parameters(Interpreter& in, Code& code, Value lambda, Value parameters) {
    enum { required, optional, rest, done } state = required;
    unsigned counts[2] = {0, 0};
    Value tail = parameters;
    for (; tail.is_cons(); tail = cdr(tail)) {
        Value p = car(tail);
        if (!p.is_symbol() || state == done) invalid(in, lambda);
        if (p == in[sym::amp_optional]) {
            if (state != required) invalid(in, lambda);
            state = optional;
        } else if (p == in[sym::amp_rest]) {
            if (state == rest || !cdr(tail).is_cons()) invalid(in, lambda);
            state = rest;
        } else if (state == rest) {
            code.rest = true;
            state = done;
        } else {
            ++counts[state];
        }
    }
    if (!tail.is_nil()) invalid(in, lambda);
    code.required = static_cast<std::uint16_t>(counts[0]);
    code.optional = static_cast<std::uint16_t>(counts[1]);
}

// Splits documentation and `interactive' off a body; returns the rest.
Value parse_preamble(Interpreter& in, Code& code, Value body) {
    if (body.is_cons() && car(body).is<String>() && cdr(body).is_cons()) {
        code.doc = car(body);
        body = cdr(body);
    }
    auto head_is = [&](sym::Id id) { return body.is_cons() && car(body).is_cons() && car(car(body)) == in[id]; };
    while (head_is(sym::declare)) body = cdr(body);
    if (head_is(sym::k_documentation)) body = cdr(body);
    if (head_is(sym::interactive)) {
        Value spec = cdr(car(body));
        code.interactive = spec.is_nil() ? list(in, {nil}) : spec;
        body = cdr(body);
    }
    return body;
}

// A function is compiled when it is first called, all at once. What the first statements of its body would define before the rest is
// reached - (require 'LIBRARY) and (defmacro ...) - must be known to the rest, so it is done now. An error is left to the run.
void define_ahead(Unit& unit, Value body) {
    Interpreter& in = unit.in;
    for (; body.is_cons(); body = cdr(body)) {
        Value form = car(body);
        bool ahead = form.is_cons() && (car(form) == in[sym::require] || car(form) == in.intern("defmacro"));
        if (!ahead) continue;
        catching(in, list(in, {in[sym::error]}), [&] { return eval_form(in, form, unit.lexical, unit.source); }, [](Value) { return nil; });
    }
}

}  // namespace

Code* code_for_lambda(Unit& unit, Value lambda) {
    Interpreter& in = unit.in;
    if (!cdr(lambda).is_cons()) invalid(in, lambda);
    Code* code = make_code();
    parse_parameters(in, *code, lambda, car(cdr(lambda)));
    parse_preamble(in, *code, cdr(cdr(lambda)));
    code->lexical = unit.lexical;
    code->source = lambda;
    code->file = unit.source.file;
    code->positions = unit.source.positions;
    return code;
}

void analyze_lambda_body(Unit& unit, Function* function, Value lambda, Scope* scope) {
    Interpreter& in = unit.in;
    Scope* inner = scope;
    for (Value tail = car(cdr(lambda)); tail.is_cons(); tail = cdr(tail)) {
        Value name = car(tail);
        if (name == in[sym::amp_optional] || name == in[sym::amp_rest]) continue;
        bool special = !unit.lexical;  // with lexical binding a parameter is lexical even if its name is special
        Variable* variable = make_variable(name, function);
        function->parameters.push(variable);
        function->special_parameters.push(special ? name : Value::unbound());
        if (!special) inner = extend(inner, name, variable);
    }
    Code ignored{};
    Value body = parse_preamble(in, ignored, cdr(cdr(lambda)));
    if (!function->parent) define_ahead(unit, body);
    function->body = analyze_body(unit, function, body, inner);
}

namespace {

bool has_variables(const Scope* scope) {
    for (; scope; scope = scope->outer)
        if (scope->variable) return true;
    return false;
}

Value special_names(Interpreter& in, const Scope* scope) {
    Value names;
    for (; scope; scope = scope->outer) names = cons(in, scope->name, names);
    return names;
}

Scope* scope_of_specials(Value names) {
    Scope* scope = nullptr;
    for (; names.is_cons(); names = cdr(names)) scope = extend(scope, car(names), nullptr);
    return scope;
}

}  // namespace

Function* analyze_lambda(Unit& unit, Function* parent, Value lambda, Scope* scope) {
    Function* function = static_cast<Function*>(heap::allocate(sizeof(Function)));
    function->parent = parent;
    function->code = code_for_lambda(unit, lambda);
    if (unit.lexical && has_variables(scope)) analyze_lambda_body(unit, function, lambda, scope);
    else function->code->specials = special_names(unit.in, scope);
    return function;
}

}  // namespace el::compile

namespace el {

using namespace compile;

void compile_now(Interpreter& in, Code& code) {
    if (code.insns) return;
    if (!code.image_entry.is_nil()) return in->frozen.fetch_code(in, code);
    Unit unit{in, code.lexical, {code.file, code.positions}};
    Function* function = static_cast<Function*>(heap::allocate(sizeof(Function)));
    function->code = &code;
    analyze_lambda_body(unit, function, code.source, scope_of_specials(code.specials));
    emit(unit, function);
}

namespace {

// The variables of an evaluation environment: an alist, whose other elements (symbols) are locally special.
struct Environment {
    HeapVector<Value> names, values;
    Scope* scope = nullptr;
};

Environment parse_environment(Unit& unit, Function* owner, Value alist) {
    Environment e;
    HeapVector<Value> entries;
    for (Value tail = alist; tail.is_cons(); tail = cdr(tail)) entries.push(car(tail));
    for (std::uint32_t i = entries.size; i-- > 0;) {
        Value entry = entries[i];
        if (entry.is_symbol() && !entry.is_nil() && entry != unit.in[sym::t]) {
            e.scope = extend(e.scope, entry, nullptr);
        } else if (entry.is_cons() && car(entry).is_symbol()) {
            Variable* variable = make_variable(car(entry), owner);
            owner->parameters.push(variable);
            owner->special_parameters.push(Value::unbound());
            e.scope = extend(e.scope, car(entry), variable);
            e.names.push(car(entry));
            e.values.push(cdr(entry));
        }
    }
    return e;
}

Value run_form(Interpreter& in, Unit& unit, Value form, Value environment) {
    Function* function = static_cast<Function*>(heap::allocate(sizeof(Function)));
    Code* code = make_code();
    code->lexical = unit.lexical;
    code->is_toplevel = true;
    code->file = unit.source.file;
    code->positions = unit.source.positions;
    function->code = code;
    Environment e = environment.is_cons() ? parse_environment(unit, function, environment) : Environment{};
    code->required = static_cast<std::uint16_t>(e.values.size);
    function->body = analyze(unit, function, form, e.scope);
    emit(unit, function);
    return call_function(in, Value::from_object(make_closure(code, 0)), e.values.data, e.values.size);
}

// Only names made locally special: nothing that a form would have to be compiled around.
bool only_specials(Value environment) {
    for (; environment.is_cons(); environment = cdr(environment))
        if (car(environment).is_cons()) return false;
    return true;
}

bool is_simple(Interpreter& in, Value form, Value environment) {
    return environment.is_nil() && (!form.is_cons() && !form.is_symbol());
}

}  // namespace

Value note_special(Interpreter& in, Value form, Value environment) {
    bool declares = form.is_cons() && car(form) == in[sym::defvar] && cdr(form).is_cons() && cdr(cdr(form)).is_nil() && car(cdr(form)).is_symbol();
    return declares ? cons(in, car(cdr(form)), environment) : environment;
}

Value eval_form(Interpreter& in, Value form, bool lexical, const Source& source, Value environment) {
    if (is_simple(in, form, environment)) return form;
    Unit unit{in, lexical, source};
    if (form.is_cons() && car(form).is_symbol() && only_specials(environment)) {
        Value expanded = macroexpand(in, form, nil);
        if (expanded.is_cons() && car(expanded) == in[sym::progn]) {
            Value result;
            for (Value tail = cdr(expanded); tail.is_cons(); tail = cdr(tail)) {
                environment = note_special(in, car(tail), environment);
                result = eval_form(in, car(tail), lexical, source, environment);
            }
            return result;
        }
        form = expanded;
    }
    return run_form(in, unit, form, environment);
}

// (lambda ARGS . BODY), dynamically scoped, or (closure ENV ARGS . BODY).
Value closure_from_lambda(Interpreter& in, Value definition) {
    bool is_closure = car(definition) == in[sym::closure];
    Value environment, lambda = definition;
    if (is_closure) {
        if (!cdr(definition).is_cons()) signal(in, sym::invalid_function, {definition});
        environment = car(cdr(definition));
        lambda = cons(in, in[sym::lambda], cdr(cdr(definition)));
    }
    Unit unit{in, is_closure, {}};
    if (!environment.is_cons() || (car(environment) == in[sym::t] && cdr(environment).is_nil()))
        return Value::from_object(make_closure(code_for_lambda(unit, lambda), 0));
    return eval_form(in, list(in, {in[sym::function], lambda}), true, {}, environment);
}

void init_compile(Interpreter& in) {
    in->compile = new CompileState;
    struct Row {
        Op op;
        std::string_view name, function;
    };
    static constexpr Row rows[] = {
#define OP(name, layout, doc)
#define INLINE(name, layout, function, doc) {Op::name, #name, function},
#include "vm/opcodes.def"
#undef OP
#undef INLINE
    };
    for (const Row& row : rows) {
        // Jumps and special cases are chosen when instructions are emitted.
        if (row.name.starts_with("Jump") || row.op == Op::ArefInteger || row.op == Op::StoreElement) continue;
        auto& entry = in->compile->inlines[intern(in, row.function).bits()];
        entry.op = row.op;
        entry.arity = row.op == Op::Aset ? 3 : row.op >= Op::Car && row.op <= Op::Negate ? 1 : 2;
    }
    // `-' has two instructions; the two-operand one is the entry.
    in->compile->inlines[intern(in, "-").bits()].op = Op::Subtract;
    in->compile->inlines[intern(in, "-").bits()].arity = 2;
}

}  // namespace el
