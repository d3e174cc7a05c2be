// Changing the text of buffers. Everything that must move with the text is moved here: points, narrowings, markers, properties,
// overlays, undo records, modification ticks.
// Tests: tests/unit/text/buffer_test.cpp, tests/recorded/buffers.el
#pragma once
#include "text/buffer.hpp"

namespace el {

enum InsertFlags : unsigned {
    insert_before_markers = 1,  // markers at the place go after the text
    insert_inherit = 2,         // take sticky properties of the neighbours
    insert_ignore_read_only = 4,
};

// --- the whole change, with read-only checks and hooks ---
// Inserts at point, which ends after the text.
void insert_string(Interpreter& in, Buffer& b, const String& s, unsigned flags = 0);
void insert_char(Interpreter& in, Buffer& b, char32_t c, Int count = 1, unsigned flags = 0);
// TEXT is internal form; converted if B is unibyte.
void insert_text(Interpreter& in, Buffer& b, std::string_view text, unsigned flags = 0);
// A part of another buffer (or this one), with properties.
void insert_from_buffer(Interpreter& in, Buffer& b, Buffer& from_buffer, Int from, Int to, unsigned flags = 0);
void delete_region(Interpreter& in, Buffer& b, Int from, Int to);
// The same, and returns the text.
Value delete_and_extract(Interpreter& in, Buffer& b, Int from, Int to);
// [from, to) becomes S; one change for the hooks. Point is not moved into the new text unless it was there.
// Markers at TO end up after the new text if `markers_follow', else before it.
void replace_region(Interpreter& in, Buffer& b, Int from, Int to, const String& s, bool inherit = false, bool markers_follow = false);

// --- its parts ---
// Signals buffer-read-only or text-read-only, runs the hooks that come before the change.
void prepare_to_modify(Interpreter& in, Buffer& b, Int from, Int to, unsigned flags = 0);
void finish_modify(Interpreter& in, Buffer& b, Int from, Int to, Int old_length);
// Without checks and hooks, but with undo records.
void insert_raw(Interpreter& in, Buffer& b, Position at, const std::uint8_t* bytes, Int byte_count, Int char_count, bool before_markers);
void delete_raw(Interpreter& in, Buffer& b, Position from, Position to);
// Properties only changed.
void note_property_change(Buffer& b);
bool text_is_read_only(Interpreter& in, Buffer& b);  // buffer-read-only and not inhibited

}  // namespace el
