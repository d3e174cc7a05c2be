#include "callback.hpp"

#include <el/binding.hpp>
#include <el/callback.hpp>
#include <el/list.hpp>
#include <el/text.hpp>

#include "network.hpp"

#include <cstdio>

namespace el::net {

namespace {

void restore_match_data(Interpreter& in, Value saved, Value) { set_match_data(in, saved); }

void report(Network& network, const char* what, const CaughtError& caught) {
    Interpreter& in = network.in;
    std::string place = place_text(in, caught.place);
    std::string text = place.empty() ? "" : place + ": ";
    text += std::string("error in ") + what + ": " + error_text(in, caught.error);
    for (Value line : each(in, caught.backtrace)) text += "\n" + in.to<std::string>(line);
    if (in.options().log) return in.options().log(text);
    text += "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
}

std::size_t enter(Network& network) {
    Interpreter& in = network.in;
    std::size_t depth = binding_depth(in);
    save_current_buffer(in);
    on_unwind(in, restore_match_data, match_data(in));
    bind(in, network.sym.inhibit_quit, network.sym.t);
    bind(in, network.sym.deactivate_mark, nil);
    return depth;
}

}  // namespace

void call_back(Network& network, const char* what, Value function, std::initializer_list<Value> args) {
    Interpreter& in = network.in;
    if (!in.variable(network.sym.debug_on_error).is_nil()) return call_unguarded(network, function, args);
    std::size_t depth = enter(network);
    CaughtError caught;
    if (!call_catching(in, function, {args.begin(), args.size()}, caught)) report(network, what, caught);
    unbind_to(in, depth);
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

}  // namespace el::net
