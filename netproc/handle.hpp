// libuv handles with one owner: allocated outside the Lisp heap, closed once, freed in the close callback.
#pragma once
#include "loop.hpp"

#include <utility>

namespace el::net {

template <class T>
class Handle {
public:
    explicit Handle(Loop& loop) : loop_(&loop) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { close(); }

    T* get() const { return handle_; }
    explicit operator bool() const { return handle_; }

    // init(T*) calls uv_..._init and returns its result; `owner` is what callbacks find in handle->data.
    template <class Init>
    int open(void* owner, Init init) {
        auto* fresh = new Boxed;
        int result = init(&fresh->handle);
        if (result != 0) {
            delete fresh;
            return result;
        }
        fresh->count = loop_->handle_count();
        fresh->handle.data = owner;
        ++*fresh->count;
        handle_ = &fresh->handle;
        return 0;
    }

    void close() {
        T* handle = std::exchange(handle_, nullptr);
        if (!handle) return;
        handle->data = nullptr;  // late callbacks see nobody
        uv_close(reinterpret_cast<uv_handle_t*>(handle), [](uv_handle_t* h) {
            auto* boxed = reinterpret_cast<Boxed*>(h);
            --*boxed->count;
            delete boxed;
        });
    }

private:
    struct Boxed {
        T handle;  // first: the handle's address is the box's
        Loop::Count count;
    };
    Loop* loop_;
    T* handle_ = nullptr;
};

// Tells its owner when a descriptor can be read or written. Level-triggered: it speaks until the condition is gone or the
// interest is withdrawn. The descriptor may be closed as soon as the watcher is.
class Watcher {
public:
    class Owner {
    public:
        // On the loop. `events` is of UV_READABLE, UV_WRITABLE, UV_DISCONNECT; all of them when polling itself failed.
        virtual void ready(int events) = 0;

    protected:
        ~Owner() = default;
    };

    Watcher(Loop& loop, Owner& owner) : loop_(loop), owner_(owner), poll_(loop) {}
    int open(int descriptor);  // 0 or a negative errno
    void watch(int events);    // 0: nothing
    int watched() const { return events_; }
    void close() {
        poll_.close();
        events_ = 0;
    }

private:
    Loop& loop_;
    Owner& owner_;
    Handle<uv_poll_t> poll_;
    int events_ = 0;
};

// Calls its owner once after a delay.
class Alarm {
public:
    class Owner {
    public:
        virtual void alarm() = 0;  // on the loop

    protected:
        ~Owner() = default;
    };

    Alarm(Loop& loop, Owner& owner) : loop_(loop), owner_(owner), timer_(loop) {}
    void set(unsigned milliseconds);
    void cancel();

private:
    Loop& loop_;
    Owner& owner_;
    Handle<uv_timer_t> timer_;
};

}  // namespace el::net
