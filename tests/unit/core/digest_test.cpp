#include "core/digest.hpp"

#include "support/catch.hpp"

#include <string>

using namespace el;

namespace {

std::string hex(const std::string& bytes) {
    std::string out;
    for (unsigned char c : bytes) {
        out += "0123456789abcdef"[c >> 4];
        out += "0123456789abcdef"[c & 15];
    }
    return out;
}

struct Row {
    Digest algorithm;
    std::string text;
    const char* expected;
};

}  // namespace

TEST_CASE("digests of the standards' own examples") {
    const Row rows[] = {
        {Digest::md5, "", "d41d8cd98f00b204e9800998ecf8427e"},
        {Digest::md5, "message digest", "f96b697d7cb7938d525a2f31aaf161d0"},
        {Digest::md5, "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
         "57edf4a22be3c955ac49da2e2107b67a"},
        {Digest::sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
        {Digest::sha1, std::string(1000000, 'a'), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"},
        {Digest::sha224, "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"},
        {Digest::sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {Digest::sha256, std::string(1000000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
        {Digest::sha384, "abc",
         "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
        {Digest::sha512, "abc",
         "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
         "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
    };
    for (const Row& row : rows) {
        INFO(row.text.substr(0, 60));
        CHECK(hex(digest(row.algorithm, row.text)) == row.expected);
    }
}

TEST_CASE("padding is right at every distance from the end of a block") {
    // The digest of the digests of 0 to 256 bytes, as the coreutils programs give it.
    std::string all;
    for (std::size_t n = 0; n <= 256; ++n) all += hex(digest(Digest::sha256, std::string(n, 'x'))) + "\n";
    CHECK(hex(digest(Digest::sha256, all)) == "964b5e70d18cb268512d7ba5d242c4e5e50e29b7b8a01e49b7c5f1b5ca6e3673");
    all.clear();
    for (std::size_t n = 0; n <= 256; ++n) all += hex(digest(Digest::sha512, std::string(n, 'x'))) + "\n";
    CHECK(hex(digest(Digest::sha512, all)) == "d55e86e32c0ebdca2f87871294c1a1e24217f92f8b4cf817035c2995789b63df2189e523f000f60d28bf8c3a2fce190474d7e61140a9325c94d29e3841918dad");
}
