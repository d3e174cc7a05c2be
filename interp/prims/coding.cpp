// Primitives: decoding and encoding text (manual node "Explicit Encoding").
// Tests: tests/lisp/prims/coding.el
#include "text/coding_system.hpp"

#include "core/utf8.hpp"
#include "prims/buffer_args.hpp"
#include "text/state.hpp"

#include <el/list.hpp>

#include <cstring>

namespace el {

namespace {

bool ascii_only(const String& s) { return utf8::is_ascii(s.data, s.bytes); }

bool has_line_ends(const String& s) { return s.view().find_first_of("\r\n") != std::string_view::npos; }

// Bytes to decode: raw-byte characters of multibyte text are bytes; other characters stay as they are stored.
std::string decodable_bytes(std::string_view text, bool multibyte) {
    if (!multibyte) return std::string(text);
    coding::Encoder plain(coding::known("utf-8"), coding::Eol::unix_);
    return std::string(plain.encode(text, true));
}

// --- strings ---

// Nothing to change: the string itself with NOCOPY, else a copy.
Value unchanged(Interpreter& in, String& s, Value nocopy, bool multibyte) {
    if (!nocopy.is_nil()) return Value::from_object(&s);
    return multibyte ? make_multibyte_string(in, s.view(), s.chars) : make_unibyte_string(in, s.view());
}

Value insert_into(Interpreter& in, Value buffer, const String& text) {
    Buffer& b = Arg<Buffer&>::from(in, buffer);
    if (!b.live()) error(in, "Selecting deleted buffer");
    SavedBuffer saved(in);
    set_buffer(in, b);
    Int from = b.point;
    insert_string(in, b, text);
    set_point(b, from);
    return fixnum(static_cast<Int>(text.chars));
}

Value decode_coding_string(Interpreter& in, String& s, Value coding_system, Value nocopy, Value buffer) {
    coding::Found found = check_coding(in, coding_system);
    if (coding_system.is_nil()) {
        note_coding_used(in, in[sym::no_conversion]);
        return buffer.is_nil() ? unchanged(in, s, nocopy, s.multibyte()) : insert_into(in, buffer, s);
    }
    bool clean = found.system->ascii_compatible && ascii_only(s) && !nocopy.is_nil() && buffer.is_nil() &&
                 (found.eol == coding::Eol::unix_ || !has_line_ends(s)) && s.view().find('\0') == std::string_view::npos;
    if (clean) {
        note_coding_used(in, coding_system);
        return Value::from_object(&s);
    }
    DecodedText decoded = decode_bytes(in, decodable_bytes(s.view(), s.multibyte()), coding_system);
    note_coding_used(in, decoded.coding_system);
    String& text = decoded.string.as<String>();
    if (!buffer.is_nil()) return insert_into(in, buffer, text);
    // Emacs: bytes that stay bytes are a unibyte string only if there is one beyond ASCII.
    bool ascii_bytes = !text.multibyte() && ascii_only(text);
    return ascii_bytes ? make_multibyte_string(in, internal_text(text)) : decoded.string;
}

Value encode_coding_string(Interpreter& in, String& s, Value coding_system, Value nocopy, Value buffer) {
    coding::Found found = check_coding(in, coding_system);
    if (coding_system.is_nil()) {
        note_coding_used(in, in[sym::no_conversion]);
        return buffer.is_nil() ? unchanged(in, s, nocopy, s.multibyte()) : insert_into(in, buffer, s);
    }
    note_coding_used(in, coding_system);
    bool clean = found.system->ascii_compatible && ascii_only(s) && !nocopy.is_nil() && buffer.is_nil() &&
                 (found.eol != coding::Eol::dos && found.eol != coding::Eol::mac);
    if (clean) return Value::from_object(&s);
    Value bytes = make_unibyte_string(in, encode_text(in, internal_text(s), coding_system));
    return buffer.is_nil() ? bytes : insert_into(in, buffer, bytes.as<String>());
}

// --- regions ---

// DESTINATION nil: in place; t: as a string; a buffer: there.
Value deliver(Interpreter& in, Region r, Value destination, Value result) {
    if (destination == in[sym::t]) return result;
    String& text = result.as<String>();
    if (!destination.is_nil()) return insert_into(in, destination, text);
    Buffer& b = current(in);
    Value there = result;
    if (b.multibyte() && !text.multibyte()) there = make_multibyte_string(in, internal_text(text));
    Int point = b.point, length = static_cast<Int>(there.as<String>().chars);
    replace_region(in, b, r.from, r.to, there.as<String>());
    if (point >= r.to) point += length - (r.to - r.from);
    else if (point > r.from) point = r.from;
    set_point(b, point);
    return fixnum(length);
}

Value decode_coding_region(Interpreter& in, Value start, Value end, Value coding_system, Value destination) {
    Region r = check_region(in, start, end);
    check_coding(in, coding_system);
    Buffer& b = current(in);
    Value text = buffer_substring(in, b, r.from, r.to, false);
    if (coding_system.is_nil()) return nil;
    DecodedText decoded = decode_bytes(in, decodable_bytes(text.as<String>().view(), b.multibyte()), coding_system);
    note_coding_used(in, decoded.coding_system);
    return deliver(in, r, destination, decoded.string);
}

Value encode_coding_region(Interpreter& in, Value start, Value end, Value coding_system, Value destination) {
    Region r = check_region(in, start, end);
    check_coding(in, coding_system);
    Value text = buffer_substring(in, current(in), r.from, r.to, false);
    if (coding_system.is_nil()) return nil;
    note_coding_used(in, coding_system);
    Value bytes = make_unibyte_string(in, encode_text(in, internal_text(text.as<String>()), coding_system));
    return deliver(in, r, destination, bytes);
}

// --- detection ---

Value detect(Interpreter& in, std::string_view bytes, bool highest) {
    coding::Decoder decoder(coding::known("undecided"), coding::Eol::undecided);
    decoder.decode(bytes, true);
    Value name = in.intern(coding::full_name(decoder.system(), decoder.eol()));
    return highest ? name : list(in, {name});
}
Value detect_coding_string(Interpreter& in, String& s, Value highest) {
    return detect(in, decodable_bytes(s.view(), s.multibyte()), !highest.is_nil());
}
Value detect_coding_region(Interpreter& in, Value start, Value end, Value highest) {
    Region r = check_region(in, start, end);
    Value text = buffer_substring(in, current(in), r.from, r.to, false);
    return detect_coding_string(in, text.as<String>(), highest);
}

// --- what can be encoded ---

struct Characters {  // of a string from 0, or of the current buffer's region from START
    Value text;
    Int first;
};
Characters characters(Interpreter& in, Value start, Value end, Value string) {
    if (!string.is<String>()) {
        Region r = check_region(in, start, end);
        return {buffer_substring(in, current(in), r.from, r.to, false), r.from};
    }
    Int from = Arg<Natural>::from(in, start).n, to = end.is_nil() ? static_cast<Int>(string.as<String>().chars) : Arg<Natural>::from(in, end).n;
    if (from > to || to > static_cast<Int>(string.as<String>().chars)) args_out_of_range(in, string, start, end);
    return {in.funcall(in.intern("substring"), {string, start, end}), from};
}

Value unencodable_char_position(Interpreter& in, Value start, Value end, Value coding_system, Value count, Value string) {
    coding::Found found = check_coding(in, coding_system);
    Characters all = characters(in, start, end, string);
    Int wanted = count.is_nil() ? 1 : Arg<Natural>::from(in, count).n, at = all.first;
    ListBuilder positions(in);
    const String& text = all.text.as<String>();
    if (text.multibyte())
        for (StringCursor c(text); !c.done() && wanted > 0; ++at) {
            char32_t ch = c.next();
            if (ch < 0x80 || utf8::is_raw_byte(ch) || coding::can_encode(*found.system, ch)) continue;
            if (count.is_nil()) return fixnum(at);
            positions.add(fixnum(at));
            --wanted;
        }
    return positions.take();
}

Value check_coding_systems_region(Interpreter& in, Value start, Value end, Value coding_system_list) {
    Value string = start.is<String>() ? start : nil;
    Value from = string.is_nil() ? start : fixnum(0), to = string.is_nil() ? end : nil;
    ListBuilder result(in);
    for (Value coding : each(in, coding_system_list)) {
        Value positions = unencodable_char_position(in, from, to, coding, fixnum(Value::most_positive_fixnum), string);
        if (!positions.is_nil()) result.add(cons(in, coding, positions));
    }
    return result.take();
}

// t for ASCII, else the base coding systems that can encode everything.
Value find_coding_systems_region_internal(Interpreter& in, Value start, Value end, Value exclude) {
    Value string = start.is<String>() ? start : nil;
    Characters all = characters(in, string.is_nil() ? start : fixnum(0), string.is_nil() ? end : nil, string);
    const String& text = all.text.as<String>();
    if (!text.multibyte() || ascii_only(text)) return in[sym::t];
    ListBuilder result(in);
    for (const coding::System& system : coding::systems()) {
        if (system.type == coding::Type::undecided) continue;
        Value name = in.intern(system.name);
        if (!exclude.is_nil() && !memq(name, exclude).is_nil()) continue;
        bool able = true;
        for (StringCursor c(text); able && !c.done();) {
            char32_t ch = c.next();
            able = ch < 0x80 || coding::can_encode(system, ch);
        }
        if (able) result.add(name);
    }
    return result.take();
}

constexpr Primitive table[] = {
    prim<check_coding_systems_region>("check-coding-systems-region", "start end coding-system-list", "Check if text between START and END is encodable by the coding systems of the list."),
    prim<decode_coding_region>("decode-coding-region", "start end coding-system &optional destination", "Decode the current region from the specified coding system."),
    prim<decode_coding_string>("decode-coding-string", "string coding-system &optional nocopy buffer", "Decode STRING which is encoded in CODING-SYSTEM, and return the result."),
    prim<detect_coding_region>("detect-coding-region", "start end &optional highest", "Detect how the byte sequence in the region is encoded."),
    prim<detect_coding_string>("detect-coding-string", "string &optional highest", "Detect how the byte sequence in STRING is encoded."),
    prim<encode_coding_region>("encode-coding-region", "start end coding-system &optional destination", "Encode the current region to the specified coding system."),
    prim<encode_coding_string>("encode-coding-string", "string coding-system &optional nocopy buffer", "Encode STRING to CODING-SYSTEM, and return the result."),
    prim<find_coding_systems_region_internal>("find-coding-systems-region-internal", "start end &optional exclude", "Return the coding systems that can encode the region; t for ASCII text."),
    prim<unencodable_char_position>("unencodable-char-position", "start end coding-system &optional count string", "Return position of first un-encodable character in a region."),
};

}  // namespace

void define_coding(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
