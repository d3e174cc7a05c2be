// Balanced expressions and comments: scan-lists, scan-sexps, forward-comment, parse-partial-sexp.
// Tests: tests/lisp/prims/syntax.el
#include <algorithm>

#include "core/args.hpp"
#include "prims/all.hpp"
#include "prims/sexp_scan.hpp"
#include "text/marker.hpp"

namespace el {
namespace {

bool is_set(Interpreter& in, const char* variable) {
    Value v = find_value(in, in.intern(variable));
    return v && !v.is_unbound();
}

// --- scan-lists and scan-sexps -----------------------------------------------------------------------------------

// Scans over lists - parentheses only - or expressions, which are symbols and strings too.
class ListScan {
public:
    ListScan(Interpreter& in, Int from, Int depth, bool expressions)
        : reader_(in), at_(reader_.cursor(from)), last_good_(from), depth_(depth), min_depth_(std::min<Int>(depth, 0)),
          expressions_(expressions), ignore_comments_(is_set(in, "parse-sexp-ignore-comments")) {}

    // Over one more; false if the end of the buffer comes before, outside of any list.
    bool forward() {
        stop_ = reader_.buffer().end;
        math_open_ = false;
        while (at_.chars() < stop_)
            if (forward_step()) return true;
        if (depth_ != 0) unbalanced();
        return false;
    }
    bool backward() {
        stop_ = reader_.buffer().begin;
        math_open_ = false;
        while (at_.chars() > stop_)
            if (backward_step()) return true;
        if (depth_ != 0) unbalanced();
        return false;
    }
    Int position() const { return at_.chars(); }

private:
    [[noreturn]] void scan_error(const char* message) const {
        Interpreter& in = reader_.in();
        signal(in, sym::scan_error, {make_string(in, message), fixnum(last_good_), fixnum(at_.chars())});
    }
    [[noreturn]] void unbalanced() const { scan_error("Unbalanced parentheses"); }

    void note_good() {
        if (depth_ == min_depth_) last_good_ = at_.chars();
    }
    bool opened() { return ++depth_ == 0; }
    bool closed() {
        if (--depth_ == 0) return true;
        if (depth_ < min_depth_) scan_error("Containing expression ends prematurely");
        return false;
    }
    bool wanted_here() const { return depth_ == 0 && expressions_; }
    static bool in_symbol(CharSyntax c) {
        return c.syntax == Syntax::word || c.syntax == Syntax::symbol || c.syntax == Syntax::quote;
    }

    // --- forward: each step returns true at the end of what is looked for ---

    bool forward_step() {
        BufferCursor start = at_;
        CharSyntax c = reader_.after(at_);
        note_good();
        char32_t character = at_.take();
        if (ignore_comments_) {
            CommentKind kind;
            BufferCursor next = start;
            if (skip_comment_start(reader_, next, stop_, kind)) {
                at_ = next;
                return forward_comment(kind);
            }
        }
        if (c.flags & prefix_flag) return false;
        switch (c.syntax) {
        case Syntax::escape:
        case Syntax::char_quote:
            if (at_.chars() == stop_) unbalanced();
            at_.forward();
            [[fallthrough]];
        case Syntax::word:
        case Syntax::symbol:
            if (!wanted_here()) return false;
            forward_symbol();
            return true;
        case Syntax::math: return expressions_ && forward_math(character);
        case Syntax::open: math_open_ = false; return opened();
        case Syntax::close: return closed();
        case Syntax::string:
        case Syntax::string_fence: return forward_string(c.syntax, character);
        case Syntax::whitespace:
        case Syntax::punctuation:
        case Syntax::quote:
        case Syntax::comment:
        case Syntax::end_comment:
        case Syntax::inherit:
        case Syntax::comment_fence: return false;
        }
        return false;
    }

    bool forward_comment(CommentKind kind) {
        Int depth = 1;
        if (skip_comment_body(reader_, at_, stop_, kind, depth)) return false;
        if (depth_ != 0) unbalanced();
        return true;  // Emacs: a comment that does not end counts
    }

    void forward_symbol() {
        while (at_.chars() < stop_) {
            CommentKind kind;
            BufferCursor next = at_;
            if (ignore_comments_ && skip_comment_start(reader_, next, stop_, kind)) return;
            CharSyntax c = reader_.after(at_);
            if (c.is_escape()) {
                at_.forward();
                if (at_.chars() == stop_) unbalanced();
            } else if (!in_symbol(c)) {
                return;
            }
            at_.forward();
        }
    }

    // $...$ and $$...$$ are lists of their own.
    bool forward_math(char32_t character) {
        if (at_.chars() < stop_ && at_.after() == character) at_.forward();
        if (std::exchange(math_open_, !math_open_)) return closed();
        return opened();
    }

