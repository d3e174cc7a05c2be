#include "socket_options.hpp"

#include <el/list.hpp>
#include <el/text.hpp>
#include <el/vector.hpp>

#include "errors.hpp"
#include "lisp_address.hpp"
#include "network.hpp"
#include "resolve.hpp"

#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace el::net {

namespace {

enum class Takes : unsigned char { flag, linger, integer, device, group, interface };

struct Row {
    Value Symbols::*keyword;
    int level, name;
    Takes takes;
    int ipv6_name = 0;  // at level IPPROTO_IPV6; 0: the same option serves both
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
    // Beyond Emacs.
    {&Symbols::k_reuseport, SOL_SOCKET, SO_REUSEPORT, Takes::flag},
    {&Symbols::k_ttl, IPPROTO_IP, IP_TTL, Takes::integer, IPV6_UNICAST_HOPS},
    {&Symbols::k_multicast_ttl, IPPROTO_IP, IP_MULTICAST_TTL, Takes::integer, IPV6_MULTICAST_HOPS},
    {&Symbols::k_multicast_loop, IPPROTO_IP, IP_MULTICAST_LOOP, Takes::flag, IPV6_MULTICAST_LOOP},
    {&Symbols::k_multicast_interface, IPPROTO_IP, IP_MULTICAST_IF, Takes::interface, IPV6_MULTICAST_IF},
    {&Symbols::k_join_group, IPPROTO_IP, MCAST_JOIN_GROUP, Takes::group, MCAST_JOIN_GROUP},
    {&Symbols::k_leave_group, IPPROTO_IP, MCAST_LEAVE_GROUP, Takes::group, MCAST_LEAVE_GROUP},
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

// The number of the network interface called NAME.
unsigned interface_number(Network& network, Value keyword, Value name) {
    if (!is_string(name)) bad_value(network, keyword);
    unsigned number = if_nametoindex(std::string(string_bytes(name)).c_str());
    if (number == 0) report_errno(network.in, "Cannot set network option", ENODEV, list(network.in, {keyword, name}));
    return number;
}

// A group is written as a string or as a vector, with or without a port.
std::optional<Address> group_address(Network& network, Value v) {
    if (is_string(v)) {
        auto result = resolve_at_once({std::string(string_bytes(v)), "0"});
        if (!result || result->addresses.empty()) return std::nullopt;
        return result->addresses.front();
    }
    if (!is_vector(v)) return std::nullopt;
    std::vector<Value> slots(vector_slots(v).begin(), vector_slots(v).end());
    if (slots.size() == 4 || slots.size() == 8) slots.push_back(fixnum(0));
    return address_from_lisp(network.in, make_vector(network.in, slots));
}

// VALUE is a group, or (GROUP INTERFACE).
std::string group_request(Network& network, Value keyword, Value value) {
    Value group = value.is_cons() ? car(value) : value, interface = value.is_cons() ? car_or_nil(cdr(value)) : nil;
    auto address = group_address(network, group);
    if (!address) bad_value(network, keyword);
    group_req request{};
    if (!interface.is_nil()) request.gr_interface = interface_number(network, keyword, interface);
    std::memcpy(&request.gr_group, address->get(), address->length());
    return bytes_of(request);
}

std::string device_name(Network& network, Value keyword, Value value) {
    std::string name;
    if (!value.is_nil() && !is_string(value)) bad_value(network, keyword);
    if (!value.is_nil()) name = std::string(string_bytes(value));
    name.push_back(0);
    return name;
}

std::string linger_value(Value value) {
    linger l{};
    l.l_onoff = !value.is_nil();
    if (value.is_fixnum()) l.l_linger = static_cast<int>(value.fixnum());
    return bytes_of(l);
}

int domain_of(int descriptor) {
    int domain = AF_UNSPEC;
    socklen_t size = sizeof domain;
    getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &size);
    return domain;
}

}  // namespace

bool is_socket_option(Network& network, Value keyword) { return find_row(network, keyword); }

SocketOption parse_socket_option(Network& network, Value keyword, Value value) {
    const Row& row = *find_row(network, keyword);
    SocketOption option{{row.level, row.name, {}}, {}};
    if (row.ipv6_name) option.ipv6 = {IPPROTO_IPV6, row.ipv6_name, {}};
    switch (row.takes) {
        case Takes::flag: option.call.value = bytes_of(int{!value.is_nil()}); break;
        case Takes::integer:
            if (!value.is_fixnum()) bad_value(network, keyword);
            option.call.value = bytes_of(static_cast<int>(value.fixnum()));
            break;
        case Takes::linger: option.call.value = linger_value(value); break;
        case Takes::device: option.call.value = device_name(network, keyword, value); break;
        case Takes::group: option.call.value = group_request(network, keyword, value); break;
        case Takes::interface: {
            unsigned number = interface_number(network, keyword, value);
            ip_mreqn request{};
            request.imr_ifindex = static_cast<int>(number);
            option.call.value = bytes_of(request);
            option.ipv6->value = bytes_of(number);
            break;
        }
    }
    if (option.ipv6 && option.ipv6->value.empty()) option.ipv6->value = option.call.value;
    return option;
}

int apply_socket_option(int descriptor, const SocketOption& option) {
    const SocketOption::Call& c = option.ipv6 && domain_of(descriptor) == AF_INET6 ? *option.ipv6 : option.call;
    if (c.level == SOL_SOCKET && c.name == SO_BINDTODEVICE && c.value.size() > 16) return ENODEV;
    if (setsockopt(descriptor, c.level, c.name, c.value.data(), static_cast<socklen_t>(c.value.size())) == 0) return 0;
    // TCP options mean nothing to other sockets: Emacs keeps such a keyword without effect.
    if (c.level == IPPROTO_TCP && (errno == EOPNOTSUPP || errno == ENOPROTOOPT)) return 0;
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
