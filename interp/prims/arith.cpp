// Arithmetic on integers, floats and markers; bits; numbers as text.
// Tests: tests/recorded/numbers.el
#include <bit>
#include <cmath>

#include "core/bignum.hpp"
#include "core/hash_table.hpp"
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

template <Arith op>
Value binary(Interpreter& in, Value a, Value b) {
    if (a.is_fixnum() && b.is_fixnum()) {
        Int result = 0;
        bool fits = op == Arith::add   ? !__builtin_add_overflow(a.fixnum(), b.fixnum(), &result)
                    : op == Arith::sub ? !__builtin_sub_overflow(a.fixnum(), b.fixnum(), &result)
                    : op == Arith::mul ? !__builtin_mul_overflow(a.fixnum(), b.fixnum(), &result)
                                       : false;
        if (fits) return make_integer(in, result);
    }
    return arith(in, op, a, b);
}

template <Arith op>
Value fold(Interpreter& in, Value result, Rest rest) {
    for (Value next : rest) result = binary<op>(in, result, next);
    return result;
}

Value add(Interpreter& in, Rest numbers) {
    if (numbers.empty()) return fixnum(0);
    return fold<Arith::add>(in, number_or_marker(in, numbers[0]), numbers.subspan(1));
}

Value multiply(Interpreter& in, Rest numbers) {
    if (numbers.empty()) return fixnum(1);
    return fold<Arith::mul>(in, number_or_marker(in, numbers[0]), numbers.subspan(1));
}

Value subtract(Interpreter& in, Rest numbers) {
    if (numbers.empty()) return fixnum(0);
    if (numbers.size() == 1) return negate(in, numbers[0]);
    return fold<Arith::sub>(in, number_or_marker(in, numbers[0]), numbers.subspan(1));
}

// Emacs: (/ 5 2 2.0) is 1.25: one float makes every step a float division.
Value divide(Interpreter& in, Value first, Rest divisors) {
    first = number_or_marker(in, first);
    if (divisors.empty()) return arith(in, Arith::div, fixnum(1), first);
    bool floats = is_float(first);
    for (Value d : divisors) floats = floats || is_float(d);
    if (floats && divisors.size() > 1) first = make_float(to_double(in, first));
    return fold<Arith::div>(in, first, divisors);
}

Value remainder(Interpreter& in, Value x, Value y) { return arith(in, Arith::rem, x, y); }

Value float_mod(double x, double y) {
    double result = std::fmod(x, y);
    if (y < 0 ? result > 0 : result < 0) result += y;
    return make_float(result);
}

// The result has the sign of the divisor.
Value mod(Interpreter& in, Value x, Value y) {
    x = number_or_marker(in, x);
    y = number_or_marker(in, y);
    if (is_float(x) || is_float(y)) return float_mod(to_double(in, x), to_double(in, y));
    if (y == fixnum(0)) signal(in, sym::arith_error, {});
    if (x.is_fixnum() && y.is_fixnum()) {
        Int result = x.fixnum() % y.fixnum();
        if (y.fixnum() < 0 ? result > 0 : result < 0) result += y.fixnum();
        return fixnum(result);
    }
    Mpz z;
    mpz_fdiv_r(z, IntegerView(x), IntegerView(y));
    return integer_from(in, z);
}

// Emacs: the first of equal ones is taken, and a NaN ends the search without a look at the rest.
template <int wanted>
Value extreme(Interpreter& in, Value first, Rest rest) {
    Value best = number_or_marker(in, first);
    for (Value next : rest) {
        Value candidate = number_or_marker(in, next);
        int order = compare_numbers(in, candidate, best);
        if (order == wanted) best = candidate;
        else if (is_float(candidate) && std::isnan(float_value(candidate))) return candidate;
    }
    return best;
}

Value increment(Interpreter& in, Value number) { return binary<Arith::add>(in, number_or_marker(in, number), fixnum(1)); }
Value decrement(Interpreter& in, Value number) { return binary<Arith::sub>(in, number_or_marker(in, number), fixnum(1)); }

