// The special forms of Emacs Lisp, as nodes; and the helpers that analysis shares.
#pragma once
#include "compile/compile.hpp"

namespace el::compile {

// The node of FORM if its head is a special form, nullptr otherwise.
Node* analyze_special_form(Unit& unit, Function* function, Value form, Scope* scope);

// CALL, the node of FORM whose head has no function yet, with a way out for when it has become a macro by the time it is reached.
Node* analyze_late_macro(Unit& unit, Function* function, Value form, Scope* scope, Node* call);
// The node of FORM, a macro call whose expander signalled: it is expanded, and may signal, when it is reached.
Node* analyze_failed_macro(Unit& unit, Function* function, Value form, Scope* scope);

Node* constant(Value v);
// A node that signals SYMBOL with DATA when reached.
Node* signalling(Unit& unit, Value symbol, Value data, Value form);
Node* malformed(Unit& unit, Value form, const char* message);
Node* assignment(Unit& unit, Function* function, Value name, Node* value, Scope* scope, Value form);
bool is_special(Unit& unit, Value name, Scope* scope);
Variable* make_variable(Value name, Function* owner);
Scope* extend(Scope* outer, Value name, Variable* variable);

}  // namespace el::compile
