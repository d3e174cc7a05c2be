#include "support.hpp"

#include <cerrno>

using namespace el::net;

TEST_CASE("bytes arrive whole and in order, however large the send") {
    TestLoop loop;
    {
        TestPair pair(loop);
        std::string sent(20'000'000, 0);
        for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<char>(i * 2654435761u >> 24);
        REQUIRE(pair.near->transport->write(sent) == 0);
        CHECK(pair.near->transport->queued() > 0);  // the kernel cannot take all of it
        CHECK(loop.until([&] {
            if (pair.far->told) pair.far->read_all();
            return pair.far->received.size() >= sent.size();
        }));
        CHECK(pair.far->received == sent);
        CHECK(pair.near->transport->queued() == 0);
        CHECK(pair.near->drains == 1);
    }
    CHECK(loop.all_closed());
}

TEST_CASE("finish is seen as the end after everything queued, and the other half goes on") {
    TestLoop loop;
    {
        TestPair pair(loop);
        std::string sent(5'000'000, 'x');
        pair.near->transport->write(sent);
        pair.near->transport->finish();
        CHECK(pair.near->transport->write("never sent") == 0);
        CHECK(loop.until([&] {
            if (pair.far->told) pair.far->read_all();
            return pair.far->ended;
        }));
        CHECK(pair.far->received.size() == sent.size());
        CHECK(pair.far->error == 0);
        CHECK(pair.far->transport->write("answer") == 0);
        CHECK(loop.until([&] {
            if (pair.near->told) pair.near->read_all();
            return pair.near->received == "answer";
        }));
    }
    CHECK(loop.all_closed());
}

TEST_CASE("writing to a peer that is gone is an error, not a signal") {
    TestLoop loop;
    TestPair pair(loop);
    pair.far.reset();
    int error = 0;
    CHECK(loop.until([&] { return (error = pair.near->transport->write("x")) != 0; }));
    CHECK((error == EPIPE || error == ECONNRESET));
}

TEST_CASE("what a paused transport does not read stays with the kernel") {
    TestLoop loop;
    TestPair pair(loop);
    pair.far->transport->pause(true);
    pair.near->transport->write("waits");
    loop.turn(20);
    CHECK(pair.far->told == 0);
    pair.far->transport->pause(false);
    CHECK(loop.until([&] { return pair.far->told > 0; }));
    pair.far->read_all();
    CHECK(pair.far->received == "waits");
}

TEST_CASE("unread input does not keep the loop awake") {
    TestLoop loop;
    TestPair pair(loop);
    pair.near->transport->write("ignored for now");
    REQUIRE(loop.until([&] { return pair.far->told > 0; }));
    loop.turn(1);
    auto start = std::chrono::steady_clock::now();
    loop.turn(30);
    CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(29));
    pair.far->read_all();
    CHECK(pair.far->received == "ignored for now");
    pair.near->transport->write(", more");
    CHECK(loop.until([&] { return pair.far->told > 1; }));
}

TEST_CASE("sequenced packets keep their boundaries") {
    TestLoop loop;
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0);
    TestPeer near(loop, Socket(ends[0]), true), far(loop, Socket(ends[1]), true);
    near.transport->write("one");
    near.transport->write("three");
    REQUIRE(loop.until([&] { return far.told > 0; }));
    far.read_all();
    CHECK(far.sizes == std::vector<std::size_t>{3, 5});
}