Value abs(Interpreter& in, Value number) {
    if (!is_number(number)) wrong_type(in, sym::numberp, number);
    if (is_float(number)) return std::signbit(float_value(number)) ? make_float(-float_value(number)) : number;
    bool negative = number.is_fixnum() ? number.fixnum() < 0 : number.as<Bignum>().negative();
    return negative ? negate(in, number) : number;
}

// --- bits ---

// Emacs: of (logand 'a) it says integer-or-marker-p, of (logand 1 'a) number-or-marker-p.
Value integer_or_marker(Interpreter& in, Value v, bool first) {
    bool integer = is_integer(v) || v.is<Marker>();
    if (!integer && (first || is_float(v))) wrong_type(in, sym::integer_or_marker_p, v);
    return number_or_marker(in, v);
}

struct And {
    static constexpr Int neutral = -1;
    static Int fixnums(Int a, Int b) { return a & b; }
    static void big(mpz_ptr z, mpz_srcptr a, mpz_srcptr b) { mpz_and(z, a, b); }
};
struct Ior {
    static constexpr Int neutral = 0;
    static Int fixnums(Int a, Int b) { return a | b; }
    static void big(mpz_ptr z, mpz_srcptr a, mpz_srcptr b) { mpz_ior(z, a, b); }
};
struct Xor {
    static constexpr Int neutral = 0;
    static Int fixnums(Int a, Int b) { return a ^ b; }
    static void big(mpz_ptr z, mpz_srcptr a, mpz_srcptr b) { mpz_xor(z, a, b); }
};

template <class How>
Value bitwise(Interpreter& in, Value a, Value b) {
    if (a.is_fixnum() && b.is_fixnum()) return fixnum(How::fixnums(a.fixnum(), b.fixnum()));
    Mpz z;
    How::big(z, IntegerView(a), IntegerView(b));
    return integer_from(in, z);
}

template <class How>
Value bits(Interpreter& in, Rest integers) {
    Value result = fixnum(How::neutral);
    for (Value& next : integers) result = bitwise<How>(in, result, integer_or_marker(in, next, &next == integers.data()));
    return result;
}

Value lognot(Interpreter& in, Value integer) {
    if (integer.is_fixnum()) return fixnum(~integer.fixnum());
    if (!is_integer(integer)) wrong_type(in, sym::integerp, integer);
    Mpz z;
    mpz_com(z, IntegerView(integer));
    return integer_from(in, z);
}

// Of a negative number the zeros are counted.
Value logcount(Interpreter& in, Value integer) {
    if (!is_integer(integer)) wrong_type(in, sym::integerp, integer);
    if (integer.is_fixnum()) {
        auto word = static_cast<std::uint64_t>(integer.fixnum() < 0 ? ~integer.fixnum() : integer.fixnum());
        return fixnum(std::popcount(word));
    }
    if (integer.as<Bignum>().negative()) integer = lognot(in, integer);
    if (integer.is_fixnum()) return logcount(in, integer);
    return fixnum(static_cast<Int>(mpz_popcount(IntegerView(integer))));
}

constexpr Int most_shift = Int{1} << 40;  // beyond any integer-width

Value shift_left(Interpreter& in, Value value, Int count) {
    if (value.is_fixnum() && count < 61) {
        Int n = value.fixnum(), shifted = n << count;
        if (shifted >> count == n && Value::fits_fixnum(shifted)) return fixnum(shifted);
    }
    if (value == fixnum(0)) return value;
    IntegerView z(value);
    if (count > most_shift || mpz_sizeinbase(z, 2) + static_cast<std::size_t>(count) > (std::size_t{1} << 33)) signal(in, sym::overflow_error, {});
    Mpz result;
    mpz_mul_2exp(result, z, static_cast<mp_bitcnt_t>(count));
    return integer_from(in, result);
}

Value shift_right(Interpreter& in, Value value, Int count) {
    if (value.is_fixnum()) return fixnum(value.fixnum() >> (count > 62 ? 62 : count));
    Mpz result;
    mpz_fdiv_q_2exp(result, IntegerView(value), static_cast<mp_bitcnt_t>(count));
    return integer_from(in, result);
}

