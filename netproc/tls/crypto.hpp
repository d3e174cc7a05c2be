// Ciphers, message authentication codes and digests of GnuTLS over bytes in memory.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace el::net::crypto {

struct Cipher {
    int id;
    std::string name;
    bool aead;  // authenticated: the output ends with a tag of `tag` bytes
    std::size_t tag, block, key, iv;  // sizes in bytes
};
struct Mac {
    int id;
    std::string name;
    std::size_t length, key, nonce;
    // Whether KEY bytes are a key; HMACs take any, the others end the process or read beyond it when it is too short.
    bool takes_key(std::size_t size) const;
};
struct Digest {
    int id;
    std::string name;
    std::size_t length;
};

// Those the library offers, in Emacs's order.
std::vector<Cipher> ciphers();
std::vector<Mac> macs();
std::vector<Digest> digests();
// By number, offered or not; none if it means nothing to the library.
std::optional<Cipher> cipher_by_id(long long id);
std::optional<Mac> mac_by_id(long long id);
std::optional<Digest> digest_by_id(long long id);

// Bytes that are overwritten when they are no longer needed.
class Secret {
public:
    explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
    ~Secret();
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

// The bytes, or what went wrong.
struct Result {
    enum class Step { done, setup, work };
    Step failed = Step::done;
    std::string problem;  // GnuTLS's words
    std::string bytes;
};

Result digest(const Digest& method, std::string_view input);
Result mac(const Mac& method, const Secret& key, std::string_view input);

struct CipherInput {
    const Secret& key;
    std::string_view iv, bytes, authenticated;  // `authenticated` for AEAD ciphers only
};
enum class Direction { encrypt, decrypt };
Result apply_cipher(const Cipher& method, Direction direction, const CipherInput& input);

std::string random_nonce(std::size_t size, std::string& problem);  // empty with the problem if there is no randomness

}  // namespace el::net::crypto
