// What Lisp says about a program to run, as the kernel wants it.
#pragma once
#include "network.hpp"
#include "spawn.hpp"

namespace el::net {

// The file of the program NAME, a string: looked for in exec-path unless it is absolute. Signals "Searching for program".
std::string find_program(Network& network, Value name);
// default-directory; signals "Setting current directory" if programs cannot start there.
std::string program_directory(Network& network);
// process-environment: of entries for the same variable the first counts, a name without value unsets it, PWD follows DIRECTORY.
std::vector<std::string> program_environment(Network& network, const std::string& directory);
// The bytes of an argument, a string; encoded by CODING if it is multibyte.
std::string program_argument(Network& network, Value argument, Value coding);
// Signals permission-denied unless the host lets Lisp run FILE.
void check_program_permission(Network& network, const std::string& file);

}  // namespace el::net
