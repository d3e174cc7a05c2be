// Overlays.
// Tests: tests/lisp/prims/markers.el
#include "text/overlay.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

Value make_overlay_object(Buffer& b, Int start, Int end, bool front_advance, bool rear_advance) {
    auto* o = heap::make<Overlay>();
    if (front_advance) o->header.flags |= Overlay::front_advance;
    if (rear_advance) o->header.flags |= Overlay::rear_advance;
    attach_overlay(*o, b, start, end);
    return Value::from_object(o);
}

void forget_overlay(Value overlay) {
    Overlay& o = overlay.as<Overlay>();
    o.buffer = nullptr;
    o.start = o.end = 0;
}

void detach_overlay(Overlay& o) {
    if (!o.buffer) return;
    auto& list = o.buffer->overlays;
    Value self = Value::from_object(&o);
    Value* at = std::find(list.begin(), list.end(), self);
    std::move(at + 1, list.end(), at);
    list.data[--list.size] = nil;
    forget_overlay(self);
}

void attach_overlay(Overlay& o, Buffer& b, Int start, Int end) {
    if (o.buffer != &b) {
        detach_overlay(o);
        b.overlays.push(Value::from_object(&o));
        o.buffer = &b;
    }
    o.start = start;
    o.end = end;
}

void overlays_after_insertion(Buffer& b, Int at, Int length, bool before_markers) {
    for (Value v : b.overlays) {
        Overlay& o = v.as<Overlay>();
        auto moves = [&](Int place, std::uint8_t advance) {
            return place > at || (place == at && (before_markers || (o.header.flags & advance)));
        };
        if (moves(o.start, Overlay::front_advance)) o.start += length;
        if (moves(o.end, Overlay::rear_advance)) o.end += length;
        // An empty one whose front advances and whose end does not stays empty.
        if (o.start > o.end) o.start = o.end;
    }
}

void overlays_after_deletion(Interpreter& in, Buffer& b, Int from, Int to) {
    auto moved = [=](Int place) { return place <= from ? place : place <= to ? from : place - (to - from); };
    for (std::uint32_t i = b.overlays.size; i > 0; --i) {
        Overlay& o = b.overlays[i - 1].as<Overlay>();
        o.start = moved(o.start);
        o.end = moved(o.end);
        if (o.start == o.end && !plist_get(o.plist, in[sym::evaporate]).is_nil()) detach_overlay(o);
    }
}

namespace {

Int priority_of(Interpreter& in, const Overlay& o) {
    Value p = plist_get(o.plist, in[sym::priority]);
    if (p.is_cons()) p = car(p);
    return p.is_fixnum() ? p.fixnum() : 0;
}

}  // namespace

bool overlay_above(Interpreter& in, const Overlay& a, const Overlay& b) {
    Int pa = priority_of(in, a), pb = priority_of(in, b);
    if (pa != pb) return pa > pb;
    if (a.start != b.start) return a.start > b.start;
    return a.end < b.end;
}

}  // namespace el
