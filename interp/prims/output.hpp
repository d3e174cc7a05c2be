// Where printed text goes: PRINTCHARFUN and the standard streams.
#pragma once
#include "core/state.hpp"

namespace el {

// Delivers TEXT (internal form) to DESTINATION: nil for the value of `standard-output', t for the standard output stream, a
// buffer, a marker, or a function that is called with each character.
void write_to(Interpreter& in, Value destination, std::string_view text);
// What DESTINATION stands for: never nil.
Value output_destination(Interpreter& in, Value destination);
// Whether the text there ends in a newline, as far as that can be known.
bool at_line_start(Interpreter& in, Value destination);

void write_standard_output(Interpreter& in, std::string_view text);
void write_log(Interpreter& in, std::string_view line);    // Options::log, or the standard error stream
void write_standard_error(std::string_view text);
// Internal form as bytes for the outside: UTF-8, raw bytes as themselves.
std::string external_form(std::string_view text);

}  // namespace el
