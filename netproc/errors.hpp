// Errors as Emacs's process functions signal them.
#pragma once
#include <el/exit.hpp>
#include <el/interpreter.hpp>

namespace el::net {

[[noreturn]] void wrong_type(Interpreter& in, const char* predicate, Value object);
// (SYMBOL STEP ERROR-TEXT . DATA); SYMBOL is file-missing for ENOENT, else file-error.
[[noreturn]] void report_errno(Interpreter& in, const char* step, int errnum, Value data);

}  // namespace el::net
