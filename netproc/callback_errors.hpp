// What becomes of an error that nobody handled in a filter, a sentinel, a drained function or a timer: the one policy.
//
// The functions of `process-callback-error-functions' are asked first, then the host; if neither takes the error it is reported on
// standard error with its place and a backtrace. The program goes on. A process whose property `:on-error' is `close' is deleted.
// Tests: tests/net/errors.el, tests/embed/callback_errors.cpp
#pragma once
#include <el/callback.hpp>

namespace el::net {

class Network;

enum class CallbackKind : unsigned char { filter, sentinel, drained, timer };

// Hook, host, report. OWNER is the process or the timer. Signals nothing; a throw from the hook passes.
void tell_error(Network& network, CallbackKind kind, Value owner, const CaughtError& caught);
// Closes PROCESS if that is what its errors are to do.
void apply_error_choice(Network& network, Value process);

}  // namespace el::net
