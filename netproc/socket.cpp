#include "socket.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace el::net {

Socket make_socket(int family, int type) { return Socket(::socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)); }

int pending_error(int descriptor) {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
    return error;
}

}  // namespace el::net
