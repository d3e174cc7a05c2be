// The reader: symbols, numbers, characters, strings.
// Tests: tests/recorded/reader*.el, tests/unit/read
#include <uniname.h>

#include <cstring>

#include "core/number.hpp"
#include "core/utf8.hpp"
#include "read/reader.hpp"

namespace el {

namespace {

constexpr int meta_bit = 0x8000000, control_bit = 0x4000000, shift_bit = 0x2000000, hyper_bit = 0x1000000, super_bit = 0x800000,
              alt_bit = 0x400000;
constexpr int modifier_bits = meta_bit | control_bit | shift_bit | hyper_bit | super_bit | alt_bit;

bool ends_symbol(int c) {
    return c <= ' ' || c == '"' || c == '\'' || c == ';' || c == '(' || c == ')' || c == '[' || c == ']' || c == '`' || c == ',' || c == 0xa0 ||
           c == 0x2028;
}

void append(std::string& text, int c) {
    std::uint8_t bytes[5];
    int n = utf8::encode(static_cast<char32_t>(c), bytes);
    text.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(n));
}

// Small decimal integers, which most numbers in programs are.
bool small_integer(std::string_view token, Value* out) {
    if (token.size() > 17) return false;
    std::size_t i = token[0] == '-' || token[0] == '+' ? 1 : 0;
    if (i == token.size()) return false;
    Int n = 0;
    for (; i < token.size(); ++i) {
        if (token[i] < '0' || token[i] > '9') return false;
        n = n * 10 + (token[i] - '0');
    }
    *out = fixnum(token[0] == '-' ? -n : n);
    return true;
}

bool may_be_number(std::string_view token) {
    char c = token[0];
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
}

int hex_digit(int c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Value Reader::atom(int first) {
    // Fast path: an ASCII token within the text.
    if (pushed_ == -2 && first < 0x80 && first != '\\' && p_ > start_ && p_[-1] == first) {
        const std::uint8_t* begin = p_ - 1;
        const std::uint8_t* q = p_;
        while (q < end_ && *q < 0x80 && *q != '\\' && !ends_symbol(*q)) ++q;
        if (q < end_ && *q < 0x80 && *q != '\\') {
            column_ += static_cast<std::uint32_t>(q - p_);
            p_ = q;
            std::string_view token(reinterpret_cast<const char*>(begin), static_cast<std::size_t>(q - begin));
            Value v;
            if (may_be_number(token)) {
                if (small_integer(token, &v)) return v;
                v = parse_number(in_, token);
                if (!v.is_unbound()) return v;
            }
            return intern_symbol(in_, token);
        }
    }
    unget(first);
    return symbol("", true);
}

Value Reader::symbol(std::string_view prefix, bool interned) {
    std::string token(prefix);
    bool quoted = false;
    for (;;) {
        int c = get();
        if (c == end) break;
        if (c == '\\') {
            c = get();
            if (c == end) end_of_file();
            quoted = true;
        } else if (ends_symbol(c)) {
            unget(c);
            break;
        }
        append(token, c);
    }
    if (!quoted && interned && !token.empty() && may_be_number(token)) {
        Value v;
        if (small_integer(token, &v)) return v;
        v = parse_number(in_, token);
        if (!v.is_unbound()) return v;
    }
    return interned ? intern_symbol(in_, token) : make_uninterned_symbol(in_, make_string(in_, token));
}

// --- characters --------------------------------------------------------------------------------------------------------

Value Reader::character() {
    int c = get();
    if (c == end) end_of_file();
    if (c == ' ' || c == '\t') return fixnum(c);  // "? " is a space
    if (c == '\\') {
        bool raw = false, skip = false;
        c = escape(false, &raw, &skip);
    }
    int modifiers = c & modifier_bits;
    c &= ~modifier_bits;
    if (utf8::is_raw_byte(static_cast<char32_t>(c))) c = utf8::char_to_raw(static_cast<char32_t>(c));
    c |= modifiers;
    int next = peek();
    bool ok = next == end || ends_symbol(next) || next == '?' || next == '#' || next == '.';
    if (!ok) invalid("?");
    return fixnum(c);
}

int Reader::hex_escape(int least, int most) {
    std::int64_t value = 0;
    int count = 0;
    for (; count < most; ++count) {
        int c = get();
        int digit = hex_digit(c);
        if (digit < 0) {
            if (c != end) unget(c);
            break;
        }
        value = value * 16 + digit;
        if (value > (modifier_bits | utf8::max_char)) error(in_, "Hex character out of range: \\x%llx...", static_cast<long long>(value));
    }
    if (count < least) error(in_, "Non-hex character used for Unicode escape");
    return static_cast<int>(value);
}

// \N{NAME} or \N{U+XXXX}
int Reader::named_character() {
    if (get() != '{') invalid("Expected opening brace after \\N");
    std::string name;
    bool blank = false;
    for (int c = get(); c != '}'; c = get()) {
        if (c == end) end_of_file();
        if (c > 0x7f) invalid("Invalid character in character name");
        if (c == ' ' || c == '\t' || c == '\n') {
            blank = true;
            continue;
        }
        if (std::exchange(blank, false) && !name.empty()) name += ' ';
        name += static_cast<char>(c);
    }
    if (name.empty()) invalid("Empty character name");
    if (name.starts_with("U+")) {
        char* stop;
        unsigned long code = std::strtoul(name.c_str() + 2, &stop, 16);
        if (*stop || code > utf8::max_unicode) invalid("\\N{" + name + "}");
        return static_cast<int>(code);
    }
    ucs4_t code = unicode_name_character(name.c_str());
    if (code == UNINAME_INVALID) invalid("\\N{" + name + "}");
    return static_cast<int>(code);
}

int Reader::control_character(int c, bool in_string) {
    int modifiers = c & modifier_bits;
    int base = c & ~modifier_bits;
    if (base == '?') return 127 | modifiers;
    if ((base & 0137) >= 0101 && (base & 0137) <= 0132) return (base & (037 | ~0177)) | modifiers;
    if ((base & 0177) >= 0100 && (base & 0177) <= 0137) return (base & (037 | ~0177)) | modifiers;
    (void)in_string;
    return c | control_bit;
}

// After a backslash. `raw`: the value is a byte (octal or \x up to FF). `skip`: the escape stands for nothing (backslash-newline).
int Reader::escape(bool in_string, bool* raw, bool* skip) {
    int c = get();
    auto after_dash = [&](int) {
        if (get() != '-') error(in_, "Invalid escape character syntax");
        int next = get();
        if (next == end) end_of_file();
        return next == '\\' ? escape(in_string, raw, skip) : next;
    };
    switch (c) {
        case end: end_of_file();
        case 'a': return 7;
        case 'b': return 8;
        case 'd': return 127;
        case 'e': return 27;
        case 'f': return 12;
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'v': return 11;
        case '\n':
            if (!in_string) error(in_, "Invalid escape character syntax");
            *skip = true;
            return 0;
        case ' ':
            if (!in_string) return ' ';
            *skip = true;
            return 0;
        case 'M': return after_dash(c) | meta_bit;
        case 'S': return after_dash(c) | shift_bit;
        case 'H': return after_dash(c) | hyper_bit;
        case 'A': return after_dash(c) | alt_bit;
        case 's':
            if (in_string || peek() != '-') return ' ';
            return after_dash(c) | super_bit;
        case 'C': return control_character(after_dash(c), in_string);
        case '^': {
            int next = get();
            if (next == end) end_of_file();
            if (next == '\\') next = escape(in_string, raw, skip);
            return control_character(next, in_string);
        }
        case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': {
            int value = c - '0';
            for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; ++i) value = value * 8 + (get() - '0');
            if (value >= 0x80 && value < 0x100) *raw = true;
            return *raw ? static_cast<int>(utf8::raw_to_char(static_cast<std::uint8_t>(value))) : value;
        }
        case 'x': {
            int value = hex_escape(0, 16);
            if (value >= 0x80 && value < 0x100) {
                *raw = true;
                return static_cast<int>(utf8::raw_to_char(static_cast<std::uint8_t>(value)));
            }
            return value;
        }
        case 'u': return hex_escape(4, 4);
        case 'U': {
            int value = hex_escape(8, 8);
            if (value > static_cast<int>(utf8::max_unicode)) error(in_, "Non-Unicode character: 0x%s", in_.print(fixnum(value)).c_str());
            return value;
        }
        case 'N': return named_character();
        default: return c;
    }
}

