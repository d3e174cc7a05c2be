// Interpreter: making one, taking it down, running Lisp in it.
// Tests: tests/embed
#include <el/el.hpp>
#include <el/thread.hpp>

#include <unistd.h>

#include "api/boot.hpp"
#include "api/image.hpp"
#include "compile/compile.hpp"
#include "core/number.hpp"
#include "prims/all.hpp"
#include "prims/load.hpp"
#include "text/state.hpp"
#include "vm/binding.hpp"
#include "vm/machine.hpp"
#include "vm/threads.hpp"

namespace el {

namespace {

// The waiter of an interpreter without a loop: it only sleeps, and an interrupt ends it.
class SleepingWaiter : public Waiter {
public:
    bool wait(Interpreter& in, Deadline deadline, const std::function<bool()>& done) override;
};

constexpr auto longest_nap = std::chrono::milliseconds(20);

bool SleepingWaiter::wait(Interpreter& in, Deadline deadline, const std::function<bool()>& done) {
    ThreadWait waiting(in, deadline, done, true);
    while (!done()) {
        auto now = Clock::now();
        if (deadline && now >= *deadline) return false;
        in.poll();
        if (others_can_run(in)) {
            yield_thread(in);
            continue;
        }
        auto nap = std::chrono::nanoseconds(longest_nap);
        if (Deadline first = earliest_deadline(in, deadline)) nap = std::min(nap, std::chrono::nanoseconds(*first - now));
        if (nap.count() <= 0) continue;
        timespec time{nap.count() / 1000000000, nap.count() % 1000000000};
        nanosleep(&time, nullptr);
    }
    return true;
}

Value initial_list(Interpreter& in, const std::vector<std::string>& strings) {
    ListBuilder out(in);
    for (const std::string& s : strings) out.add(in.to_lisp(s));
    return out.take();
}

void set_initial_variables(Interpreter& in) {
    auto define = [&](sym::Id id, Value v) {
        make_special(in, in[id]);
        set_default_value(in, in[id], v);
    };
    Value t = in[sym::t];
    for (sym::Id id : {sym::load_file_name, sym::load_in_progress, sym::load_history, sym::after_load_alist, sym::features,
                       sym::lexical_binding, sym::current_load_list, sym::debug_on_error, sym::debug_on_signal, sym::debug_ignored_errors,
                       sym::debug_on_quit, sym::inhibit_quit, sym::quit_flag, sym::signal_hook_function, sym::inhibit_debugger,
                       sym::macroexpand_all_environment, sym::force_load_messages, sym::kill_emacs_hook, sym::throw_on_input})
        define(id, nil);
    define(sym::max_lisp_eval_depth, fixnum(1600));
    define(sym::max_specpdl_size, fixnum(2500));
    define(sym::debugger, in[sym::debug]);
    define(sym::noninteractive, t);
    define(sym::load_path, initial_list(in, in.options().load_path));
    define(sym::backtrace_on_error_noninteractive, t);
    define(sym::load_suffixes, list(in, {make_string(in, ".el")}));
    if (in.options().max_steps) in->attention |= step_limit_near;
}

}  // namespace

namespace {

// `default-directory' starts as the process's working directory.
void set_initial_directory(Interpreter& in) {
    char directory[4096];
    if (!getcwd(directory, sizeof directory)) return;
    std::string name = directory;
    if (name.back() != '/') name += '/';
    set_symbol_value(in, in[sym::default_directory], in.to_lisp(name));
}

}  // namespace

Interpreter::Interpreter(Options options) {
    heap::initialize();
    heap::register_thread();
    state_ = new (heap::allocate_uncollectable(sizeof(State))) State(*this, std::move(options));
    init_core(*this, symbols_);
    init_vm(*this);
    init_compile(*this);
    init_text(*this);
    if (state_->options.heap_limit) heap::set_limit(state_->options.heap_limit);
    state_->waiter = std::make_unique<SleepingWaiter>();
    set_initial_variables(*this);
    watch_quit_flag(*this);
    define_all_primitives(*this);
    if (state_->options.image) boot(*this);
    set_initial_directory(*this);
}

Interpreter::~Interpreter() {
    state_->threads->end_others();
    auto& actions = state_->at_exit;
    while (!actions.empty()) {
        auto action = std::move(actions.back());
        actions.pop_back();
        action();
    }
    state_->waiter.reset();
    free_text(*this);
    detach_image(*this);
    free_vm(*this);
    delete state_->compile;
    delete state_->load;
    void* memory = state_;
    state_->~State();
    heap::free_uncollectable(memory);
    heap::free_uncollectable(symbols_);
}

// --- running Lisp from C++ -------------------------------------------------------------------------------------------

namespace {

std::string place_of(Interpreter& in) {
    Value place = in->vm->error_place;
    if (!place.is_cons()) return {};
    return in.print(car(place), false) + ":" + in.print(car(cdr(place))) + ":" + in.print(car(cdr(cdr(place))));
}

std::string backtrace_of(Interpreter& in) {
    std::string text;
    for (Value tail = in->vm->error_backtrace; tail.is_cons(); tail = cdr(tail)) text += in.to<std::string>(car(tail)) + "\n";
    return text;
}

Error make_error(Interpreter& in, Value object) {
    Value text = error_message_text(in, object);
    return Error(in, car_or_nil(object), cdr_or_nil(object), in.to<std::string>(text), place_of(in), backtrace_of(in));
}

// Runs body; an error nobody handled becomes an el::Error in the outcome.
template <class Body>
Outcome<Root> protect(Interpreter& in, Body body) {
    heap::register_thread();
    Vm& vm = *in->vm;
    std::size_t frames = vm.frames.size(), handlers = vm.handlers.size();
    Value* top = vm.values.top;
    std::size_t depth = vm.depth;
    std::size_t index = push_native_handler(in, Value::unbound());
    try {
        Root result = body();
        pop_handler(in, index);
        return result;
    } catch (const NonLocalExit&) {
        if (!exit_arrived(in, index)) throw;
    } catch (const ExitRequest&) {  // the program is to end: no Lisp runs any more
        vm.frames.top = vm.frames.base + frames;
        vm.handlers.top = vm.handlers.base + handlers;
        vm.values.top = top;
        vm.depth = depth;
        throw;
    }
    return make_error(in, take_pending(in));
}

Root value_or_throw(Outcome<Root> outcome) {
    if (!outcome) throw Error(outcome.error());
    return outcome.value();
}

}  // namespace

Error::Error(Interpreter&, Value symbol, Value data, std::string message, std::string place, std::string backtrace)
    : symbol_(symbol), data_(data), message_(std::move(message)), place_(std::move(place)), backtrace_(std::move(backtrace)) {}

Outcome<Root> Interpreter::try_eval(std::string_view text) {
    return protect(*this, [&]() -> Root {
        Value source = to_lisp(text);
        return load_text(*this, string_bytes(source), nil, true);
    });
}

Outcome<Root> Interpreter::try_call(Value function, std::span<const Value> args) {
    return protect(*this, [&]() -> Root { return call_function(*this, function, args.data(), args.size()); });
}

Outcome<Root> Interpreter::try_load(std::string_view file) {
    return protect(*this, [&]() -> Root {
        load_file(*this, to_lisp(file), false, true, false, false);
        return nil;
    });
}

Root Interpreter::eval(std::string_view text) { return value_or_throw(try_eval(text)); }
Root Interpreter::eval(Value form) {
    return value_or_throw(protect(*this, [&]() -> Root { return eval_form(*this, form, true); }));
}
Root Interpreter::call_values(Value function, std::span<const Value> args) { return value_or_throw(try_call(function, args)); }
void Interpreter::load(std::string_view file) { value_or_throw(try_load(file)); }

Value Interpreter::funcall(Value function, std::span<const Value> args) { return call_function(*this, function, args.data(), args.size()); }

// --- waiting and control ---------------------------------------------------------------------------------------------

bool Interpreter::wait(std::chrono::milliseconds timeout) {
    protect(*this, [&]() -> Root {
        state_->waiter->wait(*this, Waiter::Clock::now() + timeout, [] { return false; });
        return nil;
    });
    return state_->waiter->alive();
}

void Interpreter::set_waiter(std::unique_ptr<Waiter> waiter) { state_->waiter = std::move(waiter); }
Waiter& Interpreter::waiter() { return *state_->waiter; }

bool Interpreter::interrupt() noexcept {
    unsigned before = state_->attention.fetch_or(interrupt_requested);
    state_->waiter->wake();
    return before & (interrupt_requested | quit_flag_set);
}

void Interpreter::poll() {
    if (state_->attention.load(std::memory_order_relaxed)) safepoint(*this);
}

const Options& Interpreter::options() const { return state_->options; }

}  // namespace el
