// Resolving #N=: the placeholder that stood for the object while it was read is replaced by the object.
#pragma once
#include "core/objects.hpp"

namespace el {

// Replaces PLACEHOLDER by ROOT everywhere inside ROOT.
void substitute_placeholder(Interpreter& in, Value root, Value placeholder);

}  // namespace el
