#include "crypto.hpp"

#include "errors.hpp"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include <algorithm>
#include <limits>
#include <memory>

namespace el::net::crypto {

namespace {

const char* text(const char* name) { return name ? name : ""; }

Cipher describe(gnutls_cipher_algorithm_t id) {
    std::size_t tag = gnutls_cipher_get_tag_size(id);
    return {id, text(gnutls_cipher_get_name(id)), tag > 0, tag, gnutls_cipher_get_block_size(id), gnutls_cipher_get_key_size(id),
            gnutls_cipher_get_iv_size(id)};
}
Mac describe(gnutls_mac_algorithm_t id) {
    auto length = gnutls_hmac_get_len(id);
    return {id, text(gnutls_mac_get_name(id)), length, gnutls_mac_get_key_size(id), gnutls_mac_get_nonce_size(id)};
}
Digest describe(gnutls_digest_algorithm_t id) { return {id, text(gnutls_digest_get_name(id)), gnutls_hash_get_len(id)}; }

// All of a list that ends with 0, the last one first.
template <class Id>
auto describe_all(const Id* ids, Id null) {
    std::vector<decltype(describe(*ids))> all;
    for (; *ids; ++ids)
        if (*ids != null) all.push_back(describe(*ids));
    std::reverse(all.begin(), all.end());
    return all;
}

// The lists may be made when they are first asked for.
auto listed_ciphers() { return need_gnutls(), gnutls_cipher_list(); }
auto listed_macs() { return need_gnutls(), gnutls_mac_list(); }
auto listed_digests() { return need_gnutls(), gnutls_digest_list(); }

Result failure(Result::Step step, int code) { return {step, text(gnutls_strerror(code)), {}}; }

}  // namespace

bool Mac::takes_key(std::size_t size) const {
    constexpr int first_other = GNUTLS_MAC_AEAD;  // HMACs have the smaller numbers
    if (id < first_other || size == key) return true;
    return name.starts_with("OMAC-") && size > key;
}

std::vector<Cipher> ciphers() { return describe_all(listed_ciphers(), GNUTLS_CIPHER_NULL); }
std::vector<Mac> macs() { return describe_all(listed_macs(), GNUTLS_MAC_NULL); }
std::vector<Digest> digests() { return describe_all(listed_digests(), GNUTLS_DIG_NULL); }

namespace {

// What has such a number, if the library has one as large: others must not become an enumerator. The library may know more methods than it
// lists, and refuses them when they are used.
template <class Method, class Id>
std::optional<Method> by_id(const Id* ids, long long number) {
    long long largest = 0;
    for (; *ids; ++ids) largest = std::max<long long>(largest, *ids);
    if (number <= 0 || number > largest) return std::nullopt;
    return describe(static_cast<Id>(number));
}

}  // namespace

std::optional<Cipher> cipher_by_id(long long number) {
    auto found = by_id<Cipher>(listed_ciphers(), number);
    return found && found->key > 0 ? found : std::nullopt;
}
std::optional<Mac> mac_by_id(long long number) {
    auto found = by_id<Mac>(listed_macs(), number);
    return found && found->length > 0 ? found : std::nullopt;
}
std::optional<Digest> digest_by_id(long long number) {
    auto found = by_id<Digest>(listed_digests(), number);
    return found && found->length > 0 ? found : std::nullopt;
}

Secret::~Secret() { gnutls_memset(bytes_.data(), 0, bytes_.size()); }

Result digest(const Digest& method, std::string_view input) {
    need_gnutls();
    Result result;
    result.bytes.resize(method.length);
    gnutls_hash_hd_t handle;
    int code = gnutls_hash_init(&handle, static_cast<gnutls_digest_algorithm_t>(method.id));
    if (code < 0) return failure(Result::Step::setup, code);
    code = gnutls_hash(handle, input.data(), input.size());
    gnutls_hash_deinit(handle, result.bytes.data());
    return code < 0 ? failure(Result::Step::work, code) : result;
}

Result mac(const Mac& method, const Secret& key, std::string_view input) {
    need_gnutls();
    Result result;
    result.bytes.resize(method.length);
    gnutls_hmac_hd_t handle;
    int code = gnutls_hmac_init(&handle, static_cast<gnutls_mac_algorithm_t>(method.id), key.bytes().data(), key.bytes().size());
    if (code < 0) return failure(Result::Step::setup, code);
    code = gnutls_hmac(handle, input.data(), input.size());
    gnutls_hmac_deinit(handle, result.bytes.data());
    return code < 0 ? failure(Result::Step::work, code) : result;
}

namespace {

gnutls_datum_t datum(std::string_view bytes) {
    return {reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data())), static_cast<unsigned>(bytes.size())};
}

Result apply_aead(const Cipher& method, Direction direction, const CipherInput& input) {
    gnutls_aead_cipher_hd_t handle;
    gnutls_datum_t key = datum(input.key.bytes());
    int code = gnutls_aead_cipher_init(&handle, static_cast<gnutls_cipher_algorithm_t>(method.id), &key);
    if (code < 0) return failure(Result::Step::setup, code);
    bool encrypting = direction == Direction::encrypt;
    Result result;
    std::size_t size = encrypting ? input.bytes.size() + method.tag : input.bytes.size();
    result.bytes.resize(size);
    auto work = encrypting ? gnutls_aead_cipher_encrypt : gnutls_aead_cipher_decrypt;
    code = work(handle, input.iv.data(), input.iv.size(), input.authenticated.data(), input.authenticated.size(), method.tag,
                input.bytes.data(), input.bytes.size(), result.bytes.data(), &size);
    gnutls_aead_cipher_deinit(handle);
    if (code < 0) return failure(Result::Step::work, code);
    result.bytes.resize(size);
    return result;
}

}  // namespace

Result apply_cipher(const Cipher& method, Direction direction, const CipherInput& input) {
    need_gnutls();
    if (method.aead) return apply_aead(method, direction, input);
    gnutls_cipher_hd_t handle;
    gnutls_datum_t key = datum(input.key.bytes()), iv = datum(input.iv);
    int code = gnutls_cipher_init(&handle, static_cast<gnutls_cipher_algorithm_t>(method.id), &key, &iv);
    if (code < 0) return failure(Result::Step::setup, code);
    Result result;
    result.bytes.resize(input.bytes.size());
    auto work = direction == Direction::encrypt ? gnutls_cipher_encrypt2 : gnutls_cipher_decrypt2;
    code = work(handle, input.bytes.data(), input.bytes.size(), result.bytes.data(), result.bytes.size());
    gnutls_cipher_deinit(handle);
    return code < 0 ? failure(Result::Step::work, code) : result;
}

std::string random_nonce(std::size_t size, std::string& problem) {
    need_gnutls();
    std::string bytes(size, '\0');
    int code = gnutls_rnd(GNUTLS_RND_NONCE, bytes.data(), size);
    if (code < 0) {
        problem = text(gnutls_strerror(code));
        bytes.clear();
    }
    return bytes;
}

}  // namespace el::net::crypto
