// Searching and matching: the commands, and the ways from Lisp text to a regex::Program and back to match data.
// Tests: tests/lisp/prims/search.el
#include <el/primitive.hpp>

#include "core/args.hpp"
#include "core/utf8.hpp"
#include "prims/regexp_tables.hpp"
#include "prims/all.hpp"
#include "prims/searching.hpp"
#include "text/buffer.hpp"
#include "text/marker.hpp"
#include "text/syntax.hpp"

namespace el {

using regex::EndContext;
using regex::MatchResult;
using regex::PointContext;
using regex::Situation;
using regex::Storage;

// --- patterns ----------------------------------------------------------------------------------------------------

bool ignoring_case(Interpreter& in) { return bool(find_value(in, in[sym::case_fold_search])); }

namespace {

std::string_view spaces_regexp(Interpreter& in) {
    Value spaces = find_value(in, in[sym::search_spaces_regexp]);
    return spaces.is<String>() ? spaces.as<String>().view() : std::string_view{};
}

bool may_change_match_data(Interpreter& in) {
    Value inhibited = find_value(in, in[sym::inhibit_changing_match_data]);
    return inhibited.is_nil() || inhibited.is_unbound();
}

// Emacs searches a unibyte buffer for the low bytes of the characters of a multibyte string.
std::string low_bytes(const String& s) {
    std::string text;
    for (StringCursor at(s); !at.done();) text.push_back(static_cast<char>(at.next() & 0xFF));
    return text;
}

}  // namespace

const regex::Program& compile_pattern(Interpreter& in, const String& pattern, SearchKind kind, Situation situation) {
    RegexState& state = regex_state(in);
    situation.fold = ignoring_case(in);
    situation.posix = kind == SearchKind::posix;
    regex::Pattern wanted{pattern.view(), pattern.multibyte()};
    std::string converted;
    if (kind == SearchKind::literal) {
        wanted.literal = true;
        if (situation.storage == Storage::bytes && pattern.multibyte() && !pattern.single_byte() && !current(in).multibyte()) {
            converted = low_bytes(pattern);
            wanted.text = converted;
            wanted.multibyte = false;
        }
    } else {
        wanted.spaces = spaces_regexp(in);
    }
    std::string message;
    try {
        return state.cache.get(wanted, regexp_tables(in), situation);
    } catch (const regex::InvalidRegexp& invalid) {
        message = invalid.what();
    }
    signal(in, sym::invalid_regexp, {make_string(in, message)});
}

void matcher_overflow(Interpreter& in) { error(in, "Stack overflow in regexp matcher"); }

// --- match data --------------------------------------------------------------------------------------------------

namespace {

// Makes the registers of the last match the match data. `position` turns a byte offset of the subject into a position.
template <class Position>
void record_match(Interpreter& in, Value where, Position position) {
    if (!may_change_match_data(in)) return;
    RegexState& state = regex_state(in);
    const regex::Registers& registers = state.matcher.registers();
    MatchData::Group few[16];
    std::vector<MatchData::Group> many;
    MatchData::Group* groups = few;
    if (registers.size() > std::size(few)) {
        many.resize(registers.size());
        groups = many.data();
    }
    for (std::size_t i = 0; i < registers.size(); ++i)
        groups[i] = registers[i].start < 0 ? MatchData::Group{} : MatchData::Group{position(registers[i].start), position(registers[i].end)};
    state.match.set({groups, registers.size()}, where);
}

Int string_index(const String& s, std::ptrdiff_t byte) {
    return s.single_byte() ? byte : static_cast<Int>(utf8::count(s.data, static_cast<std::size_t>(byte)));
}

Int starting_index(Interpreter& in, Value string, Value start) {
    if (start.is_nil()) return 0;
    Int length = static_cast<Int>(string.as<String>().chars);
    Int index = Arg<Fixnum>::from(in, start);
    if (index < 0) index += length;
    if (index < 0 || index > length) args_out_of_range(in, string, start);
    return index;
}

}  // namespace

Value match_string(Interpreter& in, const String& pattern, Value string, Value start, SearchKind kind) {
    const String& s = string.as<String>();
    Int from = starting_index(in, string, start);
    Storage storage = s.single_byte() ? Storage::bytes : Storage::multibyte;
    const regex::Program& program = compile_pattern(in, pattern, kind, {.storage = storage});
    regex::Matcher& matcher = regex_state(in).matcher;
    switch (matcher.search_forward(program, s.view(), string_byte_offset(s, static_cast<std::size_t>(from)))) {
    case MatchResult::failed: return nil;
    case MatchResult::overflow: matcher_overflow(in);
    case MatchResult::matched: break;
    }
    Int found = string_index(s, matcher.registers()[0].start);
    record_match(in, in[sym::t], [&](std::ptrdiff_t byte) { return string_index(s, byte); });
    return fixnum(found);
}

// --- buffers -----------------------------------------------------------------------------------------------------

namespace {

// The part of a buffer that a search looks at: from one character before the first place where a match may begin, for
// assertions, to the last place where it may end.
struct Subject {
    Int start;  // byte position of the first byte
    std::string_view text;

