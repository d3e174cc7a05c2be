#include "support.hpp"

#include "netproc/idn.hpp"
#include "netproc/resolve.hpp"

#include <netinet/in.h>

using namespace el::net;

namespace {

struct Answer : Resolution::Owner {
    void resolved(LookupResult r) override {
        result = std::move(r);
        ++answers;
    }
    LookupResult result;
    int answers = 0;
};

}  // namespace

TEST_CASE("numeric hosts need no look-up; errors have the system's words") {
    struct Row {
        const char *host, *service;
        int family;
        const char* error;
    };
    const Row rows[] = {
        {"127.0.0.1", "80", AF_UNSPEC, ""},
        {"127.1", "80", AF_UNSPEC, ""},
        {"::1", "80", AF_UNSPEC, ""},
        {"127.0.0.1", "http", AF_UNSPEC, ""},
        {"127.0.0.1", "-1", AF_UNSPEC, "Servname not supported for ai_socktype"},
        {"127.0.0.1", "no-such-svc", AF_UNSPEC, "Servname not supported for ai_socktype"},
        {"", "9", AF_UNSPEC, "Name or service not known"},
        {"127.0.0.1", "9", 99, "ai_family not supported"},
        {"127.0.0.1", "9", AF_INET6, "Address family for hostname not supported"},
    };
    for (const Row& row : rows) {
        INFO(row.host << "/" << row.service);
        auto result = resolve_at_once({row.host, row.service, row.family, SOCK_STREAM});
        REQUIRE(result);
        CHECK(result->error == row.error);
        CHECK(result->addresses.empty() == (*row.error != 0));
    }
    CHECK_FALSE(resolve_at_once({"localhost", "80"}));
}

TEST_CASE("host names of any script are written in ASCII") {
    CHECK(ascii_host("Example.COM").name == "Example.COM");
    CHECK(ascii_host("").name.empty());
    CHECK(ascii_host("www.b\u00fccher.example").name == "www.xn--bcher-kva.example");
    CHECK(ascii_host("B\u00dcCHER.example").name == "xn--bcher-kva.example");
    CHECK(ascii_host("bu\u0308cher.example").name == "xn--bcher-kva.example");
    CHECK(ascii_host("fa\u00df.example").name == "xn--fa-hia.example");
    CHECK(ascii_host("\uff41\u3002b").name == "a.b");
    CHECK_FALSE(ascii_host("b\xfc" "cher").error.empty());
    CHECK_FALSE(ascii_host(std::string(100, 'a') + "\u00fc").error.empty());
}

TEST_CASE("names are looked up by the loop") {
    TestLoop loop;
    Answer answer;
    Resolution resolution(loop, {"localhost", "80", AF_INET, SOCK_STREAM}, answer);
    REQUIRE(loop.until([&] { return answer.answers > 0; }));
    CHECK(answer.result.error.empty());
    REQUIRE_FALSE(answer.result.addresses.empty());  // a system without hosts file may give it twice
    CHECK(answer.result.addresses[0].text() == "127.0.0.1:80");
}

TEST_CASE("impossible names fail with the resolver's words") {
    TestLoop loop;
    Answer answer;
    Resolution resolution(loop, {std::string(300, 'x'), "80"}, answer);
    REQUIRE(loop.until([&] { return answer.answers > 0; }));
    CHECK(answer.result.error == "Name or service not known");
}

TEST_CASE("an answer that nobody waits for is dropped") {
    TestLoop loop;
    Answer answer;
    { Resolution resolution(loop, {"localhost", "80"}, answer); }
    CHECK(loop.all_closed());
    CHECK(answer.answers == 0);
}
