// From an event to a filter or sentinel call. Everything here runs in an ordinary frame and may not come back: Lisp may throw.
// So each step leaves the process in a consistent state before it calls Lisp.
// Tests: tests/net/
#include <el/list.hpp>

#include "callback.hpp"
#include "child_status.hpp"
#include "deliver.hpp"
#include "errors.hpp"
#include "kinds.hpp"
#include "lisp_address.hpp"
#include "network.hpp"
#include "tls_process.hpp"
#include "transports/stream.hpp"

namespace el::net {

namespace {

// What the accepted connection is called by: "127.0.0.1:PORT", or a number for Unix sockets.
struct PeerNames {
    std::string suffix;   // of the process name
    std::string message;  // in "open from ..."
    Value host, service;
};

PeerNames names_of_peer(Network& n, const Address& peer, Value server_contact) {
    PeerNames names;
    ++n.accepted_connections;
    if (peer.is_ipv4() || peer.is_ipv6()) {
        names.suffix = " <" + peer.text() + ">";
        names.message = peer.host_text();
        names.host = n.in.to_lisp(names.message);
        names.service = fixnum(peer.port());
        return names;
    }
    names.suffix = " <" + std::to_string(n.accepted_connections) + ">";
    names.message = "-";
    names.host = n.sym.t;
    names.service = plist_get(server_contact, n.sym.k_service);
    return names;
}

Value accepted_contact(Network& n, Value server, const PeerNames& names, const Transport& transport, const Address& peer) {
    Value contact = copy_list(n.in, get(server, Slot::contact));
    auto put = [&](Value key, Value value) { contact = plist_put(n.in, contact, key, value); };
    put(n.sym.k_server, nil);
    put(n.sym.k_host, names.host);
    put(n.sym.k_service, names.service);
    put(n.sym.k_local, address_to_lisp(n.in, transport.local()));
    put(n.sym.k_remote, address_to_lisp(n.in, peer));
    return contact;
}

// Connections of a server whose filter is a function do without a buffer; else each has its own.
Value accepted_buffer(Network& n, Value server, const PeerNames& names) {
    Value filter = get(server, Slot::filter);
    if (filter != n.sym.default_filter && filter != n.sym.t) return nil;
    Value buffer = get(server, Slot::buffer);
    Value base = is_buffer(buffer) && is_live_buffer(buffer) ? n.in.funcall(n.in.intern("buffer-name"), {buffer}) : get(server, Slot::name);
    return get_buffer_create(n.in, n.in.to_lisp(n.in.to<std::string>(base) + names.suffix));
}

Value accepted_object(Network& n, Value server, const PeerNames& names, const Transport& transport, const Address& peer) {
    std::string base = n.in.to<std::string>(get(server, Slot::name));
    Value object = n.make_object(n.sym.network, n.in.to_lisp(base + names.suffix));
    set(object, Slot::contact, accepted_contact(n, server, names, transport, peer));
    set(object, Slot::buffer, accepted_buffer(n, server, names));
    set(object, Slot::filter, get(server, Slot::filter));
    set(object, Slot::sentinel, get(server, Slot::sentinel));
    set(object, Slot::plist, copy_list(n.in, get(server, Slot::plist)));
    set(object, Slot::decoding, get(server, Slot::decoding));
    set(object, Slot::encoding, get(server, Slot::encoding));
    set(object, Slot::drained, get(server, Slot::drained));
    set(object, Slot::high_water, get(server, Slot::high_water));
    set(object, Slot::status, n.sym.open);
    return object;
}

// While a filter runs it is known whose, so that one that sends without end can be held back.
class Filtering {
public:
    Filtering(Network& n, Process* process) : network_(n), outer_(std::exchange(n.filtering, process)) {
        if (process) alive_ = process->shared_from_this();
    }
    ~Filtering() { network_.filtering = outer_; }

private:
    Network& network_;
    Process* outer_;
    std::shared_ptr<Process> alive_;
};

}  // namespace

Value process_mark(Interpreter& in, Value process) {
    Value mark = get(process, Slot::mark);
    if (mark.is_nil()) set(process, Slot::mark, mark = make_marker(in));
    return mark;
}

void insert_output(Network& n, Value process, Value text) {
    Value buffer = get(process, Slot::buffer);
    if (!is_buffer(buffer) || !is_live_buffer(buffer) || string_length(text) == 0) return;
    insert_process_output(n.in, buffer, process_mark(n.in, process), text);
}

void insert_status_line(Network& n, Value process, Value message) {
    Value status = get(process, Slot::status);
    if (status == n.sym.open || status == n.sym.listen || status == n.sym.connect || status == n.sym.run) return;
    // Emacs takes a number for a character.
    if (message.is_fixnum()) message = n.in.funcall(n.in.intern("char-to-string"), {message});
    std::string line = "\nProcess " + n.in.to<std::string>(get(process, Slot::name)) + " " + n.in.print(message, false);
    insert_output(n, process, n.in.to_lisp(line));
}

Value copy_list(Interpreter& in, Value from) {
    ListBuilder copy(in);
    Value tail = from;
    for (; tail.is_cons(); tail = cdr(tail)) copy.add(car(tail));
    return copy.take(tail);
}

std::unique_ptr<Transport> stream_transport(Network& n, Socket socket) {
    int type = SOCK_STREAM;
    socklen_t size = sizeof type;
    getsockopt(socket.get(), SOL_SOCKET, SO_TYPE, &type, &size);
    return std::make_unique<StreamTransport>(n.loop, std::move(socket), type == SOCK_SEQPACKET);
}

void note_addresses(Network& n, Value process, const Transport& transport) {
    Value contact = get(process, Slot::contact);
    contact = plist_put(n.in, contact, n.sym.k_remote, address_to_lisp(n.in, transport.remote()));
    contact = plist_put(n.in, contact, n.sym.k_local, address_to_lisp(n.in, transport.local()));
    set(process, Slot::contact, contact);
}

void Network::deliver(Process& process) {
    auto keep = process.shared_from_this();
    if (process.connect_done) {
        process.connect_done = false;
        finish_connecting(process);
    } else if (process.has_drained) {
        process.has_drained = false;
        call_drained(process.object());
    } else if (process.handshake_done) {
        process.handshake_done = false;
        finish_handshake(process);
    } else if (process.broken) {
        deliver_end(process);
    } else if (process.has_clients) {
        process.has_clients = false;
        accept_client(process);
    } else if (process.has_input) {
        process.has_input = false;
        read_input(process);
    } else if (process.child && process.child->changed()) {
        deliver_child(process);
    }
    bool more = process.connect_done || process.handshake_done || process.has_drained || process.broken || process.has_clients || process.has_input ||
                (process.child && process.child->changed());
    if (more) loop.push(process);
}

void Network::take_block(std::size_t capacity) {
    if (spare_capacity_ >= capacity) return;
    spare_block_ = Value::from_object(allocate_block(capacity + 1));
    spare_capacity_ = capacity;
}

bool Network::read_input(Process& process) {
    if (!process.transport || process.input_over) return false;
    std::size_t limit = read_limit();
    take_block(limit);
    auto* block = reinterpret_cast<std::uint8_t*>(spare_block_.get().object());
    ReadResult result = process.transport->read(block, limit);
    if (result.state == ReadResult::empty) return false;
    if (result.state == ReadResult::end) {
        end_of_input(process);
        return false;
    }
    if (result.more) {
        process.has_input = true;
        loop.push(process);
    }
    // A block that is mostly full becomes the string itself; from others the bytes are copied, and the block is used again.
    bool may_adopt = result.count >= spare_capacity_ / 2;
    if (process.packets) plist_put(in, get(process.object(), Slot::contact), sym.k_remote, address_to_lisp(in, process.transport->remote()));
    if (process.last_bytes) process.last_bytes -= std::min(process.last_bytes - 1, result.count);
    Value text = process.decoder().decode(in, block, result.count, false, may_adopt);
    if (is_string(text) && reinterpret_cast<const std::uint8_t*>(string_bytes(text).data()) == block) {
        spare_block_ = nil;
        spare_capacity_ = 0;
    }
    note_output(process);
    if (is_string(text) && string_length(text) > 0) call_filter(process.object(), text);
    return true;
}

// Filters see which coding system it was: set before, as in Emacs.
void Network::call_filter(Value object, Value text) {
    Value filter = get(object, Slot::filter);
    if (Process* process = Process::of(object)) in.set_variable(sym.last_coding_system_used, process->decoding());
    if (filter == sym.default_filter && get(object, Slot::buffer).is_nil()) return;
    Filtering scope(*this, Process::of(object));
    call_back(*this, CallbackKind::filter, filter, {object, text});
}

void Network::call_drained(Value object) {
    Value function = get(object, Slot::drained);
    if (!function.is_nil()) call_back(*this, CallbackKind::drained, function, {object});
}

void Network::call_sentinel(Value object, Value message) {
    Value sentinel = get(object, Slot::sentinel);
    if (sentinel == sym.default_sentinel && get(object, Slot::buffer).is_nil()) return;
    call_back(*this, CallbackKind::sentinel, sentinel, {object, message});
}

// A child that closes its output has not ended by that.
void Network::end_of_input(Process& process) {
    if (!process.child) return deliver_end(process);
    process.input_over = true;
    process.update_reading();
}

// The peer has closed, or the connection broke: to Emacs they are the same. Or a child has ended.
void Network::deliver_end(Process& process) {
    Value object = process.object();
    note_end(process);
    Value lost = in.to_lisp(lost_message(*this, process));
    process.close();
    process.broken = true;  // should the filter throw, the rest is done at the next wait
    loop.push(process);
    std::uint8_t none = 0;
    Value rest = process.decoder().decode(in, &none, 0, true, false);
    if (is_string(rest) && string_length(rest) > 0) call_filter(object, rest);
    if (!process.broken) return;  // the filter deleted it
    process.broken = false;
    process.leave_queue();
    bool keep_listed = in.variable(sym.delete_exited_processes).is_nil();
    if (process.child) {
        note_status(process);
        process.child->take_status();
        retire(process, get(object, Slot::status), get(object, Slot::exit_status), keep_listed);
        return call_sentinel(object, in.to_lisp(status_message(process.child->status())));
    }
    retire(process, sym.closed, fixnum(kind_of(*this, object).lost_status), keep_listed);
    call_sentinel(object, lost);
}

void Network::accept_client(Process& server) {
    if (!server.listener) return;
    Address peer;
    Socket socket = server.listener->accept(peer);
    if (!socket) return;
    server.has_clients = true;  // perhaps; the next accept() tells
    loop.push(server);
    Value server_object = server.object();
    auto transport = stream_transport(*this, std::move(socket));
    PeerNames names = names_of_peer(*this, peer, get(server_object, Slot::contact));
    Value object = accepted_object(*this, server_object, names, *transport, peer);
    Process& process = register_process(object);
    process.accepted_by = server_object;
    process.accepted_from = names.message;
    if (server.tls_wanted) {
        set(object, Slot::status, sym.connect);
        return begin_tls(process, std::move(transport), *server.tls_wanted);
    }
    process.attach(std::move(transport));
    announce_open(process);
}

void Network::announce_open(Process& process) {
    Value object = process.object(), server = process.accepted_by;
    std::string from = process.accepted_from;
    process.accepted_by = nil;
    set(object, Slot::status, sym.open);
    if (server.is_nil()) return call_sentinel(object, in.to_lisp("open\n"));
    Value log = get(server, Slot::log);
    if (!log.is_nil()) call_unguarded(*this, log, {server, object, in.to_lisp("accept from " + from + "\n")});
    call_sentinel(object, in.to_lisp("open from " + from + "\n"));
}

void Network::finish_connecting(Process& process) {
    Value object = process.object();
    std::unique_ptr<Connecting> attempt = std::move(process.connecting);
    if (!attempt) return;
    if (attempt->outcome() == Connecting::Outcome::connected) {
        auto transport = stream_transport(*this, attempt->take());
        note_addresses(*this, object, *transport);
        if (process.tls_wanted) return begin_tls(process, std::move(transport), *process.tls_wanted);
        process.attach(std::move(transport));
        return announce_open(process);
    }
    set(object, Slot::status, sym.failed);
    if (attempt->outcome() == Connecting::Outcome::connect_failed) {
        set(object, Slot::exit_status, fixnum(attempt->error()));
        return call_sentinel(object, in.to_lisp("failed with code " + std::to_string(attempt->error()) + "\n"));
    }
    if (attempt->outcome() == Connecting::Outcome::proxy_failed) {
        set(object, Slot::exit_status, in.to_lisp(attempt->proxy_error()));
        return call_sentinel(object, in.to_lisp("failed: " + attempt->proxy_error() + "\n"));
    }
    std::string reason = "Name lookup of " + attempt->plan().lookup->host + " failed";
    set(object, Slot::exit_status, in.to_lisp(reason));
    call_sentinel(object, in.to_lisp("failed: " + reason + "\n"));
}

}  // namespace el::net