    bool forward_string(Syntax syntax, char32_t opening) {
        for (;;) {
            if (at_.chars() >= stop_) unbalanced();
            CharSyntax c = reader_.after(at_);
            char32_t character = at_.take();
            if (c.is_escape()) {
                if (at_.chars() >= stop_) unbalanced();
                at_.forward();
            } else if (c.syntax == syntax && (syntax == Syntax::string_fence || character == opening)) {
                return wanted_here();
            }
        }
    }

    // --- backward ---

    bool backward_step() {
        CommentKind kind;
        if (ignore_comments_ && backward_comment_end(kind)) return backward_comment(kind);
        at_.backward();
        CharSyntax c = reader_.after(at_);
        char32_t character = at_.after();
        note_good();
        bool quoted = reader_.quoted(at_);
        if (quoted) {
            at_.backward();
            c = {Syntax::word, 0};
        } else if (c.flags & prefix_flag) {
            return false;
        }
        switch (c.syntax) {
        case Syntax::word:
        case Syntax::symbol:
        case Syntax::escape:
        case Syntax::char_quote:
            if (!wanted_here()) return false;
            backward_symbol();
            return true;
        case Syntax::math: return expressions_ && backward_math(character);
        case Syntax::close: math_open_ = false; return opened();
        case Syntax::open: return closed();
        case Syntax::string:
        case Syntax::string_fence: return backward_string(c.syntax, character);
        case Syntax::comment_fence:
            if (ignore_comments_) backward_fence(Syntax::comment_fence);
            return false;
        case Syntax::whitespace:
        case Syntax::punctuation:
        case Syntax::quote:
        case Syntax::comment:
        case Syntax::end_comment:
        case Syntax::inherit: return false;
        }
        return false;
    }

    // Whether what is before `at_` looks like the end of a comment; `end_` becomes where the end starts.
    bool backward_comment_end(CommentKind& kind) {
        end_ = at_;
        end_.backward();
        CharSyntax last = reader_.after(end_);
        if (last.flags & comend_second && end_.chars() > stop_) {
            BufferCursor first = end_;
            first.backward();
            CharSyntax c = reader_.after(first);
            if (c.flags & comend_first && !reader_.quoted(first)) {
                kind = end_kind(c, last);
                end_ = first;
                return true;
            }
        }
        kind = single_kind(last);
        return last.syntax == Syntax::end_comment && !reader_.quoted(end_);
    }
    bool backward_comment(CommentKind kind) {
        note_good();
        BufferCursor start = end_;
        at_ = find_comment_start(reader_, end_, stop_, kind, start) ? start : end_;
        return false;
    }

    void backward_symbol() {
        while (at_.chars() > stop_) {
            CommentKind kind;
            if (ignore_comments_ && backward_comment_end(kind)) return;
            BufferCursor previous = at_;
            previous.backward();
            if (reader_.quoted(previous)) {
                previous.backward();
            } else if (CharSyntax c = reader_.after(previous); !in_symbol(c) && !c.is_escape()) {
                return;
            }
            at_ = previous;
        }
    }

    bool backward_math(char32_t character) {
        if (at_.chars() > stop_ && at_.before() == character) at_.backward();
        if (std::exchange(math_open_, !math_open_)) return closed();
        return opened();
    }

    bool backward_string(Syntax syntax, char32_t closing) {
        if (syntax == Syntax::string_fence) {
            backward_fence(syntax);
            return wanted_here();
        }
        for (;;) {
            if (at_.chars() <= stop_) unbalanced();
            at_.backward();
            if (at_.after() == closing && !reader_.quoted(at_) && reader_.after(at_).syntax == Syntax::string) return wanted_here();
        }
    }
    void backward_fence(Syntax fence) {
        for (;;) {
            if (at_.chars() <= stop_) unbalanced();
            at_.backward();
            if (reader_.after(at_).syntax == fence && !reader_.quoted(at_)) return;
        }
    }

    SyntaxReader reader_;
    BufferCursor at_;
    BufferCursor end_ = at_;
    Int stop_ = 0;
    Int last_good_;
    Int depth_, min_depth_;
    bool expressions_, ignore_comments_;
    bool math_open_ = false;
};

Value scan(Interpreter& in, Int from, Int count, Int depth, bool expressions) {
    const Buffer& b = current(in);
    ListScan scan(in, std::clamp(from, b.begin, b.end), depth, expressions);
    for (; count > 0; --count)
        if (!scan.forward()) return nil;
    for (; count < 0; ++count)
        if (!scan.backward()) return nil;
    return fixnum(scan.position());
}

Value scan_lists(Interpreter& in, Fixnum from, Fixnum count, Fixnum depth) { return scan(in, from, count, depth, false); }
Value scan_sexps(Interpreter& in, Fixnum from, Fixnum count) { return scan(in, from, count, 0, true); }

// --- forward-comment ---------------------------------------------------------------------------------------------

class CommentMotion {
public:
    explicit CommentMotion(Interpreter& in) : reader_(in), at_(reader_.buffer(), reader_.buffer().point_position()) {}

