#include "stream.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace el::net {

StreamTransport::StreamTransport(Loop& loop, Socket socket, bool keep_packets)
    : socket_(std::move(socket)), watcher_(loop, *this), queue_(keep_packets), keep_packets_(keep_packets) {}

void StreamTransport::open(Events& events) {
    if (!events_) watcher_.open(socket_.get());
    events_ = &events;
}

void StreamTransport::pause(bool paused) {
    reading_ = !paused;
    if (paused) told_ = parked_ = false;
    update_interest();
}

void StreamTransport::update_interest() {
    int events = 0;
    if (reading_ && !parked_) events |= UV_READABLE | UV_DISCONNECT;
    if (!queue_.empty()) events |= UV_WRITABLE;
    watcher_.watch(events);
}

void StreamTransport::ready(int events) {
    if (events & UV_WRITABLE && !queue_.empty()) {
        flush();
        update_interest();
    }
    if (!(events & (UV_READABLE | UV_DISCONNECT)) || !reading_) return;
    if (events & UV_DISCONNECT) ending_ = true;
    if (told_) {
        parked_ = true;
        update_interest();
        return;
    }
    told_ = true;
    events_->readable();
}

ReadResult StreamTransport::read(std::uint8_t* into, std::size_t capacity) {
    ssize_t count;
    do count = recv(socket_.get(), into, capacity, MSG_DONTWAIT);
    while (count < 0 && errno == EINTR);
    int error = errno;
    told_ = false;
    if (parked_ || watcher_.watched() == 0) {
        parked_ = false;
        update_interest();
    }
    if (count > 0) {
        // A short read has emptied the socket, unless what follows is the end.
        bool more = keep_packets_ || ending_ || static_cast<std::size_t>(count) == capacity;
        return {ReadResult::data, more, static_cast<std::size_t>(count), 0};
    }
    if (count < 0 && error == EAGAIN) return {};
    return {ReadResult::end, false, 0, count < 0 ? error : 0};
}

int StreamTransport::write(std::string_view bytes) {
    if (finished_ || finishing_) return 0;  // as in Emacs: silently not transmitted
    if (write_error_) return write_error_;
    if (queue_.empty()) {
        ssize_t sent;
        do sent = send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        while (sent < 0 && errno == EINTR);
        if (sent < 0 && errno != EAGAIN) return errno;
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
        if (bytes.empty()) return 0;
    }
    queue_.append(bytes);
    update_interest();
    return 0;
}

void StreamTransport::flush() {
    write_error_ = queue_.send(socket_.get());
    if (write_error_) queue_.clear();
    if (!queue_.empty()) return;
    if (finishing_) finish();
    events_->drained();
}

void StreamTransport::finish() {
    if (!queue_.empty()) {
        finishing_ = true;
        return;
    }
    finishing_ = false;
    if (!finished_) shutdown(socket_.get(), SHUT_WR);
    finished_ = true;
}

}  // namespace el::net
