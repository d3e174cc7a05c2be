// All six digests work alike: the message is padded to whole blocks, and each block is mixed into a small state.
#include "core/digest.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace el {

namespace {

using Bytes = const std::uint8_t*;

// Reads a word of type W, most significant byte first.
template <class W>
W big_endian(Bytes p) {
    W word = 0;
    for (unsigned i = 0; i < sizeof(W); ++i) word = static_cast<W>(word << 8 | p[i]);
    return word;
}
std::uint32_t little_endian(Bytes p) {
    return p[0] | std::uint32_t{p[1]} << 8 | std::uint32_t{p[2]} << 16 | std::uint32_t{p[3]} << 24;
}

// Appends WORD byte by byte.
template <class W>
void put(std::string& out, W word, bool big) {
    for (unsigned i = 0; i < sizeof(W); ++i) {
        unsigned shift = 8 * (big ? sizeof(W) - 1 - i : i);
        out += static_cast<char>(word >> shift);
    }
}

// --- MD5 ---
struct Md5 {
    using Word = std::uint32_t;
    static constexpr std::size_t block = 64;
    static constexpr bool big = false;
    std::array<Word, 4> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};

    // RFC 1321: T[i] is the integer part of 4294967296 times abs(sin(i)).
    static const std::array<Word, 64>& sines() {
        static const std::array<Word, 64> table = [] {
            std::array<Word, 64> t{};
            for (int i = 0; i < 64; ++i) t[i] = static_cast<Word>(std::floor(4294967296.0 * std::fabs(std::sin(i + 1.0))));
            return t;
        }();
        return table;
    }

    void mix(Bytes p) {
        static constexpr int shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
        auto [a, b, c, d] = state;
        for (int i = 0; i < 64; ++i) {
            Word f;
            int word;
            switch (i / 16) {
            case 0: f = (b & c) | (~b & d); word = i; break;
            case 1: f = (d & b) | (~d & c); word = (5 * i + 1) % 16; break;
            case 2: f = b ^ c ^ d; word = (3 * i + 5) % 16; break;
            default: f = c ^ (b | ~d); word = (7 * i) % 16; break;
            }
            Word sum = a + f + sines()[i] + little_endian(p + 4 * word);
            a = d;
            d = c;
            c = b;
            b += std::rotl(sum, shifts[i / 16][i % 4]);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }
};

// --- SHA-1 ---
struct Sha1 {
    using Word = std::uint32_t;
    static constexpr std::size_t block = 64;
    static constexpr bool big = true;
    std::array<Word, 5> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

