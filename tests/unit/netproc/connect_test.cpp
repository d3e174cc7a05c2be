#include "support.hpp"

#include <netinet/in.h>
#include <unistd.h>

#include <cerrno>
#include <string>

using namespace el::net;

namespace {

// A port of loopback that nobody listens on: bound, so that nobody else gets it.
struct ClosedPort {
    ClosedPort() : socket(make_socket(AF_INET, SOCK_STREAM)) {
        Address any = loopback();
        REQUIRE(bind(socket.get(), any.get(), any.length()) == 0);
    }
    Address address() const { return Address::of_socket(socket.get()); }
    Socket socket;
};

}  // namespace

TEST_CASE("the first address that answers wins, failures move on") {
    TestLoop loop;
    ClosedPort closed;
    TestServer server(loop);
    TestConnect connect(loop, {closed.address(), server.address()});
    REQUIRE(loop.until([&] { return connect.connector.finished(); }));
    CHECK(connect.finished == 1);
    CHECK(connect.prepared == 2);
    Socket won = connect.connector.take();
    REQUIRE(won);
    CHECK(Address::of_peer(won.get()).port() == server.address().port());
}

TEST_CASE("when nobody answers the last failure is told, once") {
    TestLoop loop;
    ClosedPort closed;
    TestConnect connect(loop, {closed.address(), closed.address()});
    REQUIRE(loop.until([&] { return connect.connector.finished(); }));
    CHECK(connect.finished == 1);
    CHECK_FALSE(connect.connector.take());
    CHECK(connect.connector.error() == ECONNREFUSED);
}

TEST_CASE("no address at all fails rather than waits") {
    TestLoop loop;
    TestConnect connect(loop, {});
    CHECK(connect.connector.finished());
}

TEST_CASE("a stalled address does not hold up the next") {
    TestLoop loop;
    // A full backlog: the kernel drops further SYNs, so the attempt hangs.
    TestServer full(loop, 0);
    full.listener->pause(true);
    std::vector<std::unique_ptr<TestConnect>> fill;
    for (int i = 0; i < 3; ++i) fill.push_back(std::make_unique<TestConnect>(loop, std::vector{full.address()}));
    loop.turn(10);
    TestServer server(loop);
    auto start = std::chrono::steady_clock::now();
    TestConnect connect(loop, {full.address(), server.address()});
    CHECK_FALSE(connect.connector.finished());
    REQUIRE(loop.until([&] { return connect.connector.finished(); }));
    auto took = std::chrono::steady_clock::now() - start;
    CHECK(Address::of_peer(connect.connector.take().get()).port() == server.address().port());
    CHECK(took < std::chrono::milliseconds(900));
}

TEST_CASE("a full Unix backlog is waited for") {
    TestLoop loop;
    std::string name = std::string(1, '\0') + "elwire-connect-test-" + std::to_string(getpid());
    TestServer server(loop, 0, *Address::local(name));
    TestConnect first(loop, {*Address::local(name)}), second(loop, {*Address::local(name)});
    CHECK(first.connector.finished());
    CHECK_FALSE(second.connector.finished());
    REQUIRE(loop.until([&] { return server.told > 0; }));
    Socket accepted = server.accept();
    CHECK(loop.until([&] { return second.connector.finished(); }));
    CHECK(second.connector.take());
}

TEST_CASE("dropping an attempt closes it") {
    TestLoop loop;
    {
        TestServer full(loop, 0);
        std::vector<std::unique_ptr<TestConnect>> pending;
        for (int i = 0; i < 5; ++i) pending.push_back(std::make_unique<TestConnect>(loop, std::vector{full.address()}));
    }
    CHECK(loop.all_closed());
}

TEST_CASE("families alternate, beginning with the resolver's first") {
    Address four = loopback(1), six = Address::ipv6({0, 0, 0, 0, 0, 0, 0, 1}, 1);
    auto order = interleave_families({six, six, four, four});
    REQUIRE(order.size() == 4);
    CHECK((order[0].is_ipv6() && order[1].is_ipv4() && order[2].is_ipv6() && order[3].is_ipv4()));
}
