// make-network-process.
// Tests: tests/lisp/net/make-network.el, tests/net/
#include <el/list.hpp>

#include "../deliver.hpp"
#include "../designators.hpp"
#include "../errors.hpp"
#include "../lisp_address.hpp"
#include "../network_arguments.hpp"
#include "../passed_sockets.hpp"
#include "../transports/datagram.hpp"
#include "../transports/open.hpp"
#include "../tls_process.hpp"
#include "prims.hpp"

#include <netinet/in.h>

#include <cerrno>

namespace el::net {

namespace {

constexpr char client_failed[] = "make client process failed";
constexpr char server_failed[] = "make server process failed";

// Someone who waits for a Connecting by looking at its outcome.
struct Bystander : Connecting::Owner {
    void connecting_finished() override {}
};

void check_permission(Network& n, const NetworkArguments& a) {
    std::string what = a.address ? a.address->text() : a.host + ":" + a.service;
    bool allowed = n.in.options().network.allows(what);
    if (allowed && a.proxy) allowed = n.in.options().network.allows(what = a.proxy->host + ":" + a.proxy->service);
    if (allowed) return;
    signal(n.in, n.sym.permission_denied, list(n.in, {n.in.to_lisp("Network access refused"), n.in.to_lisp(what)}));
}

[[noreturn]] void lookup_failed(Network& n, const NetworkArguments& a, const std::string& reason) {
    error(n.in, "%s/%s %s", a.host.c_str(), a.service.c_str(), reason.c_str());
}

[[noreturn]] void option_failed(Network& n, int errnum, Value keyword, Value value) {
    report_errno(n.in, "Cannot set network option", errnum, list(n.in, {keyword, value}));
}

void apply_options(Network& n, int descriptor, const ParsedOptions& options) {
    int errnum = 0, index = apply_all(descriptor, options, errnum);
    if (index >= 0) option_failed(n, errnum, options.keywords[static_cast<std::size_t>(index)], options.values[static_cast<std::size_t>(index)]);
}

LookupRequest lookup_of(const NetworkArguments& a) { return {a.host, a.service, a.family, a.socket_type}; }

// The addresses to try. Waits, delivering other events, if the name has to be looked up.
std::vector<Address> find_addresses(Network& n, const NetworkArguments& a) {
    if (a.address) return {*a.address};
    struct Answer : Resolution::Owner {
        void resolved(LookupResult r) override { result = std::move(r); }
        std::optional<LookupResult> result;
    } answer;
    answer.result = resolve_at_once(lookup_of(a));
    if (!answer.result) {
        Resolution resolution(n.loop, lookup_of(a), answer);
        n.wait(n.in, std::nullopt, [&] { return answer.result.has_value(); });
    }
    if (!answer.result->error.empty()) lookup_failed(n, a, answer.result->error);
    return std::move(answer.result->addresses);
}

void fill_buffer(Network& n, Value process, const NetworkArguments& a) {
    Value buffer = plist_get(a.contact, n.sym.k_buffer);
    if (buffer.is_nil()) return;
    if (!is_buffer(buffer)) buffer = get_buffer_create(n.in, buffer);
    set(process, Slot::buffer, buffer);
    if (is_live_buffer(buffer)) set_marker_to_end(n.in, process_mark(n.in, process), buffer);
    if (!n.in.variable(n.sym.inherit_process_coding_system).is_nil()) set(process, Slot::inherit_coding, n.sym.t);
}

// A process object with everything the arguments say, not in the list yet.
Value object_for(Network& n, const NetworkArguments& a) {
    Value process = n.make_object(n.sym.network, a.name);
    auto arg = [&](Value keyword) { return plist_get(a.contact, keyword); };
    set(process, Slot::contact, a.contact);
    fill_buffer(n, process, a);
    if (Value filter = arg(n.sym.k_filter)) set(process, Slot::filter, filter);
    if (Value sentinel = arg(n.sym.k_sentinel)) set(process, Slot::sentinel, sentinel);
    set(process, Slot::log, a.server ? arg(n.sym.k_log) : nil);
    Value plist = copy_list(n.in, arg(n.sym.k_plist));
    if (Value choice = arg(n.sym.k_on_error)) plist = plist_put(n.in, plist, n.sym.k_on_error, choice);
    set(process, Slot::plist, plist);
    set(process, Slot::drained, arg(n.sym.k_drained));
    Value mark = arg(n.sym.k_high_water_mark);
    set(process, Slot::high_water, mark.is_nil() ? nil : fixnum(Arg<Natural>::from(n.in, mark)));
    set(process, Slot::query, arg(n.sym.k_noquery).is_nil() ? n.sym.t : nil);
    set(process, Slot::command, a.stop ? n.sym.t : nil);
    choose_coding(n, process, a);
    return process;
}

void put_contact(Network& n, Value process, Value key, Value value) {
    set(process, Slot::contact, plist_put(n.in, get(process, Slot::contact), key, value));
}

std::optional<TlsSettings> tls_settings(Network& n, const NetworkArguments& a) {
    Value parameters = plist_get(a.contact, n.sym.k_tls_parameters);
    if (parameters.is_nil()) return std::nullopt;
    return parse_tls_parameters(n, parameters, a.server);
}

// --- servers ---

[[noreturn]] void server_socket_failed(Network& n, const NetworkArguments& a, const OpenError& e) {
    if (e.step == OpenError::creating) report_errno(n.in, server_failed, e.error, a.contact);
    report_errno(n.in, e.step == OpenError::binding ? "Cannot bind server socket" : "Cannot listen on server socket", e.error, nil);
}

Socket server_socket(Network& n, const NetworkArguments& a, const Address& address) {
    ParsedOptions options = options_in(n, a.contact);
    Socket socket = make_socket(address.family(), a.socket_type);
    if (!socket) server_socket_failed(n, a, {OpenError::creating, errno});
    apply_options(n, socket.get(), options);
    ServerOptions how;
    how.type = a.socket_type;
    how.backlog = a.backlog;
    how.reuse_address = !plist_member(a.contact, n.sym.k_reuseaddr);  // else it was applied as an option
    OpenError failure;
    socket = bind_and_listen(std::move(socket), address, how, failure);
    if (!socket) server_socket_failed(n, a, failure);
    return socket;
}

// Where it listens now: the port the system chose, in place of what was asked.
void note_server_address(Network& n, Value process, const Address& local) {
    if (!local.is_local()) put_contact(n, process, n.sym.k_service, fixnum(local.port()));
    put_contact(n, process, n.sym.k_local, address_to_lisp(n.in, local));
}

// A socket that was passed to this program when it was started, or a new one.
Socket passed_or_new_socket(Network& n, const NetworkArguments& a) {
    if (!plist_get(a.contact, n.sym.k_use_external_socket).is_nil())
        if (Socket passed = take_passed_socket(a.socket_type)) return passed;
    return server_socket(n, a, find_addresses(n, a).front());
}

Value make_server(Network& n, const NetworkArguments& a) {
    std::optional<TlsSettings> tls = tls_settings(n, a);
    if (tls) credentials_or_signal(n, *tls);  // now, not when the first client comes
    Socket socket = passed_or_new_socket(n, a);
    int family = Address::of_socket(socket.get()).family();
    Value object = object_for(n, a);
    note_server_address(n, object, Address::of_socket(socket.get()));
    bool datagram = a.socket_type == SOCK_DGRAM;
    set(object, Slot::status, datagram ? n.sym.open : n.sym.listen);
    if (!datagram) {
        Process& process = n.register_process(object);
        process.tls_wanted = std::move(tls);
        process.attach(std::move(socket));
        return object;
    }
    bool fits = a.datagram_remote && a.datagram_remote->family() == family;
    Address remote = fits ? *a.datagram_remote : Address::zero(family);
    if (!fits) put_contact(n, object, n.sym.k_remote, address_to_lisp(n.in, remote));
    Process& process = n.register_process(object);
    process.packets = true;
    process.attach(std::unique_ptr<Transport>(new DatagramTransport(n.loop, std::move(socket), remote)));
    return object;
}

// --- clients ---

Value make_datagram_client(Network& n, const NetworkArguments& a) {
    Address remote = find_addresses(n, a).front();
    Socket socket = make_socket(remote.family(), SOCK_DGRAM);
    if (!socket) report_errno(n.in, client_failed, errno, a.contact);
    apply_options(n, socket.get(), options_in(n, a.contact));  // Emacs does not
    Value object = object_for(n, a);
    put_contact(n, object, n.sym.k_remote, address_to_lisp(n.in, remote));
    Value unbound = remote.is_ipv6()   ? address_to_lisp(n.in, Address::ipv6({0, 0, 0, 0, 0, 0, 0, 0}, 0))
                    : remote.is_ipv4() ? address_to_lisp(n.in, Address::ipv4({0, 0, 0, 0}, 0))
                                       : n.in.to_lisp("");
    put_contact(n, object, n.sym.k_local, unbound);
    set(object, Slot::status, n.sym.open);
    Process& process = n.register_process(object);
    process.packets = true;
    process.attach(std::unique_ptr<Transport>(new DatagramTransport(n.loop, std::move(socket), remote)));
    return object;
}

ConnectPlan plan_for(Network& n, const NetworkArguments& a) {
    ConnectPlan plan;
    plan.socket_type = a.socket_type;
    plan.options = options_in(n, a.contact);
    Value timeout = plist_get(a.contact, n.sym.k_connect_timeout);
    if (!timeout.is_nil()) plan.timeout_milliseconds = static_cast<unsigned>(Arg<double>::from(n.in, timeout) * 1000);
    if (a.proxy) {
        plan.proxy = a.proxy;
        plan.lookup = LookupRequest{a.proxy->host, a.proxy->service, AF_UNSPEC, SOCK_STREAM};
    } else if (a.address)
        plan.addresses = {*a.address};
    else
        plan.lookup = lookup_of(a);
    return plan;
}

// As in Emacs the sentinel hears `open'. A connection that cannot be trusted is no process: it is deleted before the error.
void negotiate_now(Network& n, Process& process, const TlsSettings& settings) {
    Value object = process.object();
    struct Discard {
        Network& network;
        Value object;
        bool wanted = true;
        ~Discard() {
            Process* process = Process::of(object);
            if (wanted && process) network.retire(*process, network.sym.closed, fixnum(256));
        }
    } discard{n, object};
    std::string reason;
    int code = negotiate_tls(process, settings, &reason);
    if (code) error(n.in, "Unable to negotiate a TLS connection with %s: %s", settings.hostname.c_str(), reason.c_str());
    discard.wanted = false;
    n.call_sentinel(object, n.in.to_lisp("open\n"));
}

// Returns at once; the outcome comes as exactly one sentinel call.
Value connect_later(Network& n, const NetworkArguments& a) {
    ConnectPlan plan = plan_for(n, a);
    Value object = object_for(n, a);
    set(object, Slot::status, n.sym.connect);
    Process& process = n.register_process(object);
    process.tls_wanted = tls_settings(n, a);
    process.begin_connecting(std::move(plan));
    if (a.address && !a.is_local() && process.connecting->local()) put_contact(n, object, n.sym.k_local, address_to_lisp(n.in, process.connecting->local()));
    return object;
}

[[noreturn]] void proxy_failed(Network& n, const NetworkArguments& a, const std::string& reason) {
    signal(n.in, n.sym.file_error, cons(n.in, n.in.to_lisp(client_failed), cons(n.in, n.in.to_lisp(reason), a.contact)));
}

[[noreturn]] void connect_failed(Network& n, const NetworkArguments& a, Connecting& attempt) {
    if (attempt.outcome() == Connecting::Outcome::proxy_failed) proxy_failed(n, a, attempt.proxy_error());
    if (attempt.outcome() == Connecting::Outcome::lookup_failed && a.proxy)
        error(n.in, "%s/%s %s", a.proxy->host.c_str(), a.proxy->service.c_str(), attempt.lookup_error().c_str());
    if (attempt.outcome() == Connecting::Outcome::lookup_failed) lookup_failed(n, a, attempt.lookup_error());
    Value buffer = plist_get(a.contact, n.sym.k_buffer);
    if (!buffer.is_nil() && !is_buffer(buffer)) get_buffer_create(n.in, buffer);  // as in Emacs
    if (int option = attempt.failed_option(); option >= 0) {
        const ParsedOptions& options = attempt.plan().options;
        option_failed(n, attempt.error(), options.keywords[static_cast<std::size_t>(option)], options.values[static_cast<std::size_t>(option)]);
    }
    report_errno(n.in, client_failed, attempt.error(), a.contact);
}

// Waits on the loop: timers and other processes go on, and a throw or quit ends the attempt.
Value connect_now(Network& n, const NetworkArguments& a) {
    Bystander bystander;
    Connecting attempt(n.loop, plan_for(n, a), bystander);
    attempt.start();
    n.wait(n.in, std::nullopt, [&] { return attempt.outcome() != Connecting::Outcome::pending; });
    if (attempt.outcome() != Connecting::Outcome::connected) connect_failed(n, a, attempt);
    auto transport = stream_transport(n, attempt.take());
    Value object = object_for(n, a);
    note_addresses(n, object, *transport);
    set(object, Slot::status, n.sym.open);
    std::optional<TlsSettings> tls = tls_settings(n, a);
    Process& process = n.register_process(object);
    process.attach(std::move(transport));
    if (tls) negotiate_now(n, process, *tls);
    return object;
}

Value make_network_process(Interpreter& in, Rest args) {
    if (args.empty()) return nil;
    Network& n = Network::of(in);
    NetworkArguments a = parse_network_arguments(n, args);
    check_permission(n, a);
    if (a.server) return make_server(n, a);
    if (a.socket_type == SOCK_DGRAM) return make_datagram_client(n, a);
    return a.nowait ? connect_later(n, a) : connect_now(n, a);
}

constexpr Primitive table[] = {
    prim<make_network_process>("make-network-process", "&rest args",
        "Create and return a network server or client process.\n"
        "ARGS are keyword/argument pairs: `:name' (a string, made unique), `:buffer', `:host', `:service',\n"
        "`:type' (nil, `datagram' or `seqpacket'), `:family' (nil, `ipv4', `ipv6' or `local'), `:local' or `:remote'\n"
        "(addresses, instead of host, service and family), `:server' (t or the length of the queue), `:nowait',\n"
        "`:stop', `:coding', `:noquery', `:filter', `:sentinel', `:log', `:plist', `:connect-timeout' (seconds),\n"
        "`:proxy' (\"socks5://USER:PASSWORD@HOST:PORT\" or \"http://...\"), `:high-water-mark', `:drained', `:on-error',\n"
        "`:use-external-socket' (a server takes a socket that the program was started with, if there is one left), and the network\n"
        "options described at `set-network-process-option'."),
};

}  // namespace

void define_make_network(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
