// Sending, and the default filter and sentinel.
// Tests: tests/net/behaviour.el, tests/net/
#include <el/list.hpp>

#include "../back_pressure.hpp"
#include "../deliver.hpp"
#include "../designators.hpp"
#include "../errors.hpp"
#include "../tls_process.hpp"
#include "prims.hpp"

#include <cerrno>

namespace el::net {

namespace {

[[noreturn]] void not_running(Interpreter& in, Value process) { error(in, "Process %V not running", get(process, Slot::name)); }

// The live process behind DESIGNATOR, connected; signals otherwise.
Process& sendable(Interpreter& in, Value object) {
    Network& n = Network::of(in);
    Process* p = Process::of(object);
    if (p && p->connecting) {
        n.await_connection(*p);
        p = Process::of(object);
    }
    if (!p || !p->transport) not_running(in, object);
    return *p;
}

// The peer is gone: the process is closed at once, its sentinel speaks at the next wait.
[[noreturn]] void lost_peer(Network& n, Process& p) {
    Value object = p.object();
    std::string name = n.in.to<std::string>(get(object, Slot::name));
    // A child may still have something to say, and will end in its own way.
    if (p.child) error(n.in, "process %s no longer connected to pipe; closed it", name.c_str());
    set(object, Slot::status, n.sym.closed);
    set(object, Slot::exit_status, fixnum(256));
    p.broken_because = tls_breakage(p);
    p.close();
    p.broken = true;
    n.loop.push(p);
    error(n.in, "process %s no longer connected to pipe; closed it", name.c_str());
}

void send_bytes(Interpreter& in, Value object, std::string_view bytes) {
    Process& p = sendable(in, object);
    if (bytes.empty()) return;
    int errnum = p.transport->write(bytes);
    if (errnum == EPIPE) lost_peer(Network::of(in), p);
    if (errnum) report_errno(in, errnum == EMSGSIZE ? "Sending datagram" : "Writing to process", errnum, list(in, {object}));
    make_room(Network::of(in), p);
}

void send_string(Interpreter& in, Value object, Value string) {
    Process& p = sendable(in, object);
    send_bytes(in, object, p.encoder().encode(in, string));
}

Value process_send_string(Interpreter& in, Value process, Value string) {
    check_string(in, string);
    send_string(in, designated_process(Network::of(in), process), string);
    return nil;
}

Value process_send_region(Interpreter& in, Value process, Value start, Value end) {
    Value object = designated_process(Network::of(in), process);
    send_string(in, object, buffer_region(in, start, end));
    return nil;
}

Value process_send_eof(Interpreter& in, Opt<Value> process_or_nil) {
    Value process = *process_or_nil;
    Value object = designated_process(Network::of(in), process);
    sendable(in, object).transport->finish();
    return process;
}

Value internal_default_process_filter(Interpreter& in, ProcessArg process, Value text) {
    insert_output(Network::of(in), process, check_string(in, text));
    return nil;
}

Value internal_default_process_sentinel(Interpreter& in, ProcessArg process, Value message) {
    insert_status_line(Network::of(in), process, message);
    return nil;
}

constexpr Primitive table[] = {
    prim<process_send_string>("process-send-string", "process string",
        "Send PROCESS the contents of STRING as input. PROCESS may be a process, a buffer, the name of either, or nil.\n"
        "If the peer reads slowly, other processes and timers are served meanwhile."),
    prim<process_send_region>("process-send-region", "process start end",
        "Send the text of the current buffer between START and END to PROCESS."),
    prim<process_send_eof>("process-send-eof", "&optional process",
        "Make PROCESS see end of file in its input: a connection is shut for writing. Return PROCESS."),
    prim<internal_default_process_filter>("internal-default-process-filter", "proc text",
        "The filter of processes without another: insert TEXT at the process mark of the process's buffer."),
    prim<internal_default_process_sentinel>("internal-default-process-sentinel", "proc msg",
        "The sentinel of processes without another: insert a line about the change of status in the process's buffer."),
};

}  // namespace

void define_io(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
