// Interpreter: one isolated Elisp world. All state is here; any number per process, each used by one thread at a time.
#pragma once
#include <el/exit.hpp>
#include <el/root.hpp>
#include <el/value.hpp>

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace el {

// What a script may touch: yes, no, or a callback that decides for each use (`what` is a file name, a command, or
// HOST:SERVICE). A refusal is the Lisp error `permission-denied'.
class Permission {
public:
    Permission(bool allowed = true) : allowed_(allowed) {}  // NOLINT
    Permission(std::function<bool(std::string_view what)> decide) : decide_(std::move(decide)) {}  // NOLINT
    bool allows(std::string_view what) const { return decide_ ? decide_(what) : allowed_; }

private:
    bool allowed_ = true;
    std::function<bool(std::string_view)> decide_;
};

struct Options {
    std::vector<std::string> load_path;  // directories, searched in order by `load' and `require'
    std::size_t heap_limit = 0;          // bytes; 0: none. The heap is shared by all interpreters of the process.
    std::size_t max_depth = 0;           // Lisp calls; 0: max-lisp-eval-depth as in Emacs
    std::uint64_t max_steps = 0;         // calls and loop rounds; 0: none
    Permission files = true, processes = true, network = true;
    std::function<void(std::string_view)> output;  // standard-output; default: stdout
    std::function<void(std::string_view)> log;     // `message'; default: stderr with a newline
    bool image = true;                   // false: start without the Lisp library (building it)
};

// A Lisp error that reached C++: the condition, its data, its text and where it came from.
class Error : public std::exception {
public:
    Error(Interpreter& in, Value symbol, Value data, std::string message, std::string place, std::string backtrace);
    const char* what() const noexcept override { return message_.c_str(); }
    const std::string& message() const { return message_; }      // as by `error-message-string'
    const std::string& place() const { return place_; }          // "file:line:column", or empty
    const std::string& backtrace() const { return backtrace_; }  // one frame a line
    Value symbol() const { return symbol_; }
    Value data() const { return data_; }

private:
    Root symbol_, data_;
    std::string message_, place_, backtrace_;
};

// A value, or the Error instead of it.
template <class T>
class Outcome {
public:
    Outcome(T value) : value_(std::move(value)) {}  // NOLINT
    Outcome(Error error) : error_(std::move(error)) {}  // NOLINT
    explicit operator bool() const { return !error_; }
    const T& value() const { return *value_; }
    const T& operator*() const { return *value_; }
    const Error& error() const { return *error_; }

private:
    std::optional<T> value_;
    std::optional<Error> error_;
};

class Interpreter {
public:
    explicit Interpreter(Options options = {});
    ~Interpreter();
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    // --- running Lisp. These throw el::Error when Lisp signals an error nobody handles. ---

    // Evaluates every form in `text` (lexical binding) and returns the value of the last one, nil if there is none.
    Root eval(std::string_view text);
    // Evaluates one form.
    Root eval(Value form);
    // Calls a function (a symbol or any function object). C++ arguments are converted by to_lisp.
    template <class... Args>
    Root call(Value function, const Args&... args) {
        Value values[] = {nil, to_lisp(args)...};
        return call_values(function, std::span<const Value>(values + 1, sizeof...(args)));
    }
    template <class... Args>
    Root call(const char* function, const Args&... args) {
        return call(intern(function), args...);
    }
    Root call_values(Value function, std::span<const Value> args);
    // Loads a Lisp file, looked up in load-path as `load' does.
    void load(std::string_view file);

    // The same without C++ exceptions.
    Outcome<Root> try_eval(std::string_view text);
    Outcome<Root> try_call(Value function, std::span<const Value> args);
    Outcome<Root> try_load(std::string_view file);

    // --- for primitives: a Lisp error passes through as a NonLocalExit to the Lisp handler outside ---
    Value funcall(Value function, std::span<const Value> args);
    Value funcall(Value function, std::initializer_list<Value> args) {
        return funcall(function, std::span<const Value>(args.begin(), args.size()));
    }

    // --- definitions ---

    // Makes `callable` the Lisp function NAME. `parameters` is its Lisp lambda list ("text &optional n"). Parameter types may be
    // Value, Int, double, bool, std::string_view, std::string; the result also void (nil).
    template <class F>
    void define(const char* name, const char* parameters, const char* doc, F callable);
    void define_primitives(std::span<const Primitive> table);

    Value intern(std::string_view name);
    std::string symbol_name(Value symbol);
    Value variable(Value symbol);                     // nil when void
    void set_variable(Value symbol, Value value);
    void define_variable(Value symbol, Value value);  // special, with this default value
    void provide(std::string_view feature, Value subfeatures = nil);

    // --- conversions ---
    Value to_lisp(Value v) { return v; }
    Value to_lisp(const Root& v) { return v.get(); }
    Value to_lisp(bool b);
    Value to_lisp(double d);
    Value to_lisp(std::string_view utf8);   // malformed UTF-8 becomes raw bytes
    Value to_lisp(const char* utf8) { return to_lisp(std::string_view(utf8)); }
    Value to_lisp(const std::string& utf8) { return to_lisp(std::string_view(utf8)); }
    template <class T>
        requires std::is_integral_v<T>
    Value to_lisp(T n) {
        return integer(static_cast<Int>(n));
    }
    Value integer(Int n);              // fixnum or bignum
    Value unibyte_string(std::string_view bytes);
    template <class T>
    T to(Value v);                     // Int, double, bool, std::string; signals wrong-type-argument
    std::string print(Value v, bool escape = true);  // as `prin1-to-string'

    // --- waiting and control ---

    // Runs timers, filters and sentinels for at most `timeout`; false when nothing is left that could happen.
    bool wait(std::chrono::milliseconds timeout);
    void set_waiter(std::unique_ptr<Waiter> waiter);
    Waiter& waiter();
    // Makes running Lisp signal `quit' soon. Async-signal-safe; may be called from any thread.
    // Whether it had been asked before and has not done so yet.
    bool interrupt() noexcept;
    // Called at a safe point by long C++ work: signals `quit' if an interrupt is pending.
    void poll();
    const Options& options() const;

    // --- internals ---
    State* operator->() const { return state_; }
    Value operator[](sym::Id id) const;  // a well-known symbol
    void* symbols() const { return symbols_; }

private:
    State* state_ = nullptr;
    void* symbols_ = nullptr;
    friend struct State;
    void define_callable(const char* name, const char* parameters, const char* doc, int min, int max,
                         std::function<Value(Interpreter&, Value*, unsigned)> body);
};

template <>
Int Interpreter::to<Int>(Value v);
template <>
double Interpreter::to<double>(Value v);
template <>
bool Interpreter::to<bool>(Value v);
template <>
std::string Interpreter::to<std::string>(Value v);  // UTF-8; raw bytes stay bytes

namespace detail {
template <class T>
decltype(auto) from_lisp(Interpreter& in, Value v) {
    if constexpr (std::is_same_v<T, Value>)
        return v;
    else if constexpr (std::is_same_v<T, std::string_view>)
        return in.to<std::string>(v);
    else if constexpr (std::is_same_v<T, bool>)
        return !v.is_nil();
    else if constexpr (std::is_integral_v<T>)
        return static_cast<T>(in.to<Int>(v));
    else
        return in.to<T>(v);
}

template <class F>
struct Callable : Callable<decltype(&F::operator())> {};
template <class C, class R, class... A>
struct Callable<R (C::*)(A...) const> {
    static constexpr int arity = sizeof...(A);
    template <class F, std::size_t... I>
    static Value invoke(Interpreter& in, F& f, Value* args, unsigned n, std::index_sequence<I...>) {
        auto arg = [&](std::size_t i) { return i < n ? args[i] : nil; };
        if constexpr (std::is_void_v<R>) {
            f(static_cast<std::decay_t<A>>(from_lisp<std::decay_t<A>>(in, arg(I)))...);
            return nil;
        } else {
            return in.to_lisp(f(static_cast<std::decay_t<A>>(from_lisp<std::decay_t<A>>(in, arg(I)))...));
        }
    }
};
template <class C, class R, class... A>
struct Callable<R (C::*)(A...)> : Callable<R (C::*)(A...) const> {};
int required_parameters(const char* parameters);
}  // namespace detail

template <class F>
void Interpreter::define(const char* name, const char* parameters, const char* doc, F callable) {
    using Shape = detail::Callable<F>;
    define_callable(name, parameters, doc, detail::required_parameters(parameters), Shape::arity,
                    [f = std::move(callable)](Interpreter& in, Value* args, unsigned n) mutable {
                        return Shape::invoke(in, f, args, n, std::make_index_sequence<Shape::arity>());
                    });
}

}  // namespace el
