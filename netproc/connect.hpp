// Connecting to the first of several addresses that answers, in the manner of RFC 8305: in order, the next attempt begun
// when one fails, or early when one stalls; the others are dropped as soon as one has won.
// Tests: tests/unit/netproc/connect_test.cpp
#pragma once
#include "handle.hpp"
#include "socket.hpp"

#include <memory>
#include <vector>

namespace el::net {

class Connector final : private Alarm::Owner {
public:
    class Owner {
    public:
        // Applies socket options before connecting: 0 or an errno.
        virtual int prepare_socket(int descriptor) = 0;
        virtual void connect_finished() = 0;  // on the loop, or within start(); must only enqueue

    protected:
        ~Owner() = default;
    };

    Connector(Loop& loop, std::vector<Address> addresses, int socket_type, Owner& owner);
    ~Connector();

    void start();
    bool finished() const { return finished_; }
    Address local() const;  // of an attempt under way
    Socket take() { return std::move(winner_); }  // empty if every attempt failed
    int error() const { return error_; }          // the last failure

    static constexpr unsigned stall_milliseconds = 250;

private:
    class Attempt;
    void begin_next();
    bool begin(const Address& address);  // whether it is now under way
    void settled(Attempt& attempt, int error);
    void finish();
    void alarm() override { begin_next(); }

    Loop& loop_;
    std::vector<Address> addresses_;
    std::size_t next_ = 0;
    int socket_type_;
    Owner& owner_;
    Alarm stall_;
    std::vector<std::unique_ptr<Attempt>> attempts_;
    unsigned pending_ = 0;
    Socket winner_;
    int error_ = 0;
    bool finished_ = false;
    bool beginning_ = false;
};

// Alternates the families, beginning with that of the first address.
std::vector<Address> interleave_families(std::vector<Address> addresses);

}  // namespace el::net
