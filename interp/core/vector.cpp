// Vectors, records, bool-vectors, cells and boxed floats: making them.
// Tests: tests/recorded/data.el
#include <algorithm>

#include "core/objects.hpp"

namespace el {

namespace {

template <class T>
T* sized(std::size_t size, std::size_t extra) {
    T* object = heap::make<T>(extra);
    object->size = size;
    return object;
}

// Memory without pointers in it.
template <class T>
T* make_atomic(std::size_t bytes) {
    T* object = static_cast<T*>(heap::allocate_atomic(bytes));
    object->header = Object{KindOf<T>::value, 0, 0, 0};
    return object;
}

}  // namespace

// Zeroed memory is nil.
Vector* allocate_vector(std::size_t size) { return sized<Vector>(size, size * sizeof(Value)); }
Record* allocate_record(std::size_t size) { return sized<Record>(size, size * sizeof(Value)); }

// Emacs has one empty vector.
alignas(16) static Vector empty_vector = {{Kind::Vector, 0, 0, 0}, 0};

Value make_vector(Interpreter&, std::span<const Value> elements) {
    if (elements.empty()) return Value::from_object(&empty_vector);
    Vector* v = allocate_vector(elements.size());
    std::copy(elements.begin(), elements.end(), v->slots);
    return Value::from_object(v);
}

BoolVector* allocate_bool_vector(std::size_t size) {
    std::size_t words = (size + 63) / 64;
    auto* v = make_atomic<BoolVector>(sizeof(BoolVector) + words * sizeof(std::uint64_t));
    v->size = size;
    std::fill_n(v->words, words, 0);
    return v;
}

Value make_cell(Value v) {
    Cell* cell = heap::make<Cell>();
    cell->value = v;
    return Value::from_object(cell);
}

Value box_float(double d) {
    auto* f = make_atomic<Float>(sizeof(Float));
    f->number = d;
    return Value::from_object(f);
}

}  // namespace el
