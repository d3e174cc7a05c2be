// Strings: making them and reaching their characters.
// Tests: tests/recorded/strings.el
#include <el/exit.hpp>

#include <cstring>

#include "core/symbol.hpp"
#include "core/utf8.hpp"

namespace el {

namespace {

String* new_string(std::uint8_t* data, std::size_t bytes, std::size_t chars, bool multibyte) {
    String* s = heap::make<String>();
    s->header.flags = multibyte ? String::multibyte_flag : 0;
    s->data = data;
    s->bytes = bytes;
    s->chars = chars;
    return s;
}

// Emacs has one empty string of either kind. They are immutable (nothing can be stored in them), so all interpreters share them.
std::uint8_t no_bytes[1];
alignas(16) String empty_strings[2] = {{{Kind::String, 0, 0, 0}, no_bytes, 0, 0, nullptr, 0, 0},
                                       {{Kind::String, String::multibyte_flag, 0, 0}, no_bytes, 0, 0, nullptr, 0, 0}};

Value copied(std::string_view text, std::size_t chars, bool multibyte) {
    if (text.empty()) return Value::from_object(&empty_strings[multibyte]);
    String* s = allocate_string(text.size(), chars, multibyte);
    if (!text.empty()) std::memcpy(s->data, text.data(), text.size());
    return Value::from_object(s);
}

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

// Byte offset of character INDEX walking from a known place, forwards or backwards.
std::size_t walk(const String& s, std::size_t from_char, std::size_t from_byte, std::size_t index) {
    if (index >= from_char)
        return from_byte + utf8::offset_of(s.data + from_byte, s.bytes - from_byte, index - from_char);
    const std::uint8_t* p = s.data + from_byte;
    for (std::size_t back = from_char - index; back > 0; --back) p = utf8::previous(p, s.data);
    return static_cast<std::size_t>(p - s.data);
}

void forget_position(String& s) { s.cached_char = s.cached_byte = 0; }

// Replaces `old_length` bytes at `at` by the internal form of C.
void splice(String& s, std::size_t at, int old_length, char32_t c) {
    std::uint8_t encoded[utf8::max_length];
    int length = utf8::encode(c, encoded);
    if (length != old_length) {
        std::size_t bytes = s.bytes - static_cast<std::size_t>(old_length) + static_cast<std::size_t>(length);
        auto* data = static_cast<std::uint8_t*>(heap::allocate_atomic(bytes + 1));
        std::memcpy(data, s.data, at);
        std::size_t rest = at + static_cast<std::size_t>(old_length);
        std::memcpy(data + at + length, s.data + rest, s.bytes - rest);
        data[bytes] = 0;
        s.data = data;
        s.bytes = bytes;
        forget_position(s);
    }
    std::memcpy(s.data + at, encoded, static_cast<std::size_t>(length));
}

}  // namespace

String* allocate_string(std::size_t bytes, std::size_t chars, bool multibyte) {
    auto* data = static_cast<std::uint8_t*>(heap::allocate_atomic(bytes + 1));
    data[bytes] = 0;
    return new_string(data, bytes, chars, multibyte);
}

Value adopt_string(std::uint8_t* data, std::size_t bytes, std::size_t chars, bool multibyte) {
    data[bytes] = 0;
    return Value::from_object(new_string(data, bytes, chars, multibyte));
}

Value make_unibyte_string(Interpreter&, std::string_view bytes) { return copied(bytes, bytes.size(), false); }

Value make_multibyte_string(Interpreter&, std::string_view text, std::size_t chars) { return copied(text, chars, true); }

Value make_multibyte_string(Interpreter&, std::string_view text) {
    return copied(text, utf8::count(bytes_of(text), text.size()), true);
}

Value make_string(Interpreter& in, std::string_view text) {
    if (utf8::is_ascii(bytes_of(text), text.size())) return make_unibyte_string(in, text);
    return make_multibyte_string(in, text);
}

std::size_t string_byte_offset(const String& s, std::size_t index) {
    if (s.single_byte()) return index;
    if (index >= s.chars) return s.bytes;
    // Start from whichever known place is nearest: the start, the end or the last one asked for.
    std::size_t cached = s.cached_char;
    std::size_t from_cache = index > cached ? index - cached : cached - index;
    std::size_t byte;
    if (s.chars - index < from_cache)
        byte = walk(s, s.chars, s.bytes, index);
    else if (index < from_cache)
        byte = walk(s, 0, 0, index);
    else
        byte = walk(s, cached, s.cached_byte, index);
    s.cached_char = index;
    s.cached_byte = byte;
    return byte;
}

char32_t string_char(const String& s, std::size_t index) {
    if (s.single_byte()) return s.data[index];
    return utf8::decode(s.data + string_byte_offset(s, index));
}

// Emacs: a unibyte string takes 0..255 as bytes; any other character makes it multibyte, which only an ASCII string can become:
// otherwise args-out-of-range with the string and the character.
void string_set_char(Interpreter& in, String& s, std::size_t index, char32_t c) {
    if (!s.multibyte()) {
        if (c < 256) {
            s.data[index] = static_cast<std::uint8_t>(c);
            return;
        }
        if (!utf8::is_ascii(s.data, s.bytes)) args_out_of_range(in, Value::from_object(&s), fixnum(static_cast<Int>(c)));
        s.header.flags |= String::multibyte_flag;
    }
    std::size_t at = string_byte_offset(s, index);
    splice(s, at, utf8::length_from_lead(s.data[at]), c);
}

char32_t StringCursor::next() {
    if (!s_.multibyte()) return s_.data[byte_++];
    int length = 0;
    char32_t c = utf8::decode(s_.data + byte_, length);
    byte_ += static_cast<std::size_t>(length);
    return c;
}

}  // namespace el
