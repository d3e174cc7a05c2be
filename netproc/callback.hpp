// The circumstances of a filter, sentinel or timer call, as in Emacs: current buffer and match data are kept for the code that waits,
// inhibit-quit is t, and an error ends here, as callback_errors.hpp says. With debug-on-error it passes on to whoever waits.
#pragma once
#include <el/interpreter.hpp>

#include "callback_errors.hpp"

#include <initializer_list>

namespace el::net {

class Network;

// ARGS begin with the process.
void call_back(Network& network, CallbackKind kind, Value function, std::initializer_list<Value> args);
// The same, but an error passes on to whoever waits (:log functions).
void call_unguarded(Network& network, Value function, std::initializer_list<Value> args);
// Lets TIMER's handler run, which reschedules it. Match data is not kept.
void call_timer(Network& network, Value timer);
// The function of TIMER, called by its handler; a quit passes on.
void call_timer_function(Network& network, Value timer, Value function, Value args);

}  // namespace el::net
