// The event loop of one interpreter, and the queue of those who have something to deliver.
// Tests: tests/unit/netproc/loop_test.cpp
//
// Lisp never runs inside a libuv callback. Callbacks only put somebody into the ready queue; whoever waits takes them out
// again after uv_run has returned, from an ordinary frame, and may wait again from there.
#pragma once
#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace el::net {

// Somebody with events to deliver. In the queue at most once.
class Ready {
public:
    Ready() = default;
    Ready(const Ready&) = delete;
    Ready& operator=(const Ready&) = delete;
    virtual ~Ready() { leave_queue(); }
    bool queued() const { return next_ != nullptr; }
    void leave_queue();

private:
    friend class Loop;
    Ready* next_ = nullptr;
    Ready* previous_ = nullptr;
    std::size_t* count_ = nullptr;  // the queue's length
};

class Loop {
public:
    explicit Loop(uv_loop_t* lent = nullptr);  // its own loop, or one that a host lends
    ~Loop();                                   // every handle of ours must have been closed before
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    uv_loop_t* uv() { return uv_; }
    // Lets libuv look for events: 0 does not block, a negative number waits for one, else at most that many milliseconds.
    void turn(int milliseconds);
    // Ends a blocking turn(), or makes the next one not block. Async-signal-safe, from any thread.
    void wake() noexcept;
    // Whether wake() was called since the last time this was asked.
    bool take_wake();

    void push(Ready& item);  // at the end; nothing happens when it is in the queue already
    Ready* pop();            // null when empty
    bool has_ready() const { return queue_.next_ != &queue_; }
    std::size_t queued() const { return queued_; }  // length of the queue: a round of deliveries is that many

    // Handles and requests of this loop that are open or still closing; the loop's own excluded. Each holds a share of the count, for
    // a request that cannot be cancelled may end after the Loop itself.
    using Count = std::shared_ptr<std::size_t>;
    const Count& handle_count() const { return open_handles_; }
    std::size_t open_handles() const { return *open_handles_; }

private:
    struct Anchor : Ready {};

    uv_loop_t* uv_;
    uv_async_t* async_;
    uv_timer_t* timer_;
    bool owned_;
    bool woken_ = false;
    Anchor queue_;
    std::size_t queued_ = 0;
    Count open_handles_ = std::make_shared<std::size_t>(0);
};

}  // namespace el::net
