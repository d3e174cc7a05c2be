// Insertion, deletion and replacement.
// Tests: tests/unit/text/buffer_test.cpp, tests/recorded/buffers.el
#include "text/edit.hpp"

#include "core/utf8.hpp"
#include "text/hooks.hpp"
#include "text/marker.hpp"
#include "text/overlay.hpp"
#include "text/state.hpp"
#include "text/stickiness.hpp"
#include "text/undo.hpp"

#include <algorithm>
#include <string>

namespace el {

namespace {

void tick(BufferText& text) { text.chars_tick = ++text.modified_tick; }

void shift_for_insertion(Buffer& b, Position at, Int chars, Int bytes, bool is_self) {
    if (b.point_byte > at.bytes || (b.point_byte == at.bytes && is_self)) b.point += chars, b.point_byte += bytes;
    if (b.begin_byte > at.bytes) b.begin += chars, b.begin_byte += bytes;
    if (b.end_byte >= at.bytes) b.end += chars, b.end_byte += bytes;
}

void shift_for_deletion(Int& chars, Int& bytes, Position from, Position to) {
    if (bytes <= from.bytes) return;
    if (bytes <= to.bytes) {
        chars = from.chars, bytes = from.bytes;
    } else {
        chars -= to.chars - from.chars, bytes -= to.bytes - from.bytes;
    }
}

void forget_cached_position(BufferText& text, Int from) {
    if (text.cached_char > from) text.cached_char = text.cached_byte = 1;
}

bool inhibit_read_only(Interpreter& in) { return !find_value(in, in[sym::inhibit_read_only]).is_nil(); }

// TEXT in the form that B stores.
struct Converted {
    std::string buffer;
    const std::uint8_t* bytes;
    Int byte_count, char_count;
};

void convert(Converted& c, const Buffer& b, std::string_view text, bool multibyte, Int chars) {
    c.bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    c.byte_count = static_cast<Int>(text.size());
    c.char_count = chars;
    if (multibyte == b.multibyte()) return;
    if (utf8::is_ascii(c.bytes, text.size())) return;
    c.buffer.resize(text.size() * 2);
    auto* out = reinterpret_cast<std::uint8_t*>(c.buffer.data());
    std::size_t n = b.multibyte() ? utf8::from_unibyte(c.bytes, text.size(), out) : utf8::to_unibyte(c.bytes, text.size(), out);
    c.bytes = out;
    c.byte_count = static_cast<Int>(n);
}

// The text is at point; properties come from INTERVALS [from, from + length) or from the neighbours.
void give_properties(Interpreter& in, Buffer& b, Int at, Int length, const Intervals* intervals, Int from, unsigned flags) {
    Value inherited = nil;
    if ((flags & insert_inherit) && !b.text->intervals.empty()) inherited = inherited_properties(in, b, at, at + length);
    Intervals* own = copy_intervals(intervals, from, from + length);
    if (own) b.text->intervals.graft(*own, 0, length, at - 1);
    if (inherited.is_nil()) return;
    if (own) add_to_inherited_properties(in, b.text->intervals, at - 1, at + length - 1, inherited);
    else give_inherited_properties(b.text->intervals, at - 1, at + length - 1, inherited);
}

void insert_at_point(Interpreter& in, Buffer& b, const Converted& c, const Intervals* intervals, Int from, unsigned flags) {
    if (c.char_count == 0) return;
    prepare_to_modify(in, b, b.point, b.point, flags);
    Position at = b.point_position();
    insert_raw(in, b, at, c.bytes, c.byte_count, c.char_count, flags & insert_before_markers);
    if ((intervals && !intervals->empty()) || (flags & insert_inherit)) give_properties(in, b, at.chars, c.char_count, intervals, from, flags);
    finish_modify(in, b, at.chars, at.chars + c.char_count, 0);
}

}  // namespace

bool text_is_read_only(Interpreter& in, Buffer& b) {
    return !b.slots[slot::buffer_read_only].is_nil() && !inhibit_read_only(in);
}

// A command that changed text leaves the mark inactive; changes whose hooks are inhibited do not count.
static void note_for_mark(Interpreter& in, Buffer& b) {
    if (change_hooks_inhibited(in)) return;
    b.slots[slot::deactivate_mark] = in[sym::t];
    b.local_slots |= std::uint64_t{1} << slot::deactivate_mark;
}

void prepare_to_modify(Interpreter& in, Buffer& b, Int from, Int to, unsigned flags) {
    if (!(flags & insert_ignore_read_only)) {
        if (!b.slots[slot::buffer_read_only].is_nil() && !inhibit_read_only(in)) {
            // A `inhibit-read-only' text property on the text lets the change pass.
            Value property = b.text->intervals.empty() ? nil : plist_value(b.text->intervals.plist_at(from - 1), in[sym::inhibit_read_only]);
            if (property.is_nil()) signal(in, sym::buffer_read_only, {Value::from_object(&b)});
        }
        if (!b.text->intervals.empty()) check_read_only_properties(in, b, from, to);
    }
    if (change_hooks_wanted(in, b)) [[unlikely]]
        run_before_change(in, b, from, to);
    note_for_mark(in, b);
}

void finish_modify(Interpreter& in, Buffer& b, Int from, Int to, Int old_length) {
    if (change_hooks_wanted(in, b)) [[unlikely]]
        run_after_change(in, b, from, to, old_length);
}

void insert_raw(Interpreter& in, Buffer& b, Position at, const std::uint8_t* bytes, Int byte_count, Int char_count, bool before_markers) {
    record_insertion(in, b, at.chars, char_count);
    BufferText& text = *b.text;
    std::memcpy(text.gap.open(at.bytes - 1, byte_count), bytes, static_cast<std::size_t>(byte_count));
    text.chars += char_count;
    tick(text);
    forget_cached_position(text, at.chars);
    if (!text.intervals.empty()) text.intervals.insert_space(at.chars - 1, char_count);
    for (Buffer* sharer : text.buffers) {
        shift_for_insertion(*sharer, at, char_count, byte_count, sharer == &b);
        if (!sharer->overlays.empty()) [[unlikely]]
            overlays_after_insertion(*sharer, at.chars, char_count, before_markers);
    }
    if (text.marker_count) markers_after_insertion(text, at, char_count, byte_count, before_markers);
}

void delete_raw(Interpreter& in, Buffer& b, Position from, Position to) {
    record_deletion(in, b, from, to);
    BufferText& text = *b.text;
    text.gap.erase(from.bytes - 1, to.bytes - 1);
    text.chars -= to.chars - from.chars;
    tick(text);
    forget_cached_position(text, from.chars);
    if (!text.intervals.empty()) text.intervals.erase(from.chars - 1, to.chars - 1);
    for (Buffer* sharer : text.buffers) {
        shift_for_deletion(sharer->point, sharer->point_byte, from, to);
        shift_for_deletion(sharer->begin, sharer->begin_byte, from, to);
        shift_for_deletion(sharer->end, sharer->end_byte, from, to);
        if (!sharer->overlays.empty()) overlays_after_deletion(in, *sharer, from.chars, to.chars);
    }
    markers_after_deletion(text, from, to);
}

void note_property_change(Buffer& b) { ++b.text->modified_tick; }

void insert_string(Interpreter& in, Buffer& b, const String& s, unsigned flags) {
    Converted c;
    convert(c, b, s.view(), s.multibyte(), static_cast<Int>(s.chars));
    insert_at_point(in, b, c, s.intervals, 0, flags);
}

void insert_text(Interpreter& in, Buffer& b, std::string_view text, unsigned flags) {
    Converted c;
    auto* p = reinterpret_cast<const std::uint8_t*>(text.data());
    convert(c, b, text, true, static_cast<Int>(utf8::count(p, text.size())));
    insert_at_point(in, b, c, nullptr, 0, flags);
}

void insert_char(Interpreter& in, Buffer& b, char32_t c, Int count, unsigned flags) {
    if (count <= 0) return;
    std::uint8_t bytes[utf8::max_length];
    int n = 1;
    if (b.multibyte()) n = utf8::encode(c, bytes);
    else bytes[0] = static_cast<std::uint8_t>(c & 0xFF);
    if (count == 1) {
        Converted one{{}, bytes, n, 1};
        return insert_at_point(in, b, one, nullptr, 0, flags);
    }
    std::string text;
    text.reserve(static_cast<std::size_t>(n * count));
    for (Int i = 0; i < count; ++i) text.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(n));
    Converted many{{}, reinterpret_cast<const std::uint8_t*>(text.data()), n * count, count};
    insert_at_point(in, b, many, nullptr, 0, flags);
}

