// Forward declarations for the public headers.
#pragma once
#include <cstddef>
#include <cstdint>

namespace el {

class Value;
class Interpreter;
struct State;       // everything an interpreter knows; internal to libelwire
struct Cons;
struct Primitive;
class Waiter;
class Decoder;
class Encoder;

using Int = std::int64_t;

namespace sym {
enum class Id : unsigned short;  // well-known symbols: interp/core/symbols.def
}

}  // namespace el
