// Nodes to instructions: values, variables, calls.
// Tests: tests/golden/disassemble
#include "compile/emitter.hpp"
#include "vm/redefine.hpp"

namespace el::compile {

namespace {

bool assigns(const Node* n, const Variable* v) {
    if (n->type == NodeType::set_local && n->variable == v) return true;
    for (const Node* kid : n->kids)
        if (assigns(kid, v)) return true;
    return false;
}

bool is_index(const Node* n) {
    return n->type == NodeType::constant && n->value.is_fixnum() && n->value.fixnum() >= 0 && n->value.fixnum() < 1 << 23;
}

bool is_plain_local(const Node* n, const Function* f) {
    return n->type == NodeType::local && n->variable->owner == f && !n->variable->in_cell();
}

// Values whose evaluation writes the destination only at the very end, so that it may be a variable the value uses.
bool writes_last(const Node* n) {
    switch (n->type) {
        case NodeType::constant: case NodeType::local: case NodeType::global: case NodeType::inline_: case NodeType::add_integer:
        case NodeType::is_nil: case NodeType::call_named: case NodeType::call: case NodeType::apply: case NodeType::list:
        case NodeType::lambda:
            return true;
        default: return false;
    }
}

}  // namespace

int Emitter::operand(Node* n, const Node* later, const Node* even_later) {
    auto changed_by = [&](const Node* other) { return other && n->variable->assigned && assigns(other, n->variable); };
    if (is_plain_local(n, function_) && !changed_by(later) && !changed_by(even_later)) return n->variable->reg;
    int reg = as_.allocate();
    value(n, reg);
    return reg;
}

void Emitter::value(Node* n, int dst) {
    as_.at(n->form);
    switch (n->type) {
        case NodeType::constant: return load_constant(n->value, dst);
        case NodeType::local: return local(n, dst);
        case NodeType::set_local: {
            if (!n->variable->in_cell() && n->variable->owner == function_) {
                set_local(n);
                if (dst != n->variable->reg) as_.add(Op::Move, dst, n->variable->reg);
                return;
            }
            value(n->kids[0], dst);
            if (n->variable->owner == function_) as_.add(Op::SetCell, n->variable->reg, dst);
            else as_.add(Op::SetCapturedCell, capture_index(n->variable), dst);
            return;
        }
        case NodeType::global: return global(n, dst);
        case NodeType::set_global: {
            value(n->kids[0], dst);
            as_.at(n->form);
            as_.add(Op::SetGlobal, dst, 0, as_.constant(n->value));
            return;
        }
        case NodeType::if_: return if_node(n, dst, true);
        case NodeType::and_: case NodeType::or_: return and_or(n, dst);
        case NodeType::progn: return progn(n, dst);
        case NodeType::prog1: return prog1(n, dst);
        case NodeType::while_: while_loop(n); return load_constant(nil, dst);
        case NodeType::let: {
            Temporaries temporaries(as_);
            int bindings = let_bindings(n);
            value(n->kids.back(), dst);
            if (bindings) as_.add(Op::Unbind, bindings);
            return;
        }
        case NodeType::lambda: return lambda(n->function, dst);
        case NodeType::call_named: case NodeType::call: case NodeType::apply: return call(n, dst);
        case NodeType::open_call: return open_call(n, dst);
        case NodeType::inline_: return inlined(n, dst);
        case NodeType::add_integer: {
            Temporaries temporaries(as_);
            int reg = operand(n->kids[0]);
            as_.at(n->form);
            as_.add(Op::AddInteger, dst, reg, n->number);
            return;
        }
        case NodeType::is_nil: {
            Temporaries temporaries(as_);
            int reg = operand(n->kids[0]);
            as_.add(Op::IsNil, dst, reg);
            return;
        }
        case NodeType::list: return list_node(n, dst);
        case NodeType::catch_: return catch_node(n, dst);
        case NodeType::condition_case: return condition_case(n, dst);
        case NodeType::unwind_protect: return unwind_protect(n, dst);
        case NodeType::save: return save(n, dst);
    }
}

void Emitter::effect(Node* n) {
    as_.at(n->form);
    switch (n->type) {
        case NodeType::constant: case NodeType::local: case NodeType::lambda: return;
        case NodeType::set_local: return set_local(n);
        case NodeType::progn:
            for (Node* kid : n->kids) effect(kid);
            return;
        case NodeType::while_: return while_loop(n);
        case NodeType::if_: return if_node(n, 0, false);
        case NodeType::let: {
            Temporaries temporaries(as_);
            int bindings = let_bindings(n);
            effect(n->kids.back());
            if (bindings) as_.add(Op::Unbind, bindings);
            return;
        }
        case NodeType::inline_:
            if (n->op == Op::Aset) return store_element(n);
            [[fallthrough]];
        default: {
            Temporaries temporaries(as_);
            value(n, as_.allocate());
        }
    }
}

void Emitter::store_element(Node* n) {
    Temporaries temporaries(as_);
    int array = operand(n->kids[0], n->kids[1], n->kids[2]);
    int index = operand(n->kids[1], n->kids[2]);
    int element = operand(n->kids[2]);
    as_.at(n->form);
    as_.add(Op::StoreElement, array, index, element);
}

void Emitter::result(Node* n) {
    if (is_plain_local(n, function_)) {
        as_.add(Op::Return, n->variable->reg);
        return;
    }
    if (n->type == NodeType::constant && n->value.is_nil()) {
        as_.add(Op::ReturnNil);
        return;
    }
    Temporaries temporaries(as_);
    if (n->type == NodeType::progn && n->kids.size > 0) {
        for (std::uint32_t i = 0; i + 1 < n->kids.size; ++i) effect(n->kids[i]);
        return result(n->kids.back());
    }
    if (n->type == NodeType::if_) {
        Label otherwise;
        as_.at(n->form);
        jump(n->kids[0], otherwise, false);
        result(n->kids[1]);
        as_.place(otherwise);
        return result(n->kids[2]);
    }
    if (n->type == NodeType::let) {
        as_.at(n->form);
        int bindings = let_bindings(n);
        if (bindings == 0) return result(n->kids.back());
        int reg = as_.allocate();
        value(n->kids.back(), reg);
        as_.add(Op::Unbind, bindings);
        as_.add(Op::Return, reg);
        return;
    }
    int reg = as_.allocate();
    value(n, reg);
    as_.add(Op::Return, reg);
}

void Emitter::load_constant(Value v, int dst) {
    if (v.is_nil()) as_.add(Op::LoadNil, dst);
    else if (v.is_fixnum() && v.fixnum() >= -4000000 && v.fixnum() <= 4000000) as_.add(Op::LoadInteger, dst, 0, static_cast<int>(v.fixnum()));
    else as_.add(Op::LoadConstant, dst, 0, as_.constant(v));
}

int Emitter::capture_index(Variable* v) {
    for (std::uint32_t i = 0; i < function_->captures.size; ++i)
        if (function_->captures[i] == v) return static_cast<int>(i);
    error(unit_.in, "Internal error: variable not captured");
}

void Emitter::local(Node* n, int dst) {
    Variable* v = n->variable;
    if (v->owner != function_) {
        as_.add(v->in_cell() ? Op::GetCapturedCell : Op::GetCaptured, dst, capture_index(v));
    } else if (v->in_cell()) {
        as_.add(Op::GetCell, dst, v->reg);
    } else if (v->reg != dst) {
        as_.add(Op::Move, dst, v->reg);
    }
}

// For effect: the new value goes straight into the variable where that is safe.
void Emitter::set_local(Node* n) {
    Variable* v = n->variable;
    Temporaries temporaries(as_);
    if (v->owner == function_ && !v->in_cell()) {
        if (writes_last(n->kids[0])) return value(n->kids[0], v->reg);
        int reg = as_.allocate();
        value(n->kids[0], reg);
        as_.add(Op::Move, v->reg, reg);
        return;
    }
    int reg = operand(n->kids[0]);
    if (v->owner == function_) as_.add(Op::SetCell, v->reg, reg);
    else as_.add(Op::SetCapturedCell, capture_index(v), reg);
}

void Emitter::global(Node* n, int dst) { as_.add(Op::GetGlobal, dst, 0, as_.constant(n->value)); }

void Emitter::inlined(Node* n, int dst) {
    Temporaries temporaries(as_);
    if (n->op == Op::Aset) {  // R[a] is both the array and the result
        int array = as_.allocate();
        value(n->kids[0], array);
        int index = operand(n->kids[1], n->kids[2]);
        int element = operand(n->kids[2]);
        as_.at(n->form);
        as_.add(Op::Aset, array, index, element);
        if (dst != array) as_.add(Op::Move, dst, array);
        return;
    }
    int a = operand(n->kids[0], n->kids.size > 1 ? n->kids[1] : nullptr);
    if (n->op == Op::Aref && is_index(n->kids[1])) {
        as_.at(n->form);
        as_.add(Op::ArefInteger, dst, a, static_cast<int>(n->kids[1]->value.fixnum()));
        return;
    }
    int b = n->kids.size > 1 ? operand(n->kids[1]) : 0;
    as_.at(n->form);
    as_.add(n->op, dst, a, b);
}

void Emitter::call(Node* n, int dst) {
    // The result slot doubles as the function's; reuse the destination when it is the topmost temporary.
    int saved = as_.top();
    int base = dst == as_.top() - 1 && dst >= 0 && n->type == NodeType::call_named ? dst : as_.allocate();
    std::uint32_t first = 0;
    if (n->type != NodeType::call_named) {
        value(n->kids[0], base);
        first = 1;
    }
    for (std::uint32_t i = first; i < n->kids.size; ++i) {
        int reg = as_.allocate();
        value(n->kids[i], reg);
    }
    as_.at(n->form);
    int count = static_cast<int>(n->kids.size - first);
    if (n->type == NodeType::call_named && !n->value.is_nil()) {
        as_.add(Op::CallNamed, base, count, as_.constant(n->value));
    } else {
        if (n->type == NodeType::call_named) as_.add(Op::LoadNil, base);
        as_.add(n->type == NodeType::apply ? Op::Apply : Op::Call, base, count);
    }
    as_.release_to(saved);
    if (base != dst) as_.add(Op::Move, dst, base);
}

void Emitter::open_call(Node* n, int dst) {
    int saved = as_.top();
    int base = dst == as_.top() - 1 && dst >= 0 ? dst : as_.allocate();
    std::uint32_t count = n->variables.size;
    for (std::uint32_t i = 0; i < count; ++i) {
        n->variables[i]->reg = as_.allocate();
        value(n->kids[i], n->variables[i]->reg);
    }
    Label call, end;
    int function = as_.constant(cons(unit_.in, n->value, n->closure));
    bool open = function <= UINT16_MAX;
    if (open) {
        as_.jump(Op::JumpUnlessFunction, call, 0, function);
        value(n->kids.back(), base);
        as_.jump(Op::Jump, end);
    }
    as_.place(call);
    as_.at(n->form);
    as_.add(Op::CallNamed, base, static_cast<int>(count), as_.constant(n->value));
    as_.place(end);
    as_.release_to(saved);
    if (base != dst) as_.add(Op::Move, dst, base);
}

void Emitter::list_node(Node* n, int dst) {
    Temporaries temporaries(as_);
    int base = as_.top();
    for (Node* kid : n->kids) value(kid, as_.allocate());
    as_.add(Op::List, base, static_cast<int>(n->kids.size));
    as_.add(Op::Move, dst, base);
}

void Emitter::lambda(Function* f, int dst) {
    if (f->body) emit(unit_, f);
    Value code = Value::from_object(f->code);
    if (f->captures.empty()) {
        as_.add(Op::LoadConstant, dst, 0, as_.constant(Value::from_object(make_closure(f->code, 0))));
        return;
    }
    as_.add(Op::MakeClosure, dst, static_cast<int>(f->captures.size), as_.constant(code));
    for (Variable* v : f->captures) {
        if (v->owner == function_) as_.add(Op::Capture, 0, v->reg);
        else as_.add(Op::Capture, 1, capture_index(v));
    }
}

void Emitter::function() {
    for (Variable* p : function_->parameters) p->reg = as_.allocate();
    if (function_->code->rest && function_->parameters.size == 0) as_.allocate();
    int bindings = 0;
    for (std::uint32_t i = 0; i < function_->parameters.size; ++i) {
        Variable* p = function_->parameters[i];
        if (!function_->special_parameters[i].is_unbound()) {
            as_.add(Op::Bind, p->reg, 0, as_.constant(function_->special_parameters[i]));
            ++bindings;
        } else if (p->in_cell()) {
            as_.add(Op::NewCell, p->reg, p->reg);
        }
    }
    if (bindings == 0) {
        result(function_->body);
    } else {
        int reg = as_.allocate();
        value(function_->body, reg);
        as_.add(Op::Unbind, bindings);
        as_.add(Op::Return, reg);
    }
    if (as_.reaches_end()) as_.add(Op::ReturnNil);
    Code& code = *function_->code;
    Interpreter& in = unit_.in;
    ListBuilder names(in);
    for (Variable* v : function_->captures) names.add(v->name);
    code.capture_names = names.take();
    as_.finish(code);
    register_code(in, code);
}

void emit(Unit& unit, Function* function) {
    check_c_stack(unit.in);
    Emitter(unit, function).function();
}

}  // namespace el::compile
