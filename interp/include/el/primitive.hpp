// Primitives: plain C++ functions published to Lisp by one constexpr table per file.
//
//     Value nthcdr(Interpreter& in, Integer n, Value list) { ... }
//
//     constexpr Primitive table[] = {
//         prim<nthcdr>("nthcdr", "n list", "Take cdr N times on LIST, return the result."),
//     };
//     void define_lists(Interpreter& in) { in.define_primitives(table); }
//
// Parameter types: Value (anything; nil for a missing &optional), Opt<T> (&optional), Rest (&rest), and the checked ones below; more checked types are
// added by specialising Arg<T> (core/args.hpp has String&, Vector&, ...). Arguments are converted left to right and a wrong one signals
// wrong-type-argument with the type's predicate. The written parameter list is compared with the C++ type at compile time.
#pragma once
#include <el/interpreter.hpp>

#include <array>
#include <tuple>

namespace el {

// The header tag of primitives (checked against kinds.def in core).
inline constexpr Kind primitive_kind{12};

using PrimitiveFunction = Value (*)(Interpreter& in, Value* args, unsigned count);

// The Lisp object of a primitive. Immutable and shared by all interpreters.
struct Primitive {
    Object header;
    PrimitiveFunction function;
    std::int16_t min_args;
    std::int16_t max_args;  // many: any number
    std::uint32_t unused = 0;
    const char* name;
    const char* parameters;
    const char* doc;
    const void* data = nullptr;  // for callables defined by a host

    static constexpr std::int16_t many = -1;
    static constexpr std::int16_t unevalled = -2;  // special forms: named so that `special-form-p' can tell
    // `function' may return Value::exit_pending() after prepare_signal/prepare_throw instead of throwing
    static constexpr std::uint8_t exits_flag = 1;
    // a host's callable: `data' is the std::function to call
    static constexpr std::uint8_t callable_flag = 2;

    Value call(Interpreter& in, Value* args, unsigned count) const {
        if (header.flags & callable_flag) [[unlikely]]
            return (*static_cast<const std::function<Value(Interpreter&, Value*, unsigned)>*>(data))(in, args, count);
        return function(in, args, count);
    }
};

using Rest = std::span<Value>;

template <class T>
struct Opt {  // an &optional argument: absent when nil or not given
    T value{};
    bool present = false;
    explicit operator bool() const { return present; }
    const T& operator*() const { return value; }
    T or_else(T other) const { return present ? value : other; }
};
template <class T>
struct Opt<T&> {
    T* value = nullptr;
    explicit operator bool() const { return value; }
    T& operator*() const { return *value; }
    T* operator->() const { return value; }
};

struct Fixnum {  // fixnump
    Int n;
    operator Int() const { return n; }
};
struct Natural {  // wholenump
    Int n;
    operator Int() const { return n; }
};
struct Integer {  // integerp; bignums are clamped to the ends of the Int range
    Int n;
    operator Int() const { return n; }
};
struct Character {  // characterp: 0 .. #x3FFFFF
    char32_t c;
    operator char32_t() const { return c; }
};
struct SymbolArg {  // symbolp
    Value v;
    operator Value() const { return v; }
};
struct ListArg {  // listp: a cons or nil
    Value v;
    operator Value() const { return v; }
};

template <class T>
struct Arg;  // static T from(Interpreter& in, Value v)

template <>
struct Arg<Value> {
    static Value from(Interpreter&, Value v) { return v; }
};
template <>
struct Arg<Fixnum> {
    static Fixnum from(Interpreter& in, Value v);
};
template <>
struct Arg<Natural> {
    static Natural from(Interpreter& in, Value v);
};
template <>
struct Arg<Integer> {
    static Integer from(Interpreter& in, Value v);
};
template <>
struct Arg<Character> {
    static Character from(Interpreter& in, Value v);
};
template <>
struct Arg<SymbolArg> {
    static SymbolArg from(Interpreter& in, Value v);
};
template <>
struct Arg<ListArg> {
    static ListArg from(Interpreter& in, Value v);
};
template <>
struct Arg<double> {  // numberp
    static double from(Interpreter& in, Value v);
};
template <>
struct Arg<Cons&> {  // consp
    static Cons& from(Interpreter& in, Value v);
};
template <class T>
struct Arg<Opt<T>> {
    static Opt<T> from(Interpreter& in, Value v) {
        if (v.is_nil()) return {};
        return {Arg<T>::from(in, v), true};
    }
};
template <class T>
struct Arg<Opt<T&>> {
    static Opt<T&> from(Interpreter& in, Value v) {
        if (v.is_nil()) return {};
        return {&Arg<T&>::from(in, v)};
    }
};

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<Opt<T>> = true;

struct Arity {
    int required = 0, optional = 0;
    bool rest = false;
    constexpr bool operator==(const Arity&) const = default;
};

// Counts the words of a lambda list: "n list &optional step &rest more".
constexpr Arity written_arity(const char* p) {
    Arity a;
    bool optional = false;
    while (*p) {
        while (*p == ' ') ++p;
        if (!*p) break;
        const char* start = p;
        while (*p && *p != ' ') ++p;
        if (*start == '&') {
            if (start[1] == 'o') optional = true;
            else a.rest = true;
        } else if (!a.rest) {
            ++(optional ? a.optional : a.required);
        }
    }
    return a;
}

// Whether parameters of types A... fit a lambda list: Opt<T> only where optional, checked types only where required, Value anywhere.
template <class... A>
constexpr bool fits(Arity written) {
    int index = 0;
    bool ok = true, rest = false;
    ([&] {
        if constexpr (std::is_same_v<A, Rest>) rest = true;
        else {
            bool optional = index++ >= written.required;
            if constexpr (is_optional<A>) ok = ok && optional;
            else if constexpr (!std::is_same_v<A, Value>) ok = ok && !optional;
        }
    }(), ...);
    return ok && rest == written.rest && index == written.required + written.optional;
}

template <class... A>
constexpr Arity type_arity() {
    Arity a;
    ([&] {
        if constexpr (std::is_same_v<A, Rest>) a.rest = true;
        else if constexpr (is_optional<A>) ++a.optional;
        else ++a.required;
    }(), ...);
    return a;
}

template <auto F, class Type = decltype(F)>
struct Thunk;
template <auto F, class... A>
struct Thunk<F, Value (*)(Interpreter&, A...)> {
    static constexpr Arity arity = type_arity<A...>();
    static constexpr bool fits_list(const char* parameters) { return fits<A...>(written_arity(parameters)); }

