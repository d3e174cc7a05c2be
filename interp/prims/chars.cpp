// Primitives: characters (manual nodes "Character Codes", "Converting Representations").
// Tests: tests/recorded/strings.el
#include "core/utf8.hpp"
#include "prims/buffer_args.hpp"

namespace el {

namespace {

Value string_of(Interpreter& in, char32_t c) {
    std::uint8_t bytes[utf8::max_length];
    auto n = static_cast<std::size_t>(utf8::encode(c, bytes));
    std::string_view text(reinterpret_cast<char*>(bytes), n);
    return c < 0x80 ? make_string(in, text) : make_multibyte_string(in, text, 1);
}

Value char_to_string(Interpreter& in, Character c) { return string_of(in, c); }

Value byte_to_string(Interpreter& in, Fixnum byte) {
    if (byte < 0 || byte > 255) error(in, "Invalid byte");
    char plain = static_cast<char>(byte.n);
    return make_unibyte_string(in, {&plain, 1});
}

Value max_char(Interpreter&, Value unicode) {
    return fixnum(static_cast<Int>(unicode.is_nil() ? utf8::max_char : utf8::max_unicode));
}
Value byte_value(Interpreter& in, char32_t c) {
    if (c < 0x80) return fixnum(static_cast<Int>(c));
    if (!utf8::is_raw_byte(c)) error(in, "Not an ASCII nor an 8-bit character: %lld", static_cast<long long>(c));
    return fixnum(utf8::char_to_raw(c));
}
Value get_byte(Interpreter& in, Value position, Value object) {
    if (object.is<String>()) {
        const String& s = object.as<String>();
        Int at = position.is_nil() ? 0 : Arg<Natural>::from(in, position).n;
        if (at >= static_cast<Int>(s.chars)) args_out_of_range(in, object, position);
        char32_t c = string_char(s, static_cast<std::size_t>(at));
        return s.multibyte() ? byte_value(in, c) : fixnum(static_cast<Int>(c));
    }
    Buffer& b = current(in);
    Int at = position.is_nil() ? b.point : position_of(in, position);
    if (at < b.begin || at >= b.end) args_out_of_range(in, position, fixnum(b.begin), fixnum(b.end));
    return b.multibyte() ? byte_value(in, char_at(b, at)) : fixnum(static_cast<Int>(char_at(b, at)));
}

// Control and shift modifiers that have a character of their own become it.
Value char_resolve_modifiers(Interpreter& in, Fixnum character) {
    constexpr Int shift = 1 << 25, control = 1 << 26, meta = 1 << 27;
    Int c = character;
    Int base = c & utf8::max_char, flags = c & ~Int{utf8::max_char};
    if (base >= 0x80) return fixnum(c);
    if (flags & shift) {
        if (base >= 'A' && base <= 'Z') flags &= ~shift;
        else if (base >= 'a' && base <= 'z') base -= 32, flags &= ~shift;
        else if (base <= ' ') flags &= ~shift;
    }
    if (flags & control) {
        if (base == ' ') base = 0, flags &= ~control;
        else if (base == '?') base = 127, flags &= ~control;
        else if ((base >= '@' && base <= '_') || (base >= 'a' && base <= 'z')) base &= 0x1F, flags &= ~control;
    }
    if (flags & meta) base |= 0x80, flags &= ~meta;
    return fixnum(base | flags);
}

constexpr Primitive table[] = {
    prim<byte_to_string>("byte-to-string", "byte", "Convert arg BYTE to a unibyte string containing that byte."),
    prim<char_resolve_modifiers>("char-resolve-modifiers", "char", "Resolve modifiers in the character CHAR."),
    prim<char_to_string>("char-to-string", "char", "Convert arg CHAR to a string containing that character."),
    prim<get_byte>("get-byte", "&optional position string", "Return a byte value of a character at point, or at POSITION."),
    prim<max_char>("max-char", "&optional unicode", "Return the character of the maximum code."),
};

}  // namespace

void define_chars(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
