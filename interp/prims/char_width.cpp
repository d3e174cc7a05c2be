// Columns that text takes on a terminal.
// Tests: tests/recorded/strings.el
#include "core/char_width.hpp"

#include "prims/all.hpp"
#include "prims/strings.hpp"

namespace el {

namespace {

int tab_width(Interpreter& in) {
    Value v = find_value(in, in[sym::tab_width]);
    return v.is_fixnum() && v.fixnum() > 0 && v.fixnum() <= 1000 ? static_cast<int>(v.fixnum()) : 8;
}

Value char_width_(Interpreter& in, Character c) { return fixnum(char_width(c, tab_width(in))); }

Value string_width(Interpreter& in, String& s, Opt<Value> from, Opt<Value> to) {
    Range r = checked_range(in, Value::from_object(&s), from.value, to.value, s.chars);
    int tab = tab_width(in);
    Int width = 0;
    StringCursor at(s, string_byte_offset(s, r.from));
    for (std::size_t i = r.from; i < r.to; ++i) width += char_width(at.next(), tab);
    return fixnum(width);
}

constexpr Primitive table[] = {
    prim<char_width_>("char-width", "char", "The columns CHAR takes when displayed."),
    prim<string_width>("string-width", "string &optional from to", "The columns STRING, or its part from FROM to TO, takes when displayed."),
};

}  // namespace

void define_char_width(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
