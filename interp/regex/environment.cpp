#include "regex/environment.hpp"

#include <algorithm>
#include <map>

namespace el::regex {

int syntax_class_of_designator(char32_t c) {
    switch (c) {
    case ' ':
    case '-': return static_cast<int>(SyntaxClass::whitespace);
    case '.': return static_cast<int>(SyntaxClass::punctuation);
    case 'w':
    case 'W': return static_cast<int>(SyntaxClass::word);
    case '_': return static_cast<int>(SyntaxClass::symbol);
    case '(': return static_cast<int>(SyntaxClass::open);
    case ')': return static_cast<int>(SyntaxClass::close);
    case '\'': return static_cast<int>(SyntaxClass::expression_prefix);
    case '"': return static_cast<int>(SyntaxClass::string_quote);
    case '$': return static_cast<int>(SyntaxClass::paired_delimiter);
    case '\\': return static_cast<int>(SyntaxClass::escape);
    case '/': return static_cast<int>(SyntaxClass::character_quote);
    case '<': return static_cast<int>(SyntaxClass::comment_start);
    case '>': return static_cast<int>(SyntaxClass::comment_end);
    case '@': return static_cast<int>(SyntaxClass::inherit);
    case '!': return static_cast<int>(SyntaxClass::comment_fence);
    case '|': return static_cast<int>(SyntaxClass::string_fence);
    default: return -1;
    }
}

CaseFolding::CaseFolding(std::vector<std::pair<char32_t, char32_t>> canonical) {
    std::map<char32_t, std::vector<char32_t>> members;
    for (auto [c, canon] : canonical) {
        members[canon].push_back(canon);
        members[canon].push_back(c);
    }
    for (auto& [canon, group] : members) {
        std::sort(group.begin(), group.end());
        group.erase(std::unique(group.begin(), group.end()), group.end());
        if (group.size() < 2) continue;
        for (char32_t c : group) entries_.push_back({c, static_cast<std::uint32_t>(groups_.size())});
        groups_.push_back(std::move(group));
    }
    std::sort(entries_.begin(), entries_.end(), [](Entry a, Entry b) { return a.character < b.character; });
    ascii_is_plain_ = true;
    for (char32_t c = 0; c < 0x80; ++c) {
        char32_t other = c ^ 0x20;
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        auto same = equivalents(c);
        bool plain = letter ? same.size() == 2 && std::find(same.begin(), same.end(), other) != same.end() : same.empty();
        if (!plain) ascii_is_plain_ = false;
    }
}

std::span<const char32_t> CaseFolding::equivalents(char32_t c) const {
    auto at = std::lower_bound(entries_.begin(), entries_.end(), c, [](Entry e, char32_t x) { return e.character < x; });
    if (at == entries_.end() || at->character != c) return {};
    return groups_[at->group];
}

CharSet CaseFolding::close(const CharSet& set) const {
    CharSet result = set;
    for (const auto& group : groups_) {
        bool touched = std::any_of(group.begin(), group.end(), [&](char32_t c) { return set.contains(c); });
        if (touched)
            for (char32_t c : group) result.add(c);
    }
    return result;
}

}  // namespace el::regex
