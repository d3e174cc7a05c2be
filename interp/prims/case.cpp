// Primitives: case of characters, strings, regions and words; case tables (manual nodes "Case Conversion", "Case Tables").
// Tests: tests/recorded/strings.el
#include "prims/casing.hpp"

#include "core/utf8.hpp"
#include "text/case_table.hpp"
#include "text/state.hpp"
#include "text/syntax.hpp"

#include <unicase.h>

#include <algorithm>
#include <cstring>

namespace el {

namespace {

// Unicode's special casing: one character may become several ("ß" -> "SS").
int special(char32_t c, bool title, char32_t out[3]) {
    std::uint32_t in_text = c, buffer[8];
    std::size_t length = std::size(buffer);
    auto* convert = title ? u32_totitle : u32_toupper;
    std::uint32_t* result = convert(&in_text, 1, nullptr, nullptr, buffer, &length);
    if (result != buffer || length < 2 || length > 3) return 0;
    std::copy_n(buffer, length, out);
    return static_cast<int>(length);
}

constexpr char32_t capital_sigma = 0x3A3, final_sigma = 0x3C2;

}  // namespace

bool CaseChanger::first_of_word(char32_t c) {
    bool word = is_word_char(in_, c);
    bool first = word && !in_word_;
    in_word_ = word;
    return first;
}

int CaseChanger::change(char32_t c, char32_t next, char32_t out[3]) {
    bool was_in_word = in_word_;
    bool first = first_of_word(c) && casing_ != Casing::down;
    if (casing_ == Casing::up) first = false;
    bool up = casing_ == Casing::up || first;
    out[0] = c;
    if (utf8::is_raw_byte(c)) return 1;
    if (up) {
        if (c >= 0xDF)
            if (int n = special(c, first, out)) return n;
        out[0] = first && uc_totitle(c) != uc_toupper(c) ? uc_totitle(c) : upcase(in_, c);
        return 1;
    }
    if (casing_ == Casing::up_initials) return 1;
    // A capital sigma ending a word has its own small letter.
    if (c == capital_sigma && was_in_word && (next == 0 || !is_word_char(in_, next))) return out[0] = final_sigma, 1;
    // A combining dot that must stay: "İ".
    if (c == 0x130) return out[0] = 'i', out[1] = 0x307, 2;
    out[0] = downcase(in_, c);
    return 1;
}

namespace {

Value change_ascii(Interpreter& in, const String& s, Casing casing) {
    String* result = allocate_string(s.bytes, s.chars, s.multibyte());
    CaseChanger changer(in, casing);
    char32_t out[3];
    for (std::size_t i = 0; i < s.bytes; ++i) {
        changer.change(s.data[i], i + 1 < s.bytes ? s.data[i + 1] : 0, out);
        result->data[i] = s.data[i] < 0x80 ? static_cast<std::uint8_t>(out[0]) : s.data[i];
    }
    return Value::from_object(result);
}

Value change_string(Interpreter& in, const String& s, Casing casing) {
    bool ascii = utf8::is_ascii(s.data, s.bytes);
    Value result;
    if (ascii) {
        result = change_ascii(in, s, casing);
    } else if (!s.multibyte()) {
        // Bytes that are no ASCII letters have no case.
        result = change_ascii(in, make_unibyte_string(in, s.view()).as<String>(), casing);
    } else {
        std::string text;
        CaseChanger changer(in, casing);
        char32_t out[3];
        for (StringCursor at(s); !at.done();) {
            char32_t c = at.next();
            StringCursor ahead = at;
            int n = changer.change(c, ahead.done() ? 0 : ahead.next(), out);
            for (int i = 0; i < n; ++i) {
                std::uint8_t bytes[utf8::max_length];
                text.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(utf8::encode(out[i], bytes)));
            }
        }
        result = make_multibyte_string(in, text);
    }
    String& r = result.as<String>();
    if (s.intervals && r.chars == s.chars) r.intervals = copy_intervals_reversed(in, s.intervals, 0, static_cast<Int>(s.chars));
    return result;
}

constexpr Int modifier_bits = 0x1F << 23;

Value change_char(Interpreter& in, Value v, Casing casing) {
    Int n = v.fixnum();
    Int flags = n & ~Int{utf8::max_char};
    if (n < 0 || flags & ~Int{modifier_bits}) wrong_type(in, sym::char_or_string_p, v);
    auto c = static_cast<char32_t>(n & utf8::max_char);
    char32_t changed = c;
    if (casing == Casing::down) changed = downcase(in, c);
    else if (casing == Casing::up) changed = upcase(in, c);
    else changed = uc_totitle(c) != uc_toupper(c) ? uc_totitle(c) : upcase(in, c);
    return changed == c ? v : fixnum(static_cast<Int>(changed) | flags);
}

Value change(Interpreter& in, Value object, Casing casing) {
    if (object.is<String>()) return change_string(in, object.as<String>(), casing);
    if (!object.is_fixnum()) wrong_type(in, sym::char_or_string_p, object);
    return change_char(in, object, casing);
}

Value fn_upcase(Interpreter& in, Value object) { return change(in, object, Casing::up); }
Value fn_downcase(Interpreter& in, Value object) { return change(in, object, Casing::down); }
Value capitalize(Interpreter& in, Value object) { return change(in, object, Casing::capitalize); }
Value upcase_initials(Interpreter& in, Value object) { return change(in, object, Casing::up_initials); }

// --- regions ---

struct CharText {
    std::uint8_t bytes[3 * utf8::max_length];
    Int byte_count = 0, char_count = 0;
};

CharText text_of(const Buffer& b, const char32_t* chars, int n) {
    CharText t;
    for (int i = 0; i < n; ++i) {
        if (b.multibyte()) t.byte_count += utf8::encode(chars[i], t.bytes + t.byte_count);
        else t.bytes[t.byte_count++] = static_cast<std::uint8_t>(chars[i]);
    }
    t.char_count = n;
    return t;
}

// Character by character, so that markers and properties stay where they are. Returns the new end.
Int change_region(Interpreter& in, Buffer& b, Int from, Int to, Casing casing) {
    CaseChanger changer(in, casing);
    Int first = 0, old_length = to - from, point = b.point;
    for (Int at = from; at < to; ++at) {
        Position here = position(b, at);
        char32_t c = char_at_byte(b, here.bytes), out[3];
        Position next = {at + 1, next_byte(b, here.bytes)};
        int n = changer.change(c, next.chars < b.end ? char_at_byte(b, next.bytes) : 0, out);
        if (n == 1 && out[0] == c) continue;
        if (!b.multibyte() && (out[0] > 0xFF || n > 1)) continue;
        if (!first) prepare_to_modify(in, b, from, to), first = at;
        CharText t = text_of(b, out, n);
        Value plist = b.text->intervals.empty() ? nil : b.text->intervals.plist_at(at - 1);
        insert_raw(in, b, next, t.bytes, t.byte_count, t.char_count, true);
        if (!plist.is_nil()) b.text->intervals.set_plist(at, at + n, plist);
        delete_raw(in, b, here, next);
        if (point > at) point += n - 1;
        at += n - 1, to += n - 1;
    }
    set_point(b, point);
    if (first) finish_modify(in, b, from, to, old_length);
    return to;
}

Value change_region_prim(Interpreter& in, Value start, Value end, Casing casing) {
    Region r = check_region(in, start, end);
    change_region(in, current(in), r.from, r.to, casing);
    return nil;
}
Value upcase_region(Interpreter& in, Value start, Value end, Value) { return change_region_prim(in, start, end, Casing::up); }
Value downcase_region(Interpreter& in, Value start, Value end, Value) { return change_region_prim(in, start, end, Casing::down); }
Value capitalize_region(Interpreter& in, Value start, Value end, Value) { return change_region_prim(in, start, end, Casing::capitalize); }
Value upcase_initials_region(Interpreter& in, Value start, Value end, Value) { return change_region_prim(in, start, end, Casing::up_initials); }

Value change_word(Interpreter& in, Fixnum count, Casing casing) {
    Buffer& b = current(in);
    Int from = b.point, to = scan_words(in, b, from, count);
    if (to == 0) to = count > 0 ? b.end : b.begin;
    Int end = change_region(in, b, std::min(from, to), std::max(from, to), casing);
    set_point(b, std::max(from, end));
    return nil;
}
Value upcase_word(Interpreter& in, Fixnum arg) { return change_word(in, arg, Casing::up); }
Value downcase_word(Interpreter& in, Fixnum arg) { return change_word(in, arg, Casing::down); }
Value capitalize_word(Interpreter& in, Fixnum arg) { return change_word(in, arg, Casing::capitalize); }

// --- case tables ---

Value case_table_p(Interpreter& in, Value object) { return truth(in, is_case_table(in, object)); }
Value current_case_table(Interpreter& in) { return current(in).downcase_table; }
Value standard_case_table(Interpreter& in) { return in->text->standard_downcase; }

CharTable& check_case_table(Interpreter& in, Value table) {
    if (!is_case_table(in, table)) signal(in, sym::wrong_type_argument, {in.intern("case-table-p"), table});
    return table.as<CharTable>();
}
Value set_case_table(Interpreter& in, Value table) {
    use_case_table(in, current(in), check_case_table(in, table));
    return table;
}
Value set_standard_case_table(Interpreter& in, Value table) {
    CharTable& down = check_case_table(in, table);
    complete_case_table(in, down);
    TextState& state = *in->text;
    state.standard_downcase = table;
    state.standard_upcase = down.extras[0];
    state.standard_canonicalize = down.extras[1];
    state.standard_equivalences = down.extras[2];
    return table;
}

constexpr Primitive table[] = {
    prim<capitalize>("capitalize", "obj", "Convert argument to capitalized form and return that."),
    prim<capitalize_region>("capitalize-region", "beg end &optional region-noncontiguous-p", "Convert the region to capitalized form."),
    prim<capitalize_word>("capitalize-word", "arg", "Capitalize from point to the end of word, moving over."),
    prim<case_table_p>("case-table-p", "object", "Return t if OBJECT is a case table."),
    prim<current_case_table>("current-case-table", "", "Return the case table of the current buffer."),
    prim<fn_downcase>("downcase", "obj", "Convert argument to lower case and return that."),
    prim<downcase_region>("downcase-region", "beg end &optional region-noncontiguous-p", "Convert the region to lower case."),
    prim<downcase_word>("downcase-word", "arg", "Convert to lower case from point to end of word, moving over."),
    prim<set_case_table>("set-case-table", "table", "Select a new case table for the current buffer."),
    prim<set_standard_case_table>("set-standard-case-table", "table", "Select a new standard case table for new buffers."),
    prim<standard_case_table>("standard-case-table", "", "Return the standard case table."),
    prim<fn_upcase>("upcase", "obj", "Convert argument to upper case and return that."),
    prim<upcase_initials>("upcase-initials", "obj", "Convert the initial of each word in the argument to upper case."),
    prim<upcase_initials_region>("upcase-initials-region", "beg end &optional region-noncontiguous-p", "Upcase the initial of each word in the region."),
    prim<upcase_region>("upcase-region", "beg end &optional region-noncontiguous-p", "Convert the region to upper case."),
    prim<upcase_word>("upcase-word", "arg", "Convert to upper case from point to end of word, moving over."),
};

}  // namespace

Int scan_words(Interpreter& in, Buffer& b, Int from, Int count) {
    auto word_at = [&](Int pos) { return is_word_char(in, char_at(b, pos)); };
    for (; count > 0; --count) {
        while (from < b.end && !word_at(from)) ++from;
        if (from == b.end) return 0;
        while (from < b.end && word_at(from)) ++from;
    }
    for (; count < 0; ++count) {
        while (from > b.begin && !word_at(from - 1)) --from;
        if (from == b.begin) return 0;
        while (from > b.begin && word_at(from - 1)) --from;
    }
    return from;
}

void define_case(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
