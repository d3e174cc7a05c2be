// Threads for calls that may block for long and touch nothing of an interpreter.
#pragma once
#include <functional>

namespace el::net {

// Runs TASK on another thread, soon: there are as many as are needed, up to a bound, and none stays idle for long. The end of the program
// does not wait for it.
void run_in_background(std::function<void()> task);

}  // namespace el::net
