// How Lisp names a process: the object, its name, its buffer or that buffer's name, or nil for the current buffer's process.
#pragma once
#include "network.hpp"

namespace el::net {

// The process object; signals as Emacs does if there is none.
Value designated_process(Network& network, Value designator);
// The newest process in the list whose buffer this is, or nil.
Value buffer_process(Network& network, Value buffer);
// Must be a string.
Value check_string(Interpreter& in, Value v);

}  // namespace el::net
