#include "pipe.hpp"

#include "../spawn.hpp"

#include <cerrno>

namespace el::net {

PipeTransport::PipeTransport(Loop& loop, Socket reading, Socket writing)
    : reading_(std::move(reading)), writing_(std::move(writing)), reader_(loop, *this, &PipeTransport::can_read),
      writer_(loop, *this, &PipeTransport::can_write) {}

void PipeTransport::open(Events& events) {
    bool again = events_ != nullptr;
    events_ = &events;
    if (again) return;
    if (reading_) reader_.watcher.open(reading_.get());
    if (writing_) writer_.watcher.open(writing_.get());
}

void PipeTransport::pause(bool paused) {
    reading_wanted_ = !paused;
    if (paused) told_ = parked_ = false;
    update_reading();
}

void PipeTransport::update_reading() { reader_.watcher.watch(reading_wanted_ && !parked_ ? UV_READABLE : 0); }
void PipeTransport::update_writing() { writer_.watcher.watch(queue_.empty() ? 0 : UV_WRITABLE); }

void PipeTransport::can_read(int) {
    if (!reading_wanted_) return;
    if (told_) {
        parked_ = true;
        update_reading();
        return;
    }
    told_ = true;
    events_->readable();
}

void PipeTransport::can_write(int) {
    if (queue_.empty()) return;
    write_error_ = queue_.write(writing_.get());
    if (write_error_) queue_.clear();
    update_writing();
    if (!queue_.empty()) return;
    if (finishing_) close_writing();
    events_->drained();
}

ReadResult PipeTransport::read(std::uint8_t* into, std::size_t capacity) {
    ssize_t count;
    do count = ::read(reading_.get(), into, capacity);
    while (count < 0 && errno == EINTR);
    int error = errno;
    told_ = false;
    if (parked_ || reader_.watcher.watched() == 0) {
        parked_ = false;
        update_reading();
    }
    if (count > 0) return {ReadResult::data, static_cast<std::size_t>(count) == capacity, static_cast<std::size_t>(count), 0};
    if (count < 0 && error == EAGAIN) return {};
    // A pty whose last user has closed it says EIO.
    return {ReadResult::end, false, 0, count < 0 && error != EIO ? error : 0};
}

int PipeTransport::write(std::string_view bytes) {
    if (finished_ || finishing_ || !writing_) return 0;  // as in Emacs: silently not transmitted
    if (write_error_) return write_error_;
    while (queue_.empty() && !bytes.empty()) {
        ssize_t written = ::write(writing_.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno != EAGAIN) return write_error_ = errno;
        if (written <= 0) break;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (bytes.empty()) return 0;
    queue_.append(bytes);
    update_writing();
    return 0;
}

void PipeTransport::close_writing() {
    finishing_ = false;
    finished_ = true;
    writer_.watcher.close();
    writing_.close();
}

void PipeTransport::finish() {
    if (finished_ || finishing_ || !writing_) return;
    if (terminal_) {
        char end = end_of_file_character(writing_.get());
        write({&end, 1});
    } else if (queue_.empty()) {
        close_writing();
    } else {
        finishing_ = true;
    }
}

}  // namespace el::net
