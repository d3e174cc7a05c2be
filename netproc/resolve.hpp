// Names to addresses, without ever blocking the loop, the other look-ups or the end of the program: the system library's resolver may take
// half a minute when nobody answers it.
// Tests: tests/unit/netproc/resolve_test.cpp
#pragma once
#include "address.hpp"
#include "handle.hpp"

#include <optional>
#include <string>
#include <vector>

namespace el::net {

struct LookupRequest {
    std::string host;
    std::string service;
    int family = AF_UNSPEC;
    int socket_type = SOCK_STREAM;
};

struct LookupResult {
    std::vector<Address> addresses;  // in the resolver's order
    std::string error;               // the resolver library's text; empty if it found something
};

// The answer when it needs no look-up: the host is numeric, or the request is wrong in itself.
std::optional<LookupResult> resolve_at_once(const LookupRequest& request);

// One look-up under way. May be destroyed at any time: the answer is then dropped.
class Resolution {
public:
    class Owner {
    public:
        virtual void resolved(LookupResult result) = 0;  // on the loop; must only enqueue

    protected:
        ~Owner() = default;
    };

    Resolution(Loop& loop, const LookupRequest& request, Owner& owner);
    ~Resolution();
    Resolution(const Resolution&) = delete;
    Resolution& operator=(const Resolution&) = delete;

private:
    struct Mailbox;
    static void answered(uv_async_t* handle);
    void abandon();

    Owner& owner_;
    Handle<uv_async_t> async_;
    std::shared_ptr<Mailbox> mailbox_;
};

}  // namespace el::net
