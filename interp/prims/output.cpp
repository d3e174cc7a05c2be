// Where printed text goes.
// Tests: tests/recorded/printer.el
#include "prims/output.hpp"

#include <cstdio>

#include "core/utf8.hpp"
#include "read/printer.hpp"
#include "text/edit.hpp"
#include "text/marker.hpp"

namespace el {

namespace {

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

void insert_into(Interpreter& in, Value buffer, std::string_view text) {
    if (!is_live_buffer(buffer)) error(in, "Selecting deleted buffer");
    SavedBuffer saved(in);
    set_current_buffer(in, buffer);
    insert_text(in, current(in), text);
}

// The marker moves over the text; the buffer's point stays where it was in the text.
void insert_at_marker(Interpreter& in, Value marker, std::string_view text) {
    Int at = position_of(in, marker);
    Value buffer = Value::from_object(marker.as<Marker>().buffer);
    SavedBuffer saved(in);
    set_current_buffer(in, buffer);
    Buffer& b = current(in);
    if (at < b.begin || at > b.end) error(in, "Marker is outside the accessible part of the buffer");
    Int point = b.point;
    set_point(b, at);
    insert_text(in, b, text);
    Int end = b.point;
    move_marker(marker.as<Marker>(), b, end);
    set_point(b, point >= at ? point + (end - at) : point);
}

void call_with_characters(Interpreter& in, Value function, std::string_view text) {
    const std::uint8_t* p = bytes_of(text);
    for (std::size_t i = 0; i < text.size();) {
        int length = 0;
        char32_t c = utf8::decode(p + i, length);
        i += static_cast<std::size_t>(length);
        in.funcall(function, {fixnum(static_cast<Int>(c))});
        p = bytes_of(text);
    }
}

PrintState& state(Interpreter& in) {
    if (!in->print) in->print = new (heap::allocate_uncollectable(sizeof(PrintState))) PrintState;
    return *in->print;
}

}  // namespace

std::string external_form(std::string_view text) {
    const std::uint8_t* p = bytes_of(text);
    if (utf8::is_ascii(p, text.size())) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        auto length = static_cast<std::size_t>(utf8::length_from_lead(p[i]));
        if (utf8::is_raw_lead(p[i])) out += static_cast<char>(utf8::char_to_raw(utf8::decode(p + i)));
        else out.append(text, i, length);
        i += length;
    }
    return out;
}

void write_standard_output(Interpreter& in, std::string_view text) {
    if (text.empty()) return;
    state(in).last_output = static_cast<unsigned char>(text.back());
    std::string bytes;
    if (!utf8::is_ascii(bytes_of(text), text.size())) text = bytes = external_form(text);
    if (in.options().output) return in.options().output(text);
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void write_standard_error(std::string_view text) {
    std::string bytes = external_form(text);
    std::fwrite(bytes.data(), 1, bytes.size(), stderr);
    std::fflush(stderr);
}

void write_log(Interpreter& in, std::string_view line) {
    if (in.options().log) return in.options().log(external_form(line));
    write_standard_error(std::string(line) + "\n");
}

Value output_destination(Interpreter& in, Value destination) {
    if (!destination.is_nil()) return destination;
    Value standard = find_value(in, in[sym::standard_output]);
    return standard.is_unbound() || standard.is_nil() ? in[sym::t] : standard;
}

void write_to(Interpreter& in, Value destination, std::string_view text) {
    destination = output_destination(in, destination);
    if (destination == in[sym::t]) return write_standard_output(in, text);
    if (is_buffer(destination)) return insert_into(in, destination, text);
    if (destination.is<Marker>()) return insert_at_marker(in, destination, text);
    call_with_characters(in, destination, text);
}

// Emacs: nobody can tell where a function has come to; then a newline is always wanted.
bool at_line_start(Interpreter& in, Value destination) {
    destination = output_destination(in, destination);
    if (destination == in[sym::t]) return state(in).last_output == '\n';
    if (!is_live_buffer(destination)) return false;
    Buffer& b = destination.as<Buffer>();
    return b.point == b.begin || b.byte_at(b.point_byte - 1) == '\n';
}

}  // namespace el
