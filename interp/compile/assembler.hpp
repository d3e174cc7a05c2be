// Assembler: instructions, constants, labels and line numbers of one function being emitted.
#pragma once
#include "compile/ast.hpp"
#include "compile/compile.hpp"

#include <vector>

namespace el::compile {

struct Label {
    int target = -1;
    std::vector<std::uint32_t> uses;
};

class Assembler {
public:
    explicit Assembler(Unit& unit) : unit_(unit) {}

    // --- registers: variables and temporaries on a stack ---
    int allocate();
    int top() const { return top_; }
    void release_to(int top) { top_ = top; }

    // --- instructions ---
    std::uint32_t add(Op op, int a = 0, int b = 0, int c = 0);
    void jump(Op op, Label& label, int a = 0, int b = 0);
    void place(Label& label);
    bool reaches_end() const;  // false after an unconditional jump or return without a label here
    int constant(Value v);

    // Instructions from now on belong to FORM, if its place is known.
    void at(Value form);

    // Turns it all into the function's code.
    void finish(Code& code);

private:
    Unit& unit_;
    int top_ = 0, highest_ = 0;
    std::vector<Insn> insns_;
    HeapVector<Value> constants_;
    std::unordered_map<std::uint64_t, int> constant_index_;
    std::vector<LineEntry> lines_;
    LineEntry place_{};
    std::uint32_t last_label_ = UINT32_MAX;
};

}  // namespace el::compile
