// Redefinition of functions that have instructions of their own: compiled code is patched so that it makes ordinary calls.
#pragma once
#include "vm/machine.hpp"

namespace el {

// Compiled code is known here (weakly) from the moment it can run.
void register_code(Interpreter& in, Code& code);
// Called by `fset' and `defalias' when the function of SYMBOL changes from an original primitive.
void function_redefined(Interpreter& in, Value symbol);
// Whether the compiler may use the instructions of FUNCTION-NAME's symbol now.
bool may_inline(Interpreter& in, Value symbol);

}  // namespace el
