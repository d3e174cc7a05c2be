// Connected sockets: TCP, Unix stream sockets, and sequenced packets.
// Tests: tests/unit/netproc/stream_test.cpp
#pragma once
#include "../handle.hpp"
#include "../socket.hpp"
#include "../transport.hpp"
#include "../write_queue.hpp"

namespace el::net {

class StreamTransport final : public Transport, private Watcher::Owner {
public:
    // keep_packets: one read is one packet, one write is one packet (seqpacket).
    StreamTransport(Loop& loop, Socket socket, bool keep_packets);

    void open(Events& events) override;
    void pause(bool paused) override;
    ReadResult read(std::uint8_t* into, std::size_t capacity) override;
    int write(std::string_view bytes) override;
    std::size_t queued() const override { return queue_.size(); }
    void finish() override;
    int descriptor() const override { return socket_.get(); }
    Address local() const override { return Address::of_socket(socket_.get()); }
    Address remote() const override { return Address::of_peer(socket_.get()); }

private:
    void ready(int events) override;
    void update_interest();
    void flush();

    Socket socket_;
    Watcher watcher_;
    WriteQueue queue_;
    Events* events_ = nullptr;
    bool keep_packets_;
    bool reading_ = false;
    bool told_ = false;     // readable() was said, read() has not come yet
    bool parked_ = false;   // said twice: not watched until read() comes, or the loop would spin
    bool ending_ = false;   // the other side has closed its half: reading on leads to the end without waiting
    bool finishing_ = false;
    bool finished_ = false;  // our half is shut
    int write_error_ = 0;
};

}  // namespace el::net
