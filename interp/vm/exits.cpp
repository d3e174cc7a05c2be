// Non-local exits: choosing handlers, signalling, unwinding.
//
// `signal' and `throw' walk the handler stack from the top while everything is still live, note the chosen handler and the value in the
// machine, and then either the loop jumps (same activation) or an empty C++ exception unwinds to the activation or native frame.
// Tests: tests/lisp/prims/conditions.el
#include <cstdarg>
#include <cstring>

#include "vm/binding.hpp"
#include "vm/machine.hpp"

namespace el {

namespace {

Value error_conditions(Interpreter& in, Value condition) {
    return condition.is_symbol() ? plist_get(symbol(in, condition).plist, in[sym::error_conditions]) : nil;
}

// Only the condition's parents count (the property error-conditions), which normally include itself.
bool matches_one(Interpreter& in, Value conditions, Value name) {
    return name == in[sym::t] || !memq(name, conditions).is_nil();
}

bool list_has(Value list, Value element) { return !memq(element, list).is_nil(); }

void choose(Interpreter& in, std::size_t index, Value value) {
    in->vm->pending_handler = index;
    in->vm->pending_value = value;
}

bool wants(Interpreter& in, Value setting, Value conditions) {
    if (setting == in[sym::t]) return true;
    for (Value tail = setting; tail.is_cons(); tail = cdr(tail))
        if (list_has(conditions, car(tail))) return true;
    return false;
}

bool ignored_by_debugger(Interpreter& in, Value condition, Value conditions) {
    Value ignored = find_value(in, in[sym::debug_ignored_errors]);
    if (ignored.is_unbound()) return false;
    for (Value tail = ignored; tail.is_cons(); tail = cdr(tail))
        if (car(tail).is_symbol() && (list_has(conditions, car(tail)) || condition == car(tail))) return true;
    return false;
}

Value value_or_nil(Interpreter& in, sym::Id variable) {
    Value v = find_value(in, in[variable]);
    return v.is_unbound() ? nil : v;
}

// Emacs calls the debugger before unwinding when debug-on-signal, or debug-on-error and nobody handles the error or the handler
// asks for it with `debug'.
bool debugger_wanted(Interpreter& in, Value condition, Value conditions, const Handler& h) {
    if (in->vm->handling_debugger || value_or_nil(in, sym::inhibit_debugger)) return false;
    Value on_signal = value_or_nil(in, sym::debug_on_signal), on_error = value_or_nil(in, sym::debug_on_error);
    Value on_quit = value_or_nil(in, sym::debug_on_quit);
    bool unhandled = h.kind == Handler::native && (h.what.is_unbound() || h.reg);
    bool asks = h.kind == Handler::conditions && h.what.is_cons() && list_has(h.what, in[sym::debug]);
    if (!(unhandled || asks || wants(in, on_signal, conditions))) return false;
    bool enabled = condition == in[sym::quit] ? !on_quit.is_nil() : wants(in, on_error, conditions) || wants(in, on_signal, conditions);
    return enabled && !ignored_by_debugger(in, condition, conditions);
}

void restore_debugging(Interpreter& in, Value, Value) { in->vm->handling_debugger = false; }

void call_debugger(Interpreter& in, Value error_object) {
    Value debugger = value_or_nil(in, sym::debugger);
    if (debugger.is_nil()) return;
    std::size_t depth = binding_depth(in);
    in->vm->handling_debugger = true;
    on_unwind(in, restore_debugging);
    in.funcall(debugger, {in[sym::error], error_object});
    unbind_to(in, depth);
}

void call_signal_hook(Interpreter& in, Value condition, Value data) {
    Value hook = value_or_nil(in, sym::signal_hook_function);
    if (hook.is_nil() || condition == in[sym::excessive_lisp_nesting]) return;
    std::size_t depth = binding_depth(in);
    bind(in, in[sym::signal_hook_function], nil);
    in.funcall(hook, {condition, data});
    unbind_to(in, depth);
}

bool handler_takes(Interpreter& in, const Handler& h, Value conditions) {
    if (h.kind == Handler::catch_tag) return false;
    if (h.what.is_unbound()) return true;
    if (h.what.is_symbol()) return !h.what.is_nil() && matches_one(in, conditions, h.what);
    for (Value tail = h.what; tail.is_cons(); tail = cdr(tail))
        if (matches_one(in, conditions, car(tail))) return true;
    return false;
}

void note_origin(Interpreter& in) {
    Vm& vm = *in->vm;
    vm.error_backtrace = backtrace_lines(in);
    vm.error_place = current_place(in);
}

Vm& machine(Interpreter& in) { return *in->vm; }

}  // namespace

bool condition_matches(Interpreter& in, Value condition, Value spec) {
    Handler h{};
    h.kind = Handler::conditions;
    h.what = spec;
    return handler_takes(in, h, error_conditions(in, condition));
}

// SYMBOL nil: DATA is a whole error object being signalled again.
void prepare_signal(Interpreter& in, Value symbol, Value data) {
    Vm& vm = machine(in);
    Value object = symbol.is_nil() ? data : cons(in, symbol, data);
    Value condition = symbol.is_nil() ? (data.is_cons() ? car(data) : nil) : symbol;
    if (condition.is_nil()) {
        condition = in[sym::error];
        object = cons(in, condition, object.is_cons() ? cdr(object) : nil);
    }
    if (!condition.is_symbol()) return prepare_signal(in, in[sym::wrong_type_argument], list(in, {in[sym::symbolp], condition}));
    call_signal_hook(in, condition, symbol.is_nil() ? (data.is_cons() ? cdr(data) : nil) : data);
    Value conditions = error_conditions(in, condition);
    for (std::size_t i = vm.handlers.size(); i-- > 0;) {
        const Handler& h = vm.handlers.base[i];
        if (!handler_takes(in, h, conditions)) continue;
        if (debugger_wanted(in, condition, conditions, h)) call_debugger(in, object);
        if (h.kind == Handler::native && (h.what.is_unbound() || h.reg)) note_origin(in);
        return choose(in, i, object);
    }
    std::fputs("elwire: signal outside of any interpreter entry\n", stderr);
    std::abort();
}

void prepare_throw(Interpreter& in, Value tag, Value value) {
    Vm& vm = machine(in);
    if (!tag.is_nil())
        for (std::size_t i = vm.handlers.size(); i-- > 0;) {
            const Handler& h = vm.handlers.base[i];
            if (h.kind == Handler::catch_tag && h.what == tag) return choose(in, i, value);
        }
    prepare_signal(in, in[sym::no_catch], list(in, {tag, value}));
}

void unwind_to_handler(Interpreter& in, std::size_t index) {
    Vm& vm = machine(in);
    {
        const Handler& target = vm.handlers.base[index];
        vm.frames.top = vm.frames.base + target.frame;
        vm.values.top = target.top;
        if (vm.depth > target.depth + 500) vm.depth_limit = 0;  // a raised limit is looked up again
        vm.depth = target.depth;
    }
    while (vm.handlers.size() - 1 > index) {
        unbind_to(in, vm.handlers.top[-1].bindings);
        --vm.handlers.top;
    }
    unbind_to(in, vm.handlers.base[index].bindings);
}

std::size_t push_native_handler(Interpreter& in, Value conditions, bool note_origin) {
    Vm& vm = machine(in);
    if (vm.handlers.top + 8 > vm.handlers.limit) too_deep(in);
    Handler* h = vm.handlers.top++;
    *h = {};
    h->kind = Handler::native;
    h->reg = note_origin;
    h->activation = UINT32_MAX;  // no loop's
    h->frame = static_cast<std::uint32_t>(vm.frames.size());
    h->cut = static_cast<std::uint32_t>(vm.handlers.size() - 1);
    h->bindings = vm.bindings.size();
    h->what = conditions;
    h->depth = vm.depth;
    h->top = vm.values.top;
    return vm.handlers.size() - 1;
}

void pop_handler(Interpreter& in, std::size_t index) { machine(in).handlers.top = machine(in).handlers.base + index; }

bool exit_arrived(Interpreter& in, std::size_t index) {
    Vm& vm = machine(in);
    if (vm.pending_handler != index) return false;
    for (;;) {
        Value value = vm.pending_value;
        try {
            unwind_to_handler(in, index);
            pop_handler(in, index);
            vm.pending_value = value;
            return true;
        } catch (const NonLocalExit&) {  // a cleanup exited in its turn, perhaps to the same handler
            if (vm.pending_handler != index) throw;
        }
    }
}

Value take_pending(Interpreter& in) { return std::exchange(machine(in).pending_value, nil); }

// --- <el/exit.hpp> -----------------------------------------------------------------------------------------------

void signal(Interpreter& in, Value symbol, Value data) {
    prepare_signal(in, symbol, data);
    throw NonLocalExit{};
}

void signal(Interpreter& in, sym::Id symbol, std::initializer_list<Value> data) { signal(in, in[symbol], list(in, data)); }

namespace {

void append_directive(Interpreter& in, std::string& text, const char*& p, va_list args) {
    char number[32];
    switch (*p) {
        case 's': text += va_arg(args, const char*); break;
        case 'd': std::snprintf(number, sizeof number, "%d", va_arg(args, int)); text += number; break;
        case 'c': text += static_cast<char>(va_arg(args, int)); break;
        case 'l':
            std::snprintf(number, sizeof number, "%lld", va_arg(args, long long));
            text += number;
            p += 2;
            break;
        case 'S': text += in.print(va_arg(args, Value), true); break;
        case 'V': text += in.print(va_arg(args, Value), false); break;
        default: text += *p; break;
    }
}

}  // namespace

void error(Interpreter& in, const char* format, ...) {
    std::string text;
    va_list args;
    va_start(args, format);
    for (const char* p = format; *p; ++p) {
        if (*p == '%' && p[1])
            append_directive(in, text, ++p, args);
        else
            text += *p;
    }
    va_end(args);
    signal(in, sym::error, {in.to_lisp(text)});
}

void wrong_type(Interpreter& in, sym::Id predicate, Value object) { signal(in, sym::wrong_type_argument, {in[predicate], object}); }
void args_out_of_range(Interpreter& in, Value a) { signal(in, sym::args_out_of_range, {a}); }
void args_out_of_range(Interpreter& in, Value a, Value b) { signal(in, sym::args_out_of_range, {a, b}); }
void args_out_of_range(Interpreter& in, Value a, Value b, Value c) { signal(in, sym::args_out_of_range, {a, b, c}); }
void quit(Interpreter& in) { signal(in, in[sym::quit], nil); }

void file_error(Interpreter& in, std::string_view step, Value names, int errnum) {
    if (!names.is_cons() && !names.is_nil()) names = list(in, {names});
    sym::Id symbol = errnum == ENOENT ? sym::file_missing : errnum == EEXIST ? sym::file_already_exists
                                         : sym::file_error;
    Value data = errnum == EEXIST
                     ? cons(in, make_string(in, std::strerror(errnum)), names)
                     : cons(in, make_string(in, step), cons(in, make_string(in, std::strerror(errnum)), names));
    signal(in, in[symbol], data);
}

void wrong_argument_count(Interpreter& in, Value function, unsigned count) {
    Value shown = function;
    if (function.is<Closure>()) {
        const Code& code = *function.as<Closure>().code;
        bool has_body = code.source.is_cons() && !cdr(cdr(code.source)).is_nil();  // preloaded functions do not keep theirs
        if (has_body)  // as Emacs's interpreter shows it: (lambda ARGS . BODY), or ((t) ARGS . BODY) when lexical
            shown = code.lexical ? cons(in, list(in, {in[sym::t]}), cdr(code.source)) : code.source;
        else
            shown = cons(in, fixnum(code.required), fixnum(code.required + code.optional));
    }
    signal(in, sym::wrong_number_of_arguments, {shown, fixnum(count)});
}

void too_deep(Interpreter& in) {
    Vm& vm = machine(in);
    Value setting = value_or_nil(in, sym::max_lisp_eval_depth);
    std::size_t limit = setting.is_fixnum() && setting.fixnum() > 100 ? static_cast<std::size_t>(setting.fixnum()) : 100;
    if (in.options().max_depth) limit = std::min(limit, in.options().max_depth);
    bool space = vm.values.top + 70000 < vm.values.limit && vm.frames.top + 64 < vm.frames.limit && vm.handlers.top + 64 < vm.handlers.limit;
    if (vm.depth < limit && space) {
        vm.depth_limit = limit;
        return;
    }
    vm.depth_limit = vm.depth + 100;  // room for handlers that run before the unwinding
    signal(in, sym::excessive_lisp_nesting, {fixnum(static_cast<Int>(vm.depth + 1))});
}

void check_c_stack(Interpreter& in) {
    Vm& vm = machine(in);
    char* here = static_cast<char*>(__builtin_frame_address(0));
    if (here > vm.c_stack_limit) [[likely]]
        return;
    char* limit = std::exchange(vm.c_stack_limit, vm.c_stack_limit - (128 << 10));
    Value data = list(in, {fixnum(static_cast<Int>(vm.depth))});
    prepare_signal(in, in[sym::excessive_lisp_nesting], data);
    vm.c_stack_limit = limit;
    throw NonLocalExit{};
}

}  // namespace el
