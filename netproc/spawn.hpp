// Starting a program. No Lisp in here.
// Tests: tests/unit/netproc/spawn_test.cpp, tests/lisp/processes/
//
// The child leads a session of its own, has the default signal dispositions and mask, and no descriptors but its three (a host's
// descriptors do not leak either). What it runs between fork and exec is async-signal-safe.
#pragma once
#include "socket.hpp"

#include <sys/types.h>

#include <string>
#include <vector>

namespace el::net {

struct SpawnRequest {
    std::string program;                   // the file to run; nothing is searched
    std::vector<std::string> arguments;    // argv, with the name it is called by
    std::vector<std::string> environment;  // NAME=VALUE
    std::string directory;
    int input = -1, output = -1, error = -1;  // they become 0, 1 and 2; -1: /dev/null
    int terminal = -1;                     // the slave side of a pty, to be its controlling terminal
};

struct Spawned {
    pid_t pid = -1;       // -1: there is no child, and `error' tells why
    int error = 0;        // with a child: why the program could not be run. The child has said so on its descriptor 2, and ends with
                          // status 127 (no such file) or 126.
};

Spawned spawn(const SpawnRequest& request);

// Both ends close-on-exec; the error is in errno.
struct PipeEnds {
    Socket reading, writing;
};
PipeEnds make_pipe();
bool make_nonblocking(int descriptor);

// A pseudo-terminal.
struct PtyEnds {
    Socket master, slave;
    std::string name;  // of the slave
};
PtyEnds make_pty();
// Line settings that suit a program without a person: no echo, line feeds as they are.
void suit_program(int terminal);
// The character that means end of file on this terminal.
char end_of_file_character(int terminal);

}  // namespace el::net