    // Over white space and a comment. False if there is none; then only the white space has been passed.
    bool forward() {
        Int stop = reader_.buffer().end;
        for (;;) {
            CommentKind kind;
            if (skip_comment_start(reader_, at_, stop, kind)) {
                Int depth = 1;
                return skip_comment_body(reader_, at_, stop, kind, depth);
            }
            if (at_.chars() >= stop || !is_blank(reader_.after(at_), at_.after())) return false;
            at_.forward();
        }
    }

    bool backward() {
        Int stop = reader_.buffer().begin;
        while (at_.chars() > stop) {
            BufferCursor end = at_;
            end.backward();
            CharSyntax last = reader_.after(end);
            if (reader_.quoted(end)) return false;
            if (last.syntax == Syntax::comment_fence) return backward_fence(end, stop);
            CommentKind kind = single_kind(last);
            bool ends_comment = last.syntax == Syntax::end_comment || two_character_end(end, last, stop, kind);
            if (ends_comment && find_comment_start(reader_, end, stop, kind, at_)) return true;
            if (!is_blank(last, end.chars() == at_.chars() - 1 ? end.after() : 0)) return false;
            at_ = end;
        }
        return false;
    }

    Position position() const { return at_.position(); }

private:
    static bool is_blank(CharSyntax c, char32_t character) {
        return c.syntax == Syntax::whitespace || (c.syntax == Syntax::end_comment && character == '\n');
    }
    bool two_character_end(BufferCursor& end, CharSyntax last, Int stop, CommentKind& kind) {
        if (!(last.flags & comend_second) || end.chars() <= stop) return false;
        BufferCursor first = end;
        first.backward();
        CharSyntax c = reader_.after(first);
        if (!(c.flags & comend_first)) return false;
        kind = end_kind(c, last);
        end = first;
        return true;
    }
    bool backward_fence(BufferCursor start, Int stop) {
        while (start.chars() > stop) {
            start.backward();
            if (reader_.after(start).syntax != Syntax::comment_fence || reader_.quoted(start)) continue;
            at_ = start;
            return true;
        }
        return false;
    }

