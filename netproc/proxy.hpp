// Reaching a target through a proxy: SOCKS5 (RFC 1928, RFC 1929) or HTTP CONNECT (RFC 9110). The handshake runs on the connected socket
// before anything else does, and reads not one byte too many: what follows belongs to the connection, TLS or plain. Names are looked up by
// the proxy. No Lisp in here.
// Tests: tests/net/proxy.el, tests/unit/netproc/proxy_test.cpp
#pragma once
#include "handle.hpp"
#include "socket.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace el::net {

struct ProxyPlan {
    enum Kind : unsigned char { socks5, http } kind = socks5;
    std::string host, service;  // of the proxy
    bool has_login = false;
    std::string user, password;
    std::string target_host;  // a name in ASCII, or a numeric address
    std::uint16_t target_port = 0;
};

// "socks5://[USER[:PASSWORD]@]HOST[:PORT]", or with "http". Nothing if it is malformed. Octets of user and password may be written %XX.
std::optional<ProxyPlan> parse_proxy(std::string_view url);

class ProxyHandshake final : private Watcher::Owner {
public:
    class Owner {
    public:
        virtual void proxy_finished() = 0;  // on the loop, or within start(); must only enqueue

    protected:
        ~Owner() = default;
    };

    ProxyHandshake(Loop& loop, Socket connected, const ProxyPlan& plan, Owner& owner);
    void start();
    bool failed() const { return !error_.empty(); }
    const std::string& error() const { return error_; }  // why the proxy did not let us through
    Socket take();
    Address local() const { return Address::of_socket(socket_.get()); }

private:
    using Step = void (ProxyHandshake::*)();
    void ready(int events) override;
    bool send_rest();  // false: the peer is gone
    void receive_exactly();
    void receive_header();
    void ask(std::string bytes, std::size_t answer, Step next);
    void more(std::size_t bytes, Step next);
    void fail(std::string why);
    void finish();

    void greeting_answered();
    void login_answered();
    void request();
    void request_answered();
    void name_length_known();
    void address_skipped() { finish(); }
    void http_answered();

    const ProxyPlan& plan_;
    Owner& owner_;
    Socket socket_;
    Watcher watcher_;
    std::string out_, in_, error_;
    std::size_t wanted_ = 0;  // bytes of the answer; 0: a header
    Step next_ = nullptr;
    bool over_ = false;
};

}  // namespace el::net
