// Value: one 64-bit word that is any Lisp object.
//
// The low three bits are the tag:
//
//     000  heap object with a header word (the pointer itself); the all-zero word is nil
//     011  cons            pointer + 3
//     111  symbol          pointer + 7   (nil excepted)
//     x10  fixnum          62-bit two's complement integer in the upper bits
//     001, 100, 101        double, immediate ("self-tagged")
//
// An immediate double is its IEEE bits plus 2^60, rotated left by four. That brings the three high exponent
// bits, plus one, into the tag: exponents 000 (zero and the tiniest), 011 (2^-255 ... 2) and 100 (2 ... 2^257) give
// tags 001, 100 and 101. Everything else is boxed in a heap object, so every double is representable and
// ordinary arithmetic never allocates.
//
// The collector sees pointers as they are; tags 3 and 7 are registered with it as valid displacements.
#pragma once
#include <el/fwd.hpp>

#include <bit>

namespace el {

enum class Kind : std::uint8_t;

// The header word of every heap object but Cons.
struct Object {
    Kind kind;
    std::uint8_t flags;
    std::uint16_t aux;
    std::uint32_t length;
};
static_assert(sizeof(Object) == 8);

template <class T>
struct KindOf;  // KindOf<T>::value is the Kind of heap structure T; specialised next to each T

class Value {
public:
    static constexpr std::uint64_t tag_mask = 7;
    static constexpr std::uint64_t cons_tag = 3;
    static constexpr std::uint64_t symbol_tag = 7;
    static constexpr Int most_positive_fixnum = (Int{1} << 61) - 1;
    static constexpr Int most_negative_fixnum = -(Int{1} << 61);

    constexpr Value() = default;  // nil
    static constexpr Value from_bits(std::uint64_t bits) {
        Value v;
        v.bits_ = bits;
        return v;
    }
    constexpr std::uint64_t bits() const { return bits_; }
    constexpr unsigned tag() const { return bits_ & tag_mask; }

    constexpr bool is_nil() const { return bits_ == 0; }
    constexpr explicit operator bool() const { return bits_ != 0; }
    friend constexpr bool operator==(Value a, Value b) { return a.bits_ == b.bits_; }  // eq, for all but boxed numbers

    // --- fixnums ---
    constexpr bool is_fixnum() const { return (bits_ & 3) == 2; }
    constexpr Int fixnum() const { return static_cast<Int>(bits_) >> 2; }
    static constexpr Value from_fixnum(Int n) { return from_bits((static_cast<std::uint64_t>(n) << 2) | 2); }
    static constexpr bool fits_fixnum(Int n) { return n >= most_negative_fixnum && n <= most_positive_fixnum; }

    // --- immediate doubles (see also core/float.hpp for boxed ones) ---
    constexpr bool is_immediate_float() const { return (0b00110010u >> tag()) & 1; }
    constexpr double immediate_float() const {
        return std::bit_cast<double>(std::rotr(bits_, 4) - (std::uint64_t{1} << 60));
    }
    static constexpr std::uint64_t float_bits(double d) {
        return std::rotl(std::bit_cast<std::uint64_t>(d) + (std::uint64_t{1} << 60), 4);
    }
    static constexpr bool fits_immediate_float(std::uint64_t bits) { return (0b00110010u >> (bits & tag_mask)) & 1; }

    // --- pointers ---
    constexpr bool is_cons() const { return tag() == cons_tag; }
    constexpr bool is_symbol() const { return tag() == symbol_tag || bits_ == 0; }
    constexpr bool is_object() const { return tag() == 0 && bits_ != 0; }
    Object* object() const { return reinterpret_cast<Object*>(bits_); }
    bool is_kind(Kind kind) const { return is_object() && object()->kind == kind; }

    // is<T>/as<T>: T is a heap structure. as<T> does not check.
    template <class T>
    bool is() const {
        return is_kind(KindOf<T>::value);
    }
    template <class T>
    T& as() const {
        return *reinterpret_cast<T*>(bits_);
    }
    static Value from_object(const void* p) { return from_bits(reinterpret_cast<std::uint64_t>(p)); }

    // Marks a symbol without value or function, and absent things in tables. Never visible to Lisp.
    static constexpr Value unbound() { return from_bits(8); }
    constexpr bool is_unbound() const { return bits_ == 8; }
    // What a primitive marked `exits` returns after it has chosen a handler: the caller unwinds.
    static constexpr Value exit_pending() { return from_bits(16); }
    constexpr bool is_exit_pending() const { return bits_ == 16; }

private:
    std::uint64_t bits_ = 0;
};

static_assert(sizeof(Value) == sizeof(void*));
static_assert(Value::fits_immediate_float(Value::float_bits(0.0)) && Value::fits_immediate_float(Value::float_bits(-1.5e10)));
static_assert(!Value::fits_immediate_float(Value::float_bits(1e300)));

inline constexpr Value nil{};

// A cons is two words without header.
struct Cons {
    Value car;
    Value cdr;
};
static_assert(sizeof(Cons) == 16);

template <>
inline bool Value::is<Cons>() const {
    return is_cons();
}
template <>
inline Cons& Value::as<Cons>() const {
    return *reinterpret_cast<Cons*>(bits_ - cons_tag);
}

inline Value car(Value cons) { return cons.as<Cons>().car; }
inline Value cdr(Value cons) { return cons.as<Cons>().cdr; }

constexpr Value fixnum(Int n) { return Value::from_fixnum(n); }

}  // namespace el
