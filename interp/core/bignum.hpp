// Integers beyond the fixnum range. The limbs lie behind the header in memory that the collector does not scan; GMP reads them
// in place. Results are computed in GMP's own memory and copied once, so a non-local exit leaks nothing.
// Tests: tests/recorded/numbers.el
#pragma once
#include <gmp.h>

#include "core/objects.hpp"

namespace el {

struct Bignum {
    Object header;  // length: limbs in use, flags: negative_flag
    mp_limb_t limbs[];

    static constexpr std::uint8_t negative_flag = 1;
    bool negative() const { return header.flags & negative_flag; }
};

// A GMP integer that frees itself.
class Mpz {
public:
    Mpz() { mpz_init(z_); }
    explicit Mpz(Int n) { mpz_init_set_si(z_, n); }
    ~Mpz() { mpz_clear(z_); }
    Mpz(const Mpz&) = delete;
    Mpz& operator=(const Mpz&) = delete;
    operator mpz_ptr() { return z_; }         // NOLINT: used as GMP's own type
    operator mpz_srcptr() const { return z_; }  // NOLINT

private:
    mpz_t z_;
};

// A read-only GMP view of a fixnum or bignum; valid while the bignum is reachable.
class IntegerView {
public:
    explicit IntegerView(Value integer);
    operator mpz_srcptr() const { return z_; }  // NOLINT

private:
    mpz_t z_;
    mp_limb_t small_;
};

// The Lisp integer of Z: a fixnum when it fits. Signals overflow-error beyond `integer-width' bits.
Value integer_from(Interpreter& in, mpz_srcptr z);
// The low 64 bits in two's complement.
std::uint64_t low_bits(Value integer);
double bignum_to_double(const Bignum& b);
// The Int nearest to B: an end of the range if it does not fit.
Int clamped(const Bignum& b);
std::string bignum_to_text(const Bignum& b, int base);

}  // namespace el
