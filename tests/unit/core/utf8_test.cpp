#include "core/utf8.hpp"

#include "support/catch.hpp"

#include <random>
#include <string>
#include <vector>

using namespace el;

namespace {

std::string bytes_of(char32_t c) {
    std::uint8_t p[utf8::max_length];
    int n = utf8::encode(c, p);
    return std::string(reinterpret_cast<char*>(p), static_cast<std::size_t>(n));
}
const std::uint8_t* bytes_at(const std::string& s) { return reinterpret_cast<const std::uint8_t*>(s.data()); }

char32_t random_char(std::mt19937& random) {
    static const char32_t limits[] = {0x7F, 0x7FF, 0xFFFF, 0x1FFFFF, 0x3FFF7F, 0x3FFFFF};
    return random() % (limits[random() % 6] + 1);
}

}  // namespace

TEST_CASE("every character survives encoding and decoding") {
    for (char32_t c = 0; c <= utf8::max_char; c += (c < 0x3000 ? 1 : 251)) {
        std::string text = bytes_of(c);
        int n = 0;
        if (utf8::decode(bytes_at(text), n) != c || n != utf8::length(c) || n != static_cast<int>(text.size()) ||
            n != utf8::length_from_lead(bytes_at(text)[0]) || utf8::valid_length(bytes_at(text), text.size()) != n)
            FAIL("character " << static_cast<unsigned>(c));
    }
    for (unsigned b = 0x80; b <= 0xFF; ++b) {
        char32_t c = utf8::raw_to_char(static_cast<std::uint8_t>(b));
        CHECK(utf8::is_raw_byte(c));
        CHECK(utf8::char_to_raw(c) == b);
        CHECK(utf8::decode(bytes_at(bytes_of(c))) == c);
    }
}

TEST_CASE("sequences are Emacs's") {
    CHECK(bytes_of(0xE9) == "\xC3\xA9");
    CHECK(bytes_of(0x20AC) == "\xE2\x82\xAC");
    CHECK(bytes_of(0x3FFF80) == "\xC0\x80");
    CHECK(bytes_of(0x3FFFBF) == "\xC0\xBF");
    CHECK(bytes_of(0x3FFFC0) == "\xC1\x80");
    CHECK(bytes_of(0x3FFFFF) == "\xC1\xBF");
    CHECK(bytes_of(0x200000) == "\xF8\x88\x80\x80\x80");
    CHECK(bytes_of(0x3FFF7F) == "\xF8\x8F\xBF\xBD\xBF");
}

TEST_CASE("malformed sequences are not valid") {
    const char* rows[] = {"\x80", "\xBF", "\xE0\x80\x80", "\xE2\x82", "\xF0\x80\x80\x80", "\xF8\x80\x80\x80\x80", "\xF9\x88\x80\x80\x80",
                          "\xC3", "\xFF", "\xE2\x28\xA1"};
    for (std::string row : rows) {
        INFO(row);
        CHECK(utf8::valid_length(bytes_at(row), row.size()) == 0);
    }
}

TEST_CASE("counting, offsets and stepping back agree with a naive walk") {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::string text;
        std::vector<std::size_t> starts;
        std::size_t chars = random() % 700;
        bool mostly_ascii = random() % 2;
        for (std::size_t i = 0; i < chars; ++i) {
            starts.push_back(text.size());
            text += bytes_of(mostly_ascii && random() % 10 ? 'a' : random_char(random));
        }
        starts.push_back(text.size());
        REQUIRE(utf8::count(bytes_at(text), text.size()) == chars);
        for (std::size_t i = 0; i <= chars; ++i) REQUIRE(utf8::offset_of(bytes_at(text), text.size(), i) == starts[i]);
        for (std::size_t i = chars; i > 0; --i)
            REQUIRE(utf8::previous(bytes_at(text) + starts[i], bytes_at(text)) == bytes_at(text) + starts[i - 1]);
    }
}

TEST_CASE("the ASCII prefix ends at the first high byte") {
    for (std::size_t size = 0; size < 80; ++size) {
        std::string text(size, 'x');
        CHECK(utf8::is_ascii(bytes_at(text), size));
        for (std::size_t at = 0; at < size; ++at) {
            std::string marked = text;
            marked[at] = '\x80';
            REQUIRE(utf8::ascii_prefix(bytes_at(marked), size) == at);
        }
    }
}

TEST_CASE("unibyte text becomes raw-byte characters and comes back") {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    std::string internal(512, '\0'), back(512, '\0');
    std::size_t n = utf8::from_unibyte(bytes_at(bytes), 256, reinterpret_cast<std::uint8_t*>(internal.data()));
    CHECK(n == 384);
    CHECK(utf8::count(bytes_at(internal), n) == 256);
    std::size_t m = utf8::to_unibyte(bytes_at(internal), n, reinterpret_cast<std::uint8_t*>(back.data()));
    CHECK(back.substr(0, m) == bytes);
}
