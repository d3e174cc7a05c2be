// Primitives: overlays (manual node "Overlays").
// Tests: tests/lisp/prims/markers.el
#include "prims/property_target.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

namespace {

Value make_overlay(Interpreter& in, Value beg, Value end, Value buffer, Value front_advance, Value rear_advance) {
    Buffer& b = buffer_or_current(in, buffer);
    if (!b.live()) error(in, "Attempt to create overlay in a dead buffer");
    Int from = position_of(in, beg), to = position_of(in, end);
    if (from > to) std::swap(from, to);
    from = std::clamp(from, Int{1}, b.last()), to = std::clamp(to, Int{1}, b.last());
    return make_overlay_object(b, from, to, !front_advance.is_nil(), !rear_advance.is_nil());
}

bool evaporates(Interpreter& in, const Overlay& o) { return o.buffer && o.start == o.end && !plist_get(o.plist, in[sym::evaporate]).is_nil(); }

Value move_overlay(Interpreter& in, Overlay& overlay, Value beg, Value end, Value buffer) {
    Buffer& b = !buffer.is_nil() ? Arg<Buffer&>::from(in, buffer) : overlay.buffer ? *overlay.buffer : current(in);
    if (!b.live()) error(in, "Attempt to move overlay to a dead buffer");
    Int from = position_of(in, beg), to = position_of(in, end);
    if (from > to) std::swap(from, to);
    attach_overlay(overlay, b, std::clamp(from, Int{1}, b.last()), std::clamp(to, Int{1}, b.last()));
    if (evaporates(in, overlay)) detach_overlay(overlay);
    return Value::from_object(&overlay);
}

Value delete_overlay(Interpreter& in, Overlay& overlay) { return detach_overlay(overlay), nil; }
Value delete_all_overlays(Interpreter& in, Value buffer) {
    Buffer& b = buffer_or_current(in, buffer);
    while (!b.overlays.empty()) detach_overlay(b.overlays.back().as<Overlay>());
    return nil;
}

Value fn_overlayp(Interpreter& in, Value object) { return truth(in, object.is<Overlay>()); }
Value overlay_start(Interpreter& in, Overlay& overlay) { return overlay.buffer ? fixnum(overlay.start) : nil; }
Value overlay_end(Interpreter& in, Overlay& overlay) { return overlay.buffer ? fixnum(overlay.end) : nil; }
Value overlay_buffer(Interpreter& in, Overlay& overlay) { return overlay.buffer ? value_of(*overlay.buffer) : nil; }

Value overlay_properties(Interpreter& in, Overlay& overlay) {
    ListBuilder copy(in);
    for (Value at = overlay.plist; at.is_cons(); at = cdr(at)) copy.add(car(at));
    return copy.take();
}
Value overlay_get(Interpreter& in, Overlay& overlay, Value prop) { return text_get(in, overlay.plist, prop); }

Value overlay_put(Interpreter& in, Overlay& overlay, Value prop, Value value) {
    if (plist_member(overlay.plist, prop))
        overlay.plist = plist_put(in, overlay.plist, prop, value);
    else
        overlay.plist = cons(in, prop, cons(in, value, overlay.plist));
    if (evaporates(in, overlay)) detach_overlay(overlay);
    return value;
}

Value listed(Interpreter& in, std::vector<const Overlay*>& overlays, bool sorted) {
    if (sorted) std::sort(overlays.begin(), overlays.end(), [&](auto* a, auto* b) { return overlay_above(in, *a, *b); });
    ListBuilder all(in);
    for (const Overlay* o : overlays) all.add(Value::from_object(o));
    return all.take();
}

Value overlays_at(Interpreter& in, Value pos, Value sorted) {
    Int at = position_of(in, pos);
    std::vector<const Overlay*> found;  // all of them are held by the buffer
    for (Value v : current(in).overlays)
        if (v.as<Overlay>().start <= at && at < v.as<Overlay>().end) found.push_back(&v.as<Overlay>());
    if (sorted.is_nil()) std::reverse(found.begin(), found.end());
    return listed(in, found, !sorted.is_nil());
}

// Empty ones count at BEG, strictly inside, and at the end of the buffer when END is there.
Value overlays_in(Interpreter& in, Value beg, Value end) {
    Buffer& b = current(in);
    Int from = position_of(in, beg), to = position_of(in, end);
    if (from > to) std::swap(from, to);
    std::vector<const Overlay*> found;
    for (Value v : b.overlays) {
        const Overlay& o = v.as<Overlay>();
        bool overlaps = o.start < to && o.end > from;
        bool empty_inside = o.start == o.end && (o.start == from || (o.start > from && o.start < to) || (o.start == to && to == b.end));
        if (overlaps || empty_inside) found.push_back(&o);
    }
    std::reverse(found.begin(), found.end());
    return listed(in, found, false);
}

Value next_overlay_change(Interpreter& in, Value pos) {
    Int at = position_of(in, pos), next = current(in).end;
    for (Value v : current(in).overlays)
        for (Int edge : {v.as<Overlay>().start, v.as<Overlay>().end})
            if (edge > at) next = std::min(next, edge);
    return fixnum(next);
}
Value previous_overlay_change(Interpreter& in, Value pos) {
    Int at = position_of(in, pos), previous = current(in).begin;
    if (at == previous) return pos;
    for (Value v : current(in).overlays)
        for (Int edge : {v.as<Overlay>().start, v.as<Overlay>().end})
            if (edge < at) previous = std::max(previous, edge);
    return fixnum(previous);
}

Value overlay_lists(Interpreter& in) {
    Value all = nil;
    for (Value v : current(in).overlays) all = cons(in, v, all);
    return list(in, {all});
}
Value overlay_recenter(Interpreter& in, Value pos) { return position_of(in, pos), nil; }

constexpr Primitive table[] = {
    prim<delete_all_overlays>("delete-all-overlays", "&optional buffer", "Delete all overlays of BUFFER."),
    prim<delete_overlay>("delete-overlay", "overlay", "Delete the overlay OVERLAY from its buffer."),
    prim<make_overlay>("make-overlay", "beg end &optional buffer front-advance rear-advance", "Create a new overlay with range BEG to END in BUFFER and return it."),
    prim<move_overlay>("move-overlay", "overlay beg end &optional buffer", "Set the endpoints of OVERLAY to BEG and END in BUFFER."),
    prim<next_overlay_change>("next-overlay-change", "pos", "Return the next position after POS where an overlay starts or ends."),
    prim<overlay_buffer>("overlay-buffer", "overlay", "Return the buffer OVERLAY belongs to, nil if it is deleted."),
    prim<overlay_end>("overlay-end", "overlay", "Return the position at which OVERLAY ends."),
    prim<overlay_get>("overlay-get", "overlay prop", "Get the property of overlay OVERLAY with property name PROP."),
    prim<overlay_lists>("overlay-lists", "", "Return a list of one list: all the overlays of the current buffer."),
    prim<overlay_properties>("overlay-properties", "overlay", "Return a list of the properties on OVERLAY."),
    prim<overlay_put>("overlay-put", "overlay prop value", "Set one property of overlay OVERLAY: give property PROP value VALUE."),
    prim<overlay_recenter>("overlay-recenter", "pos", "Does nothing but check POS: overlays are not split around a center."),
    prim<overlay_start>("overlay-start", "overlay", "Return the position at which OVERLAY starts."),
    prim<fn_overlayp>("overlayp", "object", "Return t if OBJECT is an overlay."),
    prim<overlays_at>("overlays-at", "pos &optional sorted", "Return a list of the overlays that contain the character at POS."),
    prim<overlays_in>("overlays-in", "beg end", "Return a list of the overlays that overlap the region BEG ... END."),
    prim<previous_overlay_change>("previous-overlay-change", "pos", "Return the previous position before POS where an overlay starts or ends."),
};

}  // namespace

void define_overlays(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
