#include "prims/sexp_scan.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

// --- characters --------------------------------------------------------------------------------------------------

SyntaxReader::SyntaxReader(Interpreter& in) : in_(in), buffer_(current(in)), table_(syntax_table(in)) {
    Value wanted = find_value(in, in[sym::parse_sexp_lookup_properties]);
    properties_ = wanted && !wanted.is_unbound() && !buffer_.text->intervals.empty();
}

CharSyntax SyntaxReader::at(Int position, char32_t c) const {
    Value entry;
    if (properties_) [[unlikely]]
        entry = plist_get(buffer_.text->intervals.plist_at(position - 1), in_[sym::syntax_table]);
    if (entry.is<CharTable>()) entry = syntax_entry(in_, entry.as<CharTable>(), c);
    if (entry.is_nil()) entry = syntax_entry(in_, table_, c);
    return {entry_class(entry), entry_flags(entry)};
}

bool SyntaxReader::quoted(BufferCursor at) const {
    bool quoted = false;
    for (; at.chars() > buffer_.begin && before(at).is_escape(); at.backward()) quoted = !quoted;
    return quoted;
}

// --- comments ----------------------------------------------------------------------------------------------------

namespace {

int style_of(unsigned deciding, unsigned both) { return (deciding & style_b ? 1 : 0) + (both & style_c ? 2 : 0); }

}  // namespace

CommentKind single_kind(CharSyntax c) {
    if (c.syntax == Syntax::comment_fence) return {CommentKind::fence, false};
    return {style_of(c.flags, c.flags), (c.flags & nested) != 0};
}
// The second character of a start decides about style b, and the first of an end.
CommentKind start_kind(CharSyntax first, CharSyntax second) {
    unsigned both = first.flags | second.flags;
    return {style_of(second.flags, both), (both & nested) != 0};
}
CommentKind end_kind(CharSyntax first, CharSyntax second) {
    unsigned both = first.flags | second.flags;
    return {style_of(first.flags, both), (both & nested) != 0};
}

bool skip_comment_start(const SyntaxReader& reader, BufferCursor& at, Int stop, CommentKind& kind) {
    if (at.chars() >= stop) return false;
    CharSyntax first = reader.after(at);
    BufferCursor next = at;
    next.forward();
    if (first.flags & comstart_first && next.chars() < stop) {
        CharSyntax second = reader.after(next);
        if (second.flags & comstart_second) {
            kind = start_kind(first, second);
            next.forward();
            at = next;
            return true;
        }
    }
    if (first.syntax != Syntax::comment && first.syntax != Syntax::comment_fence) return false;
    kind = single_kind(first);
    at = next;
    return true;
}

namespace {

// If a comment of `kind` ends at `at`, steps over what ends it.
bool skip_comment_end(const SyntaxReader& reader, BufferCursor& at, Int stop, CommentKind kind) {
    CharSyntax first = reader.after(at);
    BufferCursor next = at;
    next.forward();
    if (kind.style == CommentKind::fence) {
        if (first.syntax != Syntax::comment_fence) return false;
        at = next;
        return true;
    }
    if (first.syntax == Syntax::end_comment && single_kind(first) == kind) {
        at = next;
        return true;
    }
    if (!(first.flags & comend_first) || next.chars() >= stop) return false;
    CharSyntax second = reader.after(next);
    if (!(second.flags & comend_second) || !(end_kind(first, second) == kind)) return false;
    next.forward();
    at = next;
    return true;
}

}  // namespace

bool skip_comment_body(const SyntaxReader& reader, BufferCursor& at, Int stop, CommentKind kind, Int& depth) {
    Value variable = find_value(reader.in(), reader.in().intern("comment-end-can-be-escaped"));
    bool escapable = variable && !variable.is_unbound();
    while (at.chars() < stop) {
        if (skip_comment_end(reader, at, stop, kind)) {
            if (--depth == 0) return true;
            continue;
        }
        CommentKind inner;
        BufferCursor next = at;
        if (kind.nested && skip_comment_start(reader, next, stop, inner) && inner == kind) {
            ++depth;
            at = next;
            continue;
        }
        bool escape = escapable && reader.after(at).is_escape();
        at.forward();
        if (escape && at.chars() < stop) at.forward();
    }
    return false;
}

