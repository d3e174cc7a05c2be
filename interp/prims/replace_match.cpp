// replace-match: putting text in place of what was matched, with its case and its pieces.
// Tests: tests/lisp/prims/search.el
#include <el/primitive.hpp>

#include "core/args.hpp"
#include "core/utf8.hpp"
#include "prims/all.hpp"
#include "prims/searching.hpp"
#include "text/buffer.hpp"
#include "text/case_table.hpp"
#include "text/edit.hpp"
#include "text/syntax.hpp"

namespace el {
namespace {

using Group = MatchData::Group;

// --- the case of what is replaced ---

enum class CaseAction { none, upcase, capitalize };

// Looks at the characters of the replaced text, in order.
class CaseObserver {
public:
    explicit CaseObserver(Interpreter& in) : in_(in), syntax_(syntax_table(in)) {}

    void see(char32_t c) {
        bool starts_word = !in_word_;
        if (is_lower(in_, c)) {
            lowercase_ = true;
            (starts_word ? caseless_initial_ : long_word_) = true;
        } else if (is_upper(in_, c)) {
            uppercase_ = true;
            if (!starts_word) long_word_ = true;
        } else if (starts_word) {
            caseless_initial_ = true;
        }
        in_word_ = syntax_class(in_, syntax_, c) == Syntax::word;
    }

    // Capitals only make capitals; words that all begin with one make capitalized words. A single capital letter
    // could mean either, and is taken to mean capitals.
    CaseAction action() const {
        if (!lowercase_ && long_word_) return CaseAction::upcase;
        if (caseless_initial_ || (!uppercase_ && !long_word_)) return CaseAction::none;
        return long_word_ ? CaseAction::capitalize : CaseAction::upcase;
    }

private:
    Interpreter& in_;
    const CharTable& syntax_;
    bool in_word_ = false;
    bool lowercase_ = false, uppercase_ = false;
    bool long_word_ = false;         // one of two letters or more
    bool caseless_initial_ = false;  // a word, or something else, that does not begin with a capital
};

Value with_case(Interpreter& in, CaseAction action, Value text) {
    switch (action) {
    case CaseAction::none: return text;
    case CaseAction::upcase: return in.funcall(in.intern("upcase"), {text});
    case CaseAction::capitalize: return in.funcall(in.intern("upcase-initials"), {text});
    }
    return text;
}

// --- what is replaced ---

// The text that was matched, in a string or in the current buffer.
class Source {
public:
    Source(Interpreter& in, Value string) : in_(in), string_(string) {}

    bool is_string() const { return !string_.is_nil(); }
    Int first() const { return is_string() ? 0 : current(in_).begin; }
    Int last() const { return is_string() ? static_cast<Int>(string_.as<String>().chars) : current(in_).end; }

    void check(Group g) const {
        if (g.start < first() || g.start > g.end || g.end > last()) args_out_of_range(in_, fixnum(g.start), fixnum(g.end));
    }
    // Of a string with its properties; buffers give none.
    Value part(Int from, Int to) const {
        if (is_string()) return in_.funcall(in_.intern("substring"), {string_, fixnum(from), fixnum(to)});
        return buffer_substring(in_, current(in_), from, to, false);
    }

    CaseAction case_action(Group g) const {
        Value text = part(g.start, g.end);
        CaseObserver observer(in_);
        for (StringCursor at(text.as<String>()); !at.done();) observer.see(at.next());
        return observer.action();
    }

private:
    Interpreter& in_;
    Value string_;
};

Value concatenate(Interpreter& in, Value parts) { return in.funcall(in.intern("apply"), {in.intern("concat"), parts}); }

// --- \& and \N in the replacement ---

class Expansion {
public:
    Expansion(Interpreter& in, const Source& source, Value text) : in_(in), source_(source), text_(text), parts_(in) {}

