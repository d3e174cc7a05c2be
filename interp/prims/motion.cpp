// Primitives: moving by characters and lines, columns, deleting characters (manual node "Motion").
// Tests: tests/recorded/buffers.el
#include "prims/buffer_args.hpp"
#include "prims/fields.hpp"
#include "core/char_width.hpp"
#include "text/locals.hpp"

#include <algorithm>
#include <cstring>

namespace el {

namespace {

// --- lines ---

// Byte position after the next newline at or after BYTE, before LIMIT; 0 if there is none.
Int after_newline(const Buffer& b, Int byte, Int limit) {
    const Gap& gap = b.text->gap;
    while (byte < limit) {
        Int offset = byte - 1;
        Int span = (offset < gap.gap ? std::min(gap.gap, limit - 1) : limit - 1) - offset;
        const std::uint8_t* p = gap.at(offset);
        if (const void* found = std::memchr(p, '\n', static_cast<std::size_t>(span)))
            return byte + (static_cast<const std::uint8_t*>(found) - p) + 1;
        byte += span;
    }
    return 0;
}

// Byte position after the last newline before BYTE, not before LIMIT; 0 if there is none.
Int after_previous_newline(const Buffer& b, Int byte, Int limit) {
    for (; byte > limit; --byte)
        if (b.byte_at(byte - 1) == '\n') return byte;
    return 0;
}

struct Lines {
    Int byte;
    Int left;  // lines that were not there
};

// As `forward-line' moves: COUNT lines forward to the beginning of a line, or backward for 0 and less.
Lines scan_lines(const Buffer& b, Int byte, Int count) {
    if (count > 0) {
        for (; count > 0; --count) {
            Int next = after_newline(b, byte, b.end_byte);
            if (!next) return {b.end_byte, count};
            byte = next;
        }
        return {byte, 0};
    }
    for (;; ++count) {
        Int start = after_previous_newline(b, byte, b.begin_byte);
        if (!start) return {b.begin_byte, -count};
        byte = start;
        if (count == 0) return {byte, 0};
        --byte;
    }
}

Value forward_line(Interpreter& in, Opt<Integer> n) {
    Buffer& b = current(in);
    constexpr Int most = Int{1} << 60;
    Int count = n ? std::clamp<Int>((*n).n, -most, most) : 1, old_byte = b.point_byte;
    Lines lines = scan_lines(b, b.point_byte, count);
    set_point(b, {char_position(b, lines.byte), lines.byte});
    Int left = lines.left;
    // Part of a last line without newline counts as a line.
    if (left > 0 && count > 0 && b.point_byte != old_byte && b.byte_at(b.point_byte - 1) != '\n') --left;
    return fixnum(count > 0 ? left : -left);
}

Int line_start(Interpreter& in, Int n) {
    Buffer& b = current(in);
    // N lines away: N - 1 of them forward, the whole lines before otherwise.
    Lines lines = scan_lines(b, b.point_byte, n - 1);
    return char_position(b, lines.byte);
}
Int line_end(Interpreter& in, Int n) {
    Buffer& b = current(in);
    if (n <= 0) {
        Lines lines = scan_lines(b, b.point_byte, n - 1);
        if (lines.left > 0) return b.begin;
        Int next = after_newline(b, lines.byte, b.end_byte);
        return next ? char_position(b, next - 1) : b.end;
    }
    Int byte = b.point_byte;
    for (Int i = 0; i < n; ++i) {
        Int next = after_newline(b, byte, b.end_byte);
        if (!next) return b.end;
        byte = next;
    }
    return char_position(b, byte - 1);
}

Int count_of(Opt<Fixnum> n) { return n ? (*n).n : 1; }

Value line_beginning_position(Interpreter& in, Opt<Fixnum> n) {
    return fixnum(constrain_to_field(in, line_start(in, count_of(n)), current(in).point, count_of(n) != 1, false, nil));
}
Value line_end_position(Interpreter& in, Opt<Fixnum> n) {
    return fixnum(constrain_to_field(in, line_end(in, count_of(n)), current(in).point, false, true, nil));
}
Value pos_bol(Interpreter& in, Opt<Fixnum> n) { return fixnum(line_start(in, count_of(n))); }
Value pos_eol(Interpreter& in, Opt<Fixnum> n) { return fixnum(line_end(in, count_of(n))); }

Value beginning_of_line(Interpreter& in, Opt<Fixnum> n) {
    set_point(current(in), line_beginning_position(in, n).fixnum());
    return nil;
}
Value end_of_line(Interpreter& in, Opt<Fixnum> n) {
    set_point(current(in), line_end_position(in, n).fixnum());
    return nil;
}

// --- characters ---

Value move_chars(Interpreter& in, Int n) {
    Buffer& b = current(in);
    Int to = b.point + n;
    if (to < b.begin) {
        set_point(b, b.begin);
        signal(in, sym::beginning_of_buffer, {});
    }
    if (to > b.end) {
        set_point(b, b.end);
        signal(in, sym::end_of_buffer, {});
    }
    set_point(b, to);
    return nil;
}
Value forward_char(Interpreter& in, Opt<Fixnum> n) { return move_chars(in, count_of(n)); }
Value backward_char(Interpreter& in, Opt<Fixnum> n) { return move_chars(in, -count_of(n)); }

Value delete_char(Interpreter& in, Fixnum n, Value killflag) {
    Buffer& b = current(in);
    Int to = b.point + n;
    if (to < b.begin) signal(in, sym::beginning_of_buffer, {});
    if (to > b.end) signal(in, sym::end_of_buffer, {});
    if (!killflag.is_nil()) return in.funcall(in.intern("kill-region"), {fixnum(b.point), fixnum(to)});
    delete_region(in, b, std::min(b.point, to), std::max(b.point, to));
    return nil;
}

Value self_insert_command(Interpreter& in, Fixnum n, Value c) {
    if (n < 0) error(in, "Negative repetition argument %lld", static_cast<long long>(n.n));
    if (c.is_nil()) c = find_value(in, in[sym::last_command_event]);
    insert_char(in, current(in), Arg<Character>::from(in, c), n);
    return nil;
}

// --- columns ---

Int tab_width_of(Interpreter& in) {
    Value v = find_value(in, in[sym::tab_width]);
    return v.is_fixnum() && v.fixnum() > 0 && v.fixnum() <= 1000 ? v.fixnum() : 8;
}

Int advance_column(Int column, char32_t c, Int tab) {
    if (c == '\t') return column + tab - column % tab;
    if (c < 0x20 || c == 0x7F) return column + 2;
    return column + static_cast<Int>(char_width(c));
}

Value current_column(Interpreter& in) {
    Buffer& b = current(in);
    Int tab = tab_width_of(in), column = 0;
    for (Int at = line_start(in, 1); at < b.point; ++at) column = advance_column(column, char_at(b, at), tab);
    return fixnum(column);
}

Value current_indentation(Interpreter& in) {
    Buffer& b = current(in);
    Int tab = tab_width_of(in), column = 0;
    for (Int at = line_start(in, 1); at < b.end; ++at) {
        char32_t c = char_at(b, at);
        if (c != ' ' && c != '\t') break;
        column = advance_column(column, c, tab);
    }
    return fixnum(column);
}

Value indent_to(Interpreter& in, Fixnum column, Opt<Fixnum> minimum) {
    Buffer& b = current(in);
    Int from = current_column(in).fixnum(), to = std::max(from + (minimum ? (*minimum).n : 0), column.n), tab = tab_width_of(in);
    if (to <= from) return fixnum(from);
    if (!find_value(in, in[sym::indent_tabs_mode]).is_nil()) {
        Int tabs = to / tab - from / tab;
        if (tabs > 0) insert_char(in, b, '\t', tabs, insert_inherit), from = to / tab * tab;
    }
    insert_char(in, b, ' ', to - from, insert_inherit);
    return fixnum(to);
}

Value move_to_column(Interpreter& in, Natural column, Value force) {
    Buffer& b = current(in);
    Int tab = tab_width_of(in), at = line_start(in, 1), now = 0;
    while (at < b.end && now < column && char_at(b, at) != '\n') now = advance_column(now, char_at(b, at++), tab);
    set_point(b, at);
    // In the middle of a tab: with FORCE it becomes spaces; only t makes short lines longer.
    if (!force.is_nil() && now > column && char_at(b, at - 1) == '\t') {
        delete_region(in, b, at - 1, at);
        indent_to(in, Fixnum{column.n}, {});
        Int goal = b.point;
        indent_to(in, Fixnum{now}, {});
        set_point(b, goal);
        now = column;
    } else if (force == in[sym::t] && now < column) {
        now = indent_to(in, Fixnum{column.n}, {}).fixnum();
    }
    return fixnum(now);
}

constexpr Primitive table[] = {
    prim<backward_char>("backward-char", "&optional n", "Move point N characters backward."),
    prim<beginning_of_line>("beginning-of-line", "&optional n", "Move point to beginning of current line, constrained by fields."),
    prim<current_column>("current-column", "", "Return the horizontal position of point: column 0 is the beginning of the line."),
    prim<current_indentation>("current-indentation", "", "Return the indentation of the current line."),
    prim<delete_char>("delete-char", "n &optional killflag", "Delete the following N characters; the preceding ones if negative."),
    prim<end_of_line>("end-of-line", "&optional n", "Move point to end of current line, constrained by fields."),
    prim<forward_char>("forward-char", "&optional n", "Move point N characters forward."),
    prim<forward_line>("forward-line", "&optional n", "Move N lines forward; return the count of lines left to move."),
    prim<indent_to>("indent-to", "column &optional minimum", "Indent from point with tabs and spaces until COLUMN is reached."),
    prim<line_beginning_position>("line-beginning-position", "&optional n", "Return the position of the first character in the current line."),
    prim<line_end_position>("line-end-position", "&optional n", "Return the position of the last character in the current line."),
    prim<move_to_column>("move-to-column", "column &optional force", "Move point to column COLUMN in the current line."),
    prim<pos_bol>("pos-bol", "&optional n", "Return the position of the beginning of the line, ignoring fields."),
    prim<pos_eol>("pos-eol", "&optional n", "Return the position of the end of the line, ignoring fields."),
    prim<self_insert_command>("self-insert-command", "n &optional c", "Insert the character C N times."),
};

}  // namespace

void define_motion(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
