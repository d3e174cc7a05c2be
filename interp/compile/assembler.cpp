#include "compile/assembler.hpp"

#include "read/positions.hpp"

#include <algorithm>

namespace el::compile {

namespace {
constexpr int most_registers = 65000;
}

int Assembler::allocate() {
    if (top_ >= most_registers) error(unit_.in, "Function too large: more than %d variables and temporaries", most_registers);
    int reg = top_++;
    highest_ = std::max(highest_, top_);
    return reg;
}

std::uint32_t Assembler::add(Op op, int a, int b, int c) {
    auto pc = static_cast<std::uint32_t>(insns_.size());
    if (place_.line && (lines_.empty() || lines_.back().line != place_.line || lines_.back().column != place_.column)) {
        lines_.push_back(place_);
        lines_.back().pc = pc;
    }
    insns_.push_back(Insn::make(op, static_cast<unsigned>(a), static_cast<unsigned>(b), c));
    return pc;
}

void Assembler::jump(Op op, Label& label, int a, int b) {
    std::uint32_t pc = add(op, a, b);
    if (label.target >= 0)
        insns_[pc] = Insn::make(op, static_cast<unsigned>(a), static_cast<unsigned>(b), label.target - static_cast<int>(pc) - 1);
    else
        label.uses.push_back(pc);
}

void Assembler::place(Label& label) {
    label.target = static_cast<int>(insns_.size());
    for (std::uint32_t pc : label.uses) {
        Insn old = insns_[pc];
        insns_[pc] = Insn::make(old.op(), old.a(), old.b(), label.target - static_cast<int>(pc) - 1);
    }
    if (!label.uses.empty()) last_label_ = static_cast<std::uint32_t>(insns_.size());
    label.uses.clear();
}

bool Assembler::reaches_end() const {
    if (insns_.empty() || last_label_ == insns_.size()) return true;
    Op last = insns_.back().op();
    return last != Op::Jump && last != Op::Return && last != Op::ReturnNil && last != Op::Loop;
}

int Assembler::constant(Value v) {
    auto [found, fresh] = constant_index_.try_emplace(v.bits(), static_cast<int>(constants_.size));
    if (fresh) constants_.push(v);
    return found->second;
}

void Assembler::at(Value form) {
    if (!form.is_cons() || !unit_.source.positions) return;
    Place p = unit_.source.positions->lookup(form);
    if (p.line) place_ = {0, p.line, p.column};
}

void Assembler::finish(Code& code) {
    code.constants = constants_.data;
    code.constant_count = constants_.size;
    code.frame_size = static_cast<std::uint16_t>(highest_ + 1);
    code.line_count = static_cast<std::uint32_t>(lines_.size());
    if (!lines_.empty()) {
        code.lines = static_cast<LineEntry*>(heap::allocate_atomic(lines_.size() * sizeof(LineEntry)));
        std::copy(lines_.begin(), lines_.end(), code.lines);
    }
    code.insn_count = static_cast<std::uint32_t>(insns_.size());
    auto* insns = static_cast<Insn*>(heap::allocate_atomic(insns_.size() * sizeof(Insn)));
    std::copy(insns_.begin(), insns_.end(), insns);
    set_instructions(code, insns);
}

}  // namespace el::compile
