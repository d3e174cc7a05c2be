// Floating-point functions and rounding.
// Tests: tests/recorded/numbers.el
#include <algorithm>
#include <cmath>

#include "core/bignum.hpp"
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value checked_number(Interpreter& in, Value v) {
    if (!is_number(v)) wrong_type(in, sym::numberp, v);
    return v;
}

double checked_float(Interpreter& in, Value v) {
    if (!is_float(v)) wrong_type(in, sym::floatp, v);
    return float_value(v);
}

// --- rounding to integers ---

struct Floor {
    static double real(double d) { return std::floor(d); }
    static void divide(mpz_ptr q, mpz_srcptr a, mpz_srcptr b) { mpz_fdiv_q(q, a, b); }
};
struct Ceiling {
    static double real(double d) { return std::ceil(d); }
    static void divide(mpz_ptr q, mpz_srcptr a, mpz_srcptr b) { mpz_cdiv_q(q, a, b); }
};
struct Truncate {
    static double real(double d) { return std::trunc(d); }
    static void divide(mpz_ptr q, mpz_srcptr a, mpz_srcptr b) { mpz_tdiv_q(q, a, b); }
};
// Halves go to the even neighbour.
struct Round {
    static double real(double d) { return std::nearbyint(d); }
    static void divide(mpz_ptr q, mpz_srcptr a, mpz_srcptr b) {
        Mpz remainder;
        mpz_fdiv_qr(q, remainder, a, b);
        mpz_mul_2exp(remainder, remainder, 1);
        int order = mpz_cmpabs(remainder, b);
        if (order > 0 || (order == 0 && mpz_odd_p(q))) mpz_add_ui(q, q, 1);
    }
};

// Emacs: infinities and NaN signal overflow-error.
Value integer_of(Interpreter& in, double d) {
    if (!std::isfinite(d)) signal(in, sym::overflow_error, {});
    if (d >= -0x1p61 && d < 0x1p61) return fixnum(static_cast<Int>(d));
    Mpz z;
    mpz_set_d(z, d);
    return integer_from(in, z);
}

// An integer times a power of two that is NUMBER, exactly.
void exact(Value number, mpz_ptr mantissa, long& exponent) {
    exponent = 0;
    if (!is_float(number)) return mpz_set(mantissa, IntegerView(number));
    int e = 0;
    double fraction = std::frexp(float_value(number), &e);
    mpz_set_d(mantissa, std::ldexp(fraction, 53));
    exponent = e - 53;
}

// Emacs: with a divisor the quotient is rounded once, as if it were exact.
template <class How>
Value rounded_quotient(Interpreter& in, Value number, Value divisor) {
    Mpz a, b, q;
    long a_exponent = 0, b_exponent = 0;
    exact(number, a, a_exponent);
    exact(divisor, b, b_exponent);
    long shift = a_exponent - b_exponent;
    if (shift > 0) mpz_mul_2exp(a, a, static_cast<mp_bitcnt_t>(shift));
    else mpz_mul_2exp(b, b, static_cast<mp_bitcnt_t>(-shift));
    How::divide(q, a, b);
    return integer_from(in, q);
}

bool is_finite(Value v) { return !is_float(v) || std::isfinite(float_value(v)); }
bool is_zero(Value v) { return is_float(v) ? float_value(v) == 0 : v == fixnum(0); }

template <class How>
Value rounded(Interpreter& in, Value number, Opt<Value> divisor) {
    checked_number(in, number);
    if (divisor.value.is_nil()) return is_float(number) ? integer_of(in, How::real(float_value(number))) : number;
    Value by = checked_number(in, divisor.value);
    if (is_zero(by)) signal(in, sym::arith_error, {});
    if (!is_finite(number) || !is_finite(by))
        return integer_of(in, How::real(to_double(in, number) / to_double(in, by)));
    return rounded_quotient<How>(in, number, by);
}

template <class How>
Value float_rounded(Interpreter& in, Value number) {
    return make_float(How::real(checked_float(in, number)));
}

// --- elementary functions ---

template <double (*function)(double)>
Value elementary(Interpreter&, double x) {
    return make_float(function(x));
}

Value atan(Interpreter& in, double y, Opt<Value> x) {
    if (x.value.is_nil()) return make_float(std::atan(y));
    return make_float(std::atan2(y, Arg<double>::from(in, x.value)));
}

Value log(Interpreter& in, double x, Opt<Value> base) {
    if (base.value.is_nil()) return make_float(std::log(x));
    double b = Arg<double>::from(in, base.value);
    if (b == 10.0) return make_float(std::log10(x));
    if (b == 2.0) return make_float(std::log2(x));
    return make_float(std::log(x) / std::log(b));
}

bool is_natural(Value v) { return v.is_fixnum() ? v.fixnum() >= 0 : v.is<Bignum>() && !v.as<Bignum>().negative(); }

