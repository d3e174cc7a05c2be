// State: the parts of an interpreter. Each part belongs to one folder, which defines it and makes it.
#pragma once
#include <el/list.hpp>
#include <el/waiter.hpp>

#include "core/symbol.hpp"

#include <atomic>

namespace el {

struct Vm;         // vm/machine.hpp: stacks, handlers, pending exit
class Threads;     // vm/threads.hpp
struct TextState;  // text/state.hpp: buffers, current buffer, default syntax and case tables, coding systems
struct RegexState; // regex/cache.hpp: compiled patterns, match data
struct ReadState;  // read/state.hpp: positions, labels
struct PrintState; // read/printer.hpp
struct CompileState;  // compile/compile.hpp
struct LoadState;  // prims/load.hpp: files being loaded
struct InputState; // prims/minibuffer.hpp
struct Image;      // api/image.hpp

struct Obarray {
    Symbol** buckets = nullptr;
    std::size_t size = 0;   // a power of two
    std::size_t count = 0;
};

// Bits of State::attention, looked at by safepoints (vm/safepoint.hpp).
enum Attention : unsigned {
    interrupt_requested = 1,  // quit
    step_limit_near = 2,
    thread_switch = 4,
    quit_flag_set = 8,  // `quit-flag' may be non-nil
};

// Symbols that are known but not made yet (the image); null functions when there are none.
struct FrozenSymbols {
    bool (*knows)(Interpreter&, std::string_view name, std::uint64_t hash) = nullptr;
    void (*thaw)(Interpreter&, Symbol&) = nullptr;
    void (*make_all)(Interpreter&) = nullptr;
    void (*fetch_code)(Interpreter&, Code&) = nullptr;  // the instructions of a preloaded function
};

struct State {
    explicit State(Interpreter& interpreter, Options opts) : in(interpreter), options(std::move(opts)) {}

    Interpreter& in;
    Options options;
    Symbol* symbols = nullptr;  // the well-known ones
    Cons* free_conses = nullptr;
    Obarray obarray;
    std::atomic<unsigned> attention{0};

    Vm* vm = nullptr;
    Threads* threads = nullptr;
    TextState* text = nullptr;
    RegexState* regex = nullptr;
    ReadState* read = nullptr;
    PrintState* print = nullptr;
    CompileState* compile = nullptr;
    LoadState* load = nullptr;
    InputState* input = nullptr;
    Image* image = nullptr;
    FrozenSymbols frozen;
    std::vector<std::span<const Primitive>> primitive_tables;

    std::unique_ptr<Waiter> waiter;
    std::uint64_t gensym_counter = 0;

    // Callables defined by the host live as long as the interpreter.
    std::vector<std::unique_ptr<std::function<Value(Interpreter&, Value*, unsigned)>>> callables;
    // Run, last first, when the interpreter is destroyed.
    std::vector<std::function<void()>> at_exit;
};

// Makes the obarray and the well-known symbols; `symbols_out` is the interpreter's pointer to them. State itself must lie in memory
// that the collector scans (it holds the list of free conses).
void init_core(Interpreter& in, void*& symbols_out);
void free_core(Interpreter& in);

inline Value cons_fast(Interpreter& in, Value a, Value d) {
    State& s = *in.operator->();
    Cons* cell = s.free_conses;
    if (!cell) [[unlikely]]
        return cons(in, a, d);
    s.free_conses = *reinterpret_cast<Cons**>(cell);
    cell->car = a;
    cell->cdr = d;
    return Value::from_bits(reinterpret_cast<std::uint64_t>(cell) + Value::cons_tag);
}

}  // namespace el
