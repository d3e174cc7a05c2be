// Dynamic bindings made by C++: they are undone by unbind_to(), or by whoever catches a non-local exit that passes through.
//
//     std::size_t depth = binding_depth(in);
//     bind(in, in.intern("inhibit-quit"), in.to_lisp(true));
//     ...
//     unbind_to(in, depth);
#pragma once
#include <el/interpreter.hpp>

namespace el {

std::size_t binding_depth(Interpreter& in);
void bind(Interpreter& in, Value symbol, Value value);  // `let' of a dynamic variable; signals setting-constant
// Calls undo(in, a, b) when unwound.
void on_unwind(Interpreter& in, void (*undo)(Interpreter& in, Value a, Value b), Value a = nil, Value b = nil);
// Undoes everything above DEPTH. May run Lisp. Returns `value`, for convenience.
Value unbind_to(Interpreter& in, std::size_t depth, Value value = nil);
void save_current_buffer(Interpreter& in);  // pushes a record that restores it

}  // namespace el
