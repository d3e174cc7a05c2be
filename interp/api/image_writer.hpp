// Writing the image (the build only).
#pragma once
#include "core/state.hpp"

#include <unordered_map>

namespace el {

// What C++ set up before any Lisp was loaded: only what differs from it goes into the image.
struct Snapshot {
    struct Cells {
        std::uint64_t value, function;
        std::uint16_t aux;
        std::uint8_t flags;
    };
    std::unordered_map<Symbol*, Cells> symbols;
};
Snapshot take_snapshot(Interpreter& in);

// The image of everything loaded since. Throws std::runtime_error that names the variable if something cannot be written.
std::string write_image(Interpreter& in, const Snapshot& before);

}  // namespace el
