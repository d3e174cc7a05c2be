// What core and read ask about buffers, markers, overlays and the properties of strings (core/hooks.hpp).
#include "core/hooks.hpp"
#include "core/hash_table.hpp"

#include "text/intervals.hpp"
#include "text/marker.hpp"
#include "text/overlay.hpp"
#include "text/stickiness.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

namespace {

std::string name_of(const Buffer& b) { return std::string(b.name.as<String>().view()); }

}  // namespace

Int marker_position_or_signal(Interpreter& in, Value marker) { return position_of(in, marker); }

bool markers_equal(Value a, Value b) {
    const Marker &m = a.as<Marker>(), &n = b.as<Marker>();
    return m.buffer == n.buffer && (!m.buffer || m.chars == n.chars);
}

bool overlays_equal(Interpreter& in, Value a, Value b) {
    const Overlay &o = a.as<Overlay>(), &p = b.as<Overlay>();
    return o.buffer == p.buffer && o.start == p.start && o.end == p.end && equal(in, o.plist, p.plist);
}

std::string print_marker(Interpreter&, Value marker) {
    const Marker& m = marker.as<Marker>();
    std::string text = "#<marker ";
    if (m.header.flags & Marker::advances) text += "(moves after insertion) ";
    if (!m.buffer) return text + "in no buffer>";
    return text + "at " + std::to_string(m.chars) + " in " + name_of(*m.buffer) + ">";
}

std::string print_overlay(Interpreter&, Value overlay) {
    const Overlay& o = overlay.as<Overlay>();
    if (!o.buffer) return "#<overlay in no buffer>";
    return "#<overlay from " + std::to_string(o.start) + " to " + std::to_string(o.end) + " in " + name_of(*o.buffer) + ">";
}

std::string print_buffer(Interpreter&, Value buffer, bool escape) {
    const Buffer& b = buffer.as<Buffer>();
    if (!b.live()) return "#<killed buffer>";
    return escape ? "#<buffer " + name_of(b) + ">" : name_of(b);
}

std::vector<PropertyPiece> string_properties(Interpreter&, const String& s) {
    std::vector<PropertyPiece> pieces;
    if (!s.intervals) return pieces;
    for (std::uint32_t i = 0; i < s.intervals->count; ++i) {
        const Run& run = s.intervals->runs[i];
        pieces.push_back({static_cast<std::size_t>(run.start), static_cast<std::size_t>(run.end), run.plist});
    }
    return pieces;
}

void add_string_properties(Interpreter& in, Value string, std::size_t from, std::size_t to, Value plist) {
    String& s = string.as<String>();
    to = std::min(to, s.chars);
    if (from >= to || plist.is_nil()) return;
    if (!s.intervals) s.intervals = make_intervals();
    add_missing_properties(in, *s.intervals, static_cast<Int>(from), static_cast<Int>(to), plist);
}

// Emacs: `equal-including-properties' compares values with eq.
bool same_properties(Interpreter&, const String& a, const String& b) {
    Int length = static_cast<Int>(a.chars);
    static const Intervals none{};
    const Intervals &x = a.intervals ? *a.intervals : none, &y = b.intervals ? *b.intervals : none;
    for (Int at = 0; at < length;) {
        if (!same_properties(x.plist_at(at), y.plist_at(at))) return false;
        at = std::min(next_property_change(&x, at, length), next_property_change(&y, at, length));
    }
    return true;
}

}  // namespace el
