// Which text properties new text takes from its neighbours (manual node "Sticky Properties"), and read-only text.
// Tests: tests/lisp/prims/textprops.el
#pragma once
#include "text/buffer.hpp"

namespace el {

Value plist_value(Value plist, Value property);
// Properties that text inserted at [from, to) inherits from the characters before and after it.
Value inherited_properties(Interpreter& in, Buffer& b, Int from, Int to);
// Gives PLIST to text without properties; the text joins the run beside it that has the same ones. Offsets count from 0.
void give_inherited_properties(Intervals& intervals, Int from, Int to, Value plist);
// Adds those properties of PLIST that a run does not have.
void add_missing_properties(Interpreter& in, Intervals& intervals, Int from, Int to, Value plist);
// Text that has properties takes those of PLIST too; they win.
void add_to_inherited_properties(Interpreter& in, Intervals& intervals, Int from, Int to, Value plist);
// 1 if text inserted at POS would take PROPERTY from the character after, -1 from the one before, 0 neither.
int stickiness(Interpreter& in, Buffer& b, Value property, Int pos);
// Signals text-read-only if the `read-only' property forbids changing [from, to), or inserting when they are equal.
void check_read_only_properties(Interpreter& in, Buffer& b, Int from, Int to);

}  // namespace el
