// Process objects: the Lisp object, and its live part in C++.
//
// What Lisp may ask about a process at any time, dead or alive, is in slots of the Lisp object. What only a live one needs
// (transport, coders, events waiting for delivery) is the C++ Process, which the registry owns and which roots the Lisp object:
// an unreachable object never closes a connection, and no finalizer closes anything.
#pragma once
#include <el/foreign.hpp>
#include <el/primitive.hpp>
#include <el/text.hpp>

#include "children.hpp"
#include "connecting.hpp"
#include "listener.hpp"
#include "tls/session.hpp"
#include "transport.hpp"

#include <memory>
#include <vector>
#include <optional>

namespace el::net {

class Network;

enum class Slot : unsigned {
    name,
    kind,         // network, real, pipe, serial
    buffer,
    mark,         // nil until somebody needs it
    filter,
    sentinel,
    log,
    plist,
    contact,
    command,      // the command of a subprocess; t for a stopped connection
    status,       // leaving aside `stop'
    exit_status,
    decoding,
    encoding,
    query,        // process-query-on-exit-flag
    inherit_coding,
    thread,
    pid,          // of a subprocess, also when it has ended; -2: a pty without a program
    terminal,     // the name of its pty, or nil
    drained,      // called when what was queued has gone; nil: nobody
    high_water,   // bytes queued above which a send waits; nil: the usual
    tls_stage,    // what gnutls-get-initstage says
    count_
};

extern const ForeignType process_type;

inline Value get(Value process, Slot slot) { return foreign_slot(process, static_cast<unsigned>(slot)); }
inline void set(Value process, Slot slot, Value v) { set_foreign_slot(process, static_cast<unsigned>(slot), v); }
inline bool is_process(Value v) { return is_foreign(v, process_type); }

class Process final : public Ready,
                      public std::enable_shared_from_this<Process>,
                      private Transport::Events,
                      private Listener::Events,
                      private Connecting::Owner,
                      private Child::Owner,
                      private TlsTransport::Owner {
public:
    Process(Network& network, Value object);
    ~Process() override;

    static Process* of(Value object) { return static_cast<Process*>(foreign_pointer(object)); }  // null once it is gone
    Value object() const { return object_.get(); }
    Network& network() const { return network_; }

    // --- what it is connected to ---
    std::unique_ptr<Transport> transport;
    std::unique_ptr<Listener> listener;
    std::unique_ptr<Connecting> connecting;
    std::unique_ptr<Child> child;  // stays after close(), until the process is forgotten
    bool packets = false;         // datagrams: each read has a sender, nothing ends

    void attach(std::unique_ptr<Transport> fresh);  // and begins to listen to it
    void attach(Socket listening);
    void begin_connecting(ConnectPlan plan);
    void attach_child(pid_t pid);
    // TLS over `lower` from now on; the handshake begins. With `awaited`, somebody waits for its end; else it is delivered.
    TlsTransport& begin_tls(std::unique_ptr<Transport> lower, std::shared_ptr<TlsCredentials> credentials, TlsSettings settings, bool awaited);
    // Withdraws from everything; bytes still queued are flushed in the background.
    void close();
    // Watches for input or not, by status, filter and process-command.
    void update_reading();

    // --- events waiting for delivery ---
    bool has_input = false, has_clients = false, connect_done = false, handshake_done = false, has_drained = false;
    bool parked = false;  // has events, but is locked to another thread
    bool broken = false;  // a write found the peer gone; the sentinel is told at the next wait
    std::string broken_because;  // what it adds to the usual words
    bool input_over = false;      // a child has closed its output but goes on
    std::size_t last_bytes = 0;   // of a child that has ended: how much of its output may still be read; 0: not asked yet

    // --- coders, made when first needed ---
    Decoder& decoder();
    Encoder& encoder();
    void reset_coders() { decoder_.reset(), encoder_.reset(); }
    Value decoding() const;  // as settled by now
    Value encoding() const;

    // --- TLS ---
    std::optional<TlsSettings> tls_wanted;  // a client that is connecting: negotiate then; a server: with each client
    bool handshake_awaited = false;
    Root accepted_by;                       // the server, until the handshake is finished
    std::string accepted_from;              // the peer, as in "open from ..."

    std::uint64_t outputs = 0;    // deliveries of output so far
    bool blocked_send = false;    // somebody waits for its queue to shrink

    // SENDER's filter fills our queue faster than our peer reads: nothing more is read from SENDER until the queue is empty.
    void hold_back(Process& sender);

    // Position in the registry's list.
    Process* newer = nullptr;
    Process* older = nullptr;

private:
    // On the loop: note what happened and queue up for delivery.
    void readable() override;
    void drained() override;
    void acceptable() override;
    void connecting_finished() override;
    void child_changed() override;
    void handshake_finished() override;

    void release_held();

    Network& network_;
    Root object_;
    std::vector<std::weak_ptr<Process>> held_;  // whom our queue holds back
    unsigned held_back_ = 0;                    // by how many queues we are
    std::unique_ptr<Decoder> decoder_;
    bool decodes_raw_ = false;  // for a unibyte buffer
    std::unique_ptr<Encoder> encoder_;
};

// An argument that must be a process object.
struct ProcessArg {
    Value v;
    operator Value() const { return v; }
    Process* live() const { return Process::of(v); }
};

}  // namespace el::net

template <>
struct el::Arg<el::net::ProcessArg> {
    static net::ProcessArg from(Interpreter& in, Value v) {
        check_foreign(in, v, net::process_type);
        return {v};
    }
};
