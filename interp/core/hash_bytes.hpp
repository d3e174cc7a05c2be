// Hashing of words and byte strings: multiply two words into 128 bits and fold.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace el {

inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Both factors are odd with well-spread bits, so that neighbouring addresses land far apart.
inline std::uint64_t hash_word(std::uint64_t word) { return mix(word ^ 0x9E3779B97F4A7C15u, 0xD1B54A32D192ED03u); }
inline std::uint64_t combine_hashes(std::uint64_t a, std::uint64_t b) { return mix(a ^ 0x8CB92BA72F3D8DD7u, b ^ 0xAEF17502108EF2D9u); }

inline std::uint64_t hash_bytes(std::string_view text) {
    const char* p = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = 0x2545F4914F6CDD1Du ^ text.size();
    auto load = [](const char* from, std::size_t count) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, count);
        return word;
    };
    for (; left >= 8; p += 8, left -= 8) hash = combine_hashes(hash, load(p, 8));
    return left ? combine_hashes(hash, load(p, left)) : hash;
}

}  // namespace el
