// Strings: making, joining, cutting, converting between unibyte and multibyte.
// Tests: tests/recorded/strings.el
#include "prims/strings.hpp"

#include <algorithm>
#include <cstring>

#include "prims/all.hpp"
#include "prims/format.hpp"
#include "text/intervals.hpp"

namespace el {

namespace {

Int checked_bound(Interpreter& in, Value v, Int size) {
    Int n = Arg<Integer>::from(in, v);
    return n < 0 && n >= -size ? n + size : n;
}

}  // namespace

Range checked_range(Interpreter& in, Value sequence, Value from, Value to, std::size_t size) {
    Int count = static_cast<Int>(size);
    Int start = from.is_nil() ? 0 : checked_bound(in, from, count);
    Int end = to.is_nil() ? count : checked_bound(in, to, count);
    if (start < 0 || start > end || end > count) args_out_of_range(in, sequence, from, to);
    return {static_cast<std::size_t>(start), static_cast<std::size_t>(end)};
}

Value string_part(Interpreter& in, const String& s, std::size_t from, std::size_t to, bool with_properties) {
    std::size_t start = string_byte_offset(s, from), end = string_byte_offset(s, to);
    String* part = allocate_string(end - start, to - from, s.multibyte());
    std::memcpy(part->data, s.data + start, end - start);
    if (with_properties && s.intervals) part->intervals = copy_intervals_reversed(in, s.intervals, static_cast<Int>(from), static_cast<Int>(to));
    return Value::from_object(part);
}

namespace {

std::uint64_t big_endian_word(const std::uint8_t* p) {
    std::uint64_t word;
    std::memcpy(&word, p, sizeof word);
    return __builtin_bswap64(word);
}

bool less_bytes(const String& a, const String& b) {
    std::size_t common = std::min(a.bytes, b.bytes);
    if (common >= 8) {
        std::uint64_t x = big_endian_word(a.data), y = big_endian_word(b.data);
        if (x != y) return x < y;
    }
    int order = std::memcmp(a.data, b.data, common);
    return order ? order < 0 : a.bytes < b.bytes;
}

}  // namespace

// Bytes order as characters do when both strings are of one kind; only raw bytes are encoded out of order.
bool string_less(const String& a, const String& b) {
    if (a.single_byte() && b.single_byte()) return less_bytes(a, b);
    StringCursor x(a), y(b);
    while (!x.done() && !y.done()) {
        char32_t c = x.next(), d = y.next();
        if (c != d) return c < d;
    }
    return x.done() && !y.done();
}

bool same_string(const String& a, const String& b) { return a.chars == b.chars && a.bytes == b.bytes && !std::memcmp(a.data, b.data, a.bytes); }

namespace {

// --- joining ---

// What the parts of a concatenation add up to.
struct Total {
    std::size_t chars = 0, bytes = 0;  // bytes: in multibyte form
    bool multibyte = false;
};

std::size_t bytes_in_multibyte(const String& s) {
    if (s.multibyte()) return s.bytes;
    std::size_t ascii = utf8::ascii_prefix(s.data, s.bytes), high = 0;
    for (std::size_t i = ascii; i < s.bytes; ++i) high += s.data[i] >= 0x80;
    return s.bytes + high;
}

// Emacs: a part that is no string makes the result multibyte if it holds a character that is neither ASCII nor a raw byte.
void count_character(Interpreter& in, Total& total, Value element) {
    char32_t c = Arg<Character>::from(in, element);
    ++total.chars;
    total.bytes += static_cast<std::size_t>(utf8::length(c));
    if (c >= 0x80 && !utf8::is_raw_byte(c)) total.multibyte = true;
}

void count_part(Interpreter& in, Total& total, Value part) {
    if (part.is<String>()) {
        auto& s = part.as<String>();
        total.chars += s.chars;
        total.bytes += bytes_in_multibyte(s);
        total.multibyte = total.multibyte || s.multibyte();
    } else if (part.is_cons() || part.is_nil()) {
        Tails at(part);
        for (; at.more(); at.next(in)) count_character(in, total, at.element());
        at.check_end(in, at.cell());
    } else if (part.is<Vector>()) {
        for (Value v : part.as<Vector>().span()) count_character(in, total, v);
    } else if (part.is<BoolVector>() && part.as<BoolVector>().size > 0) {
        wrong_type(in, sym::integerp, truth(in, part.as<BoolVector>().get(0)));
    } else if (!part.is<BoolVector>()) {
        wrong_type(in, sym::sequencep, part);
    }
}

std::uint8_t* write_character(std::uint8_t* out, Value v, bool multibyte) {
    auto c = static_cast<char32_t>(v.fixnum());
    if (multibyte) return out + utf8::encode(c, out);
    *out = static_cast<std::uint8_t>(c);
    return out + 1;
}

std::uint8_t* write_part(std::uint8_t* out, Value part, bool multibyte) {
    if (part.is<String>()) {
        auto& s = part.as<String>();
        if (multibyte && !s.multibyte()) return out + utf8::from_unibyte(s.data, s.bytes, out);
        std::memcpy(out, s.data, s.bytes);
        return out + s.bytes;
    }
    if (part.is<Vector>())
        for (Value v : part.as<Vector>().span()) out = write_character(out, v, multibyte);
    for (; part.is_cons(); part = cdr(part)) out = write_character(out, car(part), multibyte);
    return out;
}

void carry_properties(Interpreter& in, String& result, std::span<const Value> parts) {
    Int at = 0;
    for (Value part : parts) {
        if (!part.is<String>()) {
            Total total;
            count_part(in, total, part);
            at += static_cast<Int>(total.chars);
            continue;
        }
        auto& s = part.as<String>();
        if (s.intervals) append_intervals_reversed(in, result, s.intervals, 0, static_cast<Int>(s.chars), at);
        at += static_cast<Int>(s.chars);
    }
}

}  // namespace

Value concat_strings(Interpreter& in, std::span<const Value> parts) {
    Total total;
    bool properties = false;
    for (Value part : parts) {
        count_part(in, total, part);
        properties = properties || (part.is<String>() && part.as<String>().intervals);
    }
    String* result = allocate_string(total.multibyte ? total.bytes : total.chars, total.chars, total.multibyte);
    std::uint8_t* out = result->data;
    for (Value part : parts) out = write_part(out, part, total.multibyte);
    if (properties) carry_properties(in, *result, parts);
    return Value::from_object(result);
}

namespace {

Value concat(Interpreter& in, Rest sequences) { return concat_strings(in, sequences); }

// --- making ---

// Emacs: an ASCII character gives a unibyte string unless MULTIBYTE, any other a multibyte one.
Value make_string_(Interpreter& in, Natural length, Character init, Opt<Value> multibyte) {
    std::uint8_t encoded[utf8::max_length];
    auto size = static_cast<std::size_t>(utf8::encode(init, encoded));
    auto count = static_cast<std::size_t>(length);
    if (count > (std::size_t{1} << 40)) signal(in, sym::memory_exhausted, {});
    String* s = allocate_string(count * size, count, size > 1 || !multibyte.value.is_nil());
    if (size == 1) std::memset(s->data, encoded[0], count);
    else
        for (std::size_t i = 0; i < count; ++i) std::memcpy(s->data + i * size, encoded, size);
    return Value::from_object(s);
}

// Emacs: (string 200) is multibyte, (string ?a) is not.
Value string_of(Interpreter& in, Rest characters) {
    bool multibyte = std::ranges::any_of(characters, [](Value c) { return c.is_fixnum() && c.fixnum() >= 0x80; });
    StringText text(multibyte);
    for (Value c : characters) text.add(Arg<Character>::from(in, c));
    return text.take(in);
}

Value unibyte_string(Interpreter& in, Rest bytes) {
    StringText text(false);
    for (Value b : bytes) {
        Int byte = Arg<Fixnum>::from(in, b);
        if (byte < 0 || byte > 255) args_out_of_range(in, b, fixnum(0), fixnum(255));
        text.add(static_cast<char32_t>(byte));
    }
    return text.take(in);
}

// --- cutting ---

Value substring(Interpreter& in, Value sequence, Opt<Value> from, Opt<Value> to) {
    if (sequence.is<String>()) {
        auto& s = sequence.as<String>();
        Range r = checked_range(in, sequence, from.value, to.value, s.chars);
        return string_part(in, s, r.from, r.to, true);
    }
    if (!sequence.is<Vector>()) wrong_type(in, sym::arrayp, sequence);
    auto& v = sequence.as<Vector>();
    Range r = checked_range(in, sequence, from.value, to.value, v.size);
    return make_vector(in, v.span().subspan(r.from, r.to - r.from));
}

Value substring_no_properties(Interpreter& in, String& s, Opt<Value> from, Opt<Value> to) {
    Range r = checked_range(in, Value::from_object(&s), from.value, to.value, s.chars);
    return string_part(in, s, r.from, r.to, false);
}

Value string_to_char(Interpreter&, String& s) { return fixnum(s.chars ? static_cast<Int>(string_char(s, 0)) : 0); }

Value string_bytes_(Interpreter&, String& s) { return fixnum(static_cast<Int>(s.bytes)); }

Value multibyte_string_p(Interpreter& in, Value object) { return truth(in, object.is<String>() && object.as<String>().multibyte()); }

Value clear_string(Interpreter&, String& s) {
    std::memset(s.data, 0, s.bytes);
    s.chars = s.bytes;
    s.cached_char = s.cached_byte = 0;
    s.header.flags &= static_cast<std::uint8_t>(~String::multibyte_flag);
    return nil;
}

// --- unibyte and multibyte ---

// Each byte becomes an ASCII character or a raw byte.
Value string_to_multibyte(Interpreter& in, String& s) {
    if (s.multibyte()) return Value::from_object(&s);
    String* result = allocate_string(bytes_in_multibyte(s), s.chars, true);
    utf8::from_unibyte(s.data, s.bytes, result->data);
    if (s.intervals) result->intervals = copy_intervals(s.intervals, 0, static_cast<Int>(s.chars));
    return Value::from_object(result);
}

// The place is counted from 0.
[[noreturn]] void no_byte(Interpreter& in, std::size_t place) {
    error(in, "Can%st convert the %dth character to unibyte", curve_quotes(in, "'").c_str(), static_cast<int>(place));
}

Value string_to_unibyte(Interpreter& in, String& s) {
    if (!s.multibyte()) return Value::from_object(&s);
    String* result = allocate_string(s.chars, s.chars, false);
    std::size_t i = 0;
    for (StringCursor at(s); !at.done(); ++i) {
        char32_t c = at.next();
        if (c >= 0x80 && !utf8::is_raw_byte(c)) no_byte(in, i);
        result->data[i] = utf8::char_to_raw(c);
    }
    return Value::from_object(result);
}

// Bytes that form characters become those characters, the others raw bytes.
Value string_as_multibyte(Interpreter& in, String& s) {
    if (s.multibyte()) return Value::from_object(&s);
    StringText text(true);
    for (std::size_t at = 0; at < s.bytes;) {
        int size = utf8::valid_length(s.data + at, s.bytes - at);
        text.add(size ? utf8::decode(s.data + at) : utf8::raw_to_char(s.data[at]));
        at += static_cast<std::size_t>(std::max(size, 1));
    }
    return text.take(in);
}

Value string_as_unibyte(Interpreter& in, String& s) {
    if (!s.multibyte()) return Value::from_object(&s);
    StringText text(false);
    for (std::size_t at = 0; at < s.bytes;) {
        int size = utf8::length_from_lead(s.data[at]);
        if (utf8::is_raw_lead(s.data[at])) text.add(utf8::char_to_raw(utf8::decode(s.data + at)));
        else
            for (int i = 0; i < size; ++i) text.add(s.data[at + static_cast<std::size_t>(i)]);
        at += static_cast<std::size_t>(size);
    }
    return text.take(in);
}

Value string_make_multibyte(Interpreter& in, String& s) {
    if (s.multibyte() || utf8::is_ascii(s.data, s.bytes)) return Value::from_object(&s);
    return string_to_multibyte(in, s);
}

Value string_make_unibyte(Interpreter&, String& s) {
    if (!s.multibyte()) return Value::from_object(&s);
    String* result = allocate_string(s.chars, s.chars, false);
    utf8::to_unibyte(s.data, s.bytes, result->data);
    return Value::from_object(result);
}

Value unibyte_char_to_multibyte(Interpreter& in, Character c) {
    if (c >= 0x100) error(in, "Not a unibyte character: %d", static_cast<int>(c.c));
    return fixnum(static_cast<Int>(utf8::raw_to_char(static_cast<std::uint8_t>(c))));
}

Value multibyte_char_to_unibyte(Interpreter&, Character c) {
    if (c < 0x100) return fixnum(static_cast<Int>(c.c));
    return fixnum(utf8::is_raw_byte(c) ? utf8::char_to_raw(c) : -1);
}

constexpr Primitive table[] = {
    prim<concat>("concat", "&rest sequences", "A string of the characters of all arguments: strings, lists and vectors."),
    prim<make_string_>("make-string", "length init &optional multibyte", "A new string of LENGTH characters INIT."),
    prim<string_of>("string", "&rest characters", "A string of the arguments, characters."),
    prim<unibyte_string>("unibyte-string", "&rest bytes", "A unibyte string of the arguments, bytes."),
    prim<substring>("substring", "string &optional from to", "The part of STRING (or a vector) from FROM to TO; negative ones count from the end."),
    prim<substring_no_properties>("substring-no-properties", "string &optional from to", "The part of STRING from FROM to TO without properties."),
    prim<string_to_char>("string-to-char", "string", "The first character of STRING, 0 if it is empty."),
    prim<string_bytes_>("string-bytes", "string", "The number of bytes that STRING takes."),
    prim<multibyte_string_p>("multibyte-string-p", "object", "Whether OBJECT is a multibyte string."),
    prim<clear_string>("clear-string", "string", "Overwrite STRING with NUL bytes."),
    prim<string_to_multibyte>("string-to-multibyte", "string", "STRING as a multibyte string; bytes above 127 become raw bytes."),
    prim<string_to_unibyte>("string-to-unibyte", "string", "STRING as a unibyte string; raw bytes become bytes."),
    prim<string_as_multibyte>("string-as-multibyte", "string", "STRING with its bytes taken as internal multibyte text."),
    prim<string_as_unibyte>("string-as-unibyte", "string", "The bytes of STRING's internal form."),
    prim<string_make_multibyte>("string-make-multibyte", "string", "STRING as a multibyte string if it is not ASCII."),
    prim<string_make_unibyte>("string-make-unibyte", "string", "STRING as a unibyte string; characters lose all but eight bits."),
    prim<unibyte_char_to_multibyte>("unibyte-char-to-multibyte", "ch", "The character that stands for the byte CH."),
    prim<multibyte_char_to_unibyte>("multibyte-char-to-unibyte", "ch", "The byte that CH stands for, -1 if none."),
};

}  // namespace

void define_strings(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
