#include "support.hpp"

#include "netproc/transports/datagram.hpp"

#include <cerrno>

using namespace el::net;

namespace {

struct Quiet : Transport::Events {
    void readable() override { ++told; }
    void drained() override {}
    int told = 0;
};

Socket bound_datagram() {
    OpenError error;
    ServerOptions options;
    options.type = SOCK_DGRAM;
    return open_server(loopback(), options, [](int) {}, error);
}

}  // namespace

TEST_CASE("packets keep their boundaries and tell their sender") {
    TestLoop loop;
    Quiet quiet, quiet_client;
    DatagramTransport server(loop, bound_datagram(), {});
    server.open(quiet);
    server.pause(false);
    CHECK(server.write("to whom?") == EINVAL);
    DatagramTransport client(loop, bound_datagram(), server.local());
    client.open(quiet_client);
    CHECK(client.write("one") == 0);
    CHECK(client.write("three") == 0);
    REQUIRE(loop.until([&] { return quiet.told > 0; }));
    std::uint8_t buffer[100];
    CHECK(server.read(buffer, sizeof buffer).count == 3);
    CHECK(server.remote().text() == client.local().text());
    CHECK(server.read(buffer, sizeof buffer).count == 5);
    CHECK(server.read(buffer, sizeof buffer).state == ReadResult::empty);
    CHECK(client.write(std::string(65507, 'x')) == 0);
    CHECK(client.write(std::string(65508, 'x')) == EMSGSIZE);
}
