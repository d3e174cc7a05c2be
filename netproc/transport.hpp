// Transport: one duplex endpoint, of whatever kind. No Lisp in here.
//
// Reading is pulled: the transport tells that there is something to read, and the bytes are fetched at delivery, straight into the
// buffer that becomes the Lisp string. So what nobody wants yet stays in the kernel, which is the back-pressure: a stopped
// process, one whose filter is t, and one that is deleted need no buffer of their own, and `read-process-output-max' counts
// when the bytes are read, as in Emacs. A layer (TLS, a proxy) pulls from the transport below in its own read().
//
// Writing is pushed: write() hands over to the kernel what it takes and queues the rest, in order.
#pragma once
#include "address.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace el::net {

struct ReadResult {
    enum State : std::uint8_t {
        data,   // `count` bytes were read
        empty,  // nothing now; readable() will be called
        end,    // no more will come: the peer closed (error 0), or `error` happened
    };
    State state = empty;
    bool more = false;  // another read() at once is worthwhile
    std::size_t count = 0;
    int error = 0;
};

class TlsTransport;

class Transport {
public:
    class Events {  // called on the loop, or during write(); must only enqueue
    public:
        virtual void readable() = 0;
        virtual void drained() = 0;  // everything that was queued is with the kernel, or will never be

    protected:
        ~Events() = default;
    };

    virtual ~Transport() = default;
    // Begins to tell events. Reading is not watched before pause(false).
    virtual void open(Events& events) = 0;
    virtual void pause(bool paused) = 0;
    virtual ReadResult read(std::uint8_t* into, std::size_t capacity) = 0;
    // Returns 0 or an errno. Accepts everything else: see queued().
    virtual int write(std::string_view bytes) = 0;
    virtual std::size_t queued() const = 0;
    // Whether closing it now would lose something: bytes that are queued, or that the peer has not got yet and may not get then.
    virtual bool owes() const { return queued() > 0; }
    // No more writes: end of file for the peer once the queue is empty.
    virtual void finish() = 0;
    // It is about to be closed: tells the peer, if its protocol has a word for that.
    virtual void farewell() {}
    // Itself, if it is a TLS session.
    virtual TlsTransport* tls() { return nullptr; }

    virtual int descriptor() const = 0;
    virtual Address local() const = 0;
    virtual Address remote() const = 0;
    // For datagrams: where the last packet came from and the next goes to.
    virtual bool set_remote(const Address&) { return false; }
};


}  // namespace el::net
