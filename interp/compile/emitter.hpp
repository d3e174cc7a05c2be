// Emitter: nodes to instructions. Each node can be wanted in four ways: for its value in a register, for its effect only, as a condition that
// jumps, or as the value the function returns.
#pragma once
#include "compile/assembler.hpp"

namespace el::compile {

class Emitter {
public:
    Emitter(Unit& unit, Function* function) : unit_(unit), function_(function), as_(unit) {}
    void function();

private:
    void value(Node* n, int dst);
    void effect(Node* n);
    void jump(Node* n, Label& target, bool when);  // jumps if the value is non-nil (when) or nil (!when)
    void result(Node* n);                          // returns it
    // A register that holds the value: a variable's own, or a temporary.
    int operand(Node* n, const Node* later = nullptr, const Node* even_later = nullptr);

    // emit.cpp
    void load_constant(Value v, int dst);
    void local(Node* n, int dst);
    void set_local(Node* n);
    void global(Node* n, int dst);
    void inlined(Node* n, int dst);
    void store_element(Node* n);
    void inlined_jump(Node* n, Label& target, bool when);
    void eq_jump(Node* n, Label& target, bool when);
    void call(Node* n, int dst);
    void open_call(Node* n, int dst);
    void list_node(Node* n, int dst);
    void lambda(Function* f, int dst);
    int capture_index(Variable* v);

    // emit_control.cpp
    void if_node(Node* n, int dst, bool want_value);
    void and_or(Node* n, int dst);
    void and_or_jump(Node* n, Label& target, bool when);
    void progn(Node* n, int dst);
    void prog1(Node* n, int dst);
    void while_loop(Node* n);
    bool stands_for(const Variable* v, const Node* value) const;
    int let_bindings(Node* n);  // returns the number of dynamic bindings
    void catch_node(Node* n, int dst);
    void condition_case(Node* n, int dst);
    void clause(Node* n, Node* body, int reg, int dst);
    void unwind_protect(Node* n, int dst);
    void save(Node* n, int dst);

    Unit& unit_;
    Function* function_;
    Assembler as_;
};

// Frees temporaries at the end of a block.
class Temporaries {
public:
    explicit Temporaries(Assembler& as) : as_(as), top_(as.top()) {}
    ~Temporaries() { as_.release_to(top_); }

private:
    Assembler& as_;
    int top_;
};

}  // namespace el::compile
