// The circumstances of a filter, sentinel or timer call, as in Emacs: current buffer and match data are kept for the code that waits,
// inhibit-quit is t, and an error ends here - it is reported with its place and backtrace, and the program goes on.
// With debug-on-error it passes on to whoever waits.
#pragma once
#include <el/interpreter.hpp>

#include <initializer_list>

namespace el::net {

class Network;

// WHAT is for the report: "process filter".
void call_back(Network& network, const char* what, Value function, std::initializer_list<Value> args);
// The same, but an error passes on to whoever waits (:log functions).
void call_unguarded(Network& network, Value function, std::initializer_list<Value> args);
// Timers: errors are reported by their own handler, match data is not kept.
void call_timer(Network& network, Value timer);

}  // namespace el::net
