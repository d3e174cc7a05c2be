// Bringing in the Lisp library when an interpreter starts.
#pragma once
#include "core/state.hpp"

namespace el {

void boot(Interpreter& in);

}  // namespace el
