// A program that somebody waits for: its output comes in pieces, then its status.
//
// The wait turns the loop. Timers run (so `with-timeout' works) and quitting ends it, but no filter or sentinel is called, as in
// Emacs: other processes deliver when the program has ended.
#pragma once
#include "network.hpp"
#include "spawn.hpp"
#include "transports/pipe.hpp"

#include <functional>

namespace el::net {

class SynchronousProgram final : private Child::Owner, private Transport::Events {
public:
    // The child PID runs already. READING is our end of the pipe that takes its output, or empty.
    SynchronousProgram(Network& network, pid_t pid, Socket reading);
    // Left by an error, quit or throw before it ended: it is interrupted, and killed if it does not heed that soon.
    ~SynchronousProgram();

    // Calls OUTPUT with each piece, and once with no bytes at the end. Returns the status, as waitpid gives it.
    using Output = std::function<void(std::uint8_t* bytes, std::size_t count)>;
    int wait(const Output& output);

private:
    void readable() override { readable_ = true; }
    void drained() override {}
    void child_changed() override {}
    void read_all(const Output& output);

    Network& network_;
    Child child_;
    std::unique_ptr<PipeTransport> pipe_;
    bool readable_ = false;
};

}  // namespace el::net
