// Nodes to instructions: conditions, loops, binding, exits.
#include "compile/emitter.hpp"

namespace el::compile {

void Emitter::if_node(Node* n, int dst, bool want_value) {
    Label otherwise, end;
    jump(n->kids[0], otherwise, false);
    if (want_value) value(n->kids[1], dst);
    else effect(n->kids[1]);
    bool else_is_nothing = !want_value && n->kids[2]->type == NodeType::constant;
    if (!else_is_nothing && as_.reaches_end()) as_.jump(Op::Jump, end);
    as_.place(otherwise);
    if (want_value) value(n->kids[2], dst);
    else effect(n->kids[2]);
    as_.place(end);
}

void Emitter::and_or(Node* n, int dst) {
    Op exit = n->type == NodeType::and_ ? Op::JumpIfNil : Op::JumpIfNotNil;
    Label end;
    for (std::uint32_t i = 0; i < n->kids.size; ++i) {
        value(n->kids[i], dst);
        if (i + 1 < n->kids.size) as_.jump(exit, end, dst);
    }
    as_.place(end);
}

void Emitter::and_or_jump(Node* n, Label& target, bool when) {
    bool is_and = n->type == NodeType::and_;
    Label end;
    for (std::uint32_t i = 0; i + 1 < n->kids.size; ++i) {
        if (is_and == !when) jump(n->kids[i], target, when);  // decides it
        else jump(n->kids[i], end, !when);
    }
    jump(n->kids.back(), target, when);
    as_.place(end);
}

namespace {

// The jumps that decide a comparison: of two registers, and of a register and a small number.
struct Jumps {
    Op if_, unless, if_integer, unless_integer;
};
const Jumps* jumps_of(Op comparison) {
#define JUMPS(name) \
    case Op::name: { \
        static constexpr Jumps jumps{Op::JumpIf##name, Op::JumpUnless##name, Op::JumpIf##name##Integer, Op::JumpUnless##name##Integer}; \
        return &jumps; \
    }
    switch (comparison) {
        JUMPS(Less) JUMPS(Greater) JUMPS(LessEqual) JUMPS(GreaterEqual) JUMPS(Same)
        default: return nullptr;
    }
#undef JUMPS
}

bool fits_b(const Node* n) {
    return n->type == NodeType::constant && n->value.is_fixnum() && n->value.fixnum() >= INT16_MIN && n->value.fixnum() <= INT16_MAX;
}

}  // namespace

void Emitter::eq_jump(Node* n, Label& target, bool when) {
    bool first = n->kids[0]->type == NodeType::constant;
    Node* known = n->kids[first ? 0 : 1];
    if (known->type == NodeType::constant) {
        if (known->value.is_nil()) return jump(n->kids[first ? 1 : 0], target, !when);
        int index = as_.constant(known->value);
        int a = operand(n->kids[first ? 1 : 0]);
        if (index <= UINT16_MAX) return as_.jump(when ? Op::JumpIfConstant : Op::JumpUnlessConstant, target, a, index);
    }
    int a = operand(n->kids[0], n->kids[1]);
    int b = operand(n->kids[1]);
    as_.jump(when ? Op::JumpIfEq : Op::JumpUnlessEq, target, a, b);
}

void Emitter::inlined_jump(Node* n, Label& target, bool when) {
    Temporaries temporaries(as_);
    if (n->op == Op::Eq) return eq_jump(n, target, when);
    if (n->op == Op::Consp) {
        int a = operand(n->kids[0]);
        return as_.jump(when ? Op::JumpIfCons : Op::JumpUnlessCons, target, a);
    }
    if (const Jumps* jumps = jumps_of(n->op)) {
        bool integer = fits_b(n->kids[1]);
        int a = operand(n->kids[0], n->kids[1]);
        int b = integer ? static_cast<int>(n->kids[1]->value.fixnum()) : operand(n->kids[1]);
        as_.at(n->form);
        if (integer) return as_.jump(when ? jumps->if_integer : jumps->unless_integer, target, a, b);
        return as_.jump(when ? jumps->if_ : jumps->unless, target, a, b);
    }
    int reg = as_.allocate();
    inlined(n, reg);
    as_.jump(when ? Op::JumpIfNotNil : Op::JumpIfNil, target, reg);
}

void Emitter::jump(Node* n, Label& target, bool when) {
    as_.at(n->form);
    switch (n->type) {
        case NodeType::constant:
            if (!n->value.is_nil() == when) as_.jump(Op::Jump, target);
            return;
        case NodeType::is_nil: return jump(n->kids[0], target, !when);
        case NodeType::and_: case NodeType::or_: return and_or_jump(n, target, when);
        case NodeType::inline_: return inlined_jump(n, target, when);
        case NodeType::progn:
            for (std::uint32_t i = 0; i + 1 < n->kids.size; ++i) effect(n->kids[i]);
            return jump(n->kids.back(), target, when);
        default: break;
    }
    Temporaries temporaries(as_);
    int reg = operand(n);
    as_.jump(when ? Op::JumpIfNotNil : Op::JumpIfNil, target, reg);
}

void Emitter::progn(Node* n, int dst) {
    if (n->kids.empty()) return load_constant(nil, dst);
    for (std::uint32_t i = 0; i + 1 < n->kids.size; ++i) effect(n->kids[i]);
    value(n->kids.back(), dst);
}

void Emitter::prog1(Node* n, int dst) {
    Temporaries temporaries(as_);
    int reg = as_.allocate();  // not `dst': the rest may read a variable that lives there
    value(n->kids[0], reg);
    for (std::uint32_t i = 1; i < n->kids.size; ++i) effect(n->kids[i]);
    as_.add(Op::Move, dst, reg);
}

void Emitter::while_loop(Node* n) {
    Label top, end;
    as_.place(top);
    jump(n->kids[0], end, false);
    effect(n->kids[1]);
    as_.jump(Op::Loop, top);
    as_.place(end);
}

// A variable whose value is another variable, neither of which ever changes, needs no register of its own.
bool Emitter::stands_for(const Variable* v, const Node* value) const {
    return !v->assigned && value->type == NodeType::local && value->variable->owner == function_ && !value->variable->assigned;
}

int Emitter::let_bindings(Node* n) {
    int bindings = 0;
    std::uint32_t count = n->variables.size;
    HeapVector<int> pending;  // registers of dynamic values of a parallel let
    for (std::uint32_t i = 0; i < count; ++i) {
        Variable* v = n->variables[i];
        if (v && stands_for(v, n->kids[i])) {
            v->reg = n->kids[i]->variable->reg;
            pending.push(v->reg);
            continue;
        }
        int reg = as_.allocate();
        value(n->kids[i], reg);
        if (v) {
            v->reg = reg;
            if (v->in_cell()) as_.add(Op::NewCell, reg, reg);
        } else if (n->sequential) {
            as_.at(n->form);
            as_.add(Op::Bind, reg, 0, as_.constant(n->specials[i]));
            as_.release_to(reg);
            ++bindings;
        }
        pending.push(reg);
    }
    for (std::uint32_t i = 0; i < count && !n->sequential; ++i)
        if (!n->variables[i]) {
            as_.at(n->form);
            as_.add(Op::Bind, pending[i], 0, as_.constant(n->specials[i]));
            ++bindings;
        }
    return bindings;
}

void Emitter::catch_node(Node* n, int dst) {
    Temporaries temporaries(as_);
    Label end;
    int reg = as_.allocate();
    value(n->kids[0], reg);
    as_.jump(Op::PushCatch, end, reg);
    value(n->kids[1], reg);
    as_.add(Op::PopHandlers, 1);
    as_.place(end);
    as_.add(Op::Move, dst, reg);
}

void Emitter::clause(Node* n, Node* body, int reg, int dst) {
    Temporaries temporaries(as_);
    if (n->variable) {
        n->variable->reg = reg;
        if (n->variable->in_cell()) as_.add(Op::NewCell, reg, reg);
        return value(body, dst);
    }
    if (n->value.is_nil()) return value(body, dst);
    as_.add(Op::Bind, reg, 0, as_.constant(n->value));
    value(body, dst);
    as_.add(Op::Unbind, 1);
}

void Emitter::condition_case(Node* n, int dst) {
    Temporaries temporaries(as_);
    int reg = as_.allocate();
    std::uint32_t clauses = n->specials.size;
    std::vector<Label> handlers(clauses);
    Label end;
    for (std::uint32_t i = clauses; i-- > 0;)  // the first clause is found first
        as_.jump(i + 1 == clauses ? Op::PushConditions : Op::PushMoreConditions, handlers[i], reg, as_.constant(n->specials[i]));
    int body = n->has_success ? reg : dst;
    value(n->kids[0], body);
    if (clauses) as_.add(Op::PopHandlers, static_cast<int>(clauses));
    if (n->has_success) clause(n, n->kids.back(), reg, dst);
    if (clauses) as_.jump(Op::Jump, end);
    for (std::uint32_t i = 0; i < clauses; ++i) {
        as_.place(handlers[i]);
        clause(n, n->kids[i + 1], reg, dst);
        if (i + 1 < clauses) as_.jump(Op::Jump, end);
    }
    as_.place(end);
}

void Emitter::unwind_protect(Node* n, int dst) {
    Temporaries temporaries(as_);
    int reg = as_.allocate();
    lambda(n->function, reg);
    as_.add(Op::PushCleanup, reg);
    value(n->kids[0], reg);
    as_.add(Op::Unbind, 1);
    as_.add(Op::Move, dst, reg);
}

void Emitter::save(Node* n, int dst) {
    Temporaries temporaries(as_);
    int reg = as_.allocate();
    as_.add(n->op);
    value(n->kids[0], reg);
    as_.add(Op::Unbind, 1);
    as_.add(Op::Move, dst, reg);
}

}  // namespace el::compile
