#include "descriptor.hpp"

#include <cerrno>

namespace el::net {

DescriptorTransport::DescriptorTransport(Loop& loop, Socket descriptor)
    : descriptor_(std::move(descriptor)), watcher_(loop, *this) {}

void DescriptorTransport::open(Events& events) {
    bool again = events_ != nullptr;
    events_ = &events;
    if (!again) pollable_ = watcher_.open(descriptor_.get()) == 0;
}

void DescriptorTransport::pause(bool paused) {
    reading_ = !paused;
    if (paused) told_ = parked_ = false;
    update_interest();
    if (!pollable_ && reading_) tell_readable();
}

void DescriptorTransport::update_interest() {
    int events = 0;
    if (reading_ && !parked_) events |= UV_READABLE;
    if (!queue_.empty()) events |= UV_WRITABLE;
    watcher_.watch(events);
}

void DescriptorTransport::tell_readable() {
    told_ = true;
    events_->readable();
}

void DescriptorTransport::ready(int events) {
    if (events & UV_WRITABLE && !queue_.empty()) {
        write_error_ = queue_.write(descriptor_.get());
        if (write_error_) queue_.clear();
        update_interest();
        if (queue_.empty()) events_->drained();
    }
    if (!(events & UV_READABLE) || !reading_) return;
    if (told_) {
        parked_ = true;
        update_interest();
        return;
    }
    tell_readable();
}

ReadResult DescriptorTransport::read(std::uint8_t* into, std::size_t capacity) {
    ssize_t count;
    do count = ::read(descriptor_.get(), into, capacity);
    while (count < 0 && errno == EINTR);
    int error = errno;
    told_ = false;
    if (parked_ || watcher_.watched() == 0) {
        parked_ = false;
        update_interest();
    }
    if (count > 0) return {ReadResult::data, !pollable_ || static_cast<std::size_t>(count) == capacity, static_cast<std::size_t>(count), 0};
    if (count < 0 && error == EAGAIN) return {};
    return {ReadResult::end, false, 0, count < 0 ? error : 0};
}

int DescriptorTransport::write(std::string_view bytes) {
    if (write_error_) return write_error_;
    while (queue_.empty() && !bytes.empty()) {
        ssize_t written = ::write(descriptor_.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno != EAGAIN) return errno;
        if (written <= 0) break;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (bytes.empty()) return 0;
    queue_.append(bytes);
    update_interest();
    return 0;
}

}  // namespace el::net
