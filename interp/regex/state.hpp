// What an interpreter remembers about searching: compiled patterns, the tables they were compiled for, and what the last
// search matched.
#pragma once
#include <el/root.hpp>

#include "core/state.hpp"
#include "regex/cache.hpp"

#include <span>

namespace el {

// What the last search matched, in characters: buffer positions, or indices of a string.
class MatchData {
public:
    struct Group {
        Int start = -1, end = -1;  // -1: did not match
        bool matched() const { return start >= 0; }
    };

    void set(std::span<const Group> groups, Value where);

    // Groups that do not exist did not match.
    Group group(std::size_t n) const { return n < groups_.size() ? groups_[n] : Group{}; }
    // Places for groups: as many as any match so far has had. Emacs never takes them back, and it shows in errors.
    std::size_t places() const { return groups_.size(); }
    // Number of groups up to the last one that matched.
    std::size_t matched_groups() const;
    std::span<Group> groups() { return groups_; }

    Value where() const { return where_; }  // a buffer, t for a string, nil if nothing is known

private:
    std::vector<Group> groups_;
    Root where_;
};

struct RegexState {
    regex::Cache cache;
    regex::Matcher matcher;
    std::unique_ptr<regex::Environment> tables;  // made and kept up to date by prims/regexp_tables.cpp
    MatchData match;
};

// Made when it is first asked for.
RegexState& regex_state(Interpreter& in);

}  // namespace el