void insert_from_buffer(Interpreter& in, Buffer& b, Buffer& source, Int from, Int to, unsigned flags) {
    Value text = buffer_substring(in, source, from, to, true);
    insert_string(in, b, text.as<String>(), flags);
}

void delete_region(Interpreter& in, Buffer& b, Int from, Int to) {
    if (from >= to) return;
    prepare_to_modify(in, b, from, to);
    // Hooks may have made the text shorter.
    from = std::min(from, b.last()), to = std::min(to, b.last());
    if (from >= to) return;
    delete_raw(in, b, position(b, from), position(b, to));
    finish_modify(in, b, from, from, to - from);
}

Value delete_and_extract(Interpreter& in, Buffer& b, Int from, Int to) {
    if (from >= to) return make_string(in, "");
    prepare_to_modify(in, b, from, to);
    from = std::min(from, b.last()), to = std::min(to, b.last());
    Position start = position(b, from), end = position(b, to);
    Value text = buffer_substring(in, b, start, end, true);
    delete_raw(in, b, start, end);
    finish_modify(in, b, from, from, to - from);
    return text;
}

void replace_region(Interpreter& in, Buffer& b, Int from, Int to, const String& s, bool inherit, bool markers_follow) {
    prepare_to_modify(in, b, from, to);
    from = std::min(from, b.last()), to = std::min(to, b.last());
    Converted c;
    convert(c, b, s.view(), s.multibyte(), static_cast<Int>(s.chars));
    Position start = position(b, from), end = position(b, to);
    // Markers at the end of the old text end up after the new text, those inside at its start.
    Int point = b.point, diff = c.char_count - (to - from);
    if (c.char_count) {
        insert_raw(in, b, end, c.bytes, c.byte_count, c.char_count, markers_follow || to > from);
        give_properties(in, b, end.chars, c.char_count, s.intervals, 0, inherit ? insert_inherit : 0u);
    }
    if (to > from) delete_raw(in, b, start, end);
    set_point(b, point <= from ? point : point < to ? from + c.char_count : point + diff);
    finish_modify(in, b, from, from + c.char_count, to - from);
}

}  // namespace el
