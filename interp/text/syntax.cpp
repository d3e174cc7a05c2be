// Syntax tables.
// Tests: tests/lisp/prims/syntax.el
#include "text/syntax.hpp"

#include "text/state.hpp"

#include <el/list.hpp>

#include <cstring>

namespace el {

namespace {

struct Range {
    char32_t first;
    std::uint8_t code;
    char32_t matching;
};
constexpr Range ranges[] = {
#include "text/syntax_ranges.def"
};

// A designator for each ASCII character of the standard table.
constexpr char ascii_classes[] =
    ".........  .  .................."
    " .\".ww_.()__._._wwwwwwwwww..___."
    ".wwwwwwwwwwwwwwwwwwwwwwwwww(\\)._"
    ".wwwwwwwwwwwwwwwwwwwwwwwwww(_)..";

// Without an interpreter at hand: filling happens inside a look-up.
Value plain_cons(Value a, Value d) {
    auto* cell = static_cast<Cons*>(heap::allocate(sizeof(Cons)));
    cell->car = a;
    cell->cdr = d;
    return Value::from_bits(reinterpret_cast<std::uint64_t>(cell) + Value::cons_tag);
}

struct Entries {
    Value of[syntax_count];

    Value get(int code, char32_t matching) {
        if (matching) return plain_cons(fixnum(code), fixnum(static_cast<Int>(matching)));
        if (of[code].is_nil()) of[code] = plain_cons(fixnum(code), nil);
        return of[code];
    }
};

void fill_unicode(CharTable& table) {
    Entries entries;
    for (std::size_t i = 0; i < std::size(ranges); ++i) {
        char32_t last = i + 1 < std::size(ranges) ? ranges[i + 1].first - 1 : utf8::max_char;
        char_table_set_range(table, ranges[i].first, last, entries.get(ranges[i].code, ranges[i].matching));
    }
}

char32_t ascii_match(char c) {
    constexpr char pairs[] = "()[]{}";
    const char* at = std::strchr(pairs, c);
    if (!c || !at) return 0;
    return static_cast<char32_t>((at - pairs) % 2 ? at[-1] : at[1]);
}

unsigned flag_of(char32_t c) {
    switch (c) {
        case '1': return comstart_first;
        case '2': return comstart_second;
        case '3': return comend_first;
        case '4': return comend_second;
        case 'p': return prefix_flag;
        case 'b': return style_b;
        case 'n': return nested;
        case 'c': return style_c;
        default: return 0;
    }
}

}  // namespace

int class_of_designator(char32_t c) {
    if (c == '-') return 0;
    if (c == 0 || c > 0x7F) return -1;
    const char* at = std::strchr(syntax_designators, static_cast<char>(c));
    return at ? static_cast<int>(at - syntax_designators) : -1;
}

Value make_standard_syntax_table(Interpreter& in) {
    static_assert(sizeof ascii_classes == 129);
    Value value = make_char_table(in, in[sym::syntax_table], nil);
    CharTable& table = value.as<CharTable>();
    Entries entries;
    for (char32_t c = 0; c < 128; ++c)
        char_table_set(table, c, entries.get(class_of_designator(static_cast<unsigned char>(ascii_classes[c])), ascii_match(static_cast<char>(c))));
    table.fill = fill_unicode;
    return value;
}

CharTable& syntax_table(Interpreter& in) { return in->text->current->syntax_table.as<CharTable>(); }

Value syntax_entry(Interpreter& in, const CharTable& table, char32_t c) {
    Value entry = char_table_ref(table, c);
    if (entry_class(entry) == Syntax::inherit && entry.is_cons()) return char_table_ref(in->text->standard_syntax_table.as<CharTable>(), c);
    return entry;
}

Syntax syntax_class(Interpreter& in, const CharTable& table, char32_t c) { return entry_class(syntax_entry(in, table, c)); }
unsigned syntax_flags(Interpreter& in, const CharTable& table, char32_t c) { return entry_flags(syntax_entry(in, table, c)); }
bool is_word_char(Interpreter& in, char32_t c) { return syntax_class(in, syntax_table(in), c) == Syntax::word; }

Value syntax_from_text(Interpreter& in, const String& description) {
    StringCursor at(description);
    char32_t designator = at.done() ? 0 : at.next();
    int code = class_of_designator(designator);
    if (code < 0) error(in, "Invalid syntax description letter: %c", static_cast<int>(designator));
    if (static_cast<Syntax>(code) == Syntax::inherit) return nil;
    char32_t matching = at.done() ? ' ' : at.next();
    unsigned flags = 0;
    while (!at.done()) flags |= flag_of(at.next());
    Value match = matching == ' ' ? nil : fixnum(static_cast<Int>(matching));
    return cons(in, fixnum(code | static_cast<Int>(flags) << 16), match);
}

}  // namespace el