    SyntaxReader reader_;
    BufferCursor at_;
};

Value forward_comment(Interpreter& in, Fixnum count) {
    CommentMotion motion(in);
    bool found = true;
    for (Int n = count; n != 0 && found; n += n > 0 ? -1 : 1) found = n > 0 ? motion.forward() : motion.backward();
    set_point(current(in), motion.position());
    return found ? in[sym::t] : nil;
}

// --- parse-partial-sexp ------------------------------------------------------------------------------------------

// Element N of a list, nil if it is shorter.
Value element(Value list, int n) {
    while (n-- > 0 && list.is_cons()) list = cdr(list);
    return list.is_cons() ? car(list) : nil;
}
Int integer_or(Value v, Int otherwise) { return v.is_fixnum() ? v.fixnum() : otherwise; }

ParseState state_from_list(Interpreter& in, Value old) {
    ParseState state;
    if (old.is_nil()) return state;
    state.depth = integer_or(element(old, 0), 0);
    if (Value string = element(old, 3)) state.string_end = integer_or(string, ParseState::string_fence);
    Value comment = element(old, 4);
    if (comment) {
        state.comment_depth = integer_or(comment, 1);
        state.comment.nested = comment.is_fixnum();
    }
    state.quoted = bool(element(old, 5));
    if (Value style = element(old, 7)) state.comment.style = static_cast<int>(integer_or(style, CommentKind::fence));
    state.string_or_comment_start = integer_or(element(old, 8), -1);
    for (Value open = element(old, 9); open.is_cons(); open = cdr(open)) {
        state.level().last = integer_or(car(open), -1);
        state.levels.emplace_back();
    }
    if (Value previous = element(old, 10); previous.is_fixnum()) {
        state.has_previous = true;
        state.previous = {static_cast<Syntax>(previous.fixnum() & 15), static_cast<unsigned>(previous.fixnum() >> 16) & 0xFF};
    }
    return state;
}

Value position_or_nil(Int position) { return position < 0 ? nil : fixnum(position); }

Value comment_style(Interpreter& in, const ParseState& state) {
    if (!state.in_comment() || state.comment.style == 0) return nil;
    return state.comment.style == CommentKind::fence ? in[sym::syntax_table] : fixnum(state.comment.style);
}

Value list_from_state(Interpreter& in, const ParseState& state) {
    ListBuilder open(in);
    for (std::size_t i = 0; i + 1 < state.levels.size(); ++i) open.add(fixnum(state.levels[i].last));
    std::size_t levels = state.levels.size();
    Value in_string = !state.in_string() ? nil : state.string_end == ParseState::string_fence ? in[sym::t] : fixnum(state.string_end);
    Value in_comment = !state.in_comment() ? nil : state.comment.nested ? fixnum(state.comment_depth) : in[sym::t];
    return list(in, {
        fixnum(state.depth),
        levels > 1 ? position_or_nil(state.levels[levels - 2].last) : nil,
        position_or_nil(state.levels.back().complete),
        in_string,
        in_comment,
        state.quoted ? in[sym::t] : nil,
        fixnum(state.min_depth),
        comment_style(in, state),
        state.in_string() || state.in_comment() ? position_or_nil(state.string_or_comment_start) : nil,
        open.take(),
        state.has_previous ? fixnum(state.previous.code()) : nil,
    });
}

Value parse_partial_sexp(Interpreter& in, Value from, Value to, Opt<Value> target_depth, Opt<Value> stop_before,
                         Opt<Value> old_state, Opt<Value> comment_stop) {
    ParseLimits limits{};
    if (target_depth) {
        limits.has_target_depth = true;
        limits.target_depth = Arg<Fixnum>::from(in, target_depth.value);
    }
    Buffer& b = current(in);
    Int start = position_of(in, from);
    limits.stop = position_of(in, to);
    if (limits.stop < start) error(in, "End position is smaller than start position");
    if (start < b.begin || limits.stop > b.end) args_out_of_range(in, Value::from_object(&b), from, to);
    limits.before_expression = bool(stop_before);
    limits.after_any_boundary = comment_stop.value == in[sym::syntax_table];
    limits.after_comment_start = comment_stop && !limits.after_any_boundary;
    ParseState state = state_from_list(in, old_state.value);
    SyntaxReader reader(in);
    BufferCursor at = reader.cursor(start);
    parse_onward(reader, at, state, limits);
    set_point(b, at.position());
    return list_from_state(in, state);
}

constexpr Primitive table[] = {
    prim<scan_lists>("scan-lists", "from count depth",
        "Return the position COUNT lists after FROM (before, if COUNT is negative), starting DEPTH lists deep.\n"
        "Return nil if the buffer ends before, outside of lists; signal `scan-error' if it ends inside of one.\n"
        "Comments are ignored if `parse-sexp-ignore-comments' is non-nil."),
    prim<scan_sexps>("scan-sexps", "from count",
        "Return the position COUNT balanced expressions after FROM (before, if COUNT is negative). See `scan-lists'."),
    prim<forward_comment>("forward-comment", "count",
        "Move over COUNT comments and the white space between, backward if COUNT is negative.\n"
        "Stop at anything else. Return t if there were as many, else nil."),
    prim<parse_partial_sexp>("parse-partial-sexp", "from to &optional targetdepth stopbefore oldstate commentstop",
        "Parse from FROM to TO, move there and return the state: a list of depth in parentheses, start of the innermost list,\n"
        "start of the last complete expression, terminator of the string that TO is in or t, t or depth if in a comment, t if\n"
        "after a quote, lowest depth, comment style, start of the string or comment, starts of the open lists, and the syntax of\n"
        "a character that may begin a construct of two. OLDSTATE is such a state at FROM. Stop early when depth TARGETDEPTH is\n"
        "reached, before an expression if STOPBEFORE, after the start of a comment if COMMENTSTOP (if that is `syntax-table',\n"
        "also of a string, and after the end of either)."),
};

}  // namespace

void define_sexps(Interpreter& in) {
    in.define_primitives(table);
    Value t = in[sym::t];
    const std::pair<const char*, Value> variables[] = {
        {"comment-end-can-be-escaped", nil},
        {"comment-use-syntax-ppss", t},
        {"find-word-boundary-function-table", nil},
        {"multibyte-syntax-as-symbol", nil},
        {"open-paren-in-column-0-is-defun-start", t},
        {"parse-sexp-ignore-comments", nil},
        {"parse-sexp-lookup-properties", nil},
        {"syntax-propertize--done", fixnum(-1)},
        {"words-include-escapes", nil},
    };
    for (auto [name, value] : variables) {
        Value variable = in.intern(name);
        make_special(in, variable);
        set_default_value(in, variable, value);
    }
}

}  // namespace el