Value integer_power(Interpreter& in, Value base, Value exponent) {
    if (base == fixnum(0) || base == fixnum(1)) return exponent == fixnum(0) ? fixnum(1) : base;
    if (base == fixnum(-1)) return fixnum((low_bits(exponent) & 1) ? -1 : 1);
    constexpr Int most = Int{1} << 33;
    IntegerView b(base);
    if (!exponent.is_fixnum() || exponent.fixnum() > most ||
        (mpz_sizeinbase(b, 2) - 1) * static_cast<std::size_t>(exponent.fixnum()) > static_cast<std::size_t>(most))
        signal(in, sym::overflow_error, {});
    Mpz z;
    mpz_pow_ui(z, b, static_cast<unsigned long>(exponent.fixnum()));
    return integer_from(in, z);
}

Value expt(Interpreter& in, Value base, Value exponent) {
    checked_number(in, base);
    checked_number(in, exponent);
    if (is_integer(base) && is_natural(exponent)) return integer_power(in, base, exponent);
    return make_float(std::pow(to_double(in, base), to_double(in, exponent)));
}

Value float_(Interpreter& in, Value number) {
    checked_number(in, number);
    return is_float(number) ? number : make_float(to_double(in, number));
}

Value isnan_(Interpreter& in, Value x) { return truth(in, std::isnan(checked_float(in, x))); }

Value copysign_(Interpreter& in, Value magnitude, Value sign) {
    double m = checked_float(in, magnitude);
    return make_float(std::copysign(m, checked_float(in, sign)));
}

Value frexp_(Interpreter& in, double x) {
    int exponent = 0;
    double significand = std::frexp(x, &exponent);
    if (!std::isfinite(x)) exponent = 0;
    return cons(in, make_float(significand), fixnum(exponent));
}

Value ldexp_(Interpreter& in, double significand, Fixnum exponent) {
    Int e = std::clamp<Int>(exponent, -100000, 100000);
    return make_float(std::ldexp(significand, static_cast<int>(e)));
}

Value logb_(Interpreter& in, Value number) {
    checked_number(in, number);
    if (is_float(number)) {
        double d = float_value(number);
        if (d == 0) return make_float(-HUGE_VAL);
        if (!std::isfinite(d)) return make_float(std::isnan(d) ? d : HUGE_VAL);
        return fixnum(std::ilogb(d));
    }
    if (number == fixnum(0)) return make_float(-HUGE_VAL);
    return fixnum(static_cast<Int>(mpz_sizeinbase(IntegerView(number), 2)) - 1);
}

constexpr Primitive table[] = {
    prim<rounded<Floor>>("floor", "arg &optional divisor", "The largest integer not above ARG, or ARG divided by DIVISOR."),
    prim<rounded<Ceiling>>("ceiling", "arg &optional divisor", "The smallest integer not below ARG, or ARG divided by DIVISOR."),
    prim<rounded<Truncate>>("truncate", "arg &optional divisor", "ARG, or ARG divided by DIVISOR, rounded towards zero."),
    prim<rounded<Round>>("round", "arg &optional divisor", "The integer nearest to ARG, or ARG divided by DIVISOR; halves to even."),
    prim<float_rounded<Floor>>("ffloor", "arg", "The largest integer not above the float ARG, as a float."),
    prim<float_rounded<Ceiling>>("fceiling", "arg", "The smallest integer not below the float ARG, as a float."),
    prim<float_rounded<Truncate>>("ftruncate", "arg", "The float ARG rounded towards zero, as a float."),
    prim<float_rounded<Round>>("fround", "arg", "The integer nearest to the float ARG, as a float."),
    prim<elementary<std::sin>>("sin", "arg", "The sine of ARG."),
    prim<elementary<std::cos>>("cos", "arg", "The cosine of ARG."),
    prim<elementary<std::tan>>("tan", "arg", "The tangent of ARG."),
    prim<elementary<std::asin>>("asin", "arg", "The arc sine of ARG."),
    prim<elementary<std::acos>>("acos", "arg", "The arc cosine of ARG."),
    prim<atan>("atan", "y &optional x", "The arc tangent of Y, or of Y / X by quadrant."),
    prim<elementary<std::exp>>("exp", "arg", "e raised to ARG."),
    prim<elementary<std::sqrt>>("sqrt", "arg", "The square root of ARG."),
    prim<log>("log", "arg &optional base", "The natural logarithm of ARG, or the one to BASE."),
    prim<expt>("expt", "arg1 arg2", "ARG1 raised to ARG2; exact for integers and a natural exponent."),
    prim<float_>("float", "arg", "ARG as a float."),
    prim<isnan_>("isnan", "x", "Whether the float X is not a number."),
    prim<copysign_>("copysign", "x1 x2", "X1 with the sign of X2."),
    prim<frexp_>("frexp", "x", "(S . E) with X = S * 2^E and 0.5 <= S < 1."),
    prim<ldexp_>("ldexp", "sgnfcand exponent", "SGNFCAND * 2^EXPONENT."),
    prim<logb_>("logb", "arg", "The exponent of ARG in binary, rounded down."),
};

}  // namespace

void define_floats(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
