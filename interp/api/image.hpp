// Reading the image: see image_format.hpp.
#pragma once
#include "core/state.hpp"

namespace el {

struct Code;

// What the build put into the library; empty while the library is being built.
std::string_view embedded_image();
std::string_view embedded_libraries();  // an archive of Lisp files: see library_archive.hpp

// Makes the image's symbols known to the interpreter.
void attach_image(Interpreter& in, std::string_view bytes);
void detach_image(Interpreter& in);
// Fetches the instructions of a preloaded function.
void fetch_code(Interpreter& in, Code& code);

}  // namespace el
