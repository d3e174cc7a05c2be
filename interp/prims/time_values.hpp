// Lisp timestamps as exact fractions of seconds.
#pragma once
#include "core/bignum.hpp"
#include "prims/support.hpp"

#include <ctime>

namespace el {

struct Timestamp {
    enum Form { now, integer, floating, list, ticks_and_hz };
    Mpz ticks, hz;  // hz > 0
    Form form = integer;
};

// GMP's own are macros that want its struct.
inline int sign(mpz_srcptr z) { return mpz_sgn(z); }
inline bool is_one(mpz_srcptr z) { return mpz_cmp_ui(z, 1) == 0; }

// Reads nil (now), an integer, a float, (HI LO), (HI LO US), (HI LO US PS) or (TICKS . HZ) into T; otherwise signals
// "Invalid time specification".
void read_timestamp(Interpreter& in, Value time, Timestamp& t);
// Whole seconds, rounded down, and nanoseconds. Signals if the seconds do not fit.
timespec as_timespec(Interpreter& in, Value time);
Value time_list(Interpreter& in, const Timestamp& t);   // (HI LO US PS), rounded down
Value ticks_hz(Interpreter& in, const Timestamp& t);    // (TICKS . HZ)
void define_time_values(Interpreter& in);

}  // namespace el
