// What is known of the peer of a session, as text.
#pragma once
#include "session.hpp"

namespace el::net {

struct CertificateReport {
    int version = 0;
    std::string serial_number, issuer, valid_from, valid_to, subject, public_key_algorithm, security_level, issuer_unique_id,
        subject_unique_id, signature_algorithm, public_key_id, certificate_id, pem;
};

struct PeerReport {
    std::vector<const char*> warnings;  // names of keywords, ":expired" etc., in Emacs's order
    std::vector<CertificateReport> certificates;
    std::string key_exchange, protocol, cipher, mac, alpn;
    unsigned dh_prime_bits = 0;
    bool encrypt_then_mac = false;
};

PeerReport report_peer(const TlsTransport& session);
// The keyword of each problem, in Emacs's order.
std::vector<const char*> tls_warnings(const TlsTransport& session);
// "certificate has expired" for ":expired"; null if it is no warning.
const char* describe_tls_warning(std::string_view keyword);
// PEM text in words; false and the reason if it is no certificate.
bool format_certificate(const std::string& pem, std::string& text);

}  // namespace el::net
