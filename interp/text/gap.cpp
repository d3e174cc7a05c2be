// The gap buffer.
// Tests: tests/unit/text/gap_test.cpp
#include "text/gap.hpp"

#include "core/heap.hpp"
#include "core/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace el {

void Gap::move(Int offset) {
    if (offset < gap)
        std::memmove(data + offset + gap_size, data + offset, static_cast<std::size_t>(gap - offset));
    else if (offset > gap)
        std::memmove(data + gap, data + gap + gap_size, static_cast<std::size_t>(offset - gap));
    gap = offset;
}

void Gap::reserve(Int extra) {
    if (gap_size >= extra) return;
    Int bigger = std::max(extra + 64, size / 2 + extra);
    auto* fresh = static_cast<std::uint8_t*>(heap::allocate_atomic(static_cast<std::size_t>(size + bigger)));
    if (data) {
        std::memcpy(fresh, data, static_cast<std::size_t>(gap));
        std::memcpy(fresh + gap + bigger, data + gap + gap_size, static_cast<std::size_t>(size - gap));
        heap::free_now(data);
    }
    data = fresh;
    gap_size = bigger;
}

void Gap::erase(Int from, Int to) {
    if (from >= to) return;
    // The hole grows towards the side where it is; only if it is outside it has to move.
    if (gap < from) move(from);
    else if (gap > to) move(to);
    gap_size += to - from;
    gap = from;
    size -= to - from;
}

void Gap::copy_out(Int from, Int to, std::uint8_t* out) const {
    Int middle = std::clamp(gap, from, to);
    if (middle > from) std::memcpy(out, data + from, static_cast<std::size_t>(middle - from));
    if (to > middle) std::memcpy(out + (middle - from), data + middle + gap_size, static_cast<std::size_t>(to - middle));
}

const std::uint8_t* Gap::contiguous(Int from, Int to) {
    if (from < gap && gap < to) move(gap - from < to - gap ? from : to);
    return at(from);
}

void Gap::release() {
    if (data) heap::free_now(data);
    *this = {};
}

Int count_chars(const Gap& text, Int from, Int to) {
    Int middle = std::clamp(text.gap, from, to);
    auto count = [](const std::uint8_t* p, Int n) { return n > 0 ? static_cast<Int>(utf8::count(p, static_cast<std::size_t>(n))) : 0; };
    return count(text.data + from, middle - from) + count(text.data + middle + text.gap_size, to - middle);
}

Int forward_chars(const Gap& text, Int from, Int chars) {
    if (from < text.gap) {
        std::size_t span = static_cast<std::size_t>(text.gap - from);
        auto in_span = utf8::offset_of(text.data + from, span, static_cast<std::size_t>(chars));
        if (in_span < span) return from + static_cast<Int>(in_span);
        chars -= count_chars(text, from, text.gap);
        from = text.gap;
    }
    std::size_t rest = static_cast<std::size_t>(text.size - from);
    return from + static_cast<Int>(utf8::offset_of(text.data + from + text.gap_size, rest, static_cast<std::size_t>(chars)));
}

Int backward_chars(const Gap& text, Int from, Int chars) {
    // Blocks first, then single characters.
    constexpr Int block = 256;
    while (chars > 0 && from > 0) {
        if (from >= block && chars > block) {
            Int n = count_chars(text, from - block, from);
            chars -= n;
            from -= block;
            // The block may begin inside a character: it was not counted, so step to the start of the next one.
            while (utf8::is_continuation(text.byte(from))) ++from;
            continue;
        }
        do --from;
        while (from > 0 && utf8::is_continuation(text.byte(from)));
        --chars;
    }
    return from;
}

}  // namespace el