    std::size_t offset(Int byte) const { return static_cast<std::size_t>(byte - start); }
};

Subject subject_between(Buffer& b, Int from_byte, Int to_byte) {
    Int start = from_byte > b.begin_byte ? previous_byte(b, from_byte) : from_byte;
    if (start == to_byte) return {start, {}};
    const std::uint8_t* data = b.text->gap.contiguous(start - 1, to_byte - 1);
    return {start, {reinterpret_cast<const char*>(data), static_cast<std::size_t>(to_byte - start)}};
}

Storage storage_of(const Buffer& b) {
    return b.multibyte() && b.text->chars != b.text->gap.size ? Storage::multibyte : Storage::bytes;
}

// What assertions see at a place where the subject ends.
EndContext context_at(Interpreter& in, const Buffer& b, Int byte) {
    if (byte >= b.end_byte) return EndContext::text_end;
    char32_t c = char_at_byte(b, byte);
    if (c == '\n') return EndContext::newline;
    if (!b.multibyte()) c = utf8::raw_to_char(static_cast<std::uint8_t>(c));
    switch (syntax_class(in, syntax_table(in), c)) {
    case Syntax::word: return EndContext::word;
    case Syntax::symbol: return EndContext::symbol;
    default: return EndContext::other;
    }
}

void record_buffer_match(Interpreter& in, Buffer& b, const Subject& subject) {
    record_match(in, Value::from_object(&b), [&](std::ptrdiff_t byte) { return char_position(b, subject.start + byte); });
}

}  // namespace

Value match_at_point(Interpreter& in, const String& pattern, SearchKind kind) {
    Buffer& b = current(in);
    Situation situation{.storage = storage_of(b), .anchored = true, .point = PointContext::search_start};
    const regex::Program& program = compile_pattern(in, pattern, kind, situation);
    Subject subject = subject_between(b, b.point_byte, b.end_byte);
    switch (regex_state(in).matcher.search_forward(program, subject.text, subject.offset(b.point_byte))) {
    case MatchResult::failed: return nil;
    case MatchResult::overflow: matcher_overflow(in);
    case MatchResult::matched: break;
    }
    record_buffer_match(in, b, subject);
    return in[sym::t];
}

namespace {

// One occurrence after another, forward or backward, from point.
class BufferSearch {
public:
    BufferSearch(Interpreter& in, const String& pattern, SearchKind kind, Position limit)
        : in_(in), b_(current(in)), pattern_(pattern), kind_(kind), limit_(limit), at_byte_(b_.point_byte) {}

    // Finds the next one; false if there is none.
    bool forward() {
        const regex::Program& program = compile(context_at_once(limit_.bytes), PointContext::search_start);
        Subject subject = subject_between(b_, at_byte_, limit_.bytes);
        regex::Matcher& matcher = regex_state(in_).matcher;
        return finish(matcher.search_forward(program, subject.text, subject.offset(at_byte_)), subject, true);
    }
    bool backward() {
        const regex::Program& program = compile(context_at_once(at_byte_), PointContext::subject_end);
        Subject subject = subject_between(b_, limit_.bytes, at_byte_);
        regex::Matcher& matcher = regex_state(in_).matcher;
        return finish(matcher.search_backward(program, subject.text, subject.offset(limit_.bytes)), subject, false);
    }
    Position found() const { return {char_position(b_, at_byte_), at_byte_}; }

private:
    EndContext context_at_once(Int byte) {
        return kind_ == SearchKind::literal ? EndContext::text_end : context_at(in_, b_, byte);
    }
    const regex::Program& compile(EndContext end, PointContext point) {
        if (at_byte_ != b_.point_byte) point = PointContext::nowhere;
        return compile_pattern(in_, pattern_, kind_, {.storage = storage_of(b_), .end = end, .point = point});
    }
    bool finish(MatchResult result, const Subject& subject, bool to_end) {
        if (result == MatchResult::overflow) matcher_overflow(in_);
        if (result == MatchResult::failed) return false;
        regex::Span whole = regex_state(in_).matcher.registers()[0];
        at_byte_ = subject.start + (to_end ? whole.end : whole.start);
        record_buffer_match(in_, b_, subject);
        return true;
    }

