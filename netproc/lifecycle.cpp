// How processes come into the list and leave it.
// Tests: tests/net/
#include "callback.hpp"
#include "kinds.hpp"
#include "network.hpp"

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
        set(object, Slot::exit_status, fixnum(0));
        return;
    }
    auto keep = process->shared_from_this();
    bool over = get(object, Slot::status) == sym.closed;
    retire(*process, sym.closed, fixnum(0));
    if (!over) call_sentinel(object, in.to_lisp(kind_of(*this, object).deleted_message));
}

void Network::await_connection(Process& process) {
    Value object = process.object();
    wait(in, std::nullopt, [&] { return get(object, Slot::status) != sym.connect; });
}

}  // namespace el::net
