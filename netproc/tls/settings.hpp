// What is asked of a TLS session. No Lisp, no GnuTLS in here.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace el::net {

struct TlsSettings {
    enum ClientCertificate : unsigned char { none, requested, required };

    bool server = false;
    bool anonymous = false;                                   // no certificates at all (gnutls-anon)
    std::vector<std::pair<std::string, std::string>> shared_keys;  // identity, key: instead of certificates (gnutls-psk); a client has one
    std::optional<std::string> priority;                      // GnuTLS priority string; NORMAL without one
    std::string hostname;                                     // of the peer: for SNI and verification
    std::vector<std::string> trust_files, crl_files;          // PEM or DER; the system's store is trusted besides
    std::vector<std::pair<std::string, std::string>> key_list;  // key file, certificate file
    std::string pass;                                         // of encrypted key files
    unsigned pass_flags = 0;                                  // GNUTLS_PKCS_...
    std::optional<unsigned> verify_flags;
    unsigned min_prime_bits = 0;
    std::vector<std::string> alpn;                            // protocols in order of preference (RFC 7301)
    ClientCertificate client_certificate = none;              // what a server asks of clients
    bool verify_trust = true, verify_hostname = true;         // a failure ends the connection

    bool with_certificates() const { return !anonymous && shared_keys.empty(); }
};

}  // namespace el::net
