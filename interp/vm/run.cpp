// The interpreter loop.
//
// Rules:
//  1. pc, R (registers), K (constants) and closure are cached in locals. Before anything that may call Lisp, signal or look at frames: SAVE().
//     Anything that may return from an exit reloads them: LOAD().
//  2. vm.values.top is the end of the running frame, always: the collector scans up to it.
//  3. A callee's frame starts at its first argument; base[-1] is the slot of the function before the call and of the result after.
//  4. Rarely executed work is in slow.cpp.
//  5. A Value::exit_pending() result means that the handler is chosen: `goto exit_chosen`.
#include "core/hash_table.hpp"
#include "core/number.hpp"
#include "vm/binding.hpp"
#include "vm/machine.hpp"
#include "vm/slow.hpp"

namespace el {

namespace {

inline bool both_fixnums(Value a, Value b) { return (((a.bits() ^ 2) | (b.bits() ^ 2)) & 3) == 0; }
inline bool both_floats(Value a, Value b) { return a.is_immediate_float() && b.is_immediate_float(); }

// Vectors and records have one layout.
inline bool is_indexed(Value v) {
    return v.is_object() && (v.object()->kind == Kind::Vector || v.object()->kind == Kind::Record);
}

inline bool add_fixnums(Value a, Value b, Value* out) {
    std::int64_t sum;
    if (__builtin_add_overflow(static_cast<std::int64_t>(a.bits() - 2), static_cast<std::int64_t>(b.bits()), &sum)) return false;
    *out = Value::from_bits(static_cast<std::uint64_t>(sum));
    return true;
}
inline bool subtract_fixnums(Value a, Value b, Value* out) {
    std::int64_t difference;
    if (__builtin_sub_overflow(static_cast<std::int64_t>(a.bits()), static_cast<std::int64_t>(b.bits() - 2), &difference))
        return false;
    *out = Value::from_bits(static_cast<std::uint64_t>(difference));
    return true;
}
inline bool multiply_fixnums(Value a, Value b, Value* out) {
    std::int64_t product;
    if (__builtin_mul_overflow(static_cast<std::int64_t>(a.bits() - 2), b.fixnum(), &product)) return false;
    *out = Value::from_bits(static_cast<std::uint64_t>(product) | 2);
    return true;
}
inline bool store_float(double d, Value* out) {
    std::uint64_t bits = Value::float_bits(d);
    if (!Value::fits_immediate_float(bits)) return false;
    *out = Value::from_bits(bits);
    return true;
}

inline void push_frame(Vm& vm, Closure* closure, Value* base, unsigned count, bool entry, const Insn* pc) {
    Frame* f = vm.frames.top++;
    f->closure = closure;
    f->pc = pc;
    f->base = base;
    f->argument_count = count;
    f->entry = entry;
    f->primitive = nullptr;
}

inline bool stack_is_full(Vm& vm, Value* base, const Code* code) {
    return base + code->frame_size + 64 > vm.values.limit || vm.frames.top + 8 > vm.frames.limit;
}

// What a call needs that is not plain: the function is compiled, missing arguments are filled in, the rest is made a list.
void prepare_call(Interpreter& in, Vm& vm, Closure* closure, Value* base, unsigned count) {
    Code& code = *closure->code;
    vm.values.top = std::max(vm.values.top, base + count);
    if (!code.insns) compile_now(in, code);
    if (count < code.required || (!code.rest && count > unsigned{code.required} + code.optional))
        wrong_argument_count(in, Value::from_object(closure), count);
    if (stack_is_full(vm, base, &code)) too_deep(in);
    slow::adjust_arguments(in, *closure, base, count);
}

// Makes `closure` ready to run with `count` arguments at `base`, and pushes its frame.
inline void enter(Interpreter& in, Vm& vm, Closure* closure, Value* base, unsigned count, bool entry) {
    Code* code = closure->code;
    base[-1] = Value::from_object(closure);
    if (count != code->plain_arity) [[unlikely]]
        prepare_call(in, vm, closure, base, count);
    if (++vm.depth > vm.depth_limit || stack_is_full(vm, base, code)) [[unlikely]] {
        --vm.depth;
        too_deep(in);  // returns when the limit was only cached too low
        ++vm.depth;
    }
    vm.values.top = base + code->frame_size;
    push_frame(vm, closure, base, count, entry, code->insns);
    if (in->attention.load(std::memory_order_relaxed)) [[unlikely]]
        safepoint(in);
}

// The usual cases of binding a variable and of undoing that: it is no alias, nor buffer-local, constant or watched.
inline bool is_ordinary(const Symbol& s) { return s.redirect() == Symbol::plain && !(s.header.flags & (Symbol::constant | Symbol::watched)); }

inline bool bind_ordinary(Interpreter& in, Vm& vm, Value name, Value value) {
    Symbol& s = symbol(in, name);
    if (!is_ordinary(s) || vm.bindings.top + 8 > vm.bindings.limit) return false;
    Binding& b = *vm.bindings.top++;
    b.kind = Binding::let_plain;
    b.a = name;
    b.b = std::exchange(s.value, value);
    return true;
}

inline bool unbind_ordinary(Interpreter& in, Vm& vm) {
    const Binding& b = vm.bindings.top[-1];
    if (b.kind != Binding::let_plain) return false;
    Symbol& s = symbol(in, b.a);
    if (!is_ordinary(s)) return false;
    s.value = b.b;
    --vm.bindings.top;
    return true;
}

// Returns to the chosen handler, which is of this activation.
void land(Interpreter& in, Vm& vm) {
    std::size_t index = vm.pending_handler;
    Value value = vm.pending_value;
    unwind_to_handler(in, index);
    Handler& h = vm.handlers.base[index];
    Frame& f = vm.frames.top[-1];
    f.base[h.reg] = value;
    f.pc = h.target;
    vm.handlers.top = vm.handlers.base + h.cut;
}

#define SAVE() (vm.frames.top[-1].pc = pc)
#define LOAD()                              \
    do {                                    \
        Frame& frame_ = vm.frames.top[-1];  \
        closure = frame_.closure;           \
        pc = frame_.pc;                     \
        R = frame_.base;                    \
        K = closure->code->constants;       \
    } while (0)
#define NEXT()                                              \
    do {                                                    \
        insn = *pc++;                                       \
        goto* labels[static_cast<std::uint8_t>(insn.op())]; \
    } while (0)
#define CASE(name) L_##name:
#define A R[insn.a()]
#define B R[insn.b()]
#define C R[insn.uc()]
#define SLOW(expression)                               \
    do {                                               \
        SAVE();                                        \
        Value result_ = (expression);                  \
        if (result_.is_exit_pending()) [[unlikely]]    \
            goto exit_chosen;                          \
        A = result_;                                   \
        NEXT();                                        \
    } while (0)
#define BOOLEAN(condition)          \
    do {                            \
        A = (condition) ? t : nil;  \
        NEXT();                     \
    } while (0)
#define ARITHMETIC(name, fixnum_case, operator_, slow_case)                            \
    CASE(name) {                                                                       \
        Value x = B, y = C;                                                            \
        if (both_fixnums(x, y)) {                                                      \
            if (fixnum_case(x, y, &A)) NEXT();                                         \
        } else if (both_floats(x, y)) {                                                \
            if (store_float(x.immediate_float() operator_ y.immediate_float(), &A)) NEXT(); \
        }                                                                              \
        SLOW(slow_case(in, x, y));                                                     \
    }
#define COMPARE(x, y, operator_, how)                                                  \
    (both_fixnums(x, y) ? static_cast<std::int64_t>(x.bits()) operator_ static_cast<std::int64_t>(y.bits()) \
     : both_floats(x, y) ? x.immediate_float() operator_ y.immediate_float()           \
                         : (SAVE(), slow::compare(in, slow::Comparison::how, x, y)))
#define COMPARISON(name, jump_if, jump_unless, operator_, how)   \
    CASE(name) {                                                 \
        Value x = B, y = C;                                      \
        BOOLEAN(COMPARE(x, y, operator_, how));                  \
    }                                                            \
    CASE(jump_if) {                                              \
        Value x = A, y = B;                                      \
        if (COMPARE(x, y, operator_, how)) pc += insn.c();       \
        NEXT();                                                  \
    }                                                            \
    CASE(jump_unless) {                                          \
        Value x = A, y = B;                                      \
        if (!(COMPARE(x, y, operator_, how))) pc += insn.c();    \
        NEXT();                                                  \
    }

#define COMPARE_INTEGER(x, operator_, how)                                                                                       \
    (x.is_fixnum() ? static_cast<std::int64_t>(x.bits()) operator_ static_cast<std::int64_t>(fixnum(insn.signed_b()).bits())     \
     : x.is_immediate_float() ? x.immediate_float() operator_ static_cast<double>(insn.signed_b())                               \
                              : (SAVE(), slow::compare(in, slow::Comparison::how, x, fixnum(insn.signed_b()))))
#define INTEGER_COMPARISON(jump_if, jump_unless, operator_, how)        \
    CASE(jump_if) {                                                     \
        Value x = A;                                                    \
        if (COMPARE_INTEGER(x, operator_, how)) pc += insn.c();         \
        NEXT();                                                         \
    }                                                                   \
    CASE(jump_unless) {                                                 \
        Value x = A;                                                    \
        if (!(COMPARE_INTEGER(x, operator_, how))) pc += insn.c();      \
        NEXT();                                                         \
    }

Value execute(Interpreter& in, Vm& vm, std::uint32_t activation) {
    static const void* const labels[] = {
#define OP(name, layout, doc) &&L_##name,
#define INLINE(name, layout, function, doc) &&L_##name,
#include "vm/opcodes.def"
#undef OP
#undef INLINE
#define OP(name, layout, doc)
#define INLINE(name, layout, function, doc) &&L_redefined_##layout,
#include "vm/opcodes.def"
#undef OP
#undef INLINE
    };
    const Value t = in[sym::t];
    const Insn* pc;
    Value* R;
    Value* K;
    Closure* closure;
    Insn insn;
    Value function;
    unsigned count;

    LOAD();
    NEXT();

    CASE(Move) { A = B; NEXT(); }
    CASE(LoadConstant) { A = K[insn.uc()]; NEXT(); }
    CASE(LoadNil) { A = nil; NEXT(); }
    CASE(LoadInteger) { A = fixnum(insn.c()); NEXT(); }

    CASE(GetCaptured) { A = closure->captured[insn.b()]; NEXT(); }
    CASE(GetCapturedCell) { A = closure->captured[insn.b()].as<Cell>().value; NEXT(); }
    CASE(SetCapturedCell) { closure->captured[insn.a()].as<Cell>().value = B; NEXT(); }
    CASE(NewCell) { A = make_cell(B); NEXT(); }
    CASE(GetCell) { A = B.as<Cell>().value; NEXT(); }
    CASE(SetCell) { A.as<Cell>().value = B; NEXT(); }
    CASE(MakeClosure) {
        unsigned captures = insn.b();
        Closure* made = make_closure(&K[insn.uc()].as<Code>(), captures);
        for (unsigned i = 0; i < captures; ++i, ++pc) made->captured[i] = pc->a() ? closure->captured[pc->b()] : R[pc->b()];
        A = Value::from_object(made);
        NEXT();
    }
    CASE(Capture) { NEXT(); }

    CASE(GetGlobal) {
        Value name = K[insn.uc()];
        Symbol& s = *reinterpret_cast<Symbol*>(name.bits() - Value::symbol_tag);
        if (s.redirect() == Symbol::plain && !s.value.is_unbound()) {
            A = s.value;
            NEXT();
        }
        SLOW(slow::get_global(in, name));
    }
    CASE(SetGlobal) {
        Value name = K[insn.uc()];
        Symbol& s = symbol(in, name);
        if (s.redirect() == Symbol::plain && !(s.header.flags & (Symbol::constant | Symbol::watched))) {
            s.value = A;
            NEXT();
        }
        SAVE();
        set_symbol_value(in, name, A);
        NEXT();
    }
    CASE(Bind) {
        if (bind_ordinary(in, vm, K[insn.uc()], A)) NEXT();
        SAVE();
        bind(in, K[insn.uc()], A);
        NEXT();
    }
    CASE(Unbind) {
        count = insn.a();
        while (count > 0 && unbind_ordinary(in, vm)) --count;
        if (count == 0) NEXT();
        SAVE();
        unbind_to(in, vm.bindings.size() - count);
        NEXT();
    }

    CASE(CallNamed) {
        count = insn.b();
        Value name = K[insn.uc()];
        function = reinterpret_cast<Symbol*>(name.bits() - Value::symbol_tag)->function;
        if (!function.is_object()) [[unlikely]]
            function = name;
        goto call;
    }
    CASE(Call) {
        function = A;
        count = insn.b();
        goto call;
    }
    CASE(Apply) {
        SAVE();
        function = A;
        count = slow::spread(in, &A + 1, insn.b());
        vm.values.top = std::max(vm.values.top, &A + 1 + count);
        goto call;
    }
call:
    if (function.is<Closure>()) [[likely]] {
        SAVE();
        Closure* callee = &function.as<Closure>();
        enter(in, vm, callee, &A + 1, count, false);
        closure = callee;
        pc = callee->code->insns;
        R = vm.frames.top[-1].base;
        K = callee->code->constants;
        NEXT();
    }
    if (function.is<Primitive>()) {
        SAVE();
        const Primitive& primitive = function.as<Primitive>();
        Value* args = &A + 1;
        if (static_cast<int>(count) < primitive.min_args ||
            (static_cast<int>(count) > primitive.max_args && primitive.max_args != Primitive::many)) [[unlikely]]
            wrong_argument_count(in, insn.op() == Op::CallNamed ? K[insn.uc()] : function, count);
        Frame* f = vm.frames.top++;
        f->closure = nullptr;
        f->primitive = &primitive;
        f->base = args;
        f->argument_count = count;
        f->entry = false;
        Value result = primitive.call(in, args, count);
        vm.frames.top = f;
        vm.values.top = R + closure->code->frame_size;
        if (result.is_exit_pending()) [[unlikely]]
            goto exit_chosen;
        A = result;
        NEXT();
    }
    SAVE();
    function = resolve_function(in, function);
    goto call;

    CASE(ReturnNil) {
        function = nil;
        goto return_value;
    }
    CASE(Return) { function = A; }
return_value: {
    Frame* f = --vm.frames.top;
    --vm.depth;
    R[-1] = function;
    if (f->entry) return function;
    LOAD();
    vm.values.top = R + closure->code->frame_size;
    NEXT();
}

    CASE(Jump) { pc += insn.c(); NEXT(); }
    CASE(Loop) {
        pc += insn.c();
        if (in->attention.load(std::memory_order_relaxed)) [[unlikely]] {
            SAVE();
            safepoint(in);
        }
        NEXT();
    }
    CASE(JumpIfNil) { if (A.is_nil()) pc += insn.c(); NEXT(); }
    CASE(JumpIfNotNil) { if (!A.is_nil()) pc += insn.c(); NEXT(); }
    CASE(JumpIfEq) { if (A == B) pc += insn.c(); NEXT(); }
    CASE(JumpUnlessEq) { if (!(A == B)) pc += insn.c(); NEXT(); }
    CASE(JumpUnlessFunction) {
        Value expected = K[insn.b()];
        if (!(symbol(in, car(expected)).function == cdr(expected))) [[unlikely]]
            pc += insn.c();
        NEXT();
    }
    CASE(JumpIfConstant) { if (A == K[insn.b()]) pc += insn.c(); NEXT(); }
    CASE(JumpUnlessConstant) { if (!(A == K[insn.b()])) pc += insn.c(); NEXT(); }
    CASE(JumpIfCons) { if (A.is_cons()) pc += insn.c(); NEXT(); }
    CASE(JumpUnlessCons) { if (!A.is_cons()) pc += insn.c(); NEXT(); }

    CASE(PushMoreConditions)
    CASE(PushConditions) {
        Handler* h = vm.handlers.top++;
        h->kind = Handler::conditions;
        h->what = K[insn.b()];
        goto push_handler;
    }
    CASE(PushCatch) {
        Handler* h = vm.handlers.top++;
        h->kind = Handler::catch_tag;
        h->what = A;
        goto push_handler;
    }
push_handler: {
    Handler* h = vm.handlers.top - 1;
    h->reg = static_cast<std::uint16_t>(insn.a());
    h->activation = activation;
    h->frame = static_cast<std::uint32_t>(vm.frames.size());
    h->cut = static_cast<std::uint32_t>(vm.handlers.size() - 1);
    h->bindings = vm.bindings.size();
    h->target = pc + insn.c();
    h->depth = vm.depth;
    h->top = vm.values.top;
    if (insn.op() == Op::PushMoreConditions) h->cut = h[-1].cut;
    if (vm.handlers.top + 8 > vm.handlers.limit) [[unlikely]] {
        SAVE();
        vm.handlers.top = h;
        vm.depth_limit = 0;
        too_deep(in);
        ++vm.handlers.top;
    }
    NEXT();
}
    CASE(PopHandlers) { vm.handlers.top -= insn.a(); NEXT(); }
    CASE(PushCleanup) { SAVE(); on_unwind_call(in, A); NEXT(); }
    CASE(SaveExcursion) { SAVE(); save_excursion(in); NEXT(); }
    CASE(SaveRestriction) { SAVE(); save_restriction(in); NEXT(); }
    CASE(SaveCurrentBuffer) { SAVE(); save_current_buffer(in); NEXT(); }

    CASE(List) {
        Value result;
        for (unsigned i = insn.b(); i > 0; --i) result = cons_fast(in, R[insn.a() + i - 1], result);
        A = result;
        NEXT();
    }

    CASE(AddInteger) {
        Value x = B;
        if (x.is_fixnum()) {
            if (add_fixnums(x, fixnum(insn.c()), &A)) NEXT();
        } else if (x.is_immediate_float()) {
            if (store_float(x.immediate_float() + insn.c(), &A)) NEXT();
        }
        SLOW(slow::add(in, x, fixnum(insn.c())));
    }
    CASE(IsNil) { BOOLEAN(B.is_nil()); }

    COMPARISON(Less, JumpIfLess, JumpUnlessLess, <, less)
    COMPARISON(Greater, JumpIfGreater, JumpUnlessGreater, >, greater)
    COMPARISON(LessEqual, JumpIfLessEqual, JumpUnlessLessEqual, <=, less_equal)
    COMPARISON(GreaterEqual, JumpIfGreaterEqual, JumpUnlessGreaterEqual, >=, greater_equal)
    COMPARISON(Same, JumpIfSame, JumpUnlessSame, ==, same)
    INTEGER_COMPARISON(JumpIfLessInteger, JumpUnlessLessInteger, <, less)
    INTEGER_COMPARISON(JumpIfGreaterInteger, JumpUnlessGreaterInteger, >, greater)
    INTEGER_COMPARISON(JumpIfLessEqualInteger, JumpUnlessLessEqualInteger, <=, less_equal)
    INTEGER_COMPARISON(JumpIfGreaterEqualInteger, JumpUnlessGreaterEqualInteger, >=, greater_equal)
    INTEGER_COMPARISON(JumpIfSameInteger, JumpUnlessSameInteger, ==, same)

    CASE(Car) {
        Value x = B;
        if (x.is_cons()) { A = car(x); NEXT(); }
        if (x.is_nil()) { A = nil; NEXT(); }
        SLOW(slow::car(in, x));
    }
    CASE(Cdr) {
        Value x = B;
        if (x.is_cons()) { A = cdr(x); NEXT(); }
        if (x.is_nil()) { A = nil; NEXT(); }
        SLOW(slow::cdr(in, x));
    }
    CASE(CarSafe) { Value x = B; A = x.is_cons() ? car(x) : nil; NEXT(); }
    CASE(CdrSafe) { Value x = B; A = x.is_cons() ? cdr(x) : nil; NEXT(); }
    CASE(Consp) { BOOLEAN(B.is_cons()); }
    CASE(Atom) { BOOLEAN(!B.is_cons()); }
    CASE(Listp) { BOOLEAN(B.is_cons() || B.is_nil()); }
    CASE(Symbolp) { BOOLEAN(B.is_symbol()); }
    CASE(Stringp) { BOOLEAN(B.is<String>()); }
    CASE(Integerp) { BOOLEAN(is_integer(B)); }
    CASE(Numberp) { BOOLEAN(is_number(B)); }
    CASE(Vectorp) { BOOLEAN(B.is<Vector>()); }
    CASE(TypeOf) {
        Value x = B;
        if (x.is<Record>() && x.as<Record>().slots[0].is_symbol()) { A = x.as<Record>().slots[0]; NEXT(); }
        SAVE();
        A = type_of(in, x);
        NEXT();
    }
    CASE(Length) {
        Value x = B;
        if (x.is<String>()) { A = fixnum(static_cast<Int>(x.as<String>().chars)); NEXT(); }
        SLOW(slow::length(in, x));
    }
    CASE(Increment) {
        Value x = B;
        if (x.is_fixnum() && add_fixnums(x, fixnum(1), &A)) NEXT();
        SLOW(slow::add(in, x, fixnum(1)));
    }
    CASE(Decrement) {
        Value x = B;
        if (x.is_fixnum() && add_fixnums(x, fixnum(-1), &A)) NEXT();
        SLOW(slow::add(in, x, fixnum(-1)));
    }
    CASE(Negate) {
        Value x = B;
        if (x.is_immediate_float() && store_float(-x.immediate_float(), &A)) NEXT();
        if (x.is_fixnum() && x.fixnum() != Value::most_negative_fixnum) { A = fixnum(-x.fixnum()); NEXT(); }
        SLOW(negate(in, x));
    }

    ARITHMETIC(Add, add_fixnums, +, slow::add)
    ARITHMETIC(Subtract, subtract_fixnums, -, slow::subtract)
    ARITHMETIC(Multiply, multiply_fixnums, *, slow::multiply)
    CASE(Divide) {
        Value x = B, y = C;
        if (both_fixnums(x, y) && y.fixnum() != 0 && y.fixnum() != -1) { A = fixnum(x.fixnum() / y.fixnum()); NEXT(); }
        if (both_floats(x, y) && store_float(x.immediate_float() / y.immediate_float(), &A)) NEXT();
        SLOW(slow::divide(in, x, y));
    }
    CASE(Remainder) {
        Value x = B, y = C;
        if (both_fixnums(x, y) && y.fixnum() != 0 && y.fixnum() != -1) { A = fixnum(x.fixnum() % y.fixnum()); NEXT(); }
        SLOW(slow::remainder(in, x, y));
    }
    CASE(LogAnd) {
        Value x = B, y = C;
        if (both_fixnums(x, y)) { A = Value::from_bits(x.bits() & y.bits()); NEXT(); }
        SLOW(slow::bitwise(in, Op::LogAnd, x, y));
    }
    CASE(LogIor) {
        Value x = B, y = C;
        if (both_fixnums(x, y)) { A = Value::from_bits(x.bits() | y.bits()); NEXT(); }
        SLOW(slow::bitwise(in, Op::LogIor, x, y));
    }
    CASE(LogXor) {
        Value x = B, y = C;
        if (both_fixnums(x, y)) { A = Value::from_bits((x.bits() ^ y.bits()) | 2); NEXT(); }
        SLOW(slow::bitwise(in, Op::LogXor, x, y));
    }
    CASE(Eq) { BOOLEAN(B == C); }
    CASE(Cons) {
        A = cons_fast(in, B, C);
        NEXT();
    }
    CASE(SetCar) {
        Value x = B, y = C;
        if (x.is_cons()) { x.as<Cons>().car = y; A = y; NEXT(); }
        SLOW(slow::setcar(in, x, y));
    }
    CASE(SetCdr) {
        Value x = B, y = C;
        if (x.is_cons()) { x.as<Cons>().cdr = y; A = y; NEXT(); }
        SLOW(slow::setcdr(in, x, y));
    }
    CASE(Aref) {
        Value x = B, y = C;
        if (is_indexed(x) && y.is_fixnum() && static_cast<std::uint64_t>(y.fixnum()) < x.as<Vector>().size) {
            A = x.as<Vector>().slots[y.fixnum()];
            NEXT();
        }
        SLOW(slow::aref(in, x, y));
    }
    CASE(ArefInteger) {
        Value x = B;
        if (is_indexed(x) && insn.uc() < x.as<Vector>().size) {
            A = x.as<Vector>().slots[insn.uc()];
            NEXT();
        }
        SLOW(slow::aref(in, x, fixnum(insn.c())));
    }
    CASE(StoreElement) {
        Value x = A, y = B;
        if (is_indexed(x) && y.is_fixnum() && static_cast<std::uint64_t>(y.fixnum()) < x.as<Vector>().size) {
            x.as<Vector>().slots[y.fixnum()] = C;
            NEXT();
        }
        SAVE();
        slow::aset(in, x, y, C);
        NEXT();
    }
    CASE(Aset) {
        Value x = A, y = B;
        if (is_indexed(x) && y.is_fixnum() && static_cast<std::uint64_t>(y.fixnum()) < x.as<Vector>().size) {
            x.as<Vector>().slots[y.fixnum()] = C;
            A = C;
            NEXT();
        }
        SLOW(slow::aset(in, x, y, C));
    }
    CASE(Nth) { SLOW(slow::nth(in, B, C)); }
    CASE(Nthcdr) { SLOW(slow::nthcdr(in, B, C)); }
    CASE(Memq) {
        Value x = B, list = C;
        if (list.is_cons() && car(list) == x) { A = list; NEXT(); }
        SLOW(slow::memq(in, x, list));
    }
    CASE(Assq) { SLOW(slow::assq(in, B, C)); }
    CASE(Equal) {
        Value x = B, y = C;
        if (x == y) { A = t; NEXT(); }
        if ((x.is_fixnum() || x.is_symbol()) && (y.is_fixnum() || y.is_symbol())) { A = nil; NEXT(); }
        SAVE();
        BOOLEAN(equal(in, x, y));
    }
    CASE(Gethash) { SLOW(slow::gethash(in, B, C)); }

L_redefined_A_B_C:
L_redefined_A_B_I:
    SLOW(slow::redefined(in, insn, R));
L_redefined_A_B_J: {
    SAVE();
    if (!slow::redefined(in, insn, R).is_nil()) pc += insn.c();
    NEXT();
}

exit_chosen:
    if (vm.handlers.base[vm.pending_handler].activation != activation) throw NonLocalExit{};
    land(in, vm);
    LOAD();
    NEXT();
}

// Undoes the counting of an activation that ends in any way.
struct ActivationScope {
    Vm& vm;
    std::uint32_t number;
    explicit ActivationScope(Vm& v) : vm(v), number(++v.activation) {}
    ~ActivationScope() { vm.activation = number - 1; }
};

}  // namespace

Value run(Interpreter& in, Closure* closure, Value* base, unsigned count) {
    Vm& vm = *in->vm;
    check_c_stack(in);
    Value* saved_top = vm.values.top;
    enter(in, vm, closure, base, count, true);
    ActivationScope scope(vm);
    bool landing = false;
    for (;;) {
        try {
            if (std::exchange(landing, false)) land(in, vm);
            Value result = execute(in, vm, scope.number);
            vm.values.top = saved_top;
            return result;
        } catch (const NonLocalExit&) {
            if (vm.handlers.base[vm.pending_handler].activation != scope.number) throw;
            landing = true;
        }
    }
}

}  // namespace el
