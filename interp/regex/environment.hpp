// What a regexp's meaning depends on besides its text: the syntax, category and case tables in force.
// The interpreter's tables are presented through this interface; tests present their own.
#pragma once
#include "regex/char_set.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace el::regex {

// The order of Emacs's syntax codes: a table entry (CODE . MATCHING) holds this number.
enum class SyntaxClass : std::uint8_t {
    whitespace,
    punctuation,
    word,
    symbol,
    open,
    close,
    expression_prefix,
    string_quote,
    paired_delimiter,
    escape,
    character_quote,
    comment_start,
    comment_end,
    inherit,
    comment_fence,
    string_fence,
};
inline constexpr int syntax_class_count = 16;

// The class whose designator is `c` (space or -, ., w, _, (, ), ', ", $, \, /, <, >, @, !, |), or -1.
int syntax_class_of_designator(char32_t c);

// Which characters are the same when case is ignored: those with the same canonical character.
class CaseFolding {
public:
    CaseFolding() = default;
    // (character, canonical character) pairs; a character that is missing is its own canonical character.
    explicit CaseFolding(std::vector<std::pair<char32_t, char32_t>> canonical);

    // All characters equivalent to c, c among them, ascending; empty if there is no other.
    std::span<const char32_t> equivalents(char32_t c) const;
    // `set` and everything equivalent to one of its members.
    CharSet close(const CharSet& set) const;
    // True if A-Z and a-z fold pairwise and with nothing else: PCRE2's own ASCII folding is then exact.
    bool ascii_is_plain() const { return ascii_is_plain_; }

private:
    struct Entry {
        char32_t character;
        std::uint32_t group;
    };
    std::vector<Entry> entries_;  // ascending by character
    std::vector<std::vector<char32_t>> groups_;
    bool ascii_is_plain_ = false;
};

class Environment {
public:
    virtual ~Environment() = default;

    // For Storage::bytes only ASCII and raw bytes matter: what the tables say of others may be left out, and should be if
    // it is expensive to find.
    virtual const CharSet& syntax(SyntaxClass, Storage) const = 0;
    virtual const CharSet& category(char32_t designator) const = 0;
    virtual const CaseFolding& folding(Storage) const = 0;
    virtual const CharSet& uppercase(Storage) const = 0;  // downcase changes it
    virtual const CharSet& lowercase(Storage) const = 0;  // upcase changes it, downcase does not

    // Equal identifiers promise equal answers. Compiled programs are kept by them.
    std::uint64_t syntax_id = 0;
    std::uint64_t category_id = 0;
    std::uint64_t case_id = 0;
};

}  // namespace el::regex
