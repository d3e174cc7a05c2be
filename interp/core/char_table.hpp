// Char-tables: a value for each character, as a tree of 64 x 16 x 32 x 128 slots whose uniform branches are single values.
//
// A slot that is nil stands for the table's default value, and if that is nil too for the value in the parent.
// Tests: tests/unit/core/char_table_test.cpp
#pragma once
#include "core/symbol.hpp"
#include "core/utf8.hpp"

namespace el {

struct SubCharTable {  // header.aux: depth 1 (16 slots of 4096 characters), 2 (32 of 128) or 3 (128 of 1)
    Object header;
    std::uint32_t size;
    std::uint32_t min_char;
    Value slots[];
};

struct CharTable {
    static constexpr std::size_t top_size = 64;  // slots of 65536 characters
    static constexpr unsigned most_extras = 10;

    Object header;  // length: number of extra slots
    Value default_value;
    Value parent;   // a char-table or nil
    Value purpose;  // the subtype: a symbol
    Value ascii;    // what covers 0 ... 127: a SubCharTable of depth 3 or the common value
    // Computes the values beyond ASCII when one is first asked for, then becomes null: the tables of all Unicode are large.
    void (*fill)(CharTable& table);
    std::uint64_t version;  // counts changes, for what is cached of the table
    Value contents[top_size];
    Value extras[];
};

// The number of extra slots is PURPOSE's property `char-table-extra-slots'. INIT fills everything.
Value make_char_table(Interpreter& in, Value purpose, Value init);
Value copy_char_table(const CharTable& table);  // shares the values and the parent

// The value in the table itself: no default, no parent.
Value char_table_own(const CharTable& table, char32_t c);
Value char_table_ref_slow(const CharTable& table, char32_t c);
inline Value char_table_ref(const CharTable& table, char32_t c) {
    if (c >= 128) return char_table_ref_slow(table, c);
    for (const CharTable* t = &table;;) {
        Value v = t->ascii.is<SubCharTable>() ? t->ascii.as<SubCharTable>().slots[c] : t->ascii;
        if (v.is_nil()) v = t->default_value;
        if (!v.is_nil() || !t->parent.is<CharTable>()) return v;
        t = &t->parent.as<CharTable>();
    }
}
// The same, and the ends of a range around C, as large as is cheaply known, that has this value.
Value char_table_ref_range(const CharTable& table, char32_t c, char32_t& from, char32_t& to);

void char_table_set(CharTable& table, char32_t c, Value v);
void char_table_set_range(CharTable& table, char32_t from, char32_t to, Value v);
inline void char_table_set_all(CharTable& table, Value v) { char_table_set_range(table, 0, utf8::max_char, v); }

// Calls visit(in, from, to, value, data) for each longest range of characters with one value that is not nil, in order.
void map_char_table(Interpreter& in, const CharTable& table,
                    void (*visit)(Interpreter& in, char32_t from, char32_t to, Value value, void* data), void* data);
// Turns branches whose slots are all the same (by `same`: eq, eql or equal) into single values.
void optimize_char_table(Interpreter& in, CharTable& table, bool (*same)(Interpreter& in, Value a, Value b));

// For the reader of #^[...] and #^^[...]: from the slots as printed. Signals an error if they are no char-table.
Value char_table_from_slots(Interpreter& in, std::span<const Value> slots);
Value sub_char_table_from_slots(Interpreter& in, std::span<const Value> slots);

}  // namespace el
