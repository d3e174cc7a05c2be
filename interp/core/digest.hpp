// Message digests: MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4). For identifying data; TLS brings its own.
// Tests: tests/unit/core/digest_test.cpp, tests/recorded/coding.el
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace el {

enum class Digest { md5, sha1, sha224, sha256, sha384, sha512 };

// The digest of BYTES as bytes: 16, 20, 28, 32, 48 or 64 of them.
std::string digest(Digest algorithm, std::string_view bytes);

}  // namespace el
