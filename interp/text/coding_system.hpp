// Coding systems as Lisp sees them: symbols; and decoding and encoding of whole strings.
// Tests: tests/lisp/prims/coding.el
#pragma once
#include <el/text.hpp>

#include "core/objects.hpp"
#include "text/coding/codec.hpp"

namespace el {

// The coding system that SYMBOL names, through aliases made by Lisp too; empty if there is none.
coding::Found find_coding(Interpreter& in, Value symbol);
// The same, but signals coding-system-error (or wrong-type-argument symbolp). nil means no-conversion.
coding::Found check_coding(Interpreter& in, Value symbol);
// Sets last-coding-system-used.
void note_coding_used(Interpreter& in, Value symbol);

struct DecodedText {
    Value string;
    Value coding_system;  // what it turned out to be
};
DecodedText decode_bytes(Interpreter& in, std::string_view bytes, Value coding);
// The bytes of internal TEXT as a unibyte string's contents.
std::string encode_text(Interpreter& in, std::string_view text, Value coding);
// A Lisp string as internal text: unibyte bytes become raw-byte characters.
std::string internal_text(const String& s);
// Text from the outside (file names, the environment) in and out by the locale's coding, which is UTF-8 here.
Value decode_system_text(Interpreter& in, std::string_view bytes);
std::string encode_system_text(const String& s);

}  // namespace el
