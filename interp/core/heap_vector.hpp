// A growable array in scanned heap memory, for C++ structures that hold Values or pointers into the heap.
#pragma once
#include "core/heap.hpp"

#include <cstring>

namespace el {

template <class T>
struct HeapVector {
    T* data = nullptr;
    std::uint32_t size = 0, capacity = 0;

    void push(const T& v) {
        if (size == capacity) grow();
        data[size++] = v;
    }
    void grow() {
        std::uint32_t bigger = capacity ? capacity * 2 : 4;
        T* fresh = static_cast<T*>(heap::allocate(bigger * sizeof(T)));
        if (size) std::memcpy(static_cast<void*>(fresh), data, size * sizeof(T));
        data = fresh;
        capacity = bigger;
    }
    T& operator[](std::size_t i) { return data[i]; }
    const T& operator[](std::size_t i) const { return data[i]; }
    T* begin() const { return data; }
    T* end() const { return data + size; }
    bool empty() const { return size == 0; }
    T& back() { return data[size - 1]; }
};

}  // namespace el
