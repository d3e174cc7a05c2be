// Loading Lisp files.
#pragma once
#include "core/state.hpp"

namespace el {

struct LoadState {
    // Lisp files compiled into the program: name without ".el" -> text. Looked up after load-path.
    struct Embedded {
        std::string_view name, text;
    };
    std::span<const Embedded> embedded;
};

// Evaluates TEXT form by form. `name` is the file's name for error places and load-file-name (nil: none); `text` is decoded.
// `lexical` is used unless the first line says otherwise. Returns the value of the last form.
Value load_text(Interpreter& in, std::string_view text, Value name, bool lexical);
// Reads a file and decodes it; signals file-missing etc. "-" is standard input.
Value read_source_file(Interpreter& in, Value file);
// As the Lisp function `load'.
bool load_file(Interpreter& in, Value file, bool no_error, bool no_message, bool no_suffix, bool must_suffix);
// Whether the first line of TEXT asks for lexical binding (1), for dynamic binding (0) or says nothing (-1).
int lexical_cookie(std::string_view text);

}  // namespace el
