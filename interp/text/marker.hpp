// Markers: positions that move with the text.
// Tests: tests/unit/text/buffer_test.cpp, tests/lisp/prims/markers.el
#pragma once
#include "text/buffer.hpp"

namespace el {

Marker* new_marker();                       // points nowhere
Marker* new_marker(Buffer& b, Position p, bool advances = false);
void attach(Marker& m, Buffer& b, Position p);
void detach(Marker& m);
// `set-marker': clipped to the buffer's text.
void move_marker(Marker& m, Buffer& b, Int chars);
// A marker that the binding stack keeps: cheaper, and it must be detached in the end.
Marker* new_temporary_marker(Buffer& b, Position p);

// --- text changes, called by edit.cpp ---
void markers_after_insertion(BufferText& text, Position at, Int chars, Int bytes, bool before_markers);
void markers_after_deletion(BufferText& text, Position from, Position to);
void detach_all_markers(BufferText& text);
void detach_markers_of(BufferText& text, Buffer& b);  // the markers of one of the buffers that share it
template <class Visit>
void each_marker(BufferText& text, Visit visit) {
    for (std::uint32_t i = 0; i < text.marker_count; ++i)
        if (Marker* m = text.markers[i]) visit(*m);
}

// The position a number or marker means; signals wrong-type-argument integer-or-marker-p, and `Marker does not point anywhere'.
Int position_of(Interpreter& in, Value number_or_marker);

}  // namespace el
