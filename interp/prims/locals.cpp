// Primitives: buffer-local variables and default values (manual node "Buffer-Local Variables").
// Tests: tests/lisp/prims/buffers.el
#include "text/locals.hpp"

#include "prims/buffer_args.hpp"
#include "text/hooks.hpp"
#include "text/state.hpp"

#include <el/list.hpp>

namespace el {

namespace {

Symbol& variable(Interpreter& in, Value v) {
    if (!v.is_symbol()) wrong_type(in, sym::symbolp, v);
    return resolve_alias(in, symbol(in, v));
}

Value make_local_variable(Interpreter& in, Value variable_name) {
    make_local(in, variable(in, variable_name), current(in));
    return variable_name;
}

Value make_variable_buffer_local(Interpreter& in, Value variable_name) {
    make_automatically_local(in, variable(in, variable_name));
    return variable_name;
}

Value kill_local_variable(Interpreter& in, Value variable_name) {
    kill_local(in, variable(in, variable_name), current(in));
    return variable_name;
}

Value fn_local_variable_p(Interpreter& in, Value variable_name, Value buffer) {
    return truth(in, has_local(buffer_or_current(in, buffer), variable(in, variable_name)));
}

Value local_variable_if_set_p(Interpreter& in, Value variable_name, Value buffer) {
    Symbol& s = variable(in, variable_name);
    return truth(in, becomes_local_if_set(s) || has_local(buffer_or_current(in, buffer), s));
}

Value fn_buffer_local_value(Interpreter& in, Value variable_name, Buffer& buffer) {
    Value v = buffer_local_value(in, variable(in, variable_name), buffer);
    if (v.is_unbound()) signal(in, sym::void_variable, {variable_name});
    return v;
}

// (VARIABLE . VALUE) for each, just VARIABLE if it is void there.
Value buffer_local_variables(Interpreter& in, Value buffer) {
    Buffer& b = buffer_or_current(in, buffer);
    ListBuilder all(in);
    for (std::uint32_t i = b.locals.size; i > 0; --i) {
        LocalVariable& local = b.locals[i - 1];
        Value name = symbol_as_value(in, *local.symbol);
        all.add(local.value.is_unbound() ? name : cons(in, name, local.value));
    }
    for (unsigned i = slot::count; i > 0; --i) {
        Value name = in.intern(slot_name(i - 1));
        if (has_local(b, symbol(in, name))) all.add(cons(in, name, buffer_local_value(in, symbol(in, name), b)));
    }
    return all.take();
}

Value kill_all_local_variables(Interpreter& in) {
    run_hook(in, sym::change_major_mode_hook);
    reset_local_variables(in, current(in), false);
    return nil;
}

constexpr Primitive table[] = {
    prim<fn_buffer_local_value>("buffer-local-value", "variable buffer", "Return the value of VARIABLE in BUFFER, its default if it is not local there."),
    prim<buffer_local_variables>("buffer-local-variables", "&optional buffer", "Return an alist of variables that are buffer-local in BUFFER."),
    prim<kill_all_local_variables>("kill-all-local-variables", "", "Switch to Fundamental mode by killing current buffer's local variables."),
    prim<kill_local_variable>("kill-local-variable", "variable", "Make VARIABLE no longer have a separate value in the current buffer."),
    prim<local_variable_if_set_p>("local-variable-if-set-p", "variable &optional buffer", "Non-nil if VARIABLE is local in BUFFER when set there."),
    prim<fn_local_variable_p>("local-variable-p", "variable &optional buffer", "Non-nil if VARIABLE has a local binding in buffer BUFFER."),
    prim<make_local_variable>("make-local-variable", "variable", "Make VARIABLE have a separate value in the current buffer."),
    prim<make_variable_buffer_local>("make-variable-buffer-local", "variable", "Make VARIABLE become buffer-local whenever it is set."),
};

}  // namespace

void define_locals(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
