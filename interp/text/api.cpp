// The public face (el/text.hpp) of strings, buffers and markers.
// Tests: tests/unit/text/buffer_test.cpp
#include <el/text.hpp>

#include "core/utf8.hpp"
#include "text/edit.hpp"
#include "text/marker.hpp"
#include "text/undo.hpp"

#include <algorithm>

namespace el {

bool is_string(Value v) { return v.is<String>(); }
bool is_multibyte(Value string) { return string.as<String>().multibyte(); }
std::string_view string_bytes(Value string) { return string.as<String>().view(); }
std::size_t string_length(Value string) { return string.as<String>().chars; }

// One byte more than asked for: strings end with a NUL.
std::uint8_t* allocate_block(std::size_t capacity) { return static_cast<std::uint8_t*>(heap::allocate_atomic(capacity + 1)); }

Value adopt_block(Interpreter&, std::uint8_t* block, std::size_t bytes, bool multibyte) {
    block[bytes] = 0;
    return adopt_string(block, bytes, multibyte ? utf8::count(block, bytes) : bytes, multibyte);
}

Value make_marker(Interpreter&) { return Value::from_object(new_marker()); }

void set_marker_to_end(Interpreter&, Value marker, Value buffer) {
    Buffer& b = buffer.as<Buffer>();
    attach(marker.as<Marker>(), b, {b.last(), b.last_byte()});
}

void insert_process_output(Interpreter& in, Value buffer, Value marker, Value string) {
    if (!is_live_buffer(buffer)) return;
    Buffer& b = buffer.as<Buffer>();
    Marker& m = marker.as<Marker>();
    const String& s = string.as<String>();
    if (s.chars == 0) return;
    SavedBuffer saved(in);
    set_buffer(in, b);
    Position old = b.point_position();
    // A mark in another buffer counts by its number.
    Int at = m.buffer ? m.chars : b.end;
    set_point(b, at);
    Position place = b.point_position();
    Int point_offset = old.chars - place.chars;
    insert_string(in, b, s, insert_before_markers | insert_ignore_read_only);
    if (!b.live()) return;
    attach(m, b, b.point_position());
    // Point stays with its text; at the mark it moves along.
    if (point_offset < 0) set_point(b, old.chars);
    else if (point_offset > 0) set_point(b, b.point + point_offset);
}

}  // namespace el
