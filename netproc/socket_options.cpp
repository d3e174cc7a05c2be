#include "socket_options.hpp"

#include <el/list.hpp>
#include <el/text.hpp>

#include "network.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>

namespace el::net {

namespace {

enum class Takes : unsigned char { flag, linger, integer, device };

struct Row {
    Value Symbols::*keyword;
    int level, name;
    Takes takes;
};
constexpr Row rows[] = {
    {&Symbols::k_reuseaddr, SOL_SOCKET, SO_REUSEADDR, Takes::flag},
    {&Symbols::k_priority, SOL_SOCKET, SO_PRIORITY, Takes::integer},
    {&Symbols::k_oobinline, SOL_SOCKET, SO_OOBINLINE, Takes::flag},
    {&Symbols::k_linger, SOL_SOCKET, SO_LINGER, Takes::linger},
    {&Symbols::k_keepalive, SOL_SOCKET, SO_KEEPALIVE, Takes::flag},
    {&Symbols::k_dontroute, SOL_SOCKET, SO_DONTROUTE, Takes::flag},
    {&Symbols::k_broadcast, SOL_SOCKET, SO_BROADCAST, Takes::flag},
    {&Symbols::k_bindtodevice, SOL_SOCKET, SO_BINDTODEVICE, Takes::device},
    {&Symbols::k_nodelay, IPPROTO_TCP, TCP_NODELAY, Takes::flag},
};

const Row* find_row(Network& network, Value keyword) {
    for (const Row& row : rows)
        if (network.sym.*row.keyword == keyword) return &row;
    return nullptr;
}

template <class T>
std::string bytes_of(const T& value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

[[noreturn]] void bad_value(Network& network, Value keyword) { error(network.in, "Bad option value for %V", keyword); }

}  // namespace

bool is_socket_option(Network& network, Value keyword) { return find_row(network, keyword); }

SocketOption parse_socket_option(Network& network, Value keyword, Value value) {
    const Row& row = *find_row(network, keyword);
    SocketOption option{row.level, row.name, {}};
    switch (row.takes) {
        case Takes::flag: option.value = bytes_of(int{!value.is_nil()}); break;
        case Takes::integer:
            if (!value.is_fixnum()) bad_value(network, keyword);
            option.value = bytes_of(static_cast<int>(value.fixnum()));
            break;
        case Takes::linger: {
            linger l{};
            l.l_onoff = !value.is_nil();
            if (value.is_fixnum()) l.l_linger = static_cast<int>(value.fixnum());
            option.value = bytes_of(l);
            break;
        }
        case Takes::device:
            if (!value.is_nil() && !is_string(value)) bad_value(network, keyword);
            if (!value.is_nil()) option.value = std::string(string_bytes(value));
            option.value.push_back(0);
            break;
    }
    return option;
}

int apply_socket_option(int descriptor, const SocketOption& o) {
    if (o.level == SOL_SOCKET && o.name == SO_BINDTODEVICE && o.value.size() > 16) return ENODEV;
    if (setsockopt(descriptor, o.level, o.name, o.value.data(), static_cast<socklen_t>(o.value.size())) == 0) return 0;
    // TCP options mean nothing to other sockets: Emacs keeps such a keyword without effect.
    if (o.level == IPPROTO_TCP && (errno == EOPNOTSUPP || errno == ENOPROTOOPT)) return 0;
    return errno;
}

ParsedOptions options_in(Network& network, Value contact) {
    ParsedOptions parsed;
    for (Value tail = contact; tail.is_cons() && cdr(tail).is_cons(); tail = cdr(cdr(tail))) {
        if (!is_socket_option(network, car(tail))) continue;
        parsed.options.push_back(parse_socket_option(network, car(tail), car(cdr(tail))));
        parsed.keywords.push_back(car(tail));
        parsed.values.emplace_back(car(cdr(tail)));
    }
    return parsed;
}

int apply_all(int descriptor, const ParsedOptions& parsed, int& error) {
    for (std::size_t i = 0; i < parsed.options.size(); ++i)
        if ((error = apply_socket_option(descriptor, parsed.options[i])) != 0) return static_cast<int>(i);
    return -1;
}

}  // namespace el::net
