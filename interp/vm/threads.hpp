// Threads: each Lisp thread is a native thread, and one of them has the baton. To hand it over, the machine's state, the dynamic bindings,
// the current buffer and the match data are exchanged, so that the rest of the interpreter knows nothing of threads.
//
// A thread that waits is asked by others, through its ThreadWait, whether it can go on; so a wait costs no switch until it is over.
#pragma once
#include <el/foreign.hpp>
#include <el/thread.hpp>

#include "regex/state.hpp"
#include "vm/machine.hpp"

#include <atomic>
#include <pthread.h>
#include <semaphore>

namespace el {

enum class ThreadSlot : unsigned { name, function, result, blocker, count_ };
extern const ForeignType thread_type;
// "#<KIND NAME>", or with the address if slot 0 of OBJECT, its name, is nil.
std::string print_by_name(Interpreter& in, Value object, const char* kind);

// The live part of a thread; in uncollectable memory. The Lisp object points here until it has ended.
struct LispThread {
    MachineState machine;  // while another thread runs
    MatchData match;
    Value buffer;
    Value object;
    Value signal_symbol, signal_data;  // what `thread-signal' has left; symbol unbound: throw to the tag in signal_data
    bool signalled = false;
    bool poked = false;
    ThreadWait* wait = nullptr;        // the innermost
    std::vector<void*> words;          // keep_for_each_thread
    Threads* owner = nullptr;
    pthread_t native{};
    std::binary_semaphore baton{0};
};

class Threads {
public:
    explicit Threads(Interpreter& in);
    ~Threads();  // the others have ended: end_others()

    Value make(Value function, Value name);  // begins to run when the running one waits or yields
    Value current() const { return current_->object; }
    Value main() const { return main_->object; }
    bool alone() const { return all_.size() == 1; }
    const std::vector<LispThread*>& all() const { return all_; }
    bool other_in_buffer(Value buffer) const;  // whether it is current in a thread that does not run
    static LispThread* live(Value thread) { return static_cast<LispThread*>(foreign_pointer(thread)); }  // null when it has ended

    void yield(bool also_to_waiting);
    bool others_can_run() const;
    Waiter::Deadline earliest_deadline(Waiter::Deadline own) const;
    void poke_delivering();
    void forget_pokes() { current_->poked = false; }
    // THREAD signals when it runs next; with SYMBOL unbound it throws to the tag that DATA is.
    void signal_in(LispThread& thread, Value symbol, Value data);
    // Somebody who interrupts the program means the main thread.
    bool yield_to_main();
    // Takes down all but the main thread, which calls this: no Lisp is run.
    void end_others();

    // Waits in Lisp terms: other threads run; when none can the waiter delivers events, or with `apart' only runs timers.
    void wait(const std::function<bool()>& done, bool apart, Value blocker);

    Value last_error;
    std::vector<void**> words;
    std::vector<std::function<void(Value)>> at_end;

private:
    friend class el::ThreadWait;
    static void* run_native(void* thread);
    void run(LispThread& thread);
    void call(LispThread& thread);
    void finish(LispThread& thread);
    void suspend(LispThread& thread);
    void resume(LispThread& thread);
    void hand_over(LispThread& next);
    void after_resuming();
    bool can_run(const LispThread& thread) const;
    LispThread* next_after(const LispThread& thread, bool also_waiting) const;
    void reap();

    Interpreter& in_;
    std::vector<LispThread*> all_;    // live ones, the main one first
    std::vector<LispThread*> ended_;  // to be joined
    LispThread* main_;
    LispThread* current_;
    bool ending_ = false;                 // the interpreter is being destroyed
    std::optional<int> exit_status_;      // kill-emacs in another thread than the main one
};

void init_threads(Interpreter& in);
void free_threads(Interpreter& in);
bool interrupts_belong_elsewhere(Interpreter& in);  // this is not the main thread

}  // namespace el
