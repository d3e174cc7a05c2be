#include "support/catch.hpp"

#include "netproc/address.hpp"

#include <netinet/in.h>

using namespace el::net;

TEST_CASE("addresses print as Emacs prints them") {
    CHECK(Address::ipv4({127, 0, 0, 1}, 80).text() == "127.0.0.1:80");
    CHECK(Address::ipv4({127, 0, 0, 1}, 80).host_text() == "127.0.0.1");
    Address six = Address::ipv6({0x2001, 0xdb8, 0, 0, 0, 0, 0, 1}, 443);
    CHECK(six.text() == "[2001:db8:0:0:0:0:0:1]:443");
    CHECK(six.group(1) == 0xdb8);
    CHECK(six.port() == 443);
}

TEST_CASE("local addresses keep their path, abstract ones their NUL") {
    CHECK(Address::local("/tmp/a.sock")->path() == "/tmp/a.sock");
    std::string abstract("\0name", 5);
    CHECK(Address::local(abstract)->path() == abstract);
    CHECK(Address::local("")->path().empty());
    CHECK_FALSE(Address::local(std::string(108, 'x')));
    CHECK(Address::local(std::string(107, 'x')));
}

TEST_CASE("the zero address is as long as its family's") {
    CHECK(Address::zero(AF_INET).data().size() == 14);
    CHECK(Address::zero(AF_INET6).data().size() == 26);
    CHECK(Address::zero(AF_UNIX).data().size() == 108);
}
