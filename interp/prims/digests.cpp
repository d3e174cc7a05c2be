// Base64 and message digests of strings and buffers.
// Tests: tests/recorded/coding.el, tests/lisp/prims/coding.el
#include <el/text.hpp>

#include "core/args.hpp"
#include "core/digest.hpp"
#include "core/number.hpp"
#include "core/utf8.hpp"
#include "prims/all.hpp"
#include "prims/buffer_args.hpp"
#include "text/edit.hpp"

namespace el {

namespace {

// --- base64 ---

constexpr char standard_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char url_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t line_length = 76;

struct Style {
    bool line_breaks, pad, url;
};

std::string encode_base64(std::string_view bytes, Style style) {
    const char* alphabet = style.url ? url_alphabet : standard_alphabet;
    std::string out;
    std::size_t column = 0;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        if (style.line_breaks && column == line_length) {
            out += '\n';
            column = 0;
        }
        std::size_t n = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) group = group << 8 | (i < n ? static_cast<std::uint8_t>(bytes[at + i]) : 0);
        for (std::size_t i = 0; i < 4; ++i)
            if (i <= n) out += alphabet[group >> (18 - 6 * i) & 63];
            else if (style.pad) out += '=';
        column += 4;
    }
    return out;
}

int base64_value(char c, bool url) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == (url ? '-' : '+')) return 62;
    if (c == (url ? '_' : '/')) return 63;
    return -1;
}

// The bytes of an unfinished group of HAVE characters.
void finish_group(std::uint32_t group, int have, std::string& out) {
    group <<= 6 * (4 - have);
    for (int i = 0; i < have - 1; ++i) out += static_cast<char>(group >> (16 - 8 * i));
}

// White space may stand anywhere and more text may follow padding. Padding must be complete; in the URL variant it may be absent at the end.
bool decode_base64(std::string_view text, bool url, std::string& out) {
    std::uint32_t group = 0;
    int have = 0, padding = 0;
    for (char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') continue;
        if (c == '=') {
            if (have < 2) return false;
            if (have + ++padding < 4) continue;
            finish_group(group, have, out);
            group = 0;
            have = padding = 0;
            continue;
        }
        int value = base64_value(c, url);
        if (value < 0 || padding) return false;
        group = group << 6 | static_cast<std::uint32_t>(value);
        if (++have == 4) {
            for (int shift = 16; shift >= 0; shift -= 8) out += static_cast<char>(group >> shift);
            group = 0;
            have = 0;
        }
    }
    if (have == 0) return true;
    if (have == 1 || padding || !url) return false;
    finish_group(group, have, out);
    return true;
}

// The bytes that the characters of TEXT, internal form, stand for: all must be below 256 or raw bytes.
std::string text_bytes(Interpreter& in, std::string_view text, bool multibyte) {
    if (!multibyte) return std::string(text);
    std::string out;
    const auto* p = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto* end = p + text.size();
    while (p < end) {
        int length;
        char32_t c = utf8::decode(p, length);
        p += length;
        if (utf8::is_raw_byte(c)) c = utf8::char_to_raw(c);
        else if (c > 255) error(in, "Multibyte character in data for base64 encoding");
        out += static_cast<char>(c);
    }
    return out;
}

Value encode_string(Interpreter& in, String& s, Style style) {
    return make_string(in, encode_base64(text_bytes(in, s.view(), s.multibyte()), style));
}

Value base64_encode_string(Interpreter& in, String& string, Value no_line_break) {
    return encode_string(in, string, {no_line_break.is_nil(), true, false});
}
Value base64url_encode_string(Interpreter& in, String& string, Value no_pad) {
    return encode_string(in, string, {false, no_pad.is_nil(), true});
}

Value base64_decode_string(Interpreter& in, String& string, Value base64url) {
    std::string out;
    if (!decode_base64(string.view(), !base64url.is_nil(), out)) error(in, "Invalid base64 data");
    return make_unibyte_string(in, out);
}

// Puts TEXT in place of a region; point stays where it was in the text around it. Returns the length of TEXT.
Value replace_text(Interpreter& in, Region region, Value text) {
    replace_region(in, current(in), region.from, region.to, text.as<String>());
    return fixnum(static_cast<Int>(text.as<String>().chars));
}

Value encode_region(Interpreter& in, Value start, Value end, Style style) {
    Region region = check_region(in, start, end);
    Value text = buffer_substring(in, current(in), region.from, region.to, false);
    return replace_text(in, region, encode_string(in, text.as<String>(), style));
}
Value base64_encode_region(Interpreter& in, Value beg, Value end, Value no_line_break) {
    return encode_region(in, beg, end, {no_line_break.is_nil(), true, false});
}
Value base64url_encode_region(Interpreter& in, Value beg, Value end, Value no_pad) {
    return encode_region(in, beg, end, {false, no_pad.is_nil(), true});
}

