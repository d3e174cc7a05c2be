// Emacs's internal text encoding: UTF-8 extended to the characters 0 .. #x3FFFFF.
//
//     0x00     .. 0x7F       1 byte   as ASCII
//     0x80     .. 0x7FF      2 bytes  lead C2 .. DF
//     0x800    .. 0xFFFF     3 bytes  lead E0 .. EF (surrogates are allowed)
//     0x10000  .. 0x1FFFFF   4 bytes  lead F0 .. F7
//     0x200000 .. 0x3FFF7F   5 bytes  lead F8
//     0x3FFF80 .. 0x3FFFFF   2 bytes  lead C0, C1: the raw bytes 0x80 .. 0xFF
//
// Functions here trust their input to be well-formed, but for the ones that say otherwise.
// Tests: tests/unit/core/utf8_test.cpp
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace el::utf8 {

inline constexpr char32_t max_1_byte = 0x7F;
inline constexpr char32_t max_2_byte = 0x7FF;
inline constexpr char32_t max_3_byte = 0xFFFF;
inline constexpr char32_t max_4_byte = 0x1FFFFF;
inline constexpr char32_t max_5_byte = 0x3FFF7F;
inline constexpr char32_t max_char = 0x3FFFFF;
inline constexpr char32_t max_unicode = 0x10FFFF;
inline constexpr int max_length = 5;

constexpr bool is_raw_byte(char32_t c) { return c > max_5_byte && c <= max_char; }
constexpr char32_t raw_to_char(std::uint8_t byte) { return byte < 0x80 ? byte : byte + 0x3FFF00u; }
constexpr std::uint8_t char_to_raw(char32_t c) { return static_cast<std::uint8_t>(c & 0xFF); }

constexpr bool is_continuation(std::uint8_t byte) { return (byte & 0xC0) == 0x80; }
constexpr bool is_raw_lead(std::uint8_t byte) { return (byte & 0xFE) == 0xC0; }

// Bytes that character C takes.
constexpr int length(char32_t c) {
    if (c <= max_1_byte) return 1;
    if (c <= max_2_byte || c > max_5_byte) return 2;
    if (c <= max_3_byte) return 3;
    return c <= max_4_byte ? 4 : 5;
}

constexpr int length_from_lead(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF8 ? 4 : 5;
}

// Writes C at P, which has room for max_length bytes; returns how many were written.
constexpr int encode(char32_t c, std::uint8_t* p) {
    auto trail = [c](int shift) { return static_cast<std::uint8_t>(0x80 | ((c >> shift) & 0x3F)); };
    if (c <= max_1_byte) {
        p[0] = static_cast<std::uint8_t>(c);
        return 1;
    }
    if (c <= max_2_byte) {
        p[0] = static_cast<std::uint8_t>(0xC0 | (c >> 6));
        p[1] = trail(0);
        return 2;
    }
    if (c <= max_3_byte) {
        p[0] = static_cast<std::uint8_t>(0xE0 | (c >> 12));
        p[1] = trail(6), p[2] = trail(0);
        return 3;
    }
    if (c <= max_4_byte) {
        p[0] = static_cast<std::uint8_t>(0xF0 | (c >> 18));
        p[1] = trail(12), p[2] = trail(6), p[3] = trail(0);
        return 4;
    }
    if (c <= max_5_byte) {
        p[0] = 0xF8;
        p[1] = static_cast<std::uint8_t>(0x80 | ((c >> 18) & 0x0F));
        p[2] = trail(12), p[3] = trail(6), p[4] = trail(0);
        return 5;
    }
    p[0] = static_cast<std::uint8_t>(0xC0 | ((c >> 6) & 1));
    p[1] = trail(0);
    return 2;
}

// The character at P; `length` becomes the number of its bytes.
constexpr char32_t decode(const std::uint8_t* p, int& length) {
    auto trail = [p](int i) { return static_cast<char32_t>(p[i] & 0x3F); };
    std::uint8_t lead = p[0];
    if (lead < 0x80) {
        length = 1;
        return lead;
    }
    if (lead < 0xE0) {
        length = 2;
        char32_t c = (static_cast<char32_t>(lead & 0x1F) << 6) | trail(1);
        return lead < 0xC2 ? raw_to_char(static_cast<std::uint8_t>(c | 0x80)) : c;
    }
    if (lead < 0xF0) {
        length = 3;
        return (static_cast<char32_t>(lead & 0x0F) << 12) | trail(1) << 6 | trail(2);
    }
    if (lead < 0xF8) {
        length = 4;
        return (static_cast<char32_t>(lead & 0x07) << 18) | trail(1) << 12 | trail(2) << 6 | trail(3);
    }
    length = 5;
    return trail(1) << 18 | trail(2) << 12 | trail(3) << 6 | trail(4);
}
constexpr char32_t decode(const std::uint8_t* p) {
    int length = 0;
    return decode(p, length);
}

// Start of the character that ends just before P (begin < P).
constexpr const std::uint8_t* previous(const std::uint8_t* p, const std::uint8_t* begin) {
    do --p;
    while (p > begin && is_continuation(*p));
    return p;
}

// Length of the well-formed internal sequence at the start of [p, p + size), 0 if there is none. Input is not trusted;
// shortest form is required.
constexpr int valid_length(const std::uint8_t* p, std::size_t size) {
    if (size == 0) return 0;
    std::uint8_t lead = p[0];
    if (lead < 0x80) return 1;
    if (lead < 0xC0 || lead > 0xF8) return 0;
    int n = length_from_lead(lead);
    if (size < static_cast<std::size_t>(n)) return 0;
    for (int i = 1; i < n; ++i)
        if (!is_continuation(p[i])) return 0;
    if (is_raw_lead(lead)) return n;
    char32_t c = decode(p);
    return length(c) == n ? n : 0;
}

namespace detail {
inline constexpr std::uint64_t high_bits = 0x8080808080808080u;
inline std::uint64_t load(const std::uint8_t* p) {
    std::uint64_t word;
    std::memcpy(&word, p, sizeof word);
    return word;
}
// One in the lowest bit of each byte of WORD that is a continuation byte.
inline std::uint64_t continuations(std::uint64_t word) { return (word >> 7) & (~word >> 6) & 0x0101010101010101u; }
}  // namespace detail

// Number of characters in `size` bytes.
inline std::size_t count(const std::uint8_t* p, std::size_t size) {
    std::size_t trailing = 0, i = 0;
    while (i + 8 <= size) {
        // Sums bytewise, at most 255 rounds before a lane could overflow.
        std::uint64_t lanes = 0;
        std::size_t rounds = (size - i) / 8 < 255 ? (size - i) / 8 : 255;
        for (std::size_t r = 0; r < rounds; ++r, i += 8) lanes += detail::continuations(detail::load(p + i));
        lanes = (lanes & 0x00FF00FF00FF00FFu) + ((lanes >> 8) & 0x00FF00FF00FF00FFu);
        trailing += (lanes * 0x0001000100010001u) >> 48;
    }
    for (; i < size; ++i) trailing += is_continuation(p[i]);
    return size - trailing;
}

// Bytes at the start that are ASCII.
inline std::size_t ascii_prefix(const std::uint8_t* p, std::size_t size) {
    std::size_t i = 0;
    for (; i + 32 <= size; i += 32) {
        std::uint64_t all = detail::load(p + i) | detail::load(p + i + 8) | detail::load(p + i + 16) | detail::load(p + i + 24);
        if (all & detail::high_bits) break;
    }
    for (; i + 8 <= size; i += 8)
        if (detail::load(p + i) & detail::high_bits) break;
    while (i < size && p[i] < 0x80) ++i;
    return i;
}
inline bool is_ascii(const std::uint8_t* p, std::size_t size) { return ascii_prefix(p, size) == size; }

// Byte offset of the character number `chars` in [p, p + size); `size` if there are no more than that.
inline std::size_t offset_of(const std::uint8_t* p, std::size_t size, std::size_t chars) {
    std::size_t i = 0;
    while (i + 8 <= size && chars >= 8) {
        std::uint64_t marks = detail::continuations(detail::load(p + i));
        chars -= 8 - static_cast<std::size_t>((marks * 0x0101010101010101u) >> 56);
        i += 8;
    }
    // The word loop may have stopped inside a character.
    while (i < size && is_continuation(p[i])) ++i;
    for (; chars > 0 && i < size; --chars) i += static_cast<std::size_t>(length_from_lead(p[i]));
    return i < size ? i : size;
}

// Writes `size` plain bytes as internal text at `out` (room for 2 * size): those above 0x7F become raw-byte characters.
// Returns the number of bytes written.
inline std::size_t from_unibyte(const std::uint8_t* p, std::size_t size, std::uint8_t* out) {
    std::uint8_t* start = out;
    for (std::size_t i = 0; i < size; ++i) {
        if (p[i] < 0x80)
            *out++ = p[i];
        else
            out += encode(raw_to_char(p[i]), out);
    }
    return static_cast<std::size_t>(out - start);
}

// Writes internal text as plain bytes (room for `size`), raw-byte characters as their byte, others by their low
// eight bits. Returns the number of bytes written.
inline std::size_t to_unibyte(const std::uint8_t* p, std::size_t size, std::uint8_t* out) {
    std::uint8_t* start = out;
    for (std::size_t i = 0; i < size;) {
        int n = 0;
        *out++ = char_to_raw(decode(p + i, n));
        i += static_cast<std::size_t>(n);
    }
    return static_cast<std::size_t>(out - start);
}

static_assert(raw_to_char(0xFF) == max_char && raw_to_char(0x80) == max_5_byte + 1);

}  // namespace el::utf8
