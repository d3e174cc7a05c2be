// Overlays: stretches of a buffer with properties of their own.
// Tests: tests/lisp/prims/markers.el
#pragma once
#include "text/buffer.hpp"

namespace el {

struct Overlay {
    Object header;  // flags: below
    Buffer* buffer; // null: deleted
    Int start, end;
    Value plist;

    static constexpr std::uint8_t front_advance = 1, rear_advance = 2;
};

Value make_overlay_object(Buffer& b, Int start, Int end, bool front_advance, bool rear_advance);
void forget_overlay(Value overlay);          // points nowhere from now on; not taken out of its buffer's list
void detach_overlay(Overlay& o);             // taken out of its buffer
void attach_overlay(Overlay& o, Buffer& b, Int start, Int end);
void overlays_after_insertion(Buffer& b, Int at, Int length, bool before_markers);
void overlays_after_deletion(Interpreter& in, Buffer& b, Int from, Int to);
// True if A covers text above B: a higher priority, or a start further right.
bool overlay_above(Interpreter& in, const Overlay& a, const Overlay& b);

}  // namespace el