    Value run() {
        const String& s = text_.as<String>();
        for (StringCursor at(s); !at.done(); ++index_)
            if (at.next() == '\\') escape(at);
        if (!changed_) return text_;
        add_literal(index_);
        return concatenate(in_, parts_.take());
    }

private:
    void escape(StringCursor& at) {
        if (at.done()) invalid();
        char32_t c = at.next();
        ++index_;
        if (c == '?') return;
        changed_ = true;
        add_literal(index_ - 1);
        literal_start_ = index_ + 1;
        if (c == '\\')
            literal_start_ = index_;
        else if (c == '&')
            add_group(0);
        else if (c >= '1' && c <= '9')
            add_group(c - '0');
        else
            invalid();
    }
    [[noreturn]] void invalid() { error(in_, "Invalid use of ‘\\’ in replacement text"); }

    // What is before `end` and has not been added. Its properties go into strings only.
    void add_literal(Int end) {
        const char* substring = source_.is_string() ? "substring" : "substring-no-properties";
        parts_.add(in_.funcall(in_.intern(substring), {text_, fixnum(literal_start_), fixnum(end)}));
    }
    void add_group(std::size_t n) {
        Group g = regex_state(in_).match.group(n);
        if (!g.matched()) return;
        source_.check(g);
        parts_.add(source_.part(g.start, g.end));
    }

    Interpreter& in_;
    const Source& source_;
    Value text_;
    Int index_ = 0;
    Int literal_start_ = 0;
    bool changed_ = false;
    ListBuilder parts_;
};

// --- the two ways of replacing ---

Value replace_in_string(Interpreter& in, const Source& source, Group g, Value replacement) {
    return concatenate(in, list(in, {source.part(0, g.start), replacement, source.part(g.end, source.last())}));
}

// Match data after the text of [g.start, g.end) has become `length` characters.
void adjust_match_data(Interpreter& in, Group g, Int length) {
    auto moved = [&](Int position) {
        if (position <= g.start) return position;
        return position >= g.end ? position + length - (g.end - g.start) : g.start;
    };
    for (Group& other : regex_state(in).match.groups())
        if (other.matched()) other = {moved(other.start), moved(other.end)};
}

void replace_in_buffer(Interpreter& in, Group g, Value replacement) {
    Buffer& b = current(in);
    String& s = replacement.as<String>();
    replace_region(in, b, g.start, g.end, s, false, true);
    Int length = static_cast<Int>(s.chars);
    adjust_match_data(in, g, length);
    set_point(b, g.start + length);
}

Group group_to_replace(Interpreter& in, Value subexp) {
    const MatchData& match = regex_state(in).match;
    Int n = subexp.is_nil() ? 0 : Int{Arg<Fixnum>::from(in, subexp)};
    if (!subexp.is_nil() && (n < 0 || n >= static_cast<Int>(match.places())))
        args_out_of_range(in, subexp, fixnum(0), fixnum(static_cast<Int>(match.places()) - 1));
    Group g = match.group(static_cast<std::size_t>(n));
    if (!g.matched())
        signal(in, sym::error, {make_string(in, "replace-match subexpression does not exist"), subexp});
    return g;
}

Value replace_match(Interpreter& in, Value newtext, Opt<Value> fixedcase, Opt<Value> literal, Opt<Value> string,
                    Opt<Value> subexp) {
    Arg<String&>::from(in, newtext);
    if (string.value) Arg<String&>::from(in, string.value);
    Source source(in, string.value);
    Group g = group_to_replace(in, subexp.value);
    source.check(g);
    CaseAction action = fixedcase.value ? CaseAction::none : source.case_action(g);
    Value replacement = literal.value ? newtext : Expansion(in, source, newtext).run();
    replacement = with_case(in, action, replacement);
    if (source.is_string()) return replace_in_string(in, source, g, replacement);
    replace_in_buffer(in, g, replacement);
    return nil;
}

constexpr Primitive table[] = {
    prim<replace_match>("replace-match", "newtext &optional fixedcase literal string subexp",
        "Replace text matched by last search, or its group SUBEXP, with NEWTEXT; leave point at the end of it.\n"
        "Unless FIXEDCASE is non-nil, NEWTEXT takes the case of the replaced text when that is all capitals or all capitalized.\n"
        "Unless LITERAL is non-nil, \\& in NEWTEXT stands for the matched text, \\N for what group N matched, \\\\ for one \\.\n"
        "If STRING is non-nil, it is the string that was matched: return a copy of it with the replacement made."),
};

}  // namespace

void define_replace_match(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
