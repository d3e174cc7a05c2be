// The heap on Boehm GC, and its malloc twin (meson -Dheap=malloc) for sanitizers, which never frees.
// Tests: every suite, and with a collection every Nth allocation (ELWIRE_GC_STRESS)
#include "core/heap.hpp"

#include <el/root.hpp>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

#ifndef ELWIRE_HEAP_MALLOC
#define GC_THREADS 1
#include <gc/gc.h>
#include <gc/gc_mark.h>
#endif

namespace el::heap {

namespace {

std::atomic<unsigned> stress_every{0};
std::atomic<unsigned> stress_count{0};
std::once_flag initialized;

struct StackRegion {
    Value* const* base;
    Value* const* top;
};
constexpr std::size_t max_regions = 32768;
StackRegion regions[max_regions];
std::size_t region_count = 0;
std::mutex region_mutex;

void read_stress_setting() {
    if (const char* text = std::getenv("ELWIRE_GC_STRESS")) stress_every = static_cast<unsigned>(std::atoi(text));
}

}  // namespace

void add_stack(Value* const* base, Value* const* top) {
    std::scoped_lock lock(region_mutex);
    if (region_count == max_regions) throw std::bad_alloc();
    regions[region_count++] = {base, top};
}

void remove_stack(Value* const* base) {
    std::scoped_lock lock(region_mutex);
    for (std::size_t i = 0; i < region_count; ++i)
        if (regions[i].base == base) {
            regions[i] = regions[--region_count];
            return;
        }
}

void set_stress(unsigned every) { stress_every = every; }

#ifndef ELWIRE_HEAP_MALLOC

namespace {

// Called with the world stopped: takes no lock, but add_stack and remove_stack keep the table consistent at every instruction
// that matters (the count changes last when adding, the entry is copied before it changes when removing).
void push_stacks() {
    for (std::size_t i = 0; i < region_count; ++i) {
        Value* base = *regions[i].base;
        Value* top = *regions[i].top;
        if (base && top > base) GC_push_all(base, top);
    }
}
GC_push_other_roots_proc previous_push;
// First the Lisp stacks, an entry of the mark stack each: the previous function scans the C stacks word by word, and a deep recursion
// fills the mark stack, in which case GC_push_all aborts.
void push_roots() {
    push_stacks();
    if (previous_push) previous_push();
}

void* out_of_memory(std::size_t) { throw std::bad_alloc(); }

inline void stress() {
    unsigned every = stress_every.load(std::memory_order_relaxed);
    if (every == 0) [[likely]]
        return;
    if (stress_count.fetch_add(1, std::memory_order_relaxed) % every == 0) GC_gcollect();
}

}  // namespace

void initialize() {
    std::call_once(initialized, [] {
        GC_set_all_interior_pointers(0);
        GC_set_warn_proc(GC_ignore_warn_proc);
        GC_INIT();
        GC_register_displacement(Value::cons_tag);
        GC_register_displacement(Value::symbol_tag);
        GC_set_oom_fn(out_of_memory);
        GC_allow_register_threads();
        previous_push = GC_get_push_other_roots();
        GC_set_push_other_roots(push_roots);
        GC_set_free_space_divisor(2);
        if (!std::getenv("GC_INITIAL_HEAP_SIZE")) GC_expand_hp(16u << 20);
        read_stress_setting();
    });
}

namespace {

// A collection would wait for ever for a registered thread that has ended.
struct Registration {
    bool checked = false, made = false;
    ~Registration() {
        if (made) GC_unregister_my_thread();
    }
};

}  // namespace

// The collector takes the thread that initialises it for the main one, which never ends: so that is done while the library is
// loaded, not by whichever thread makes the first interpreter.
__attribute__((constructor)) static void initialize_at_load() { initialize(); }

void register_thread() {
    static thread_local Registration registration;
    if (std::exchange(registration.checked, true)) return;
    GC_stack_base base;
    if (!GC_thread_is_registered() && GC_get_stack_base(&base) == GC_SUCCESS)
        registration.made = GC_register_my_thread(&base) == GC_SUCCESS;
}

void* allocate(std::size_t bytes) {
    stress();
    return GC_MALLOC(bytes);
}
void* allocate_atomic(std::size_t bytes) {
    stress();
    return GC_MALLOC_ATOMIC(bytes ? bytes : 1);
}
void* allocate_uncollectable(std::size_t bytes) { return GC_MALLOC_UNCOLLECTABLE(bytes); }
void free_uncollectable(void* p) { GC_FREE(p); }
void free_now(void* p) { GC_FREE(p); }

void* allocate_cons_chain() {
    stress();
    if (stress_every.load(std::memory_order_relaxed)) return GC_MALLOC(sizeof(Cons));
    void* chain = GC_malloc_many(sizeof(Cons));
    if (!chain) throw std::bad_alloc();
    return chain;
}

namespace {

struct Action {
    void (*action)(void*);
    void* data;
};

}  // namespace

void without_collection(void (*action)(void*), void* data) {
    Action what{action, data};
    GC_call_with_alloc_lock([](void* p) -> void* { return static_cast<Action*>(p)->action(static_cast<Action*>(p)->data), nullptr; }, &what);
}

void weak_link(void** link, void* object) { GC_general_register_disappearing_link(link, object); }
void weak_unlink(void** link) { GC_unregister_disappearing_link(link); }

void collect() { GC_gcollect(); }
std::size_t heap_size() { return GC_get_heap_size(); }
std::size_t bytes_in_use() { return GC_get_heap_size() - GC_get_free_bytes(); }
std::size_t bytes_allocated() { return GC_get_total_bytes(); }
unsigned collections() { return static_cast<unsigned>(GC_get_gc_no()); }
void set_limit(std::size_t bytes) { GC_set_max_heap_size(bytes); }

#else  // malloc twin

// A heap that never frees is all leaks, and nothing else is to be looked for on fake stacks.
extern "C" __attribute__((used, visibility("default"))) const char* __asan_default_options() {
    return "detect_leaks=0:detect_stack_use_after_return=0";
}

namespace {

std::atomic<std::size_t> total{0};
std::size_t limit = 0;

void* checked(void* p, std::size_t bytes) {
    if (!p || (limit && total + bytes > limit)) throw std::bad_alloc();
    total += bytes;
    return p;
}

}  // namespace

void initialize() { std::call_once(initialized, read_stress_setting); }
void register_thread() {}
void* allocate(std::size_t bytes) { return checked(std::calloc(1, bytes), bytes); }
void* allocate_atomic(std::size_t bytes) { return checked(std::malloc(bytes ? bytes : 1), bytes); }
void* allocate_uncollectable(std::size_t bytes) { return checked(std::calloc(1, bytes), bytes); }
void free_uncollectable(void* p) { std::free(p); }
void free_now(void* p) { std::free(p); }
void* allocate_cons_chain() { return checked(std::calloc(1, sizeof(Cons)), sizeof(Cons)); }
void without_collection(void (*action)(void*), void* data) { action(data); }
void weak_link(void**, void*) {}
void weak_unlink(void**) {}
void collect() {}
std::size_t heap_size() { return total; }
std::size_t bytes_in_use() { return total; }
std::size_t bytes_allocated() { return total; }
unsigned collections() { return 0; }
void set_limit(std::size_t bytes) { limit = bytes; }

#endif

}  // namespace el::heap

namespace el {

void Root::reset(Value v) {
    if (v.is_nil()) return release();
    if (!cell_) cell_ = static_cast<Value*>(heap::allocate_uncollectable(sizeof(Value)));
    *cell_ = v;
}

void Root::release() {
    if (cell_) heap::free_uncollectable(std::exchange(cell_, nullptr));
}

}  // namespace el
