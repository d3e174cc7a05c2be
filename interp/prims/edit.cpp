// Primitives: looking at and changing the text of the current buffer (manual node "Text").
// Tests: tests/recorded/buffers.el
#include "core/utf8.hpp"
#include "prims/buffer_args.hpp"
#include "text/case_table.hpp"
#include "text/hooks.hpp"
#include "core/char_table.hpp"
#include "text/undo.hpp"
#include "text/state.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

namespace {

// --- characters and substrings ---

Value char_after(Interpreter& in, Value position) {
    Buffer& b = current(in);
    Int pos = position.is_nil() ? b.point : position_of(in, position);
    if (pos < b.begin || pos >= b.end) return nil;
    Int byte = position.is_nil() ? b.point_byte : byte_position(b, pos);
    return fixnum(static_cast<Int>(char_at_byte(b, byte)));
}
Value char_before(Interpreter& in, Value position) {
    Buffer& b = current(in);
    Int pos = position.is_nil() ? b.point : position_of(in, position);
    if (pos <= b.begin || pos > b.end) return nil;
    Int byte = position.is_nil() ? b.point_byte : byte_position(b, pos);
    return fixnum(static_cast<Int>(char_at_byte(b, previous_byte(b, byte))));
}
Value following_char(Interpreter& in) {
    Value c = char_after(in, nil);
    return c.is_nil() ? fixnum(0) : c;
}
Value preceding_char(Interpreter& in) {
    Value c = char_before(in, nil);
    return c.is_nil() ? fixnum(0) : c;
}

Value fn_buffer_substring(Interpreter& in, Value start, Value end) {
    Region r = check_region(in, start, end);
    return buffer_substring(in, current(in), r.from, r.to, true);
}
Value buffer_substring_no_properties(Interpreter& in, Value start, Value end) {
    Region r = check_region(in, start, end);
    return buffer_substring(in, current(in), r.from, r.to, false);
}
Value buffer_string(Interpreter& in) {
    Buffer& b = current(in);
    return buffer_substring(in, b, {b.begin, b.begin_byte}, {b.end, b.end_byte}, true);
}

Value compare_buffer_substrings(Interpreter& in, Value buffer1, Value start1, Value end1, Value buffer2, Value start2, Value end2) {
    struct Side {
        Buffer* b;
        Int at, to;
    };
    auto side = [&](Value buffer, Value start, Value end) {
        Buffer& b = buffer.is_nil() ? current(in) : named_buffer(in, buffer);
        Int from = start.is_nil() ? b.begin : position_of(in, start), to = end.is_nil() ? b.end : position_of(in, end);
        if (from > to) std::swap(from, to);
        if (from < b.begin || to > b.end) args_out_of_range(in, start, end);
        return Side{&b, from, to};
    };
    Side x = side(buffer1, start1, end1), y = side(buffer2, start2, end2);
    bool fold = !find_value(in, in[sym::case_fold_search]).is_nil();
    Int chars = 0;
    for (; x.at < x.to && y.at < y.to; ++x.at, ++y.at, ++chars) {
        char32_t c = char_at(*x.b, x.at), d = char_at(*y.b, y.at);
        if (fold) c = canonical_case(in, c), d = canonical_case(in, d);
        if (c != d) return fixnum(c < d ? -1 - chars : chars + 1);
    }
    if (x.at < x.to) return fixnum(chars + 1);
    return fixnum(y.at < y.to ? -chars - 1 : 0);
}

// --- inserting ---

void insert_all(Interpreter& in, Rest args, unsigned flags) {
    for (Value v : args) {
        if (v.is<String>())
            insert_string(in, current(in), v.as<String>(), flags);
        else if (v.is_fixnum() && v.fixnum() >= 0 && v.fixnum() <= static_cast<Int>(utf8::max_char))
            insert_char(in, current(in), static_cast<char32_t>(v.fixnum()), 1, flags);
        else
            wrong_type(in, sym::char_or_string_p, v);
    }
}

Value insert(Interpreter& in, Rest args) { return insert_all(in, args, 0), nil; }
Value insert_and_inherit(Interpreter& in, Rest args) { return insert_all(in, args, insert_inherit), nil; }
Value fn_insert_before_markers(Interpreter& in, Rest args) { return insert_all(in, args, el::insert_before_markers), nil; }
Value insert_before_markers_and_inherit(Interpreter& in, Rest args) {
    return insert_all(in, args, el::insert_before_markers | insert_inherit), nil;
}

Value insert_char_prim(Interpreter& in, Character character, Opt<Fixnum> count, Value inherit) {
    insert_char(in, current(in), character, count ? (*count).n : 1, inherit.is_nil() ? 0u : insert_inherit);
    return nil;
}

Value insert_byte(Interpreter& in, Fixnum byte, Fixnum count, Value inherit) {
    if (byte < 0 || byte > 255) args_out_of_range(in, fixnum(byte), fixnum(0), fixnum(255));
    Buffer& b = current(in);
    auto plain = static_cast<std::uint8_t>(byte.n);
    char32_t c = b.multibyte() ? utf8::raw_to_char(plain) : plain;
    insert_char(in, b, c, count, inherit.is_nil() ? 0u : insert_inherit);
    return nil;
}

Value insert_buffer_substring(Interpreter& in, Value buffer, Value start, Value end) {
    Buffer& source = buffer.is<Buffer>() || buffer.is<String>() ? named_buffer(in, buffer) : Arg<Buffer&>::from(in, buffer);
    Int from = start.is_nil() ? source.begin : position_of(in, start), to = end.is_nil() ? source.end : position_of(in, end);
    if (from > to) std::swap(from, to);
    if (from < source.begin || to > source.end) args_out_of_range(in, start, end);
    insert_from_buffer(in, current(in), source, from, to);
    return nil;
}

// --- deleting and replacing ---

Value fn_delete_region(Interpreter& in, Value start, Value end) {
    Region r = check_region(in, start, end);
    delete_region(in, current(in), r.from, r.to);
    return nil;
}
Value delete_and_extract_region(Interpreter& in, Value start, Value end) {
    Region r = check_region(in, start, end);
    return delete_and_extract(in, current(in), r.from, r.to);
}

Value subst_char_in_region(Interpreter& in, Value start, Value end, Character fromchar, Character tochar, Value noundo) {
    Region r = check_region(in, start, end);
    Buffer& b = current(in);
    int length = b.multibyte() ? utf8::length(fromchar) : 1;
    if (b.multibyte() && utf8::length(tochar) != length)
        error(in, "Characters in \u2018subst-char-in-region\u2019 have different byte-lengths");
    std::uint8_t bytes[utf8::max_length] = {static_cast<std::uint8_t>(tochar.c)};
    if (b.multibyte()) utf8::encode(tochar, bytes);
    Int first = 0, last = 0;
    for (Int at = r.from; at < r.to; ++at) {
        if (char_at(b, at) != fromchar.c) continue;
        if (!first) prepare_to_modify(in, b, first = at, r.to);
        last = at + 1;
        // One character for another of the same size: properties and markers stay.
        Position from = position(b, at), to = {at + 1, from.bytes + length};
        std::uint8_t* p = b.text->gap.at(from.bytes - 1);
        if (b.text->gap.gap > from.bytes - 1 && b.text->gap.gap < to.bytes - 1) b.text->gap.move(to.bytes - 1), p = b.text->gap.at(from.bytes - 1);
        if (noundo.is_nil()) record_replacement(in, b, from, to);
        std::copy_n(bytes, length, p);
        b.text->chars_tick = ++b.text->modified_tick;
    }
    if (first) finish_modify(in, b, first, last, last - first);
    return nil;
}

// A translation table: a string or char-table of characters; a char-table may also hold conversion lists, taken as they come.
Value translate_region_internal(Interpreter& in, Value start, Value end, Value table) {
    Region r = check_region(in, start, end);
    Buffer& b = current(in);
    if (!table.is<String>() && !table.is<CharTable>()) wrong_type(in, sym::stringp, table);
    auto translated = [&](char32_t c) -> Value {
        if (table.is<CharTable>()) return char_table_ref(table.as<CharTable>(), c);
        const String& s = table.as<String>();
        return c < s.chars ? fixnum(static_cast<Int>(string_char(s, c))) : nil;
    };
    Int count = 0;
    for (Int at = r.from; at < r.to; ++at) {
        char32_t c = char_at(b, at);
        Value to = translated(c);
        if (!to.is_fixnum() || to.fixnum() == static_cast<Int>(c)) continue;
        Value text = in.funcall(in.intern("char-to-string"), {to});
        replace_region(in, b, at, at + 1, text.as<String>());
        ++count;
    }
    return fixnum(count);
}

Value transpose_regions(Interpreter& in, Value startr1, Value endr1, Value startr2, Value endr2, Value leave_markers) {
    Region x = check_region(in, startr1, endr1), y = check_region(in, startr2, endr2);
    if (y.from < x.from) std::swap(x, y);
    if (x.to > y.from) error(in, "Transposed regions overlap");
    Buffer& b = current(in);
    Value first = buffer_substring(in, b, x.from, x.to, true), second = buffer_substring(in, b, y.from, y.to, true);
    Value middle = buffer_substring(in, b, x.to, y.from, true);
    struct Move {
        Marker* marker;
        Int to;
    };
    HeapVector<Move> moved;  // scanned: nothing else may hold the markers
    Int length1 = x.to - x.from, length2 = y.to - y.from, between = y.from - x.to;
    each_marker(*b.text, [&](Marker& m) {
        if (m.chars < x.from || m.chars >= y.to) return;
        Int to = m.chars < x.to ? m.chars + length2 + between : m.chars < y.from ? m.chars + length2 - length1 : m.chars - length1 - between;
        moved.push({&m, leave_markers.is_nil() ? to : m.chars});
    });
    Int point = b.point;
    Value whole = in.funcall(in.intern("concat"), {second, middle, first});
    replace_region(in, b, x.from, y.to, whole.as<String>());
    for (auto [m, to] : moved)
        if (m->buffer) move_marker(*m, *m->buffer, to);
    set_point(b, point);
    return nil;
}

Value replace_buffer_contents(Interpreter& in, Value source, Value, Value) {
    Buffer& b = current(in);
    Buffer& other = named_buffer(in, source);
    if (&b == &other) error(in, "Cannot replace a buffer with itself");
    // Keep what is common at both ends; markers there stay.
    Int from = b.begin, to = b.end, other_from = other.begin, other_to = other.end;
    while (from < to && other_from < other_to && char_at(b, from) == char_at(other, other_from)) ++from, ++other_from;
    while (from < to && other_from < other_to && char_at(b, to - 1) == char_at(other, other_to - 1)) --to, --other_to;
    Value text = buffer_substring(in, other, other_from, other_to, true);
    replace_region(in, b, from, to, text.as<String>());
    return in[sym::t];
}

Value combine_after_change_execute(Interpreter&) { return nil; }

Value char_equal(Interpreter& in, Character c1, Character c2) {
    if (c1.c == c2.c) return in[sym::t];
    if (find_value(in, in[sym::case_fold_search]).is_nil()) return nil;
    return truth(in, downcase(in, c1) == downcase(in, c2));
}

constexpr Primitive table[] = {
    prim<buffer_string>("buffer-string", "", "Return the contents of the accessible part of the current buffer as a string."),
    prim<fn_buffer_substring>("buffer-substring", "start end", "Return the contents of part of the current buffer as a string."),
    prim<buffer_substring_no_properties>("buffer-substring-no-properties", "start end", "Return the characters of part of the buffer, without the text properties."),
    prim<char_after>("char-after", "&optional pos", "Return character in current buffer at position POS, nil if out of range."),
    prim<char_before>("char-before", "&optional pos", "Return character in current buffer preceding position POS, nil if out of range."),
    prim<char_equal>("char-equal", "c1 c2", "Return t if two characters match, optionally ignoring case."),
    prim<combine_after_change_execute>("combine-after-change-execute", "", "Does nothing: changes are never held back."),
    prim<compare_buffer_substrings>("compare-buffer-substrings", "buffer1 start1 end1 buffer2 start2 end2", "Compare two substrings of two buffers; return result as number."),
    prim<delete_and_extract_region>("delete-and-extract-region", "start end", "Delete the text between START and END and return it."),
    prim<fn_delete_region>("delete-region", "start end", "Delete the text between START and END."),
    prim<following_char>("following-char", "", "Return the character following point, as a number; 0 at the end."),
    prim<insert>("insert", "&rest args", "Insert the arguments, either strings or characters, at point."),
    prim<insert_and_inherit>("insert-and-inherit", "&rest args", "Insert the arguments at point, inheriting properties from adjoining text."),
    prim<fn_insert_before_markers>("insert-before-markers", "&rest args", "Insert strings or characters at point, relocating markers after the text."),
    prim<insert_before_markers_and_inherit>("insert-before-markers-and-inherit", "&rest args", "Insert text at point, relocating markers and inheriting properties."),
    prim<insert_buffer_substring>("insert-buffer-substring", "buffer &optional start end", "Insert before point a substring of the contents of BUFFER."),
    prim<insert_byte>("insert-byte", "byte count &optional inherit", "Insert COUNT (second arg) copies of BYTE (first arg)."),
    prim<insert_char_prim>("insert-char", "character &optional count inherit", "Insert COUNT copies of CHARACTER."),
    prim<preceding_char>("preceding-char", "", "Return the character preceding point, as a number; 0 at the beginning."),
    prim<replace_buffer_contents>("replace-buffer-contents", "source &optional max-secs max-costs", "Replace accessible portion of current buffer with that of SOURCE."),
    prim<subst_char_in_region>("subst-char-in-region", "start end fromchar tochar &optional noundo", "From START to END, replace FROMCHAR with TOCHAR each time it occurs."),
    prim<translate_region_internal>("translate-region-internal", "start end table", "Translate characters from START to END according to TABLE."),
    prim<transpose_regions>("transpose-regions", "startr1 endr1 startr2 endr2 &optional leave-markers", "Transpose region STARTR1 to ENDR1 with STARTR2 to ENDR2."),
};

}  // namespace

void define_edit(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
