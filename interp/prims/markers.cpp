// Primitives: point, markers, positions, narrowing (manual nodes "Positions", "Markers").
// Tests: tests/lisp/prims/markers.el
#include "prims/buffer_args.hpp"

#include <algorithm>

namespace el {

namespace {

Value fn_point(Interpreter& in) { return fixnum(current(in).point); }
Value fn_point_min(Interpreter& in) { return fixnum(current(in).begin); }
Value fn_point_max(Interpreter& in) { return fixnum(current(in).end); }

Value marker_at(Buffer& b, Position p) { return Value::from_object(new_marker(b, p)); }
Value point_marker(Interpreter& in) { return marker_at(current(in), current(in).point_position()); }
Value point_min_marker(Interpreter& in) { return marker_at(current(in), {current(in).begin, current(in).begin_byte}); }
Value point_max_marker(Interpreter& in) { return marker_at(current(in), {current(in).end, current(in).end_byte}); }
Value mark_marker(Interpreter& in) { return current(in).mark; }

Value goto_char(Interpreter& in, Value position) {
    Buffer& b = current(in);
    if (position.is<Marker>() && position.as<Marker>().buffer == &b) {
        const Marker& m = position.as<Marker>();
        if (m.chars >= b.begin && m.chars <= b.end) set_point(b, {m.chars, m.bytes});
        else set_point(b, m.chars);
        return position;
    }
    set_point(b, position_of(in, position));
    return position;
}

Value bobp(Interpreter& in) { return truth(in, current(in).point == current(in).begin); }
Value eobp(Interpreter& in) { return truth(in, current(in).point == current(in).end); }
Value bolp(Interpreter& in) {
    Buffer& b = current(in);
    return truth(in, b.point == b.begin || b.byte_at(b.point_byte - 1) == '\n');
}
Value eolp(Interpreter& in) {
    Buffer& b = current(in);
    return truth(in, b.point == b.end || b.byte_at(b.point_byte) == '\n');
}

Value narrow_to_region(Interpreter& in, Value start, Value end) {
    Buffer& b = current(in);
    Int from = position_of(in, start), to = position_of(in, end);
    if (from > to) std::swap(from, to);
    if (from < 1 || to > b.last()) args_out_of_range(in, start, end);
    narrow(b, from, to);
    return nil;
}
Value fn_widen(Interpreter& in) {
    widen(current(in));
    return nil;
}
Value buffer_narrowed_p(Interpreter& in) {
    Buffer& b = current(in);
    return truth(in, b.begin != 1 || b.end != b.last());
}

Value position_bytes(Interpreter& in, Value position) {
    Int pos = position_of(in, position);
    Buffer& b = current(in);
    return pos < b.begin || pos > b.end ? nil : fixnum(byte_position(b, pos));
}
Value byte_to_position(Interpreter& in, Fixnum byte) {
    Buffer& b = current(in);
    Int at = byte;
    if (at < 1 || at > b.last_byte()) return nil;
    // Inside a character the answer is that character.
    if (b.multibyte())
        while (at > 1 && at < b.last_byte() && (b.byte_at(at) & 0xC0) == 0x80) --at;
    return fixnum(char_position(b, at));
}

// --- markers ---

Value fn_make_marker(Interpreter&) { return Value::from_object(new_marker()); }
Value fn_markerp(Interpreter& in, Value object) { return truth(in, object.is<Marker>()); }
Value marker_position(Interpreter& in, Marker& marker) { return marker.buffer ? fixnum(marker.chars) : nil; }
Value marker_buffer(Interpreter& in, Marker& marker) { return marker.buffer ? value_of(*marker.buffer) : nil; }
Value marker_insertion_type(Interpreter& in, Marker& marker) { return truth(in, marker.header.flags & Marker::advances); }

Value set_marker_insertion_type(Interpreter& in, Marker& marker, Value type) {
    marker.header.flags &= static_cast<std::uint8_t>(~Marker::advances);
    if (!type.is_nil()) marker.header.flags |= Marker::advances;
    return type;
}

Value set_marker(Interpreter& in, Marker& marker, Value position, Value buffer) {
    Value self = Value::from_object(&marker);
    bool nowhere = position.is_nil() || (position.is<Marker>() && !position.as<Marker>().buffer);
    Buffer& b = buffer_or_current(in, buffer);
    if (nowhere || !b.live()) {
        detach(marker);
        return self;
    }
    if (position.is<Marker>() && position.as<Marker>().buffer->text == b.text) {
        const Marker& m = position.as<Marker>();
        attach(marker, b, {m.chars, m.bytes});
    } else {
        move_marker(marker, b, position_of(in, position));
    }
    return self;
}

Value copy_marker(Interpreter& in, Value marker, Value type) {
    if (!marker.is_nil() && !marker.is_fixnum() && !marker.is<Marker>()) wrong_type(in, sym::integer_or_marker_p, marker);
    Marker& copy = *new_marker();
    if (!type.is_nil()) copy.header.flags |= Marker::advances;
    Value buffer = marker.is<Marker>() && marker.as<Marker>().buffer ? value_of(*marker.as<Marker>().buffer) : nil;
    return set_marker(in, copy, marker, buffer);
}

Value buffer_has_markers_at(Interpreter& in, Value position) {
    Int pos = position_of(in, position);
    bool found = false;
    each_marker(*current(in).text, [&](Marker& m) { found = found || m.chars == pos; });
    return truth(in, found);
}

Int mark_position(Interpreter& in) {
    Value mark = current(in).mark;
    if (!mark.as<Marker>().buffer) error(in, "The mark is not set now, so there is no region");
    return mark.as<Marker>().chars;
}
Value region_beginning(Interpreter& in) { return fixnum(std::min(current(in).point, mark_position(in))); }
Value region_end(Interpreter& in) { return fixnum(std::max(current(in).point, mark_position(in))); }

Value gap_position(Interpreter& in) { return fixnum(char_position(current(in), current(in).text->gap.gap + 1)); }
Value gap_size(Interpreter& in) { return fixnum(current(in).text->gap.gap_size); }

constexpr Primitive table[] = {
    prim<bobp>("bobp", "", "Return t if point is at the beginning of the buffer."),
    prim<bolp>("bolp", "", "Return t if point is at the beginning of a line."),
    prim<buffer_has_markers_at>("buffer-has-markers-at", "position", "Return t if there are markers pointing at POSITION in the current buffer."),
    prim<buffer_narrowed_p>("buffer-narrowed-p", "", "Return non-nil if the current buffer is narrowed."),
    prim<byte_to_position>("byte-to-position", "byte", "Return the character position for byte position BYTE."),
    prim<copy_marker>("copy-marker", "&optional marker type", "Return a new marker pointing at the same place as MARKER, or at an integer."),
    prim<eobp>("eobp", "", "Return t if point is at the end of the buffer."),
    prim<eolp>("eolp", "", "Return t if point is at the end of a line."),
    prim<gap_position>("gap-position", "", "Return the position of the gap, in the current buffer."),
    prim<gap_size>("gap-size", "", "Return the size of the current buffer's gap."),
    prim<goto_char>("goto-char", "position", "Set point to POSITION, a number or marker."),
    prim<fn_make_marker>("make-marker", "", "Return a newly allocated marker which does not point at any place."),
    prim<mark_marker>("mark-marker", "", "Return this buffer's mark, as a marker object."),
    prim<marker_buffer>("marker-buffer", "marker", "Return the buffer that MARKER points into, or nil if none."),
    prim<marker_insertion_type>("marker-insertion-type", "marker", "Return t if MARKER stays after text inserted at it."),
    prim<marker_position>("marker-position", "marker", "Return the position of MARKER, or nil if it points nowhere."),
    prim<fn_markerp>("markerp", "object", "Return t if OBJECT is a marker."),
    prim<set_marker>("move-marker", "marker position &optional buffer", "Position MARKER before character number POSITION in BUFFER."),
    prim<narrow_to_region>("narrow-to-region", "start end", "Restrict editing in this buffer to the current region."),
    prim<fn_point>("point", "", "Return value of point, as an integer."),
    prim<point_marker>("point-marker", "", "Return value of point, as a marker object."),
    prim<fn_point_max>("point-max", "", "Return the maximum permissible value of point in the current buffer."),
    prim<point_max_marker>("point-max-marker", "", "Return a marker to the end of the currently accessible part."),
    prim<fn_point_min>("point-min", "", "Return the minimum permissible value of point in the current buffer."),
    prim<point_min_marker>("point-min-marker", "", "Return a marker to the beginning of the currently accessible part."),
    prim<position_bytes>("position-bytes", "position", "Return the byte position for character position POSITION."),
    prim<region_beginning>("region-beginning", "", "Return the integer value of point or mark, whichever is smaller."),
    prim<region_end>("region-end", "", "Return the integer value of point or mark, whichever is larger."),
    prim<set_marker>("set-marker", "marker position &optional buffer", "Position MARKER before character number POSITION in BUFFER."),
    prim<set_marker_insertion_type>("set-marker-insertion-type", "marker type", "Set the insertion-type of MARKER to TYPE."),
    prim<fn_widen>("widen", "", "Remove restrictions (narrowing) from current buffer."),
};

}  // namespace

void define_markers(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
