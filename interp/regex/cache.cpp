#include "regex/cache.hpp"

#include <algorithm>

namespace el::regex {
namespace {

// A variant for each table that is in use at the same time; more means that tables change all the time.
constexpr std::size_t max_variants = 16;

std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

char kind_of(const Pattern& pattern) { return static_cast<char>((pattern.multibyte ? 1 : 0) + (pattern.literal ? 2 : 0)); }

std::string make_key(const Pattern& pattern) {
    std::string key(pattern.text);
    key += kind_of(pattern);
    key += pattern.spaces;
    return key;
}

Tree make_tree(const Pattern& pattern) {
    return pattern.literal ? literal_tree(pattern.text, pattern.multibyte)
                           : parse(pattern.text, pattern.multibyte, pattern.spaces);
}

// The part of a situation that makes a difference to this pattern.
Situation relevant(Situation situation, const Tree& tree) {
    if (!tree.looks_ahead) situation.end = EndContext::text_end;
    if (!tree.uses_point) situation.point = PointContext::nowhere;
    return situation;
}

}  // namespace

bool Cache::same_pattern(const Entry& entry, const Pattern& pattern) {
    std::string_view key = entry.key;
    return entry.text_size == pattern.text.size() && key.size() == entry.text_size + 1 + pattern.spaces.size() &&
           key.starts_with(pattern.text) && key[entry.text_size] == kind_of(pattern) && key.ends_with(pattern.spaces);
}

void Cache::forget_oldest() {
    auto oldest = std::prev(entries_.end());
    auto [first, last] = index_.equal_range(hash_of(std::string_view(oldest->key).substr(0, oldest->text_size)));
    index_.erase(std::find_if(first, last, [&](const auto& i) { return i.second == oldest; }));
    entries_.pop_back();
}

Cache::Entry& Cache::entry_for(const Pattern& pattern) {
    if (!entries_.empty() && same_pattern(entries_.front(), pattern)) return entries_.front();
    std::size_t hash = hash_of(pattern.text);
    auto [first, last] = index_.equal_range(hash);
    auto at = std::find_if(first, last, [&](const auto& i) { return same_pattern(*i.second, pattern); });
    if (at != last) {
        entries_.splice(entries_.begin(), entries_, at->second);
        return entries_.front();
    }
    Tree tree = make_tree(pattern);
    if (entries_.size() == capacity_) forget_oldest();
    entries_.push_front({make_key(pattern), pattern.text.size(), std::move(tree), {}});
    index_.emplace(hash, entries_.begin());
    return entries_.front();
}

const Program& Cache::get(const Pattern& pattern, const Environment& environment, const Situation& situation) {
    Entry& entry = entry_for(pattern);
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
