// What save-excursion and save-restriction keep, and how it comes back.
// Tests: tests/lisp/prims/buffers.el
#include "text/marker.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

// Declared in vm/binding.hpp, which this folder does not see.
Value excursion_state(Interpreter& in);
void restore_excursion(Interpreter& in, Value state, Value);
Value restriction_state(Interpreter& in);
void restore_restriction(Interpreter& in, Value state, Value);
void restore_current_buffer(Interpreter& in, Value buffer, Value);

Value excursion_state(Interpreter& in) {
    Buffer& b = current(in);
    return Value::from_object(new_temporary_marker(b, b.point_position()));
}

void restore_excursion(Interpreter& in, Value state, Value) {
    Marker& m = state.as<Marker>();
    if (!m.buffer) return;  // the buffer was killed
    Buffer& b = *m.buffer;
    set_buffer(in, b);
    if (m.chars < b.begin || m.chars > b.end) set_point(b, m.chars);
    else set_point(b, {m.chars, m.bytes});
    detach(m);
}

// The buffer itself if it is not narrowed, else markers at both ends.
Value restriction_state(Interpreter& in) {
    Buffer& b = current(in);
    if (b.begin == 1 && b.end == b.last()) return Value::from_object(&b);
    Marker* start = new_temporary_marker(b, {b.begin, b.begin_byte});
    Marker* end = new_temporary_marker(b, {b.end, b.end_byte});
    end->header.flags |= Marker::advances;
    return cons(in, Value::from_object(start), Value::from_object(end));
}

void restore_restriction(Interpreter&, Value state, Value) {
    if (state.is<Buffer>()) {
        if (state.as<Buffer>().live()) widen(state.as<Buffer>());
        return;
    }
    Marker &start = car(state).as<Marker>(), &end = cdr(state).as<Marker>();
    if (!start.buffer) return;
    Buffer& b = *start.buffer;
    b.begin = start.chars, b.begin_byte = start.bytes;
    b.end = end.chars, b.end_byte = end.bytes;
    if (b.point < b.begin || b.point > b.end) set_point(b, b.point);
    detach(start);
    detach(end);
}

void restore_current_buffer(Interpreter& in, Value buffer, Value) { set_current_buffer(in, buffer); }

}  // namespace el
