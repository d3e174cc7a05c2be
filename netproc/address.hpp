// Socket addresses as plain C++, and as text.
// Tests: tests/unit/netproc/address_test.cpp
#pragma once
#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace el::net {

class Address {
public:
    Address() = default;  // no address: family AF_UNSPEC
    Address(const sockaddr* from, socklen_t length);
    static Address ipv4(const std::uint8_t (&octets)[4], std::uint16_t port);
    static Address ipv6(const std::uint16_t (&groups)[8], std::uint16_t port);
    // A Unix socket; a leading NUL makes it abstract. Nothing if it is too long.
    static std::optional<Address> local(std::string_view path);
    // All zeros, as large as addresses of FAMILY are.
    static Address zero(int family);

    int family() const { return storage_.ss_family; }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage_); }
    socklen_t length() const { return length_; }
    explicit operator bool() const { return length_ != 0; }

    bool is_ipv4() const { return family() == AF_INET; }
    bool is_ipv6() const { return family() == AF_INET6; }
    bool is_local() const { return family() == AF_UNIX; }
    std::uint16_t port() const;
    void set_port(std::uint16_t port);
    std::uint8_t octet(unsigned i) const;   // of an IPv4 address
    std::uint16_t group(unsigned i) const;  // of an IPv6 address, host byte order
    std::string path() const;               // of a Unix socket: without the NUL at the end; an abstract one begins with NUL
    std::span<const std::uint8_t> data() const;  // what follows the family

    // "127.0.0.1", "2001:db8:0:0:0:0:0:1" (no zero compression), the path.
    std::string host_text() const;
    // "127.0.0.1:80", "[0:0:0:0:0:0:0:1]:80".
    std::string text() const;

    static Address of_socket(int descriptor);
    static Address of_peer(int descriptor);

private:
    sockaddr_storage storage_{};
    socklen_t length_ = 0;
};

}  // namespace el::net
