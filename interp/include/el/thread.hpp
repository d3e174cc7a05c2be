// Lisp threads (manual node "Threads"): one of an interpreter's threads runs at a time. Another one runs when the running one waits or
// yields, and only then.
//
// Whoever waits on behalf of Lisp says so with a ThreadWait and calls yield_thread() between two looks at its events; threads
// that have what they wait for are given their turn.
#pragma once
#include <el/waiter.hpp>

#include <functional>

namespace el {

Value current_thread(Interpreter& in);
bool is_thread(Value v);
bool is_live_thread(Value thread);
// Whether there is any thread but the running one.
bool other_threads(Interpreter& in);

// While it lives, the running thread is known to wait for ready() or the deadline. `ready` is called by other threads and runs no Lisp.
// `delivers`: it would deliver events of processes if it were given its turn.
class ThreadWait {
public:
    ThreadWait(Interpreter& in, Waiter::Deadline deadline, const std::function<bool()>& ready, bool delivers);
    ~ThreadWait();
    ThreadWait(const ThreadWait&) = delete;

private:
    friend class Threads;
    Interpreter& in_;
    Waiter::Deadline deadline_;
    const std::function<bool()>& ready_;
    bool delivers_;
    ThreadWait* outer_;
};

// Gives the others that can go on their turn; returns when it is this thread's again. May signal, when `thread-signal' asked for it.
void yield_thread(Interpreter& in);
// Whether another thread can go on.
bool others_can_run(Interpreter& in);
// The earliest deadline of a wait, OWN or another thread's.
Waiter::Deadline earliest_deadline(Interpreter& in, Waiter::Deadline own);
// There are events for THREAD: it can go on when it waits and delivers events, until it says that it has seen them.
void poke_thread(Interpreter& in, Value thread);
void poke_delivering_threads(Interpreter& in);  // all that wait so
void forget_pokes(Interpreter& in);             // those of the running thread

// *word is null in a new thread, and each thread finds there what it left.
void keep_for_each_thread(Interpreter& in, void** word);
// Called when a thread has ended, before anybody can know.
void on_thread_end(Interpreter& in, std::function<void(Value thread)> action);

}  // namespace el
