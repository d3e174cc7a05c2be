#include "passed_sockets.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <cstdlib>
#include <mutex>
#include <set>

namespace el::net {

namespace {

constexpr int first_descriptor = 3;

int passed_count() {
    const char *pid = std::getenv("LISTEN_PID"), *count = std::getenv("LISTEN_FDS");
    if (!pid || !count || std::atol(pid) != getpid()) return 0;
    return std::atoi(count);
}

int int_option(int descriptor, int name) {
    int value = -1;
    socklen_t size = sizeof value;
    return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
}

bool fits(int descriptor, int type) {
    return int_option(descriptor, SO_TYPE) == type && (type == SOCK_DGRAM || int_option(descriptor, SO_ACCEPTCONN) == 1);
}

// The descriptors belong to the process, not to one interpreter: nobody may take what another has, or had and closed.
struct Taken {
    std::mutex mutex;
    std::set<int> descriptors;
};
Taken& taken() {
    static Taken all;
    return all;
}

}  // namespace

void close_passed_sockets_on_exec() {
    std::lock_guard lock(taken().mutex);
    for (int i = 0, count = passed_count(); i < count; ++i)
        if (!taken().descriptors.contains(first_descriptor + i)) fcntl(first_descriptor + i, F_SETFD, FD_CLOEXEC);
}

Socket take_passed_socket(int type) {
    std::lock_guard lock(taken().mutex);
    for (int i = 0, count = passed_count(); i < count; ++i) {
        int descriptor = first_descriptor + i;
        if (taken().descriptors.contains(descriptor) || !fits(descriptor, type)) continue;
        taken().descriptors.insert(descriptor);
        fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
        return Socket(descriptor);
    }
    return Socket();
}

}  // namespace el::net
