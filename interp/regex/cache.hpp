// Compiled regexps, kept for the next time. Looking one up costs about as much as comparing the pattern.
//
// A pattern is parsed once. It is compiled once for each situation it is used in - kind of subject, ignoring case, what
// follows a bound - as far as the pattern cares about the difference, and again when a table it depends on changes.
#pragma once
#include "regex/match.hpp"

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace el::regex {

// What to search for.
struct Pattern {
    std::string_view text;
    bool multibyte;
    bool literal = false;     // the text itself, not a regexp
    std::string_view spaces;  // search-spaces-regexp, or empty
};

class Cache {
public:
    explicit Cache(std::size_t capacity = 256) : capacity_(capacity) {}

    // The program for `pattern`; it stays alive until the next call. Throws InvalidRegexp.
    const Program& get(const Pattern& pattern, const Environment&, const Situation&);

    std::size_t size() const { return entries_.size(); }
    std::size_t compilations() const { return compilations_; }

private:
    struct Variant {
        Situation situation;
        std::uint64_t syntax_id, category_id, case_id;
        std::unique_ptr<Program> program;
    };
    struct Entry {
        std::string key;  // the text, its kind and `spaces`
        std::size_t text_size;
        Tree tree;
        std::vector<Variant> variants;
    };

    Entry& entry_for(const Pattern&);
    void forget_oldest();
    static bool same_pattern(const Entry&, const Pattern&);

    std::size_t capacity_;
    std::size_t compilations_ = 0;
    SetWriter sets_;
    std::list<Entry> entries_;  // most recently used first
    std::unordered_multimap<std::size_t, std::list<Entry>::iterator> index_;  // by hash of the pattern
};

}  // namespace el::regex
