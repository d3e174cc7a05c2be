#include "regex/char_set.hpp"

#include <algorithm>

namespace el::regex {

std::size_t CharSet::lower_bound(char32_t c) const {
    auto at = std::lower_bound(ranges_.begin(), ranges_.end(), c, [](Range r, char32_t x) { return r.last < x; });
    return at - ranges_.begin();
}

void CharSet::add(char32_t first, char32_t last) {
    if (first > last) return;
    // Everything that overlaps or touches [first, last] melts into one range.
    std::size_t begin = first == 0 ? 0 : lower_bound(first - 1);
    std::size_t end = begin;
    while (end < ranges_.size() && ranges_[end].first <= last + 1) {
        first = std::min(first, ranges_[end].first);
        last = std::max(last, ranges_[end].last);
        ++end;
    }
    if (begin == end) {
        ranges_.insert(ranges_.begin() + begin, {first, last});
        return;
    }
    ranges_[begin] = {first, last};
    ranges_.erase(ranges_.begin() + begin + 1, ranges_.begin() + end);
}

void CharSet::add(const CharSet& other) {
    for (Range r : other.ranges_) add(r.first, r.last);
}

CharSet CharSet::complement() const {
    CharSet result;
    char32_t next = 0;
    for (Range r : ranges_) {
        if (r.first > next) result.ranges_.push_back({next, r.first - 1});
        next = r.last + 1;
    }
    if (next <= max_character) result.ranges_.push_back({next, max_character});
    return result;
}

CharSet CharSet::between(char32_t first, char32_t last) const {
    CharSet result;
    for (std::size_t i = lower_bound(first); i < ranges_.size() && ranges_[i].first <= last; ++i)
        result.ranges_.push_back({std::max(first, ranges_[i].first), std::min(last, ranges_[i].last)});
    return result;
}

bool CharSet::contains(char32_t c) const { return intersects(c, c); }

bool CharSet::contains_all(char32_t first, char32_t last) const {
    std::size_t i = lower_bound(first);
    return i < ranges_.size() && ranges_[i].first <= first && ranges_[i].last >= last;
}

bool CharSet::intersects(char32_t first, char32_t last) const {
    std::size_t i = lower_bound(first);
    return i < ranges_.size() && ranges_[i].first <= last;
}

}  // namespace el::regex
