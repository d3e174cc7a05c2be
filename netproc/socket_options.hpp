// Options of sockets: their keywords, what values they take, and setting them.
// Tests: tests/lisp/net/make-network.el
#pragma once
#include <el/root.hpp>

#include <optional>
#include <string>
#include <vector>

namespace el::net {

class Network;

// One option made ready for setsockopt: no Lisp is needed to apply it.
struct SocketOption {
    struct Call {
        int level = 0, name = 0;
        std::string value;
    };
    Call call;
    std::optional<Call> ipv6;  // instead, where IPv6 has an option of its own
};

bool is_socket_option(Network& network, Value keyword);
// Signals "Bad option value for KEYWORD".
SocketOption parse_socket_option(Network& network, Value keyword, Value value);
int apply_socket_option(int descriptor, const SocketOption& option);  // 0 or an errno

struct ParsedOptions {
    std::vector<SocketOption> options;
    std::vector<Value> keywords;  // alongside; keywords are interned
    std::vector<Root> values;
};
// Every option in the property list CONTACT.
ParsedOptions options_in(Network& network, Value contact);
// Applies all; the index of the first that fails, or -1.
int apply_all(int descriptor, const ParsedOptions& parsed, int& error);

}  // namespace el::net
