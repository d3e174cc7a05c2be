// Vectors.
#pragma once
#include <el/interpreter.hpp>

#include <initializer_list>
#include <span>

namespace el {

bool is_vector(Value v);
std::span<Value> vector_slots(Value vector);  // valid while the vector is reachable
Value make_vector(Interpreter& in, std::span<const Value> elements);

}  // namespace el