    void mix(Bytes p) {
        Word w[80];
        for (int t = 0; t < 16; ++t) w[t] = big_endian<Word>(p + 4 * t);
        for (int t = 16; t < 80; ++t) w[t] = std::rotl(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
        auto [a, b, c, d, e] = state;
        for (int t = 0; t < 80; ++t) {
            Word f, k;
            switch (t / 20) {
            case 0: f = (b & c) ^ (~b & d); k = 0x5a827999; break;
            case 1: f = b ^ c ^ d; k = 0x6ed9eba1; break;
            case 2: f = (b & c) ^ (b & d) ^ (c & d); k = 0x8f1bbcdc; break;
            default: f = b ^ c ^ d; k = 0xca62c1d6; break;
            }
            Word sum = std::rotl(a, 5) + f + e + k + w[t];
            e = d;
            d = c;
            c = std::rotl(b, 30);
            b = a;
            a = sum;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }
};

// --- SHA-2 ---
// The round constants are the first 64 bits of the fractional parts of the cube roots of the first 80 primes; the 32-bit ones are
// their upper halves. The roots are computed in integers: the largest r with r^3 <= prime * 2^192, of which the low 64 bits
// are the fraction.
using Wide = unsigned __int128;

// Whether (whole + fraction / 2^64)^3 <= prime, compared exactly in 256 bits.
bool cube_fits(std::uint64_t whole, std::uint64_t fraction, std::uint64_t prime) {
    Wide r = Wide{whole} << 64 | fraction;  // below 2^67
    std::uint64_t r0 = static_cast<std::uint64_t>(r), r1 = static_cast<std::uint64_t>(r >> 64);
    // square = r * r, in three 64-bit digits
    Wide low = Wide{r0} * r0, cross = Wide{r0} * r1 * 2, high = Wide{r1} * r1;
    std::uint64_t s0 = static_cast<std::uint64_t>(low);
    Wide carry = (low >> 64) + cross;
    std::uint64_t s1 = static_cast<std::uint64_t>(carry);
    std::uint64_t s2 = static_cast<std::uint64_t>((carry >> 64) + high);
    // cube = square * r, in four digits; only the fourth and whether the rest is zero matter
    Wide c = Wide{s0} * r0;
    std::uint64_t d0 = static_cast<std::uint64_t>(c);
    c = (c >> 64) + Wide{s1} * r0;
    Wide c2 = Wide{s0} * r1;
    std::uint64_t d1 = static_cast<std::uint64_t>(c) + static_cast<std::uint64_t>(c2);
    Wide carry1 = (c >> 64) + (c2 >> 64) + (d1 < static_cast<std::uint64_t>(c2) ? 1 : 0);
    c = carry1 + Wide{s2} * r0;
    c2 = Wide{s1} * r1;
    std::uint64_t d2 = static_cast<std::uint64_t>(c) + static_cast<std::uint64_t>(c2);
    Wide d3 = (c >> 64) + (c2 >> 64) + (d2 < static_cast<std::uint64_t>(c2) ? 1 : 0) + Wide{s2} * r1;
    return d3 < prime || (d3 == prime && d0 == 0 && d1 == 0 && d2 == 0);
}

std::uint64_t cube_root_fraction(std::uint64_t prime) {
    std::uint64_t whole = 1;
    while ((whole + 1) * (whole + 1) * (whole + 1) <= prime) ++whole;
    std::uint64_t fraction = 0;
    for (int bit = 63; bit >= 0; --bit) {
        std::uint64_t tried = fraction | std::uint64_t{1} << bit;
        if (cube_fits(whole, tried, prime)) fraction = tried;
    }
    return fraction;
}

const std::array<std::uint64_t, 80>& round_constants() {
    static const std::array<std::uint64_t, 80> table = [] {
        std::array<std::uint64_t, 80> t{};
        std::uint64_t candidate = 2;
        for (auto& constant : t) {
            for (;; ++candidate) {
                bool prime = true;
                for (std::uint64_t divisor = 2; divisor * divisor <= candidate; ++divisor)
                    if (candidate % divisor == 0) prime = false;
                if (prime) break;
            }
            constant = cube_root_fraction(candidate++);
        }
        return t;
    }();
    return table;
}

// What differs between the 32-bit and the 64-bit half of SHA-2: word, rounds, rotations.
template <class W>
struct Rounds;
template <>
struct Rounds<std::uint32_t> {
    static constexpr int count = 64;
    static constexpr int sum0[3] = {2, 13, 22}, sum1[3] = {6, 11, 25}, mix0[3] = {7, 18, 3}, mix1[3] = {17, 19, 10};
};
template <>
struct Rounds<std::uint64_t> {
    static constexpr int count = 80;
    static constexpr int sum0[3] = {28, 34, 39}, sum1[3] = {14, 18, 41}, mix0[3] = {1, 8, 7}, mix1[3] = {19, 61, 6};
};

template <class W>
struct Sha2 {
    using Word = W;
    using R = Rounds<W>;
    static constexpr std::size_t block = 16 * sizeof(W);
    static constexpr bool big = true;
    std::array<W, 8> state;

    static W rotations(W x, const int (&by)[3]) { return std::rotr(x, by[0]) ^ std::rotr(x, by[1]) ^ std::rotr(x, by[2]); }
    static W with_shift(W x, const int (&by)[3]) { return std::rotr(x, by[0]) ^ std::rotr(x, by[1]) ^ (x >> by[2]); }

    void mix(Bytes p) {
        W w[R::count];
        for (int t = 0; t < 16; ++t) w[t] = big_endian<W>(p + sizeof(W) * t);
        for (int t = 16; t < R::count; ++t)
            w[t] = with_shift(w[t - 2], R::mix1) + w[t - 7] + with_shift(w[t - 15], R::mix0) + w[t - 16];
        std::array<W, 8> s = state;
        auto& [a, b, c, d, e, f, g, h] = s;
        const auto& constants = round_constants();
        for (int t = 0; t < R::count; ++t) {
            W constant = static_cast<W>(constants[t] >> (64 - 8 * sizeof(W)));
            W t1 = h + rotations(e, R::sum1) + ((e & f) ^ (~e & g)) + constant + w[t];
            W t2 = rotations(a, R::sum0) + ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        for (int i = 0; i < 8; ++i) state[i] += s[i];
    }
};

using Sha256 = Sha2<std::uint32_t>;
using Sha512 = Sha2<std::uint64_t>;

constexpr std::array<std::uint32_t, 8> sha256_start{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
constexpr std::array<std::uint32_t, 8> sha224_start{0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
                                                    0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4};
constexpr std::array<std::uint64_t, 8> sha512_start{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                                    0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                                    0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
constexpr std::array<std::uint64_t, 8> sha384_start{0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17,
                                                    0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511,
                                                    0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};

// The last block or two: what is left of the message, a bit 1, zeros, and the message's length in bits.
template <class Hash>
std::string padding(std::string_view bytes) {
    constexpr std::size_t length_size = 2 * sizeof(typename Hash::Word);
    std::string last(bytes.substr(bytes.size() / Hash::block * Hash::block));
    last += '\x80';
    while ((last.size() + length_size) % Hash::block != 0) last += '\0';
    std::uint64_t bits = static_cast<std::uint64_t>(bytes.size()) * 8;
    if (length_size == 16) put<std::uint64_t>(last, bytes.size() >> 61, true);
    put(last, bits, Hash::big);
    return last;
}

template <class Hash>
std::string run(Hash hash, std::string_view bytes, std::size_t size) {
    std::string last = padding<Hash>(bytes);
    for (std::size_t at = 0; at + Hash::block <= bytes.size(); at += Hash::block)
        hash.mix(reinterpret_cast<Bytes>(bytes.data() + at));
    for (std::size_t at = 0; at < last.size(); at += Hash::block) hash.mix(reinterpret_cast<Bytes>(last.data() + at));
    std::string out;
    for (auto word : hash.state) put(out, word, Hash::big);
    out.resize(size);
    return out;
}

}  // namespace

std::string digest(Digest algorithm, std::string_view bytes) {
    switch (algorithm) {
    case Digest::md5: return run(Md5{}, bytes, 16);
    case Digest::sha1: return run(Sha1{}, bytes, 20);
    case Digest::sha224: return run(Sha256{sha224_start}, bytes, 28);
    case Digest::sha256: return run(Sha256{sha256_start}, bytes, 32);
    case Digest::sha384: return run(Sha512{sha384_start}, bytes, 48);
    case Digest::sha512: return run(Sha512{sha512_start}, bytes, 64);
    }
    return {};
}

}  // namespace el
