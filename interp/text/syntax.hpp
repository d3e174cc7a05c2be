// Syntax tables: which characters make words, symbols, strings, comments and parentheses (manual node "Syntax Tables").
// Tests: tests/lisp/prims/syntax.el
#pragma once
#include "core/char_table.hpp"
#include "text/buffer.hpp"

namespace el {

enum class Syntax : std::uint8_t {
    whitespace, punctuation, word, symbol, open, close, quote, string, math, escape, char_quote, comment, end_comment, inherit,
    comment_fence, string_fence,
};
inline constexpr int syntax_count = 16;
inline constexpr char syntax_designators[] = " .w_()'\"$\\/<>@!|";

// Bits of an entry's flags: the car of a syntax entry is CLASS + FLAGS << 16.
enum SyntaxFlags : unsigned {
    comstart_first = 1, comstart_second = 2, comend_first = 4, comend_second = 8,  // 1 2 3 4
    prefix_flag = 16,     // p
    style_b = 32,         // b
    nested = 64,          // n
    style_c = 128,        // c
};

Value make_standard_syntax_table(Interpreter& in);
// The entry of C, (CODE . MATCHING) or nil; `inherit' is looked up in the standard table.
Value syntax_entry(Interpreter& in, const CharTable& table, char32_t c);
Syntax syntax_class(Interpreter& in, const CharTable& table, char32_t c);
unsigned syntax_flags(Interpreter& in, const CharTable& table, char32_t c);
// The table of the current buffer.
CharTable& syntax_table(Interpreter& in);
inline Syntax entry_class(Value entry) {
    return entry.is_cons() && car(entry).is_fixnum() ? static_cast<Syntax>(car(entry).fixnum() & 15) : Syntax::whitespace;
}
inline unsigned entry_flags(Value entry) {
    return entry.is_cons() && car(entry).is_fixnum() ? static_cast<unsigned>(car(entry).fixnum() >> 16) & 0xFF : 0;
}
// `string-to-syntax': signals on an unknown designator.
Value syntax_from_text(Interpreter& in, const String& description);
// Class of designator C, or -1.
int class_of_designator(char32_t c);
bool is_word_char(Interpreter& in, char32_t c);

}  // namespace el
