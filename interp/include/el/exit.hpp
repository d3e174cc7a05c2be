// Raising Lisp errors from C++ (manual node "Signaling Errors").
//
// The handler is chosen while the stack is still live, the payload waits in the interpreter, and the C++
// exception that unwinds is an empty token: the collector cannot see inside exception objects.
#pragma once
#include <el/value.hpp>

#include <string_view>

namespace el {

// Thrown to unwind C++ frames towards the handler already chosen. Catch it only to restore C++ state, and rethrow.
struct NonLocalExit {};

// Thrown by `kill-emacs' after its hook has run; passes all Lisp handlers. The host decides what it means: elwire's main ends the
// process with `status`; no Lisp may be running above the catch.
struct ExitRequest {
    int status;
};

// Signals SYMBOL with DATA (a list), as the Lisp function `signal' does.
[[noreturn]] void signal(Interpreter& in, Value symbol, Value data);
[[noreturn]] void signal(Interpreter& in, sym::Id symbol, std::initializer_list<Value> data);

// Signals `error' with one string, made from a printf-like FORMAT (%s takes a `const char*`, %d an `int`, %lld a
// `long long`, %S a Value printed as by `format' with %S, %V a Value printed with %s).
[[noreturn]] void error(Interpreter& in, const char* format, ...);

// wrong-type-argument PREDICATE OBJECT
[[noreturn]] void wrong_type(Interpreter& in, sym::Id predicate, Value object);
// args-out-of-range with one, two or three data elements
[[noreturn]] void args_out_of_range(Interpreter& in, Value a);
[[noreturn]] void args_out_of_range(Interpreter& in, Value a, Value b);
[[noreturn]] void args_out_of_range(Interpreter& in, Value a, Value b, Value c);
// `file-missing', `file-already-exists', `permission-denied' or `file-error' by ERRNO, with
// (STEP ERROR-TEXT . NAMES) as data; NAMES is one object or a list.
[[noreturn]] void file_error(Interpreter& in, std::string_view step, Value names, int errnum);
[[noreturn]] void quit(Interpreter& in);

}  // namespace el
