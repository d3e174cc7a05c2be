// The syntax, category and case tables of the current buffer, as regexps see them.
#pragma once
#include "core/state.hpp"
#include "regex/environment.hpp"

namespace el {

// Up to date with the tables of the current buffer until Lisp runs again.
const regex::Environment& regexp_tables(Interpreter& in);

}  // namespace el