// --- strings -----------------------------------------------------------------------------------------------------------

Value Reader::string() {
    std::string text;
    bool multibyte = false, raw_bytes = false;
    for (;;) {
        // Runs without anything special are taken whole.
        if (pushed_ == -2) {
            const std::uint8_t* q = p_;
            while (q < end_ && *q != '"' && *q != '\\' && *q != '\n' && *q < 0x80) ++q;
            text.append(reinterpret_cast<const char*>(p_), static_cast<std::size_t>(q - p_));
            column_ += static_cast<std::uint32_t>(q - p_);
            p_ = q;
        }
        int c = get();
        if (c == end) end_of_file();
        if (c == '"') break;
        if (c != '\\') {
            if (c >= 0x80) multibyte = true;
            append(text, c);
            continue;
        }
        int kind = peek();
        bool raw = false, skip = false;
        c = escape(true, &raw, &skip);
        if (skip) continue;
        if (kind == 'u' || kind == 'U' || kind == 'N') multibyte = true;
        if (c == (control_bit | ' ')) c = 0;
        if (c & modifier_bits) {  // only meta, as the eighth bit of an ASCII character
            if ((c & ~meta_bit) > 0x7f) invalid("Invalid modifier in string");
            c = static_cast<int>(utf8::raw_to_char(static_cast<std::uint8_t>((c & 0x7f) | 0x80)));
            raw = true;
        }
        if (raw) raw_bytes = true;
        else if (c >= 0x80) (utf8::is_raw_byte(static_cast<char32_t>(c)) ? raw_bytes : multibyte) = true;
        append(text, c);
    }
    if (multibyte || !raw_bytes) return multibyte ? make_multibyte_string(in_, text) : make_string(in_, text);
    std::string bytes;
    for (std::size_t i = 0; i < text.size();) {
        int length;
        char32_t c = utf8::decode(reinterpret_cast<const std::uint8_t*>(text.data()) + i, length);
        bytes += static_cast<char>(utf8::is_raw_byte(c) ? utf8::char_to_raw(c) : c);
        i += static_cast<std::size_t>(length);
    }
    return make_unibyte_string(in_, bytes);
}

}  // namespace el
