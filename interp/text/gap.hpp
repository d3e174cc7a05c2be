// A gap buffer: bytes with a hole where the last change was. Offsets count from 0 and do not see the hole.
// Tests: tests/unit/text/gap_test.cpp
#pragma once
#include <el/value.hpp>

#include <string_view>

namespace el {

struct Gap {
    std::uint8_t* data;  // an atomic heap block, or null
    Int size;            // bytes of text
    Int gap, gap_size;   // the hole is data[gap ... gap + gap_size)

    const std::uint8_t* at(Int offset) const { return data + (offset < gap ? offset : offset + gap_size); }
    std::uint8_t* at(Int offset) { return data + (offset < gap ? offset : offset + gap_size); }
    std::uint8_t byte(Int offset) const { return *at(offset); }

    void move(Int offset);          // the hole to OFFSET
    void reserve(Int extra);        // the hole at least EXTRA bytes large
    // The hole at OFFSET with room for BYTES, which count as text from now on; the caller fills them.
    std::uint8_t* open(Int offset, Int bytes) {
        if (gap != offset) move(offset);
        if (gap_size < bytes) reserve(bytes);
        std::uint8_t* room = data + gap;
        gap += bytes, gap_size -= bytes, size += bytes;
        return room;
    }
    void erase(Int from, Int to);
    void copy_out(Int from, Int to, std::uint8_t* out) const;
    // [from, to) as one piece of memory; moves the hole out of the way if it must.
    const std::uint8_t* contiguous(Int from, Int to);
    // The two sides of the hole.
    std::string_view before() const { return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(gap)}; }
    std::string_view after() const {
        return {reinterpret_cast<const char*>(data + gap + gap_size), static_cast<std::size_t>(size - gap)};
    }
    void release();
};

// Characters in [from, to) of multibyte text.
Int count_chars(const Gap& text, Int from, Int to);
// Offset of the character CHARS after offset FROM.
Int forward_chars(const Gap& text, Int from, Int chars);
// Offset of the character CHARS before offset FROM.
Int backward_chars(const Gap& text, Int from, Int chars);

}  // namespace el
