// File names: expansion and checks that file primitives share.
#pragma once
#include "prims/buffer_args.hpp"

#include <string>

namespace el {

// NAME made absolute by DIRECTORY (nil: default-directory), with ~, . and .. resolved.
std::string expand_name(Interpreter& in, std::string_view name, Value directory = nil);
// A file name argument: a string, expanded, as the system wants it. Signals stringp, and permission-denied if the host forbids files.
std::string file_argument(Interpreter& in, Value name);
// The same with its Lisp form kept, for error data.
struct FileName {
    Value lisp;
    std::string path;
    const char* c_str() const { return path.c_str(); }
};
FileName file_name(Interpreter& in, Value name);
// For a target that may be a directory: then the file in it with the last part of SOURCE's name.
FileName target_file_name(Interpreter& in, Value source, Value target);
Value lisp_file_name(Interpreter& in, std::string_view path);

}  // namespace el
