// Undo records: what `buffer-undo-list' says of each change (manual node "Undo").
// Tests: tests/recorded/editing.el
#pragma once
#include "text/buffer.hpp"

namespace el {

bool undo_enabled(Interpreter& in, const Buffer& b);
// Call before the change; they look at point, the modified flag and the markers.
void record_insertion(Interpreter& in, Buffer& b, Int from, Int length);
void record_deletion(Interpreter& in, Buffer& b, Position from, Position to);
// A replacement of [from, to) by as much text.
void record_replacement(Interpreter& in, Buffer& b, Position from, Position to);
void record_property_change(Interpreter& in, Buffer& b, Int from, Int to, Value property, Value old_value);
void record_first_change(Interpreter& in, Buffer& b);
void add_undo_boundary(Interpreter& in, Buffer& b);

}  // namespace el
