// The image: the Lisp library as the build left it, serialised; decoded piece by piece when it is needed.
//
// Layout, all offsets from the start:  header | symbol records | symbol hash index | names | shared offsets | objects | code bodies
//
// Nothing is executed or decoded at start. A symbol of the image comes into being when it is interned, `cold': its function, value and
// properties are decoded when somebody looks (core/symbol.hpp). A function's instructions are decoded when it is first called.
//
// Objects are a tag byte and what follows. An object with more than one reference (or part of a circle) has a number; references to it say
// `shared NUMBER', and it is decoded once and kept.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace el::image {

constexpr std::uint32_t magic = 0x31574c45;  // "ELW1"

struct Header {
    std::uint32_t magic, symbol_count, index_size, shared_count;
    std::uint32_t symbols, index, names, shared, objects, bodies;
    std::uint64_t opcode_check;  // differs when opcodes.def changes
};

struct SymbolRecord {
    std::uint64_t hash;
    std::uint32_t name, name_length;
    std::uint32_t function, value, plist;  // offsets of objects, 0: none
    std::uint8_t flags, redirect, local_if_set, has_data;
};

enum class Tag : std::uint8_t {
    nil, t, unbound, fixnum, float_, symbol, uninterned, string, list, vector, record, closure, cell, hash_table, bignum, bool_vector,
    char_table, sub_char_table, primitive, shared, code,
};

class Writer {
public:
    std::string bytes;
    void byte(std::uint8_t b) { bytes += static_cast<char>(b); }
    void tag(Tag t) { byte(static_cast<std::uint8_t>(t)); }
    void number(std::uint64_t n) {
        for (; n >= 0x80; n >>= 7) byte(static_cast<std::uint8_t>(n | 0x80));
        byte(static_cast<std::uint8_t>(n));
    }
    void signed_number(std::int64_t n) { number((static_cast<std::uint64_t>(n) << 1) ^ static_cast<std::uint64_t>(n >> 63)); }
    void text(std::string_view s) {
        number(s.size());
        bytes.append(s);
    }
    void raw(const void* p, std::size_t n) { bytes.append(static_cast<const char*>(p), n); }
};

class Cursor {
public:
    explicit Cursor(const std::uint8_t* p) : p_(p) {}
    std::uint8_t byte() { return *p_++; }
    Tag tag() { return static_cast<Tag>(byte()); }
    std::uint64_t number() {
        std::uint64_t n = 0;
        for (unsigned shift = 0;; shift += 7) {
            std::uint8_t b = *p_++;
            n |= std::uint64_t{b & 0x7fu} << shift;
            if (!(b & 0x80)) return n;
        }
    }
    std::int64_t signed_number() {
        std::uint64_t n = number();
        return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
    }
    std::string_view text() {
        std::size_t n = number();
        const char* start = reinterpret_cast<const char*>(p_);
        p_ += n;
        return {start, n};
    }
    void raw(void* to, std::size_t n) {
        std::memcpy(to, p_, n);
        p_ += n;
    }

private:
    const std::uint8_t* p_;
};

}  // namespace el::image
