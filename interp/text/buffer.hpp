// Buffers: text, point, narrowing, and the variables that are theirs.
//
// Positions are Emacs's: the first character is at 1. Every position has a character count and a byte count, both from 1; they
// are the same number while the text has only single-byte characters. An indirect buffer shares its base buffer's
// BufferText and has its own point and narrowing.
// Tests: tests/unit/text/buffer_test.cpp, tests/lisp/prims/buffers.el
#pragma once
#include <el/text.hpp>

#include "core/heap_vector.hpp"
#include "core/symbol.hpp"
#include "text/gap.hpp"
#include "text/intervals.hpp"

namespace el {

namespace slot {
enum Id : unsigned {
#define SLOT(id, ...) id,
#include "text/slots.def"
#undef SLOT
    count
};
}  // namespace slot

struct Position {
    Int chars, bytes;
};

struct Marker {
    Object header;  // flags: below; length: its place in the text's table
    Buffer* buffer; // null: points nowhere
    Int chars, bytes;

    static constexpr std::uint8_t advances = 1;   // insertion type t
    static constexpr std::uint8_t temporary = 2;  // held by the binding stack until it is taken off: needs no weak link
    static constexpr std::uint8_t saved_point = 4;
};

// The text of a buffer and what belongs to text, shared by a buffer and its indirect ones.
struct BufferText {
    Gap gap;
    Int chars;          // characters in it
    bool multibyte;
    Int modified_tick, chars_tick, saved_tick, auto_save_tick;
    // A position looked up lately: the next one is likely near.
    Int cached_char, cached_byte;
    Intervals intervals;
    // Markers here; hidden from the collector, which clears the places of dead ones.
    Marker** markers;
    std::uint32_t marker_count, marker_capacity;
    HeapVector<Buffer*> buffers;  // that share this text
};

struct LocalVariable {
    Symbol* symbol;
    Value value;
};

struct Buffer {
    Object header;
    Value name;         // nil when killed
    BufferText* text;
    Int point, point_byte;
    Int begin, begin_byte;  // of the accessible part
    Int end, end_byte;
    Buffer* base;       // of an indirect buffer
    std::uint64_t local_slots;  // bit per slot: it has its own value
    Value slots[slot::count];
    HeapVector<LocalVariable> locals;
    HeapVector<Value> overlays;
    Value mark;
    Value syntax_table, category_table;
    Value downcase_table, upcase_table, canonicalize_table, equivalences_table;
    Value keymap;
    Value file_time;    // of the visited file when last read or written: see visited-file-modtime
    Int overlay_center;
    bool inhibit_hooks; // made with INHIBIT-BUFFER-HOOKS

    bool live() const { return !name.is_nil(); }
    bool multibyte() const { return text->multibyte; }
    Int last() const { return text->chars + 1; }  // the end of the whole text
    Int last_byte() const { return text->gap.size + 1; }
    Position point_position() const { return {point, point_byte}; }
    // Byte of a byte position.
    std::uint8_t byte_at(Int byte) const { return text->gap.byte(byte - 1); }
};
static_assert(slot::count <= 64);

// --- positions ---
Int byte_position(const Buffer& b, Int chars);
Int char_position(const Buffer& b, Int bytes);
inline Position position(const Buffer& b, Int chars) { return {chars, byte_position(b, chars)}; }
char32_t char_at_byte(const Buffer& b, Int byte);  // bytes above 0x7F of unibyte buffers come as 128..255
inline char32_t char_at(const Buffer& b, Int chars) { return char_at_byte(b, byte_position(b, chars)); }
Int next_byte(const Buffer& b, Int byte);      // of the following character
Int previous_byte(const Buffer& b, Int byte);  // of the preceding character
void set_point(Buffer& b, Int chars);          // clipped to the accessible part
void set_point(Buffer& b, Position p);
void narrow(Buffer& b, Int from, Int to);      // also moves point inside
void widen(Buffer& b);

// --- which buffers there are ---
Value make_buffer(Interpreter& in, Value name, Buffer* base = nullptr, bool inhibit_hooks = false);
// Makes it the current buffer.
void set_buffer(Interpreter& in, Buffer& b);
Buffer& current(Interpreter& in);
// Takes a buffer out of the list and frees what it holds: the work of `kill-buffer' after the hooks.
void destroy_buffer(Interpreter& in, Buffer& b);
// A name starting with NAME that no buffer has.
std::string fresh_buffer_name(Interpreter& in, std::string_view name, std::string_view ignore = {});

// Text of [from, to) as a string, with its properties if wanted.
Value buffer_substring(Interpreter& in, Buffer& b, Int from, Int to, bool with_properties);
Value buffer_substring(Interpreter& in, Buffer& b, Position from, Position to, bool with_properties);

}  // namespace el
