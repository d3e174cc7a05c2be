#include "listener.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace el::net {

namespace {

constexpr unsigned exhausted_rest_milliseconds = 50;

bool out_of_resources(int error) { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }
// The client went away before it was accepted, or its network did (accept(2)): the next one may be fine.
bool only_this_one(int error) {
    return error == EINTR || error == ECONNABORTED || error == EPROTO || error == ENETDOWN || error == EHOSTDOWN || error == ENONET ||
           error == EHOSTUNREACH || error == ENETUNREACH || error == EPERM;
}

}  // namespace

Listener::Listener(Loop& loop, Socket socket, Events& events)
    : socket_(std::move(socket)), watcher_(loop, *this), retry_(loop, *this), events_(events) {
    watcher_.open(socket_.get());
}

void Listener::pause(bool paused) {
    paused_ = paused;
    if (paused) told_ = parked_ = false;
    update_interest();
}

void Listener::update_interest() { watcher_.watch(paused_ || parked_ || exhausted_ ? 0 : UV_READABLE); }

void Listener::ready(int) {
    if (paused_) return;
    if (told_) {
        parked_ = true;
        update_interest();
        return;
    }
    told_ = true;
    events_.acceptable();
}

void Listener::alarm() {
    exhausted_ = false;
    update_interest();
}

Socket Listener::accept(Address& peer) {
    told_ = false;
    if (parked_ || (watcher_.watched() == 0 && !paused_ && !exhausted_)) {
        parked_ = false;
        update_interest();
    }
    for (;;) {
        sockaddr_storage from{};
        socklen_t size = sizeof from;
        int fd = accept4(socket_.get(), reinterpret_cast<sockaddr*>(&from), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            peer = Address(reinterpret_cast<sockaddr*>(&from), size);
            return Socket(fd);
        }
        if (only_this_one(errno)) continue;
        if (out_of_resources(errno)) {
            exhausted_ = true;
            update_interest();
            retry_.set(exhausted_rest_milliseconds);
        }
        return Socket();
    }
}

}  // namespace el::net
