// Bignums: between GMP and the heap.
// Tests: tests/recorded/numbers.el
#include "core/bignum.hpp"

#include <el/exit.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/number.hpp"
#include "core/symbol.hpp"

namespace el {

static_assert(sizeof(mp_limb_t) == 8 && GMP_NAIL_BITS == 0);

namespace {

// Emacs allows any integer of twice a fixnum's size, however small `integer-width' is.
constexpr std::size_t always_allowed_bits = 128;

std::size_t allowed_bits(Interpreter& in) {
    Value width = find_value(in, in.intern("integer-width"));
    if (width.is_unbound() || !width.is_fixnum() || width.fixnum() < 0) return always_allowed_bits;
    return std::max<std::size_t>(static_cast<std::size_t>(width.fixnum()), always_allowed_bits);
}

Value new_bignum(std::span<const mp_limb_t> limbs, bool negative) {
    auto* b = static_cast<Bignum*>(heap::allocate_atomic(sizeof(Bignum) + limbs.size_bytes()));
    b->header = Object{Kind::Bignum, negative ? Bignum::negative_flag : std::uint8_t{0}, 0, static_cast<std::uint32_t>(limbs.size())};
    std::memcpy(b->limbs, limbs.data(), limbs.size_bytes());
    return Value::from_object(b);
}

}  // namespace

IntegerView::IntegerView(Value integer) {
    if (integer.is_fixnum()) {
        Int n = integer.fixnum();
        small_ = static_cast<mp_limb_t>(n < 0 ? -n : n);
        mpz_roinit_n(z_, &small_, n < 0 ? -1 : n > 0);
    } else {
        const Bignum& b = integer.as<Bignum>();
        auto size = static_cast<mp_size_t>(b.header.length);
        mpz_roinit_n(z_, b.limbs, b.negative() ? -size : size);
    }
}

Value integer_from(Interpreter& in, mpz_srcptr z) {
    if (mpz_fits_slong_p(z)) return make_integer(in, mpz_get_si(z));
    std::size_t limbs = mpz_size(z);
    if (limbs > always_allowed_bits / 64 && mpz_sizeinbase(z, 2) > allowed_bits(in)) signal(in, sym::overflow_error, {});
    return new_bignum({mpz_limbs_read(z), limbs}, mpz_sgn(z) < 0);
}

Value make_integer(Interpreter&, Int n) {
    if (Value::fits_fixnum(n)) return fixnum(n);
    mp_limb_t limb = n < 0 ? 0 - static_cast<mp_limb_t>(n) : static_cast<mp_limb_t>(n);
    return new_bignum({&limb, 1}, n < 0);
}

Value make_unsigned(Interpreter&, std::uint64_t n) {
    if (n <= static_cast<std::uint64_t>(Value::most_positive_fixnum)) return fixnum(static_cast<Int>(n));
    mp_limb_t limb = n;
    return new_bignum({&limb, 1}, false);
}

std::uint64_t low_bits(Value integer) {
    if (integer.is_fixnum()) return static_cast<std::uint64_t>(integer.fixnum());
    const Bignum& b = integer.as<Bignum>();
    return b.negative() ? 0 - b.limbs[0] : b.limbs[0];
}

// Rounds to nearest, ties to even: the highest 64 bits, the lowest of them set if anything below is, are rounded by the machine.
double bignum_to_double(const Bignum& b) {
    std::size_t n = b.header.length;
    auto zeros = static_cast<unsigned>(__builtin_clzll(b.limbs[n - 1]));
    std::uint64_t high = b.limbs[n - 1] << zeros;
    bool sticky = false;
    if (n > 1) {
        if (zeros) high |= b.limbs[n - 2] >> (64 - zeros);
        sticky = (b.limbs[n - 2] << zeros) != 0;
        for (std::size_t i = 0; i + 2 < n; ++i) sticky |= b.limbs[i] != 0;
    }
    double d = std::ldexp(static_cast<double>(high | (sticky ? 1 : 0)), static_cast<int>(std::min<std::size_t>((n - 1) * 64, 1 << 20)) - static_cast<int>(zeros));
    return b.negative() ? -d : d;
}

Int clamped(const Bignum& b) {
    IntegerView z(Value::from_object(&b));
    if (mpz_fits_slong_p(z)) return mpz_get_si(z);
    return b.negative() ? INT64_MIN : INT64_MAX;
}

std::string bignum_to_text(const Bignum& b, int base) {
    IntegerView z(Value::from_object(&b));
    std::string text(mpz_sizeinbase(z, base) + 2, '\0');
    mpz_get_str(text.data(), base, z);
    text.resize(std::strlen(text.c_str()));
    return text;
}

}  // namespace el
