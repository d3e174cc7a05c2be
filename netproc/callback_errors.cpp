#include "callback_errors.hpp"

#include <el/list.hpp>
#include <el/vector.hpp>

#include "network.hpp"

#include <cstdio>

namespace el::net {

namespace {

struct KindNames {
    const char* text;
    Value Symbols::*symbol;
};

const KindNames& names_of(CallbackKind kind) {
    static constexpr KindNames names[] = {
        {"process filter", &Symbols::filter},
        {"process sentinel", &Symbols::sentinel},
        {"process drained function", &Symbols::drained},
        {"timer", &Symbols::timer},
    };
    return names[static_cast<unsigned>(kind)];
}

std::string backtrace_text(Interpreter& in, const CaughtError& caught) {
    std::string text;
    for (Value line : each(in, caught.backtrace)) text += (text.empty() ? "" : "\n") + in.to<std::string>(line);
    return text;
}

void write_report(Interpreter& in, const std::string& text) {
    if (in.options().log) return in.options().log(text);
    std::string line = text + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

// Emacs's words for timers: "Error running timer `FUNCTION': (SYMBOL . DATA)".
std::string timer_headline(Network& n, Value timer, const CaughtError& caught) {
    Interpreter& in = n.in;
    Value function = is_vector(timer) && vector_slots(timer).size() > 5 ? vector_slots(timer)[5] : nil;
    std::string name = function.is_symbol() && !function.is_nil() ? " ‘" + in.print(function, false) + "’" : "";
    return "Error running timer" + name + ": " + in.print(caught.error);
}

void report(Network& n, CallbackKind kind, Value owner, const CaughtError& caught) {
    Interpreter& in = n.in;
    std::string place = place_text(in, caught.place);
    std::string text = place.empty() ? "" : place + ": ";
    if (kind == CallbackKind::timer)
        text += timer_headline(n, owner, caught);
    else
        text += std::string("error in ") + names_of(kind).text + ": " + error_text(in, caught.error);
    std::string backtrace = backtrace_text(in, caught);
    if (!backtrace.empty()) text += "\n" + backtrace;
    write_report(in, text);
}

Value place_or_nil(Interpreter& in, const CaughtError& caught) {
    std::string place = place_text(in, caught.place);
    return place.empty() ? nil : in.to_lisp(place);
}

// A function of the hook that fails is told about too, and the first error is not lost for it.
bool hook_takes(Network& n, CallbackKind kind, Value owner, const CaughtError& caught) {
    Interpreter& in = n.in;
    if (in.variable(n.sym.process_callback_error_functions).is_nil()) return false;
    Value call[] = {n.sym.process_callback_error_functions, n.sym.*names_of(kind).symbol, owner, caught.error, place_or_nil(in, caught),
                    caught.backtrace};
    CaughtError in_hook;
    Value taken = nil;
    if (!call_catching(in, n.sym.run_hook_with_args_until_success, call, in_hook, &taken)) {
        report(n, kind, owner, in_hook);
        return false;
    }
    return !taken.is_nil();
}

bool host_takes(Network& n, CallbackKind kind, Value owner, const CaughtError& caught) {
    if (!n.on_callback_error) return false;
    Interpreter& in = n.in;
    netproc::CallbackError told;
    told.kind = names_of(kind).text;
    told.owner = owner;
    told.error = caught.error;
    told.message = error_text(in, caught.error);
    told.place = place_text(in, caught.place);
    told.backtrace = backtrace_text(in, caught);
    return n.on_callback_error(in, told);
}

}  // namespace

void tell_error(Network& n, CallbackKind kind, Value owner, const CaughtError& caught) {
    if (hook_takes(n, kind, owner, caught) || host_takes(n, kind, owner, caught)) return;
    report(n, kind, owner, caught);
}

void apply_error_choice(Network& n, Value process) {
    if (!Process::of(process) || plist_get(get(process, Slot::plist), n.sym.k_on_error) != n.sym.close) return;
    n.delete_process(process);
}

}  // namespace el::net
