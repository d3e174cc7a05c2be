// Random numbers: xoshiro256** seeded from the system, or from a string for a repeatable sequence.
// The state is the bytes of a string in a variable, so that each interpreter has its own.
// Tests: tests/lisp/prims/numbers.el
#include <sys/random.h>
#include <unistd.h>

#include <bit>
#include <cstring>

#include "core/bignum.hpp"
#include "core/hash_bytes.hpp"
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

struct Generator {
    std::uint64_t words[4];

    std::uint64_t next() {
        std::uint64_t result = std::rotl(words[1] * 5, 7) * 9, shifted = words[1] << 17;
        words[2] ^= words[0];
        words[3] ^= words[1];
        words[1] ^= words[2];
        words[0] ^= words[3];
        words[2] ^= shifted;
        words[3] = std::rotl(words[3], 45);
        return result;
    }
    // 0 <= result < limit, each equally likely.
    std::uint64_t below(std::uint64_t limit) {
        std::uint64_t unfair = (0 - limit) % limit;
        for (;;) {
            unsigned __int128 product = static_cast<unsigned __int128>(next()) * limit;
            if (static_cast<std::uint64_t>(product) >= unfair) return static_cast<std::uint64_t>(product >> 64);
        }
    }
};

constexpr std::string_view state_variable = " random-state";

Value state_symbol(Interpreter& in) { return in.intern(state_variable); }

// The string of the state stays where it is while it is reachable.
class Sequence {
public:
    explicit Sequence(Interpreter& in) : string_(find_value(in, state_symbol(in))) { std::memcpy(&generator, string_.as<String>().data, sizeof generator); }
    ~Sequence() { std::memcpy(string_.as<String>().data, &generator, sizeof generator); }
    Sequence(const Sequence&) = delete;
    Generator generator;

private:
    Value string_;
};

void seed_from_system(Generator& g) {
    if (getrandom(&g, sizeof g, 0) != sizeof g) g = {{0x9E3779B97F4A7C15u, static_cast<std::uint64_t>(getpid()), 1, 2}};
}

void seed_from_text(Generator& g, std::string_view text) {
    std::uint64_t hash = hash_bytes(text);
    for (std::uint64_t& word : g.words) word = hash = mix(hash ^ 0x9E3779B97F4A7C15u, 0xD1B54A32D192ED03u) + 1;
}

Value random_bignum(Interpreter& in, Generator& g, Value limit) {
    IntegerView most(limit);
    std::size_t bits = mpz_sizeinbase(most, 2);
    Mpz z;
    do {
        mpz_set_ui(z, 0);
        for (std::size_t done = 0; done < bits; done += 64) {
            mpz_mul_2exp(z, z, 64);
            mpz_add_ui(z, z, g.next());
        }
        mpz_fdiv_r_2exp(z, z, bits);
    } while (mpz_cmp(z, most) >= 0);
    return integer_from(in, z);
}

// Emacs: a limit that is no positive integer is as good as none, and any fixnum comes out.
Value random(Interpreter& in, Opt<Value> limit) {
    Sequence state(in);
    Generator& g = state.generator;
    Value v = limit.value;
    if (v == in[sym::t]) seed_from_system(g);
    else if (v.is<String>()) seed_from_text(g, v.as<String>().view());
    if (v.is_fixnum() && v.fixnum() > 0) return fixnum(static_cast<Int>(g.below(static_cast<std::uint64_t>(v.fixnum()))));
    if (v.is<Bignum>() && !v.as<Bignum>().negative()) return random_bignum(in, g, v);
    return fixnum(static_cast<Int>(g.next()) >> 2);
}

constexpr Primitive table[] = {
    prim<random>("random", "&optional limit", "A random number: from 0 to LIMIT - 1, or any fixnum. t seeds from the system, a string from its text."),
};

}  // namespace

void define_random(Interpreter& in) {
    in.define_primitives(table);
    Generator g;
    seed_from_system(g);
    Value state = make_unibyte_string(in, {reinterpret_cast<const char*>(&g), sizeof g});
    set_symbol_value(in, state_symbol(in), state);
}

}  // namespace el
