#include "netproc/proxy.hpp"

#include "support.hpp"

using namespace el::net;

TEST_CASE("proxies are named by URLs") {
    auto plain = parse_proxy("socks5://127.0.0.1");
    REQUIRE(plain);
    CHECK(plain->kind == ProxyPlan::socks5);
    CHECK(plain->host == "127.0.0.1");
    CHECK(plain->service == "1080");
    CHECK_FALSE(plain->has_login);

    auto http = parse_proxy("http://proxy.example:3128/");
    REQUIRE(http);
    CHECK(http->kind == ProxyPlan::http);
    CHECK(http->service == "3128");

    auto login = parse_proxy("socks5://us%40er:p%3ass@w@[::1]:9");
    REQUIRE(login);
    CHECK(login->user == "us@er");
    CHECK(login->password == "p:ss@w");
    CHECK(login->host == "::1");
    CHECK(login->service == "9");
    CHECK(parse_proxy("http://user@h")->password.empty());
}

TEST_CASE("what is no URL of a proxy is refused") {
    for (const char* bad : {"", "h:80", "ftp://h", "socks5://", "socks5://:80", "http://h:", "http://h:0", "http://h:65536", "http://h:x",
                            "http://[::1", "http://[::1]x", "http://@h", "http://:p@h", "http://u%4@h", "http://u%zz@h"})
        CHECK_FALSE(parse_proxy(bad));
    CHECK_FALSE(parse_proxy("socks5://" + std::string(256, 'u') + "@h"));
    CHECK(parse_proxy("socks5://" + std::string(255, 'u') + "@h"));
}
