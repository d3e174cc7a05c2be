#include "callback.hpp"

#include <el/binding.hpp>
#include <el/callback.hpp>
#include <el/exit.hpp>
#include <el/list.hpp>
#include <el/text.hpp>

#include "network.hpp"

namespace el::net {

namespace {

void restore_match_data(Interpreter& in, Value saved, Value) { set_match_data(in, saved); }

std::size_t enter(Network& network) {
    Interpreter& in = network.in;
    std::size_t depth = binding_depth(in);
    save_current_buffer(in);
    on_unwind(in, restore_match_data, match_data(in));
    bind(in, network.sym.inhibit_quit, network.sym.t);
    bind(in, network.sym.deactivate_mark, in.variable(network.sym.deactivate_mark));
    return depth;
}

}  // namespace

void call_back(Network& network, CallbackKind kind, Value function, std::initializer_list<Value> args) {
    Interpreter& in = network.in;
    if (!in.variable(network.sym.debug_on_error).is_nil()) return call_unguarded(network, function, args);
    std::size_t depth = enter(network);
    CaughtError caught;
    bool failed = !call_catching(in, function, {args.begin(), args.size()}, caught);
    if (failed) tell_error(network, kind, *args.begin(), caught);
    unbind_to(in, depth);
    if (failed) apply_error_choice(network, *args.begin());
}

void call_unguarded(Network& network, Value function, std::initializer_list<Value> args) {
    std::size_t depth = enter(network);
    network.in.funcall(function, args);
    unbind_to(network.in, depth);
}

void call_timer(Network& network, Value timer) {
    Interpreter& in = network.in;
    std::size_t depth = binding_depth(in);
    save_current_buffer(in);
    bind(in, network.sym.inhibit_quit, network.sym.t);
    in.funcall(network.sym.timer_event_handler, {timer});
    unbind_to(in, depth);
}

void call_timer_function(Network& network, Value timer, Value function, Value args) {
    Interpreter& in = network.in;
    Value call[] = {function, args};
    if (!in.variable(network.sym.debug_on_error).is_nil()) {
        in.funcall(network.sym.apply, call);
        return;
    }
    CaughtError caught;
    if (call_catching(in, network.sym.apply, call, caught)) return;
    // with-timeout and C-c end what is going on, which no report may hold up.
    if (car(caught.error) == network.sym.quit) signal(in, network.sym.quit, cdr(caught.error));
    tell_error(network, CallbackKind::timer, timer, caught);
}

}  // namespace el::net
