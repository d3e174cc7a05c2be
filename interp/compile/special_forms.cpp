// One function for each special form.
// Tests: tests/lisp/prims/control.el, conditions.el
#include "compile/special_forms.hpp"

namespace el::compile {

namespace {

using Handler = Node* (*)(Unit& unit, Function* function, Value form, Scope* scope);

Value arg(Value form, int n) {
    Value tail = cdr(form);
    while (n-- > 0 && tail.is_cons()) tail = cdr(tail);
    return tail.is_cons() ? car(tail) : nil;
}
Value args_after(Value form, int n) {
    Value tail = cdr(form);
    while (n-- > 0 && tail.is_cons()) tail = cdr(tail);
    return tail.is_cons() ? tail : nil;
}
int argument_count(Value form) {
    int n = 0;
    for (Value tail = cdr(form); tail.is_cons(); tail = cdr(tail)) ++n;
    return n;
}
Node* wrong_count(Unit& unit, Value form) {
    return signalling(unit, unit.in[sym::wrong_number_of_arguments], list(unit.in, {car(form), fixnum(argument_count(form))}), form);
}

Node* sequence(Unit& unit, Function* function, NodeType type, Value form, Value forms, Scope* scope) {
    Node* n = make_node(type, form);
    for (; forms.is_cons(); forms = cdr(forms)) n->kids.push(analyze(unit, function, car(forms), scope));
    return n;
}

Node* quote(Unit& unit, Function*, Value form, Scope*) {
    return argument_count(form) == 1 ? constant(arg(form, 0)) : wrong_count(unit, form);
}

Node* lambda_node(Unit& unit, Function* function, Value lambda, Value form, Scope* scope) {
    Node* n = make_node(NodeType::lambda, form);
    n->function = analyze_lambda(unit, function, lambda, scope);
    return n;
}

Node* function_form(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) != 1) return wrong_count(unit, form);
    Value what = arg(form, 0);
    if (!what.is_cons() || car(what) != unit.in[sym::lambda]) return constant(what);
    return lambda_node(unit, function, what, form, scope);
}

Node* lambda_form(Unit& unit, Function* function, Value form, Scope* scope) { return lambda_node(unit, function, form, form, scope); }

Node* progn(Unit& unit, Function* function, Value form, Scope* scope) { return analyze_body(unit, function, cdr(form), scope); }

Node* prog1(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) < 1) return wrong_count(unit, form);
    return sequence(unit, function, NodeType::prog1, form, cdr(form), scope);
}

Node* prog2(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) < 2) return wrong_count(unit, form);
    Node* n = make_node(NodeType::progn, form);
    n->kids.push(analyze(unit, function, arg(form, 0), scope));
    n->kids.push(sequence(unit, function, NodeType::prog1, form, args_after(form, 1), scope));
    return n;
}

Node* if_node(Value form, Node* test, Node* then, Node* otherwise) {
    Node* n = make_node(NodeType::if_, form);
    n->kids.push(test);
    n->kids.push(then);
    n->kids.push(otherwise);
    return n;
}

Node* if_form(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) < 2) return wrong_count(unit, form);
    Node* test = analyze(unit, function, arg(form, 0), scope);
    Node* then = analyze(unit, function, arg(form, 1), scope);
    return if_node(form, test, then, analyze_body(unit, function, args_after(form, 2), scope));
}

Node* and_form(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) == 0) return constant(unit.in[sym::t]);
    return sequence(unit, function, NodeType::and_, form, cdr(form), scope);
}
Node* or_form(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) == 0) return constant(nil);
    return sequence(unit, function, NodeType::or_, form, cdr(form), scope);
}

