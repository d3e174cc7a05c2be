// The binding stack: dynamic `let', unwind-protect, and the save-... forms, undone in reverse order.
//
// A primitive that binds notes the depth first and unbinds to it before it returns:
//
//     std::size_t depth = binding_depth(in);
//     bind(in, in[sym::inhibit_quit], in[sym::t]);
//     ...
//     unbind_to(in, depth);
//
// When a non-local exit passes through the primitive, whoever catches it unbinds; no C++ destructor runs Lisp.
#pragma once
#include "core/symbol.hpp"

namespace el {

std::size_t binding_depth(Interpreter& in);
void bind(Interpreter& in, Value symbol, Value value);  // `let' of a dynamic variable; signals setting-constant
// Calls undo(in, a, b) when unwound.
void on_unwind(Interpreter& in, void (*undo)(Interpreter& in, Value a, Value b), Value a = nil, Value b = nil);
void on_unwind_call(Interpreter& in, Value function);  // calls a Lisp function of no arguments
// Undoes everything above DEPTH. May run Lisp. Returns `value`, for convenience.
Value unbind_to(Interpreter& in, std::size_t depth, Value value = nil);

}  // namespace el
