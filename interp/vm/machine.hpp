// The machine: value stack, frames, handlers, binding stack, pending exit.
//
// Frames live on one contiguous value stack; a call leaves its arguments where the caller computed them, and they are the callee's first
// registers. Lisp-to-Lisp calls do not recurse in C++. Each C++ entry (call from a primitive) is an `activation`.
//
// Non-local exits: the handler is chosen by walking `handlers` while the stacks are live (exits.cpp), its number and the value are put
// into `pending`; if it belongs to the running activation the loop jumps, otherwise an empty C++ exception unwinds to its activation.
#pragma once
#include <el/primitive.hpp>

#include "core/state.hpp"
#include "vm/code.hpp"

namespace el {

struct Frame {
    Closure* closure;  // also in base[-1], which the collector scans
    const Insn* pc;    // where to go on; valid while the frame is not the running one, or after save()
    Value* base;       // registers
    std::uint32_t argument_count;  // as passed
    bool entry;        // returning from it leaves the activation
    Primitive const* primitive;    // the frame of a primitive (closure is null): base[0...] are its arguments
};

struct Handler {
    enum Kind : std::uint8_t { conditions, catch_tag, native };
    Kind kind;
    std::uint16_t reg;        // where the value goes; native: whether the origin of the error is wanted
    std::uint32_t activation; // whose loop resumes
    std::uint32_t frame;      // frame depth
    std::uint32_t cut;        // handler depth to return to
    std::size_t bindings;     // binding depth to return to
    const Insn* target;
    Value what;               // condition list, or tag
    std::size_t depth;        // Lisp call depth
    Value* top;
};

struct Binding {
    enum Kind : std::uint8_t { let_plain, let_local, let_default, native, cleanup };
    Kind kind;
    Value a, b;   // symbol and old value, or data of the native undo
    Value c;      // the buffer of let_local
    void (*undo)(Interpreter&, Value, Value);
};

// A growing array in reserved address space, scanned by the collector between its ends.
template <class T>
struct Stack {
    T* base = nullptr;
    T* top = nullptr;
    T* limit = nullptr;
    std::size_t size() const { return static_cast<std::size_t>(top - base); }
};

// What each thread has of its own (threads.hpp).
struct MachineState {
    Stack<Value> values;
    Stack<Frame> frames;
    Stack<Handler> handlers;
    Stack<Binding> bindings;

    std::uint32_t activation = 0;  // number of the running activation
    std::size_t depth = 0, depth_limit = 0;
    char* c_stack_limit = nullptr; // C++ recursion stops here

    // The exit under way: index of the chosen handler and the value it receives.
    std::size_t pending_handler = 0;
    Value pending_value;
    bool handling_debugger = false;

    // Where the last uncaught error was signalled (captured before unwinding).
    Value error_backtrace;  // list of strings
    Value error_place;      // (FILE LINE COLUMN) or nil
    Value error_frames;
};

struct Vm : MachineState {
    std::uint64_t steps = 0;
    std::vector<std::string_view>* redefined = nullptr;  // functions with instructions that Lisp redefined
    Code** codes = nullptr;  // all compiled code, as weak links, for vm/redefine.cpp
    std::size_t code_count = 0, code_capacity = 0;
};

void init_vm(Interpreter& in);
void free_vm(Interpreter& in);
// The stacks of one thread: reserved address space (1/DIVISOR of what the main thread has), known to the collector. STATE must not move.
void reserve_stacks(MachineState& state, std::size_t divisor);
void release_stacks(MachineState& state);
void scan_stacks(MachineState& state, bool scanned);  // reserve_stacks and release_stacks have done so
// C++ frames of the running thread may grow down from here by SIZE bytes, less a reserve.
void note_c_stack(MachineState& state, std::size_t size);

// Runs CLOSURE; its arguments are base[0] ... and base[-1] is free. For call.cpp.
Value run(Interpreter& in, Closure* closure, Value* base, unsigned count);

// Calls any function object with arguments already on the value stack at `args` (args[-1] free).
Value call_on_stack(Interpreter& in, Value function, Value* args, unsigned count);
// The same for any array of arguments.
Value call_function(Interpreter& in, Value function, const Value* args, std::size_t count);
// What FUNCTION stands for: a Closure or Primitive. Follows symbols, autoloads, compiles lambda lists; signals void-function or
// invalid-function.
Value resolve_function(Interpreter& in, Value function);
void compile_now(Interpreter& in, Code& code);  // implemented in compile/
Value closure_from_lambda(Interpreter& in, Value lambda);  // implemented in compile/: (lambda ...) or (closure ENV ...)
Value autoload_function(Interpreter& in, Value definition, Value name);  // prims/load.cpp

// --- exits.cpp ---
// Choose the handler; afterwards either return Value::exit_pending() to the VM, or throw NonLocalExit{}.
void prepare_signal(Interpreter& in, Value symbol, Value data);
void prepare_throw(Interpreter& in, Value tag, Value value);  // signals no-catch if nobody catches
// A C++ frame that catches. Use through `catching`.
// note_origin: place and backtrace of an error it takes are kept in the machine.
std::size_t push_native_handler(Interpreter& in, Value conditions, bool note_origin = false);
void pop_handler(Interpreter& in, std::size_t index);
// In a catch block: whether the pending exit is for handler `index`; if so unwinds to it.
bool exit_arrived(Interpreter& in, std::size_t index);
Value take_pending(Interpreter& in);
void unwind_to_handler(Interpreter& in, std::size_t index);
bool condition_matches(Interpreter& in, Value condition_symbol, Value spec);
Value error_message_text(Interpreter& in, Value condition);  // implemented in prims/print.cpp's printer: error-message-string

// Runs body(); an error matching `conditions` (t: any) is handed to handler(error) as (SYMBOL . DATA).
template <class Body, class OnError>
Value catching(Interpreter& in, Value conditions, Body body, OnError handler) {
    std::size_t index = push_native_handler(in, conditions);
    Value result;
    try {
        result = body();
        pop_handler(in, index);
        return result;
    } catch (const NonLocalExit&) {
        if (!exit_arrived(in, index)) throw;
    }
    return handler(take_pending(in));
}

[[noreturn]] void wrong_argument_count(Interpreter& in, Value function, unsigned count);
// Returns if the limit was only cached too low; otherwise signals.
void too_deep(Interpreter& in);
void check_c_stack(Interpreter& in);

// --- backtrace.cpp ---
// One string per frame, innermost first: "  (fib 3) at FILE:LINE:COL".
Value backtrace_lines(Interpreter& in, std::size_t limit = 50);
Value current_place(Interpreter& in);

// --- safepoint.cpp ---
void safepoint(Interpreter& in);  // attention is non-zero

}  // namespace el
