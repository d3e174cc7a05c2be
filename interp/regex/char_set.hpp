// A set of characters as sorted, disjoint ranges over Emacs's code space, 0 to #x3FFFFF.
// Tests: tests/unit/regex/translate_test.cpp
#pragma once
#include "core/utf8.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace el::regex {

inline constexpr char32_t max_character = utf8::max_char;
inline constexpr char32_t first_raw_byte = utf8::raw_to_char(0x80);
using utf8::is_raw_byte;

// How the subject is stored. `bytes`: one byte per character - unibyte text, where bytes from 0x80 on are raw bytes,
// and any text that is known to be ASCII. `multibyte`: Emacs's internal form.
enum class Storage : std::uint8_t { bytes, multibyte };

class CharSet {
public:
    struct Range {
        char32_t first, last;
        auto operator<=>(const Range&) const = default;
    };

    CharSet() = default;
    CharSet(std::initializer_list<Range> ranges) {
        for (Range r : ranges) add(r.first, r.last);
    }

    // An empty range (first > last) adds nothing. Adding in ascending order takes constant time.
    void add(char32_t first, char32_t last);
    void add(char32_t c) { add(c, c); }
    void add(const CharSet& other);

    CharSet complement() const;
    CharSet between(char32_t first, char32_t last) const;

    bool contains(char32_t c) const;
    bool contains_all(char32_t first, char32_t last) const;
    bool intersects(char32_t first, char32_t last) const;
    bool empty() const { return ranges_.empty(); }
    std::span<const Range> ranges() const& { return ranges_; }
    std::span<const Range> ranges() const&& = delete;  // would dangle
    auto operator<=>(const CharSet&) const = default;

private:
    std::size_t lower_bound(char32_t c) const;  // index of the first range that ends at or after c

    std::vector<Range> ranges_;
};

}  // namespace el::regex
