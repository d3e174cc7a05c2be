#include "support.hpp"

#include <fcntl.h>
#include <sys/resource.h>

using namespace el::net;

TEST_CASE("a paused listener leaves clients in the kernel's queue") {
    TestLoop loop;
    TestServer server(loop);
    server.listener->pause(true);
    TestConnect client(loop, {server.address()});
    REQUIRE(loop.until([&] { return client.finished > 0; }));
    loop.turn(20);
    CHECK(server.told == 0);
    server.listener->pause(false);
    CHECK(loop.until([&] { return server.told > 0; }));
    CHECK(server.accept());
    CHECK_FALSE(server.accept());
}

TEST_CASE("running out of descriptors pauses accepting, and it recovers") {
    TestLoop loop;
    TestServer server(loop);
    TestConnect client(loop, {server.address()});
    REQUIRE(loop.until([&] { return client.finished > 0 && server.told > 0; }));
    rlimit before;
    getrlimit(RLIMIT_NOFILE, &before);
    rlimit none = before;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_NOFILE, &none);
    Socket refused = server.accept();
    int told = server.told;
    loop.turn(1);
    setrlimit(RLIMIT_NOFILE, &before);
    CHECK_FALSE(refused);
    CHECK(server.told == told);  // it rests instead of spinning
    CHECK(loop.until([&] { return server.told > told; }));
    CHECK(server.accept());
}
