// What waitpid says about a child, as Lisp is told it.
#pragma once
#include "network.hpp"

#include <string>

namespace el::net {

// The sentinel's text: "finished\n", "exited abnormally with code 3\n", "killed\n", "stopped (signal)\n", "run".
std::string status_message(int wait_status);
// The description of a signal, as `call-process' returns it: "Killed".
std::string signal_text(int number);
// Asks the kernel, and notes in the process's slots what has become of the child. Its sentinel has not been told yet.
void note_status(Process& process);

}  // namespace el::net
