// What core and read need to know about buffers, text properties and functions, which they do not know: implemented in the folder
// named above each group.
#pragma once
#include "core/objects.hpp"

#include <vector>

namespace el {

// --- text: markers, overlays, buffers ---
// The position; signals an `error' "Marker does not point anywhere".
Int marker_position_or_signal(Interpreter& in, Value marker);
bool markers_equal(Value a, Value b);   // same buffer and position, or both nowhere
bool overlays_equal(Interpreter& in, Value a, Value b);
// "#<marker at 3 in foo>", "#<marker in no buffer>", "#<overlay from 1 to 2 in foo>", "#<buffer foo>", "#<killed buffer>".
std::string print_marker(Interpreter& in, Value marker);
std::string print_overlay(Interpreter& in, Value overlay);
std::string print_buffer(Interpreter& in, Value buffer, bool escape);

// --- text: properties of strings ---
// The pieces of S that have properties, in order.
struct PropertyPiece {
    std::size_t from, to;  // characters
    Value plist;
};
std::vector<PropertyPiece> string_properties(Interpreter& in, const String& s);  // valid while `s' is reachable and unchanged
// Adds PLIST to the properties of a part of a string.
void add_string_properties(Interpreter& in, Value string, std::size_t from, std::size_t to, Value plist);
bool same_properties(Interpreter& in, const String& a, const String& b);

// --- vm: closures ---
// Emacs's interpreted closures are lists: (closure ENVIRONMENT ARGUMENTS BODY...) or, from dynamically bound code, (lambda ...).
Value closure_as_list(Interpreter& in, Value closure);

}  // namespace el
