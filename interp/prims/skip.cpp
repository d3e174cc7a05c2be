// Moving over characters of a set, of a syntax class, and over words.
// Tests: tests/lisp/prims/syntax.el
#include <unictype.h>

#include <algorithm>
#include <array>

#include "core/args.hpp"
#include "prims/all.hpp"
#include "prims/buffer_cursor.hpp"
#include "prims/regexp_tables.hpp"
#include "regex/classes.hpp"
#include "text/marker.hpp"
#include "text/syntax.hpp"

namespace el {

Int skip_limit(Interpreter& in, Value limit, bool forward) {
    const Buffer& b = current(in);
    if (limit.is_nil()) return forward ? b.end : b.begin;
    return std::clamp(position_of(in, limit), b.begin, b.end);
}

namespace {

using regex::CharSet;
using regex::Storage;

// Moves point over characters that `wanted` accepts, up to the limit; returns the distance.
template <class Wanted>
Value skip(Interpreter& in, Value limit, bool forward, Wanted wanted) {
    Buffer& b = current(in);
    Int stop = skip_limit(in, limit, forward);
    BufferCursor at(b, b.point_position());
    if (forward)
        while (at.chars() < stop && wanted(at.after())) at.forward();
    else
        while (at.chars() > stop && wanted(at.before())) at.backward();
    Int distance = at.chars() - b.point;
    set_point(b, at.position());
    return fixnum(distance);
}

// --- skip-chars --------------------------------------------------------------------------------------------------

// The set that a string like the inside of [...] means; only \ is different, which quotes the next character.
class SkipSet {
public:
    SkipSet(Interpreter& in, const String& text) : in_(in), at_(text), text_(text) {
        if (!at_.done() && rest().front() == '^') {
            negated_ = true;
            at_.next();
        }
        while (!at_.done()) element();
        if (negated_) ascii_.fill(true);
        for (CharSet::Range r : set_.ranges())
            for (char32_t c = r.first; c <= r.last && c < ascii_.size(); ++c) ascii_[c] = !negated_;
    }

    bool contains(char32_t c) const { return c < ascii_.size() ? ascii_[c] : set_.contains(c) != negated_; }

private:
    std::string_view rest() const { return text_.view().substr(at_.byte()); }

    void element() {
        if (rest().starts_with("[:") && named_class()) return;
        char32_t first = 0;
        if (!character(first)) return;
        bool is_range = rest().size() > 1 && rest().front() == '-';
        if (!is_range) return set_.add(first);
        at_.next();
        char32_t last = 0;
        if (character(last)) add_range(first, last);
    }

    // A range from ASCII to a raw byte holds nothing between the two kinds.
    void add_range(char32_t first, char32_t last) {
        if (!regex::is_raw_byte(last) || regex::is_raw_byte(first)) return set_.add(first, last);
        if (first >= 0x80) return;
        set_.add(first, 0x7F);
        set_.add(regex::first_raw_byte, last);
    }

    // The next character, a quoted one too; false if a \ is the last one, which stands for nothing.
    bool character(char32_t& c) {
        c = next();
        if (c != '\\') return true;
        if (at_.done()) return false;
        c = next();
        return true;
    }
    char32_t next() {
        char32_t c = at_.next();
        return text_.multibyte() || c < 0x80 ? c : utf8::raw_to_char(static_cast<std::uint8_t>(c));
    }

    bool named_class() {
        std::string_view name = rest().substr(2);
        std::size_t end = name.find(":]");
        if (end == std::string_view::npos) return false;
        int found = regex::named_class_from(name.substr(0, end));
        if (found < 0) error(in_, "Invalid ISO C character class");
        Storage storage = current(in_).text->chars == current(in_).text->gap.size ? Storage::bytes : Storage::multibyte;
        set_.add(regex::named_class_members(static_cast<regex::NamedClass>(found), regexp_tables(in_), storage, false));
        for (std::size_t i = 0; i < end + 4; ++i) at_.next();
        return true;
    }

