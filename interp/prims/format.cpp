// format, format-message, message (manual node "Formatting Strings").
//
// The result is put together in Emacs's internal form. Where each directive came from and went to is noted, so that text properties
// of the format and of the arguments can be moved along.
// Tests: tests/recorded/format.el
#include "prims/format.hpp"

#include <cmath>
#include <cstdio>

#include "core/args.hpp"
#include "core/bignum.hpp"
#include "core/char_width.hpp"
#include "core/hooks.hpp"
#include "core/number.hpp"
#include "core/utf8.hpp"
#include "prims/all.hpp"
#include "prims/output.hpp"
#include "read/printer.hpp"

namespace el {

namespace {

constexpr Int longest = Int{1} << 30;  // of a width or precision

struct Directive {
    std::size_t argument = 0;  // from 1; 0: the next one
    bool minus = false, plus = false, space = false, zero = false, sharp = false;
    Int width = 0, precision = -1;
    char32_t conversion = 0;
    std::string text;  // of the conversion, for errors
};

// A directive's place in the format and in the result, in characters.
struct Span {
    std::size_t format_start, format_end, start, content, end;  // content: behind the padding
    Value argument;  // a string with properties, or nil
};

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

class Formatter {
public:
    Formatter(Interpreter& in, Value format, std::span<Value> args, bool message)
        : in_(in), format_(format), text_(format.as<String>()), args_(args), message_(message) {}

    Value run() {
        // a string as it is, not a copy of it
        if (text_.view() == "%s" && !text_.intervals && !args_.empty() && args_[0].is<String>()) return args_[0];
        while (!at_end()) {
            char32_t c = next();
            c == '%' ? directive() : literal(c);
        }
        return result();
    }

private:
    // --- the format ---
    bool at_end() const { return byte_ >= text_.bytes; }
    char32_t next() {
        StringCursor at(text_, byte_);
        char32_t c = at.next();
        byte_ = at.byte();
        ++position_;
        return text_.multibyte() ? c : utf8::raw_to_char(static_cast<std::uint8_t>(c));
    }
    char32_t next_in_directive() {
        if (at_end()) error(in_, "Format string ends in middle of format specifier");
        return next();
    }

    void literal(char32_t c) {
        if (message_ && (c == '`' || c == '\'')) {
            std::size_t start = chars_;
            std::string quote = curve_quotes(in_, c == '`' ? "`" : "'");
            put(quote);
            multibyte_ |= static_cast<unsigned char>(quote[0]) >= 0x80;
            spans_.push_back({position_ - 1, position_, start, start, chars_, nil});
            return;
        }
        put(c);
    }

    Int number(char32_t& c) {
        Int n = 0;
        for (; is_digit(c); c = next_in_directive()) n = std::min<Int>(n * 10 + static_cast<Int>(c - '0'), longest + 1);
        return n;
    }

    Directive parse() {
        Directive d;
        char32_t c = next_in_directive();
        std::size_t byte = byte_, position = position_;
        char32_t first = c;
        if (is_digit(c)) {
            Int n = number(c);
            if (c == '$' && n > 0) {
                d.argument = static_cast<std::size_t>(n);
                c = next_in_directive();
            } else {
                byte_ = byte, position_ = position, c = first;
            }
        }
        for (;; c = next_in_directive()) {
            if (c == '-') d.minus = true;
            else if (c == '+') d.plus = true;
            else if (c == ' ') d.space = true;
            else if (c == '0') d.zero = true;
            else if (c == '#') d.sharp = true;
            else break;
        }
        d.width = number(c);
        if (c == '.') {
            c = next_in_directive();
            d.precision = number(c);
        }
        d.conversion = c;
        return d;
    }