namespace {

// A place before `at` that is outside of strings and comments: the beginning of a line with an open parenthesis, which
// is taken for the start of a definition, or the beginning of the buffer.
BufferCursor outermost_before(const SyntaxReader& reader, BufferCursor at) {
    Buffer& b = reader.buffer();
    Value convention = find_value(reader.in(), reader.in().intern("open-paren-in-column-0-is-defun-start"));
    if (convention.is_nil() || convention.is_unbound()) return reader.cursor(b.begin);
    for (; at.chars() > b.begin; at.backward())
        if (at.before() == '\n' && reader.after(at).syntax == Syntax::open) return at;
    return at;
}

// What a line that ends with a comment's end looks like on its own.
struct CommentLine {
    enum Verdict { none, found, unclear } verdict;
    BufferCursor start;
};

// Most lines have no character that could begin a comment, or have nothing that could be a string or another kind of comment: they need
// no parsing from further up. (Emacs does not look further either: it takes a comment inside of a string of several lines for one.)
CommentLine comment_of_line(const SyntaxReader& reader, BufferCursor end, CommentKind kind) {
    BufferCursor line = end;
    bool starts = false, quotes = false;
    while (line.chars() > reader.buffer().begin && line.before() != '\n') {
        CharSyntax c = reader.before(line);
        starts |= c.syntax == Syntax::comment || c.syntax == Syntax::comment_fence || c.flags & comstart_second;
        quotes |= c.syntax == Syntax::string || c.syntax == Syntax::string_fence || c.syntax == Syntax::comment_fence || c.is_escape();
        line.backward();
    }
    if (!starts) return {CommentLine::none, line};
    if (quotes || kind.nested) return {CommentLine::unclear, line};
    for (; line.chars() < end.chars(); line.forward()) {
        BufferCursor start = line;
        CommentKind found;
        if (skip_comment_start(reader, line, end.chars(), found)) return {found == kind ? CommentLine::found : CommentLine::unclear, start};
    }
    return {CommentLine::unclear, line};
}

}  // namespace

bool find_comment_start(const SyntaxReader& reader, BufferCursor end, Int stop, CommentKind kind, BufferCursor& at) {
    if (end.chars() < reader.buffer().end && end.after() == '\n') {
        CommentLine line = comment_of_line(reader, end, kind);
        if (line.verdict == CommentLine::none) return false;
        if (line.verdict == CommentLine::found && line.start.chars() >= stop) return at = line.start, true;
    }
    BufferCursor from = outermost_before(reader, end);
    ParseState state;
    parse_onward(reader, from, state, {.stop = end.chars()});
    if (!state.in_comment() || !(state.comment == kind) || state.comment_depth != 1) return false;
    if (state.string_or_comment_start < stop) return false;
    at = reader.cursor(state.string_or_comment_start);
    return true;
}

// --- parsing -----------------------------------------------------------------------------------------------------

namespace {

class Parse {
public:
    Parse(const SyntaxReader& reader, BufferCursor& at, ParseState& state, const ParseLimits& limits)
        : reader_(reader), at_(at), state_(state), limits_(limits) {}

    void run() {
        state_.min_depth = state_.depth;
        if (!more()) return;
        Int start = at_.chars();
        bool go_on = resume();
        while (go_on && more()) {
            delimiter_ = false;
            go_on = step();
        }
        if (at_.chars() > start && !delimiter_) note_previous();
    }

private:
    bool at_target() const { return limits_.has_target_depth && state_.depth == limits_.target_depth; }
    bool more() const { return at_.chars() < limits_.stop; }

    // Continues what the old state was in the middle of. These return false when parsing has to stop.
    bool resume() {
        bool had_previous = std::exchange(state_.has_previous, false);
        if (state_.in_comment()) return had_previous && end_split_comment() ? !limits_.after_any_boundary : comment();
        if (state_.quoted) {
            state_.quoted = false;
            if (!more()) return state_.quoted = true, false;
            at_.forward();
            if (state_.in_string()) return string();
            return symbol();
        }
        if (state_.in_string()) return string();
        if (had_previous && begin_split_comment()) return comment_started();
        return true;
    }

    // The two characters of a comment delimiter can be on both sides of the place where the last parse stopped.
    bool begin_split_comment() {
        if (!(state_.previous.flags & comstart_first) || !more()) return false;
        CharSyntax second = reader_.after(at_);
        if (!(second.flags & comstart_second)) return false;
        state_.comment = start_kind(state_.previous, second);
        state_.string_or_comment_start = at_.chars() - 1;
        at_.forward();
        return true;
    }
    bool end_split_comment() {
        if (!(state_.previous.flags & comend_first) || !more()) return false;
        CharSyntax second = reader_.after(at_);
        if (!(second.flags & comend_second) || !(end_kind(state_.previous, second) == state_.comment)) return false;
        at_.forward();
        if (--state_.comment_depth > 0) return false;
        state_.string_or_comment_start = -1;
        return true;
    }