Value ash(Interpreter& in, Value value, Value count) {
    if (!is_integer(value)) wrong_type(in, sym::integerp, value);
    Int n = Arg<Integer>::from(in, count);
    if (n >= 0) return shift_left(in, value, n);
    return shift_right(in, value, n == INT64_MIN ? INT64_MAX : -n);
}

// Emacs: a negative fixnum shifted right is taken as an unsigned one of 62 bits; a negative bignum is out of range.
Value lsh(Interpreter& in, Value value, Value count) {
    if (value.is_fixnum() && value.fixnum() < 0 && count.is_fixnum() && count.fixnum() < 0) {
        auto bits = static_cast<std::uint64_t>(value.fixnum()) & ((std::uint64_t{1} << 62) - 1);
        return fixnum(count.fixnum() < -62 ? 0 : static_cast<Int>(bits >> -count.fixnum()));
    }
    bool right = is_integer(count) && compare_numbers(in, count, fixnum(0)) < 0;
    if (value.is<Bignum>() && value.as<Bignum>().negative() && right) args_out_of_range(in, value, count);
    return ash(in, value, count);
}

// --- text ---

Value number_to_string(Interpreter& in, Value number) {
    if (!is_number(number)) wrong_type(in, sym::numberp, number);
    bool by_format = is_float(number) && !find_value(in, in[sym::float_output_format]).is_nil();
    return make_unibyte_string(in, by_format ? in.print(number) : number_to_text(number));
}

int checked_base(Interpreter& in, Value base) {
    if (base.is_nil()) return 10;
    Int n = Arg<Fixnum>::from(in, base);
    if (n < 2 || n > 16) args_out_of_range(in, base);
    return static_cast<int>(n);
}

Value string_to_number(Interpreter& in, String& string, Opt<Value> base) {
    int radix = checked_base(in, base.value);
    std::string_view text = string.view();
    std::size_t start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) return fixnum(0);
    Value number = parse_number_prefix(in, text.substr(start), radix);
    return number.is_unbound() ? fixnum(0) : number;
}

constexpr Primitive table[] = {
    prim<add>("+", "&rest numbers-or-markers", "The sum of the arguments."),
    prim<subtract>("-", "&rest more-numbers-or-markers", "The first argument less the others, or the negated only one."),
    prim<multiply>("*", "&rest numbers-or-markers", "The product of the arguments."),
    prim<divide>("/", "number &rest divisors", "NUMBER divided by the others, or 1 by the only one; of integers truncated."),
    prim<remainder>("%", "x y", "The remainder of X divided by Y, with the sign of X."),
    prim<mod>("mod", "x y", "X modulo Y, with the sign of Y."),
    prim<extreme<1>>("max", "number-or-marker &rest numbers-or-markers", "The largest argument."),
    prim<extreme<-1>>("min", "number-or-marker &rest numbers-or-markers", "The smallest argument."),
    prim<increment>("1+", "number", "NUMBER plus one."),
    prim<decrement>("1-", "number", "NUMBER minus one."),
    prim<abs>("abs", "arg", "The absolute value of ARG."),
    prim<bits<And>>("logand", "&rest ints-or-markers", "The bits set in all arguments."),
    prim<bits<Ior>>("logior", "&rest ints-or-markers", "The bits set in any argument."),
    prim<bits<Xor>>("logxor", "&rest ints-or-markers", "The bits set in an odd number of arguments."),
    prim<lognot>("lognot", "number", "NUMBER with each bit inverted."),
    prim<logcount>("logcount", "value", "The number of one bits in VALUE; of zero bits if it is negative."),
    prim<ash>("ash", "value count", "VALUE shifted left by COUNT bits, right if COUNT is negative; the sign stays."),
    prim<lsh>("lsh", "value count", "VALUE shifted left by COUNT bits, right if COUNT is negative; fixnums as unsigned numbers."),
    prim<number_to_string>("number-to-string", "number", "NUMBER in decimal."),
    prim<string_to_number>("string-to-number", "string &optional base", "The number that STRING begins with, 0 if none; integers in BASE."),
};

}  // namespace

void define_arith(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
