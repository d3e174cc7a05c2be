// The heap: Boehm GC behind a dozen functions (or plain malloc that never frees, for sanitizer builds).
//
// Rules: pointers into the heap are to the start of an object, or start + 3 (cons), + 7 (symbol). Any Value on the C++
// stack, in a heap object or in uncollectable memory keeps its object alive; one in malloc memory, a static or a
// thread-local does not (use Root). Memory that holds no pointers is allocated with allocate_atomic.
#pragma once
#include <el/value.hpp>

#include "core/kind.hpp"

#include <new>
#include <utility>

namespace el::heap {

// Once per process, before anything is allocated; idempotent and thread-safe.
void initialize();
// A thread that runs an interpreter, other than the first, registers itself; idempotent, and undone when the thread ends.
void register_thread();

void* allocate(std::size_t bytes);         // zeroed, scanned for pointers
void* allocate_atomic(std::size_t bytes);  // not zeroed, not scanned
void* allocate_uncollectable(std::size_t bytes);  // zeroed, scanned, lives until free_uncollectable
void free_uncollectable(void* p);
void free_now(void* p);  // gives back collectable memory known to be unreferenced (large buffers); may be a no-op

// A chain of 16-byte zeroed cells linked through their first word; nullptr never.
void* allocate_cons_chain();

// The region [*base, *top) is scanned at each collection (value stacks). `base` and `top` are read at that time.
void add_stack(Value* const* base, Value* const* top);
void remove_stack(Value* const* base);

// Runs action(data) while nothing is collected, on whatever thread.
void without_collection(void (*action)(void*), void* data);

// *link (which lies in atomic memory or is otherwise hidden from the collector) is set to null when `object` is
// collected. `unlink` undoes it.
void weak_link(void** link, void* object);
void weak_unlink(void** link);

void collect();
std::size_t heap_size();       // bytes taken from the system
std::size_t bytes_in_use();    // estimate
std::size_t bytes_allocated(); // total since start
unsigned collections();        // number of collections so far
// Collect at every Nth allocation (testing); 0 turns it off. Also set by the environment variable ELWIRE_GC_STRESS.
void set_stress(unsigned every);
// The most bytes the heap may take; 0 for no limit. Beyond it allocation raises std::bad_alloc.
void set_limit(std::size_t bytes);

// A zeroed heap structure with its header filled in. `extra` bytes follow it.
template <class T>
T* make(std::size_t extra = 0) {
    T* object = static_cast<T*>(allocate(sizeof(T) + extra));
    object->header.kind = KindOf<T>::value;
    return object;
}

}  // namespace el::heap
