// Switching between threads, and their lives.
// Tests: tests/lisp/prims/threads.el
#include "vm/threads.hpp"

#include <el/callback.hpp>

#include "text/buffer.hpp"
#include "vm/binding.hpp"

#include <algorithm>
#include <csignal>

namespace el {

namespace {

constexpr std::size_t thread_c_stack = 16u << 20;
constexpr std::size_t stack_divisor = 16;  // of the main thread's address space

// Ends a thread whose interpreter is being destroyed: C++ frames are unwound, no Lisp runs.
struct ThreadCancelled {};

void set(Value thread, ThreadSlot slot, Value v) { set_foreign_slot(thread, static_cast<unsigned>(slot), v); }
Value get(Value thread, ThreadSlot slot) { return foreign_slot(thread, static_cast<unsigned>(slot)); }

LispThread* make_live(Interpreter& in, Threads& owner, Value name) {
    auto* thread = new (heap::allocate_uncollectable(sizeof(LispThread))) LispThread;
    thread->owner = &owner;
    thread->object = make_foreign(in, thread_type, thread);
    thread->buffer = nil;
    set(thread->object, ThreadSlot::name, name);
    return thread;
}

void forget(LispThread* thread) {
    thread->~LispThread();
    heap::free_uncollectable(thread);
}

// Signals that mean the program are for the native thread that began it.
class SignalsBlocked {
public:
    SignalsBlocked() {
        sigset_t set;
        sigemptyset(&set);
        for (int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD, SIGUSR1, SIGUSR2, SIGWINCH, SIGALRM}) sigaddset(&set, number);
        pthread_sigmask(SIG_BLOCK, &set, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_;
};

struct Exchange {
    MachineState *from, *to;
};
void copy_machine(Exchange exchange) {
    heap::without_collection([](void* p) { *static_cast<Exchange*>(p)->to = *static_cast<Exchange*>(p)->from; }, &exchange);
}
void clear_machine(MachineState& state) {
    heap::without_collection([](void* p) { *static_cast<MachineState*>(p) = {}; }, &state);
}

}  // namespace

std::string print_by_name(Interpreter& in, Value object, const char* kind) {
    Value name = foreign_slot(object, 0);
    if (is_string(name)) return std::string("#<") + kind + " " + in.to<std::string>(name) + ">";
    char text[40];
    std::snprintf(text, sizeof text, "#<%s %#llx>", kind, static_cast<unsigned long long>(object.bits()));
    return text;
}

const ForeignType thread_type = {"thread", "threadp", static_cast<unsigned>(ThreadSlot::count_),
                                 [](Interpreter& in, Value v, bool) { return print_by_name(in, v, "thread"); }};

Threads::Threads(Interpreter& in) : last_error(nil), in_(in) {
    main_ = current_ = make_live(in, *this, nil);
    scan_stacks(main_->machine, true);
    all_.push_back(main_);
}

Threads::~Threads() {
    scan_stacks(main_->machine, false);
    set_foreign_pointer(main_->object, nullptr);
    forget(main_);
}

Value Threads::make(Value function, Value name) {
    reap();
    LispThread* thread = make_live(in_, *this, name);
    set(thread->object, ThreadSlot::function, function);
    reserve_stacks(thread->machine, stack_divisor);
    thread->buffer = current_buffer(in_);
    thread->words.resize(words.size());
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, thread_c_stack);
    int problem;
    {
        SignalsBlocked blocked;
        problem = pthread_create(&thread->native, &attributes, run_native, thread);
    }
    pthread_attr_destroy(&attributes);
    if (problem) {
        release_stacks(thread->machine);
        forget(thread);
        error(in_, "Could not start a new thread");
    }
    all_.push_back(thread);
    return thread->object;
}

// --- a thread's life ---

void* Threads::run_native(void* p) {
    auto& thread = *static_cast<LispThread*>(p);
    heap::register_thread();
    thread.baton.acquire();
    thread.owner->run(thread);
    return nullptr;
}

void Threads::run(LispThread& thread) {
    resume(thread);
    note_c_stack(*in_->vm, thread_c_stack);
    std::size_t bindings = binding_depth(in_);
    try {
        if (ending_) throw ThreadCancelled{};
        if (thread.signalled) {  // before it has begun: nothing can catch that
            if (!thread.signal_symbol.is_unbound()) last_error = cons(in_, thread.signal_symbol, thread.signal_data);
        } else {
            call(thread);
        }
    } catch (const ThreadCancelled&) {
    } catch (const ExitRequest& request) {
        exit_status_ = request.status;
    }
    if (!ending_ && !exit_status_) unbind_to(in_, bindings);
    finish(thread);
}

// Whatever ends the function, also what is no kind of error, is kept for `thread-last-error'.
void Threads::call(LispThread& thread) {
    auto body = [&] {
        set(thread.object, ThreadSlot::result, in_.funcall(get(thread.object, ThreadSlot::function), {}));
        return nil;
    };
    catching(in_, Value::unbound(), body, [&](Value error) { return last_error = error; });
}

void Threads::finish(LispThread& thread) {
    set_foreign_pointer(thread.object, nullptr);
    for (auto& action : at_end) action(thread.object);
    LispThread* next = ending_ || exit_status_ ? main_ : next_after(thread, false);
    if (!next) next = main_;
    all_.erase(std::find(all_.begin(), all_.end(), &thread));
    copy_machine({in_->vm, &thread.machine});
    clear_machine(*in_->vm);
    ended_.push_back(&thread);
    current_ = next;
    next->baton.release();
}

void Threads::reap() {
    for (LispThread* thread : ended_) {
        pthread_join(thread->native, nullptr);
        release_stacks(thread->machine);
        forget(thread);
    }
    ended_.clear();
}

void Threads::end_others() {
    ending_ = true;
    while (all_.size() > 1) hand_over(*all_.back());
    reap();
}

// --- switching ---

void Threads::suspend(LispThread& thread) {
    suspend_bindings(in_);
    thread.buffer = current_buffer(in_);
    std::swap(thread.match, regex_state(in_).match);
    thread.words.resize(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) thread.words[i] = *words[i];
    copy_machine({in_->vm, &thread.machine});
}

void Threads::resume(LispThread& thread) {
    copy_machine({&thread.machine, in_->vm});
    clear_machine(thread.machine);
    thread.words.resize(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) *words[i] = thread.words[i];
    std::swap(thread.match, regex_state(in_).match);
    if (is_live_buffer(thread.buffer)) set_current_buffer(in_, thread.buffer);
    resume_bindings(in_);
}

void Threads::hand_over(LispThread& next) {
    LispThread& self = *current_;
    suspend(self);
    current_ = &next;
    next.baton.release();
    self.baton.acquire();
    resume(self);
    if (!ending_) after_resuming();
    else if (&self != main_) throw ThreadCancelled{};
}

// What others have left for the thread that goes on.
void Threads::after_resuming() {
    if (ending_) throw ThreadCancelled{};
    reap();
    if (current_ == main_ && exit_status_) throw ExitRequest{*std::exchange(exit_status_, std::nullopt)};
    if (!std::exchange(current_->signalled, false)) return;
    Value symbol = std::exchange(current_->signal_symbol, nil), data = std::exchange(current_->signal_data, nil);
    if (!symbol.is_unbound()) signal(in_, symbol, data);
    prepare_throw(in_, data, data);
    throw NonLocalExit{};
}

bool Threads::can_run(const LispThread& thread) const {
    if (thread.signalled || !thread.wait || (thread.poked && thread.wait->delivers_)) return true;
    if (&thread == main_ && (in_->attention.load(std::memory_order_relaxed) & interrupt_requested)) return true;
    if (thread.wait->deadline_ && Waiter::Clock::now() >= *thread.wait->deadline_) return true;
    return thread.wait->ready_();
}

LispThread* Threads::next_after(const LispThread& thread, bool also_waiting) const {
    std::size_t count = all_.size();
    std::size_t at = static_cast<std::size_t>(std::find(all_.begin(), all_.end(), &thread) - all_.begin());
    for (std::size_t i = 1; i < count; ++i) {
        LispThread* next = all_[(at + i) % count];
        if (also_waiting || can_run(*next)) return next;
    }
    return nullptr;
}

bool Threads::other_in_buffer(Value buffer) const {
    return std::any_of(all_.begin(), all_.end(), [&](LispThread* t) { return t != current_ && t->buffer == buffer; });
}

void Threads::yield(bool also_to_waiting) {
    if (alone()) return reap();
    if (LispThread* next = next_after(*current_, also_to_waiting)) hand_over(*next);
}

bool Threads::yield_to_main() {
    if (current_ == main_) return false;
    hand_over(*main_);
    return true;
}

bool Threads::others_can_run() const { return !alone() && next_after(*current_, false); }

Waiter::Deadline Threads::earliest_deadline(Waiter::Deadline own) const {
    for (const LispThread* thread : all_)
        if (thread != current_ && thread->wait && thread->wait->deadline_ && (!own || *thread->wait->deadline_ < *own))
            own = thread->wait->deadline_;
    return own;
}

void Threads::poke_delivering() {
    for (LispThread* thread : all_)
        if (thread != current_ && thread->wait && thread->wait->delivers_) thread->poked = true;
}

void Threads::signal_in(LispThread& thread, Value symbol, Value data) {
    thread.signal_symbol = symbol;
    thread.signal_data = data;
    thread.signalled = true;
    in_.waiter().wake();
}

void Threads::wait(const std::function<bool()>& done, bool apart, Value blocker) {
    Value self = current();
    Value outer = get(self, ThreadSlot::blocker);
    set(self, ThreadSlot::blocker, blocker);
    std::size_t depth = binding_depth(in_);
    on_unwind(in_, [](Interpreter&, Value thread, Value before) { set(thread, ThreadSlot::blocker, before); }, self, outer);
    if (apart) in_.waiter().wait_apart(in_, done);
    else in_.waiter().wait(in_, std::nullopt, done);
    unbind_to(in_, depth);
}

void init_threads(Interpreter& in) {
    in->threads = new (heap::allocate_uncollectable(sizeof(Threads))) Threads(in);
}

void free_threads(Interpreter& in) {
    in->threads->~Threads();
    heap::free_uncollectable(std::exchange(in->threads, nullptr));
}

bool interrupts_belong_elsewhere(Interpreter& in) { return in->threads->current() != in->threads->main(); }

// --- <el/thread.hpp> ---

Value current_thread(Interpreter& in) { return in->threads->current(); }
bool is_thread(Value v) { return is_foreign(v, thread_type); }
bool is_live_thread(Value thread) { return Threads::live(thread) != nullptr; }
bool other_threads(Interpreter& in) { return !in->threads->alone(); }

ThreadWait::ThreadWait(Interpreter& in, Waiter::Deadline deadline, const std::function<bool()>& ready, bool delivers)
    : in_(in), deadline_(deadline), ready_(ready), delivers_(delivers), outer_(in->threads->current_->wait) {
    in->threads->current_->wait = this;
}
ThreadWait::~ThreadWait() { in_->threads->current_->wait = outer_; }

void yield_thread(Interpreter& in) { in->threads->yield(false); }
bool others_can_run(Interpreter& in) { return in->threads->others_can_run(); }
Waiter::Deadline earliest_deadline(Interpreter& in, Waiter::Deadline own) { return in->threads->earliest_deadline(own); }
void poke_thread(Interpreter&, Value thread) {
    if (LispThread* live = Threads::live(thread)) live->poked = true;
}
void forget_pokes(Interpreter& in) { in->threads->forget_pokes(); }
void poke_delivering_threads(Interpreter& in) { in->threads->poke_delivering(); }
void keep_for_each_thread(Interpreter& in, void** word) { in->threads->words.push_back(word); }
void on_thread_end(Interpreter& in, std::function<void(Value thread)> action) { in->threads->at_end.push_back(std::move(action)); }

}  // namespace el
