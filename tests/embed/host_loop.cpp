// A host with a libuv loop of its own lends it: its timers and elwire's connections run on the same loop, and Lisp is called only
// from dispatch(), never inside uv_run.
#include <el/el.hpp>
#include <netproc/netproc.hpp>

#include <uv.h>

#include <iostream>

#include "expect.hpp"

namespace {

const char* const script = R"(
    (defvar heard "")
    (defvar ticks 0)
    (defvar inside-host-callback nil)
    (defvar server
      (make-network-process :name "server" :server t :host "127.0.0.1" :service t :coding 'binary
                            :filter (lambda (connection text)
                                      (when inside-host-callback (error "Called inside uv_run"))
                                      (process-send-string connection (upcase text)))))
    (defvar client
      (make-network-process :name "client" :host "127.0.0.1" :service (process-contact server :service) :coding 'binary
                            :nowait t
                            :filter (lambda (_client text) (setq heard (concat heard text)))
                            :sentinel (lambda (client message)
                                        (when (string-prefix-p "open" message)
                                          (process-send-string client "over the host's loop")))))
    (run-with-timer 0.01 0.01 (lambda () (setq ticks (1+ ticks)))))";

struct HostTimer {
    uv_timer_t handle{};
    int count = 0;
};

void on_host_timer(uv_timer_t* handle) { ++static_cast<HostTimer*>(handle->data)->count; }

void start(uv_loop_t& loop, HostTimer& timer) {
    uv_timer_init(&loop, &timer.handle);
    timer.handle.data = &timer;
    uv_timer_start(&timer.handle, on_host_timer, 5, 5);
}

// The host's loop: libuv collects events, then Lisp gets its turn.
template <class Done>
bool run_until(uv_loop_t& loop, el::Interpreter& in, Done done) {
    uint64_t end = uv_now(&loop) + 10000;
    while (uv_now(&loop) < end) {
        in.set_variable(in.intern("inside-host-callback"), in.to_lisp(true));
        uv_run(&loop, UV_RUN_ONCE);
        in.set_variable(in.intern("inside-host-callback"), el::nil);
        in.waiter().dispatch(in);
        if (done()) return true;
    }
    return false;
}

}  // namespace

int main() {
    uv_loop_t loop;
    uv_loop_init(&loop);
    HostTimer timer;
    start(loop, timer);
    {
        el::Interpreter in;
        netproc::install(in, {.loop = &loop});
        in.eval(script);
        el::Value heard = in.intern("heard"), ticks = in.intern("ticks");
        EXPECT(run_until(loop, in, [&] {
            return in.print(in.variable(heard), false) == "OVER THE HOST'S LOOP" && in.to<el::Int>(in.variable(ticks)) >= 5;
        }));
        EXPECT(timer.count > 0);
        // The interpreter may still wait by itself; the host's timers go on meanwhile.
        int before = timer.count;
        in.eval("(sleep-for 0.1)");
        EXPECT(timer.count > before);
    }
    // The loop is the host's again: only its own timer is left on it.
    int left = 0;
    uv_walk(&loop, [](uv_handle_t*, void* count) { ++*static_cast<int*>(count); }, &left);
    EXPECT(left == 1);
    uv_close(reinterpret_cast<uv_handle_t*>(&timer.handle), nullptr);
    uv_run(&loop, UV_RUN_DEFAULT);
    EXPECT(uv_loop_close(&loop) == 0);
    std::cout << "host loop, " << failures << " failures\n";
    return failures;
}
