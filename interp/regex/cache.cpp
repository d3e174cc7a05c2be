#include "regex/cache.hpp"

#include <algorithm>

namespace el::regex {
namespace {

// A variant for each table that is in use at the same time; more means that tables change all the time.
constexpr std::size_t max_variants = 16;

std::size_t hash_of(std::string_view pattern) { return std::hash<std::string_view>{}(pattern); }

std::string make_key(std::string_view pattern, bool multibyte, std::string_view spaces) {
    std::string key(pattern);
    key += multibyte ? 'm' : 'u';
    key += spaces;
    return key;
}

// The part of a situation that makes a difference to this pattern.
Situation relevant(Situation situation, const Tree& tree) {
    if (!tree.looks_ahead) situation.end = EndContext::text_end;
    if (!tree.uses_point) situation.point = PointContext::nowhere;
    return situation;
}

}  // namespace

bool Cache::same_pattern(const Entry& entry, std::string_view pattern, bool multibyte, std::string_view spaces) {
    std::string_view key = entry.key;
    return key.size() == pattern.size() + 1 + spaces.size() && key.starts_with(pattern) &&
           key[pattern.size()] == (multibyte ? 'm' : 'u') && key.ends_with(spaces);
}

Cache::Entry& Cache::entry_for(std::string_view pattern, bool multibyte, std::string_view spaces) {
    if (!entries_.empty() && same_pattern(entries_.front(), pattern, multibyte, spaces)) return entries_.front();
    std::size_t hash = hash_of(pattern);
    auto [first, last] = index_.equal_range(hash);
    auto at = std::find_if(first, last, [&](const auto& i) { return same_pattern(*i.second, pattern, multibyte, spaces); });
    if (at != last) {
        entries_.splice(entries_.begin(), entries_, at->second);
        return entries_.front();
    }
    Tree tree = parse(pattern, multibyte, spaces);
    if (entries_.size() == capacity_) {
        auto oldest = std::prev(entries_.end());
        auto [f, l] = index_.equal_range(hash_of(std::string_view(oldest->key).substr(0, oldest->pattern_size)));
        index_.erase(std::find_if(f, l, [&](const auto& i) { return i.second == oldest; }));
        entries_.pop_back();
    }
    entries_.push_front({make_key(pattern, multibyte, spaces), pattern.size(), std::move(tree), {}});
    index_.emplace(hash, entries_.begin());
    return entries_.front();
}

const Program& Cache::get(std::string_view pattern, bool multibyte, const Environment& environment, const Situation& situation,
                          std::string_view spaces) {
    Entry& entry = entry_for(pattern, multibyte, spaces);
    const Tree& tree = entry.tree;
    Situation wanted = relevant(situation, tree);
    std::uint64_t syntax_id = tree.uses_syntax ? environment.syntax_id : 0;
    std::uint64_t category_id = tree.uses_category ? environment.category_id : 0;
    std::uint64_t case_id = wanted.fold || tree.uses_case ? environment.case_id : 0;
    auto& variants = entry.variants;
    for (auto& v : variants)
        if (v.situation == wanted && v.syntax_id == syntax_id && v.category_id == category_id && v.case_id == case_id)
            return *v.program;
    if (variants.size() == max_variants) variants.erase(variants.begin());
    ++compilations_;
    auto program = std::make_unique<Program>(tree, environment, wanted, sets_);
    variants.push_back({wanted, syntax_id, category_id, case_id, std::move(program)});
    return *variants.back().program;
}

}  // namespace el::regex
