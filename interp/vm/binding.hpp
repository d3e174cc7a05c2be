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
#include <el/binding.hpp>
#include <el/text.hpp>

#include "core/symbol.hpp"

namespace el {

void on_unwind_call(Interpreter& in, Value function);  // calls a Lisp function of no arguments

// The save-... forms: push a record that restores.
void save_excursion(Interpreter& in);
void save_restriction(Interpreter& in);

// What they save and how it is restored, implemented in text/saved.cpp (text knows nothing of the binding stack).
Value excursion_state(Interpreter& in);
void restore_excursion(Interpreter& in, Value state, Value);
Value restriction_state(Interpreter& in);
void restore_restriction(Interpreter& in, Value state, Value);
void restore_current_buffer(Interpreter& in, Value buffer, Value);

// Exchanges the values of all variables bound by the running thread with those outside its bindings: `suspend' when another thread is to
// run, `resume' when it goes on. No watcher is told.
void suspend_bindings(Interpreter& in);
void resume_bindings(Interpreter& in);

// Threads and backtraces look at the stack of bindings: the value SYMBOL had outside all `let's.
Value toplevel_value(Interpreter& in, Value symbol);
bool set_toplevel_value(Interpreter& in, Value symbol, Value value);

}  // namespace el
