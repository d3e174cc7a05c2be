// Datagram sockets, IP and local: one read is one packet.
// Tests: tests/unit/netproc/datagram_test.cpp
#pragma once
#include "../handle.hpp"
#include "../socket.hpp"
#include "../transport.hpp"

#include <deque>
#include <string>

namespace el::net {

class DatagramTransport final : public Transport, private Watcher::Owner {
public:
    DatagramTransport(Loop& loop, Socket socket, Address remote);

    void open(Events& events) override;
    void pause(bool paused) override;
    ReadResult read(std::uint8_t* into, std::size_t capacity) override;
    int write(std::string_view bytes) override;
    std::size_t queued() const override { return queued_bytes_; }
    void finish() override {}  // nothing marks an end
    int descriptor() const override { return socket_.get(); }
    Address local() const override { return Address::of_socket(socket_.get()); }
    Address remote() const override { return remote_; }
    bool set_remote(const Address& remote) override {
        remote_ = remote;
        return true;
    }

private:
    struct Packet {
        Address to;
        std::string bytes;
    };
    void ready(int events) override;
    void update_interest();
    int send_now(std::string_view bytes, const Address& to);

    Socket socket_;
    Watcher watcher_;
    Address remote_;  // the last sender; a reply goes there
    std::unique_ptr<std::deque<Packet>> queue_;
    std::size_t queued_bytes_ = 0;
    Events* events_ = nullptr;
    bool reading_ = false, told_ = false, parked_ = false;
};

}  // namespace el::net
