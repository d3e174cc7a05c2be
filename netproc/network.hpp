// Network: everything one interpreter knows about processes and waiting. It is the interpreter's Waiter.
//
// Lisp never runs inside a libuv callback. A wait turns the loop until somebody is in the ready queue, then delivers to each of
// them once, from its own ordinary frame; whoever has more goes to the end of the queue, so a busy process does not starve the others.
#pragma once
#include <el/waiter.hpp>
#include <netproc/netproc.hpp>

#include "children.hpp"
#include "lingering.hpp"
#include "loop.hpp"
#include "registry.hpp"
#include "symbols.hpp"
#include "tls/credentials.hpp"

namespace el::net {

// What accept-process-output waits for.
struct OutputWait {
    Process* process = nullptr;  // null: any
    bool only_this = false;      // deliver to no other process
    bool timers = true;
    bool nobody = false;     // deliver to none at all
};

class Network final : public Waiter {
public:
    Network(Interpreter& interpreter, uv_loop_t* lent);
    ~Network() override;
    // Primitives of this folder are only defined where the waiter is a Network.
    static Network& of(Interpreter& in) { return static_cast<Network&>(in.waiter()); }

    Interpreter& in;
    Symbols sym;
    Loop loop;
    Lingering lingering;
    Children children;
    Registry registry;
    TlsCredentialCache tls_credentials;
    std::uint64_t accepted_connections = 0;  // numbers the names of accepted Unix connections
    unsigned blocked_sends = 0;           // nested at this moment
    Process* filtering = nullptr;         // whose filter runs, the innermost one
    netproc::ErrorHandler on_callback_error;  // the host's, or empty

    // --- Waiter ---
    bool wait(Interpreter&, Deadline deadline, const std::function<bool()>& done) override;
    void wait_apart(Interpreter&, const std::function<bool()>& done) override;
    int fd() override { return uv_backend_fd(loop.uv()); }
    int timeout() override;
    void dispatch(Interpreter&) override;
    bool alive() override;
    void wake() noexcept override { loop.wake(); }
    void shut_down(Interpreter&) override;

    // Waits until output has come, as accept-process-output does; whether it has.
    bool wait_for_output(Deadline deadline, const OutputWait& what);

    // --- the life of processes (lifecycle.cpp) ---
    Value make_object(Value kind, Value name);  // NAME a string; made unique by register_process
    Process& register_process(Value object);
    // Takes PROCESS out of the list with its last state, and closes it. No Lisp is run.
    // `keep_listed': it stays in the list, closed, until it is deleted (delete-exited-processes).
    void retire(Process& process, Value status, Value exit_status, bool keep_listed = false);
    void delete_process(Value process);  // calls the sentinel
    void delete_child(Process& process);

    // The process is no longer connecting when this returns; the caller waits as long as that takes.
    void await_connection(Process& process);

    // --- delivery (deliver.cpp) ---
    void deliver(Process& process);
    void deliver_end(Process& process);
    void end_of_input(Process& process);
    void call_filter(Value process, Value text);
    void call_drained(Value process);
    void call_sentinel(Value process, Value message);
    void finish_connecting(Process& process);
    void finish_handshake(Process& process);  // tls_process.cpp
    void announce_open(Process& process);     // status, :log and sentinel of a connection that is ready
    void accept_client(Process& server);
    bool read_input(Process& process);  // whether there was any
    void deliver_child(Process& process);

    std::size_t read_limit();

private:
    struct Frame;  // one wait_for_output
    void note_output(Process& process);
    void note_end(Process& process);
    int milliseconds_until(Deadline deadline, bool timers);
    // One turn of the loop and a round of deliveries; whether anything was delivered.
    bool turn(Deadline deadline, bool may_block, const OutputWait& what);
    bool deliver_round(Process* only);
    // What is locked to another thread is kept until that one asks for its events.
    bool park(Process& process);
    void unpark();
    void run_due_timers();
    void take_block(std::size_t capacity);
    void close_everything();

    Frame* frame_ = nullptr;     // the innermost
    std::vector<std::weak_ptr<Process>> parked_;
    Root spare_block_;           // read into and reused; the collector must see it
    std::size_t spare_capacity_ = 0;
};

}  // namespace el::net
