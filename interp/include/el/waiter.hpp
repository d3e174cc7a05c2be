// Waiter: how an interpreter waits. The built-in one only sleeps; netproc installs one that runs its event loop.
#pragma once
#include <el/interpreter.hpp>

#include <chrono>
#include <functional>
#include <optional>

namespace el {

class Waiter {
public:
    using Clock = std::chrono::steady_clock;
    using Deadline = std::optional<Clock::time_point>;  // none: wait for ever

    virtual ~Waiter() = default;
    // Delivers events (filters, sentinels, timers) from this ordinary frame until done() is true or the deadline has
    // passed; true if done() ended it. May signal, throw or quit. An interrupt (Interpreter::interrupt) ends it with `quit'.
    virtual bool wait(Interpreter& in, Deadline deadline, const std::function<bool()>& done) = 0;
    // The same without a deadline, but no filter or sentinel runs; timers do.
    virtual void wait_apart(Interpreter& in, const std::function<bool()>& done) { wait(in, std::nullopt, done); }
    // For hosts with a loop of their own: a descriptor that becomes readable when there is work (-1: none), ...
    virtual int fd() { return -1; }
    // ... the milliseconds until something is due (-1: nothing is), ...
    virtual int timeout() { return -1; }
    // ... and what to call then. Delivers what is ready and returns at once.
    virtual void dispatch(Interpreter&) {}
    // Whether anything could still happen (live connections, timers).
    virtual bool alive() { return false; }
    // Ends a wait in progress early; async-signal-safe.
    virtual void wake() noexcept {}
    // The interpreter is about to exit (`kill-emacs') or be destroyed: flush what is queued within a short bound.
    virtual void shut_down(Interpreter&) {}
};

}  // namespace el
