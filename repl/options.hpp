// The command line of elwire.
#pragma once
#include <string>
#include <vector>

namespace elwire {

struct Action {
    enum Kind { load, eval, funcall, script, directory };
    Kind kind;
    std::string argument;
};

// One step of the command line; the arguments after it stay for the Lisp program (command-line-args-left).
struct Step {
    enum Kind { nothing, action, version, help, batch, finished, bad };
    Kind kind = nothing;
    Action what{};
    std::string problem;
};

// Takes the next step off the front of `args`.
Step next_step(std::vector<std::string>& args, bool batch);

const char* version_text();
const char* help_text();

}  // namespace elwire
