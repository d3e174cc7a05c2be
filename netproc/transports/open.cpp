#include "open.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace el::net {

Socket bind_and_listen(Socket socket, const Address& address, const ServerOptions& options, OpenError& error) {
    int on = 1;
    if (options.reuse_address && !address.is_local()) setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(socket.get(), address.get(), address.length()) != 0) {
        error = {OpenError::binding, errno};
        return Socket();
    }
    if (options.type != SOCK_DGRAM && listen(socket.get(), options.backlog) != 0) {
        error = {OpenError::listening, errno};
        return Socket();
    }
    return socket;
}

}  // namespace el::net
