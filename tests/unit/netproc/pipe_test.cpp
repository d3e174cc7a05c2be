// Pipes and pseudo-terminals as transports; the test plays the program at the other end.
#include "support.hpp"

#include "netproc/spawn.hpp"
#include "netproc/transports/pipe.hpp"

#include <fcntl.h>

#include <cerrno>
#include <csignal>

using namespace el::net;

namespace {

struct Hand : Transport::Events {
    explicit Hand(std::unique_ptr<PipeTransport> pipe) : transport(std::move(pipe)) {
        transport->open(*this);
        transport->pause(false);
    }
    void readable() override { told = true; }
    void drained() override { ++drains; }
    // Reads what was told of; false at the end.
    bool read() {
        if (!std::exchange(told, false)) return true;
        std::uint8_t block[4096];
        ReadResult result = transport->read(block, sizeof block);
        if (result.state == ReadResult::data) received.append(reinterpret_cast<char*>(block), result.count);
        if (result.state == ReadResult::end) ended = true, error = result.error;
        return !ended;
    }
    std::unique_ptr<PipeTransport> transport;
    std::string received;
    bool told = false, ended = false;
    int drains = 0, error = 0;
};

struct Pipes {
    explicit Pipes(Loop& loop) {
        PipeEnds out = make_pipe(), in = make_pipe();
        make_nonblocking(out.reading.get()), make_nonblocking(in.writing.get());
        near = std::make_unique<Hand>(std::make_unique<PipeTransport>(loop, std::move(out.reading), std::move(in.writing)));
        program_output = std::move(out.writing), program_input = std::move(in.reading);
    }
    std::string take(std::size_t count) {
        std::string bytes(count, 0);
        ssize_t n = ::read(program_input.get(), bytes.data(), count);
        bytes.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
        return bytes;
    }
    std::unique_ptr<Hand> near;
    Socket program_input, program_output;
};

}  // namespace

TEST_CASE("pipes carry bytes both ways, and end with their writer") {
    TestLoop loop;
    {
        Pipes pipes(loop);
        REQUIRE(::write(pipes.program_output.get(), "out", 3) == 3);
        CHECK(loop.until([&] { return pipes.near->read() && pipes.near->received == "out"; }));
        CHECK(pipes.near->transport->write("in") == 0);
        CHECK(pipes.take(10) == "in");
        pipes.program_output.close();
        CHECK(loop.until([&] { return !pipes.near->read(); }));
        CHECK(pipes.near->error == 0);
    }
    CHECK(loop.all_closed());
}

TEST_CASE("what a pipe does not take at once is queued in order; finishing waits for it") {
    TestLoop loop;
    {
        Pipes pipes(loop);
        std::string sent, received;
        for (int i = 0; i < 40000; ++i) sent += std::to_string(i) + " ";
        CHECK(pipes.near->transport->write(std::string_view(sent).substr(0, 150000)) == 0);
        CHECK(pipes.near->transport->queued() > 0);
        CHECK(pipes.near->transport->write(std::string_view(sent).substr(150000)) == 0);
        pipes.near->transport->finish();
        CHECK(pipes.near->transport->write("too late") == 0);
        make_nonblocking(pipes.program_input.get());
        CHECK(loop.until([&] {
            received += pipes.take(10000);
            return received.size() >= sent.size();
        }));
        CHECK(received == sent);
        CHECK(pipes.near->drains == 1);
        CHECK(loop.until([&] { return ::read(pipes.program_input.get(), received.data(), 1) == 0; }));  // the end
    }
    CHECK(loop.all_closed());
}

TEST_CASE("writing to a pipe that nobody reads fails every time") {
    auto before = std::signal(SIGPIPE, SIG_IGN);
    TestLoop loop;
    {
        Pipes pipes(loop);
        pipes.program_input.close();
        CHECK(pipes.near->transport->write("x") == EPIPE);
        CHECK(pipes.near->transport->write("x") == EPIPE);
    }
    CHECK(loop.all_closed());
    std::signal(SIGPIPE, before);
}

TEST_CASE("a paused pipe leaves its bytes with the writer") {
    TestLoop loop;
    {
        Pipes pipes(loop);
        pipes.near->transport->pause(true);
        REQUIRE(::write(pipes.program_output.get(), "later", 5) == 5);
        loop.turn(20);
        CHECK_FALSE(pipes.near->told);
        pipes.near->transport->pause(false);
        CHECK(loop.until([&] { return pipes.near->read() && pipes.near->received == "later"; }));
    }
    CHECK(loop.all_closed());
}

TEST_CASE("a missing side is silent or swallows everything") {
    TestLoop loop;
    {
        PipeEnds pipe = make_pipe();
        make_nonblocking(pipe.reading.get());
        Hand hand(std::make_unique<PipeTransport>(loop, std::move(pipe.reading), Socket()));
        CHECK(hand.transport->write("nowhere") == 0);
        CHECK(hand.transport->queued() == 0);
        hand.transport->finish();
    }
    CHECK(loop.all_closed());
}

TEST_CASE("both hands on a terminal: end of file is a character, and the last user's going is the end") {
    TestLoop loop;
    {
        PtyEnds pty = make_pty();
        REQUIRE(pty.slave);
        suit_program(pty.slave.get());
        make_nonblocking(pty.master.get());
        Socket writing(fcntl(pty.master.get(), F_DUPFD_CLOEXEC, 3));
        auto transport = std::make_unique<PipeTransport>(loop, std::move(pty.master), std::move(writing));
        transport->writes_to_terminal();
        Hand hand(std::move(transport));
        REQUIRE(::write(pty.slave.get(), "line\n", 5) == 5);
        CHECK(loop.until([&] { return hand.read() && hand.received == "line\n"; }));
        CHECK(hand.transport->write("typed\n") == 0);
        hand.transport->finish();
        char block[20];
        CHECK(::read(pty.slave.get(), block, sizeof block) == 6);
        CHECK(::read(pty.slave.get(), block, sizeof block) == 0);
        CHECK(hand.received == "line\n");  // nothing was echoed
        pty.slave.close();
        CHECK(loop.until([&] { return !hand.read(); }));
        CHECK(hand.error == 0);
    }
    CHECK(loop.all_closed());
}
