// Output functions.
// Tests: tests/recorded/printer.el, tests/lisp/prims/print.el
#include <el/text.hpp>

#include "core/args.hpp"
#include "core/utf8.hpp"
#include "prims/all.hpp"
#include "prims/format.hpp"
#include "prims/output.hpp"
#include "read/printer.hpp"

namespace el {

namespace {

Value prin1(Interpreter& in, Value object, Value printcharfun) {
    write_to(in, printcharfun, print_to_text(in, object, true));
    return object;
}

Value princ(Interpreter& in, Value object, Value printcharfun) {
    write_to(in, printcharfun, print_to_text(in, object, false));
    return object;
}

Value print(Interpreter& in, Value object, Value printcharfun) {
    write_to(in, printcharfun, "\n" + print_to_text(in, object, true) + "\n");
    return object;
}

Value terpri(Interpreter& in, Value printcharfun, Value ensure) {
    if (!ensure.is_nil()) {
        Value destination = output_destination(in, printcharfun);
        bool known = destination == in[sym::t] || is_buffer(destination) || destination.is<Marker>();
        if (!known) signal(in, sym::error, {make_string(in, "Unsupported function argument"), destination});
        if (at_line_start(in, destination)) return nil;
    }
    write_to(in, printcharfun, "\n");
    return in[sym::t];
}

std::string encoded(char32_t c) {
    std::uint8_t bytes[utf8::max_length];
    int length = utf8::encode(c, bytes);
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

Value write_char(Interpreter& in, Fixnum character, Value printcharfun) {
    write_to(in, printcharfun, encoded(static_cast<char32_t>(character.n) & utf8::max_char));
    return fixnum(character.n);
}

Value prin1_to_string(Interpreter& in, Value object, Value noescape) {
    return make_string(in, print_to_text(in, object, noescape.is_nil()));
}

Value external_debugging_output(Interpreter&, Fixnum character) {
    write_standard_error(encoded(static_cast<char32_t>(character.n) & utf8::max_char));
    return fixnum(character.n);
}

Value flush_standard_output(Interpreter& in) {
    if (!in.options().output) std::fflush(stdout);
    return nil;
}

// Emacs's way to write a character with its modifiers; nil if the integer is none.
Value prin1_char(Interpreter& in, Value object) {
    constexpr Int modifiers[] = {1 << 27, 1 << 26, 1 << 25, 1 << 24, 1 << 23, 1 << 22};
    constexpr const char* prefixes[] = {"\\M-", "\\C-", "\\S-", "\\H-", "\\s-", "\\A-"};
    if (!object.is_fixnum() || object.fixnum() < 0) return nil;
    Int c = object.fixnum();
    std::string text = "?";
    for (int i = 0; i < 6; ++i)
        if (c & modifiers[i]) {
            text += prefixes[i];
            c &= ~modifiers[i];
        }
    if (c > static_cast<Int>(utf8::max_char)) return nil;
    if (c == 0x7f) return make_string(in, text + "\\C-?");
    if (c < 0x20) {
        text += "\\C-";
        c |= c >= 1 && c <= 26 ? 0x60 : 0x40;
    }
    if (c < 0x80 && std::string_view("\"\\';()[]#?`,. ").find(static_cast<char>(c)) != std::string_view::npos) text += "\\";
    return make_string(in, text + encoded(static_cast<char32_t>(c)));
}

// --- the text of an error ---

// One element of an error's data, after `separator'.
void add_datum(Interpreter& in, std::string& text, Value datum, bool plain, bool& first, bool sep) {
    if (first ? sep : true) text += first ? ": " : ", ";
    first = false;
    text += print_to_text(in, datum, !(plain && datum.is<String>()));
}

}  // namespace

// Emacs: (error "text" . DATA) shows its text; a file-error the step and the system's words; any other the property
// `error-message' of its symbol, or "peculiar error"; the rest follows after ": ", separated by ", ".
Value error_message_text(Interpreter& in, Value condition) {
    if (!condition.is_cons() && !condition.is_nil()) wrong_type(in, sym::listp, condition);
    Value name = condition.is_cons() ? car(condition) : nil, data = condition.is_cons() ? cdr(condition) : nil, message;
    bool file_error = false;
    if (name == in[sym::error] && condition.is_cons()) {
        message = data.is_cons() ? car(data) : nil;
        data = data.is_cons() ? cdr(data) : nil;
    } else if (name.is_symbol()) {
        Value plist = symbol(in, name).plist;
        message = plist_get(plist, in[sym::error_message]);
        file_error = !memq(in[sym::file_error], plist_get(plist, in[sym::error_conditions])).is_nil();
        if (file_error && data.is_cons() && car(data).is<String>()) {
            message = car(data);
            data = cdr(data);
        }
    }
    std::string text = "peculiar error";
    if (message.is<String>()) {
        text = std::string(message.as<String>().view());
        if (name != in[sym::error] && !file_error) text = curve_quotes(in, text);
    }
    bool first = true, separate = !text.empty();
    bool plain = file_error || name == in[sym::end_of_file] || name == in[sym::user_error];
    for (; data.is_cons(); data = cdr(data)) add_datum(in, text, car(data), plain, first, separate);
    return make_string(in, text);
}

namespace {

Value error_message_string(Interpreter& in, Value obj) {
    if (obj.is_cons() && !car(obj).is_symbol()) wrong_type(in, sym::symbolp, car(obj));
    return error_message_text(in, obj);
}

constexpr Primitive table[] = {
    prim<error_message_string>("error-message-string", "obj", "The text of the error object OBJ, (ERROR-SYMBOL . DATA)."),
    prim<external_debugging_output>("external-debugging-output", "character", "Write CHARACTER to the standard error stream."),
    prim<flush_standard_output>("flush-standard-output", "", "Flush what was written to the standard output stream."),
    prim<prin1>("prin1", "object &optional printcharfun", "Print OBJECT so that `read' can read it back. Returns OBJECT."),
    prim<prin1_char>("prin1-char", "char", "CHAR as the text of a character literal; nil if it is no character."),
    prim<prin1_to_string>("prin1-to-string", "object &optional noescape", "The text that `prin1' prints for OBJECT; with NOESCAPE `princ'."),
    prim<princ>("princ", "object &optional printcharfun", "Print OBJECT for people, without quoting. Returns OBJECT."),
    prim<print>("print", "object &optional printcharfun", "Print OBJECT as `prin1' does, between newlines. Returns OBJECT."),
    prim<terpri>("terpri", "&optional printcharfun ensure", "Print a newline; with ENSURE only if not at the beginning of a line."),
    prim<write_char>("write-char", "character &optional printcharfun", "Print CHARACTER. Returns it."),
};

}  // namespace

void define_print(Interpreter& in) {
    in.define_primitives(table);
    auto variable = [&](sym::Id id, Value v) {
        make_special(in, in[id]);
        set_default_value(in, in[id], v);
    };
    for (sym::Id id : {sym::float_output_format, sym::print_circle, sym::print_continuous_numbering, sym::print_escape_control_characters,
                       sym::print_escape_multibyte, sym::print_escape_newlines, sym::print_escape_nonascii, sym::print_gensym,
                       sym::print_integers_as_characters, sym::print_length, sym::print_level, sym::print_number_table})
        variable(id, nil);
    variable(sym::print_quoted, in[sym::t]);
    variable(sym::print_charset_text_property, in.intern("default"));
    variable(sym::standard_output, in[sym::t]);
}

// What hosts get is for the outside: UTF-8, and raw bytes as they are.
std::string Interpreter::print(Value v, bool escape) { return external_form(print_to_text(*this, v, escape)); }

}  // namespace el
