// The layouts of the simple heap objects, and how to make them.
#pragma once
#include <el/interpreter.hpp>

#include "core/heap.hpp"
#include "core/kind.hpp"

#include <span>
#include <string>
#include <string_view>

namespace el {

struct Intervals;  // text properties: text/intervals.hpp

// --- strings ---------------------------------------------------------------------------------------------------
// Bytes are Emacs's internal form (core/utf8.hpp) when multibyte, plain bytes when unibyte. `data` is an atomic block
// of its own with a NUL after the last byte, so that network reads can become strings without a copy.
struct String {
    Object header;  // flags: below
    std::uint8_t* data;
    std::size_t bytes;
    std::size_t chars;
    Intervals* intervals;  // text properties, or null
    // Last position looked up by index in a non-ASCII string.
    mutable std::size_t cached_char, cached_byte;

    static constexpr std::uint8_t multibyte_flag = 1;

    bool multibyte() const { return header.flags & multibyte_flag; }
    // Every byte is a character by itself: indexing is constant-time.
    bool single_byte() const { return chars == bytes; }
    std::string_view view() const { return {reinterpret_cast<const char*>(data), bytes}; }
};

// Copies `text`. make_string decides: multibyte if there is a non-ASCII byte (text must then be internal form).
Value make_string(Interpreter& in, std::string_view text);
Value make_unibyte_string(Interpreter& in, std::string_view bytes);
Value make_multibyte_string(Interpreter& in, std::string_view internal_text);
Value make_multibyte_string(Interpreter& in, std::string_view internal_text, std::size_t chars);
// An uninitialised string of `bytes` bytes; the caller fills `data`. For unibyte, chars == bytes.
String* allocate_string(std::size_t bytes, std::size_t chars, bool multibyte);
// Takes over `data`, a block from heap::allocate_atomic with at least bytes + 1 bytes.
Value adopt_string(std::uint8_t* data, std::size_t bytes, std::size_t chars, bool multibyte);

// Byte offset of the character at `index` (0 <= index <= chars).
std::size_t string_byte_offset(const String& s, std::size_t index);
char32_t string_char(const String& s, std::size_t index);  // raw bytes of unibyte strings come as 0..255
// Replaces one character in place, whatever its size; makes the string multibyte if it must.
void string_set_char(Interpreter& in, String& s, std::size_t index, char32_t c);
// Steps through the characters of a string without caring how it is stored:
//     for (StringCursor at(s); !at.done();) { char32_t c = at.next(); ... }
class StringCursor {
public:
    explicit StringCursor(const String& s, std::size_t byte = 0) : s_(s), byte_(byte) {}
    bool done() const { return byte_ >= s_.bytes; }
    std::size_t byte() const { return byte_; }
    char32_t next();

private:
    const String& s_;
    std::size_t byte_;
};

// --- floats ----------------------------------------------------------------------------------------------------
struct Float {  // a double that does not fit into an immediate
    Object header;
    double number;
};
Value box_float(double d);
inline Value make_float(double d) {
    std::uint64_t bits = Value::float_bits(d);
    return Value::fits_immediate_float(bits) ? Value::from_bits(bits) : box_float(d);
}
inline bool is_float(Value v) { return v.is_immediate_float() || v.is<Float>(); }
inline double float_value(Value v) { return v.is_immediate_float() ? v.immediate_float() : v.as<Float>().number; }

// --- vectors and their like ------------------------------------------------------------------------------------
struct Vector {
    Object header;
    std::uint64_t size;
    Value slots[];

    std::span<Value> span() { return {slots, size}; }
};
struct Record {  // slots[0] is the type tag
    Object header;
    std::uint64_t size;
    Value slots[];
};
static_assert(sizeof(Vector) == sizeof(Record));
Vector* allocate_vector(std::size_t size);  // filled with nil
Record* allocate_record(std::size_t size);
Value make_vector(Interpreter& in, std::span<const Value> elements);

struct BoolVector {  // bit i is words[i / 64] >> (i % 64)
    Object header;
    std::uint64_t size;
    std::uint64_t words[];

    bool get(std::size_t i) const { return (words[i / 64] >> (i % 64)) & 1; }
    void set(std::size_t i, bool on) {
        std::uint64_t bit = std::uint64_t{1} << (i % 64);
        words[i / 64] = on ? words[i / 64] | bit : words[i / 64] & ~bit;
    }
};
BoolVector* allocate_bool_vector(std::size_t size);  // all nil

// A variable that closures share and assign: a heap box.
struct Cell {
    Object header;
    Value value;
};
Value make_cell(Value v);

// A host or library object (process, thread, mutex, ...): see <el/foreign.hpp>.
struct ForeignType;
struct Foreign {
    Object header;
    const ForeignType* type;
    void* pointer;
    Value slots[];  // header.length Values owned by the type
};

// --- conses ----------------------------------------------------------------------------------------------------
// `cons` and list helpers are in <el/list.hpp>.

// type-of's answer for anything.
Value type_of(Interpreter& in, Value v);

}  // namespace el
