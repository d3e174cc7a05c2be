// The rare cases of the instructions.
#include "vm/slow.hpp"

#include "core/args.hpp"
#include "core/char_table.hpp"
#include "core/number.hpp"

namespace el::slow {

Value type_error(Interpreter& in, sym::Id predicate, Value v) {
    prepare_signal(in, in[sym::wrong_type_argument], list(in, {in[predicate], v}));
    return Value::exit_pending();
}

Value car(Interpreter& in, Value v) {
    if (v.is_nil()) return nil;
    return v.is_cons() ? el::car(v) : type_error(in, sym::listp, v);
}
Value cdr(Interpreter& in, Value v) {
    if (v.is_nil()) return nil;
    return v.is_cons() ? el::cdr(v) : type_error(in, sym::listp, v);
}
Value setcar(Interpreter& in, Value cell, Value v) {
    if (!cell.is_cons()) return type_error(in, sym::consp, cell);
    return cell.as<Cons>().car = v;
}
Value setcdr(Interpreter& in, Value cell, Value v) {
    if (!cell.is_cons()) return type_error(in, sym::consp, cell);
    return cell.as<Cons>().cdr = v;
}

Value add(Interpreter& in, Value a, Value b) { return arith(in, Arith::add, a, b); }
Value subtract(Interpreter& in, Value a, Value b) { return arith(in, Arith::sub, a, b); }
Value multiply(Interpreter& in, Value a, Value b) { return arith(in, Arith::mul, a, b); }
Value divide(Interpreter& in, Value a, Value b) { return arith(in, Arith::div, a, b); }
Value remainder(Interpreter& in, Value a, Value b) { return arith(in, Arith::rem, a, b); }

bool compare(Interpreter& in, Comparison how, Value a, Value b) {
    int order = compare_numbers(in, a, b);
    switch (how) {
        case Comparison::less: return order == -1;
        case Comparison::greater: return order == 1;
        case Comparison::less_equal: return order == -1 || order == 0;
        case Comparison::greater_equal: return order == 1 || order == 0;
        case Comparison::same: return order == 0;
    }
    return false;
}

namespace {

Value call_named(Interpreter& in, sym::Id function, std::initializer_list<Value> args) { return in.funcall(in[function], args); }

}  // namespace

Value bitwise(Interpreter& in, Op op, Value a, Value b) {
    return call_named(in, op == Op::LogAnd ? sym::logand : op == Op::LogIor ? sym::logior : sym::logxor, {a, b});
}
Value aref(Interpreter& in, Value array, Value index) {
    if (array.is<String>() && index.is_fixnum()) {
        const String& s = array.as<String>();
        if (static_cast<std::uint64_t>(index.fixnum()) < s.chars)
            return fixnum(static_cast<Int>(string_char(s, static_cast<std::size_t>(index.fixnum()))));
    }
    if (array.is<CharTable>() && index.is_fixnum() && static_cast<std::uint64_t>(index.fixnum()) <= utf8::max_char)
        return char_table_ref(array.as<CharTable>(), static_cast<char32_t>(index.fixnum()));
    return call_named(in, sym::aref, {array, index});
}
Value aset(Interpreter& in, Value array, Value index, Value element) { return call_named(in, sym::aset, {array, index, element}); }
Value length(Interpreter& in, Value sequence) {
    if (sequence.is_cons() || sequence.is_nil()) {
        Int n = 0;
        Value tail = sequence;
        for (; tail.is_cons(); tail = el::cdr(tail))
            if ((++n & 0xffffff) == 0) return fixnum(static_cast<Int>(list_length(in, sequence)));  // perhaps circular
        if (tail.is_nil()) return fixnum(n);
    }
    if (sequence.is<Vector>()) return fixnum(static_cast<Int>(sequence.as<Vector>().size));
    return call_named(in, sym::length, {sequence});
}

Value nthcdr(Interpreter& in, Value n, Value list) {
    if (!n.is_fixnum()) return call_named(in, sym::nthcdr, {n, list});
    Value tail = list;
    Int count = n.fixnum();
    if (count > 100000) return call_named(in, sym::nthcdr, {n, list});
    for (; count > 0; --count) {
        if (!tail.is_cons()) return tail.is_nil() ? nil : type_error(in, sym::listp, list);
        tail = el::cdr(tail);
    }
    return tail;
}

Value nth(Interpreter& in, Value n, Value list) {
    Value tail = nthcdr(in, n, list);
    return tail.is_exit_pending() ? tail : car(in, tail);
}

Value memq(Interpreter& in, Value element, Value list) {
    Value tail = list;
    for (unsigned guard = 0; tail.is_cons(); tail = el::cdr(tail)) {
        if (el::car(tail) == element) return tail;
        if ((++guard & 0xffffff) == 0) list_length(in, list);
    }
    return tail.is_nil() ? nil : type_error(in, sym::listp, list);
}

Value assq(Interpreter& in, Value key, Value alist) {
    Value tail = alist;
    for (unsigned guard = 0; tail.is_cons(); tail = el::cdr(tail)) {
        Value entry = el::car(tail);
        if (entry.is_cons() && el::car(entry) == key) return entry;
        if ((++guard & 0xffffff) == 0) list_length(in, alist);
    }
    return tail.is_nil() ? nil : type_error(in, sym::listp, alist);
}

Value gethash(Interpreter& in, Value key, Value table) {
    if (!table.is<HashTable>()) return type_error(in, sym::hash_table_p, table);
    Value found = hash_get(in, table.as<HashTable>(), key);
    return found.is_unbound() ? nil : found;
}

Value get_global(Interpreter& in, Value symbol) {
    Value v = find_value(in, symbol);
    if (!v.is_unbound()) return v;
    prepare_signal(in, in[sym::void_variable], list(in, {symbol}));
    return Value::exit_pending();
}

void adjust_arguments(Interpreter& in, Closure& closure, Value* args, unsigned count) {
    const Code& code = *closure.code;
    unsigned positional = unsigned{code.required} + code.optional;
    Value rest;
    while (count > positional) rest = cons_fast(in, args[--count], rest);
    for (unsigned i = count; i < positional; ++i) args[i] = nil;
    if (code.rest) args[positional] = rest;
}

unsigned spread(Interpreter& in, Value* args, unsigned count) {
    Vm& vm = *in->vm;
    Value rest = args[count - 1];
    Value* out = args + count - 1;
    for (Value tail = rest; !tail.is_nil(); tail = el::cdr(tail)) {
        if (!tail.is_cons()) wrong_type(in, sym::listp, tail);
        if (out + 64 > vm.values.limit) too_deep(in);
        if ((out - args) == (16 << 20)) list_length(in, rest);  // signals circular-list
        *out++ = el::car(tail);
    }
    return static_cast<unsigned>(out - args);
}

namespace {

enum class Layout { A_B_C, A_B_I, A_B_J };
struct InlineInfo {
    Op op;
    Layout layout;
    std::string_view name, function;
};
constexpr InlineInfo inline_table[] = {
#define OP(name, layout, doc)
#define INLINE(name, layout, function, doc) {Op::name, Layout::layout, #name, function},
#include "vm/opcodes.def"
#undef OP
#undef INLINE
};
constexpr std::size_t first_inline = static_cast<std::size_t>(inline_table[0].op);
constexpr std::size_t inline_count = std::size(inline_table);

const InlineInfo& redefined_info(Op op) {
    return inline_table[static_cast<std::size_t>(op) - first_inline - inline_count];
}

}  // namespace

Value redefined(Interpreter& in, Insn insn, Value* R) {
    const InlineInfo& info = redefined_info(insn.op());
    Value function = in.intern(info.function);
    if (info.layout == Layout::A_B_J) {
        Value second = info.name.ends_with("Integer") ? fixnum(insn.signed_b()) : R[insn.b()];
        Value holds = in.funcall(function, {R[insn.a()], second});
        bool unless = info.name.starts_with("JumpUnless");
        return holds.is_nil() == unless ? in[sym::t] : nil;
    }
    if (info.op == Op::Aset) return in.funcall(function, {R[insn.a()], R[insn.b()], R[insn.uc()]});
    if (info.op == Op::StoreElement) {
        in.funcall(function, {R[insn.a()], R[insn.b()], R[insn.uc()]});
        return R[insn.a()];  // the array stays in its register
    }
    if (info.op == Op::ArefInteger) return in.funcall(function, {R[insn.b()], fixnum(insn.c())});
    bool unary = (info.op >= Op::Car && info.op <= Op::Negate);
    if (unary) return in.funcall(function, {R[insn.b()]});
    return in.funcall(function, {R[insn.b()], R[insn.uc()]});
}

}  // namespace el::slow
