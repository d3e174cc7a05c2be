// A pseudo-terminal stands for a serial line: one end is the port, the test plays the device at the other.
#include "support.hpp"

#include "netproc/transports/descriptor.hpp"
#include "netproc/transports/serial.hpp"

#include <fcntl.h>
#include <termios.h>

#include <cstdlib>

using namespace el::net;

namespace {

struct Line : Transport::Events {
    explicit Line(Loop& loop) : device(posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)) {
        REQUIRE(grantpt(device.get()) == 0);
        REQUIRE(unlockpt(device.get()) == 0);
        Socket port = open_serial_port(ptsname(device.get()));
        REQUIRE(port);
        REQUIRE(configure_serial_port(port.get(), {}).step == SerialError::none);
        transport = std::make_unique<DescriptorTransport>(loop, std::move(port));
        transport->open(*this);
        transport->pause(false);
    }
    void readable() override { told = true; }
    void drained() override { ++drains; }
    void read() {
        told = false;
        std::uint8_t block[4096];
        for (;;) {
            last = transport->read(block, sizeof block);
            if (last.state != ReadResult::data) return;
            received.append(reinterpret_cast<char*>(block), last.count);
            if (!last.more) return;
        }
    }
    Socket device;
    std::unique_ptr<DescriptorTransport> transport;
    std::string received;
    ReadResult last;
    bool told = false;
    int drains = 0;
};

}  // namespace

TEST_CASE("bytes of a serial line arrive unchanged in both directions") {
    TestLoop loop;
    {
        Line line(loop);
        std::string all;
        for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
        REQUIRE(::write(line.device.get(), all.data(), all.size()) == 256);
        CHECK(loop.until([&] {
            if (line.told) line.read();
            return line.received.size() >= 256;
        }));
        CHECK(line.received == all);
        CHECK(line.transport->write(all) == 0);
        char back[512];
        std::string seen;
        CHECK(loop.until([&] {
            ssize_t n = ::read(line.device.get(), back, sizeof back);
            if (n > 0) seen.append(back, static_cast<std::size_t>(n));
            return seen.size() >= 256;
        }));
        CHECK(seen == all);
    }
    CHECK(loop.all_closed());
}

TEST_CASE("what a slow device does not take is queued and goes out in order") {
    TestLoop loop;
    Line line(loop);
    std::string sent(1'000'000, 0), seen;
    for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<char>(i * 2654435761u >> 24);
    CHECK(line.transport->write(sent) == 0);
    CHECK(line.transport->queued() > 0);
    char block[65536];
    CHECK(loop.until([&] {
        for (ssize_t n; (n = ::read(line.device.get(), block, sizeof block)) > 0;) seen.append(block, static_cast<std::size_t>(n));
        return seen.size() >= sent.size();
    }));
    CHECK(seen == sent);
    CHECK(loop.until([&] { return line.drains == 1; }));
    CHECK(line.transport->queued() == 0);
}

TEST_CASE("a line that is hung up ends") {
    TestLoop loop;
    Line line(loop);
    line.device.close();
    CHECK(loop.until([&] {
        if (line.told) line.read();
        return line.last.state == ReadResult::end;
    }));
    CHECK(line.transport->write("x") == EIO);
}

TEST_CASE("what cannot be polled is read all the same") {
    TestLoop loop;
    struct Ears : Transport::Events {
        void readable() override { ++told; }
        void drained() override {}
        int told = 0;
    } ears;
    {
        DescriptorTransport null(loop, open_serial_port("/dev/null"));
        null.open(ears);
        null.pause(false);
        CHECK(ears.told == 1);
        std::uint8_t byte;
        CHECK(null.read(&byte, 1).state == ReadResult::end);
        CHECK(null.write("x") == 0);
    }
    CHECK(loop.all_closed());
}

TEST_CASE("a speed that does not exist and a file that is no terminal are refused") {
    TestLoop loop;
    Line line(loop);
    SerialSettings settings;
    settings.speed = 12345;
    CHECK(configure_serial_port(line.transport->descriptor(), settings).step == SerialError::speed);
    settings.speed = 115200;
    settings.stop_bits = 2;
    settings.flow = SerialSettings::Flow::hardware;
    CHECK(configure_serial_port(line.transport->descriptor(), settings).step == SerialError::none);
    termios now{};
    REQUIRE(tcgetattr(line.transport->descriptor(), &now) == 0);
    CHECK(cfgetospeed(&now) == B115200);
    CHECK((now.c_cflag & (CSTOPB | CRTSCTS | CREAD | CLOCAL)) == (CSTOPB | CRTSCTS | CREAD | CLOCAL));
    CHECK((now.c_lflag & (ICANON | ECHO | ISIG)) == 0);
    Socket null = open_serial_port("/dev/null");
    CHECK(configure_serial_port(null.get(), settings).step == SerialError::getting);
}