    // --- directives ---
    void directive() {
        std::size_t format_start = position_ - 1;
        Directive d = parse();
        if (d.conversion == '%') return put('%');
        std::size_t index = d.argument ? d.argument - 1 : next_argument_;
        next_argument_ = index + 1;
        if (index >= args_.size()) error(in_, "Not enough arguments for format string");
        if (d.width > longest || d.precision > longest) error(in_, "Maximum string size exceeded");
        std::size_t start = content_start_ = chars_;
        Value source = convert(d, args_[index]);
        spans_.push_back({format_start, position_, start, content_start_, chars_, source});
    }

    // Returns the argument if it is a string that may have properties.
    Value convert(const Directive& d, Value arg) {
        switch (d.conversion) {
            case 's':
            case 'S': return text_directive(d, arg);
            case 'c': character_directive(d, arg); return nil;
            case 'd':
            case 'i':
            case 'o':
            case 'x':
            case 'X': integer_directive(d, arg); return nil;
            case 'e':
            case 'f':
            case 'g': float_directive(d, arg); return nil;
            default: break;
        }
        error(in_, "Invalid format operation %%%s", encoded(d.conversion).c_str());
    }

    Value text_directive(const Directive& d, Value arg) {
        if (d.conversion == 's' && arg.is<String>()) {
            const String& s = arg.as<String>();
            multibyte_ |= s.multibyte();
            std::string text;
            if (s.multibyte() || utf8::is_ascii(s.data, s.bytes)) text = std::string(s.view());
            else {
                text.resize(2 * s.bytes);
                text.resize(utf8::from_unibyte(s.data, s.bytes, reinterpret_cast<std::uint8_t*>(text.data())));
            }
            padded(d, text);
            return s.intervals ? arg : nil;
        }
        std::string text = print_to_text(in_, arg, d.conversion == 'S');
        multibyte_ |= !utf8::is_ascii(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
        padded(d, text);
        return nil;
    }

    [[noreturn]] void mismatch() {
        error(in_, quotes_are_curved(in_) ? "Format specifier doesn\u2019t match argument type" : "Format specifier doesn't match argument type");
    }

    void character_directive(const Directive& d, Value arg) {
        if (!arg.is_fixnum()) mismatch();
        char32_t c = Arg<Character>::from(in_, arg).c;
        multibyte_ |= c >= 0x80;
        Directive plain = d;
        plain.precision = -1;
        padded(plain, encoded(c));
    }

    // Cuts TEXT to the precision and pads it to the width; both count columns.
    void padded(const Directive& d, std::string_view text) {
        const auto* p = reinterpret_cast<const std::uint8_t*>(text.data());
        Int columns = 0;
        std::size_t end = 0;
        if (d.width == 0 && d.precision < 0) return put(text);
        while (end < text.size()) {
            int length = 0;
            Int width = char_width(utf8::decode(p + end, length));
            if (d.precision >= 0 && columns + width > d.precision) break;
            columns += width;
            end += static_cast<std::size_t>(length);
        }
        Int padding = std::max<Int>(d.width - columns, 0);
        // The blanks on the left belong to no property of the argument, those on the right do.
        if (!d.minus) put(std::string(static_cast<std::size_t>(padding), ' '));
        content_start_ = chars_;
        put(text.substr(0, end));
        if (d.minus) put(std::string(static_cast<std::size_t>(padding), ' '));
    }

    // --- numbers ---

    // Sign, then DIGITS with zeros put before them, in the field.
    void number_field(const Directive& d, bool negative, const std::string& prefix, std::string digits, bool zeros) {
        std::string sign = negative ? "-" : d.plus ? "+" : d.space ? " " : "";
        std::size_t size = sign.size() + prefix.size() + digits.size(), width = static_cast<std::size_t>(d.width);
        std::size_t padding = width > size ? width - size : 0;
        if (zeros && !d.minus) put(sign + prefix + std::string(padding, '0') + digits);
        else if (d.minus) put(sign + prefix + digits + std::string(padding, ' '));
        else put(std::string(padding, ' ') + sign + prefix + digits);
    }

    Value whole(double d) {
        if (std::fabs(d) < 0x1p62) return make_integer(in_, static_cast<Int>(d));
        Mpz z;
        mpz_set_d(z, d);
        return integer_from(in_, z);
    }

    void integer_directive(const Directive& d, Value arg) {
        if (!is_number(arg)) mismatch();
        if (is_float(arg)) {
            double value = float_value(arg);
            if (!std::isfinite(value)) return number_field(d, std::signbit(value), "", std::isnan(value) ? "nan" : "inf", false);
            arg = whole(value);
        }
        int base = d.conversion == 'o' ? 8 : d.conversion == 'x' || d.conversion == 'X' ? 16 : 10;
        std::string digits = number_to_text(arg, base);
        bool negative = digits[0] == '-';
        if (negative) digits.erase(0, 1);
        bool is_zero = digits == "0";
        if (d.conversion == 'X')
            for (char& c : digits) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        if (d.precision == 0 && is_zero) digits.clear();
        if (d.precision > static_cast<Int>(digits.size())) digits.insert(0, static_cast<std::size_t>(d.precision) - digits.size(), '0');
        std::string prefix;
        if (d.sharp && base == 8 && !digits.starts_with('0')) digits.insert(0, 1, '0');
        if (d.sharp && base == 16 && !is_zero) prefix = d.conversion == 'X' ? "0X" : "0x";
        number_field(d, negative, prefix, digits, d.zero && d.precision < 0);
    }

    void float_directive(const Directive& d, Value arg) {
        if (!is_number(arg)) mismatch();
        double value = to_double(in_, arg);
        bool negative = std::signbit(value);
        if (std::isnan(value)) return number_field(d, negative, "", "nan", false);
        if (std::isinf(value)) return number_field(d, negative, "", "inf", false);
        std::string spec = std::string("%") + (d.sharp ? "#" : "") + ".*" + static_cast<char>(d.conversion);
        int precision = d.precision < 0 ? 6 : static_cast<int>(std::min<Int>(d.precision, 1 << 20));
        value = std::fabs(value);
        int size = std::snprintf(nullptr, 0, spec.c_str(), precision, value);
        std::string digits(static_cast<std::size_t>(size) + 1, '\0');
        std::snprintf(digits.data(), digits.size(), spec.c_str(), precision, value);
        digits.pop_back();
        number_field(d, negative, "", digits, d.zero);
    }

    // --- the result ---
    static std::string encoded(char32_t c) {
        std::uint8_t bytes[utf8::max_length];
        int length = utf8::encode(c, bytes);
        return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
    }
    void put(char32_t c) {
        if (c < 0x80) out_ += static_cast<char>(c);
        else out_ += encoded(c);
        ++chars_;
    }
    void put(std::string_view text) {
        out_ += text;
        chars_ += utf8::count(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    }

    Value result() {
        if (spans_.empty() && out_ == text_.view()) return format_;
        bool multibyte = multibyte_ || text_.multibyte();
        Value string;
        if (multibyte) {
            string = make_multibyte_string(in_, out_, chars_);
        } else {
            String* s = allocate_string(chars_, chars_, false);
            utf8::to_unibyte(reinterpret_cast<const std::uint8_t*>(out_.data()), out_.size(), s->data);
            string = Value::from_object(s);
        }
        if (text_.intervals) format_properties(string);
        for (const Span& span : spans_)
            if (!span.argument.is_nil()) argument_properties(string, span);
        return string;
    }

    // Where position AT of the format went. Inside a directive: its start for the beginning of a property, its end for the end.
    std::size_t moved(std::size_t at, bool is_end) const {
        std::size_t shift_from = 0, shift_to = 0;
        for (const Span& span : spans_) {
            if (at <= span.format_start) break;
            if (at < span.format_end) return is_end ? span.end : span.start;
            shift_from = span.format_end;
            shift_to = span.end;
        }
        return shift_to + (at - shift_from);
    }

    void format_properties(Value string) {
        for (const PropertyPiece& piece : string_properties(in_, text_)) {
            std::size_t from = moved(piece.from, false), to = moved(piece.to, true);
            if (from < to) add_string_properties(in_, string, from, to, piece.plist);
        }
    }

    // Emacs: a property that reaches the end of the argument reaches the end of the field.
    void argument_properties(Value string, const Span& span) {
        const String& s = span.argument.as<String>();
        for (const PropertyPiece& piece : string_properties(in_, s)) {
            std::size_t from = span.content + piece.from, to = piece.to == s.chars ? span.end : std::min(span.content + piece.to, span.end);
            if (from < to) add_string_properties(in_, string, from, to, piece.plist);
        }
    }

    Interpreter& in_;
    Value format_;
    const String& text_;
    std::span<Value> args_;
    bool message_, multibyte_ = false;
    std::size_t byte_ = 0, position_ = 0, next_argument_ = 0, chars_ = 0, content_start_ = 0;
    std::string out_;
    std::vector<Span> spans_;  // the arguments in it are also on the caller's stack
};

}  // namespace

Value format_string(Interpreter& in, Value format, std::span<Value> args, bool message) {
    if (!format.is<String>()) wrong_type(in, sym::stringp, format);
    return Formatter(in, format, args, message).run();
}

// Emacs without a terminal that says otherwise: curved unless text-quoting-style is `grave' or `straight'.
static Value quoting_style(Interpreter& in) {
    Value style = find_value(in, in.intern("text-quoting-style"));
    return style.is_unbound() ? nil : style;
}

bool quotes_are_curved(Interpreter& in) {
    Value style = quoting_style(in);
    return style.is_nil() || (style != in.intern("grave") && style != in.intern("straight"));
}

std::string curve_quotes(Interpreter& in, std::string_view text) {
    if (text.find_first_of("`'") == std::string_view::npos) return std::string(text);
    Value style = quoting_style(in);
    if (style == in.intern("grave")) return std::string(text);
    bool straight = style == in.intern("straight");
    std::string out;
    for (char c : text) {
        if (c == '`') out += straight ? "'" : "\u2018";
        else if (c == '\'') out += straight ? "'" : "\u2019";
        else out += c;
    }
    return out;
}

namespace {

Value format(Interpreter& in, Value string, Rest objects) { return format_string(in, string, objects); }
Value format_message(Interpreter& in, Value string, Rest objects) { return format_string(in, string, objects, true); }

// Emacs in batch: a line on the standard error stream; nil or "" clears the echo area, which prints an empty line.
Value message(Interpreter& in, Value format_string_or_nil, Rest args) {
    if (format_string_or_nil.is_nil()) {
        write_log(in, "");
        return nil;
    }
    Value text = format_string(in, format_string_or_nil, args, true);
    Value inhibit = find_value(in, in.intern("inhibit-message"));
    const String& s = text.as<String>();
    if (inhibit.is_unbound() || inhibit.is_nil()) {
        std::string internal(s.view());
        if (!s.multibyte()) {
            internal.resize(2 * s.bytes);
            internal.resize(utf8::from_unibyte(s.data, s.bytes, reinterpret_cast<std::uint8_t*>(internal.data())));
        }
        write_log(in, internal);
    }
    return text;
}

constexpr Primitive table[] = {
    prim<format>("format", "string &rest objects",
                 "Format STRING with OBJECTS in place of its %-directives: %s %S %c %d %i %o %x %X %e %f %g %%, with flags, width,\n"
                 "precision and N$ field numbers."),
    prim<format_message>("format-message", "string &rest objects", "The same as `format', with ` and ' curved as `text-quoting-style' wants."),
    prim<message>("message", "format-string &rest args", "Write a line made as by `format-message' to the standard error stream. Returns it."),
};

}  // namespace

void define_format(Interpreter& in) {
    in.define_primitives(table);
    for (const char* name : {"text-quoting-style", "inhibit-message"}) {
        make_special(in, in.intern(name));
        set_default_value(in, in.intern(name), nil);
    }
}

}  // namespace el
