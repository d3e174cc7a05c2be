// Undo records.
// Tests: tests/recorded/editing.el
#include "text/undo.hpp"

#include "text/marker.hpp"
#include "text/state.hpp"

#include <el/list.hpp>

namespace el {

namespace {

Value& undo_list(Buffer& b) { return (b.base ? b.base : &b)->slots[slot::buffer_undo_list]; }

void push(Interpreter& in, Buffer& b, Value record) { undo_list(b) = cons(in, record, undo_list(b)); }

bool at_boundary(Buffer& b) { return !undo_list(b).is_cons() || car(undo_list(b)).is_nil(); }

// The position where point was at the last boundary comes first, if the change is somewhere else.
void record_point(Interpreter& in, Buffer& b, Int from) {
    TextState& state = *in->text;
    bool boundary = at_boundary(b);
    if (b.text->modified_tick <= b.text->saved_tick) record_first_change(in, b);
    if (boundary && state.last_boundary_buffer == &b && state.last_boundary_position != from &&
        find_value(in, in.intern("undo-inhibit-record-point")).is_nil())
        push(in, b, fixnum(state.last_boundary_position));
}

// Markers that the deletion of [from, to) will move, with how far.
void record_marker_adjustments(Interpreter& in, Buffer& b, Int from, Int to) {
    each_marker(*b.text, [&](Marker& m) {
        if (m.buffer != &b || m.chars < from || m.chars > to || (m.header.flags & Marker::temporary)) return;
        Int moved = (m.header.flags & Marker::advances ? to : from) - m.chars;
        if (moved) push(in, b, cons(in, Value::from_object(&m), fixnum(moved)));
    });
}

}  // namespace

bool undo_enabled(Interpreter& in, const Buffer& b) {
    return (b.base ? b.base : &b)->slots[slot::buffer_undo_list] != in[sym::t];
}

void record_first_change(Interpreter& in, Buffer& b) {
    if (!undo_enabled(in, b)) return;
    Buffer& base = b.base ? *b.base : b;
    push(in, b, cons(in, in[sym::t], base.file_time));
}

void record_insertion(Interpreter& in, Buffer& b, Int from, Int length) {
    if (!undo_enabled(in, b)) return;
    record_point(in, b, from);
    Value& undo = undo_list(b);
    // An insertion right after the last one makes that longer.
    if (undo.is_cons() && car(undo).is_cons()) {
        Cons& last = car(undo).as<Cons>();
        if (last.car.is_fixnum() && last.cdr.is_fixnum() && last.cdr.fixnum() == from) {
            last.cdr = fixnum(from + length);
            return;
        }
    }
    push(in, b, cons(in, fixnum(from), fixnum(from + length)));
}

void record_deletion(Interpreter& in, Buffer& b, Position from, Position to) {
    if (!undo_enabled(in, b)) return;
    record_point(in, b, from.chars);
    Value text = buffer_substring(in, b, from, to, true);
    bool point_at_end = b.point == to.chars;
    record_marker_adjustments(in, b, from.chars, to.chars);
    push(in, b, cons(in, text, fixnum(point_at_end ? -from.chars : from.chars)));
}

void record_replacement(Interpreter& in, Buffer& b, Position from, Position to) {
    record_deletion(in, b, from, to);
    record_insertion(in, b, from.chars, to.chars - from.chars);
}

void record_property_change(Interpreter& in, Buffer& b, Int from, Int to, Value property, Value old_value) {
    if (!undo_enabled(in, b)) return;
    if (b.text->modified_tick <= b.text->saved_tick) record_first_change(in, b);
    push(in, b, cons(in, nil, cons(in, property, cons(in, old_value, cons(in, fixnum(from), fixnum(to))))));
}

void add_undo_boundary(Interpreter& in, Buffer& b) {
    if (!undo_enabled(in, b)) return;
    if (!at_boundary(b)) push(in, b, nil);
    in->text->last_boundary_position = b.point;
    in->text->last_boundary_buffer = &b;
}

}  // namespace el
