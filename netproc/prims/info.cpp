// What may be asked about processes.
// Tests: tests/lisp/net/info.el
#include <el/list.hpp>

#include "../child_status.hpp"
#include "../deliver.hpp"
#include "../designators.hpp"
#include "../errors.hpp"
#include "../kinds.hpp"
#include "../lisp_address.hpp"
#include "../transports/pipe.hpp"
#include "prims.hpp"

#include <unistd.h>

namespace el::net {

namespace {

Value status_of(Network& n, Value process) {
    if (Process* live = Process::of(process)) note_status(*live);
    Value status = get(process, Slot::status);
    bool stoppable = status == n.sym.open || status == n.sym.listen || status == n.sym.connect;
    if (stoppable && get(process, Slot::command) == n.sym.t && !kind_of(n, process).is_child) return n.sym.stop;
    return status;
}

Value processp(Interpreter& in, Value object) { return is_process(object) ? Network::of(in).sym.t : nil; }

Value get_process(Interpreter& in, Value name) {
    if (is_process(name)) return name;
    Process* p = Network::of(in).registry.find(std::string(string_bytes(check_string(in, name))));
    return p ? p->object() : nil;
}

Value get_buffer_process(Interpreter& in, Value buffer_or_name) {
    if (buffer_or_name.is_nil()) return nil;
    Value buffer = is_buffer(buffer_or_name) ? buffer_or_name : get_buffer(in, string_bytes(check_string(in, buffer_or_name)));
    return buffer_process(Network::of(in), buffer);
}

Value process_list(Interpreter& in) {
    ListBuilder all(in);
    for (Process* p = Network::of(in).registry.newest(); p; p = p->older) all.add(p->object());
    return all.take();
}

Value process_status(Interpreter& in, Value process) {
    Network& n = Network::of(in);
    if (is_string(process)) {  // Emacs: a name only, and nil when there is none
        process = get_process(in, process);
        if (process.is_nil()) return nil;
    }
    return status_of(n, designated_process(n, process));
}

Value process_live_p(Interpreter& in, Value process) {
    Network& n = Network::of(in);
    if (!is_process(process)) return nil;
    Value order = list(in, {n.sym.run, n.sym.open, n.sym.listen, n.sym.connect, n.sym.stop});
    return memq(status_of(n, process), order);
}

Value process_type_of(Interpreter& in, Value process) {
    Network& n = Network::of(in);
    return get(designated_process(n, process), Slot::kind);
}

template <Slot S>
Value slot_of(Interpreter&, ProcessArg process) {
    return get(process, S);
}

Value process_exit_status(Interpreter&, ProcessArg process) {
    if (Process* live = process.live()) note_status(*live);
    return get(process, Slot::exit_status);
}

// Emacs 29: with STREAM (stdin, stdout or stderr) only if that stream of the program is the terminal.
Value process_tty_name(Interpreter& in, ProcessArg process, Opt<Value> stream) {
    Value name = get(process, Slot::terminal);
    Process* live = process.live();
    auto* pipe = live ? dynamic_cast<PipeTransport*>(live->transport.get()) : nullptr;
    if (!stream || !pipe || name.is_nil()) return name;
    std::string which = in.symbol_name(*stream);
    int descriptor = which == "stdin" ? pipe->writing_descriptor() : which == "stdout" ? pipe->descriptor() : -1;
    return descriptor >= 0 && isatty(descriptor) ? name : nil;
}

Value process_mark_of(Interpreter& in, ProcessArg process) { return process_mark(in, process); }

Value process_coding_system(Interpreter& in, ProcessArg process) {
    Process* live = process.live();
    if (!live) return cons(in, get(process, Slot::decoding), get(process, Slot::encoding));
    return cons(in, live->decoding(), live->encoding());
}

Value process_filter_multibyte_p(Interpreter& in, ProcessArg process) {
    Value coding = process.live() ? process.live()->decoding() : get(process, Slot::decoding);
    if (coding.is_nil()) return Network::of(in).sym.t;
    std::string name = in.symbol_name(coding);
    bool raw = name == "binary" || name == "no-conversion" || name.starts_with("raw-text");
    return raw ? nil : Network::of(in).sym.t;
}

// With a truthful contact only once the addresses are known: a connecting process makes the caller wait, or nil with NO-BLOCK.
Value process_contact(Interpreter& in, ProcessArg process, Opt<Value> key_or_nil, Opt<Value> no_block_or_nil) {
    Value key = *key_or_nil, no_block = *no_block_or_nil;
    Network& n = Network::of(in);
    Value object = process;
    if (Process* live = process.live(); live && live->connecting) {
        bool looking_up = live->connecting->plan().lookup.has_value();
        if (!no_block.is_nil() && looking_up) return nil;
        if (no_block.is_nil()) n.await_connection(*live);
    }
    Value contact = get(object, Slot::contact);
    if (kind_of(n, object).is_child) return n.sym.t;
    if (key.is_nil() && get(object, Slot::kind) == n.sym.serial)
        return list(in, {plist_get(contact, n.sym.k_port), plist_get(contact, n.sym.k_speed)});
    if (key.is_nil() && get(object, Slot::kind) == n.sym.pipe) return n.sym.t;
    if (key.is_nil()) return list(in, {plist_get(contact, n.sym.k_host), plist_get(contact, n.sym.k_service)});
    if (key == n.sym.t) return contact;
    return plist_get(contact, key);
}

Value process_datagram_address(Interpreter& in, ProcessArg process) {
    Network& n = Network::of(in);
    if (Process* live = process.live(); live && live->connecting) n.await_connection(*live);
    Process* live = process.live();
    if (!live || !live->packets || !live->transport) return nil;
    return address_to_lisp(in, live->transport->remote());
}

constexpr Primitive table[] = {
    prim<processp>("processp", "object", "Return t if OBJECT is a process."),
    prim<get_process>("get-process", "name", "Return the process named NAME, or nil if there is none."),
    prim<get_buffer_process>("get-buffer-process", "buffer",
        "Return the (or a) live process associated with BUFFER, a buffer or the name of one."),
    prim<process_list>("process-list", "", "Return a list of all processes, the newest first."),
    prim<process_status>("process-status", "process",
        "Return the status of PROCESS, a symbol: `open', `closed', `connect', `failed', `listen' or `stop' for\n"
        "network processes, `run', `stop', `exit' or `signal' for subprocesses. PROCESS may be a process, a buffer, the name of a\n"
        "process, or nil for the current buffer's process."),
    prim<process_live_p>("process-live-p", "process", "Return non-nil if PROCESS is alive: not closed, failed, exited or killed."),
    prim<process_type_of>("process-type", "process", "Return the connection type of PROCESS: `real', `network', `serial' or `pipe'."),
    prim<slot_of<Slot::name>>("process-name", "process", "Return the name of PROCESS, a string."),
    prim<slot_of<Slot::buffer>>("process-buffer", "process", "Return the buffer PROCESS is associated with, or nil."),
    prim<slot_of<Slot::filter>>("process-filter", "process", "Return the filter function of PROCESS."),
    prim<slot_of<Slot::sentinel>>("process-sentinel", "process", "Return the sentinel of PROCESS."),
    prim<slot_of<Slot::plist>>("process-plist", "process", "Return the property list of PROCESS."),
    prim<slot_of<Slot::command>>("process-command", "process",
        "Return the command PROCESS was started with; for other than subprocesses, t if it is stopped."),
    prim<process_exit_status>("process-exit-status", "process",
        "Return the exit status of PROCESS or the signal that killed it; 0 while it lives; an error number or text if\n"
        "connecting failed."),
    prim<slot_of<Slot::query>>("process-query-on-exit-flag", "process", "Return whether the user is asked before PROCESS is killed."),
    prim<slot_of<Slot::inherit_coding>>("process-inherit-coding-system-flag", "process",
        "Return the flag set by `set-process-inherit-coding-system-flag'."),
    prim<slot_of<Slot::thread>>("process-thread", "process", "Return the thread PROCESS is locked to, or nil."),
    prim<slot_of<Slot::pid>>("process-id", "process", "Return the process id of PROCESS, nil for what is not a subprocess."),
    prim<process_tty_name>("process-tty-name", "process &optional stream", "Return the name of the terminal of PROCESS, or nil."),
    prim<process_mark_of>("process-mark", "process", "Return the marker where output of PROCESS is inserted."),
    prim<process_coding_system>("process-coding-system", "process", "Return (DECODING . ENCODING), the coding systems of PROCESS."),
    prim<process_filter_multibyte_p>("process-filter-multibyte-p", "process",
        "Return t if the filter of PROCESS is given multibyte strings."),
    prim<process_contact>("process-contact", "process &optional key no-block",
        "Return the contact of PROCESS: (HOST SERVICE), or the value of KEY, or with KEY t the whole property list.\n"
        "Waits until the connection stands or has failed, unless NO-BLOCK."),
    prim<process_datagram_address>("process-datagram-address", "process", "Return the address of the current partner of a datagram process."),
};

}  // namespace

void define_info(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
