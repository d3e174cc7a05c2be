// Reading lines from standard input, where a program without a terminal asks its questions.
#pragma once
#include "core/state.hpp"

#include <optional>
#include <string>

namespace el {

struct InputState {
    std::string buffer;
    std::size_t at = 0;
    bool ended = false;
};

// The next line without its newline; nothing at the end of input. Events are delivered while it waits.
std::optional<std::string> read_input_line(Interpreter& in);

}  // namespace el
