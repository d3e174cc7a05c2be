// Reporting an error that nobody handled: "file:line:column: error: text", the line with a caret, a backtrace.
#pragma once
#include <el/el.hpp>

namespace elwire {

void report(const el::Error& error);

}  // namespace elwire
