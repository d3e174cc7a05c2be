// A descriptor with an owner, and how sockets are made.
#pragma once
#include "address.hpp"

#include <unistd.h>

#include <utility>

namespace el::net {

class Socket {
public:
    Socket() = default;
    explicit Socket(int descriptor) : fd_(descriptor) {}
    Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Socket& operator=(Socket&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Socket() { close(); }

    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    void close() {
        int fd = std::exchange(fd_, -1);
        if (fd >= 0) ::close(fd);
    }

private:
    int fd_ = -1;
};

// Non-blocking and close-on-exec; errno tells why if it fails.
Socket make_socket(int family, int type);
// What SO_ERROR holds, which is thereby cleared.
int pending_error(int descriptor);
// Bytes sent over TCP that the peer has not acknowledged; 0 for other sockets.
int unacknowledged(int descriptor);

}  // namespace el::net