    template <std::size_t I, class T>
    static decltype(auto) argument(Interpreter& in, Value* args, unsigned n) {
        if constexpr (std::is_same_v<T, Rest>)
            return n > I ? Rest(args + I, n - I) : Rest();
        else
            return Arg<T>::from(in, n > I ? args[I] : nil);
    }
    template <std::size_t... I>
    static Value call_all(Interpreter& in, Value* args, unsigned n, std::index_sequence<I...>) {
        using Tuple = std::tuple<decltype(argument<I, A>(in, args, n))...>;
        Tuple converted{argument<I, A>(in, args, n)...};  // braces: left to right
        (void)args, (void)n;
        return F(in, static_cast<std::tuple_element_t<I, Tuple>&&>(std::get<I>(converted))...);
    }
    static Value call(Interpreter& in, Value* args, unsigned n) {
        return call_all(in, args, n, std::index_sequence_for<A...>());
    }
};

}  // namespace detail

// F is `Value f(Interpreter&, ...)`. The parameter list must agree with its type: a mismatch does not compile.
template <auto F>
consteval Primitive prim(const char* name, const char* parameters, const char* doc) {
    using T = detail::Thunk<F>;
    const detail::Arity written = detail::written_arity(parameters);
    if (!T::fits_list(parameters)) throw "the written parameter list does not match the C++ function";
    return {Object{primitive_kind, 0, 0, 0},
            T::call,
            static_cast<std::int16_t>(written.required),
            written.rest ? Primitive::many : static_cast<std::int16_t>(written.required + written.optional),
            0,
            name,
            parameters,
            doc,
            nullptr};
}
// The same for a function that may return Value::exit_pending().
template <auto F>
consteval Primitive exiting_prim(const char* name, const char* parameters, const char* doc) {
    Primitive p = prim<F>(name, parameters, doc);
    p.header.flags |= Primitive::exits_flag;
    return p;
}

}  // namespace el
