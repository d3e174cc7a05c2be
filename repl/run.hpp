// Running what the command line asks for.
#pragma once
#include <el/el.hpp>

#include "options.hpp"

namespace elwire {

// Works through the arguments; returns the exit status. Starts the interactive session if nothing else was asked for.
int run_command_line(el::Interpreter& in, std::vector<std::string> args);

// The interactive session: reads forms from standard input, prints values.
int interact(el::Interpreter& in);

}  // namespace elwire
