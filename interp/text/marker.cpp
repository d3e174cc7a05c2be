// Markers.
//
// A text's table of markers must not keep them alive: it lies in memory the collector does not scan, and each place is
// a weak link that the collector clears. Places of dead markers are reused when the table is full.
// Tests: tests/unit/text/buffer_test.cpp, tests/lisp/prims/markers.el
#include "text/marker.hpp"

#include <algorithm>

namespace el {

namespace {

bool weak(const Marker& m) { return !(m.header.flags & Marker::temporary); }

void** link_of(BufferText& text, std::uint32_t i) { return reinterpret_cast<void**>(&text.markers[i]); }

void put(BufferText& text, std::uint32_t i, Marker* m) {
    text.markers[i] = m;
    m->header.length = i;
    if (weak(*m)) heap::weak_link(link_of(text, i), m);
}

void clear_place(BufferText& text, std::uint32_t i) {
    if (weak(*text.markers[i])) heap::weak_unlink(link_of(text, i));
    text.markers[i] = nullptr;
}

// Moves all markers into a table of CAPACITY places, leaving out the dead.
void move_table(BufferText& text, std::uint32_t capacity) {
    auto** fresh = static_cast<Marker**>(heap::allocate_atomic(capacity * sizeof(Marker*)));
    std::uint32_t kept = 0;
    Marker** old = text.markers;
    std::uint32_t old_count = text.marker_count;
    BufferText target = text;
    target.markers = fresh;
    for (std::uint32_t i = 0; i < old_count; ++i) {
        Marker* m = old[i];
        if (!m) continue;
        clear_place(text, i);
        put(target, kept++, m);
    }
    text.markers = fresh;
    text.marker_count = kept;
    text.marker_capacity = capacity;
    if (old) heap::free_now(old);
}

std::uint32_t live_markers(const BufferText& text) {
    return static_cast<std::uint32_t>(std::count_if(text.markers, text.markers + text.marker_count, [](Marker* m) { return m != nullptr; }));
}

}  // namespace

Marker* new_marker() { return heap::make<Marker>(); }

Marker* new_marker(Buffer& b, Position p, bool advances) {
    Marker* m = new_marker();
    if (advances) m->header.flags |= Marker::advances;
    attach(*m, b, p);
    return m;
}

Marker* new_temporary_marker(Buffer& b, Position p) {
    Marker* m = new_marker();
    m->header.flags |= Marker::temporary;
    attach(*m, b, p);
    return m;
}

void attach(Marker& m, Buffer& b, Position p) {
    if (m.buffer && m.buffer->text == b.text) {
        m.buffer = &b;
    } else {
        detach(m);
        BufferText& text = *b.text;
        if (text.marker_count == text.marker_capacity) move_table(text, std::max(8u, live_markers(text) * 2));
        put(text, text.marker_count++, &m);
        m.buffer = &b;
    }
    m.chars = p.chars;
    m.bytes = p.bytes;
}

void detach(Marker& m) {
    if (!m.buffer) return;
    BufferText& text = *m.buffer->text;
    std::uint32_t place = m.header.length, last = text.marker_count - 1;
    clear_place(text, place);
    if (place != last && text.markers[last]) {
        Marker* moved = text.markers[last];
        clear_place(text, last);
        put(text, place, moved);
    }
    --text.marker_count;
    m.buffer = nullptr;
}

void move_marker(Marker& m, Buffer& b, Int chars) { attach(m, b, position(b, std::clamp(chars, Int{1}, b.last()))); }

void markers_after_insertion(BufferText& text, Position at, Int chars, Int bytes, bool before_markers) {
    for (std::uint32_t i = 0; i < text.marker_count; ++i) {
        Marker* m = text.markers[i];
        if (!m || m->bytes < at.bytes) continue;
        if (m->bytes == at.bytes && !before_markers && !(m->header.flags & Marker::advances)) continue;
        m->chars += chars;
        m->bytes += bytes;
    }
}

void markers_after_deletion(BufferText& text, Position from, Position to) {
    for (std::uint32_t i = 0; i < text.marker_count; ++i) {
        Marker* m = text.markers[i];
        if (!m || m->bytes <= from.bytes) continue;
        Position p = m->bytes <= to.bytes ? from : Position{m->chars - (to.chars - from.chars), m->bytes - (to.bytes - from.bytes)};
        m->chars = p.chars;
        m->bytes = p.bytes;
    }
}

void detach_all_markers(BufferText& text) {
    for (std::uint32_t i = 0; i < text.marker_count; ++i) {
        Marker* m = text.markers[i];
        if (!m) continue;
        clear_place(text, i);
        m->buffer = nullptr;
    }
    text.marker_count = 0;
}

void detach_markers_of(BufferText& text, Buffer& b) {
    for (std::uint32_t i = text.marker_count; i > 0; --i)
        if (Marker* m = text.markers[i - 1]; m && m->buffer == &b) detach(*m);
}

Int position_of(Interpreter& in, Value v) {
    if (v.is_fixnum()) return v.fixnum();
    if (!v.is<Marker>()) wrong_type(in, sym::integer_or_marker_p, v);
    if (!v.as<Marker>().buffer) error(in, "Marker does not point anywhere");
    return v.as<Marker>().chars;
}

}  // namespace el
