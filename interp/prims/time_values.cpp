// Timestamps: reading, converting, comparing, adding. All arithmetic is exact.
// Tests: tests/recorded/time.el, tests/lisp/prims/time.el
#include "prims/time_values.hpp"

#include <el/list.hpp>

#include <cmath>

namespace el {

namespace {

constexpr Int picoseconds = 1000000000000;

[[noreturn]] void invalid(Interpreter& in) { error(in, "Invalid time specification"); }

void read_now(Timestamp& t) {
    timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    mpz_set_si(t.ticks, now.tv_sec);
    mpz_mul_si(t.ticks, t.ticks, 1000000000);
    mpz_add_ui(t.ticks, t.ticks, static_cast<unsigned long>(now.tv_nsec));
    mpz_set_si(t.hz, 1000000000);
}

// A float is its 53-bit fraction over a power of two; Emacs does not reduce it.
void read_float(Interpreter& in, double d, Timestamp& t) {
    if (!std::isfinite(d)) invalid(in);
    int exponent = 0;
    double fraction = std::frexp(d, &exponent);
    mpz_set_d(t.ticks, std::ldexp(fraction, 53));
    mpz_set_ui(t.hz, 1);
    int shift = 53 - exponent;
    if (d == 0) shift = 0;
    if (shift >= 0) mpz_mul_2exp(t.hz, t.hz, static_cast<mp_bitcnt_t>(shift));
    else mpz_mul_2exp(t.ticks, t.ticks, static_cast<mp_bitcnt_t>(-shift));
}

// (HI LO [US [PS]]): the clock's resolution follows from the number of elements.
void read_list(Interpreter& in, Value time, Timestamp& t) {
    Value parts[4];
    int n = 0;
    for (; time.is_cons() && n < 4; time = cdr(time)) parts[n++] = car(time);
    if (n < 2) invalid(in);
    for (int i = 0; i < n; ++i)
        if (!is_integer(parts[i])) invalid(in);
    mpz_mul_2exp(t.ticks, IntegerView(parts[0]), 16);
    mpz_add(t.ticks, t.ticks, IntegerView(parts[1]));
    mpz_set_ui(t.hz, 1);
    for (int i = 2; i < n; ++i) {
        mpz_mul_ui(t.ticks, t.ticks, 1000000);
        mpz_add(t.ticks, t.ticks, IntegerView(parts[i]));
        mpz_mul_ui(t.hz, t.hz, 1000000);
    }
}

void read_pair(Interpreter& in, Value ticks, Value hz, Timestamp& t) {
    if (!is_integer(ticks) || !is_integer(hz) || sign(IntegerView(hz)) <= 0) invalid(in);
    mpz_set(t.ticks, IntegerView(ticks));
    mpz_set(t.hz, IntegerView(hz));
}

// Makes T count in units of 1/HZ, rounding down.
void rescale(Timestamp& t, mpz_srcptr hz) {
    mpz_mul(t.ticks, t.ticks, hz);
    mpz_fdiv_q(t.ticks, t.ticks, t.hz);
    mpz_set(t.hz, hz);
}

double to_seconds(const Timestamp& t) {
    // Correctly rounded: scale so that the quotient has 64 bits or more, and let mpz_get_d drop the rest after rounding by hand.
    Mpz n, q, r;
    long extra = 66 + static_cast<long>(mpz_sizeinbase(t.hz, 2)) - static_cast<long>(mpz_sizeinbase(t.ticks, 2));
    if (extra < 0) extra = 0;
    mpz_mul_2exp(n, t.ticks, static_cast<mp_bitcnt_t>(extra));
    mpz_tdiv_qr(q, r, n, t.hz);
    long drop = static_cast<long>(mpz_sizeinbase(q, 2)) - 53;
    if (drop > 0) {  // round half to even
        bool negative = sign(q) < 0;
        mpz_abs(q, q);
        bool half = mpz_tstbit(q, static_cast<mp_bitcnt_t>(drop - 1));
        bool rest = mpz_scan1(q, 0) < static_cast<mp_bitcnt_t>(drop - 1) || sign(r) != 0;
        mpz_tdiv_q_2exp(q, q, static_cast<mp_bitcnt_t>(drop));
        if (half && (rest || mpz_tstbit(q, 0))) mpz_add_ui(q, q, 1);
        if (negative) mpz_neg(q, q);
        extra -= drop;
    }
    return std::ldexp(mpz_get_d(q), static_cast<int>(-extra));
}

int compare(Timestamp& a, Timestamp& b) {
    mpz_mul(a.ticks, a.ticks, b.hz);
    mpz_mul(b.ticks, b.ticks, a.hz);
    return mpz_cmp(a.ticks, b.ticks);
}

// A + B or A - B into A. Different resolutions are brought to a common one, reduced as far as it stays at least as fine as
// the coarser of the two.
void combine(Timestamp& a, Timestamp& b, bool subtract) {
    if (subtract) mpz_neg(b.ticks, b.ticks);
    if (mpz_cmp(a.hz, b.hz) == 0) {
        mpz_add(a.ticks, a.ticks, b.ticks);
        return;
    }
    Mpz coarser, common, factor;
    mpz_set(coarser, mpz_cmp(a.hz, b.hz) < 0 ? a.hz : b.hz);
    mpz_lcm(common, a.hz, b.hz);
    rescale(a, common);
    rescale(b, common);
    mpz_add(a.ticks, a.ticks, b.ticks);
    mpz_gcd(factor, a.ticks, a.hz);
    mpz_divexact(a.ticks, a.ticks, factor);
    mpz_divexact(a.hz, a.hz, factor);
    for (Mpz multiple(1); mpz_cmp(a.hz, coarser) < 0;) {
        mpz_cdiv_q(multiple, coarser, a.hz);
        while (!mpz_divisible_p(factor, multiple)) mpz_add_ui(multiple, multiple, 1);
        mpz_mul(a.ticks, a.ticks, multiple);
        mpz_mul(a.hz, a.hz, multiple);
    }
}

// What arithmetic returns: an integer, (TICKS . HZ) if an argument was one or picoseconds cannot express it, else a list.
Value arithmetic_result(Interpreter& in, const Timestamp& t, bool pair) {
    if (is_one(t.hz)) return integer_from(in, t.ticks);
    Mpz limit(picoseconds);
    if (pair || !mpz_divisible_p(limit, t.hz)) return ticks_hz(in, t);
    return time_list(in, t);
}

Value time_arithmetic(Interpreter& in, Value a, Value b, bool subtract) {
    // Infinities and NaNs are combined as floats: they have no ticks.
    for (Value v : {a, b})
        if (is_float(v) && !std::isfinite(float_value(v))) return arith(in, subtract ? Arith::sub : Arith::add, a, b);
    Timestamp x, y;
    read_timestamp(in, a, x);
    read_timestamp(in, b, y);
    bool pair = x.form == Timestamp::ticks_and_hz || y.form == Timestamp::ticks_and_hz;
    combine(x, y, subtract);
    return arithmetic_result(in, x, pair);
}

Value time_add(Interpreter& in, Value a, Value b) { return time_arithmetic(in, a, b, false); }
// Subtracting the current time from itself is exactly zero.
Value time_subtract(Interpreter& in, Value a, Value b) {
    if (a.is_nil() && b.is_nil()) return list(in, {fixnum(0), fixnum(0), fixnum(0), fixnum(0)});
    return time_arithmetic(in, a, b, true);
}

int compare_times(Interpreter& in, Value a, Value b) {
    if (a.is_nil() && b.is_nil()) return 0;
    Timestamp x, y;
    read_timestamp(in, a, x);
    read_timestamp(in, b, y);
    return compare(x, y);
}
Value time_less_p(Interpreter& in, Value a, Value b) { return truth(in, compare_times(in, a, b) < 0); }
Value time_equal_p(Interpreter& in, Value a, Value b) {
    if (a.is_nil() != b.is_nil()) return nil;  // now is not any moment one can name
    return truth(in, compare_times(in, a, b) == 0);
}

Value float_time(Interpreter& in, Value time) {
    if (is_float(time)) return time;
    Timestamp t;
    read_timestamp(in, time, t);
    return make_float(to_seconds(t));
}

Value current_time(Interpreter& in) {
    Timestamp t;
    read_now(t);
    return time_list(in, t);
}

Value time_convert(Interpreter& in, Value time, Value form) {
    Timestamp t;
    read_timestamp(in, time, t);
    if (form == in[sym::list] || form.is_nil()) return time_list(in, t);
    if (form == in.intern("integer")) {
        rescale(t, Mpz(1));
        return integer_from(in, t.ticks);
    }
    if (form == in[sym::t]) return ticks_hz(in, t);
    if (!is_integer(form) || sign(IntegerView(form)) <= 0) signal(in, sym::error, {make_string(in, "Invalid time frequency"), form});
    rescale(t, IntegerView(form));
    return ticks_hz(in, t);
}

Value get_internal_run_time(Interpreter& in) {
    timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return list(in, {fixnum(used.tv_sec >> 16), fixnum(used.tv_sec & 0xFFFF), fixnum(used.tv_nsec / 1000), fixnum(used.tv_nsec % 1000 * 1000)});
}

Value current_cpu_time(Interpreter& in) {
    timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return cons(in, make_integer(in, used.tv_sec * 1000000 + used.tv_nsec / 1000), fixnum(1000000));
}

constexpr Primitive table[] = {
    prim<current_cpu_time>("current-cpu-time", "", "Processor time used by the process, as (TICKS . HZ)."),
    prim<current_time>("current-time", "", "The time now, as (HIGH LOW USEC PSEC)."),
    prim<float_time>("float-time", "&optional specified-time", "The time now, or SPECIFIED-TIME, in seconds as a float."),
    prim<get_internal_run_time>("get-internal-run-time", "", "Processor time used by the process, as (HIGH LOW USEC PSEC)."),
    prim<time_add>("time-add", "a b", "The sum of two times."),
    prim<time_convert>("time-convert", "time &optional form",
                       "TIME as a list (FORM nil or `list'), in whole seconds (`integer'), or as (TICKS . HZ) with its own HZ (t) or HZ = FORM."),
    prim<time_equal_p>("time-equal-p", "a b", "Whether two times are the same."),
    prim<time_less_p>("time-less-p", "a b", "Whether time A is before time B."),
    prim<time_subtract>("time-subtract", "a b", "The difference of two times."),
};

}  // namespace

void read_timestamp(Interpreter& in, Value time, Timestamp& t) {
    if (time.is_nil()) {
        t.form = Timestamp::now;
        read_now(t);
    } else if (is_integer(time)) {
        t.form = Timestamp::integer;
        mpz_set(t.ticks, IntegerView(time));
        mpz_set_ui(t.hz, 1);
    } else if (is_float(time)) {
        t.form = Timestamp::floating;
        read_float(in, float_value(time), t);
    } else if (time.is_cons() && cdr(time).is_cons()) {
        t.form = Timestamp::list;
        read_list(in, time, t);
    } else if (time.is_cons()) {
        t.form = Timestamp::ticks_and_hz;
        read_pair(in, car(time), cdr(time), t);
    } else {
        invalid(in);
    }
}

timespec as_timespec(Interpreter& in, Value time) {
    Timestamp t;
    read_timestamp(in, time, t);
    rescale(t, Mpz(1000000000));
    Mpz seconds, nanoseconds;
    mpz_fdiv_qr_ui(seconds, nanoseconds, t.ticks, 1000000000);
    if (!mpz_fits_slong_p(seconds)) error(in, "Specified time is not representable");
    return {mpz_get_si(seconds), static_cast<long>(mpz_get_ui(nanoseconds))};
}

Value time_list(Interpreter& in, const Timestamp& t) {
    Mpz all, rest, high, low;
    mpz_mul_si(all, t.ticks, picoseconds);
    mpz_fdiv_q(all, all, t.hz);
    mpz_fdiv_qr(all, rest, all, Mpz(picoseconds));
    Int fraction = mpz_get_si(rest);
    mpz_fdiv_q_2exp(high, all, 16);
    mpz_fdiv_r_2exp(low, all, 16);
    return list(in, {integer_from(in, high), fixnum(mpz_get_si(low)), fixnum(fraction / 1000000), fixnum(fraction % 1000000)});
}

Value ticks_hz(Interpreter& in, const Timestamp& t) { return cons(in, integer_from(in, t.ticks), integer_from(in, t.hz)); }

void define_time_values(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
