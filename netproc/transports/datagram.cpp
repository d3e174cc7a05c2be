#include "datagram.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace el::net {

DatagramTransport::DatagramTransport(Loop& loop, Socket socket, Address remote)
    : socket_(std::move(socket)), watcher_(loop, *this), remote_(remote) {}

void DatagramTransport::open(Events& events) {
    if (!events_) watcher_.open(socket_.get());
    events_ = &events;
}

void DatagramTransport::pause(bool paused) {
    reading_ = !paused;
    if (paused) told_ = parked_ = false;
    update_interest();
}

void DatagramTransport::update_interest() {
    int events = reading_ && !parked_ ? UV_READABLE : 0;
    if (queue_) events |= UV_WRITABLE;
    watcher_.watch(events);
}

void DatagramTransport::ready(int events) {
    if (events & UV_WRITABLE && queue_) {
        while (!queue_->empty()) {
            Packet& first = queue_->front();
            if (send_now(first.bytes, first.to) == EAGAIN) break;  // other errors lose this packet, as a network would
            queued_bytes_ -= first.bytes.size();
            queue_->pop_front();
        }
        if (queue_->empty()) {
            queue_.reset();
            update_interest();
            events_->drained();
        }
    }
    if (!(events & UV_READABLE) || !reading_) return;
    if (told_) {
        parked_ = true;
        update_interest();
        return;
    }
    told_ = true;
    events_->readable();
}

ReadResult DatagramTransport::read(std::uint8_t* into, std::size_t capacity) {
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    ssize_t count;
    do {
        size = sizeof from;
        count = recvfrom(socket_.get(), into, capacity, MSG_DONTWAIT, reinterpret_cast<sockaddr*>(&from), &size);
        // What came back for an earlier packet (a closed port) says nothing about this socket.
    } while (count < 0 && (errno == EINTR || errno == ECONNREFUSED));
    int error = errno;
    told_ = false;
    if (parked_ || watcher_.watched() == 0) {
        parked_ = false;
        update_interest();
    }
    if (count < 0) return error == EAGAIN ? ReadResult{} : ReadResult{ReadResult::end, false, 0, error};
    // An unbound local client has no address; zeros stand for it.
    remote_ = size > sizeof(sa_family_t) ? Address(reinterpret_cast<sockaddr*>(&from), size)
                                         : Address::zero(Address::of_socket(socket_.get()).family());
    return {ReadResult::data, true, static_cast<std::size_t>(count), 0};
}

int DatagramTransport::send_now(std::string_view bytes, const Address& to) {
    ssize_t sent;
    do sent = sendto(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT, to.get(), to.length());
    while (sent < 0 && (errno == EINTR || errno == ECONNREFUSED));
    return sent < 0 ? errno : 0;
}

int DatagramTransport::write(std::string_view bytes) {
    if (remote_.family() == AF_UNSPEC) return EINVAL;
    if (!queue_) {
        int error = send_now(bytes, remote_);
        if (error != EAGAIN) return error;
        queue_ = std::make_unique<std::deque<Packet>>();
    }
    queue_->push_back({remote_, std::string(bytes)});
    queued_bytes_ += bytes.size();
    update_interest();
    return 0;
}

}  // namespace el::net
