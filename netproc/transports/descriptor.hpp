// One descriptor that is read and written but is no socket: serial ports, terminals. It must be non-blocking.
// Tests: tests/unit/netproc/descriptor_test.cpp
#pragma once
#include "../handle.hpp"
#include "../socket.hpp"
#include "../transport.hpp"
#include "../write_queue.hpp"

namespace el::net {

class DescriptorTransport final : public Transport, private Watcher::Owner {
public:
    DescriptorTransport(Loop& loop, Socket descriptor);

    void open(Events& events) override;
    void pause(bool paused) override;
    ReadResult read(std::uint8_t* into, std::size_t capacity) override;
    int write(std::string_view bytes) override;
    std::size_t queued() const override { return queue_.size(); }
    void finish() override {}  // nothing marks an end
    int descriptor() const override { return descriptor_.get(); }
    Address local() const override { return {}; }
    Address remote() const override { return {}; }

private:
    void ready(int events) override;
    void update_interest();
    void tell_readable();

    Socket descriptor_;
    Watcher watcher_;
    WriteQueue queue_{false};
    Events* events_ = nullptr;
    bool pollable_ = true;  // what cannot be polled (/dev/null, files) is always ready
    bool reading_ = false;
    bool told_ = false;     // readable() was said, read() has not come yet
    bool parked_ = false;   // said twice: not watched until read() comes, or the loop would spin
    int write_error_ = 0;
};

}  // namespace el::net
