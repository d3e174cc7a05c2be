#include "network_arguments.hpp"

#include <el/list.hpp>
#include <el/text.hpp>

#include "designators.hpp"
#include "errors.hpp"
#include "idn.hpp"
#include "lisp_address.hpp"
#include "process_arguments.hpp"
#include "resolve.hpp"

#include <netinet/in.h>


namespace el::net {

namespace {

// Emacs 28.2 crashes on an odd number of arguments; here it is an error.
Value keyword_list(Network& n, Rest args) {
    for (std::size_t i = 0; i < args.size(); i += 2) {
        if (i + 1 == args.size()) break;
        if (!args[i].is_symbol()) wrong_type(n.in, "symbolp", args[i]);
    }
    return list(n.in, args);
}

int socket_type_of(Network& n, Value type) {
    if (type.is_nil()) return SOCK_STREAM;
    if (type == n.sym.datagram) return SOCK_DGRAM;
    if (type == n.sym.seqpacket) return SOCK_SEQPACKET;
    error(n.in, "Unsupported connection type");
}

int family_of(Network& n, Value family) {
    if (family.is_nil()) return AF_UNSPEC;
    if (family == n.sym.local) return AF_UNIX;
    if (family == n.sym.ipv4) return AF_INET;
    if (family == n.sym.ipv6) return AF_INET6;
    if (family.is_fixnum()) return static_cast<int>(family.fixnum());
    error(n.in, "Unknown address family");
}

void parse_local_service(Network& n, NetworkArguments& a) {
    if (!plist_get(a.contact, n.sym.k_host).is_nil()) {
        a.contact = plist_put(n.in, a.contact, n.sym.k_host, nil);
        n.in.funcall(n.in.intern("message"), {n.in.to_lisp(":family local ignores the :host property")});
    }
    Value service = check_string(n.in, plist_get(a.contact, n.sym.k_service));
    a.address = Address::local(string_bytes(service));
    if (!a.address) error(n.in, "Service name too long");
}

std::string host_text(Network& n, Value host, int family) {
    if (host.is_nil() || host == n.sym.local) return family == AF_INET6 ? "::1" : "127.0.0.1";
    return n.in.to<std::string>(check_string(n.in, host));
}

std::string service_text(Network& n, Value service) {
    if (service == n.sym.t) return "0";
    if (service.is_fixnum()) return std::to_string(service.fixnum());
    return n.in.to<std::string>(check_string(n.in, service));
}

void parse_name_and_service(Network& n, NetworkArguments& a) {
    a.host = host_text(n, plist_get(a.contact, n.sym.k_host), a.family);
    a.service = service_text(n, plist_get(a.contact, n.sym.k_service));
}

void parse_address(Network& n, NetworkArguments& a) {
    Value given = plist_get(a.contact, a.server ? n.sym.k_local : n.sym.k_remote);
    if (given.is_nil()) {
        a.family = family_of(n, plist_get(a.contact, n.sym.k_family));
        if (a.is_local()) return parse_local_service(n, a);
        return parse_name_and_service(n, a);
    }
    a.address = address_from_lisp(n.in, given);
    if (!a.address) error(n.in, "Malformed :address");
    a.family = a.address->family();
}

void parse_datagram_remote(Network& n, NetworkArguments& a) {
    if (!a.server || a.socket_type != SOCK_DGRAM) return;
    Value remote = plist_get(a.contact, n.sym.k_remote);
    if (!remote.is_nil()) a.datagram_remote = address_from_lisp(n.in, remote);
}

// --- proxies ---

// The target as the proxy is told it: the name is looked up there, only the service has to be known here.
void set_target(Network& n, const NetworkArguments& a, ProxyPlan& plan) {
    if (a.address) {
        plan.target_host = a.address->host_text();
        plan.target_port = a.address->port();
        return;
    }
    AsciiHost host = ascii_host(a.host);
    LookupResult service = *resolve_at_once({"127.0.0.1", a.service, AF_INET, SOCK_STREAM});
    const std::string& reason = host.error.empty() ? service.error : host.error;
    if (!reason.empty() || host.name.empty() || host.name.size() > 255)
        error(n.in, "%s/%s %s", a.host.c_str(), a.service.c_str(), reason.empty() ? "Name or service not known" : reason.c_str());
    plan.target_host = host.name;
    plan.target_port = service.addresses.front().port();
}

void parse_proxy_argument(Network& n, NetworkArguments& a) {
    Value given = plist_get(a.contact, n.sym.k_proxy);
    if (given.is_nil()) return;
    a.proxy = parse_proxy(string_bytes(check_string(n.in, given)));
    if (!a.proxy) error(n.in, "Malformed proxy: %S", given);
    if (a.server || a.socket_type != SOCK_STREAM || a.family == AF_UNIX) error(n.in, "A proxy is for stream connections to other hosts");
    set_target(n, a, *a.proxy);
}

// --- coding systems ---

// What a value of the alist stands for: a pair, a coding system, or a function that is asked; nil for no answer.
Value coding_pair(Network& n, const NetworkArguments& a, Value value) {
    if (value.is_cons()) return value;
    if (is_coding_system(n.in, value)) return cons(n.in, value, value);
    if (n.in.funcall(n.in.intern("fboundp"), {value}).is_nil()) return nil;
    auto arg = [&](Value keyword) { return plist_get(a.contact, keyword); };
    Value operation =
        list(n.in, {n.in.intern("open-network-stream"), a.name, arg(n.sym.k_buffer), arg(n.sym.k_host), arg(n.sym.k_service)});
    Value answer = n.in.funcall(value, {operation});
    return answer.is_cons() ? answer : cons(n.in, answer, answer);
}

// network-coding-system-alist: keys are port numbers, or regexps for services named by strings.
Value coding_from_alist(Network& n, const NetworkArguments& a) {
    Value service = plist_get(a.contact, n.sym.k_service);
    if (a.is_local()) return nil;
    for (Value tail = n.in.variable(n.sym.network_coding_system_alist); tail.is_cons(); tail = cdr(tail)) {
        if (!car(tail).is_cons()) continue;
        Value key = car(car(tail)), value = cdr(car(tail));
        bool matches = key.is_fixnum() ? key == service
                                       : is_string(key) && is_string(service) &&
                                             !n.in.funcall(n.in.intern("string-match-p"), {key, service}).is_nil();
        if (matches) return coding_pair(n, a, value);
    }
    return nil;
}

Value half(Value pair, bool first) { return pair.is_cons() ? (first ? car(pair) : cdr(pair)) : nil; }

}  // namespace

NetworkArguments parse_network_arguments(Network& n, Rest args) {
    NetworkArguments a;
    a.contact = keyword_list(n, args);
    auto arg = [&](Value keyword) { return plist_get(a.contact, keyword); };
    a.socket_type = socket_type_of(n, arg(n.sym.k_type));
    Value server = arg(n.sym.k_server);
    a.server = !server.is_nil();
    if (server.is_fixnum()) a.backlog = static_cast<int>(server.fixnum());
    a.name = check_string(n.in, arg(n.sym.k_name));
    if (args.size() % 2) error(n.in, "Keyword %S has no value", args[args.size() - 1]);
    // :nowait means nothing for datagrams: there is nothing to wait for.
    a.nowait = !arg(n.sym.k_nowait).is_nil() && a.socket_type != SOCK_DGRAM;
    if (a.server && !arg(n.sym.k_nowait).is_nil()) error(n.in, "‘:server’ is incompatible with ‘:nowait’");
    a.stop = !arg(n.sym.k_stop).is_nil();
    if (Value plist = arg(n.sym.k_plist); !plist.is_nil() && !plist.is_cons()) wrong_type(n.in, "sequencep", plist);
    if (Value mark = arg(n.sym.k_high_water_mark); !mark.is_nil()) Arg<Natural>::from(n.in, mark);
    parse_address(n, a);
    parse_datagram_remote(n, a);
    parse_proxy_argument(n, a);
    Value coding = arg(n.sym.k_coding);
    if (coding.is_cons()) {
        check_coding(n, car(coding));
        check_coding(n, cdr(coding));
    } else {
        check_coding(n, coding);
    }
    return a;
}

void choose_coding(Network& n, Value process, const NetworkArguments& a) {
    Value given = plist_get(a.contact, n.sym.k_coding);
    if (!given.is_nil()) {
        set(process, Slot::decoding, given.is_cons() ? car(given) : given);
        set(process, Slot::encoding, given.is_cons() ? cdr(given) : given);
        return;
    }
    Value for_read = n.in.variable(n.sym.coding_system_for_read), for_write = n.in.variable(n.sym.coding_system_for_write);
    Value alist = for_read.is_nil() || for_write.is_nil() ? coding_from_alist(n, a) : nil;
    Value general = alist.is_nil() ? n.in.variable(n.sym.default_process_coding_system) : alist;
    Value decoding = for_read, encoding = for_write;
    if (decoding.is_nil()) decoding = is_unibyte_buffer(n, get(process, Slot::buffer)) ? nil : half(general, true);
    if (encoding.is_nil()) encoding = n.in.variable(n.sym.enable_multibyte_characters).is_nil() ? nil : half(general, false);
    check_coding(n, decoding);
    check_coding(n, encoding);
    set(process, Slot::decoding, decoding);
    set(process, Slot::encoding, encoding);
}

}  // namespace el::net
