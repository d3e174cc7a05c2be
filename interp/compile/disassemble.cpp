// Code as text, for people and golden tests.
#include "compile/compile.hpp"

#include <cstdio>

namespace el {

namespace {

enum class Layout { A_B_C, A_B_I, A_B_J };
struct OpInfo {
    const char* name;
    Layout layout;
};
constexpr OpInfo infos[] = {
#define OP(name, layout, doc) {#name, Layout::layout},
#define INLINE(name, layout, function, doc) {#name, Layout::layout},
#include "vm/opcodes.def"
#undef OP
#undef INLINE
#define OP(name, layout, doc)
#define INLINE(name, layout, function, doc) {"Redefined_" #name, Layout::layout},
#include "vm/opcodes.def"
#undef OP
#undef INLINE
};

bool uses_constant_c(Op op) {
    switch (op) {
        case Op::LoadConstant: case Op::MakeClosure: case Op::GetGlobal: case Op::SetGlobal: case Op::Bind: case Op::CallNamed: return true;
        default: return false;
    }
}

std::string insn_text(Interpreter& in, const Code& code, std::uint32_t pc) {
    Insn insn = code.insns[pc];
    const OpInfo& info = infos[static_cast<std::size_t>(insn.op())];
    char text[96];
    int third = info.layout == Layout::A_B_J ? static_cast<int>(pc) + 1 + insn.c() : insn.c();
    std::snprintf(text, sizeof text, "%4u  %-22s %4u %4u %s%d", pc, info.name, insn.a(), insn.b(),
                  info.layout == Layout::A_B_J ? "->" : "", third);
    std::string line = text;
    if (uses_constant_c(insn.op())) line += "    ; " + in.print(code.constants[insn.uc()]);
    bool constant_b = insn.op() == Op::JumpUnlessFunction || insn.op() == Op::JumpIfConstant || insn.op() == Op::JumpUnlessConstant;
    if (constant_b || insn.op() == Op::PushConditions || insn.op() == Op::PushMoreConditions) line += "    ; " + in.print(code.constants[insn.b()]);
    return line;
}

}  // namespace

std::string disassemble(Interpreter& in, const Code& code) {
    std::string text = "registers " + std::to_string(code.frame_size) + ", constants " + std::to_string(code.constant_count) + "\n";
    for (std::uint32_t pc = 0; pc < code.insn_count; ++pc) text += insn_text(in, code, pc) + "\n";
    return text;
}

}  // namespace el
