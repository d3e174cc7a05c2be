// Compiled regexps and the machine that runs them.
// Tests: tests/unit/regex/match_test.cpp, tests/lisp/prims/search.el
#pragma once
#include "regex/translate.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

struct pcre2_real_code_8;
struct pcre2_real_match_data_8;
struct pcre2_real_match_context_8;
struct pcre2_real_jit_stack_8;

namespace el::regex {

// Where groups matched, as byte offsets into the subject; -1 twice for a group that did not match. Element 0 is the
// whole match.
struct Span {
    std::ptrdiff_t start = -1, end = -1;
    bool operator==(const Span&) const = default;
};
using Registers = std::vector<Span>;

// A compiled regexp. Immutable.
class Program {
public:
    // Throws InvalidRegexp if it is too big for PCRE2.
    Program(const Tree&, const Environment&, const Situation&, SetWriter&);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

private:
    friend class Matcher;

    std::unique_ptr<pcre2_real_code_8, void (*)(pcre2_real_code_8*)> code_;
    bool jit_ = false;
    bool posix_ = false;
    bool anchored_ = false;
    bool literal_ = false;
    std::string literal_bytes_;
    std::vector<int> groups_;  // Emacs's number of each PCRE2 group
    int max_group_ = 0;
    Storage storage_;
};

enum class MatchResult : std::uint8_t {
    matched,
    failed,
    overflow,  // the matcher ran out of room or patience
};

// Runs programs, one at a time. Owns the scratch memory of matching; one for each interpreter.
class Matcher {
public:
    Matcher();
    ~Matcher();
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;

    // Finds the first match that begins at or after the byte offset `start` - at `start` only if the program is
    // anchored. The subject before `start` is looked at by assertions: one character of it is enough, but if `start` is
    // not the beginning of the text there must be one. `\``  matches at offset 0.
    MatchResult search_forward(const Program&, std::string_view subject, std::size_t start);

    // Finds the match that begins nearest to the end of the subject, at `limit` or after it.
    MatchResult search_backward(const Program&, std::string_view subject, std::size_t limit);

    // Of the last match.
    const Registers& registers() const { return registers_; }

private:
    MatchResult run(const Program&, std::string_view subject, std::size_t start, std::size_t last_start);
    MatchResult run_once(const Program&, std::string_view subject, std::size_t start, std::size_t last_start);
    MatchResult run_posix(const Program&, std::string_view subject, std::size_t start, std::size_t last_start);
    MatchResult literal_forward(const Program&, std::string_view subject, std::size_t start);
    MatchResult literal_backward(const Program&, std::string_view subject, std::size_t limit);
    MatchResult last_in_window(const Program&, std::string_view subject, std::size_t first, std::size_t last);
    MatchResult result_of(int code) const;
    void reserve(const Program&);
    void record(const Program&, const std::size_t* offsets, std::size_t pairs);

    std::unique_ptr<pcre2_real_match_context_8, void (*)(pcre2_real_match_context_8*)> context_;
    std::unique_ptr<pcre2_real_jit_stack_8, void (*)(pcre2_real_jit_stack_8*)> stack_;
    std::unique_ptr<pcre2_real_match_data_8, void (*)(pcre2_real_match_data_8*)> data_;
    std::size_t pairs_ = 0;  // room in data_
    Registers registers_;
};

}  // namespace el::regex
