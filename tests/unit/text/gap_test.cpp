#include "text/gap.hpp"

#include "core/heap.hpp"
#include "core/utf8.hpp"

#include "support/catch.hpp"

#include <cstring>
#include <random>
#include <string>

using namespace el;

TEST_CASE("a gap buffer is a string with a hole nobody sees") {
    heap::initialize();
    std::mt19937 random(5);
    Gap gap{};
    std::string model;
    for (int step = 0; step < 5000; ++step) {
        std::size_t at = random() % (model.size() + 1);
        if (random() % 3) {
            std::string piece(random() % 20, static_cast<char>('a' + random() % 26));
            std::memcpy(gap.open(static_cast<Int>(at), static_cast<Int>(piece.size())), piece.data(), piece.size());
            model.insert(at, piece);
        } else {
            std::size_t n = std::min<std::size_t>(random() % 30, model.size() - at);
            gap.erase(static_cast<Int>(at), static_cast<Int>(at + n));
            model.erase(at, n);
        }
        REQUIRE(gap.size == static_cast<Int>(model.size()));
        if (step % 50) continue;
        std::string copy(model.size(), '\0');
        gap.copy_out(0, gap.size, reinterpret_cast<std::uint8_t*>(copy.data()));
        REQUIRE(copy == model);
        REQUIRE(std::string(gap.before()) + std::string(gap.after()) == model);
        if (model.size() > 4)
            REQUIRE(std::memcmp(gap.contiguous(1, gap.size - 1), model.data() + 1, model.size() - 2) == 0);
    }
    gap.release();
}

TEST_CASE("characters are counted and found across the gap") {
    heap::initialize();
    std::string text;
    std::vector<Int> starts;
    for (int i = 0; i < 2000; ++i) {
        starts.push_back(static_cast<Int>(text.size()));
        text += i % 3 ? "\xE2\x82\xAC" : "a";
    }
    starts.push_back(static_cast<Int>(text.size()));
    Gap gap{};
    std::memcpy(gap.open(0, static_cast<Int>(text.size())), text.data(), text.size());
    gap.reserve(100);
    for (std::size_t where : {0u, 1u, 700u, 1999u, 2000u}) {
        gap.move(starts[where]);
        for (std::size_t from : {0u, 3u, 699u, 701u, 1500u, 2000u}) {
            for (std::size_t to = from; to <= 2000; to += 97) {
                REQUIRE(count_chars(gap, starts[from], starts[to]) == static_cast<Int>(to - from));
                REQUIRE(forward_chars(gap, starts[from], static_cast<Int>(to - from)) == starts[to]);
                REQUIRE(backward_chars(gap, starts[to], static_cast<Int>(to - from)) == starts[from]);
            }
        }
    }
    gap.release();
}