// (cond CLAUSE...): an `if' for each clause, `or' for those without body. Built from the last clause backwards.
Node* cond_form(Unit& unit, Function* function, Value form, Scope* scope) {
    HeapVector<Value> clauses;
    for (Value tail = cdr(form); tail.is_cons(); tail = cdr(tail)) {
        if (!car(tail).is_cons())
            return signalling(unit, unit.in[sym::wrong_type_argument], list(unit.in, {unit.in[sym::listp], car(tail)}), form);
        clauses.push(car(tail));
    }
    HeapVector<Node*> tests, bodies;
    for (Value clause : clauses) {  // in order, so that macros are expanded in the order of the text
        tests.push(analyze(unit, function, car(clause), scope));
        bodies.push(cdr(clause).is_nil() ? nullptr : analyze_body(unit, function, cdr(clause), scope));
    }
    Node* result = constant(nil);
    for (std::uint32_t i = clauses.size; i-- > 0;) {
        Node* test = tests[i];
        bool always = test->type == NodeType::constant && !test->value.is_nil();
        if (!bodies[i]) {
            Node* either = make_node(NodeType::or_, clauses[i]);
            either->kids.push(test);
            if (!always) either->kids.push(result);
            result = either;
        } else {
            result = always ? bodies[i] : if_node(clauses[i], test, bodies[i], result);
        }
    }
    return result;
}

Node* while_form(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) < 1) return wrong_count(unit, form);
    Node* n = make_node(NodeType::while_, form);
    n->kids.push(analyze(unit, function, arg(form, 0), scope));
    n->kids.push(analyze_body(unit, function, args_after(form, 1), scope));
    return n;
}

struct LetBinding {
    Value name, init;
    bool valid = true;
};
LetBinding parse_binding(Value b) {
    if (b.is_symbol()) return {b, nil};
    if (!b.is_cons() || !car(b).is_symbol()) return {nil, nil, false};
    if (cdr(b).is_nil()) return {car(b), nil};
    if (!cdr(b).is_cons() || !cdr(cdr(b)).is_nil()) return {car(b), nil, false};
    return {car(b), car(cdr(b))};
}

Node* let_form(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) < 1) return wrong_count(unit, form);
    Node* n = make_node(NodeType::let, form);
    n->sequential = car(form) == unit.in[sym::let_star];
    Scope* inner = scope;
    for (Value tail = arg(form, 0); !tail.is_nil(); tail = cdr(tail)) {
        if (!tail.is_cons())
            return signalling(unit, unit.in[sym::wrong_type_argument], list(unit.in, {unit.in[sym::listp], tail}), form);
        LetBinding b = parse_binding(car(tail));
        if (!b.valid) {
            if (car(tail).is_cons() && !car(car(tail)).is_symbol())
                return signalling(unit, unit.in[sym::wrong_type_argument], list(unit.in, {unit.in[sym::symbolp], car(car(tail))}), form);
            if (!car(tail).is_cons())
                return signalling(unit, unit.in[sym::wrong_type_argument], list(unit.in, {unit.in[sym::listp], car(tail)}), form);
            Value text = make_string(unit.in, "`let' bindings can have only one value-form"), binding = car(tail);
            Value tail_of_binding = binding;
            while (tail_of_binding.is_cons()) tail_of_binding = cdr(tail_of_binding);
            if (!tail_of_binding.is_nil()) binding = list(unit.in, {binding});
            return signalling(unit, unit.in[sym::error], cons(unit.in, text, binding), form);
        }
        n->kids.push(analyze(unit, function, b.init, n->sequential ? inner : scope));
        bool special = is_special(unit, b.name, n->sequential ? inner : scope);
        Variable* variable = special ? nullptr : make_variable(b.name, function);
        n->variables.push(variable);
        n->specials.push(special ? b.name : Value::unbound());
        if (!special) inner = extend(inner, b.name, variable);
    }
    n->kids.push(analyze_body(unit, function, args_after(form, 1), inner));
    return n;
}

Node* setq_form(Unit& unit, Function* function, Value form, Scope* scope) {
    int count = argument_count(form);
    if (count % 2) return wrong_count(unit, form);
    Node* n = make_node(NodeType::progn, form);
    for (Value tail = cdr(form); tail.is_cons(); tail = cdr(cdr(tail))) {
        Value name = car(tail);
        if (!name.is_symbol())
            return signalling(unit, unit.in[sym::wrong_type_argument], list(unit.in, {unit.in[sym::symbolp], name}), form);
        Node* value = analyze(unit, function, car(cdr(tail)), scope);
        n->kids.push(assignment(unit, function, name, value, scope, form));
    }
    return n->kids.size == 1 ? n->kids[0] : n;
}

