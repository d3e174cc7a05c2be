#include "process_arguments.hpp"

#include <el/list.hpp>

#include "deliver.hpp"
#include "errors.hpp"

namespace el::net {

void set_buffer_argument(Network& n, Value process, Value buffer) {
    if (buffer.is_nil()) return;
    buffer = get_buffer_create(n.in, buffer);
    set(process, Slot::buffer, buffer);
    if (is_live_buffer(buffer)) set_marker_to_end(n.in, process_mark(n.in, process), buffer);
    if (!n.in.variable(n.sym.inherit_process_coding_system).is_nil()) set(process, Slot::inherit_coding, n.sym.t);
}

void set_callbacks(Network& n, Value process, Value arguments) {
    auto arg = [&](Value keyword) { return plist_get(arguments, keyword); };
    if (Value filter = arg(n.sym.k_filter)) set(process, Slot::filter, filter);
    if (Value sentinel = arg(n.sym.k_sentinel)) set(process, Slot::sentinel, sentinel);
    set(process, Slot::query, arg(n.sym.k_noquery).is_nil() ? n.sym.t : nil);
}

void check_coding(Network& n, Value coding) {
    if (!coding.is_symbol()) wrong_type(n.in, "symbolp", coding);
    if (!coding.is_nil() && !is_coding_system(n.in, coding)) signal(n.in, n.sym.coding_system_error, list(n.in, {coding}));
}

bool is_unibyte_buffer(Network& n, Value buffer) {
    if (!is_buffer(buffer) || !is_live_buffer(buffer)) return false;
    SavedBuffer saved(n.in);
    set_current_buffer(n.in, buffer);
    return n.in.variable(n.sym.enable_multibyte_characters).is_nil();
}

Value raw_text_variant(Network& n, Value coding) {
    if (coding == n.sym.binary || coding == n.sym.no_conversion) return coding;
    Value line_ends = coding.is_nil() ? nil : n.in.funcall(n.in.intern("coding-system-eol-type"), {coding});
    constexpr const char* names[] = {"raw-text-unix", "raw-text-dos", "raw-text-mac"};
    return line_ends.is_fixnum() ? n.in.intern(names[line_ends.fixnum()]) : n.sym.raw_text;
}

CodingPair choose_coding_pair(Network& n, Value given, Value defaults) {
    auto half = [](Value pair, bool first) { return pair.is_cons() ? (first ? car(pair) : cdr(pair)) : pair; };
    auto choose = [&](bool decoding) {
        Value choice = half(given, decoding);
        if (choice.is_nil()) choice = n.in.variable(decoding ? n.sym.coding_system_for_read : n.sym.coding_system_for_write);
        if (choice.is_nil()) choice = half(defaults, decoding);
        if (choice.is_nil()) choice = half(n.in.variable(n.sym.default_process_coding_system), decoding);
        check_coding(n, choice);
        return choice;
    };
    Value decoding = choose(true);
    return {decoding, choose(false)};
}

}  // namespace el::net