    Interpreter& in_;
    StringCursor at_;
    const String& text_;
    bool negated_ = false;
    CharSet set_;
    std::array<bool, 128> ascii_{};
};

template <bool forward>
Value skip_chars(Interpreter& in, String& string, Opt<Value> limit) {
    SkipSet set(in, string);
    return skip(in, limit.value, forward, [&](char32_t c) { return set.contains(c); });
}

// --- skip-syntax -------------------------------------------------------------------------------------------------

template <bool forward>
Value skip_syntax(Interpreter& in, String& syntax, Opt<Value> limit) {
    std::string_view designators = syntax.view();
    bool negated = designators.starts_with('^');
    if (negated) designators.remove_prefix(1);
    unsigned classes = 0;
    for (char c : designators)
        if (int found = class_of_designator(static_cast<unsigned char>(c)); found >= 0) classes |= 1u << found;
    const CharTable& table = syntax_table(in);
    return skip(in, limit.value, forward, [&](char32_t c) {
        return bool(classes >> static_cast<int>(syntax_class(in, table, c)) & 1) != negated;
    });
}

// --- words -------------------------------------------------------------------------------------------------------

enum class Kana { none, han, hiragana, katakana };

Kana kana_of(const char* script) {
    std::string_view name = script;
    if (name == "Han") return Kana::han;
    if (name == "Hiragana") return Kana::hiragana;
    return name == "Katakana" ? Kana::katakana : Kana::none;
}

// Emacs finds words where one script ends and another begins, but for Japanese, where words are Chinese characters
// followed by kana, or katakana followed by hiragana. Signs that belong to no script belong to any word.
bool script_changes(char32_t a, char32_t b) {
    if (a < 0x80 && b < 0x80) return false;
    if (a > utf8::max_unicode || b > utf8::max_unicode) return false;
    const uc_script_t *first = uc_script(a), *second = uc_script(b);
    if (first == second || !first || !second) return false;
    auto common = [](const uc_script_t* s) { return std::string_view(s->name) == "Common" || std::string_view(s->name) == "Inherited"; };
    if (common(first) || common(second)) return false;
    Kana from = kana_of(first->name), to = kana_of(second->name);
    if (from == Kana::none || to == Kana::none) return true;
    return !(from == Kana::han || (from == Kana::katakana && to == Kana::hiragana));
}

class WordMotion {
public:
    explicit WordMotion(Interpreter& in)
        : in_(in), table_(syntax_table(in)), escapes_(find_value(in, in.intern("words-include-escapes"))) {
        if (escapes_.is_unbound()) escapes_ = nil;
    }

    // Behind the end of the next word; false if there is none.
    bool forward(BufferCursor& at, Int stop) {
        while (at.chars() < stop && !in_word(at.after())) at.forward();
        if (at.chars() == stop) return false;
        for (char32_t last = at.take(); at.chars() < stop && in_word(at.after()) && !script_changes(last, at.after());) last = at.take();
        return true;
    }
    bool backward(BufferCursor& at, Int stop) {
        while (at.chars() > stop && !in_word(at.before())) at.backward();
        if (at.chars() == stop) return false;
        for (char32_t last = at.take_back(); at.chars() > stop && in_word(at.before()) && !script_changes(at.before(), last);)
            last = at.take_back();
        return true;
    }

private:
    bool in_word(char32_t c) const {
        Syntax syntax = syntax_class(in_, table_, c);
        if (syntax == Syntax::word) return true;
        return escapes_ && (syntax == Syntax::escape || syntax == Syntax::char_quote);
    }

    Interpreter& in_;
    const CharTable& table_;
    Value escapes_;
};

// FIXME: stops at the edge of the accessible part only, not at those of fields.
Value forward_word(Interpreter& in, Opt<Fixnum> arg) {
    Buffer& b = current(in);
    WordMotion words(in);
    BufferCursor at(b, b.point_position());
    bool complete = true;
    for (Int n = arg ? Int{*arg} : 1; n != 0 && complete; n += n > 0 ? -1 : 1)
        complete = n > 0 ? words.forward(at, b.end) : words.backward(at, b.begin);
    set_point(b, at.position());
    return complete ? in[sym::t] : nil;
}

// --- prefixes ----------------------------------------------------------------------------------------------------

// A character is quoted if an odd number of escapes is before it.
bool is_quoted(Interpreter& in, const CharTable& table, BufferCursor at, Int stop) {
    bool quoted = false;
    for (; at.chars() > stop; at.backward(), quoted = !quoted) {
        Syntax syntax = syntax_class(in, table, at.before());
        if (syntax != Syntax::escape && syntax != Syntax::char_quote) break;
    }
    return quoted;
}

Value backward_prefix_chars(Interpreter& in) {
    Buffer& b = current(in);
    const CharTable& table = syntax_table(in);
    BufferCursor at(b, b.point_position());
    while (at.chars() > b.begin) {
        BufferCursor before = at;
        char32_t c = before.take_back();
        bool prefix = syntax_class(in, table, c) == Syntax::quote || syntax_flags(in, table, c) & prefix_flag;
        if (!prefix || is_quoted(in, table, before, b.begin)) break;
        at.backward();
    }
    set_point(b, at.position());
    return nil;
}

constexpr Primitive table[] = {
    prim<skip_chars<true>>("skip-chars-forward", "string &optional lim",
        "Move point forward over characters in STRING, which is like the inside of [...] in a regexp, at most to LIM.\n"
        "A \\ quotes the next character. Return the distance."),
    prim<skip_chars<false>>("skip-chars-backward", "string &optional lim",
        "Move point backward over characters in STRING, at most to LIM; see `skip-chars-forward'. Return the distance, negative."),
    prim<skip_syntax<true>>("skip-syntax-forward", "syntax &optional lim",
        "Move point forward over characters of the classes designated by SYNTAX, at most to LIM. Return the distance.\n"
        "If SYNTAX starts with ^, over those of all other classes."),
    prim<skip_syntax<false>>("skip-syntax-backward", "syntax &optional lim",
        "Move point backward over characters of the classes designated by SYNTAX, at most to LIM; see `skip-syntax-forward'."),
    prim<forward_word>("forward-word", "&optional arg",
        "Move point forward ARG words, backward if ARG is negative. Return t, or nil if the edge of the buffer was reached."),
    prim<backward_prefix_chars>("backward-prefix-chars", "",
        "Move point backward over characters that are prefixes of expressions."),
};

}  // namespace

void define_skip(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
