// A listening socket.
// Tests: tests/unit/netproc/listener_test.cpp
#pragma once
#include "handle.hpp"
#include "socket.hpp"

namespace el::net {

class Listener final : private Watcher::Owner, private Alarm::Owner {
public:
    class Events {
    public:
        virtual void acceptable() = 0;  // on the loop; must only enqueue

    protected:
        ~Events() = default;
    };

    // `socket` is bound and listening.
    Listener(Loop& loop, Socket socket, Events& events);

    void pause(bool paused);
    // The next connection; empty when none is waiting now. When descriptors have run out, accepting rests for a moment and
    // acceptable() is said again later: the clients wait in the kernel's queue.
    Socket accept(Address& peer);
    int descriptor() const { return socket_.get(); }
    Address local() const { return Address::of_socket(socket_.get()); }

private:
    void ready(int events) override;
    void alarm() override;
    void update_interest();

    Socket socket_;
    Watcher watcher_;
    Alarm retry_;
    Events& events_;
    bool paused_ = true, told_ = false, parked_ = false, exhausted_ = false;
};

}  // namespace el::net
