// The machine's stacks: reserved address space, committed by the system as it is touched.
#include <sys/mman.h>
#include <sys/resource.h>

#include "vm/machine.hpp"
#include "vm/threads.hpp"

namespace el {

namespace {

constexpr std::size_t value_bytes = std::size_t{1} << 30;
constexpr std::size_t frame_bytes = std::size_t{512} << 20;
constexpr std::size_t handler_bytes = std::size_t{128} << 20;
constexpr std::size_t binding_bytes = std::size_t{256} << 20;
constexpr std::size_t c_stack_reserve = 192 << 10;  // for what runs at the limit: error handling, cleanups

template <class T>
void reserve(Stack<T>& stack, std::size_t bytes) {
    void* p = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) throw std::bad_alloc();
    stack.base = stack.top = static_cast<T*>(p);
    stack.limit = stack.base + bytes / sizeof(T);
}

template <class T>
void release(Stack<T>& stack) {
    if (!stack.base) return;
    munmap(stack.base, static_cast<std::size_t>(reinterpret_cast<char*>(stack.limit) - reinterpret_cast<char*>(stack.base)));
    stack = {};
}

// Handlers and bindings hold Values among other words: they are scanned whole.
template <class T>
void scan(Stack<T>& stack, bool scanned) {
    auto base = reinterpret_cast<Value* const*>(&stack.base), top = reinterpret_cast<Value* const*>(&stack.top);
    if (scanned) heap::add_stack(base, top);
    else heap::remove_stack(base);
}

std::size_t main_c_stack() {
    rlimit limit{};
    std::size_t size = 8u << 20;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) size = limit.rlim_cur;
    return std::min<std::size_t>(size, 64u << 20);
}

}  // namespace

void note_c_stack(MachineState& state, std::size_t size) {
    char* here = static_cast<char*>(__builtin_frame_address(0));
    state.c_stack_limit = here - size + std::min<std::size_t>(size / 2, c_stack_reserve + (64u << 10));
}

void scan_stacks(MachineState& state, bool scanned) {
    scan(state.values, scanned);
    scan(state.handlers, scanned);
    scan(state.bindings, scanned);
}

void reserve_stacks(MachineState& state, std::size_t divisor) {
    reserve(state.values, value_bytes / divisor);
    reserve(state.frames, frame_bytes / divisor);
    reserve(state.handlers, handler_bytes / divisor);
    reserve(state.bindings, binding_bytes / divisor);
    scan_stacks(state, true);
    state.values.top += 1;  // a free slot before the first frame
}

void release_stacks(MachineState& state) {
    scan_stacks(state, false);
    release(state.values);
    release(state.frames);
    release(state.handlers);
    release(state.bindings);
}

void init_vm(Interpreter& in) {
    Vm* vm = new (heap::allocate_uncollectable(sizeof(Vm))) Vm;
    in->vm = vm;
    reserve_stacks(*vm, 1);
    note_c_stack(*vm, main_c_stack());
    init_threads(in);
}

void free_vm(Interpreter& in) {
    free_threads(in);
    Vm* vm = in->vm;
    release_stacks(*vm);
    for (std::size_t i = 0; i < vm->code_count; ++i)
        if (vm->codes[i]) heap::weak_unlink(reinterpret_cast<void**>(&vm->codes[i]));
    std::free(vm->codes);
    delete vm->redefined;
    in->vm = nullptr;
    heap::free_uncollectable(vm);
}

}  // namespace el
