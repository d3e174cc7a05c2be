// Integers of any size and floats: what arithmetic primitives and the VM's slow paths share.
#pragma once
#include "core/objects.hpp"

namespace el {

struct Bignum;  // core/bignum.hpp

inline bool is_integer(Value v) { return v.is_fixnum() || v.is<Bignum>(); }
inline bool is_number(Value v) { return v.is_fixnum() || is_float(v) || v.is<Bignum>(); }

Value make_integer(Interpreter& in, Int n);               // fixnum or bignum
Value make_unsigned(Interpreter& in, std::uint64_t n);

// A marker stands for its position in arithmetic. Signals wrong-type-argument number-or-marker-p.
Value number_or_marker(Interpreter& in, Value v);
double to_double(Interpreter& in, Value number);  // any number

enum class Arith { add, sub, mul, div, rem };
// Two-operand arithmetic on numbers or markers, as `+' etc. do it: integer unless a float is present; div truncates.
Value arith(Interpreter& in, Arith op, Value a, Value b);
Value negate(Interpreter& in, Value a);
// -1, 0, 1, or 2 when a NaN is involved.
int compare_numbers(Interpreter& in, Value a, Value b);

// Text in BASE 2..36, as `number-to-string'; floats as Emacs prints them (shortest that reads back).
std::string number_to_text(Value number, int base = 10);
std::string float_to_text(double d);
// Reads a number token wholly ("12", "-1.5e3", "1.0e+INF", "0.0e+NaN", "+5", "10."); Value::unbound() if it is none.
Value parse_number(Interpreter& in, std::string_view token, int base = 10);
// Reads the number TEXT starts with, as `string-to-number'; `used` becomes its length. Value::unbound() if there is none.
Value parse_number_prefix(Interpreter& in, std::string_view text, int base = 10, std::size_t* used = nullptr);

}  // namespace el
