// Code: a compiled (or not yet compiled) function body. Closure: code with the variables it captured.
#pragma once
#include "core/symbol.hpp"

namespace el {

struct PositionTable;  // read/positions.hpp

enum class Op : std::uint8_t {
#define OP(name, layout, doc) name,
#define INLINE(name, layout, function, doc) name,
#include "vm/opcodes.def"
#undef OP
#undef INLINE
#define OP(name, layout, doc)
#define INLINE(name, layout, function, doc) Redefined_##name,
#include "vm/opcodes.def"
#undef OP
#undef INLINE
    count_
};

// One instruction: op 8 bits, a 16, b 16, c 24. Sixteen bits for a register mean that no function is too large, which eight could not
// say; a 64-bit fetch costs what a 32-bit one does.
struct Insn {
    std::uint64_t raw;

    static constexpr Insn make(Op op, unsigned a = 0, unsigned b = 0, int c = 0) {
        return {static_cast<std::uint64_t>(op) | std::uint64_t{a & 0xffffu} << 8 | std::uint64_t{b & 0xffffu} << 24 |
                static_cast<std::uint64_t>(static_cast<std::int64_t>(c)) << 40};
    }
    constexpr Op op() const { return static_cast<Op>(raw & 0xff); }
    constexpr unsigned a() const { return (raw >> 8) & 0xffff; }
    constexpr unsigned b() const { return (raw >> 24) & 0xffff; }
    constexpr int signed_b() const { return static_cast<std::int16_t>(raw >> 24); }
    constexpr unsigned uc() const { return static_cast<unsigned>(raw >> 40); }
    constexpr int c() const { return static_cast<int>(static_cast<std::int64_t>(raw) >> 40); }
    void set_op(Op op) { raw = (raw & ~std::uint64_t{0xff}) | static_cast<std::uint64_t>(op); }
};

struct LineEntry {  // instructions from `pc` on belong to the form at line:column
    std::uint32_t pc, line, column;
};

struct Code {
    Object header;
    Insn* insns;        // null: not compiled yet
    // How many arguments a call may leave as they are; `adjusts' if every call needs a look first: not compiled yet, or &optional, &rest.
    std::uint32_t plain_arity;
    Value* constants;
    std::uint32_t insn_count, constant_count;
    std::uint16_t required, optional;
    bool rest, lexical, is_toplevel;
    std::uint16_t frame_size;  // registers, parameters included
    LineEntry* lines;
    std::uint32_t line_count;
    Value name;         // symbol it was defined as, for backtraces; or nil
    Value source;       // (lambda ARGS . BODY)
    Value doc;          // string or nil
    Value interactive;  // nil, or the list (SPEC...) of the `interactive' form: (nil) without arguments
    Value file;         // file name string or nil
    PositionTable* positions;
    Value capture_names; // list of symbols, in order of the closure's captured values
    Value specials;     // names made locally special, by (defvar NAME), where the function was written
    Value image_entry;   // where a preloaded body is still to be fetched from (api/image.cpp); nil otherwise
};

inline constexpr std::uint32_t adjusts = UINT32_MAX;

struct Closure {
    Object header;  // length: number of captured values
    Code* code;
    Value captured[];
};

Code* make_code();
// From now on CODE can run.
void set_instructions(Code& code, Insn* insns);
Closure* make_closure(Code* code, unsigned captures);

// The place of instruction `pc`, {0, 0, 0} if unknown.
LineEntry line_of(const Code& code, std::size_t pc);

}  // namespace el
