// read, read-from-string (manual node "Input Functions"), and the sources they take: strings, buffers, markers, functions.
// Tests: tests/recorded/reader.el
#include "core/args.hpp"
#include "core/utf8.hpp"
#include "prims/all.hpp"
#include "read/reader.hpp"
#include "text/marker.hpp"

namespace el {

namespace {

// The text of S in internal form. Emacs reads the bytes of unibyte strings above 127 as the characters of these codes.
std::string widened(const String& s) {
    std::string out;
    for (std::size_t i = 0; i < s.bytes; ++i) {
        std::uint8_t bytes[utf8::max_length];
        int length = utf8::encode(s.data[i], bytes);
        out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
    }
    return out;
}

// Reads one object at character START of S; `stop` becomes the character behind it.
Value read_string(Interpreter& in, const String& s, std::size_t start, std::size_t end, std::size_t& stop) {
    std::string copy;
    std::string_view text = s.view();
    std::size_t from = string_byte_offset(s, start), to = string_byte_offset(s, end);
    if (!s.multibyte() && !utf8::is_ascii(s.data, s.bytes)) {
        copy = widened(s);
        text = copy;
        auto* p = reinterpret_cast<const std::uint8_t*>(copy.data());
        from = utf8::offset_of(p, copy.size(), start);
        to = utf8::offset_of(p, copy.size(), end);
    }
    Reader reader(in, text.substr(from, to - from));
    Value v = reader.read();
    stop = start + utf8::count(reinterpret_cast<const std::uint8_t*>(text.data()) + from, reader.bytes_consumed());
    return v;
}

// Reads from a buffer; syntax errors tell the line and the column.
class BufferReader : public Reader {
public:
    BufferReader(Interpreter& in, std::string_view text, Buffer& buffer, Int start_byte) : Reader(in, text), buffer_(buffer), start_(start_byte) {}

private:
    Value error_place() override {
        Int at = start_ + static_cast<Int>(bytes_consumed());
        Int line = 1, line_start = buffer_.begin_byte;
        for (Int byte = buffer_.begin_byte; byte < at; ++byte)
            if (buffer_.byte_at(byte) == '\n') {
                ++line;
                line_start = byte + 1;
            }
        Int column = char_position(buffer_, at) - char_position(buffer_, line_start);
        set_point(buffer_, char_position(buffer_, at));
        return list(interpreter(), {fixnum(line), fixnum(column)});
    }

    Buffer& buffer_;
    Int start_;
};

// Reads from character FROM on; returns the position behind the object in `stop`.
Value read_buffer_at(Interpreter& in, Buffer& b, Int from, Int& stop) {
    if (from < b.begin || from > b.end) from = std::clamp(from, b.begin, b.end);
    Int byte = byte_position(b, from);
    auto size = static_cast<std::size_t>(b.end_byte - byte);
    const std::uint8_t* text = size ? b.text->gap.contiguous(byte - 1, b.end_byte - 1) : nullptr;
    std::string copy;
    std::string_view view(reinterpret_cast<const char*>(text), size);
    bool widen = !b.multibyte() && !utf8::is_ascii(text, size);
    if (widen) {
        for (std::size_t i = 0; i < size; ++i) {
            std::uint8_t bytes[utf8::max_length];
            copy.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(utf8::encode(text[i], bytes)));
        }
        view = copy;
    }
    BufferReader reader(in, view, b, byte);
    Value v = reader.read();
    stop = widen ? from + static_cast<Int>(utf8::count(reinterpret_cast<const std::uint8_t*>(copy.data()), reader.bytes_consumed()))
                 : char_position(b, byte + static_cast<Int>(reader.bytes_consumed()));
    return v;
}

Value read_from_buffer(Interpreter& in, Value buffer) {
    if (!is_live_buffer(buffer)) error(in, "Selecting deleted buffer");
    Buffer& b = buffer.as<Buffer>();
    Int stop = b.point;
    Value v = read_buffer_at(in, b, b.point, stop);
    set_point(b, stop);
    return v;
}

Value read_from_marker(Interpreter& in, Value marker) {
    Int from = position_of(in, marker), stop = from;
    Marker& m = marker.as<Marker>();
    Buffer& b = *m.buffer;
    Value v = read_buffer_at(in, b, from, stop);
    move_marker(m, b, stop);
    return v;
}

// A function called without arguments for the next character, nil at the end, and with a character to take it back.
class FunctionReader : public Reader {
public:
    FunctionReader(Interpreter& in, Value function) : Reader(in, {}), function_(function) {}

private:
    int more() override {
        Value c = interpreter().funcall(function_, {});
        if (c.is_nil()) return -1;
        return static_cast<int>(Arg<Character>::from(interpreter(), c).c);
    }
    void give_back(int c) override { interpreter().funcall(function_, {fixnum(c)}); }

    Value function_;
};

Value read(Interpreter& in, Value stream) {
    if (stream.is_nil()) stream = in.variable(in[sym::standard_input]);
    if (stream == in[sym::t] || stream.is_nil()) {
        Value arguments[] = {make_string(in, "Lisp expression: "), nil, nil, in[sym::t]};
        return in.funcall(in.intern("read-from-minibuffer"), arguments);
    }
    if (is_buffer(stream)) return read_from_buffer(in, stream);
    if (stream.is<Marker>()) return read_from_marker(in, stream);
    if (stream.is<String>()) {
        std::size_t stop = 0;
        return read_string(in, stream.as<String>(), 0, stream.as<String>().chars, stop);
    }
    return FunctionReader(in, stream).read();
}

// START and END count from the end if negative.
std::size_t string_index(Interpreter& in, Value string, Value given, std::size_t standard, Value start, Value end) {
    if (given.is_nil()) return standard;
    Int n = Arg<Integer>::from(in, given).n;
    auto size = static_cast<Int>(string.as<String>().chars);
    if (n < 0) n += size;
    if (n < 0 || n > size) args_out_of_range(in, string, start, end);
    return static_cast<std::size_t>(n);
}

Value read_from_string(Interpreter& in, Value string, Value start, Value end) {
    if (!string.is<String>()) wrong_type(in, sym::stringp, string);
    const String& s = string.as<String>();
    std::size_t to = string_index(in, string, end, s.chars, start, end);
    std::size_t from = string_index(in, string, start, 0, start, end);
    if (from > to) args_out_of_range(in, string, start, end);
    std::size_t stop = 0;
    Value v = read_string(in, s, from, to, stop);
    return cons(in, v, fixnum(static_cast<Int>(stop)));
}

constexpr Primitive table[] = {
    prim<read>("read", "&optional stream", "Read one object from STREAM: a buffer, marker, string or function; `standard-input' if nil."),
    prim<read_from_string>("read-from-string", "string &optional start end",
                           "Read one object from STRING, from START to END. Returns (OBJECT . END-OF-IT)."),
};

}  // namespace

void define_read(Interpreter& in) {
    in.define_primitives(table);
    auto variable = [&](Value symbol, Value v) {
        make_special(in, symbol);
        set_default_value(in, symbol, v);
    };
    variable(in[sym::standard_input], in[sym::t]);
    variable(in[sym::read_circle], in[sym::t]);
    variable(in.intern("read-symbol-shorthands"), nil);
}

}  // namespace el
