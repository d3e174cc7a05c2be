// Connections that are deleted while bytes are still queued: they go on until the peer has taken them, but not for ever.
// (In Emacs a send returns when the kernel has everything, so deleting right after it loses nothing; nor does it here.)
#pragma once
#include "handle.hpp"
#include "transport.hpp"

#include <vector>

namespace el::net {

class Lingering {
public:
    explicit Lingering(Loop& loop);
    ~Lingering();

    void adopt(std::unique_ptr<Transport> transport);
    bool empty() const { return held_.empty(); }
    std::size_t queued() const;
    void reap();  // frees what is done; called by the loop's user, never from a callback
    void drop_all();

    static constexpr unsigned patience_milliseconds = 30'000;

private:
    class Held;
    Loop& loop_;
    std::vector<std::unique_ptr<Held>> held_;
    bool some_done_ = false;
};

}  // namespace el::net
