// Shared by the primitives that search: what to look for, and how what is found becomes match data.
#pragma once
#include "core/state.hpp"
#include "regex/state.hpp"

namespace el {

struct Buffer;

enum class SearchKind : std::uint8_t { regexp, posix, literal };

bool ignoring_case(Interpreter& in);

// The compiled form of `pattern`, for the tables of the current buffer. Signals invalid-regexp.
const regex::Program& compile_pattern(Interpreter& in, const String& pattern, SearchKind kind, regex::Situation situation);

// Signals the error of a matcher that gave up.
[[noreturn]] void matcher_overflow(Interpreter& in);

// `string-match': the index where the match starts, nil if there is none.
Value match_string(Interpreter& in, const String& pattern, Value string, Value start, SearchKind kind);
// `looking-at', at point in the current buffer.
Value match_at_point(Interpreter& in, const String& pattern, SearchKind kind);

// One of the searching commands, in the direction of `direction` (1 or -1) when `count` is positive.
struct SearchCommand {
    Value pattern, bound, noerror, count;
    int direction;
    SearchKind kind;
};
Value search_command(Interpreter& in, const SearchCommand& command);

}  // namespace el
