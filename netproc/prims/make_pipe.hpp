// Pipe processes, for the functions that make one by the way.
#pragma once
#include "../network.hpp"
#include "../transports/pipe.hpp"
#include "../spawn.hpp"

namespace el::net {

// A pipe process from the keyword list CONTACT.
Value make_pipe_from(Network& network, Value contact);

}  // namespace el::net