Value base64_decode_region(Interpreter& in, Value beg, Value end, Value base64url) {
    Region region = check_region(in, beg, end);
    Value text = buffer_substring(in, current(in), region.from, region.to, false);
    std::string out;
    if (!decode_base64(text.as<String>().view(), !base64url.is_nil(), out)) error(in, "Invalid base64 data");
    // In a multibyte buffer bytes above 127 become raw-byte characters.
    std::string internal;
    for (unsigned char c : out) {
        std::uint8_t buffer[utf8::max_length];
        int n = utf8::encode(utf8::raw_to_char(c), buffer);
        internal.append(reinterpret_cast<char*>(buffer), static_cast<std::size_t>(n));
    }
    return replace_text(in, region,
                        current(in).multibyte() ? make_multibyte_string(in, internal) : make_unibyte_string(in, out));
}

// --- digests ---

// CODING if it is a coding system; else an error or, with NO_ERROR, one that keeps the bytes.
Value checked_coding(Interpreter& in, Value coding, bool no_error) {
    if (is_coding_system(in, coding)) return coding;
    if (!no_error) signal(in, in.intern("coding-system-error"), list(in, {coding}));
    return in.intern("raw-text");
}

std::string encoded(Interpreter& in, Value text, Value coding) {
    if (!text.as<String>().multibyte()) return std::string(text.as<String>().view());
    return std::string(make_encoder(in, coding)->encode(in, text));
}

struct StringPart {
    std::size_t from, to;
};

// START and END, which count from the end when negative, as indices into BYTES.
StringPart checked_part(Interpreter& in, Value start, Value end, std::string_view bytes) {
    Int size = static_cast<Int>(bytes.size());
    auto index = [&](Value given, Int missing) {
        if (given.is_nil()) return missing;
        if (!given.is_fixnum()) wrong_type(in, sym::integerp, given);
        Int n = given.fixnum();
        return n < 0 && n >= -size ? n + size : n;
    };
    Int from = index(start, 0), to = index(end, size);
    if (from < 0 || from > to || to > size) args_out_of_range(in, make_unibyte_string(in, bytes), start, end);
    return {static_cast<std::size_t>(from), static_cast<std::size_t>(to)};
}

// START and END delimit the encoded text.
std::string bytes_of_string(Interpreter& in, Value object, Value start, Value end, Value coding, bool no_error) {
    if (!coding.is_nil()) coding = checked_coding(in, coding, no_error);
    else if (is_multibyte(object)) coding = in.funcall(in.intern("coding-system-priority-list"), {in[sym::t]});
    std::string bytes = encoded(in, object, coding);
    auto [from, to] = checked_part(in, start, end, bytes);
    return bytes.substr(from, to - from);
}

// What md5 takes of the current buffer; nil stands for an end of the accessible part.
Region digested_region(Interpreter& in, Value start, Value end) {
    Buffer& b = current(in);
    Int from = start.is_nil() ? b.begin : position_of(in, start), to = end.is_nil() ? b.end : position_of(in, end);
    if (from > to) std::swap(from, to);
    if (from < b.begin || to > b.end) args_out_of_range(in, start, end);
    return {from, to};
}

// The coding system in which the region of the current buffer would be written. The one of its file gives way to UTF-8 where it lacks
// characters of the text.
Value coding_for_region(Interpreter& in, Region region) {
    Value forced = in.variable(in.intern("coding-system-for-write"));
    if (!forced.is_nil()) return forced;
    Value utf_8 = in.intern("utf-8-unix"), of_file = in.variable(in.intern("buffer-file-coding-system"));
    if (!is_coding_system(in, of_file)) return utf_8;
    Value lacking = in.funcall(in.intern("unencodable-char-position"), {fixnum(region.from), fixnum(region.to), of_file});
    if (lacking.is_nil()) return of_file;
    Value line_ends = in.funcall(in.intern("coding-system-eol-type"), {of_file});
    return in.funcall(in.intern("coding-system-change-eol-conversion"), {utf_8, line_ends});
}

std::string bytes_of_buffer(Interpreter& in, Value buffer, Value start, Value end, Value coding, bool no_error) {
    if (!is_live_buffer(buffer)) error(in, "Selecting deleted buffer");
    SavedBuffer saved(in);
    set_current_buffer(in, buffer);
    Region region = digested_region(in, start, end);
    Value text = buffer_substring(in, current(in), region.from, region.to, false);
    if (!is_multibyte(text)) return std::string(string_bytes(text));
    if (coding.is_nil()) coding = coding_for_region(in, region);
    return encoded(in, text, checked_coding(in, coding, no_error));
}