    bool step() {
        BufferCursor start = at_;
        CommentKind kind;
        if (skip_comment_start(reader_, at_, limits_.stop, kind)) {
            state_.comment = kind;
            state_.string_or_comment_start = start.chars();
            return comment_started();
        }
        CharSyntax c = reader_.after(at_);
        if (c.flags & prefix_flag && c.syntax != Syntax::open && c.syntax != Syntax::string) return pass();
        switch (c.syntax) {
        case Syntax::escape:
        case Syntax::char_quote:
        case Syntax::word:
        case Syntax::symbol: return begin_expression() && symbol();
        case Syntax::open: return open();
        case Syntax::close: return close();
        case Syntax::string:
        case Syntax::string_fence: return begin_string(c.syntax);
        case Syntax::math:
        case Syntax::whitespace:
        case Syntax::punctuation:
        case Syntax::quote:
        case Syntax::comment:
        case Syntax::end_comment:
        case Syntax::inherit:
        case Syntax::comment_fence: return pass();
        }
        return pass();
    }

    bool pass() {
        at_.forward();
        return true;
    }
    // The last character, if it can begin a comment delimiter of two characters or quotes the next one.
    void note_previous() {
        unsigned first = state_.in_comment() ? comend_first : comstart_first | comend_first;
        state_.previous = reader_.before(at_);
        state_.has_previous = (state_.previous.flags & first) != 0 || state_.quoted;
    }

    bool begin_expression() {
        if (limits_.before_expression) return false;
        state_.level().last = at_.chars();
        return true;
    }
    void end_expression() { state_.level().complete = state_.level().last; }

    bool symbol() {
        while (more()) {
            BufferCursor next = at_;
            CommentKind kind;
            if (skip_comment_start(reader_, next, limits_.stop, kind)) break;
            CharSyntax c = reader_.after(at_);
            if (c.is_escape()) {
                at_.forward();
                if (!more()) {
                    state_.quoted = true;
                    return false;
                }
                at_.forward();
                continue;
            }
            if (c.syntax != Syntax::word && c.syntax != Syntax::symbol && c.syntax != Syntax::quote) break;
            at_.forward();
        }
        end_expression();
        return true;
    }

    bool open() {
        if (!begin_expression()) return false;
        at_.forward();
        ++state_.depth;
        state_.levels.emplace_back();
        return !at_target();
    }
    bool close() {
        at_.forward();
        state_.min_depth = std::min(state_.min_depth, --state_.depth);
        if (state_.levels.size() > 1) state_.levels.pop_back();
        end_expression();
        return !at_target();
    }

    bool begin_string(Syntax syntax) {
        if (!begin_expression()) return false;
        state_.string_or_comment_start = at_.chars();
        char32_t c = at_.take();
        state_.string_end = syntax == Syntax::string ? static_cast<Int>(c) : ParseState::string_fence;
        return limits_.after_any_boundary ? false : string();
    }
    bool string() {
        while (more()) {
            CharSyntax c = reader_.after(at_);
            char32_t character = at_.take();
            if (c.is_escape()) {
                if (!more()) {
                    state_.quoted = true;
                    return false;
                }
                at_.forward();
                continue;
            }
            bool ends = state_.string_end == ParseState::string_fence
                            ? c.syntax == Syntax::string_fence
                            : c.syntax == Syntax::string && static_cast<Int>(character) == state_.string_end;
            if (!ends) continue;
            state_.string_end = -1;
            state_.string_or_comment_start = -1;
            end_expression();
            return !limits_.after_any_boundary;
        }
        return false;
    }

    bool comment_started() {
        state_.comment_depth = 1;
        delimiter_ = true;
        if (limits_.after_comment_start || limits_.after_any_boundary) return false;
        return comment();
    }
    bool comment() {
        delimiter_ = delimiter_ && !more();
        if (!skip_comment_body(reader_, at_, limits_.stop, state_.comment, state_.comment_depth)) return false;
        delimiter_ = true;
        state_.string_or_comment_start = -1;
        return !limits_.after_any_boundary;
    }

    const SyntaxReader& reader_;
    BufferCursor& at_;
    ParseState& state_;
    const ParseLimits& limits_;
    bool delimiter_ = false;  // a comment delimiter was the last thing
};

}  // namespace

void parse_onward(const SyntaxReader& reader, BufferCursor& at, ParseState& state, const ParseLimits& limits) {
    Parse(reader, at, state, limits).run();
}

}  // namespace el
