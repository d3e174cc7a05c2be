// Threads, mutexes and condition variables (manual node "Threads").
// Tests: tests/lisp/prims/threads.el
#include <el/list.hpp>
#include <el/text.hpp>

#include "prims/all.hpp"
#include "vm/binding.hpp"
#include "vm/threads.hpp"

namespace el {

namespace {

enum class MutexSlot : unsigned { name, owner, count, count_ };
enum class ConditionSlot : unsigned { name, mutex, waiting, count_ };

const ForeignType mutex_type = {"mutex", "mutexp", static_cast<unsigned>(MutexSlot::count_),
                                [](Interpreter& in, Value v, bool) { return print_by_name(in, v, "mutex"); }};
const ForeignType condition_type = {"condition-variable", "condition-variable-p", static_cast<unsigned>(ConditionSlot::count_),
                                    [](Interpreter& in, Value v, bool) { return print_by_name(in, v, "condvar"); }};

// An object of one of these types.
template <const ForeignType& Type>
struct Of {
    Value v;
    operator Value() const { return v; }
};

}  // namespace

template <const ForeignType& Type>
struct Arg<Of<Type>> {
    static Of<Type> from(Interpreter& in, Value v) {
        check_foreign(in, v, Type);
        return {v};
    }
};

namespace {

using ThreadArg = Of<thread_type>;
using MutexArg = Of<mutex_type>;
using ConditionArg = Of<condition_type>;

// --- threads ---


void check_name(Interpreter& in, Value name) {
    if (!name.is_nil() && !is_string(name)) wrong_type(in, sym::stringp, name);
}

Value slot(Value v, ThreadSlot s) { return foreign_slot(v, static_cast<unsigned>(s)); }

Value make_thread(Interpreter& in, Value function, Opt<Value> name) {
    check_name(in, *name);
    return in->threads->make(function, *name);
}

Value threadp(Interpreter& in, Value object) { return is_thread(object) ? in[sym::t] : nil; }
Value thread_name(Interpreter&, ThreadArg thread) { return slot(thread, ThreadSlot::name); }
Value thread_live_p(Interpreter& in, ThreadArg thread) { return is_live_thread(thread) ? in[sym::t] : nil; }
Value thread_blocker(Interpreter&, ThreadArg thread) { return slot(thread, ThreadSlot::blocker); }
Value current_thread_(Interpreter& in) { return current_thread(in); }

Value all_threads(Interpreter& in) {
    ListBuilder all(in);
    for (const LispThread* thread : in->threads->all()) all.add(thread->object);
    return all.take();
}

Value thread_yield(Interpreter& in) {
    if (!in->threads->alone()) {
        in.poll();
        in->threads->yield(true);
    }
    return nil;
}

// What `thread-signal' has left for a thread that has not yet been given its turn is signalled here too, as in Emacs.
Value thread_join(Interpreter& in, ThreadArg thread) {
    if (thread == current_thread(in)) error(in, "Cannot join current thread");
    Value symbol = Value::unbound(), data;
    if (LispThread* live = Threads::live(thread)) {
        if (live->signalled) symbol = live->signal_symbol, data = live->signal_data;
        in->threads->wait([&] { return !is_live_thread(thread); }, false, thread);
    }
    if (!symbol.is_unbound()) signal(in, symbol, data);
    return slot(thread, ThreadSlot::result);
}

Value thread_signal(Interpreter& in, ThreadArg thread, Value symbol, Value data) {
    if (!symbol.is_symbol()) wrong_type(in, sym::symbolp, symbol);
    if (thread == current_thread(in)) signal(in, symbol, data);
    LispThread* live = Threads::live(thread);
    if (!live) return nil;
    // Emacs: the main thread is only told.
    if (thread == in->threads->main())
        in.funcall(in.intern("message"), {in.to_lisp("Error %s: %S"), current_thread(in), cons(in, symbol, data)});
    else
        in->threads->signal_in(*live, symbol, data);
    return nil;
}

// For `with-timeout', whose timer may run in another thread.
Value internal_throw_in_thread(Interpreter& in, ThreadArg thread, Value tag) {
    if (thread == current_thread(in)) {
        prepare_throw(in, tag, tag);
        throw NonLocalExit{};
    }
    if (LispThread* live = Threads::live(thread)) in->threads->signal_in(*live, Value::unbound(), tag);
    return nil;
}

Value thread_last_error(Interpreter& in, Opt<Value> cleanup) {
    Value last = in->threads->last_error;
    if (cleanup) in->threads->last_error = nil;
    return last;
}

// --- mutexes ---

Value slot(Value v, MutexSlot s) { return foreign_slot(v, static_cast<unsigned>(s)); }
Value slot(Value v, ConditionSlot s) { return foreign_slot(v, static_cast<unsigned>(s)); }
void set(Value v, MutexSlot s, Value to) { set_foreign_slot(v, static_cast<unsigned>(s), to); }
void set(Value v, ConditionSlot s, Value to) { set_foreign_slot(v, static_cast<unsigned>(s), to); }

Value make_mutex(Interpreter& in, Opt<Value> name) {
    check_name(in, *name);
    Value mutex = make_foreign(in, mutex_type, nullptr);
    set(mutex, MutexSlot::name, *name);
    set(mutex, MutexSlot::count, fixnum(0));
    return mutex;
}

Value mutexp(Interpreter& in, Value object) { return is_foreign(object, mutex_type) ? in[sym::t] : nil; }
Value mutex_name(Interpreter&, MutexArg mutex) { return slot(mutex, MutexSlot::name); }

void lock(Interpreter& in, Value mutex, Int count) {
    Value self = current_thread(in);
    auto free = [&] { return slot(mutex, MutexSlot::owner).is_nil(); };
    if (slot(mutex, MutexSlot::owner) != self && !free()) in->threads->wait(free, true, mutex);
    set(mutex, MutexSlot::owner, self);
    set(mutex, MutexSlot::count, fixnum(slot(mutex, MutexSlot::count).fixnum() + count));
}

Value mutex_lock(Interpreter& in, MutexArg mutex) {
    lock(in, mutex, 1);
    return nil;
}

Value mutex_unlock(Interpreter& in, MutexArg mutex) {
    if (slot(mutex, MutexSlot::owner) != current_thread(in)) error(in, "Cannot unlock mutex owned by another thread");
    Int count = slot(mutex, MutexSlot::count).fixnum() - 1;
    set(mutex, MutexSlot::count, fixnum(count));
    if (count == 0) set(mutex, MutexSlot::owner, nil);
    return nil;
}

// --- condition variables ---

Value make_condition_variable(Interpreter& in, MutexArg mutex, Opt<Value> name) {
    check_name(in, *name);
    Value condition = make_foreign(in, condition_type, nullptr);
    set(condition, ConditionSlot::name, *name);
    set(condition, ConditionSlot::mutex, mutex);
    return condition;
}

Value condition_variable_p(Interpreter& in, Value object) { return is_foreign(object, condition_type) ? in[sym::t] : nil; }
Value condition_name(Interpreter&, ConditionArg condition) { return slot(condition, ConditionSlot::name); }
Value condition_mutex(Interpreter&, ConditionArg condition) { return slot(condition, ConditionSlot::mutex); }

void check_held(Interpreter& in, Value condition) {
    if (slot(slot(condition, ConditionSlot::mutex), MutexSlot::owner) != current_thread(in))
        error(in, "Condition variable’s mutex is not held by current thread");
}

// DATA is (CONDITION . COUNT): the wait is over, or left. Its ticket goes, and the mutex is held again, COUNT times.
void end_condition_wait(Interpreter& in, Value data, Value ticket) {
    Value condition = car(data);
    ListBuilder others(in);
    for (Value tail = slot(condition, ConditionSlot::waiting); tail.is_cons(); tail = cdr(tail))
        if (car(tail) != ticket) others.add(car(tail));
    set(condition, ConditionSlot::waiting, others.take());
    lock(in, slot(condition, ConditionSlot::mutex), cdr(data).fixnum());
}

// Those who wait have a ticket each in the condition's list, (t) once they are notified; the one that waits longest is first.
Value condition_wait(Interpreter& in, ConditionArg condition) {
    check_held(in, condition);
    Value mutex = slot(condition, ConditionSlot::mutex);
    Value ticket = cons(in, nil, nil);
    std::size_t depth = binding_depth(in);
    on_unwind(in, end_condition_wait, cons(in, condition, slot(mutex, MutexSlot::count)), ticket);
    ListBuilder waiting(in);
    for (Value tail = slot(condition, ConditionSlot::waiting); tail.is_cons(); tail = cdr(tail)) waiting.add(car(tail));
    waiting.add(ticket);
    set(condition, ConditionSlot::waiting, waiting.take());
    set(mutex, MutexSlot::owner, nil);
    set(mutex, MutexSlot::count, fixnum(0));
    in->threads->wait([&] { return !car(ticket).is_nil(); }, false, condition);
    unbind_to(in, depth);
    return nil;
}

Value condition_notify(Interpreter& in, ConditionArg condition, Opt<Value> all) {
    check_held(in, condition);
    for (Value tail = slot(condition, ConditionSlot::waiting); tail.is_cons(); tail = cdr(tail)) {
        if (!car(car(tail)).is_nil()) continue;
        car(tail).as<Cons>().car = in[sym::t];
        if (!all) break;
    }
    return nil;
}

constexpr Primitive table[] = {
    prim<make_thread>("make-thread", "function &optional name",
        "Return a new thread that calls FUNCTION without arguments. It begins when this one waits, yields or ends. Its name is NAME, a string\n"
        "or nil; the current buffer is its current buffer; no dynamic binding of this thread counts there."),
    prim<threadp>("threadp", "object", "Return t if OBJECT is a thread."),
    prim<thread_name>("thread-name", "thread", "Return the name of THREAD, a string or nil."),
    prim<thread_live_p>("thread-live-p", "thread", "Return t if THREAD has not ended."),
    prim<thread_blocker>("thread--blocker", "thread", "Return the mutex, condition variable or thread that THREAD waits for, or nil."),
    prim<current_thread_>("current-thread", "", "Return the thread that is running."),
    prim<all_threads>("all-threads", "", "Return a list of the threads that have not ended, the main thread first."),
    prim<thread_yield>("thread-yield", "", "Let another thread run."),
    prim<thread_join>("thread-join", "thread",
        "Wait until THREAD has ended; return what its function returned, nil if it ended by an error. Events are delivered meanwhile.\n"
        "A thread cannot wait for itself."),
    prim<thread_signal>("thread-signal", "thread error-symbol data",
        "Signal ERROR-SYMBOL with DATA in THREAD, at once if it is the current one, else when it runs next. The main thread is only told,\n"
        "with a message. Nothing happens if THREAD has ended."),
    prim<internal_throw_in_thread>("internal--throw-in-thread", "thread tag", "Throw TAG to itself in THREAD, when it runs next."),
    prim<thread_last_error>("thread-last-error", "&optional cleanup",
        "Return the last error that ended a thread, (SYMBOL . DATA), or nil. With CLEANUP non-nil, forget it."),
    prim<make_mutex>("make-mutex", "&optional name", "Return a new mutex called NAME, a string or nil."),
    prim<mutexp>("mutexp", "object", "Return t if OBJECT is a mutex."),
    prim<mutex_name>("mutex-name", "mutex", "Return the name of MUTEX, a string or nil."),
    prim<mutex_lock>("mutex-lock", "mutex",
        "Wait until no other thread holds MUTEX, and hold it. One thread may lock it several times; it then has to unlock it as often."),
    prim<mutex_unlock>("mutex-unlock", "mutex", "Unlock MUTEX, which the current thread must hold."),
    prim<make_condition_variable>("make-condition-variable", "mutex &optional name", "Return a new condition variable of MUTEX, called NAME."),
    prim<condition_variable_p>("condition-variable-p", "object", "Return t if OBJECT is a condition variable."),
    prim<condition_name>("condition-name", "cond", "Return the name of COND, a string or nil."),
    prim<condition_mutex>("condition-mutex", "cond", "Return the mutex of COND."),
    prim<condition_wait>("condition-wait", "cond",
        "Wait until another thread notifies COND. Its mutex, which this thread must hold, is unlocked meanwhile. Events are delivered."),
    prim<condition_notify>("condition-notify", "cond &optional all",
        "Wake a thread that waits for COND, or with ALL all of them. The current thread must hold the mutex of COND."),
};

}  // namespace

void define_threads(Interpreter& in) {
    in.define_primitives(table);
    in.provide("threads");
    in.define_variable(in.intern("main-thread"), in->threads->main());
    in.provide("threads");
}

}  // namespace el
