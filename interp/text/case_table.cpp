// Case tables. Characters without entry are their own upper and lower case.
// Tests: tests/recorded/strings.el
#include "text/case_table.hpp"

#include "text/state.hpp"

#include <unicase.h>

namespace el {

namespace {

constexpr char32_t last_cased = 0x1E943;  // beyond it nothing has case

// Where Emacs differs from Unicode's simple mappings.
char32_t unicode_down(char32_t c) { return c == 0x130 || c == 0x212A ? c : uc_tolower(c); }
char32_t unicode_up(char32_t c) {
    if (c == 0xDF) return 0x1E9E;
    return c == 0x131 || c == 0x17F ? c : uc_toupper(c);
}

template <char32_t (*mapping)(char32_t)>
void fill(CharTable& table) {
    for (char32_t c = 128; c <= last_cased; ++c)
        if (char32_t other = mapping(c); other != c) char_table_set(table, c, fixnum(static_cast<Int>(other)));
}

// The next character of the same case class: an equivalence table is made of cycles.
char32_t unicode_next_equivalent(char32_t c) {
    char32_t up = unicode_up(c), down = unicode_down(c);
    return up != c ? up : down;
}
char32_t unicode_canonical(char32_t c) { return unicode_down(unicode_up(c)); }

template <char32_t (*mapping)(char32_t)>
Value make_table(Interpreter& in) {
    Value value = make_char_table(in, in[sym::case_table], nil);
    CharTable& table = value.as<CharTable>();
    for (char32_t c = 0; c < 128; ++c) char_table_set(table, c, fixnum(static_cast<Int>(mapping(c))));
    table.fill = fill<mapping>;
    return value;
}

char32_t mapped(const Value& table, char32_t c) {
    Value v = char_table_ref(table.as<CharTable>(), c);
    return v.is_fixnum() ? static_cast<char32_t>(v.fixnum()) : c;
}

}  // namespace

void make_standard_case_tables(Interpreter& in) {
    TextState& state = *in->text;
    symbol(in, in[sym::case_table]).plist = list(in, {in[sym::char_table_extra_slots], fixnum(3)});
    state.standard_downcase = make_table<unicode_down>(in);
    state.standard_upcase = make_table<unicode_up>(in);
    state.standard_canonicalize = make_table<unicode_canonical>(in);
    state.standard_equivalences = make_table<unicode_next_equivalent>(in);
    Value* extras = state.standard_downcase.as<CharTable>().extras;
    extras[0] = state.standard_upcase;
    extras[1] = state.standard_canonicalize;
    extras[2] = state.standard_equivalences;
}

char32_t downcase(Interpreter& in, char32_t c) { return mapped(in->text->current->downcase_table, c); }
char32_t upcase(Interpreter& in, char32_t c) { return mapped(in->text->current->upcase_table, c); }
char32_t canonical_case(Interpreter& in, char32_t c) { return mapped(in->text->current->canonicalize_table, c); }
bool is_upper(Interpreter& in, char32_t c) { return downcase(in, c) != c; }
bool is_lower(Interpreter& in, char32_t c) { return !is_upper(in, c) && upcase(in, c) != c; }

bool is_case_table(Interpreter& in, Value v) {
    if (!v.is<CharTable>()) return false;
    CharTable& table = v.as<CharTable>();
    if (table.purpose != in[sym::case_table] || table.header.length < 3) return false;
    for (int i = 0; i < 3; ++i)
        if (!table.extras[i].is_nil() && !table.extras[i].is<CharTable>()) return false;
    return true;
}

namespace {

struct Pairs {
    CharTable& target;
};

// Each lower-case letter's capital, from the table of lower cases.
void invert(Interpreter&, char32_t from, char32_t to, Value value, void* data) {
    CharTable& up = static_cast<Pairs*>(data)->target;
    if (from != to || !value.is_fixnum() || value.fixnum() == static_cast<Int>(from)) return;
    char_table_set(up, static_cast<char32_t>(value.fixnum()), fixnum(static_cast<Int>(from)));
}

}  // namespace

void complete_case_table(Interpreter& in, CharTable& down) {
    if (down.extras[0].is_nil()) {
        Value up = make_char_table(in, in[sym::case_table], nil);
        Pairs pairs{up.as<CharTable>()};
        map_char_table(in, down, invert, &pairs);
        down.extras[0] = up;
    }
    // Canonical: the lower case of the upper case; computed from the other two.
    if (down.extras[1].is_nil()) {
        Value canonical = copy_char_table(down);
        down.extras[1] = canonical;
    }
    if (down.extras[2].is_nil()) down.extras[2] = copy_char_table(down.extras[0].as<CharTable>());
}

void use_case_table(Interpreter& in, Buffer& b, CharTable& down) {
    complete_case_table(in, down);
    b.downcase_table = Value::from_object(&down);
    b.upcase_table = down.extras[0];
    b.canonicalize_table = down.extras[1];
    b.equivalences_table = down.extras[2];
}

}  // namespace el
