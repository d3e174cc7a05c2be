// The way to a connection: looking the name up, trying the addresses, asking a proxy. Never blocks.
#pragma once
#include "connect.hpp"
#include "proxy.hpp"
#include "resolve.hpp"
#include "socket_options.hpp"

namespace el::net {

struct ConnectPlan {
    std::optional<LookupRequest> lookup;  // else `addresses`
    std::vector<Address> addresses;
    int socket_type = SOCK_STREAM;
    ParsedOptions options;
    std::optional<ProxyPlan> proxy;  // then the lookup and addresses are the proxy's
    unsigned timeout_milliseconds = 0;  // 0: only the kernel's own limits
};

class Connecting final : private Resolution::Owner, private Connector::Owner, private ProxyHandshake::Owner, private Alarm::Owner {
public:
    class Owner {
    public:
        virtual void connecting_finished() = 0;  // on the loop, or within start(); must only enqueue

    protected:
        ~Owner() = default;
    };
    enum class Outcome : unsigned char { pending, connected, lookup_failed, connect_failed, proxy_failed };

    Connecting(Loop& loop, ConnectPlan plan, Owner& owner);
    ~Connecting();
    void start();

    Outcome outcome() const { return outcome_; }
    bool looking_up() const { return outcome_ == Outcome::pending && !connector_; }
    Socket take();
    Address local() const;  // of the attempt under way, or of the connection; none while looking up
    const std::string& lookup_error() const { return lookup_error_; }
    const std::string& proxy_error() const { return handshake_->error(); }
    int error() const { return error_; }
    int failed_option() const { return failed_option_; }  // index in the plan's options, or -1
    const ConnectPlan& plan() const { return plan_; }

private:
    void resolved(LookupResult result) override;
    int prepare_socket(int descriptor) override;
    void connect_finished() override;
    void proxy_finished() override;
    void succeed();
    void alarm() override { fail(Outcome::connect_failed, ETIMEDOUT); }
    void connect_to(std::vector<Address> addresses);
    void fail(Outcome outcome, int error);

    Loop& loop_;
    ConnectPlan plan_;
    Connecting::Owner& owner_;
    std::unique_ptr<Resolution> resolution_;
    std::unique_ptr<Connector> connector_;
    std::unique_ptr<ProxyHandshake> handshake_;
    Alarm limit_;
    Socket socket_;
    std::string lookup_error_;
    int error_ = 0, failed_option_ = -1;
    Outcome outcome_ = Outcome::pending;
};

}  // namespace el::net
