// Sockets made ready for the transports: bound, listening, and their options.
#pragma once
#include "../socket.hpp"

#include <cerrno>

namespace el::net {

// What went wrong, and at which step.
struct OpenError {
    enum Step : unsigned char { none, creating, binding, listening } step = none;
    int error = 0;
};

struct ServerOptions {
    int type = SOCK_STREAM;
    int backlog = 5;
    bool reuse_address = true;  // not used for local sockets
};

// A bound socket; listening unless it is for datagrams. `prepare` runs between making and binding.
template <class Prepare>
Socket open_server(const Address& address, const ServerOptions& options, Prepare prepare, OpenError& error);
Socket bind_and_listen(Socket socket, const Address& address, const ServerOptions& options, OpenError& error);

template <class Prepare>
Socket open_server(const Address& address, const ServerOptions& options, Prepare prepare, OpenError& error) {
    Socket socket = make_socket(address.family(), options.type);
    if (!socket) {
        error = {OpenError::creating, errno};
        return Socket();
    }
    prepare(socket.get());
    return bind_and_listen(std::move(socket), address, options, error);
}

}  // namespace el::net
