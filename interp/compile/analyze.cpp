// Forms to nodes: macros are expanded, special forms recognised, variables resolved.
//
// A malformed form becomes a node that signals when it is reached, as in Emacs's interpreter, not an error of the compilation.
// Tests: tests/lisp/prims/control.el, tests/golden/disassemble
#include "compile/special_forms.hpp"
#include "vm/redefine.hpp"

namespace el::compile {

Node* constant(Value v) {
    Node* n = make_node(NodeType::constant);
    n->value = v;
    return n;
}

Node* signalling(Unit& unit, Value symbol, Value data, Value form) {
    Node* n = make_node(NodeType::call_named, form);
    n->value = unit.in[sym::signal];
    n->kids.push(constant(symbol));
    n->kids.push(constant(data));
    return n;
}

Node* malformed(Unit& unit, Value form, const char* message) {
    return signalling(unit, unit.in[sym::error], list(unit.in, {make_string(unit.in, message)}), form);
}

// The innermost lexical variable NAME. A (defvar NAME) between here and there changes what a `let' binds, not what a name refers to.
Scope* find(Scope* scope, Value name) {
    while (scope && (scope->name != name || !scope->variable)) scope = scope->outer;
    return scope;
}

bool declared_special(Scope* scope, Value name) {
    while (scope && (scope->name != name || scope->variable)) scope = scope->outer;
    return scope;
}

bool is_special(Unit& unit, Value name, Scope* scope) {
    return !unit.lexical || symbol(unit.in, name).flag(Symbol::special) || declared_special(scope, name);
}

Variable* make_variable(Value name, Function* owner) {
    Variable* v = static_cast<Variable*>(heap::allocate(sizeof(Variable)));
    v->name = name;
    v->owner = owner;
    v->reg = -1;
    return v;
}

Scope* extend(Scope* outer, Value name, Variable* variable) {
    Scope* s = static_cast<Scope*>(heap::allocate(sizeof(Scope)));
    s->name = name;
    s->variable = variable;
    s->outer = outer;
    return s;
}

namespace {

// The variable is used by FUNCTION: every function between it and the owner captures it.
void note_use(Function* function, Variable* variable) {
    for (; function && function != variable->owner; function = function->parent) {
        variable->captured = true;
        bool known = false;
        for (Variable* c : function->captures) known |= c == variable;
        if (!known) function->captures.push(variable);
    }
}

Node* reference(Unit& unit, Function* function, Value name, Scope* scope) {
    if (name.is_nil() || name == unit.in[sym::t] || symbol(unit.in, name).flag(Symbol::keyword)) return constant(name);
    Scope* found = unit.lexical ? find(scope, name) : nullptr;
    if (found) {
        note_use(function, found->variable);
        Node* n = make_node(NodeType::local);
        n->variable = found->variable;
        return n;
    }
    Node* n = make_node(NodeType::global);
    n->value = name;
    return n;
}

}  // namespace

Node* assignment(Unit& unit, Function* function, Value name, Node* value, Scope* scope, Value form) {
    Scope* found = unit.lexical ? find(scope, name) : nullptr;
    Node* n = make_node(found ? NodeType::set_local : NodeType::set_global, form);
    n->kids.push(value);
    if (found) {
        found->variable->assigned = true;
        note_use(function, found->variable);
        n->variable = found->variable;
    } else {
        n->value = name;
    }
    return n;
}

namespace {

// What a dotted list ends with, the list itself if it is circular.
Value last_tail(Value list) {
    Value slow = list, tail = list;
    for (bool odd = false; tail.is_cons(); odd = !odd) {
        tail = cdr(tail);
        if (odd) slow = cdr(slow);
        if (tail == slow) return list;
    }
    return tail;
}

bool proper_list(Value list) {
    while (list.is_cons()) list = cdr(list);
    return list.is_nil();
}

void analyze_arguments(Unit& unit, Function* function, Value args, Scope* scope, Node* into) {
    for (; args.is_cons(); args = cdr(args)) into->kids.push(analyze(unit, function, car(args), scope));
}

bool is_small_integer(const Node* n) {
    return n->type == NodeType::constant && n->value.is_fixnum() && n->value.fixnum() >= -4000000 && n->value.fixnum() <= 4000000;
}

bool compares_by_eq(const Node* n) {
    return n->type == NodeType::constant && (n->value.is_symbol() || n->value.is_fixnum());
}

Node* inline_node(Op op, Value form, std::initializer_list<Node*> kids) {
    Node* n = make_node(NodeType::inline_, form);
    n->op = op;
    for (Node* k : kids) n->kids.push(k);
    return n;
}

Node* add_constant(Node* n, Int number, Value form) {
    Node* sum = make_node(NodeType::add_integer, form);
    sum->number = static_cast<int>(number);
    sum->kids.push(n);
    return sum;
}

// (+ a b c ...) and (* ...) and (- a b c ...): from the left, as Emacs adds.
Node* arithmetic(Unit&, Op op, Node* call) {
    Node* result = call->kids[0];
    std::uint32_t first = 1;
    if (op == Op::Add && is_small_integer(result) && call->kids[1]->type != NodeType::constant)  // (+ 1 n)
        result = add_constant(call->kids[first++], result->value.fixnum(), call->form);
    for (std::uint32_t i = first; i < call->kids.size; ++i) {
        Node* next = call->kids[i];
        if (op == Op::Add && is_small_integer(next))
            result = add_constant(result, next->value.fixnum(), call->form);
        else if (op == Op::Subtract && is_small_integer(next))
            result = add_constant(result, -next->value.fixnum(), call->form);
        else
            result = inline_node(op, call->form, {result, next});
    }
    return result;
}

// Replaces a call by instructions where the function has one and is not redefined.
Node* inlined(Unit& unit, Node* call) {
    Interpreter& in = unit.in;
    auto& inlines = in->compile->inlines;
    auto found = inlines.find(call->value.bits());
    if (found == inlines.end() || !may_inline(in, call->value)) return call;
    const auto& entry = found->second;
    std::uint32_t n = call->kids.size;
    switch (entry.op) {
        case Op::Add: case Op::Multiply: return n >= 2 ? arithmetic(unit, entry.op, call) : call;
        case Op::Subtract:
            if (n == 1) return inline_node(Op::Negate, call->form, {call->kids[0]});
            return n >= 2 ? arithmetic(unit, entry.op, call) : call;
        case Op::Equal:
            if (n == 2 && (compares_by_eq(call->kids[0]) || compares_by_eq(call->kids[1])))
                return inline_node(Op::Eq, call->form, {call->kids[0], call->kids[1]});
            break;
        default: break;
    }
    if (static_cast<int>(n) != entry.arity) return call;
    call->type = NodeType::inline_;
    call->op = entry.op;
    return call;
}

// Calls that have a shorter way but no instruction.
Node* shortened(Unit& unit, Node* call) {
    Interpreter& in = unit.in;
    Value name = call->value;
    std::uint32_t n = call->kids.size;
    auto original = [&] { return symbol(in, name).function.is<Primitive>(); };
    if ((name == in[sym::null] || name == in[sym::not_]) && n == 1) {
        call->type = NodeType::is_nil;
    } else if (name == in[sym::list] && n > 0 && n < 60000 && original()) {
        call->type = NodeType::list;
    } else if (name == in[sym::funcall] && n >= 1 && original()) {
        call->type = NodeType::call;
    } else if (name == in[sym::apply] && n >= 2 && original()) {
        call->type = NodeType::apply;
    } else if (name == in[sym::eql] && n == 2 && (compares_by_eq(call->kids[0]) || compares_by_eq(call->kids[1]))) {
        return inline_node(Op::Eq, call->form, {call->kids[0], call->kids[1]});
    }
    return call;
}

// cadr and its like: chains of car and cdr.
Node* accessor_chain(Unit& unit, Node* call) {
    std::string_view name = symbol(unit.in, call->value).view();
    if (call->kids.size != 1 || name.size() < 4 || name.size() > 6 || name.front() != 'c' || name.back() != 'r') return call;
    for (char c : name.substr(1, name.size() - 2))
        if (c != 'a' && c != 'd') return call;
    Node* result = call->kids[0];
    for (std::size_t i = name.size() - 2; i >= 1; --i) result = inline_node(name[i] == 'a' ? Op::Car : Op::Cdr, call->form, {result});
    return result;
}

// The function of NAME if its calls are to be replaced by its body: an accessor or predicate of a structure. Its code was made by a macro:
// it has no places in the source, and no inner functions.
Closure* open_function(Unit& unit, Value name, std::uint32_t count) {
    Interpreter& in = unit.in;
    const Symbol& s = symbol(in, name);
    if (!s.function.is<Closure>() || !in.options().image || s.plist.is_nil()) return nullptr;  // closures of the image are not those of the program
    if (plist_get(s.plist, in.intern("internal--inline")).is_nil()) return nullptr;
    Closure& closure = s.function.as<Closure>();
    const Code& code = *closure.code;
    bool has_body = code.source.is_cons() && !cdr(cdr(code.source)).is_nil();  // preloaded functions do not keep theirs
    bool plain = code.lexical && count == code.required && !code.optional && !code.rest && closure.header.length == 0;
    return has_body && plain && code.image_entry.is_nil() ? &closure : nullptr;
}

// A call of NAME turned into the body of CLOSURE, if that is still the function of NAME when it is reached.
Node* open_call(Unit& unit, Function* function, Node* call, Closure& closure) {
    Node* open = make_node(NodeType::open_call, call->form);
    open->value = call->value;
    open->closure = Value::from_object(&closure);
    open->kids = call->kids;
    Function inner{};  // parses the parameters and the body; what it finds belongs to the calling function
    inner.parent = function;
    inner.code = closure.code;
    Unit body{unit.in, true, {}};
    analyze_lambda_body(body, &inner, closure.code->source, nullptr);
    for (Variable* v : inner.parameters) {
        v->owner = function;
        open->variables.push(v);
    }
    open->kids.push(inner.body);
    return open;
}

Node* analyze_call(Unit& unit, Function* function, Value form, Scope* scope) {
    Interpreter& in = unit.in;
    if (!proper_list(cdr(form))) return signalling(unit, in[sym::wrong_type_argument], list(in, {in[sym::listp], last_tail(cdr(form))}), form);
    Node* call = make_node(NodeType::call_named, form);
    call->value = car(form);
    analyze_arguments(unit, function, cdr(form), scope, call);
    if (Closure* closure = open_function(unit, call->value, call->kids.size)) return open_call(unit, function, call, *closure);
    Node* better = inlined(unit, call);
    if (better != call || call->type != NodeType::call_named) return better;
    better = accessor_chain(unit, call);
    return better != call ? better : shortened(unit, call);
}

Node* analyze_lambda_call(Unit& unit, Function* function, Value form, Scope* scope) {
    Interpreter& in = unit.in;
    if (car(car(form)) != in[sym::lambda]) return signalling(unit, in[sym::invalid_function], list(in, {car(form)}), form);
    Node* call = make_node(NodeType::call, form);
    Node* lambda = make_node(NodeType::lambda, form);
    lambda->function = analyze_lambda(unit, function, car(form), scope);
    call->kids.push(lambda);
    analyze_arguments(unit, function, cdr(form), scope, call);
    return call;
}

// The expansion of a macro call; unbound when the expander signals.
Value expand_if_possible(Interpreter& in, Value form) {
    return catching(
        in, list(in, {in[sym::error]}), [&] { return macroexpand(in, form, nil); }, [&](Value) { return Value::unbound(); });
}

bool may_be_macro(Interpreter& in, Value head) {
    Value definition = symbol(in, head).function;
    return definition.is_cons() || (definition.is_symbol() && !definition.is_nil());
}

}  // namespace

Node* analyze(Unit& unit, Function* function, Value form, Scope* scope) {
    Interpreter& in = unit.in;
    if (form.is_symbol()) return reference(unit, function, form, scope);
    if (!form.is_cons()) return constant(form);
    check_c_stack(in);
    Value head = car(form);
    if (head.is_cons()) return analyze_lambda_call(unit, function, form, scope);
    if (!head.is_symbol()) return signalling(unit, in[sym::invalid_function], list(in, {head}), form);
    if (!cdr(form).is_cons() && !cdr(form).is_nil())
        return signalling(unit, in[sym::wrong_type_argument], list(in, {in[sym::listp], cdr(form)}), form);
    if (Node* special = analyze_special_form(unit, function, form, scope)) return special;
    if (may_be_macro(in, head)) {
        Value expanded = expand_if_possible(in, form);
        if (expanded.is_unbound()) return analyze_failed_macro(unit, function, form, scope);
        if (expanded != form) {
            Node* node = analyze(unit, function, expanded, scope);
            if (node->form.is_nil() || !node->form.is_cons() || node->form == expanded) node->form = form;
            return node;
        }
    }
    Node* call = analyze_call(unit, function, form, scope);
    return symbol(in, head).function.is_nil() ? analyze_late_macro(unit, function, form, scope, call) : call;
}

}  // namespace el::compile
