// Case tables, and changing the case of characters (manual node "Case Tables").
// Tests: tests/recorded/strings.el
#pragma once
#include "core/char_table.hpp"
#include "text/buffer.hpp"

namespace el {

void make_standard_case_tables(Interpreter& in);
// By the current buffer's tables.
char32_t downcase(Interpreter& in, char32_t c);
char32_t upcase(Interpreter& in, char32_t c);
char32_t canonical_case(Interpreter& in, char32_t c);  // equal for characters that match when case is ignored
bool is_upper(Interpreter& in, char32_t c);  // downcase changes it
bool is_lower(Interpreter& in, char32_t c);  // it is no capital, and upcase changes it

// `case-table-p': a char-table whose three extra slots are char-tables or nil.
bool is_case_table(Interpreter& in, Value v);
// Computes the missing companion tables of DOWN and stores them in its extra slots.
void complete_case_table(Interpreter& in, CharTable& down);
void use_case_table(Interpreter& in, Buffer& b, CharTable& down);

}  // namespace el
