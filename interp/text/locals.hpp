// Buffer-local variables: those every buffer has a slot for (slots.def), and those Lisp makes local.
// Tests: tests/lisp/prims/buffers.el
#pragma once
#include "text/buffer.hpp"

namespace el {

// Gives the slots their values for a fresh buffer, or what `kill-all-local-variables' leaves.
void reset_local_variables(Interpreter& in, Buffer& b, bool fresh);
void define_slot_variables(Interpreter& in);

// The variable's own value in B; Value::unbound() also when it has none (see has_local).
LocalVariable* find_local(Buffer& b, const Symbol& s);
bool has_local(const Buffer& b, const Symbol& s);
Value buffer_local_value(Interpreter& in, Symbol& s, Buffer& b);  // own or default; Value::unbound() when void
void make_local(Interpreter& in, Symbol& s, Buffer& b);
void kill_local(Interpreter& in, Symbol& s, Buffer& b);
void make_automatically_local(Interpreter& in, Symbol& s);
// True if setting it makes it local.
bool becomes_local_if_set(const Symbol& s);
std::string_view slot_name(unsigned slot);
bool slot_always_local(unsigned slot);
// Sets the slot of B, checked: signals wrong-type-argument.
void set_slot(Interpreter& in, Buffer& b, unsigned slot, Value v);

}  // namespace el