Node* call_node(Unit& unit, sym::Id name, Value form, std::initializer_list<Node*> args) {
    Node* n = make_node(NodeType::call_named, form);
    n->value = unit.in[name];
    for (Node* a : args) n->kids.push(a);
    return n;
}

// (defvar X V DOC): V is evaluated only if X has no default value; DOC, whatever it is, never.
Node* defvar_form(Unit& unit, Function* function, Value form, Scope* scope) {
    int count = argument_count(form);
    Value name = arg(form, 0);
    if (count < 1 || count > 3) return count < 1 ? wrong_count(unit, form) : malformed(unit, form, "Too many arguments");
    if (!name.is_symbol()) return signalling(unit, unit.in[sym::wrong_type_argument], list(unit.in, {unit.in[sym::symbolp], name}), form);
    if (count == 1) return constant(name);  // analyze_body makes it locally special
    Node* needed = call_node(unit, sym::internal_defvar_needs_value, form, {constant(name)});
    Node* doc = constant(count == 3 ? arg(form, 2) : nil);
    Node* set = call_node(unit, sym::internal_defvar_set, form,
                          {constant(name), if_node(form, needed, analyze(unit, function, arg(form, 1), scope), constant(nil)), doc});
    return set;
}

Node* defconst_form(Unit& unit, Function* function, Value form, Scope* scope) {
    int count = argument_count(form);
    Value name = arg(form, 0);
    if (count < 2) return wrong_count(unit, form);
    if (count > 3) return malformed(unit, form, "Too many arguments");
    if (!name.is_symbol()) return signalling(unit, unit.in[sym::wrong_type_argument], list(unit.in, {unit.in[sym::symbolp], name}), form);
    Node* doc = constant(count == 3 ? arg(form, 2) : nil);
    return call_node(unit, sym::internal_defconst_set, form, {constant(name), analyze(unit, function, arg(form, 1), scope), doc});
}

Node* catch_form(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) < 1) return wrong_count(unit, form);
    Node* n = make_node(NodeType::catch_, form);
    n->kids.push(analyze(unit, function, arg(form, 0), scope));
    n->kids.push(analyze_body(unit, function, args_after(form, 1), scope));
    return n;
}

Node* unwind_protect_form(Unit& unit, Function* function, Value form, Scope* scope) {
    if (argument_count(form) < 1) return wrong_count(unit, form);
    Node* n = make_node(NodeType::unwind_protect, form);
    n->kids.push(analyze(unit, function, arg(form, 0), scope));
    if (args_after(form, 1).is_nil()) return n->kids[0];
    Value lambda = cons(unit.in, unit.in[sym::lambda], cons(unit.in, nil, args_after(form, 1)));
    Function* cleanup = static_cast<Function*>(heap::allocate(sizeof(Function)));
    cleanup->parent = function;
    cleanup->code = code_for_lambda(unit, lambda);
    analyze_lambda_body(unit, cleanup, lambda, scope);
    n->function = cleanup;
    return n;
}

Node* condition_case_form(Unit& unit, Function* function, Value form, Scope* scope) {
    Interpreter& in = unit.in;
    if (argument_count(form) < 2) return wrong_count(unit, form);
    Value name = arg(form, 0);
    if (!name.is_symbol()) return signalling(unit, in[sym::wrong_type_argument], list(in, {in[sym::symbolp], name}), form);
    Node* n = make_node(NodeType::condition_case, form);
    n->kids.push(analyze(unit, function, arg(form, 1), scope));
    Scope* inner = scope;
    if (!name.is_nil()) {
        bool special = !unit.lexical;
        n->variable = special ? nullptr : make_variable(name, function);
        n->value = special ? name : nil;
        if (!special) inner = extend(scope, name, n->variable);
    }
    Node* success = nullptr;
    for (Value tail = args_after(form, 2); tail.is_cons(); tail = cdr(tail)) {
        Value clause = car(tail);
        if (clause.is_nil()) continue;
        if (!clause.is_cons() || !(car(clause).is_symbol() || car(clause).is_cons()))
            return signalling(unit, in[sym::error], list(in, {make_string(in, "Invalid condition handler: " + in.print(clause))}), form);
        Node* body = analyze_body(unit, function, cdr(clause), inner);
        if (car(clause) == in[sym::k_success]) {
            success = body;
            continue;
        }
        n->specials.push(car(clause));
        n->kids.push(body);
    }
    if (success) {
        n->has_success = true;
        n->kids.push(success);
    }
    return n;
}

