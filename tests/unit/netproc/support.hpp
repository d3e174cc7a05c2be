// What the network unit tests share: a loop that must end without open handles, and waiting with a limit instead of sleeping.
#pragma once
#include "support/catch.hpp"

#include "netproc/connect.hpp"
#include "netproc/listener.hpp"
#include "netproc/transports/open.hpp"
#include "netproc/transports/stream.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace el::net {

struct TestLoop : Loop {
    // Turns the loop until done() is true; false after two seconds.
    template <class Done>
    bool until(Done done) {
        auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(2);
        while (!done()) {
            if (std::chrono::steady_clock::now() > limit) return false;
            turn(20);
        }
        return true;
    }
    bool all_closed() {
        return until([this] { return open_handles() == 0; });
    }
};

inline Address loopback(std::uint16_t port = 0) { return Address::ipv4({127, 0, 0, 1}, port); }

// A listener that counts what it is told, and accepts when asked.
struct TestServer : Listener::Events {
    explicit TestServer(Loop& loop, int backlog = 128, Address address = loopback()) {
        OpenError error;
        ServerOptions options;
        options.backlog = backlog;
        Socket socket = open_server(address, options, [](int) {}, error);
        REQUIRE(error.step == OpenError::none);
        listener = std::make_unique<Listener>(loop, std::move(socket), *this);
        listener->pause(false);
    }
    void acceptable() override { ++told; }
    Socket accept() {
        Address peer;
        return listener->accept(peer);
    }
    Address address() const { return listener->local(); }
    std::unique_ptr<Listener> listener;
    int told = 0;
};

struct TestConnect : Connector::Owner {
    TestConnect(Loop& loop, std::vector<Address> addresses, int type = SOCK_STREAM) : connector(loop, std::move(addresses), type, *this) {
        connector.start();
    }
    int prepare_socket(int) override {
        ++prepared;
        return 0;
    }
    void connect_finished() override { ++finished; }
    int prepared = 0, finished = 0;
    Connector connector;
};

// One end of a connection that reads everything it is told of.
struct TestPeer : Transport::Events {
    TestPeer(Loop& loop, Socket socket, bool packets = false)
        : transport(std::make_unique<StreamTransport>(loop, std::move(socket), packets)) {
        transport->open(*this);
        transport->pause(false);
    }
    void readable() override { ++told; }
    void drained() override { ++drains; }
    // Reads what there is now.
    void read_all() {
        std::uint8_t buffer[65536];
        for (;;) {
            ReadResult r = transport->read(buffer, sizeof buffer);
            if (r.state == ReadResult::end) ended = true, error = r.error;
            if (r.state != ReadResult::data) return;
            received.append(reinterpret_cast<char*>(buffer), r.count);
            sizes.push_back(r.count);
            if (!r.more) return;
        }
    }
    std::unique_ptr<Transport> transport;
    std::string received;
    std::vector<std::size_t> sizes;
    bool ended = false;
    int error = 0, told = 0, drains = 0;
};

// Two connected ends.
struct TestPair {
    explicit TestPair(TestLoop& loop) {
        TestServer server(loop);
        TestConnect connect(loop, {server.address()});
        REQUIRE(loop.until([&] { return server.told > 0 && connect.finished > 0; }));
        near = std::make_unique<TestPeer>(loop, connect.connector.take());
        far = std::make_unique<TestPeer>(loop, server.accept());
    }
    std::unique_ptr<TestPeer> near, far;
};

}  // namespace el::net
