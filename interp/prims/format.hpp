// `format' for other primitives.
#pragma once
#include "core/state.hpp"

namespace el {

// What `format' (or, with `message`, `format-message') returns.
Value format_string(Interpreter& in, Value format, std::span<Value> args, bool message = false);
// ` and ' as text-quoting-style wants them.
std::string curve_quotes(Interpreter& in, std::string_view text);
bool quotes_are_curved(Interpreter& in);

}  // namespace el
