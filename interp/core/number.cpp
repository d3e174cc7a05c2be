// Arithmetic of numbers of every kind, the slow paths.
// Tests: tests/recorded/numbers.el
#include "core/number.hpp"

#include <el/exit.hpp>

#include <cmath>

#include "core/bignum.hpp"
#include "core/hooks.hpp"
#include "core/symbol.hpp"

namespace el {

namespace {

Value checked_number(Interpreter& in, Value v, sym::Id predicate) {
    if (v.is_fixnum() || v.is<Bignum>()) return v;
    if (v.is<Marker>()) return make_integer(in, marker_position_or_signal(in, v));
    if (is_float(v) && predicate == sym::number_or_marker_p) return v;
    wrong_type(in, predicate, v);
}

double double_of(Value number) {
    if (number.is_fixnum()) return static_cast<double>(number.fixnum());
    if (is_float(number)) return float_value(number);
    return bignum_to_double(number.as<Bignum>());
}

Value float_arith(Arith op, double a, double b) {
    switch (op) {
        case Arith::add: return make_float(a + b);
        case Arith::sub: return make_float(a - b);
        case Arith::mul: return make_float(a * b);
        case Arith::div: return make_float(a / b);
        case Arith::rem: break;
    }
    return make_float(std::fmod(a, b));
}

// Fixnums have 62 bits: sums fit an Int, and so does every quotient. False if a product does not.
bool small_arith(Arith op, Int a, Int b, Int& result) {
    switch (op) {
        case Arith::add: result = a + b; return true;
        case Arith::sub: result = a - b; return true;
        case Arith::mul: return !__builtin_mul_overflow(a, b, &result);
        case Arith::div: result = a / b; return true;
        case Arith::rem: result = a % b; return true;
    }
    return false;
}

Value big_arith(Interpreter& in, Arith op, Value a, Value b) {
    IntegerView x(a), y(b);
    Mpz z;
    switch (op) {
        case Arith::add: mpz_add(z, x, y); break;
        case Arith::sub: mpz_sub(z, x, y); break;
        case Arith::mul:
            // Asked before multiplying: the product may be too large to compute at all.
            if (mpz_sizeinbase(x, 2) + mpz_sizeinbase(y, 2) > (std::size_t{1} << 32)) signal(in, sym::overflow_error, {});
            mpz_mul(z, x, y);
            break;
        case Arith::div: mpz_tdiv_q(z, x, y); break;
        case Arith::rem: mpz_tdiv_r(z, x, y); break;
    }
    return integer_from(in, z);
}

int order(double a, double b) { return a < b ? -1 : a > b ? 1 : a == b ? 0 : 2; }
int sign(int n) { return n < 0 ? -1 : n > 0; }

// Exact: a fixnum may have more bits than a double keeps.
int compare_fixnum_float(Int n, double d) {
    if (std::isnan(d)) return 2;
    if (d >= 0x1p63) return -1;
    if (d < -0x1p63) return 1;
    double whole = std::trunc(d);
    Int truncated = static_cast<Int>(whole);
    if (n != truncated) return n < truncated ? -1 : 1;
    return order(whole, d);
}

int compare_integer_float(Value integer, double d) {
    if (integer.is_fixnum()) return compare_fixnum_float(integer.fixnum(), d);
    if (std::isnan(d)) return 2;
    return sign(mpz_cmp_d(IntegerView(integer), d));
}

}  // namespace

Value number_or_marker(Interpreter& in, Value v) { return checked_number(in, v, sym::number_or_marker_p); }

double to_double(Interpreter&, Value number) { return double_of(number); }

// Emacs: (/ 5 2) is 2, (/ 5 0) signals arith-error, (/ 5.0 0) is infinite; `%' takes integers and markers only.
Value arith(Interpreter& in, Arith op, Value a, Value b) {
    sym::Id predicate = op == Arith::rem ? sym::integer_or_marker_p : sym::number_or_marker_p;
    a = checked_number(in, a, predicate);
    b = checked_number(in, b, predicate);
    if (is_float(a) || is_float(b)) return float_arith(op, double_of(a), double_of(b));
    if ((op == Arith::div || op == Arith::rem) && b == fixnum(0)) signal(in, sym::arith_error, {});
    Int result = 0;
    if (a.is_fixnum() && b.is_fixnum() && small_arith(op, a.fixnum(), b.fixnum(), result)) return make_integer(in, result);
    return big_arith(in, op, a, b);
}

Value negate(Interpreter& in, Value a) {
    a = number_or_marker(in, a);
    if (a.is_fixnum()) return make_integer(in, -a.fixnum());
    if (is_float(a)) return make_float(-float_value(a));
    Mpz z;
    mpz_neg(z, IntegerView(a));
    return integer_from(in, z);
}

int compare_numbers(Interpreter& in, Value a, Value b) {
    a = number_or_marker(in, a);
    b = number_or_marker(in, b);
    bool a_floats = is_float(a), b_floats = is_float(b);
    if (a_floats && b_floats) return order(float_value(a), float_value(b));
    if (b_floats) return compare_integer_float(a, float_value(b));
    if (a_floats) {
        int reversed = compare_integer_float(b, float_value(a));
        return reversed == 2 ? 2 : -reversed;
    }
    if (a.is_fixnum() && b.is_fixnum()) return a.fixnum() < b.fixnum() ? -1 : a.fixnum() > b.fixnum();
    return sign(mpz_cmp(IntegerView(a), IntegerView(b)));
}

}  // namespace el
