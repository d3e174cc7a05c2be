// Buffers.
// Tests: tests/unit/text/buffer_test.cpp, tests/lisp/prims/buffers.el
#include "text/buffer.hpp"

#include "core/utf8.hpp"
#include "text/hooks.hpp"
#include "text/locals.hpp"
#include "text/marker.hpp"
#include "text/overlay.hpp"
#include "text/state.hpp"
#include "text/undo.hpp"

#include <algorithm>

namespace el {

// --- positions -------------------------------------------------------------------------------------------------

namespace {

bool single_byte(const BufferText& text) { return text.chars == text.gap.size; }

void remember(BufferText& text, Int chars, Int bytes) {
    text.cached_char = chars;
    text.cached_byte = bytes;
}

struct Nearest {
    Position p;
    Int distance;
    void offer(Position q, Int d) {
        d = d < 0 ? -d : d;
        if (d < distance) p = q, distance = d;
    }
};

constexpr Int far = 64;  // not worth looking for a nearer known position below this distance

// The known position nearest to the character position CHARS.
Position nearest_by_char(const Buffer& b, Int chars) {
    const BufferText& text = *b.text;
    Nearest best{{1, 1}, chars - 1};
    best.offer({b.last(), b.last_byte()}, b.last() - chars);
    best.offer({b.point, b.point_byte}, b.point - chars);
    best.offer({text.cached_char, text.cached_byte}, text.cached_char - chars);
    best.offer({b.begin, b.begin_byte}, b.begin - chars);
    best.offer({b.end, b.end_byte}, b.end - chars);
    if (best.distance > far)
        for (std::uint32_t i = 0; i < text.marker_count && i < 32 && best.distance > far; ++i)
            if (Marker* m = text.markers[i]) best.offer({m->chars, m->bytes}, m->chars - chars);
    return best.p;
}

Position nearest_by_byte(const Buffer& b, Int bytes) {
    const BufferText& text = *b.text;
    Nearest best{{1, 1}, bytes - 1};
    best.offer({b.last(), b.last_byte()}, b.last_byte() - bytes);
    best.offer({b.point, b.point_byte}, b.point_byte - bytes);
    best.offer({text.cached_char, text.cached_byte}, text.cached_byte - bytes);
    return best.p;
}

}  // namespace

Int byte_position(const Buffer& b, Int chars) {
    BufferText& text = *b.text;
    if (single_byte(text)) return chars;
    Position near = nearest_by_char(b, chars);
    Int bytes = near.bytes;
    if (chars > near.chars)
        bytes = forward_chars(text.gap, near.bytes - 1, chars - near.chars) + 1;
    else if (chars < near.chars)
        bytes = backward_chars(text.gap, near.bytes - 1, near.chars - chars) + 1;
    remember(text, chars, bytes);
    return bytes;
}

Int char_position(const Buffer& b, Int bytes) {
    BufferText& text = *b.text;
    if (single_byte(text)) return bytes;
    Position near = nearest_by_byte(b, bytes);
    Int chars = bytes > near.bytes ? near.chars + count_chars(text.gap, near.bytes - 1, bytes - 1)
                                   : near.chars - count_chars(text.gap, bytes - 1, near.bytes - 1);
    remember(text, chars, bytes);
    return chars;
}

char32_t char_at_byte(const Buffer& b, Int byte) {
    const std::uint8_t* p = b.text->gap.at(byte - 1);
    return b.multibyte() ? utf8::decode(p) : *p;
}

Int next_byte(const Buffer& b, Int byte) { return b.multibyte() ? byte + utf8::length_from_lead(b.byte_at(byte)) : byte + 1; }

Int previous_byte(const Buffer& b, Int byte) {
    --byte;
    if (b.multibyte())
        while (byte > 1 && utf8::is_continuation(b.byte_at(byte))) --byte;
    return byte;
}

void set_point(Buffer& b, Position p) { b.point = p.chars, b.point_byte = p.bytes; }

void set_point(Buffer& b, Int chars) {
    if (chars <= b.begin) return set_point(b, {b.begin, b.begin_byte});
    if (chars >= b.end) return set_point(b, {b.end, b.end_byte});
    if (chars == b.point) return;
    set_point(b, position(b, chars));
}

void narrow(Buffer& b, Int from, Int to) {
    Position start = position(b, from), end = position(b, to);
    b.begin = start.chars, b.begin_byte = start.bytes;
    b.end = end.chars, b.end_byte = end.bytes;
    if (b.point < b.begin) set_point(b, start);
    if (b.point > b.end) set_point(b, end);
}

void widen(Buffer& b) {
    b.begin = b.begin_byte = 1;
    b.end = b.last(), b.end_byte = b.last_byte();
}

// --- making and finding buffers --------------------------------------------------------------------------------

namespace {

BufferText* make_text(Interpreter& in) {
    auto* text = static_cast<BufferText*>(heap::allocate(sizeof(BufferText)));
    text->multibyte = !in->text->slot_defaults[slot::enable_multibyte_characters].is_nil();
    text->modified_tick = text->chars_tick = text->saved_tick = text->auto_save_tick = 1;
    text->cached_char = text->cached_byte = 1;
    return text;
}

void copy_narrowing(Buffer& to, const Buffer& from) {
    to.point = from.point, to.point_byte = from.point_byte;
    to.begin = from.begin, to.begin_byte = from.begin_byte;
    to.end = from.end, to.end_byte = from.end_byte;
}

Value find_buffer(Interpreter& in, std::string_view name) {
    for (Value v : in->text->buffers)
        if (v.as<Buffer>().name.as<String>().view() == name) return v;
    return nil;
}

bool begins_with_space(Value name) { return name.as<String>().view().starts_with(' '); }

}  // namespace

Value make_buffer(Interpreter& in, Value name, Buffer* base, bool inhibit_hooks) {
    TextState& state = *in->text;
    auto* b = heap::make<Buffer>();
    b->name = name;
    b->point = b->point_byte = b->begin = b->begin_byte = b->end = b->end_byte = 1;
    b->overlay_center = 1;
    b->inhibit_hooks = inhibit_hooks;
    b->base = base;
    b->text = base ? base->text : make_text(in);
    if (base) copy_narrowing(*b, *base);
    b->text->buffers.push(b);
    b->file_time = fixnum(0);
    b->mark = Value::from_object(new_marker());
    reset_local_variables(in, *b, true);
    if (state.current) b->slots[slot::default_directory] = state.current->slots[slot::default_directory];
    if (begins_with_space(name)) b->slots[slot::buffer_undo_list] = in[sym::t];
    state.buffers.push(Value::from_object(b));
    if (!inhibit_hooks) run_hook(in, sym::buffer_list_update_hook);
    return Value::from_object(b);
}

std::string fresh_buffer_name(Interpreter& in, std::string_view name, std::string_view ignore) {
    std::string candidate(name);
    for (int n = 2; candidate != ignore && !find_buffer(in, candidate).is_nil(); ++n)
        candidate = std::string(name) + "<" + std::to_string(n) + ">";
    return candidate;
}

Buffer& current(Interpreter& in) { return *in->text->current; }

void set_buffer(Interpreter& in, Buffer& b) { in->text->current = &b; }

void destroy_buffer(Interpreter& in, Buffer& b) {
    auto& buffers = in->text->buffers;
    Value self = Value::from_object(&b);
    Value* at = std::find(buffers.begin(), buffers.end(), self);
    if (at != buffers.end()) {
        std::move(at + 1, buffers.end(), at);
        buffers.data[--buffers.size] = nil;
    }
    auto& sharers = b.text->buffers;
    Buffer** place = std::find(sharers.begin(), sharers.end(), &b);
    std::move(place + 1, sharers.end(), place);
    --sharers.size;
    for (Value v : b.overlays) forget_overlay(v);
    b.overlays = {};
    b.locals = {};
    if (sharers.empty()) {
        detach_all_markers(*b.text);
        b.text->gap.release();
        b.text->intervals = {};
        b.text->chars = 0;
    } else {
        detach_markers_of(*b.text, b);
    }
    b.name = nil;
    b.slots[slot::buffer_undo_list] = nil;
}

Value get_buffer(Interpreter& in, std::string_view name) { return find_buffer(in, name); }

Value get_buffer_create(Interpreter& in, Value name_or_buffer) {
    if (name_or_buffer.is<Buffer>()) return name_or_buffer;
    if (!name_or_buffer.is<String>()) wrong_type(in, sym::stringp, name_or_buffer);
    const String& name = name_or_buffer.as<String>();
    Value found = find_buffer(in, name.view());
    if (!found.is_nil()) return found;
    if (name.bytes == 0) error(in, "Empty string for buffer name is not allowed");
    return make_buffer(in, make_string(in, name.view()));
}

bool is_buffer(Value v) { return v.is<Buffer>(); }
bool is_live_buffer(Value v) { return v.is<Buffer>() && v.as<Buffer>().live(); }
Value current_buffer(Interpreter& in) { return Value::from_object(in->text->current); }
void set_current_buffer(Interpreter& in, Value buffer) {
    if (is_live_buffer(buffer)) set_buffer(in, buffer.as<Buffer>());
}
SavedBuffer::~SavedBuffer() { set_current_buffer(in_, buffer_); }

// --- text as strings -------------------------------------------------------------------------------------------

Value buffer_substring(Interpreter& in, Buffer& b, Position from, Position to, bool with_properties) {
    auto bytes = static_cast<std::size_t>(to.bytes - from.bytes), chars = static_cast<std::size_t>(to.chars - from.chars);
    String* s = allocate_string(bytes, chars, b.multibyte());
    b.text->gap.copy_out(from.bytes - 1, to.bytes - 1, s->data);
    if (with_properties && !b.text->intervals.empty()) s->intervals = copy_intervals(&b.text->intervals, from.chars - 1, to.chars - 1);
    return Value::from_object(s);
}

Value buffer_substring(Interpreter& in, Buffer& b, Int from, Int to, bool with_properties) {
    return buffer_substring(in, b, position(b, from), position(b, to), with_properties);
}

Value buffer_region(Interpreter& in, Value start, Value end) {
    Buffer& b = current(in);
    Int from = position_of(in, start), to = position_of(in, end);
    if (from > to) std::swap(from, to);
    if (from < b.begin || to > b.end) args_out_of_range(in, Value::from_object(&b), start, end);
    return buffer_substring(in, b, from, to, true);
}

}  // namespace el
