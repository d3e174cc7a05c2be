#include "loop.hpp"

#include <cstdio>
#include <cstdlib>

namespace el::net {

namespace {

// Running out of descriptors or memory while the loop itself is made leaves nothing to run on.
void must(int result, const char* step) {
    if (result == 0) return;
    std::fprintf(stderr, "elwire: %s: %s\n", step, uv_strerror(result));
    std::abort();
}

template <class T>
void close_own(T* handle) {
    uv_close(reinterpret_cast<uv_handle_t*>(handle), [](uv_handle_t* h) { delete reinterpret_cast<T*>(h); });
}

}  // namespace

void Ready::leave_queue() {
    if (!next_) return;
    next_->previous_ = previous_;
    previous_->next_ = next_;
    next_ = previous_ = nullptr;
    if (count_) --*count_;
}

Loop::Loop(uv_loop_t* lent) : uv_(lent ? lent : new uv_loop_t), owned_(lent == nullptr) {
    queue_.next_ = queue_.previous_ = &queue_;
    if (owned_) must(uv_loop_init(uv_), "making the event loop");
    async_ = new uv_async_t;
    timer_ = new uv_timer_t;
    async_->data = this;
    must(uv_async_init(uv_, async_, [](uv_async_t* a) { static_cast<Loop*>(a->data)->woken_ = true; }), "making the wake-up handle");
    must(uv_timer_init(uv_, timer_), "making the timer");
    // A host's uv_run may end when only these are left.
    uv_unref(reinterpret_cast<uv_handle_t*>(async_));
    uv_unref(reinterpret_cast<uv_handle_t*>(timer_));
}

Loop::~Loop() {
    queue_.next_ = queue_.previous_ = nullptr;
    close_own(async_);
    close_own(timer_);
    // Close callbacks of our handles free memory: let them run. A host's loop runs them by itself.
    if (!owned_) {
        uv_run(uv_, UV_RUN_NOWAIT);
        return;
    }
    int state;
    for (int rounds = 0; (state = uv_loop_close(uv_)) == UV_EBUSY && rounds < 100; ++rounds) uv_run(uv_, UV_RUN_NOWAIT);
    // A request that cannot be cancelled will report to this memory some day: then it has to stay.
    if (state == 0) delete uv_;
}

void Loop::turn(int milliseconds) {
    if (milliseconds == 0 || woken_) {
        uv_run(uv_, UV_RUN_NOWAIT);
        return;
    }
    auto* async = reinterpret_cast<uv_handle_t*>(async_);
    uv_ref(async);  // else uv_run would return at once when nothing else is open
    if (milliseconds > 0) {
        uv_update_time(uv_);
        // A timer that is due already when uv_run begins is called before it polls, which would then have no limit.
        uv_timer_start(timer_, [](uv_timer_t* timer) { uv_stop(timer->loop); }, static_cast<std::uint64_t>(milliseconds), 0);
    }
    uv_run(uv_, UV_RUN_ONCE);
    if (milliseconds > 0) uv_timer_stop(timer_);
    uv_unref(async);
}

void Loop::wake() noexcept { uv_async_send(async_); }

bool Loop::take_wake() {
    bool woken = woken_;
    woken_ = false;
    return woken;
}

void Loop::push(Ready& item) {
    if (item.next_) return;
    item.next_ = &queue_;
    item.previous_ = queue_.previous_;
    item.previous_->next_ = &item;
    queue_.previous_ = &item;
    item.count_ = &queued_;
    ++queued_;
}

Ready* Loop::pop() {
    if (!has_ready()) return nullptr;
    Ready* first = queue_.next_;
    first->leave_queue();
    return first;
}

}  // namespace el::net
