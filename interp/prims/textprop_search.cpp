// Primitives: where text properties change (manual node "Property Search").
// Tests: tests/lisp/prims/textprops.el
#include "prims/property_target.hpp"

#include <algorithm>

namespace el {

Int next_overlay_edge(const Buffer& b, Int pos, Int end) {
    for (Value v : b.overlays) {
        const Overlay& o = v.as<Overlay>();
        if (o.start > pos) end = std::min(end, o.start);
        if (o.end > pos) end = std::min(end, o.end);
    }
    return end;
}
Int previous_overlay_edge(const Buffer& b, Int pos, Int end) {
    for (Value v : b.overlays) {
        const Overlay& o = v.as<Overlay>();
        if (o.start < pos) end = std::max(end, o.start);
        if (o.end < pos) end = std::max(end, o.end);
    }
    return end;
}

namespace {

Int limit_or(Interpreter& in, Value limit, Int otherwise) { return limit.is_nil() ? otherwise : position_of(in, limit); }

// nil if nothing changes up to the end, LIMIT if it was given and nothing changes before it.
Value next_answer(Int found, Int end, Value limit) {
    if (!limit.is_nil()) return found >= end ? limit : fixnum(found);
    return found >= end ? nil : fixnum(found);
}
Value previous_answer(Int found, Int end, Value limit) {
    if (!limit.is_nil()) return found <= end ? limit : fixnum(found);
    return found <= end ? nil : fixnum(found);
}

Value next_property_change_prim(Interpreter& in, Value position, Value object, Value limit) {
    PropertyTarget target(in, object);
    if (limit == in[sym::t]) limit = nil;
    Int pos = target.position(in, position), end = limit_or(in, limit, target.last());
    if (pos >= end) return limit;
    return next_answer(target.next_change(pos, std::min(end, target.last())), std::min(end, target.last()), limit);
}

Value previous_property_change_prim(Interpreter& in, Value position, Value object, Value limit) {
    PropertyTarget target(in, object);
    Int pos = target.position(in, position), end = limit_or(in, limit, target.first());
    if (pos <= end) return limit;
    return previous_answer(target.previous_change(pos, std::max(end, target.first())), std::max(end, target.first()), limit);
}

template <class ValueAt>
Int next_single(const PropertyTarget& target, Int pos, Int end, ValueAt value_at) {
    Value here = value_at(pos);
    while (pos < end) {
        pos = target.next_change(pos, end);
        if (pos < end && value_at(pos) != here) return pos;
    }
    return end;
}
template <class ValueAt>
Int previous_single(const PropertyTarget& target, Int pos, Int end, ValueAt value_at) {
    if (pos <= end) return end;
    Value here = value_at(pos - 1);
    while (pos > end) {
        pos = target.previous_change(pos, end);
        if (pos > end && value_at(pos - 1) != here) return pos;
    }
    return end;
}

Value next_single_property_change(Interpreter& in, Value position, Value prop, Value object, Value limit) {
    PropertyTarget target(in, object);
    Int pos = target.position(in, position), end = std::min(limit_or(in, limit, target.last()), target.last());
    if (pos >= end) return limit;
    Int found = next_single(target, pos, end, [&](Int at) { return text_get(in, target.plist_at(at), prop); });
    return next_answer(found, end, limit);
}

Value previous_single_property_change(Interpreter& in, Value position, Value prop, Value object, Value limit) {
    PropertyTarget target(in, object);
    Int pos = target.position(in, position), end = std::max(limit_or(in, limit, target.first()), target.first());
    if (pos <= end) return limit;
    Int found = previous_single(target, pos, end, [&](Int at) { return text_get(in, target.plist_at(at), prop); });
    return previous_answer(found, end, limit);
}

// --- overlays too ---

Value next_char_property_change(Interpreter& in, Value position, Value limit) {
    PropertyTarget target(in, nil);
    Int pos = target.position(in, position);
    Int end = std::min(limit_or(in, limit, target.last()), target.last());
    if (pos >= end) return fixnum(end);
    end = next_overlay_edge(*target.buffer, pos, end);
    return fixnum(target.next_change(pos, end));
}

Value previous_char_property_change(Interpreter& in, Value position, Value limit) {
    PropertyTarget target(in, nil);
    Int pos = target.position(in, position);
    Int end = std::max(limit_or(in, limit, target.first()), target.first());
    if (pos <= end) return fixnum(end);
    end = previous_overlay_edge(*target.buffer, pos, end);
    return fixnum(target.previous_change(pos, end));
}

Value next_single_char_property_change(Interpreter& in, Value position, Value prop, Value object, Value limit) {
    PropertyTarget target(in, object);
    Int pos = target.string ? target.position(in, position) : position_of(in, position);
    Int end = std::min(limit_or(in, limit, target.last()), target.last());
    if (pos >= end) return fixnum(std::max(pos, end));
    Value here = char_property(in, target, pos, prop);
    while (pos < end) {
        Int edge = target.buffer ? next_overlay_edge(*target.buffer, pos, end) : end;
        pos = target.next_change(pos, edge);
        if (pos < end && char_property(in, target, pos, prop) != here) return fixnum(pos);
    }
    return fixnum(end);
}

Value previous_single_char_property_change(Interpreter& in, Value position, Value prop, Value object, Value limit) {
    PropertyTarget target(in, object);
    Int pos = target.string ? target.position(in, position) : position_of(in, position);
    Int end = std::max(limit_or(in, limit, target.first()), target.first());
    if (pos <= end) return fixnum(std::min(pos, end));
    Value here = char_property(in, target, pos - 1, prop);
    while (pos > end) {
        Int edge = target.buffer ? previous_overlay_edge(*target.buffer, pos, end) : end;
        pos = target.previous_change(pos, edge);
        if (pos > end && char_property(in, target, pos - 1, prop) != here) return fixnum(pos);
    }
    return fixnum(end);
}

// --- stretches with or without a value ---

template <class Wanted>
Value first_position(Interpreter& in, Value start, Value end, Value property, Value object, Wanted wanted) {
    PropertyTarget target(in, object);
    Region r = target.range(in, start, end);
    for (Int at = r.from; at < r.to; at = target.next_change(at, r.to))
        if (wanted(text_get(in, target.plist_at(at), property))) return fixnum(at);
    return nil;
}

Value text_property_any(Interpreter& in, Value start, Value end, Value property, Value value, Value object) {
    return first_position(in, start, end, property, object, [&](Value v) { return v == value; });
}
Value text_property_not_all(Interpreter& in, Value start, Value end, Value property, Value value, Value object) {
    return first_position(in, start, end, property, object, [&](Value v) { return v != value; });
}

constexpr Primitive table[] = {
    prim<next_char_property_change>("next-char-property-change", "position &optional limit", "Return the position of next text property or overlay change."),
    prim<next_property_change_prim>("next-property-change", "position &optional object limit", "Return the position of next property change, nil if there is none."),
    prim<next_single_char_property_change>("next-single-char-property-change", "position prop &optional object limit", "Return the position of next text property or overlay change for a specific property."),
    prim<next_single_property_change>("next-single-property-change", "position prop &optional object limit", "Return the position of next property change for a specific property."),
    prim<previous_char_property_change>("previous-char-property-change", "position &optional limit", "Return the position of previous text property or overlay change."),
    prim<previous_property_change_prim>("previous-property-change", "position &optional object limit", "Return the position of previous property change, nil if there is none."),
    prim<previous_single_char_property_change>("previous-single-char-property-change", "position prop &optional object limit", "Return the position of previous text property or overlay change for a specific property."),
    prim<previous_single_property_change>("previous-single-property-change", "position prop &optional object limit", "Return the position of previous property change for a specific property."),
    prim<text_property_any>("text-property-any", "start end property value &optional object", "Check text from START to END for property PROPERTY equaling VALUE; the first position, or nil."),
    prim<text_property_not_all>("text-property-not-all", "start end property value &optional object", "Check text from START to END for property PROPERTY not equaling VALUE; the first position, or nil."),
};

}  // namespace

void define_textprop_search(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
