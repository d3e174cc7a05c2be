#include "synchronous.hpp"

#include <csignal>
#include <vector>

namespace el::net {

namespace {

constexpr std::size_t piece = 64 * 1024;
constexpr std::chrono::milliseconds patience{1000};

}  // namespace

SynchronousProgram::SynchronousProgram(Network& network, pid_t pid, Socket reading)
    : network_(network), child_(network.children, pid, *this) {
    if (!reading) return;
    make_nonblocking(reading.get());
    pipe_ = std::make_unique<PipeTransport>(network.loop, std::move(reading), Socket());
    pipe_->open(*this);
    pipe_->pause(false);
}

SynchronousProgram::~SynchronousProgram() {
    if (child_.over()) return;
    pipe_.reset();
    child_.signal(SIGINT, true);
    auto limit = Waiter::Clock::now() + patience;
    for (child_.look(); !child_.over() && Waiter::Clock::now() < limit; child_.look()) network_.loop.turn(10);
    child_.signal(SIGKILL, true);
}

void SynchronousProgram::read_all(const Output& output) {
    std::vector<std::uint8_t> bytes(piece);
    while (pipe_) {
        network_.wait_apart(network_.in, [&] { return readable_; });
        readable_ = false;
        ReadResult result = pipe_->read(bytes.data(), bytes.size());
        if (result.state == ReadResult::empty) continue;
        if (result.state == ReadResult::end) break;
        readable_ = result.more;
        output(bytes.data(), result.count);
    }
    std::uint8_t none = 0;
    output(&none, 0);
}

int SynchronousProgram::wait(const Output& output) {
    if (pipe_) read_all(output);
    pipe_.reset();
    network_.wait_apart(network_.in, [&] {
        child_.look();
        return child_.over();
    });
    return child_.take_status();
}

}  // namespace el::net
