#include <netproc/netproc.hpp>

#include <el/list.hpp>

#include "network.hpp"
#include "passed_sockets.hpp"
#include "prims/prims.hpp"

namespace netproc {

namespace {

using namespace el;

// What (featurep 'make-network-process SUBFEATURE) knows, in Emacs's order.
Value subfeatures(Interpreter& in, const net::Symbols& s) {
    auto pair = [&](Value a, Value b) { return list(in, {a, b}); };
    return list(in, {s.k_nodelay, s.k_reuseaddr, s.k_priority, s.k_oobinline, s.k_linger, s.k_keepalive, s.k_dontroute, s.k_broadcast,
                     s.k_bindtodevice, pair(s.k_server, s.t), pair(s.k_service, s.t), pair(s.k_family, s.ipv6),
                     pair(s.k_family, s.ipv4), pair(s.k_family, s.local), pair(s.k_type, s.seqpacket),
                     pair(s.k_type, s.datagram), pair(s.k_nowait, s.t),
                     // beyond Emacs
                     s.k_reuseport, s.k_ttl, s.k_multicast_ttl, s.k_multicast_loop, s.k_multicast_interface, s.k_join_group,
                     s.k_leave_group, s.k_connect_timeout, s.k_proxy, s.k_high_water_mark, s.k_drained, s.k_on_error});
}

void define_variables(Interpreter& in, const net::Symbols& s) {
    auto variable = [&](Value symbol, Value value) { in.define_variable(symbol, value); };
    variable(s.read_process_output_max, fixnum(65536));
    variable(s.process_adaptive_read_buffering, s.t);
    variable(s.process_connection_type, s.t);
    variable(s.process_prioritize_lower_fds, nil);
    variable(s.delete_exited_processes, s.t);
    variable(s.default_process_coding_system, cons(in, s.utf_8_unix, s.utf_8_unix));
    variable(s.process_coding_system_alist, nil);
    variable(s.network_coding_system_alist, nil);
    variable(s.inherit_process_coding_system, nil);
    variable(s.process_callback_error_functions, nil);
    variable(s.interrupt_process_functions, list(in, {in.intern("internal-default-interrupt-process")}));
}

}  // namespace

void install(el::Interpreter& in, Options options) {
    net::close_passed_sockets_on_exec();
    auto network = std::make_unique<net::Network>(in, options.loop);
    const net::Symbols& symbols = network->sym;
    define_variables(in, symbols);
    in.provide("make-network-process", subfeatures(in, symbols));
    network->on_callback_error = std::move(options.on_error);
    in.set_waiter(std::move(network));
    net::define_make_network(in);
    net::define_call_process(in);
    net::define_make_pipe(in);
    net::define_make_process(in);
    net::define_gnutls(in);
    net::define_gnutls_crypto(in);
    net::define_info(in);
    net::define_setters(in);
    net::define_io(in);
    net::define_back_pressure(in);
    net::define_control(in);
    net::define_accept(in);
    net::define_timers(in);
    net::define_addresses(in);
    net::define_interfaces(in);
    net::define_serial(in);
    net::define_system_processes(in);
}

}  // namespace netproc
