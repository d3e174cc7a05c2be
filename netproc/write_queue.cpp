#include "write_queue.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>

namespace el::net {

namespace {

constexpr std::size_t coalesce_below = 16 * 1024;
constexpr std::size_t batch = 32;

}  // namespace

void WriteQueue::append(std::string_view bytes) {
    if (bytes.empty() && !keep_boundaries_) return;
    bytes_ += bytes.size();
    if (!keep_boundaries_ && !empty() && chunks_.back().size() < coalesce_below) {
        chunks_.back().append(bytes);
        return;
    }
    chunks_.emplace_back(bytes);
}

void WriteQueue::clear() {
    chunks_ = {};
    first_ = offset_ = bytes_ = 0;
}

void WriteQueue::consume(std::size_t sent) {
    bytes_ -= sent;
    while (first_ < chunks_.size()) {
        std::size_t left = chunks_[first_].size() - offset_;
        if (sent < left) {
            offset_ += sent;
            break;
        }
        sent -= left;
        chunks_[first_] = {};
        ++first_;
        offset_ = 0;
        if (keep_boundaries_) break;
    }
    if (empty())
        clear();  // an idle connection keeps no memory
    else if (first_ >= 64 && first_ * 2 >= chunks_.size()) {
        chunks_.erase(chunks_.begin(), chunks_.begin() + static_cast<std::ptrdiff_t>(first_));
        first_ = 0;
    }
}

template <class Put>
int WriteQueue::flush(Put put) {
    while (!empty()) {
        iovec parts[batch];
        std::size_t n = keep_boundaries_ ? 1 : std::min(batch, chunks_.size() - first_);
        for (std::size_t i = 0; i < n; ++i) parts[i] = {chunks_[first_ + i].data(), chunks_[first_ + i].size()};
        parts[0].iov_base = chunks_[first_].data() + offset_;
        parts[0].iov_len -= offset_;
        ssize_t sent = put(parts, n);
        if (sent < 0) {
            if (errno == EINTR) continue;
            return errno == EAGAIN ? 0 : errno;
        }
        consume(static_cast<std::size_t>(sent));
    }
    return 0;
}

int WriteQueue::send(int socket) {
    return flush([socket](iovec* parts, std::size_t n) {
        msghdr message{};
        message.msg_iov = parts;
        message.msg_iovlen = n;
        return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    });
}

int WriteQueue::write(int descriptor) {
    return flush([descriptor](iovec* parts, std::size_t n) { return writev(descriptor, parts, static_cast<int>(n)); });
}

}  // namespace el::net
