// Running Lisp from the text model: hooks around changes. What needs the binding stack is implemented in
// prims/change_hooks.cpp.
#pragma once
#include "text/buffer.hpp"

namespace el {

void run_hook(Interpreter& in, sym::Id hook);

// Whether `inhibit-modification-hooks' is non-nil.
bool change_hooks_inhibited(Interpreter& in);
// Whether anybody wants to know of changes to B.
bool change_hooks_wanted(Interpreter& in, Buffer& b);
// before-change-functions, first-change-hook, and hooks of overlays and text properties in [from, to).
void run_before_change(Interpreter& in, Buffer& b, Int from, Int to);
void run_after_change(Interpreter& in, Buffer& b, Int from, Int to, Int old_length);

}  // namespace el
