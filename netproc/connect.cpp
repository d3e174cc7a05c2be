#include "connect.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace el::net {

namespace {

constexpr unsigned full_backlog_retry_milliseconds = 5;

// Over loopback a connection is usually decided before connect(2) returns: no turn of the loop is needed then.
bool decided(int descriptor) {
    pollfd p{descriptor, POLLOUT, 0};
    return poll(&p, 1, 0) == 1;
}

}  // namespace

class Connector::Attempt final : private Watcher::Owner, private Alarm::Owner {
public:
    Attempt(Connector& connector, const Address& address, Socket socket)
        : connector_(connector), address_(address), socket_(std::move(socket)), watcher_(connector.loop_, *this),
          retry_(connector.loop_, *this) {}

    void connect() {
        int error;
        do error = ::connect(socket_.get(), address_.get(), address_.length()) == 0 ? 0 : errno;
        while (error == EINTR);
        if (error == EAGAIN && address_.is_local()) {
            retry_.set(full_backlog_retry_milliseconds);  // Unix sockets do not queue beyond the backlog
            return;
        }
        if (error == EINPROGRESS) {
            if (!decided(socket_.get())) {
                watcher_.open(socket_.get());
                watcher_.watch(UV_WRITABLE);
                return;
            }
            error = pending_error(socket_.get());
        }
        settle(error);
    }
    Socket take() {
        watcher_.close();
        return std::move(socket_);
    }
    bool over() const { return over_; }
    Address local() const { return Address::of_socket(socket_.get()); }
    void drop() {
        over_ = true;
        watcher_.close();
        retry_.cancel();
        socket_.close();
    }

private:
    void ready(int) override { settle(pending_error(socket_.get())); }
    void alarm() override { connect(); }
    void settle(int error) {
        over_ = true;
        watcher_.close();
        connector_.settled(*this, error);
    }

    Connector& connector_;
    Address address_;
    Socket socket_;
    Watcher watcher_;
    Alarm retry_;
    bool over_ = false;
};

Connector::Connector(Loop& loop, std::vector<Address> addresses, int socket_type, Owner& owner)
    : loop_(loop), addresses_(std::move(addresses)), socket_type_(socket_type), owner_(owner), stall_(loop, *this) {}

Connector::~Connector() = default;

void Connector::start() { begin_next(); }

// Begins attempts until one is on its way; failures that are known at once move on to the next address.
void Connector::begin_next() {
    beginning_ = true;
    bool under_way = false;
    while (!finished_ && !under_way && next_ < addresses_.size()) under_way = begin(addresses_[next_++]);
    beginning_ = false;
    if (finished_) return;
    if (pending_ == 0)
        finish();
    else if (next_ < addresses_.size())
        stall_.set(stall_milliseconds);
}

bool Connector::begin(const Address& address) {
    Socket socket = make_socket(address.family(), socket_type_);
    int error = socket ? owner_.prepare_socket(socket.get()) : errno;
    if (error) {
        error_ = error;
        return false;
    }
    unsigned before = pending_++;
    attempts_.push_back(std::make_unique<Attempt>(*this, address, std::move(socket)));
    attempts_.back()->connect();
    return pending_ > before;
}

void Connector::settled(Attempt& attempt, int error) {
    --pending_;
    if (finished_) return;
    if (error == 0) {
        winner_ = attempt.take();
        finish();
        return;
    }
    error_ = error;
    attempt.drop();
    if (beginning_) return;  // begin_next() goes on by itself
    stall_.cancel();
    begin_next();
}

Address Connector::local() const {
    for (const auto& attempt : attempts_)
        if (!attempt->over()) return attempt->local();
    return Address();
}

void Connector::finish() {
    finished_ = true;
    stall_.cancel();
    for (auto& attempt : attempts_)
        if (!attempt->over()) attempt->drop();
    owner_.connect_finished();
}

std::vector<Address> interleave_families(std::vector<Address> addresses) {
    if (addresses.empty()) return addresses;
    int family = addresses[0].family();
    auto other = std::stable_partition(addresses.begin(), addresses.end(), [&](const Address& a) { return a.family() == family; });
    std::vector<Address> result;
    auto first = addresses.begin();
    for (auto second = other; first != other || second != addresses.end();) {
        if (first != other) result.push_back(*first++);
        if (second != addresses.end()) result.push_back(*second++);
    }
    return result;
}

}  // namespace el::net