Node* save_form(Unit& unit, Function* function, Value form, Scope* scope, Op op) {
    Node* n = make_node(NodeType::save, form);
    n->op = op;
    n->kids.push(analyze_body(unit, function, cdr(form), scope));
    return n;
}
Node* save_excursion_form(Unit& u, Function* f, Value form, Scope* s) { return save_form(u, f, form, s, Op::SaveExcursion); }
Node* save_restriction_form(Unit& u, Function* f, Value form, Scope* s) { return save_form(u, f, form, s, Op::SaveRestriction); }
Node* save_current_buffer_form(Unit& u, Function* f, Value form, Scope* s) { return save_form(u, f, form, s, Op::SaveCurrentBuffer); }

Node* interactive_form(Unit&, Function*, Value, Scope*) { return constant(nil); }

struct Row {
    sym::Id name;
    Handler handler;
};
constexpr Row rows[] = {
    {sym::and_, and_form},
    {sym::catch_, catch_form},
    {sym::cond, cond_form},
    {sym::condition_case, condition_case_form},
    {sym::defconst, defconst_form},
    {sym::defvar, defvar_form},
    {sym::function, function_form},
    {sym::if_, if_form},
    {sym::interactive, interactive_form},
    {sym::lambda, lambda_form},
    {sym::let, let_form},
    {sym::let_star, let_form},
    {sym::or_, or_form},
    {sym::prog1, prog1},
    {sym::prog2, prog2},
    {sym::progn, progn},
    {sym::quote, quote},
    {sym::save_current_buffer, save_current_buffer_form},
    {sym::save_excursion, save_excursion_form},
    {sym::save_restriction, save_restriction_form},
    {sym::setq, setq_form},
    {sym::unwind_protect, unwind_protect_form},
    {sym::while_, while_form},
};

}  // namespace

Node* analyze_special_form(Unit& unit, Function* function, Value form, Scope* scope) {
    // Well-known symbols lie in one array, so a special form's symbol has a small number.
    std::uint64_t offset = car(form).bits() - unit.in[sym::nil].bits();
    if (offset >= static_cast<std::uint64_t>(sym::Id::count_) * sizeof(Symbol)) return nullptr;
    auto id = static_cast<sym::Id>(offset / sizeof(Symbol));
    for (const Row& row : rows)
        if (row.name == id) return row.handler(unit, function, form, scope);
    return nullptr;
}

Node* analyze_body(Unit& unit, Function* function, Value forms, Scope* scope) {
    if (forms.is_nil()) return constant(nil);
    Node* n = make_node(NodeType::progn, forms);
    for (; forms.is_cons(); forms = cdr(forms)) {
        Value form = car(forms);
        bool defines = form.is_cons() && (car(form) == unit.in[sym::defvar] || car(form) == unit.in[sym::defconst]) &&
                       argument_count(form) >= 1 && arg(form, 0).is_symbol();
        // (defvar NAME ...): from here to the end of the body NAME is bound dynamically. A value is computed before that.
        if (defines && argument_count(form) == 1) scope = extend(scope, arg(form, 0), nullptr);
        n->kids.push(analyze(unit, function, form, scope));
        if (defines && argument_count(form) > 1) scope = extend(scope, arg(form, 0), nullptr);
    }
    return n->kids.size == 1 ? n->kids[0] : n;
}

}  // namespace el::compile
