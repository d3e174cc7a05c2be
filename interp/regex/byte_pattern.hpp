// PCRE2 runs in its byte mode for every subject, so a set of multibyte characters is spelled out as byte sequences.
//
// That buys three things. Raw bytes and characters above U+10FFFF, which are not valid UTF-8, need no special path;
// no subject is ever scanned for validity before a search; and Emacs's own tables decide what a word is.
// The price is longer patterns for non-ASCII sets; `x*` over them is written so that PCRE2's fast loops still do the
// work (see repeated_set).
//
// Tests: tests/unit/regex/translate_test.cpp
#pragma once
#include "regex/char_set.hpp"

#include <functional>
#include <map>
#include <string>

namespace el::regex {

// The bytes of `c`; none if a subject stored like this cannot contain it.
std::string stored_character(char32_t c, Storage);

// The same, escaped for PCRE2.
std::string literal_character(char32_t c, Storage);

// Writes sets of characters as PCRE2 patterns, and remembers the non-ASCII parts of the last ones: the same few sets -
// what is a word, what is not a newline - come in most patterns.
class SetWriter {
public:
    // Alternatives that match one non-ASCII character of `set`, which has some.
    const std::string& non_ascii(const CharSet& set);
    // The alternatives of a lookbehind for one character of `set`; every branch has a fixed length.
    std::string behind(const CharSet& set, Storage);

private:
    struct Written {
        std::string ahead, behind;
    };
    const Written& written(const CharSet& set);

    std::map<CharSet, Written> written_;
};

// How single_set and repeated_set put in the alternatives for the non-ASCII characters of a set: as an item, which
// may be a call of a group that holds them.
using NonAsciiItem = std::function<std::string(const CharSet&)>;

// A PCRE2 item that matches exactly one character of `set`.
std::string single_set(const CharSet& set, Storage, const NonAsciiItem&);

// One that matches `set` `min` times or more (`max` -1) or `min` to `max` times, in the order of Emacs's loop.
std::string repeated_set(const CharSet& set, Storage, int min, int max, bool lazy, const NonAsciiItem&);

// {min,max}, or the shorter form of it, with the ? of a lazy one.
std::string quantifier(int min, int max, bool lazy);

}  // namespace el::regex