    Interpreter& in_;
    Buffer& b_;
    const String& pattern_;
    SearchKind kind_;
    Position limit_;
    Int at_byte_;
};

Position search_limit(Interpreter& in, const Buffer& b, Value bound, bool forward) {
    if (bound.is_nil()) return forward ? Position{b.end, b.end_byte} : Position{b.begin, b.begin_byte};
    Int limit = position_of(in, bound);
    if (forward ? limit < b.point : limit > b.point) error(in, "Invalid search bound (wrong side of point)");
    if (limit >= b.end) return {b.end, b.end_byte};
    if (limit <= b.begin) return {b.begin, b.begin_byte};
    return position(b, limit);
}

}  // namespace

Value search_command(Interpreter& in, const SearchCommand& command) {
    Int count = command.count.is_nil() ? 1 : Int{Arg<Fixnum>::from(in, command.count)};
    const String& pattern = Arg<String&>::from(in, command.pattern);
    count *= command.direction;
    Buffer& b = current(in);
    bool forward = count > 0;
    Position limit = search_limit(in, b, command.bound, forward);
    BufferSearch search(in, pattern, command.kind, limit);
    for (Int left = count; left != 0; left -= forward ? 1 : -1) {
        if (forward ? search.forward() : search.backward()) continue;
        if (command.noerror.is_nil()) signal(in, sym::search_failed, {command.pattern});
        if (!(command.noerror == in[sym::t])) set_point(b, limit);
        return nil;
    }
    set_point(b, search.found());
    return fixnum(b.point);
}

// --- primitives --------------------------------------------------------------------------------------------------

namespace {

Value string_match(Interpreter& in, String& regexp, Value string, Opt<Value> start) {
    Arg<String&>::from(in, string);
    return match_string(in, regexp, string, start.value, SearchKind::regexp);
}
Value posix_string_match(Interpreter& in, String& regexp, Value string, Opt<Value> start) {
    Arg<String&>::from(in, string);
    return match_string(in, regexp, string, start.value, SearchKind::posix);
}
Value looking_at(Interpreter& in, String& regexp) { return match_at_point(in, regexp, SearchKind::regexp); }
Value posix_looking_at(Interpreter& in, String& regexp) { return match_at_point(in, regexp, SearchKind::posix); }

template <int direction, SearchKind kind>
Value search(Interpreter& in, Value pattern, Opt<Value> bound, Opt<Value> noerror, Opt<Value> count) {
    return search_command(in, {pattern, bound.value, noerror.value, count.value, direction, kind});
}

// Nothing is put before ] and -, { and }: outside brackets they are ordinary.
bool is_special(char c) { return c == '[' || c == '*' || c == '.' || c == '\\' || c == '?' || c == '+' || c == '^' || c == '$'; }

Value regexp_quote(Interpreter& in, Value string) {
    String& s = Arg<String&>::from(in, string);
    std::string quoted;
    for (char c : s.view()) {
        if (is_special(c)) quoted.push_back('\\');
        quoted.push_back(c);
    }
    std::size_t added = quoted.size() - s.bytes;
    if (added == 0) return string;
    return s.multibyte() ? make_multibyte_string(in, quoted, s.chars + added) : make_unibyte_string(in, quoted);
}

// There is no cache of newlines, so it cannot be wrong.
Value newline_cache_check(Interpreter&, Opt<Value>) { return nil; }

constexpr Primitive table[] = {
    prim<string_match>("string-match", "regexp string &optional start",
        "Return index of start of first match for REGEXP in STRING, or nil.\n"
        "The match begins at index START or after it. Case is ignored if `case-fold-search' is non-nil."),
    prim<posix_string_match>("posix-string-match", "regexp string &optional start",
        "Like `string-match', but find the longest match, as POSIX says."),
    prim<looking_at>("looking-at", "regexp", "Return t if text after point matches REGEXP. Sets the match data."),
    prim<posix_looking_at>("posix-looking-at", "regexp",
        "Like `looking-at', but find the longest match, as POSIX says."),
    prim<search<1, SearchKind::regexp>>("re-search-forward", "regexp &optional bound noerror count",
        "Search forward from point for REGEXP; move to the end of the match and return point.\n"
        "The match ends at BOUND at the latest. If there is none: signal an error if NOERROR is nil, return nil if it is t, else\n"
        "move to the limit of search and return nil. COUNT matches are sought, backward if it is negative."),
    prim<search<-1, SearchKind::regexp>>("re-search-backward", "regexp &optional bound noerror count",
        "Search backward from point for the match of REGEXP that starts nearest; move to its start and return point.\n"
        "The arguments are those of `re-search-forward'."),
    prim<search<1, SearchKind::posix>>("posix-search-forward", "regexp &optional bound noerror count",
        "Like `re-search-forward', but find the longest match, as POSIX says."),
    prim<search<-1, SearchKind::posix>>("posix-search-backward", "regexp &optional bound noerror count",
        "Like `re-search-backward', but find the longest match, as POSIX says."),
    prim<search<1, SearchKind::literal>>("search-forward", "string &optional bound noerror count",
        "Search forward from point for STRING; move to the end of it and return point.\n"
        "The other arguments are those of `re-search-forward'."),
    prim<search<-1, SearchKind::literal>>("search-backward", "string &optional bound noerror count",
        "Search backward from point for STRING; move to the start of it and return point.\n"
        "The other arguments are those of `re-search-forward'."),
    prim<regexp_quote>("regexp-quote", "string", "Return a regexp that matches STRING and nothing else."),
    prim<newline_cache_check>("newline-cache-check", "&optional buffer", "Return nil: buffers have no newline cache."),
};

}  // namespace

void define_search(Interpreter& in) {
    in.define_primitives(table);
    for (sym::Id variable : {sym::search_spaces_regexp, sym::inhibit_changing_match_data}) {
        make_special(in, in[variable]);
        set_default_value(in, in[variable], nil);
    }
}

}  // namespace el
