// Emacs regexp syntax in, a tree out. Knows nothing of PCRE2 and of tables: the tree is the same for every buffer.
// Tests: tests/unit/regex/translate_test.cpp
#pragma once
#include "regex/char_set.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace el::regex {

// The regexp cannot be compiled; what() is the second element of Emacs's (invalid-regexp MESSAGE).
struct InvalidRegexp : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Assertion : std::uint8_t {
    line_start,       // ^
    line_end,         // $
    text_start,       // \`
    text_end,         // \'
    point,            // \=
    word_boundary,    // \b
    no_word_boundary, // \B
    word_start,       // \<
    word_end,         // \>
    symbol_start,     // \_<
    symbol_end,       // \_>
};

// A bracket expression, or `.`.
struct SetSpec {
    bool negated = false;
    CharSet characters;
    std::uint32_t classes = 0;  // bit i: NamedClass i
};

struct Sequence;

struct Node {
    enum class Type : std::uint8_t {
        character,      // `code`
        set,            // `set`
        syntax,         // \sC: class `number` (-1: no such class); `negated` for \SC
        category,       // \cC: `code`; `negated` for \CC
        assertion,      // `assertion`
        backreference,  // to group `number`
        group,          // `branches`; `number` is 0 for a shy group
        repeat,         // `branches` has one sequence, `min` to `max` times (max -1: no limit)
    };
    Type type;
    Assertion assertion{};
    bool negated = false;
    bool lazy = false;
    char32_t code = 0;
    int number = 0;
    int min = 0, max = 0;
    SetSpec set;
    std::vector<Sequence> branches;
};

struct Sequence {
    std::vector<Node> items;
};

struct Tree {
    std::vector<Sequence> branches;
    int max_group = 0;        // the highest group number in use, at most 255
    bool uses_syntax = false;
    bool uses_category = false;
    bool uses_case = false;   // beyond what ignoring case needs
    bool looks_ahead = false; // an assertion looks at the character after the match
    bool uses_point = false;
};

// Emacs records 255 groups at most; those with higher numbers match but are not remembered.
inline constexpr int max_recorded_group = 255;

// `pattern` is Emacs's internal form, or plain bytes if not `multibyte`: bytes from 0x80 on then stand for raw bytes.
// `spaces`, unless empty, is a regexp that takes the place of each run of spaces (search-spaces-regexp).
// Throws InvalidRegexp.
Tree parse(std::string_view pattern, bool multibyte, std::string_view spaces = {});

// A tree that matches `text` itself.
Tree literal_tree(std::string_view text, bool multibyte);

}  // namespace el::regex
