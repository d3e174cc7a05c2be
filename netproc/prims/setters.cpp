// What may be changed about processes.
// Tests: tests/net/behaviour.el
#include <el/list.hpp>

#include <el/thread.hpp>

#include "../deliver.hpp"
#include "../designators.hpp"
#include "../errors.hpp"
#include "../kinds.hpp"
#include "../lisp_address.hpp"
#include "../socket_options.hpp"
#include "../process_arguments.hpp"
#include "../transports/pipe.hpp"
#include "prims.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace el::net {

namespace {

// The contact of what is no subprocess follows later changes of these.
void follow_in_contact(Network& n, Value process, Value key, Value value) {
    if (kind_of(n, process).is_child) return;
    set(process, Slot::contact, plist_put(n.in, get(process, Slot::contact), key, value));
}

Value set_process_filter(Interpreter& in, ProcessArg process, Value filter) {
    Network& n = Network::of(in);
    if (filter.is_nil()) filter = n.sym.default_filter;
    set(process, Slot::filter, filter);
    follow_in_contact(n, process, n.sym.k_filter, filter);
    if (Process* live = process.live()) live->update_reading();
    return filter;
}

Value set_process_sentinel(Interpreter& in, ProcessArg process, Value sentinel) {
    Network& n = Network::of(in);
    if (sentinel.is_nil()) sentinel = n.sym.default_sentinel;
    set(process, Slot::sentinel, sentinel);
    follow_in_contact(n, process, n.sym.k_sentinel, sentinel);
    return sentinel;
}

Value set_process_buffer(Interpreter& in, ProcessArg process, Value buffer) {
    Network& n = Network::of(in);
    if (!buffer.is_nil() && !is_buffer(buffer)) wrong_type(in, "bufferp", buffer);
    bool changed = get(process, Slot::buffer) != buffer;
    set(process, Slot::buffer, buffer);
    follow_in_contact(n, process, n.sym.k_buffer, buffer);
    if (changed && is_buffer(buffer) && is_live_buffer(buffer)) set_marker_to_end(in, process_mark(in, process), buffer);
    return buffer;
}

Value set_process_plist(Interpreter&, ProcessArg process, ListArg plist) {
    set(process, Slot::plist, plist);
    return plist;
}

template <Slot S>
Value set_flag(Interpreter& in, ProcessArg process, Value flag) {
    set(process, S, flag.is_nil() ? nil : Network::of(in).sym.t);
    return flag;
}

Value set_process_thread(Interpreter& in, ProcessArg process, Value thread) {
    if (!thread.is_nil() && !is_thread(thread)) wrong_type(in, "threadp", thread);
    set(process, Slot::thread, thread);
    return thread;
}

Value set_process_window_size(Interpreter& in, ProcessArg process, Natural height, Natural width) {
    Process* live = process.live();
    auto* pipe = live ? dynamic_cast<PipeTransport*>(live->transport.get()) : nullptr;
    if (!pipe) return nil;
    int terminal = isatty(pipe->descriptor()) ? pipe->descriptor() : pipe->writing_descriptor();
    winsize size{};
    size.ws_row = static_cast<unsigned short>(height), size.ws_col = static_cast<unsigned short>(width);
    return ioctl(terminal, TIOCSWINSZ, &size) == 0 ? Network::of(in).sym.t : nil;
}

// The variant of CODING that leaves line ends alone, unless it already says something about them. A variant that does not exist (binary) means
// that CODING has none.
Value with_unix_line_ends(Network& n, Value coding) {
    std::string name = n.in.symbol_name(coding);
    for (const char* suffix : {"-unix", "-dos", "-mac"})
        if (name.ends_with(suffix)) return coding;
    Value base = is_coding_system(n.in, coding) ? n.in.funcall(n.in.intern("coding-system-base"), {coding}) : coding;
    Value variant = n.in.intern(n.in.symbol_name(base) + "-unix");
    return is_coding_system(n.in, variant) ? variant : coding;
}

// A missing ENCODING means raw-text-unix, a missing DECODING nil: nothing is kept.
Value set_process_coding_system(Interpreter& in, ProcessArg process, Opt<Value> decoding_or_nil, Opt<Value> encoding_or_nil) {
    Value decoding = *decoding_or_nil, encoding = *encoding_or_nil;
    Network& n = Network::of(in);
    check_coding(n, decoding);
    check_coding(n, encoding);
    if (Process* live = process.live()) live->reset_coders();
    set(process, Slot::decoding, decoding);
    set(process, Slot::encoding, with_unix_line_ends(n, encoding.is_nil() ? n.sym.raw_text : encoding));
    return nil;
}

Value set_process_filter_multibyte(Interpreter& in, ProcessArg process, Value flag) {
    if (!flag.is_nil()) return nil;  // as in Emacs, which derives the state from the decoder
    Network& n = Network::of(in);
    Value decoding = raw_text_variant(n, process.live() ? process.live()->decoding() : get(process, Slot::decoding));
    Value encoding = process.live() ? process.live()->encoding() : get(process, Slot::encoding);
    if (Process* live = process.live()) live->reset_coders();
    set(process, Slot::decoding, decoding);
    set(process, Slot::encoding, encoding);
    return nil;
}

Value set_process_datagram_address(Interpreter& in, ProcessArg process, Value address) {
    Network& n = Network::of(in);
    if (Process* live = process.live(); live && live->connecting) n.await_connection(*live);
    Process* live = process.live();
    if (!live || !live->packets || !live->transport) return nil;
    auto parsed = address_from_lisp(in, address);
    if (!parsed || parsed->family() != live->transport->local().family()) return nil;
    live->transport->set_remote(*parsed);
    return address;
}

Value set_network_process_option(Interpreter& in, ProcessArg process, SymbolArg option, Value value, Opt<Value> no_error) {
    Network& n = Network::of(in);
    if (get(process, Slot::kind) != n.sym.network) error(in, "Process is not a network process");
    if (Process* live = process.live(); live && live->connecting) n.await_connection(*live);
    Process* live = process.live();
    int descriptor = !live ? -1 : live->transport ? live->transport->descriptor() : live->listener ? live->listener->descriptor() : -1;
    if (descriptor < 0) error(in, "Process is not running");
    if (!is_socket_option(n, option)) {
        if (no_error) return nil;
        error(in, "Unknown or unsupported option");
    }
    if (int errnum = apply_socket_option(descriptor, parse_socket_option(n, option, value)))
        report_errno(in, "Cannot set network option", errnum, list(in, {option, value}));
    set(process, Slot::contact, plist_put(in, get(process, Slot::contact), option, value));
    return n.sym.t;
}

constexpr Primitive table[] = {
    prim<set_process_filter>("set-process-filter", "process filter",
        "Give PROCESS the filter function FILTER, called with the process and each piece of output.\n"
        "nil means the default filter; t stops reading from PROCESS."),
    prim<set_process_sentinel>("set-process-sentinel", "process sentinel",
        "Give PROCESS the sentinel SENTINEL, called with the process and a text when its status changes.\n"
        "nil means the default sentinel."),
    prim<set_process_buffer>("set-process-buffer", "process buffer", "Set the buffer associated with PROCESS to BUFFER, or nil."),
    prim<set_process_plist>("set-process-plist", "process plist", "Replace the property list of PROCESS with PLIST."),
    prim<set_flag<Slot::query>>("set-process-query-on-exit-flag", "process flag",
        "Set whether the user is asked before PROCESS is killed."),
    prim<set_flag<Slot::inherit_coding>>("set-process-inherit-coding-system-flag", "process flag",
        "Set whether the buffer of PROCESS inherits the coding system of its output."),
    prim<set_process_thread>("set-process-thread", "process thread", "Lock PROCESS to THREAD, or unlock it with nil."),
    prim<set_process_window_size>("set-process-window-size", "process height width",
        "Tell PROCESS that it has logical window size WIDTH by HEIGHT. Nil if it has no terminal."),
    prim<set_process_coding_system>("set-process-coding-system", "process &optional decoding encoding",
        "Set the coding systems of PROCESS: DECODING for input from it, ENCODING for what is sent."),
    prim<set_process_filter_multibyte>("set-process-filter-multibyte", "process flag",
        "With FLAG nil, strings given to the filter of PROCESS are unibyte from now on."),
    prim<set_process_datagram_address>("set-process-datagram-address", "process address",
        "Set the partner of a datagram process. Return ADDRESS, or nil if it does not fit."),
    prim<set_network_process_option>("set-network-process-option", "process option value &optional no-error",
        "Set OPTION of the network process PROCESS to VALUE: `:bindtodevice', `:broadcast', `:dontroute', `:keepalive', `:linger',\n"
        "`:nodelay', `:oobinline', `:priority', `:reuseaddr', `:reuseport', `:ttl', `:multicast-ttl', `:multicast-loop',\n"
        "`:multicast-interface' (the name of the interface to send from), `:join-group' or `:leave-group' (the address of a group, a string\n"
        "or vector, or (ADDRESS INTERFACE)). With NO-ERROR, return nil for an unknown option."),
};

}  // namespace

void define_setters(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
