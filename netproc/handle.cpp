#include "handle.hpp"

namespace el::net {

int Watcher::open(int descriptor) {
    return poll_.open(this, [&](uv_poll_t* p) { return uv_poll_init(loop_.uv(), p, descriptor); });
}

void Watcher::watch(int events) {
    if (events == events_ || !poll_) return;
    events_ = events;
    if (events == 0) {
        uv_poll_stop(poll_.get());
        return;
    }
    uv_poll_start(poll_.get(), events, [](uv_poll_t* p, int status, int happened) {
        auto* self = static_cast<Watcher*>(p->data);
        if (!self) return;
        if (status < 0) {
            // libuv has stopped watching; a read or write will tell the reason.
            self->events_ = 0;
            happened = UV_READABLE | UV_WRITABLE | UV_DISCONNECT;
        }
        self->owner_.ready(happened);
    });
}

void Alarm::set(unsigned milliseconds) {
    if (!timer_ && timer_.open(this, [&](uv_timer_t* t) { return uv_timer_init(loop_.uv(), t); }) != 0) return;
    uv_update_time(loop_.uv());
    uv_timer_start(timer_.get(), [](uv_timer_t* t) {
        if (auto* self = static_cast<Alarm*>(t->data)) self->owner_.alarm();
    }, milliseconds, 0);
}

void Alarm::cancel() {
    if (timer_) uv_timer_stop(timer_.get());
}

}  // namespace el::net