// What is no string or buffer goes into the data of the error as it is, a list as its tail.
[[noreturn]] void invalid_object(Interpreter& in, Value object) {
    Value message = in.to_lisp("Invalid object argument");
    if (object.is_nil()) object = in.to_lisp("nil");
    bool proper = !in.funcall(in.intern("proper-list-p"), {object}).is_nil();
    signal(in, in.intern("error"), cons(in, message, proper ? object : list(in, {object})));
}

}  // namespace

std::string object_bytes(Interpreter& in, Value object, Value start, Value end, Value coding, bool no_error) {
    if (object.is<String>()) return bytes_of_string(in, object, start, end, coding, no_error);
    if (is_buffer(object)) return bytes_of_buffer(in, object, start, end, coding, no_error);
    invalid_object(in, object);
}

namespace {

std::string hexadecimal(std::string_view bytes) {
    std::string out;
    for (unsigned char c : bytes) {
        out += "0123456789abcdef"[c >> 4];
        out += "0123456789abcdef"[c & 15];
    }
    return out;
}

Value md5(Interpreter& in, Value object, Value start, Value end, Value coding_system, Value noerror) {
    return make_string(in, hexadecimal(digest(Digest::md5, object_bytes(in, object, start, end, coding_system, !noerror.is_nil()))));
}

struct Algorithm {
    const char* name;
    Digest digest;
};
constexpr Algorithm algorithms[] = {
    {"md5", Digest::md5},       {"sha1", Digest::sha1},     {"sha224", Digest::sha224},
    {"sha256", Digest::sha256}, {"sha384", Digest::sha384}, {"sha512", Digest::sha512},
};

Value secure_hash(Interpreter& in, SymbolArg algorithm, Value object, Value start, Value end, Value binary) {
    std::string bytes = object_bytes(in, object, start, end, nil, false);
    for (const Algorithm& a : algorithms) {
        if (in.intern(a.name) != algorithm.v) continue;
        std::string result = digest(a.digest, bytes);
        return binary.is_nil() ? make_string(in, hexadecimal(result)) : make_unibyte_string(in, result);
    }
    error(in, "Invalid algorithm arg: %s", in.print(algorithm).c_str());
}

Value secure_hash_algorithms(Interpreter& in) {
    ListBuilder out(in);
    for (const Algorithm& a : algorithms) out.add(in.intern(a.name));
    return out.take();
}

// The digest of the whole text, accessible or not, in internal form.
Value buffer_hash(Interpreter& in, Value buffer_or_name) {
    Value buffer = buffer_or_name.is_nil() ? current_buffer(in) : buffer_or_name;
    if (!is_buffer(buffer)) buffer = get_buffer(in, Arg<String&>::from(in, buffer).view());
    if (buffer.is_nil()) error(in, "No buffer named %V", buffer_or_name);
    if (!is_live_buffer(buffer)) return make_string(in, hexadecimal(digest(Digest::sha1, "")));
    Buffer& b = buffer.as<Buffer>();
    Value text = buffer_substring(in, b, 1, b.last(), false);
    return make_string(in, hexadecimal(digest(Digest::sha1, text.as<String>().view())));
}

constexpr Primitive table[] = {
    prim<base64_encode_string>("base64-encode-string", "string &optional no-line-break",
                               "STRING, whose characters must be bytes, in base64; broken after 76 columns unless NO-LINE-BREAK."),
    prim<base64url_encode_string>("base64url-encode-string", "string &optional no-pad",
                                  "STRING in the URL variant of base64, without `=' at the end if NO-PAD."),
    prim<base64_decode_string>("base64-decode-string", "string &optional base64url",
                               "The bytes that STRING stands for, as a unibyte string; of the URL variant if BASE64URL."),
    prim<base64_encode_region>("base64-encode-region", "beg end &optional no-line-break",
                               "Encode the region in base64; return the length of the result."),
    prim<base64url_encode_region>("base64url-encode-region", "beg end &optional no-pad",
                                  "Encode the region in the URL variant of base64; return the length of the result."),
    prim<base64_decode_region>("base64-decode-region", "beg end &optional base64url",
                               "Decode the region from base64; return the number of characters inserted."),
    prim<md5>("md5", "object &optional start end coding-system noerror",
              "The MD5 digest of OBJECT, a buffer or string, in hexadecimal; text is encoded by CODING-SYSTEM first."),
    prim<secure_hash>("secure-hash", "algorithm object &optional start end binary",
                      "The digest of OBJECT, a buffer or string, by ALGORITHM; in hexadecimal unless BINARY."),
    prim<secure_hash_algorithms>("secure-hash-algorithms", "", "The algorithms `secure-hash' knows."),
    prim<buffer_hash>("buffer-hash", "&optional buffer-or-name", "A digest of the text of a buffer, whatever its coding system."),
};

}  // namespace

void define_digests(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
