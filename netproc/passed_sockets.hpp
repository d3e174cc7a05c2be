// Sockets that the program was started with: the protocol of sd_listen_fds(3). LISTEN_FDS descriptors from 3 on belong to the process
// whose number is LISTEN_PID.
// Tests: tests/net/passed-sockets.sh
#pragma once
#include "socket.hpp"

namespace el::net {

// Keeps them from the programs this one starts.
void close_passed_sockets_on_exec();
// The first one that is left and of TYPE (SOCK_STREAM, ...), non-blocking; empty if there is none. Stream sockets must be listening.
Socket take_passed_socket(int type);

}  // namespace el::net
