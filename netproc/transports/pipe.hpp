// Two descriptors that are no sockets, one to read from and one to write to: the pipes of a child program, or the two hands on a pty
// (where the second is a duplicate of the first).
// Tests: tests/unit/netproc/pipe_test.cpp
#pragma once
#include "../handle.hpp"
#include "../socket.hpp"
#include "../transport.hpp"
#include "../write_queue.hpp"

#include <optional>

namespace el::net {

class PipeTransport final : public Transport {
public:
    // Both non-blocking. Either may be missing: nothing comes, or what is written goes nowhere.
    PipeTransport(Loop& loop, Socket reading, Socket writing);

    // The other ends, kept open until some child program is given them (make-pipe-process).
    void keep_far_ends(Socket reading, Socket writing) { far_reading_ = std::move(reading), far_writing_ = std::move(writing); }
    Socket take_far_writing() { return std::move(far_writing_); }
    // The writing side is a terminal: finish() sends its end-of-file character, and writing goes on.
    void writes_to_terminal() { terminal_ = true; }

    void open(Events& events) override;
    void pause(bool paused) override;
    ReadResult read(std::uint8_t* into, std::size_t capacity) override;
    int write(std::string_view bytes) override;
    std::size_t queued() const override { return queue_.size(); }
    void finish() override;
    int descriptor() const override { return reading_.get(); }
    int writing_descriptor() const { return writing_.get(); }
    Address local() const override { return {}; }
    Address remote() const override { return {}; }

private:
    // One of the two watched descriptors: which it is decides where its events go.
    struct Side final : Watcher::Owner {
        Side(Loop& loop, PipeTransport& transport, void (PipeTransport::*tell)(int))
            : watcher(loop, *this), transport(transport), tell(tell) {}
        void ready(int events) override { (transport.*tell)(events); }
        Watcher watcher;
        PipeTransport& transport;
        void (PipeTransport::*tell)(int);
    };

    void can_read(int events);
    void can_write(int events);
    void update_reading();
    void update_writing();
    void close_writing();

    Socket reading_, writing_, far_reading_, far_writing_;
    Side reader_, writer_;
    WriteQueue queue_{false};
    Events* events_ = nullptr;
    bool terminal_ = false;
    bool reading_wanted_ = false;
    bool told_ = false;      // readable() was said, read() has not come yet
    bool parked_ = false;    // said twice: not watched until read() comes, or the loop would spin
    bool finishing_ = false;
    bool finished_ = false;  // our side is closed
    int write_error_ = 0;
};

}  // namespace el::net
