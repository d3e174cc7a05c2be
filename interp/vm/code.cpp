// Making code and closures, and looking up places.
#include "vm/code.hpp"

#include "core/hooks.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

Code* make_code() {
    Code* code = heap::make<Code>();
    code->plain_arity = adjusts;
    return code;
}

void set_instructions(Code& code, Insn* insns) {
    code.insns = insns;
    code.plain_arity = code.optional || code.rest ? adjusts : code.required;
}

Closure* make_closure(Code* code, unsigned captures) {
    Closure* closure = heap::make<Closure>(captures * sizeof(Value));
    closure->header.length = captures;
    closure->code = code;
    return closure;
}

namespace {

// ((NAME . VALUE) ... t): what the closure captured, as the environments of Emacs's interpreter look.
Value environment_of(Interpreter& in, const Closure& closure) {
    ListBuilder environment(in);
    Value names = closure.code->capture_names;
    for (std::uint32_t i = 0; i < closure.header.length && names.is_cons(); ++i, names = cdr(names)) {
        Value v = closure.captured[i];
        environment.add(cons(in, car(names), v.is<Cell>() ? v.as<Cell>().value : v));
    }
    environment.add(in[sym::t]);
    return environment.take();
}

}  // namespace

Value closure_as_list(Interpreter& in, Value function) {
    const Closure& closure = function.as<Closure>();
    Value source = closure.code->source;
    if (!source.is_cons() || !closure.code->lexical) return source;
    return cons(in, in[sym::closure], cons(in, environment_of(in, closure), cdr(source)));
}

LineEntry line_of(const Code& code, std::size_t pc) {
    const LineEntry* first = code.lines;
    const LineEntry* next = std::upper_bound(first, first + code.line_count, pc, [](std::size_t at, const LineEntry& e) { return at < e.pc; });
    return next == first ? LineEntry{} : next[-1];
}

}  // namespace el
