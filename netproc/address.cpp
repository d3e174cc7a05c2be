#include "address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstring>

namespace el::net {

namespace {

template <class T>
T& view(sockaddr_storage& s) {
    return reinterpret_cast<T&>(s);
}
template <class T>
const T& view(const sockaddr_storage& s) {
    return reinterpret_cast<const T&>(s);
}

constexpr std::size_t path_offset = offsetof(sockaddr_un, sun_path);

}  // namespace

Address::Address(const sockaddr* from, socklen_t length) : length_(std::min<socklen_t>(length, sizeof storage_)) {
    std::memcpy(&storage_, from, length_);
}

Address Address::ipv4(const std::uint8_t (&octets)[4], std::uint16_t port) {
    Address a;
    auto& in = view<sockaddr_in>(a.storage_);
    in.sin_family = AF_INET;
    std::memcpy(&in.sin_addr, octets, 4);
    in.sin_port = htons(port);
    a.length_ = sizeof in;
    return a;
}

Address Address::ipv6(const std::uint16_t (&groups)[8], std::uint16_t port) {
    Address a;
    auto& in = view<sockaddr_in6>(a.storage_);
    in.sin6_family = AF_INET6;
    for (unsigned i = 0; i < 8; ++i) {
        in.sin6_addr.s6_addr[2 * i] = static_cast<std::uint8_t>(groups[i] >> 8);
        in.sin6_addr.s6_addr[2 * i + 1] = static_cast<std::uint8_t>(groups[i]);
    }
    in.sin6_port = htons(port);
    a.length_ = sizeof in;
    return a;
}

std::optional<Address> Address::local(std::string_view path) {
    Address a;
    auto& un = view<sockaddr_un>(a.storage_);
    if (path.size() >= sizeof un.sun_path) return std::nullopt;
    un.sun_family = AF_UNIX;
    std::memcpy(un.sun_path, path.data(), path.size());
    // Binding to the bare family makes the kernel choose an abstract address; else the NUL at the end belongs to the address,
    // unless it is an abstract one.
    bool counted_nul = !path.empty() && path[0] != 0;
    a.length_ = static_cast<socklen_t>(path_offset + path.size() + counted_nul);
    return a;
}

Address Address::zero(int family) {
    Address a;
    a.length_ = family == AF_INET ? sizeof(sockaddr_in) : family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_un);
    return a;
}

std::uint16_t Address::port() const {
    if (is_ipv4()) return ntohs(view<sockaddr_in>(storage_).sin_port);
    if (is_ipv6()) return ntohs(view<sockaddr_in6>(storage_).sin6_port);
    return 0;
}

void Address::set_port(std::uint16_t port) {
    if (is_ipv4()) view<sockaddr_in>(storage_).sin_port = htons(port);
    if (is_ipv6()) view<sockaddr_in6>(storage_).sin6_port = htons(port);
}

std::uint8_t Address::octet(unsigned i) const {
    return reinterpret_cast<const std::uint8_t*>(&view<sockaddr_in>(storage_).sin_addr)[i];
}

std::uint16_t Address::group(unsigned i) const {
    const auto* bytes = view<sockaddr_in6>(storage_).sin6_addr.s6_addr;
    return static_cast<std::uint16_t>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
}

std::string Address::path() const {
    if (length_ <= path_offset) return {};
    const char* start = view<sockaddr_un>(storage_).sun_path;
    std::size_t size = length_ - path_offset;
    if (start[0] != 0) size = ::strnlen(start, size);
    return {start, size};
}

std::span<const std::uint8_t> Address::data() const {
    constexpr std::size_t family_size = sizeof(sa_family_t);
    if (length_ <= family_size) return {};
    return {reinterpret_cast<const std::uint8_t*>(&storage_) + family_size, length_ - family_size};
}

std::string Address::host_text() const {
    char text[64];
    if (is_ipv4()) {
        std::snprintf(text, sizeof text, "%d.%d.%d.%d", octet(0), octet(1), octet(2), octet(3));
        return text;
    }
    if (is_ipv6()) {
        std::string all;
        for (unsigned i = 0; i < 8; ++i) {
            std::snprintf(text, sizeof text, i ? ":%x" : "%x", group(i));
            all += text;
        }
        return all;
    }
    return is_local() ? path() : std::string();
}

std::string Address::text() const {
    if (is_ipv4()) return host_text() + ":" + std::to_string(port());
    if (is_ipv6()) return "[" + host_text() + "]:" + std::to_string(port());
    return host_text();
}

Address Address::of_socket(int descriptor) {
    Address a;
    a.length_ = sizeof a.storage_;
    if (getsockname(descriptor, reinterpret_cast<sockaddr*>(&a.storage_), &a.length_) != 0) return {};
    return a;
}

Address Address::of_peer(int descriptor) {
    Address a;
    a.length_ = sizeof a.storage_;
    if (getpeername(descriptor, reinterpret_cast<sockaddr*>(&a.storage_), &a.length_) != 0) return {};
    return a;
}

}  // namespace el::net
