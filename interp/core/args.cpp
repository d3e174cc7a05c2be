// Conversion of arguments with the predicates that Emacs names when one is wrong.
// Tests: tests/recorded
#include "core/args.hpp"

#include "core/bignum.hpp"
#include "core/number.hpp"
#include "core/utf8.hpp"

namespace el {

static_assert(Kind::Primitive == primitive_kind, "el/primitive.hpp names the row of kinds.def");

Fixnum Arg<Fixnum>::from(Interpreter& in, Value v) {
    if (!v.is_fixnum()) wrong_type(in, sym::fixnump, v);
    return {v.fixnum()};
}

// Sizes: a bignum is as wrong as -1, with the same predicate.
Natural Arg<Natural>::from(Interpreter& in, Value v) {
    if (!v.is_fixnum() || v.fixnum() < 0) wrong_type(in, sym::wholenump, v);
    return {v.fixnum()};
}

Integer Arg<Integer>::from(Interpreter& in, Value v) {
    if (v.is_fixnum()) return {v.fixnum()};
    if (!v.is<Bignum>()) wrong_type(in, sym::integerp, v);
    return {clamped(v.as<Bignum>())};
}

Character Arg<Character>::from(Interpreter& in, Value v) {
    if (!v.is_fixnum() || v.fixnum() < 0 || v.fixnum() > static_cast<Int>(utf8::max_char)) wrong_type(in, sym::characterp, v);
    return {static_cast<char32_t>(v.fixnum())};
}

SymbolArg Arg<SymbolArg>::from(Interpreter& in, Value v) {
    if (!v.is_symbol()) wrong_type(in, sym::symbolp, v);
    return {v};
}

ListArg Arg<ListArg>::from(Interpreter& in, Value v) {
    if (!v.is_cons() && !v.is_nil()) wrong_type(in, sym::listp, v);
    return {v};
}

double Arg<double>::from(Interpreter& in, Value v) {
    if (!is_number(v)) wrong_type(in, sym::numberp, v);
    return to_double(in, v);
}

Cons& Arg<Cons&>::from(Interpreter& in, Value v) {
    if (!v.is_cons()) wrong_type(in, sym::consp, v);
    return v.as<Cons>();
}

}  // namespace el
