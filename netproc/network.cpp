// Waiting: turning the loop, timers, rounds of delivery.
// Tests: tests/net/waiting.el
#include "network.hpp"

#include <el/list.hpp>
#include <el/thread.hpp>
#include <el/vector.hpp>

#include "callback.hpp"

#include <algorithm>
#include <csignal>

namespace el::net {

namespace {

using std::chrono::milliseconds;

// A single accept-process-output delivers all that can be read, but not for ever while a peer keeps sending.
constexpr unsigned rounds_after_output = 64;
constexpr milliseconds flush_limit{2000};
constexpr milliseconds close_limit{100};
constexpr std::size_t largest_read = 16 << 20;

using TimerClock = std::chrono::system_clock;

// When TIMER (a vector [TRIGGERED HIGH LOW USEC REPEAT FUNCTION ARGS IDLE PSEC INTEGRAL]) is due.
std::optional<TimerClock::time_point> due_time(Value timer) {
    if (!is_vector(timer)) return std::nullopt;
    std::span<const Value> slots = vector_slots(timer);
    if (slots.size() < 10 || !slots[1].is_fixnum() || !slots[2].is_fixnum() || !slots[3].is_fixnum()) return std::nullopt;
    std::chrono::seconds seconds((slots[1].fixnum() << 16) + slots[2].fixnum());
    return TimerClock::time_point(seconds + std::chrono::microseconds(slots[3].fixnum()));
}

int ceil_milliseconds(std::chrono::nanoseconds left) {
    if (left.count() <= 0) return 0;
    auto ms = std::chrono::ceil<milliseconds>(left).count();
    return static_cast<int>(std::min<decltype(ms)>(ms, 1'000'000'000));
}

// As a terminal does to its programs when it goes away.
void hang_up(Process& process) {
    if (process.child) process.child->signal(SIGHUP, true);
}

bool passed(Waiter::Deadline deadline) { return deadline && Waiter::Clock::now() >= *deadline; }

}  // namespace

// The innermost wait_for_output, and whether output came in it. Nested waits keep their own account.
struct Network::Frame {
    Frame(Network& n, const OutputWait& w) : network(n), what(w), outer(n.frame_) { n.frame_ = this; }
    ~Frame() { network.frame_ = outer; }
    Network& network;
    const OutputWait& what;
    Frame* outer;
    bool output = false;
};

Network::Network(Interpreter& interpreter, uv_loop_t* lent) : in(interpreter), sym(interpreter), loop(lent), lingering(loop), children(loop) {
    keep_for_each_thread(in, reinterpret_cast<void**>(&frame_));
    keep_for_each_thread(in, reinterpret_cast<void**>(&filtering));
    on_thread_end(in, [this](Value thread) {
        for (Process* p = registry.newest(); p; p = p->older)
            if (get(p->object(), Slot::thread) == thread) set(p->object(), Slot::thread, nil);
    });
    std::signal(SIGPIPE, SIG_IGN);  // a write to a pipe that nobody reads is a Lisp error
}

Network::~Network() { close_everything(); }

void Network::note_output(Process& process) {
    ++process.outputs;
    if (frame_ && !frame_->what.process) frame_->output = true;
}

// Emacs: output and an end handled by the same call count as no output, unless the call waits for one process.
void Network::note_end(Process&) {
    if (frame_ && !frame_->what.process) frame_->output = false;
}

std::size_t Network::read_limit() {
    Value limit = in.variable(sym.read_process_output_max);
    if (!limit.is_fixnum() || limit.fixnum() <= 0) return 65536;
    return std::min(static_cast<std::size_t>(limit.fixnum()), largest_read);
}

// --- timers ---

void Network::run_due_timers() {
    auto now = TimerClock::now();
    for (;;) {
        Value list = in.variable(sym.timer_list);
        if (!list.is_cons()) return;
        Value timer = car(list);
        auto due = due_time(timer);
        if (!due || *due > now) return;
        call_timer(*this, timer);
        // Its handler takes it out of the list or moves it on; one that does neither would run for ever.
        if (in.variable(sym.timer_list) == list && car(list) == timer) return;
    }
}

int Network::milliseconds_until(Deadline deadline, bool timers) {
    int left = deadline ? ceil_milliseconds(*deadline - Clock::now()) : -1;
    Value list = timers ? in.variable(sym.timer_list) : nil;
    auto due = list.is_cons() ? due_time(car(list)) : std::nullopt;
    if (!due) return left;
    int until_timer = ceil_milliseconds(*due - TimerClock::now());
    return left < 0 ? until_timer : std::min(left, until_timer);
}

// --- threads ---

bool Network::park(Process& process) {
    Value thread = get(process.object(), Slot::thread);
    if (thread.is_nil() || thread == current_thread(in) || !is_live_thread(thread)) return false;
    poke_thread(in, thread);
    if (!std::exchange(process.parked, true)) parked_.push_back(process.weak_from_this());
    return true;
}

void Network::unpark() {
    std::vector<std::weak_ptr<Process>> parked = std::exchange(parked_, {});
    for (auto& one : parked)
        if (auto process = one.lock()) {
            process->parked = false;
            if (!park(*process)) loop.push(*process);
        }
}

// --- turning ---

bool Network::deliver_round(Process* only) {
    if (only) {
        if (!only->queued()) return false;
        only->leave_queue();
        deliver(*only);
        return true;
    }
    bool any = false;
    for (std::size_t n = loop.queued(); n > 0; --n) {
        Ready* item = loop.pop();
        if (!item) break;
        auto& process = static_cast<Process&>(*item);
        if (park(process)) continue;
        any = true;
        deliver(process);
    }
    return any;
}

bool Network::turn(Deadline deadline, bool may_block, const OutputWait& what) {
    loop.take_wake();
    in.poll();
    bool shared = other_threads(in), choosy = what.nobody || (what.only_this && what.process);
    if (!choosy) forget_pokes(in);
    if (!parked_.empty() && (!choosy || (what.process && what.process->parked))) unpark();
    if (shared && choosy && loop.has_ready()) poke_delivering_threads(in);
    if (shared) may_block = may_block && !others_can_run(in), deadline = earliest_deadline(in, deadline);
    bool pending = what.nobody ? false : what.only_this && what.process ? what.process->queued() : loop.has_ready();
    loop.turn(may_block && !pending ? milliseconds_until(deadline, what.timers) : 0);
    in.poll();
    lingering.reap();
    if (what.timers) run_due_timers();
    return !what.nobody && deliver_round(what.only_this ? what.process : nullptr);
}

bool Network::wait(Interpreter&, Deadline deadline, const std::function<bool()>& done) {
    const OutputWait everything;
    Frame frame(*this, everything);
    ThreadWait waiting(in, deadline, done, true);
    while (!done()) {
        if (passed(deadline)) return false;
        turn(deadline, true, everything);
        if (other_threads(in)) yield_thread(in);
    }
    return true;
}

void Network::wait_apart(Interpreter&, const std::function<bool()>& done) {
    OutputWait apart;
    apart.nobody = true;
    ThreadWait waiting(in, std::nullopt, done, false);
    while (!done()) {
        turn(std::nullopt, true, apart);
        if (other_threads(in)) yield_thread(in);
    }
}

bool Network::wait_for_output(Deadline deadline, const OutputWait& what) {
    Frame frame(*this, what);
    std::shared_ptr<Process> target = what.process ? what.process->shared_from_this() : nullptr;
    std::uint64_t before = target ? target->outputs : 0;
    const std::function<bool()> ready = [&] { return target ? target->outputs != before || target->queued() || target->parked : frame.output; };
    ThreadWait waiting(in, deadline, ready, !what.only_this);
    for (unsigned rounds = 0;;) {
        if (other_threads(in)) yield_thread(in);
        bool satisfied = target ? target->outputs != before : frame.output;
        bool gone = target && !target->transport && !target->connecting && !target->queued() && !target->parked;
        bool may_block = !satisfied && !gone && !passed(deadline);
        bool delivered = turn(deadline, may_block, what);
        if (may_block) continue;
        if (!delivered || ++rounds > rounds_after_output) return target ? target->outputs != before : frame.output;
    }
}

// --- for hosts ---

int Network::timeout() {
    if (loop.has_ready()) return 0;
    int uv = uv_backend_timeout(loop.uv());
    int ours = milliseconds_until(std::nullopt, true);
    return uv < 0 ? ours : ours < 0 ? uv : std::min(uv, ours);
}

void Network::dispatch(Interpreter&) {
    const OutputWait everything;
    turn(std::nullopt, false, everything);
}

bool Network::alive() {
    return registry.size() > 0 || loop.has_ready() || !lingering.empty() || in.variable(sym.timer_list).is_cons();
}

// --- the end ---

// What was sent reaches peers that still read, within a short bound; nothing is delivered any more.
void Network::shut_down(Interpreter&) {
    auto limit = Clock::now() + flush_limit;
    for (Process* p = registry.newest(); p; p = p->older) {
        if (!p->transport) continue;
        if (p->transport->queued() == 0) hang_up(*p);
        p->transport->farewell();
        lingering.adopt(std::move(p->transport));
    }
    for (lingering.reap(); !lingering.empty() && !passed(limit); lingering.reap()) loop.turn(ceil_milliseconds(limit - Clock::now()));
    close_everything();
}

void Network::close_everything() {
    lingering.drop_all();
    while (Process* p = registry.newest()) {
        auto keep = p->shared_from_this();
        hang_up(*p);
        p->close();
        registry.remove(*p);
    }
    lingering.drop_all();
    children.close();
    auto limit = Clock::now() + close_limit;
    while (loop.open_handles() > 0 && !passed(limit)) loop.turn(10);
}

}  // namespace el::net
