// How processes come into the list and leave it.
// Tests: tests/net/
#include <el/thread.hpp>

#include "callback.hpp"
#include "child_status.hpp"
#include "kinds.hpp"
#include "network.hpp"

#include <csignal>

namespace el::net {

Value Network::make_object(Value kind, Value name) {
    Value object = make_foreign(in, process_type, nullptr);
    set(object, Slot::name, name);
    set(object, Slot::kind, kind);
    set(object, Slot::filter, sym.default_filter);
    set(object, Slot::sentinel, sym.default_sentinel);
    set(object, Slot::status, sym.run);
    set(object, Slot::exit_status, fixnum(0));
    set(object, Slot::query, sym.t);
    set(object, Slot::thread, current_thread(in));
    return object;
}

Process& Network::register_process(Value object) {
    std::string wanted(string_bytes(get(object, Slot::name)));
    std::string unique = registry.unique_name(wanted);
    if (unique != wanted) set(object, Slot::name, in.to_lisp(unique));
    return registry.add(*this, object);
}

void Network::retire(Process& process, Value status, Value exit_status, bool keep_listed) {
    Value object = process.object();
    auto keep = process.shared_from_this();
    set(object, Slot::status, status);
    set(object, Slot::exit_status, exit_status);
    set(object, Slot::decoding, process.decoding());
    set(object, Slot::encoding, process.encoding());
    process.close();
    if (!keep_listed) registry.remove(process);
}

void Network::delete_process(Value object) {
    Process* process = Process::of(object);
    if (!process) {  // closed long ago
        if (get(object, Slot::kind) != sym.real) set(object, Slot::exit_status, fixnum(0));
        return;
    }
    auto keep = process->shared_from_this();
    if (get(object, Slot::kind) == sym.real) return delete_child(*process);
    bool over = get(object, Slot::status) == sym.closed;
    retire(*process, sym.closed, fixnum(0));
    if (!over) call_sentinel(object, in.to_lisp(kind_of(*this, object).deleted_message));
}

// Emacs: what is still running is killed at once, and its sentinel told so; output that was not read is lost.
void Network::delete_child(Process& process) {
    Value object = process.object();
    note_status(process);
    std::string message = status_message(SIGKILL);
    if (process.child && process.child->over()) {
        message = status_message(process.child->status());
    } else {
        if (process.child) process.child->signal(SIGKILL, true);
        set(object, Slot::status, sym.signal);
        set(object, Slot::exit_status, fixnum(SIGKILL));
    }
    bool told = !process.transport;  // kept in the list by delete-exited-processes
    retire(process, get(object, Slot::status), get(object, Slot::exit_status));
    if (!told) call_sentinel(object, in.to_lisp(message));
}

void Network::await_connection(Process& process) {
    Value object = process.object();
    wait(in, std::nullopt, [&] { return get(object, Slot::status) != sym.connect; });
}

}  // namespace el::net
