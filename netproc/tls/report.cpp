#include "report.hpp"

#include "errors.hpp"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <algorithm>
#include <ctime>

namespace el::net {

namespace {

gnutls_session_t handle(const TlsTransport& s) { return static_cast<gnutls_session_t>(s.session()); }

struct Certificate {
    gnutls_x509_crt_t value = nullptr;
    explicit Certificate(const gnutls_datum_t& der) {
        if (gnutls_x509_crt_init(&value) < 0) value = nullptr;
        if (value && gnutls_x509_crt_import(value, &der, GNUTLS_X509_FMT_DER) < 0) {
            gnutls_x509_crt_deinit(value);
            value = nullptr;
        }
    }
    ~Certificate() {
        if (value) gnutls_x509_crt_deinit(value);
    }
    Certificate(const Certificate&) = delete;
};

std::string hexadecimal(const unsigned char* bytes, std::size_t count, const char* prefix = "") {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = prefix;
    for (std::size_t i = 0; i < count; ++i) {
        if (i) text += ':';
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

// What GET(buffer, &size), one of GnuTLS's functions that fill a buffer, gives; empty if there is nothing.
template <class Get>
std::string bytes_of(Get get) {
    std::string text(4096, '\0');
    std::size_t size = text.size();
    int result = get(text.data(), &size);
    if (result == GNUTLS_E_SHORT_MEMORY_BUFFER) {
        text.resize(size);
        result = get(text.data(), &size);
    }
    if (result < 0) return {};
    text.resize(size);
    return text;
}

std::string hexadecimal(const std::string& bytes, const char* prefix = "") {
    return bytes.empty() ? "" : hexadecimal(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), prefix);
}

std::string day(time_t t) {
    char text[32];
    struct tm parts;
    gmtime_r(&t, &parts);
    return std::string(text, strftime(text, sizeof text, "%Y-%m-%d", &parts));
}

const char* or_empty(const char* text) { return text ? text : ""; }

CertificateReport report_certificate(gnutls_x509_crt_t c) {
    CertificateReport r;
    r.version = gnutls_x509_crt_get_version(c);
    r.serial_number = hexadecimal(bytes_of([&](void* b, std::size_t* n) { return gnutls_x509_crt_get_serial(c, b, n); }));
    r.issuer = bytes_of([&](char* b, std::size_t* n) { return gnutls_x509_crt_get_issuer_dn(c, b, n); });
    r.valid_from = day(gnutls_x509_crt_get_activation_time(c));
    r.valid_to = day(gnutls_x509_crt_get_expiration_time(c));
    r.subject = bytes_of([&](char* b, std::size_t* n) { return gnutls_x509_crt_get_dn(c, b, n); });
    unsigned bits = 0;
    int algorithm = gnutls_x509_crt_get_pk_algorithm(c, &bits);
    if (algorithm >= 0) {
        r.public_key_algorithm = or_empty(gnutls_pk_algorithm_get_name(static_cast<gnutls_pk_algorithm_t>(algorithm)));
        r.security_level = or_empty(gnutls_sec_param_get_name(gnutls_pk_bits_to_sec_param(static_cast<gnutls_pk_algorithm_t>(algorithm), bits)));
    }
    r.issuer_unique_id = hexadecimal(bytes_of([&](char* b, std::size_t* n) { return gnutls_x509_crt_get_issuer_unique_id(c, b, n); }));
    r.subject_unique_id = hexadecimal(bytes_of([&](char* b, std::size_t* n) { return gnutls_x509_crt_get_subject_unique_id(c, b, n); }));
    int signature = gnutls_x509_crt_get_signature_algorithm(c);
    if (signature >= 0) r.signature_algorithm = or_empty(gnutls_sign_get_name(static_cast<gnutls_sign_algorithm_t>(signature)));
    r.public_key_id = hexadecimal(bytes_of([&](void* b, std::size_t* n) {
        return gnutls_x509_crt_get_key_id(c, GNUTLS_KEYID_USE_SHA1, static_cast<unsigned char*>(b), n);
    }), "sha1:");
    r.certificate_id = hexadecimal(bytes_of([&](void* b, std::size_t* n) { return gnutls_x509_crt_get_fingerprint(c, GNUTLS_DIG_SHA1, b, n); }), "sha1:");
    gnutls_datum_t pem{};
    if (gnutls_x509_crt_export2(c, GNUTLS_X509_FMT_PEM, &pem) >= 0) {
        r.pem.assign(reinterpret_cast<const char*>(pem.data), pem.size);
        gnutls_free(pem.data);
    }
    return r;
}

struct WarningRow {
    unsigned flag;  // 0: found otherwise
    const char *keyword, *description;
};
// From the least to the most telling; lists of warnings are in the opposite order.
constexpr WarningRow warning_rows[] = {
    {GNUTLS_CERT_INVALID, ":invalid", "certificate could not be verified"},
    {GNUTLS_CERT_REVOKED, ":revoked", "certificate was revoked (CRL)"},
    {GNUTLS_CERT_SIGNER_NOT_FOUND, ":unknown-ca", "the certificate was signed by an unknown and therefore untrusted authority"},
    {GNUTLS_CERT_SIGNER_NOT_CA, ":not-ca", "certificate signer is not a CA"},
    {GNUTLS_CERT_INSECURE_ALGORITHM, ":insecure", "certificate was signed with an insecure algorithm"},
    {GNUTLS_CERT_NOT_ACTIVATED, ":not-activated", "certificate is not yet activated"},
    {GNUTLS_CERT_EXPIRED, ":expired", "certificate has expired"},
    {GNUTLS_CERT_SIGNATURE_FAILURE, ":signature-failure", "certificate signature could not be verified"},
    {GNUTLS_CERT_REVOCATION_DATA_SUPERSEDED, ":revocation-data-superseded", "certificate revocation data are old and have been superseded"},
    {GNUTLS_CERT_REVOCATION_DATA_ISSUED_IN_FUTURE, ":revocation-data-issued-in-future", "certificate revocation data have a future issue date"},
    {GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE, ":signer-constraints-failure", "certificate signer constraints were violated"},
    {GNUTLS_CERT_PURPOSE_MISMATCH, ":purpose-mismatch", "certificate does not match the intended purpose"},
    {GNUTLS_CERT_MISSING_OCSP_STATUS, ":missing-ocsp-status", "certificate requires the server to send a OCSP certificate status, but no status was received"},
    {GNUTLS_CERT_INVALID_OCSP_STATUS, ":invalid-ocsp-status", "the received OCSP certificate status is invalid"},
    {0, ":self-signed", "certificate signer was not found (self-signed)"},
    {0, ":no-host-match", "certificate host does not match hostname"},
};

bool is_self_signed(const TlsTransport& s) {
    unsigned count = 0;
    const gnutls_datum_t* chain = gnutls_certificate_get_peers(handle(s), &count);
    if (count == 0) return false;
    Certificate first(chain[0]);
    return first.value && gnutls_x509_crt_check_issuer(first.value, first.value);
}

}  // namespace

const char* describe_tls_warning(std::string_view keyword) {
    for (const WarningRow& row : warning_rows)
        if (keyword == row.keyword) return row.description;
    return nullptr;
}

std::vector<const char*> tls_warnings(const TlsTransport& s) {
    std::vector<const char*> found;
    for (const WarningRow& row : warning_rows)
        if (row.flag & s.verification()) found.push_back(row.keyword);
    if (s.verification() & GNUTLS_CERT_SIGNER_NOT_FOUND && is_self_signed(s)) found.push_back(":self-signed");
    if (!s.hostname_matches()) found.push_back(":no-host-match");
    std::reverse(found.begin(), found.end());
    return found;
}

PeerReport report_peer(const TlsTransport& s) {
    PeerReport r;
    gnutls_session_t session = handle(s);
    r.warnings = tls_warnings(s);
    unsigned count = 0;
    const gnutls_datum_t* chain = gnutls_certificate_get_peers(session, &count);
    for (unsigned i = 0; chain && i < count; ++i) {
        Certificate c(chain[i]);
        if (c.value) r.certificates.push_back(report_certificate(c.value));
    }
    r.key_exchange = or_empty(gnutls_kx_get_name(gnutls_kx_get(session)));
    r.protocol = or_empty(gnutls_protocol_get_name(gnutls_protocol_get_version(session)));
    r.cipher = or_empty(gnutls_cipher_get_name(gnutls_cipher_get(session)));
    r.mac = or_empty(gnutls_mac_get_name(gnutls_mac_get(session)));
    r.encrypt_then_mac = gnutls_session_etm_status(session) != 0;
    gnutls_datum_t protocol{};
    if (gnutls_alpn_get_selected_protocol(session, &protocol) == GNUTLS_E_SUCCESS)
        r.alpn.assign(reinterpret_cast<const char*>(protocol.data), protocol.size);
    return r;
}

bool format_certificate(const std::string& pem, std::string& text) {
    need_gnutls();
    gnutls_x509_crt_t certificate;
    int error = gnutls_x509_crt_init(&certificate);
    if (error < 0) {
        text = gnutls_strerror(error);
        return false;
    }
    gnutls_datum_t in{reinterpret_cast<unsigned char*>(const_cast<char*>(pem.data())), static_cast<unsigned>(pem.size())}, out{};
    error = gnutls_x509_crt_import(certificate, &in, GNUTLS_X509_FMT_PEM);
    if (error >= 0) error = gnutls_x509_crt_print(certificate, GNUTLS_CRT_PRINT_FULL, &out);
    if (error >= 0) {
        text.assign(reinterpret_cast<const char*>(out.data), out.size);
        gnutls_free(out.data);
    } else {
        text = gnutls_strerror(error);
    }
    gnutls_x509_crt_deinit(certificate);
    return error >= 0;
}

}  // namespace el::net
