// Regexp translation: Emacs syntax in, PCRE2 pattern out.
// Tests: tests/unit/regex/translate_test.cpp, tests/lisp/prims/search.el
#pragma once
#include "regex/byte_pattern.hpp"
#include "regex/environment.hpp"
#include "regex/parse.hpp"

#include <string>
#include <vector>

namespace el::regex {

// What is at the end of the subject. A bounded search stops at its bound, but $, \b, \> and the like see the
// character after it: PCRE2 gets a subject that ends at the bound, and a pattern that knows what comes next.
enum class EndContext : std::uint8_t { text_end, newline, word, symbol, other };

// Where point is, for \= .
enum class PointContext : std::uint8_t { nowhere, search_start, subject_end };

struct Situation {
    Storage storage = Storage::multibyte;
    bool fold = false;      // ignore case
    bool anchored = false;  // match at the start position only
    bool posix = false;     // look for the longest match: the pattern calls out at the end of each
    EndContext end = EndContext::text_end;
    PointContext point = PointContext::nowhere;
    bool operator==(const Situation&) const = default;
};

struct Translation {
    std::string pattern;
    bool caseless = false;    // compile with PCRE2_CASELESS
    std::vector<int> groups;  // groups[i] is the Emacs number of PCRE2's group i + 1
    // The pattern is this text and nothing else; `pattern` is then empty. Not with `anchored`, `posix` or groups.
    bool literal = false;
    std::string literal_bytes;
};

Translation translate(const Tree&, const Environment&, const Situation&, SetWriter&);

}  // namespace el::regex
