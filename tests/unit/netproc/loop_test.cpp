#include "support.hpp"

#include <thread>

using namespace el::net;

namespace {
struct Item : Ready {};
}  // namespace

TEST_CASE("the ready queue keeps order and holds each item once") {
    Loop loop;
    Item a, b;
    loop.push(a);
    loop.push(b);
    loop.push(a);
    CHECK(loop.queued() == 2);
    CHECK(loop.pop() == &a);
    CHECK_FALSE(a.queued());
    CHECK(loop.pop() == &b);
    CHECK(loop.pop() == nullptr);
}

TEST_CASE("an item that dies leaves the queue") {
    Loop loop;
    Item a;
    {
        Item b;
        loop.push(b);
        loop.push(a);
    }
    CHECK(loop.pop() == &a);
    CHECK(loop.pop() == nullptr);
}

TEST_CASE("wake ends a blocking turn from another thread") {
    Loop loop;
    std::thread other([&] { loop.wake(); });
    while (!loop.take_wake()) loop.turn(-1);
    other.join();
    CHECK_FALSE(loop.take_wake());
}

TEST_CASE("a turn ends at its deadline with nothing open") {
    Loop loop;
    auto start = std::chrono::steady_clock::now();
    loop.turn(30);
    auto took = std::chrono::steady_clock::now() - start;
    CHECK(took >= std::chrono::milliseconds(29));
    CHECK(took < std::chrono::seconds(1));
}

TEST_CASE("a lent loop is left open and usable") {
    uv_loop_t host;
    REQUIRE(uv_loop_init(&host) == 0);
    {
        Loop loop(&host);
        loop.turn(1);
    }
    CHECK(uv_run(&host, UV_RUN_DEFAULT) == 0);
    CHECK(uv_loop_close(&host) == 0);
}
