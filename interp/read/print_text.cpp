// Printer: symbols, strings, characters, bool-vectors and floats.
// Tests: tests/recorded/printer.el
#include <cstdio>
#include <cstring>

#include <el/list.hpp>

#include "core/hooks.hpp"
#include "core/number.hpp"
#include "core/utf8.hpp"
#include "read/printer.hpp"

namespace el {

namespace {

bool is_octal_digit(int c) { return c >= '0' && c <= '7'; }
bool is_hex_digit(int c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::string octal(unsigned byte, bool three_digits) {
    char text[8];
    std::snprintf(text, sizeof text, three_digits ? "\\%03o" : "\\%o", byte);
    return text;
}

bool needs_backslash(char32_t c) { return c <= ' ' || c == 0xa0 || (c < 0x80 && std::strchr("\"\\';#(),`[]?.", static_cast<int>(c))); }

bool looks_like_number(Interpreter& in, std::string_view name) {
    char first = name.empty() ? 'x' : name[0];
    if (!(first >= '0' && first <= '9') && first != '-' && first != '+' && first != '.') return false;
    return !parse_number(in, name).is_unbound();
}

}  // namespace

void Printer::put(char32_t c) {
    std::uint8_t bytes[utf8::max_length];
    int length = utf8::encode(c, bytes);
    out_.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

namespace {

// Unless print-charset-text-property is t, Emacs prints a copy of the string without the property `charset', and the copying turns
// property lists round.
Value as_printed(Interpreter& in, Value plist) {
    if (find_value(in, in[sym::print_charset_text_property]) == in[sym::t]) return plist;
    Value turned;
    for (Value tail = plist; tail.is_cons() && cdr(tail).is_cons(); tail = cdr(cdr(tail)))
        turned = cons(in, car(tail), cons(in, car(cdr(tail)), turned));
    return turned;
}

}  // namespace

void Printer::symbol_name(Value v) {
    const Symbol& s = el::symbol(in_, v);
    const String& name = s.name.as<String>();
    bool uninterned = gensym_ && !s.flag(Symbol::in_main_obarray);
    if (!escape_) {
        if (name.chars == 0) put("##");
        for (StringCursor at(name); !at.done();) put(at.next());
        return;
    }
    if (uninterned) put("#:");
    else if (name.chars == 0) return put("##");
    bool confusing = looks_like_number(in_, name.view());
    for (StringCursor at(name); !at.done();) {
        char32_t c = at.next();
        if (confusing || needs_backslash(c)) put("\\");
        confusing = false;
        put(c);
    }
}

void Printer::string(Value v, const Being* outer) {
    const String& s = v.as<String>();
    if (!escape_) return string_text(s);
    bool has_properties = s.intervals != nullptr;
    auto pieces = has_properties ? string_properties(in_, s) : std::vector<PropertyPiece>();
    if (!pieces.empty()) put("#(");
    string_text(s);
    if (pieces.empty()) return;
    // The plists are printed as parts of the string.
    Being self{v, outer, outer ? outer->depth + 1 : 0};
    for (const PropertyPiece& piece : pieces) {
        put(" " + std::to_string(piece.from) + " " + std::to_string(piece.to) + " ");
        object(as_printed(in_, piece.plist), &self);
    }
    put(")");
}

void Printer::string_text(const String& s) {
    if (!escape_) {
        if (s.single_byte() && (s.multibyte() || utf8::is_ascii(s.data, s.bytes))) return put(s.view());
        for (StringCursor at(s); !at.done();) {
            char32_t c = at.next();
            put(s.multibyte() ? c : utf8::raw_to_char(static_cast<std::uint8_t>(c)));
        }
        return;
    }
    put("\"");
    bool after_hex = false;
    for (StringCursor at(s); !at.done();) {
        char32_t c = at.next();
        escaped_char(s.multibyte() ? c : utf8::raw_to_char(static_cast<std::uint8_t>(c)), s, at.byte(), after_hex);
    }
    put("\"");
}

// Raw bytes are always written in octal. A hexadecimal escape ends in backslash and blank if a digit follows.
void Printer::escaped_char(char32_t c, const String& s, std::size_t next_byte, bool& after_hex) {
    int next = next_byte < s.bytes ? s.data[next_byte] : -1;
    if (utf8::is_raw_byte(c)) {
        put(octal(utf8::char_to_raw(c), true));
    } else if (multibyte_ && c >= 0x80) {
        char text[16];
        std::snprintf(text, sizeof text, "\\x%04x", static_cast<unsigned>(c));
        put(text);
        after_hex = true;
        return;
    } else if (newlines_ && (c == '\n' || c == '\f')) {
        put(c == '\n' ? "\\n" : "\\f");
    } else if (control_ && (c < 0x20 || c == 0x7f)) {
        put(octal(static_cast<unsigned>(c), is_octal_digit(next)));
    } else {
        if (after_hex && is_hex_digit(static_cast<int>(c))) put("\\ ");
        if (c == '"' || c == '\\') put("\\");
        put(c);
    }
    after_hex = false;
}

// print-integers-as-characters: only what a person can see, and the controls with escapes of their own.
void Printer::character(char32_t c) {
    static constexpr std::string_view named = "\a\b\t\n\v\f\r\x1b\x7f", letters = "abtnvfred";
    std::size_t which = c < 0x80 ? named.find(static_cast<char>(c)) : std::string_view::npos;
    if (which != std::string_view::npos) {
        put("?\\");
        put(static_cast<char32_t>(letters[which]));
    } else if (c <= ' ' || (c >= 0x80 && c < 0xa1) || (c >= 0xd800 && c < 0xe000)) {
        put(std::to_string(c));
    } else {
        put("?");
        if (c < 0x80 && std::strchr("\"\\';()[]#?`,.", static_cast<int>(c))) put("\\");
        put(c);
    }
}

// Eight bits a character, the first in the lowest bit.
void Printer::bool_vector(const BoolVector& v) {
    put("#&" + std::to_string(v.size) + "\"");
    std::size_t bytes = (v.size + 7) / 8, shown = std::min<std::size_t>(bytes, static_cast<std::size_t>(std::max<Int>(length_, 0)));
    for (std::size_t i = 0; i < shown; ++i) {
        auto byte = static_cast<unsigned>(v.words[i / 8] >> (i % 8 * 8)) & 0xff;
        if (newlines_ && (byte == '\n' || byte == '\f')) put(byte == '\n' ? "\\n" : "\\f");
        else if (byte > 0x7f || (control_ && (byte < 0x20 || byte == 0x7f))) put(octal(byte, byte > 0x7f));
        else {
            if (byte == '"' || byte == '\\') put("\\");
            put(static_cast<char32_t>(byte));
        }
    }
    put(shown < bytes ? " ...\"" : "\"");
}

// float-output-format: %.Nf, %.Ne or %.Ng, N being positive for e and g; anything else is ignored.
std::string float_text(double d, Value format) {
    if (!format.is<String>()) return float_to_text(d);
    std::string_view text = format.as<String>().view();
    if (text.size() < 4 || text.size() > 8 || !text.starts_with("%.")) return float_to_text(d);
    std::string_view digits = text.substr(2, text.size() - 3);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return float_to_text(d);
    int precision = std::atoi(std::string(digits).c_str());
    char kind = text.back();
    if (kind != 'f' && ((kind != 'e' && kind != 'g') || precision == 0)) return float_to_text(d);
    if (precision > 308) return float_to_text(d);
    char buffer[700];
    std::snprintf(buffer, sizeof buffer, std::string(text).c_str(), d);
    return buffer;
}

}  // namespace el
