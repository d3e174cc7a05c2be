// Calling functions from C++, and finding out what a function object is.
#include "vm/binding.hpp"
#include "vm/machine.hpp"

#include <algorithm>

namespace el {

namespace {

// Restores the end of the value stack and the frame stack; on a non-local exit the catcher has done so already or will.
struct PrimitiveFrame {
    Vm& vm;
    Frame* frame;
    Value* top;
    PrimitiveFrame(Interpreter& in, const Primitive& primitive, Value* args, unsigned count) : vm(*in->vm) {
        if (vm.frames.top + 8 > vm.frames.limit) too_deep(in);
        frame = vm.frames.top++;
        top = vm.values.top;
        *frame = {nullptr, nullptr, args, count, false, &primitive};
        vm.values.top = std::max(top, args + count);
    }
    void pop() {
        vm.frames.top = frame;
        vm.values.top = top;
    }
};

Value call_primitive(Interpreter& in, Value function, Value* args, unsigned count) {
    const Primitive& primitive = function.as<Primitive>();
    if (static_cast<int>(count) < primitive.min_args ||
        (static_cast<int>(count) > primitive.max_args && primitive.max_args != Primitive::many))
        wrong_argument_count(in, function, count);
    check_c_stack(in);
    PrimitiveFrame frame(in, primitive, args, count);
    Value result = primitive.call(in, args, count);
    frame.pop();
    if (result.is_exit_pending()) throw NonLocalExit{};
    return result;
}

[[noreturn]] void void_function(Interpreter& in, Value function) { signal(in, sym::void_function, {function}); }
[[noreturn]] void invalid_function(Interpreter& in, Value function) { signal(in, sym::invalid_function, {function}); }

Value resolve_list(Interpreter& in, Value definition, Value name) {
    Value head = car(definition);
    if (head == in[sym::lambda] || head == in[sym::closure]) return closure_from_lambda(in, definition);
    if (head == in[sym::autoload]) return autoload_function(in, definition, name);
    invalid_function(in, name);
}

}  // namespace

Value resolve_function(Interpreter& in, Value function) {
    for (;;) {
        Value definition = function.is_symbol() ? indirect_function(in, function) : function;
        if (definition.is<Closure>() || (definition.is<Primitive>() && definition.as<Primitive>().max_args != Primitive::unevalled))
            return definition;
        if (definition.is_nil()) {
            if (function.is_symbol()) void_function(in, function);
            void_function(in, definition);
        }
        if (!definition.is_cons()) invalid_function(in, definition.is<Primitive>() ? definition : function);
        Value resolved = resolve_list(in, definition, function);
        if (resolved.is<Closure>() || resolved.is<Primitive>()) return resolved;
        if (resolved == function) invalid_function(in, function);
        function = resolved;
    }
}

Value call_on_stack(Interpreter& in, Value function, Value* args, unsigned count) {
    if (!function.is<Closure>() && !function.is<Primitive>()) {
        in->vm->values.top = std::max(in->vm->values.top, args + count);
        function = resolve_function(in, function);
    }
    if (function.is<Closure>()) return run(in, &function.as<Closure>(), args, count);
    if (function.as<Primitive>().max_args == Primitive::unevalled) invalid_function(in, function);
    return call_primitive(in, function, args, count);
}

Value call_function(Interpreter& in, Value function, const Value* args, std::size_t count) {
    Vm& vm = *in->vm;
    Value* top = vm.values.top;
    if (top + count + 64 > vm.values.limit) too_deep(in);
    Value* base = top + 1;
    *top = function;
    std::copy(args, args + count, base);
    vm.values.top = base + count;
    Value result = call_on_stack(in, function, base, static_cast<unsigned>(count));
    vm.values.top = top;
    return result;
}

}  // namespace el
