// GnuTLS's ciphers, message authentication codes and digests over strings and buffers.
// Tests: tests/lisp/net/gnutls-crypto.el
#include <el/list.hpp>
#include <el/primitive.hpp>
#include <el/text.hpp>

#include "../errors.hpp"
#include "../tls/crypto.hpp"
#include "prims.hpp"

namespace el::net {

namespace {

// --- the lists of methods ---

class Plist {
public:
    explicit Plist(Interpreter& in) : in_(in), list_(in) {}
    Plist& add(const char* key, Value value) {
        list_.add(in_.intern(key));
        list_.add(value);
        return *this;
    }
    Plist& add(const char* key, std::size_t number) { return add(key, fixnum(static_cast<Int>(number))); }
    Value take() const { return list_.take(); }

private:
    Interpreter& in_;
    ListBuilder list_;
};

Value properties(Interpreter& in, const crypto::Cipher& c) {
    return Plist(in)
        .add(":cipher-id", fixnum(c.id))
        .add(":type", in.intern("gnutls-symmetric-cipher"))
        .add(":cipher-aead-capable", in.to_lisp(c.aead))
        .add(":cipher-tagsize", c.tag)
        .add(":cipher-blocksize", c.block)
        .add(":cipher-keysize", c.key)
        .add(":cipher-ivsize", c.iv)
        .take();
}
Value properties(Interpreter& in, const crypto::Mac& m) {
    return Plist(in)
        .add(":mac-algorithm-id", fixnum(m.id))
        .add(":type", in.intern("gnutls-mac-algorithm"))
        .add(":mac-algorithm-length", m.length)
        .add(":mac-algorithm-keysize", m.key)
        .add(":mac-algorithm-noncesize", m.nonce)
        .take();
}
Value properties(Interpreter& in, const crypto::Digest& d) {
    return Plist(in)
        .add(":digest-algorithm-id", fixnum(d.id))
        .add(":type", in.intern("gnutls-digest-algorithm"))
        .add(":digest-algorithm-length", d.length)
        .take();
}

template <class Method>
Value alist(Interpreter& in, const std::vector<Method>& methods) {
    ListBuilder all(in);
    for (const Method& m : methods) all.add(cons(in, in.intern(m.name), properties(in, m)));
    return all.take();
}

Value gnutls_ciphers(Interpreter& in) { return alist(in, crypto::ciphers()); }
Value gnutls_macs(Interpreter& in) { return alist(in, crypto::macs()); }
Value gnutls_digests(Interpreter& in) { return alist(in, crypto::digests()); }

// --- arguments ---

// How one kind of methods is found and what is said when it is not.
template <class Method>
struct Catalogue {
    std::vector<Method> (*all)();
    std::optional<Method> (*by_id)(long long);
    const char* id_property;
    const char* complaint;
};
constexpr Catalogue<crypto::Cipher> cipher_catalogue{crypto::ciphers, crypto::cipher_by_id, ":cipher-id",
                                                     "GnuTLS cipher is invalid or not found"};
constexpr Catalogue<crypto::Mac> mac_catalogue{crypto::macs, crypto::mac_by_id, ":mac-algorithm-id",
                                               "GnuTLS MAC-method is invalid or not found"};
constexpr Catalogue<crypto::Digest> digest_catalogue{crypto::digests, crypto::digest_by_id, ":digest-algorithm-id",
                                                     "GnuTLS digest-method is invalid or not found"};

[[noreturn]] void signal_error(Interpreter& in, std::string_view message, Value data) {
    signal(in, in.intern("error"), list(in, {in.to_lisp(message), data}));
}

// WHAT is a symbol or string naming a method, its number, or its properties.
template <class Method>
Method find_method(Interpreter& in, const Catalogue<Method>& catalogue, Value what) {
    if (is_string(what)) what = in.intern(in.to<std::string>(what));
    Value id = what.is_cons() ? plist_get(what, in.intern(catalogue.id_property)) : what;
    if (what.is_symbol())
        for (const Method& m : catalogue.all())
            if (in.intern(m.name) == what) id = fixnum(m.id);
    std::optional<Method> found;
    if (id.is_fixnum()) found = catalogue.by_id(id.fixnum());
    if (!found) signal_error(in, catalogue.complaint, what);
    return *std::move(found);
}

// A string or buffer stands for a list of itself.
Value input_spec(Interpreter& in, Value input) {
    if (is_string(input) || is_buffer(input)) return list(in, {input});
    if (!input.is_cons()) wrong_type(in, "consp", input);
    return input;
}

std::string random_input(Interpreter& in, Value length) {
    if (!length.is_fixnum() || length.fixnum() < 0) {
        Value format = in.to_lisp("Without a length, `iv-auto' can't be used; see ELisp manual");
        signal(in, in.intern("error"), list(in, {in.funcall(in.intern("format-message"), {format})}));
    }
    constexpr Int largest = 1 << 30;
    if (length.fixnum() > largest) error(in, "Maximum string size exceeded");
    std::string problem;
    std::string bytes = crypto::random_nonce(static_cast<std::size_t>(length.fixnum()), problem);
    if (!problem.empty()) error(in, "GnuTLS random number generator failed: %s", problem.c_str());
    return bytes;
}

// The bytes of SPEC, (OBJECT START END CODING NOERROR) or (iv-auto LENGTH).
std::string input_bytes(Interpreter& in, Value spec) {
    auto next = [rest = spec]() mutable {
        Value element = car_or_nil(rest);
        rest = cdr_or_nil(rest);
        return element;
    };
    Value object = next(), start = next(), end = next(), coding = next(), no_error = next();
    if (object == in.intern("iv-auto")) return random_input(in, start);
    return object_bytes(in, object, start, end, coding, !no_error.is_nil());
}

// The caller's string that held a key is not to be found in memory afterwards.
void wipe(Interpreter& in, Value spec) {
    Value object = car(spec);
    if (is_string(object)) in.funcall(in.intern("clear-string"), {object});
}

// --- digests and MACs ---

Value gnutls_hash_digest(Interpreter& in, Value digest_method, Value input) {
    Value spec = input_spec(in, input);
    crypto::Digest method = find_method(in, digest_catalogue, digest_method);
    crypto::Result result = crypto::digest(method, input_bytes(in, spec));
    if (result.failed != crypto::Result::Step::done)
        error(in, "GnuTLS digest %s failed: %s", result.failed == crypto::Result::Step::setup ? "initialization" : "application",
              result.problem.c_str());
    return in.unibyte_string(result.bytes);
}

Value gnutls_hash_mac(Interpreter& in, Value hash_method, Value key, Value input) {
    Value spec = input_spec(in, input), key_spec = input_spec(in, key);
    crypto::Mac method = find_method(in, mac_catalogue, hash_method);
    const char* name = method.name.c_str();
    crypto::Secret secret(input_bytes(in, key_spec));
    if (!method.takes_key(secret.bytes().size()))
        error(in, "GnuTLS MAC %s key length %lld is not equal to the required %lld", name, static_cast<long long>(secret.bytes().size()),
              static_cast<long long>(method.key));
    crypto::Result result = crypto::mac(method, secret, input_bytes(in, spec));
    if (result.failed != crypto::Result::Step::done)
        error(in, "GnuTLS MAC %s %s failed: %s", name, result.failed == crypto::Result::Step::setup ? "initialization" : "application",
              result.problem.c_str());
    wipe(in, key_spec);
    return in.unibyte_string(result.bytes);
}

// --- ciphers ---

struct CipherCall {
    Interpreter& in;
    crypto::Cipher method;
    crypto::Direction direction;
    const char* verb() const { return direction == crypto::Direction::encrypt ? "encrypt" : "decrypt"; }
    const char* noun() const { return direction == crypto::Direction::encrypt ? "encryption" : "decryption"; }
    const char* name() const { return method.name.c_str(); }
};

void check_length(const CipherCall& call, const char* what, std::size_t size, std::size_t required) {
    if (size != required)
        error(call.in, "GnuTLS cipher %s/%s %s length %lld is not equal to the required %lld", call.name(), call.verb(), what,
              static_cast<long long>(size), static_cast<long long>(required));
}

// Only whole blocks are taken, and a tag after them when an AEAD cipher decrypts.
void check_blocks(const CipherCall& call, std::size_t size) {
    const crypto::Cipher& c = call.method;
    auto length = static_cast<long long>(size), block = static_cast<long long>(c.block);
    std::size_t tag = c.aead && call.direction == crypto::Direction::decrypt ? c.tag : 0;
    if (size >= tag && (size - tag) % c.block == 0) return;
    if (c.aead)
        error(call.in, "GnuTLS AEAD cipher %s/%s input block length %lld is not %lld greater than a multiple of the required %lld",
              call.name(), call.verb(), length, static_cast<long long>(tag), block);
    error(call.in, "GnuTLS cipher %s/%s input block length %lld is not a multiple of the required %lld", call.name(), call.verb(), length,
          block);
}

void check_result(const CipherCall& call, const crypto::Result& result) {
    const char* kind = call.method.aead ? "AEAD cipher" : "cipher";
    if (result.failed == crypto::Result::Step::setup)
        error(call.in, "GnuTLS %s %s/%s initialization failed: %s", kind, call.name(), call.verb(), result.problem.c_str());
    if (result.failed == crypto::Result::Step::work)
        error(call.in, "GnuTLS %s %s %s failed: %s", kind, call.name(), call.noun(), result.problem.c_str());
}

Value apply_cipher(Interpreter& in, crypto::Direction direction, Value cipher, Value key, Value iv, Value input, Value aead_auth) {
    Value key_spec = input_spec(in, key), input_part = input_spec(in, input), iv_spec = input_spec(in, iv);
    CipherCall call{in, find_method(in, cipher_catalogue, cipher), direction};
    crypto::Secret secret(input_bytes(in, key_spec));
    check_length(call, "key", secret.bytes().size(), call.method.key);
    std::string iv_bytes = input_bytes(in, iv_spec);
    check_length(call, "IV", iv_bytes.size(), call.method.iv);
    crypto::Secret bytes(input_bytes(in, input_part));
    std::string authenticated;
    if (call.method.aead && !aead_auth.is_nil()) authenticated = input_bytes(in, input_spec(in, aead_auth));
    check_blocks(call, bytes.bytes().size());
    crypto::Result result = crypto::apply_cipher(call.method, direction, {secret, iv_bytes, bytes.bytes(), authenticated});
    crypto::Secret output(std::move(result.bytes));
    check_result(call, result);
    wipe(in, key_spec);
    return list(in, {in.unibyte_string(output.bytes()), in.unibyte_string(iv_bytes)});
}

Value gnutls_symmetric_encrypt(Interpreter& in, Value cipher, Value key, Value iv, Value input, Value aead_auth) {
    return apply_cipher(in, crypto::Direction::encrypt, cipher, key, iv, input, aead_auth);
}
Value gnutls_symmetric_decrypt(Interpreter& in, Value cipher, Value key, Value iv, Value input, Value aead_auth) {
    return apply_cipher(in, crypto::Direction::decrypt, cipher, key, iv, input, aead_auth);
}

constexpr Primitive table[] = {
    prim<gnutls_ciphers>("gnutls-ciphers", "",
        "Return the symmetric ciphers, an alist (NAME . PROPERTIES): :cipher-id, :type, :cipher-aead-capable, and in bytes\n"
        ":cipher-tagsize, :cipher-blocksize, :cipher-keysize, :cipher-ivsize."),
    prim<gnutls_macs>("gnutls-macs", "",
        "Return the message authentication codes, an alist (NAME . PROPERTIES): :mac-algorithm-id, :type, and in bytes\n"
        ":mac-algorithm-length, :mac-algorithm-keysize, :mac-algorithm-noncesize."),
    prim<gnutls_digests>("gnutls-digests", "",
        "Return the digests, an alist (NAME . PROPERTIES): :digest-algorithm-id, :type, and in bytes :digest-algorithm-length."),
    prim<gnutls_hash_digest>("gnutls-hash-digest", "digest-method input",
        "Return the digest of INPUT, a unibyte string.\n"
        "DIGEST-METHOD is a name (symbol or string), a number or a property list of `gnutls-digests'.\n"
        "INPUT is a string, a buffer, or a list (OBJECT START END CODING NOERROR) of them with what `md5' takes, or (iv-auto LENGTH)."),
    prim<gnutls_hash_mac>("gnutls-hash-mac", "hash-method key input",
        "Return the authentication code of INPUT under KEY, a unibyte string.\n"
        "HASH-METHOD is a name (symbol or string), a number or a property list of `gnutls-macs'; KEY and INPUT are as in\n"
        "`gnutls-hash-digest'. A string that held KEY is filled with NUL bytes. Only HMACs take keys of any length."),
    prim<gnutls_symmetric_encrypt>("gnutls-symmetric-encrypt", "cipher key iv input &optional aead-auth",
        "Encrypt INPUT; return (ENCRYPTED IV), unibyte strings.\n"
        "CIPHER is a name (symbol or string), a number or a property list of `gnutls-ciphers'; KEY, IV, INPUT and AEAD-AUTH (what an\n"
        "AEAD cipher authenticates besides, nil for none) are as in `gnutls-hash-digest'. KEY and IV must have exactly the cipher's sizes,\n"
        "INPUT whole blocks. A string that held KEY is filled with NUL bytes. The result of an AEAD cipher ends with the tag."),
    prim<gnutls_symmetric_decrypt>("gnutls-symmetric-decrypt", "cipher key iv input &optional aead-auth",
        "Decrypt INPUT; return (DECRYPTED IV), unibyte strings.\n"
        "The arguments are as in `gnutls-symmetric-encrypt'. It is an error if an AEAD cipher finds INPUT or AEAD-AUTH forged."),
};

}  // namespace

void define_gnutls_crypto(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
