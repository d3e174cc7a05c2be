// Bytes that the kernel has not taken yet, in order.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace el::net {

class WriteQueue {
public:
    // keep_boundaries: every append is one packet, sent by itself.
    explicit WriteQueue(bool keep_boundaries) : keep_boundaries_(keep_boundaries) {}

    std::size_t size() const { return bytes_; }
    bool empty() const { return first_ == chunks_.size(); }
    void append(std::string_view bytes);
    void clear();
    // Sends until the kernel takes no more. 0, or an errno; EAGAIN is not an error.
    int send(int socket);
    // The same for what is not a socket.
    int write(int descriptor);

private:
    template <class Put>
    int flush(Put put);
    void consume(std::size_t bytes);

    std::vector<std::string> chunks_;  // chunks_[first_] is the next to go
    std::size_t first_ = 0;
    std::size_t offset_ = 0;  // what of it has gone already
    std::size_t bytes_ = 0;
    bool keep_boundaries_;
};

}  // namespace el::net
