// The reader's atoms: symbols, numbers, characters, strings.
// Tests: tests/recorded/reader.el
#include <el/list.hpp>

#include <cstring>

#include "core/number.hpp"
#include "core/utf8.hpp"
#include "read/reader.hpp"

namespace el {

namespace {

constexpr int meta = 1 << 27, control = 1 << 26, shift = 1 << 25, hyper = 1 << 24, super = 1 << 23, alt = 1 << 22;
constexpr int all_modifiers = meta | control | shift | hyper | super | alt;

// Bytes that end a symbol or must be looked at: blanks, delimiters, the backslash, and the lead byte of the no-break space.
struct SymbolBytes {
    bool special[256] = {};
    constexpr SymbolBytes() {
        for (int c = 0; c <= ' '; ++c) special[c] = true;
        for (char c : std::string_view("\"';()[]#`,\\")) special[static_cast<unsigned char>(c)] = true;
        special[0xc2] = true;
    }
};
constexpr SymbolBytes symbol_bytes;

bool is_digit(int c) { return c >= '0' && c <= '9'; }

int hex_value(int c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool may_be_number(std::string_view token) {
    char c = token.empty() ? 'x' : token[0];
    return is_digit(c) || ((c == '-' || c == '+' || c == '.') && token.size() > 1);
}

// Emacs exempts symbols made of these only from shorthands.
bool is_plain_operator(std::string_view name) { return name.find_first_not_of("^*+-/_=<>|@!%&~$?.") == std::string_view::npos; }

}  // namespace

// --- symbols and numbers ---

// Scans a symbol's characters from p_ on. The result lies in the text, or in buffer_ if there were backslashes.
std::string_view Reader::scan_symbol(bool& quoted) {
    std::size_t from = bytes_consumed();
    bool copied = false;
    quoted = false;
    while (available()) {
        while (p_ < end_ && !symbol_bytes.special[*p_]) ++p_;
        if (p_ == end_) continue;
        if (*p_ == 0xc2) {
            if (p_ + 1 < end_ && p_[1] == 0xa0) break;
            p_ += 2;
            continue;
        }
        if (*p_ != '\\') break;
        if (!copied) buffer_.clear();
        buffer_ += since(from);
        copied = quoted = true;
        ++p_;
        std::size_t escaped = bytes_consumed();
        if (get() == end) end_of_file();
        buffer_ += since(escaped);
        from = bytes_consumed();
    }
    if (!copied) return since(from);
    buffer_ += since(from);
    return buffer_;
}

Value Reader::symbol_or_number() {
    p_ = start_ + token_start_;
    bool quoted = false;
    std::string_view token = scan_symbol(quoted);
    if (!quoted && may_be_number(token)) {
        Value number = parse_number(in_, token);
        if (!number.is_unbound()) return number;
    }
    return intern_token(token, true);
}

Value Reader::symbol(bool interned) {
    bool quoted = false;
    std::string_view name = scan_symbol(quoted);
    return interned ? intern_token(name, true) : make_uninterned_symbol(in_, make_string(in_, name));
}

// read-symbol-shorthands: ((PREFIX . LONGER-PREFIX) ...)
Value Reader::intern_token(std::string_view name, bool shorthands) {
    if (shorthands && shorthands_.is_cons() && !is_plain_operator(name))
        for (Value tail = shorthands_; tail.is_cons(); tail = cdr(tail)) {
            Value pair = car(tail);
            if (!pair.is_cons() || !car(pair).is<String>() || !cdr(pair).is<String>()) continue;
            std::string_view prefix = car(pair).as<String>().view();
            if (name.starts_with(prefix))
                return intern_symbol(in_, std::string(cdr(pair).as<String>().view()) + std::string(name.substr(prefix.size())));
        }
    return intern_symbol(in_, name);
}

// --- characters ---

// Emacs: what follows must end a symbol, or the question mark is not that of a character.
Value Reader::character() {
    int c = get();
    if (c == end) end_of_file();
    if (c == ' ' || c == '\t') return fixnum(c);
    if (c == '\\') c = escape(false);
    if (c != -1) {
        int modifiers = c & all_modifiers, plain = c & ~all_modifiers;
        if (plain >= 0 && utf8::is_raw_byte(static_cast<char32_t>(plain))) c = utf8::char_to_raw(static_cast<char32_t>(plain)) | modifiers;
    }
    int next = peek();
    if (next > ' ' && !(next < 0x80 && std::strchr("\"';()[]#?`,.", next))) invalid("?");
    return fixnum(c);
}

// What a backslash and the following characters stand for: a character with modifiers, or -1 for nothing.
int Reader::escape(bool in_string) {
    int c = get();
    switch (c) {
        case end: end_of_file();
        case 'a': return '\a';
        case 'b': return '\b';
        case 'd': return 0x7f;
        case 'e': return 0x1b;
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'v': return '\v';
        case '\n': return -1;
        case ' ': return in_string ? -1 : ' ';
        case 'M': return modifier_escape(meta);
        case 'S': return modifier_escape(shift);
        case 'H': return modifier_escape(hyper);
        case 'A': return modifier_escape(alt);
        case 's':
            if (in_string || peek() != '-') return ' ';
            return modifier_escape(super);
        case 'C':
            if (get() != '-') error(in_, "Invalid escape character syntax");
            return control_escape(in_string);
        case '^': return control_escape(in_string);
        case 'x': return hex_escape();
        case 'u': return unicode_escape(4);
        case 'U': return unicode_escape(8);
        case 'N': return named_character();
        default: break;
    }
    return c >= '0' && c <= '7' ? octal_escape(c) : c;
}

int Reader::modifier_escape(int modifier) {
    if (get() != '-') error(in_, "Invalid escape character syntax");
    int c = get();
    if (c == end) end_of_file();
    if (c == '\\') c = escape(false);
    return c | modifier;
}

// Control characters of ASCII are those characters; of others there is only the modifier. Emacs looks at the low seven bits.
int Reader::control_escape(bool) {
    int c = get();
    if (c == end) end_of_file();
    if (c == '\\') c = escape(false);
    if (c == -1) return -1;
    if ((c & ~all_modifiers) == '?') return 0x7f | (c & all_modifiers);
    int low = c & 0x7f;
    if ((low >= 'a' && low <= 'z') || (low >= '@' && low <= '_')) return c & ~0x60;
    return c | control;
}

int Reader::octal_escape(int first) {
    int value = first - '0';
    for (int digits = 1; digits < 3 && peek() >= '0' && peek() <= '7'; ++digits) value = value * 8 + (get() - '0');
    return value >= 0x80 && value < 0x100 ? static_cast<int>(utf8::raw_to_char(static_cast<std::uint8_t>(value))) : value;
}

// Any number of digits; one or two of them may name a raw byte.
int Reader::hex_escape() {
    long value = 0;
    int digits = 0;
    for (; hex_value(peek()) >= 0; ++digits) {
        value = value * 16 + hex_value(get());
        if (value >= 2L * meta) {
            char text[32];
            std::snprintf(text, sizeof text, "%lx", static_cast<unsigned long>(value));
            error(in_, "Hex character out of range: \\x%s...", text);
        }
    }
    return digits < 3 && value >= 0x80 ? static_cast<int>(utf8::raw_to_char(static_cast<std::uint8_t>(value))) : static_cast<int>(value);
}

int Reader::unicode_escape(int digits) {
    unsigned long value = 0;
    for (int i = 0; i < digits; ++i) {
        int c = get();
        char text[64];
        if (c == end) {
            std::snprintf(text, sizeof text, "\\%c%0*lx", digits == 4 ? 'u' : 'U', i, value);
            error(in_, "Malformed Unicode escape: %s", i == 0 ? (digits == 4 ? "\\u" : "\\U") : text);
        }
        if (hex_value(c) < 0) {
            std::uint8_t bytes[utf8::max_length + 1] = {};
            utf8::encode(static_cast<char32_t>(c), bytes);
            error(in_, "Non-hex character used for Unicode escape: %s (%d)", reinterpret_cast<const char*>(bytes), c);
        }
        value = value * 16 + static_cast<unsigned long>(hex_value(c));
    }
    if (value > utf8::max_unicode) {
        char text[32];
        std::snprintf(text, sizeof text, "0x%lx", value);
        error(in_, "Non-Unicode character: %s", text);
    }
    return static_cast<int>(value);
}

// \N{NAME}: blanks count as one; only ASCII characters may be in a name.
int Reader::named_character() {
    if (get() != '{') invalid("Expected opening brace after \\N");
    std::string name;
    for (;;) {
        int c = get();
        if (c == end) end_of_file();
        if (c == '}') break;
        if (c >= 0x80) {
            char text[64];
            std::snprintf(text, sizeof text, "Invalid character U+%04X in character name", static_cast<unsigned>(c));
            invalid(text);
        }
        bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (!blank) name += static_cast<char>(c);
        else if (name.empty() || name.back() != ' ') name += ' ';
    }
    if (name.empty()) invalid("Empty character name");
    int c = character_named(name);
    if (c < 0) invalid("\\N{" + name + "}");
    return c;
}

// --- strings ---

Value Reader::string() {
    std::size_t start = bytes_consumed();
    while (available()) {
        while (p_ < end_ && *p_ != '"' && *p_ != '\\' && *p_ < 0x80) ++p_;
        if (p_ == end_) continue;
        if (*p_ != '"') return string_with_escapes(start);
        std::string_view text = since(start);
        ++p_;
        return make_unibyte_string(in_, text);
    }
    end_of_file();
}

// Emacs: a literal is multibyte if it has a character that needs it, else unibyte; octal and short hexadecimal escapes are bytes.
Value Reader::string_with_escapes(std::size_t start) {
    buffer_ = since(start);
    single_byte_ = multibyte_ = false;
    for (;;) {
        int c = get();
        if (c == end) end_of_file();
        if (c == '"') break;
        bool escaped = c == '\\';
        if (escaped) c = escape(true);
        if (c != -1) string_character(c, escaped);
    }
    if (multibyte_ || !single_byte_) return make_string(in_, buffer_);
    std::string bytes(buffer_.size(), '\0');
    bytes.resize(utf8::to_unibyte(reinterpret_cast<const std::uint8_t*>(buffer_.data()), buffer_.size(),
                                  reinterpret_cast<std::uint8_t*>(bytes.data())));
    return make_unibyte_string(in_, bytes);
}

void Reader::string_character(int c, bool escaped) {
    int modifiers = escaped ? c & all_modifiers : 0;
    c &= ~modifiers;
    if (utf8::is_raw_byte(static_cast<char32_t>(c))) {
        single_byte_ = true;
    } else if (c >= 0x80) {
        multibyte_ = true;
    } else {
        if (modifiers == control && c == ' ') c = modifiers = 0;
        if (modifiers & shift) {
            if (c >= 'A' && c <= 'Z') modifiers &= ~shift;
            else if (c >= 'a' && c <= 'z') c -= 32, modifiers &= ~shift;
        }
        if (modifiers & meta) {
            modifiers &= ~meta;
            c = static_cast<int>(utf8::raw_to_char(static_cast<std::uint8_t>(c | 0x80)));
            single_byte_ = true;
        }
    }
    if (modifiers) invalid("Invalid modifier in string");
    std::uint8_t bytes[utf8::max_length];
    buffer_.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(utf8::encode(static_cast<char32_t>(c), bytes)));
}

}  // namespace el
