// Primitives: fields (manual node "Fields").
// Tests: tests/lisp/prims/textprops.el
#include "prims/fields.hpp"

#include "prims/property_target.hpp"
#include "text/stickiness.hpp"

#include <algorithm>

namespace el {

namespace {

Value field_at(Interpreter& in, const PropertyTarget& target, Int pos) { return char_property(in, target, pos, in[sym::field]); }

// The end of the stretch of characters from FROM on, or back from it, whose field is FIELD; not beyond LIMIT.
Int stretch_end(Interpreter& in, const PropertyTarget& target, Value field, Int from, Int limit) {
    while (from < limit && field_at(in, target, from) == field) from = target.next_change(from, next_overlay_edge(*target.buffer, from, limit));
    return from;
}
Int stretch_start(Interpreter& in, const PropertyTarget& target, Value field, Int to, Int limit) {
    while (to > limit && field_at(in, target, to - 1) == field) to = target.previous_change(to, previous_overlay_edge(*target.buffer, to, limit));
    return to;
}

// Whether one of the characters beside POS is in a field.
bool beside_field(Interpreter& in, const PropertyTarget& target, Int pos) {
    const Buffer& b = *target.buffer;
    return (pos < b.end && !field_at(in, target, pos).is_nil()) || (pos > b.begin && !field_at(in, target, pos - 1).is_nil());
}

}  // namespace

Field find_field(Interpreter& in, Int pos, bool merge_at_boundary, Int from_limit, Int to_limit) {
    PropertyTarget target(in, nil);
    Buffer& b = *target.buffer;
    if (!from_limit) from_limit = b.begin;
    if (!to_limit) to_limit = b.end;
    Value after = pos < b.end ? field_at(in, target, pos) : nil;
    Value before = pos > b.begin ? field_at(in, target, pos - 1) : nil;
    Value boundary = in[sym::boundary];
    bool at_start = false, at_end = false;
    if (!merge_at_boundary && before != after) {
        int side = stickiness(in, b, in[sym::field], pos);
        if (side > 0) at_start = true;
        else if (side < 0) at_end = true;
        else at_start = at_end = true;
    }
    Int from = pos, to = pos;
    if (!at_start) {
        Value field = before;
        if (merge_at_boundary && field == boundary && from > b.begin) field = field_at(in, target, --from);
        from = stretch_start(in, target, field, from, from_limit);
    }
    if (!at_end) {
        Value field = after;
        if (merge_at_boundary && field == boundary && to < b.end) field = field_at(in, target, ++to);
        to = stretch_end(in, target, field, to, to_limit);
    }
    return {from, to};
}

Int constrain_to_field(Interpreter& in, Int to, Int from, bool escape_from_edge, bool only_in_line, Value inhibit_property) {
    Buffer& b = current(in);
    if (to == from || !find_value(in, in[sym::inhibit_field_text_motion]).is_nil()) return to;
    PropertyTarget target(in, nil);
    if (!beside_field(in, target, to) && !beside_field(in, target, from)) return to;  // Emacs: a field between them does not hold it
    if (!inhibit_property.is_nil() && !char_property(in, target, from, inhibit_property).is_nil()) return to;
    Field field = find_field(in, from, escape_from_edge);
    Int bound = to > from ? field.to : field.from;
    if (to > from ? to > bound : to < bound) {
        // With ONLY-IN-LINE the constraint holds only if no newline lies between.
        if (only_in_line)
            for (Int at = std::min(to, bound); at < std::max(to, bound); ++at)
                if (char_at(b, at) == '\n') return to;
        return bound;
    }
    return to;
}

namespace {

Int position_or_point(Interpreter& in, Value pos) { return pos.is_nil() ? current(in).point : position_of(in, pos); }
Int limit_of(Interpreter& in, Value limit) { return limit.is_nil() ? 0 : position_of(in, limit); }

Value field_beginning(Interpreter& in, Value pos, Value escape_from_edge, Value limit) {
    return fixnum(find_field(in, position_or_point(in, pos), !escape_from_edge.is_nil(), limit_of(in, limit), 0).from);
}
Value field_end(Interpreter& in, Value pos, Value escape_from_edge, Value limit) {
    return fixnum(find_field(in, position_or_point(in, pos), !escape_from_edge.is_nil(), 0, limit_of(in, limit)).to);
}
Value field_text(Interpreter& in, Value pos, bool properties) {
    Field field = find_field(in, position_or_point(in, pos), false);
    return buffer_substring(in, current(in), field.from, field.to, properties);
}
Value field_string(Interpreter& in, Value pos) { return field_text(in, pos, true); }
Value field_string_no_properties(Interpreter& in, Value pos) { return field_text(in, pos, false); }
Value delete_field(Interpreter& in, Value pos) {
    Field field = find_field(in, position_or_point(in, pos), false);
    delete_region(in, current(in), field.from, field.to);
    return nil;
}

Value constrain_to_field_prim(Interpreter& in, Value new_pos, Value old_pos, Value escape_from_edge, Value only_in_line, Value inhibit_capture_property) {
    Int to = position_or_point(in, new_pos), from = position_of(in, old_pos);
    Int result = constrain_to_field(in, to, from, !escape_from_edge.is_nil(), !only_in_line.is_nil(), inhibit_capture_property);
    if (new_pos.is_nil()) set_point(current(in), result);
    return fixnum(result);
}

constexpr Primitive table[] = {
    prim<constrain_to_field_prim>("constrain-to-field", "new-pos old-pos &optional escape-from-edge only-in-line inhibit-capture-property", "Return the position closest to NEW-POS that is in the same field as OLD-POS."),
    prim<delete_field>("delete-field", "&optional pos", "Delete the field surrounding POS."),
    prim<field_beginning>("field-beginning", "&optional pos escape-from-edge limit", "Return the beginning of the field surrounding POS."),
    prim<field_end>("field-end", "&optional pos escape-from-edge limit", "Return the end of the field surrounding POS."),
    prim<field_string>("field-string", "&optional pos", "Return the contents of the field surrounding POS as a string."),
    prim<field_string_no_properties>("field-string-no-properties", "&optional pos", "Return the contents of the field around POS, without text properties."),
};

}  // namespace

void define_fields(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
