// The arguments of make-network-process: checked, and turned into what the sockets need.
// Tests: tests/lisp/net/make-network.el
#pragma once
#include "network.hpp"
#include "proxy.hpp"
#include "socket_options.hpp"

namespace el::net {

struct NetworkArguments {
    Value name;
    Value contact;        // the keyword list: a copy that may be changed
    bool server = false;
    int backlog = 5;
    bool nowait = false;
    bool stop = false;
    int socket_type = SOCK_STREAM;
    int family = AF_UNSPEC;
    std::string host, service;         // as they are looked up and shown in errors
    std::optional<Address> address;    // :local of a server, :remote of a client, or a Unix socket; else a look-up
    std::optional<Address> datagram_remote;  // where a datagram server sends first
    std::optional<ProxyPlan> proxy;  // complete: with the target
    bool is_local() const { return family == AF_UNIX; }
};

NetworkArguments parse_network_arguments(Network& network, Rest args);
// (DECODING . ENCODING): :coding, or as Emacs finds it from variables and the buffers.
void choose_coding(Network& network, Value process, const NetworkArguments& arguments);

}  // namespace el::net
