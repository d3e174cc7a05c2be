// Calling Lisp from an event: errors end here and are reported, throws to a catch outside pass.
#pragma once
#include <el/interpreter.hpp>

#include <span>
#include <string>

namespace el {

// An error (or quit) that ended a callback.
struct CaughtError {
    Value error;      // (SYMBOL . DATA)
    Value place;      // (FILE LINE COLUMN) or nil
    Value backtrace;  // list of strings, one a frame, innermost first
};

// Calls FUNCTION; `result`, if given, takes its value. False if it signalled an error or quit: `caught` then says what and where, and the
// stacks are unwound.
bool call_catching(Interpreter& in, Value function, std::span<const Value> args, CaughtError& caught, Value* result = nullptr);

std::string error_text(Interpreter& in, Value error);  // as by `error-message-string'
std::string place_text(Interpreter& in, Value place);  // "file:line:column", or empty

}  // namespace el
