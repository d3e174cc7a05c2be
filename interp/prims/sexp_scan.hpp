// Reading a buffer through its syntax table: characters with their syntax, comments, and the state of a parse.
// Tests: tests/lisp/prims/syntax.el
#pragma once
#include <vector>

#include "prims/buffer_cursor.hpp"
#include "text/syntax.hpp"

namespace el {

// The syntax of one character of a buffer.
struct CharSyntax {
    Syntax syntax = Syntax::whitespace;
    unsigned flags = 0;

    bool is_escape() const { return syntax == Syntax::escape || syntax == Syntax::char_quote; }
    // As in a raw syntax descriptor.
    Int code() const { return static_cast<Int>(syntax) | static_cast<Int>(flags) << 16; }
};

// Looks characters up in the current buffer's syntax table, or in their `syntax-table' properties if
// parse-sexp-lookup-properties says so.
class SyntaxReader {
public:
    explicit SyntaxReader(Interpreter& in);

    CharSyntax at(Int position, char32_t c) const;
    CharSyntax after(const BufferCursor& at) const { return this->at(at.chars(), at.after()); }
    CharSyntax before(const BufferCursor& at) const { return this->at(at.chars() - 1, at.before()); }
    // Whether the character after `at` is quoted: an odd number of escapes is before it.
    bool quoted(BufferCursor at) const;

    Interpreter& in() const { return in_; }
    Buffer& buffer() const { return buffer_; }
    BufferCursor cursor(Int position) const { return {buffer_, el::position(buffer_, position)}; }

private:
    Interpreter& in_;
    Buffer& buffer_;
    const CharTable& table_;
    bool properties_;
};

// Which comments end what: style a is 0, the flags b and c add 1 and 2, and generic comments are a style of their own.
struct CommentKind {
    int style = 0;
    bool nested = false;

    static constexpr int fence = 4;
    bool operator==(const CommentKind&) const = default;
};
CommentKind single_kind(CharSyntax c);                        // of a delimiter of one character
CommentKind start_kind(CharSyntax first, CharSyntax second);  // of two
CommentKind end_kind(CharSyntax first, CharSyntax second);

// If a comment begins at `at`, before `stop`, steps over what begins it.
bool skip_comment_start(const SyntaxReader& reader, BufferCursor& at, Int stop, CommentKind& kind);
// From inside a comment `depth` deep (1 unless it is nested) to behind its end; false, at `stop`, if it has none before that.
bool skip_comment_body(const SyntaxReader& reader, BufferCursor& at, Int stop, CommentKind kind, Int& depth);
// Whether what is between `end` and `behind`, an end of a comment of `kind`, does end one: then `at` becomes the start of it.
bool find_comment_start(const SyntaxReader& reader, BufferCursor end, Int stop, CommentKind kind, BufferCursor& at);

// The state of a parse at some place: what `parse-partial-sexp' returns.
struct ParseState {
    struct Level {
        Int last = -1;      // start of the expression that began last in this list
        Int complete = -1;  // start of the last complete one
    };

    Int depth = 0, min_depth = 0;
    Int string_end = -1;        // in a string: the character that ends it, or string_fence
    Int comment_depth = 0;      // in a comment: how deep; 1 if it cannot be nested
    CommentKind comment;
    bool quoted = false;        // behind an escape
    Int string_or_comment_start = -1;
    std::vector<Level> levels{1};
    CharSyntax previous;        // when it may begin a construct of two characters
    bool has_previous = false;

    static constexpr Int string_fence = -2;

    bool in_string() const { return string_end != -1; }
    bool in_comment() const { return comment_depth != 0; }
    Level& level() { return levels.back(); }
};

struct ParseLimits {
    Int stop;
    bool has_target_depth = false;
    Int target_depth = 0;
    bool before_expression = false;
    bool after_comment_start = false;
    bool after_any_boundary = false;  // also of strings, and at ends
};

// Parses from `at` on, which moves to where parsing stops.
void parse_onward(const SyntaxReader& reader, BufferCursor& at, ParseState& state, const ParseLimits& limits);

}  // namespace el
