#include "credentials.hpp"

#include "errors.hpp"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>

namespace el::net {

namespace {

auto certificates(void* p) { return static_cast<gnutls_certificate_credentials_t>(p); }

// Names the files with their times and sizes, and everything else that counts.
std::string cache_key(const TlsSettings& s) {
    std::string key = s.server ? "server" : "client";
    auto add = [&](const std::string& part) { key.append(1, '\0').append(part); };
    auto add_file = [&](const std::string& name) {
        struct stat st{};
        add(name);
        if (stat(name.c_str(), &st) == 0)
            add(std::to_string(st.st_mtim.tv_sec) + "." + std::to_string(st.st_mtim.tv_nsec) + "," + std::to_string(st.st_size));
    };
    add(s.anonymous ? "anonymous" : "x509");
    for (const auto& [identity, bytes] : s.shared_keys) add(identity), add(bytes);
    if (!s.server)
        for (const std::string& protocol : s.alpn) add(protocol);  // sessions are remembered by credentials
    for (const auto& file : s.trust_files) add_file(file);
    add("crl");
    for (const auto& file : s.crl_files) add_file(file);
    add("keys");
    for (const auto& [k, c] : s.key_list) add_file(k), add_file(c);
    add(s.pass);
    add(std::to_string(s.pass_flags));
    add(s.verify_flags ? std::to_string(*s.verify_flags) : "default");
    // Who shares credentials shares the key of session tickets: a session resumed here has met the demands of this server.
    if (s.server) add(std::to_string(s.client_certificate) + (s.verify_trust ? "verified" : "") + s.priority.value_or(""));
    return key;
}

std::string in_lower_case(std::string name) {
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    return name;
}

// The DNS names a certificate is for; its common name if it has none.
std::vector<std::string> names_of(gnutls_x509_crt_t certificate) {
    std::vector<std::string> names;
    char name[256];
    for (unsigned i = 0;; ++i) {
        std::size_t size = sizeof name;
        int type = gnutls_x509_crt_get_subject_alt_name(certificate, i, name, &size, nullptr);
        if (type < 0 && type != GNUTLS_E_SHORT_MEMORY_BUFFER) break;
        if (type == GNUTLS_SAN_DNSNAME) names.push_back(in_lower_case({name, size}));
    }
    std::size_t size = sizeof name;
    if (names.empty() && gnutls_x509_crt_get_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size) >= 0)
        names.push_back(in_lower_case({name, size}));
    return names;
}

}  // namespace

TlsCredentials::~TlsCredentials() {
    if (certificates_) gnutls_certificate_free_credentials(certificates(certificates_));
    if (shared_client_) gnutls_psk_free_client_credentials(static_cast<gnutls_psk_client_credentials_t>(shared_client_));
    if (shared_server_) gnutls_psk_free_server_credentials(static_cast<gnutls_psk_server_credentials_t>(shared_server_));
    if (anonymous_client_) gnutls_anon_free_client_credentials(static_cast<gnutls_anon_client_credentials_t>(anonymous_client_));
    if (anonymous_server_) gnutls_anon_free_server_credentials(static_cast<gnutls_anon_server_credentials_t>(anonymous_server_));
}

std::shared_ptr<TlsCredentials> TlsCredentials::load(const TlsSettings& s, int& error, std::string& culprit) {
    need_gnutls();
    std::shared_ptr<TlsCredentials> c(new TlsCredentials);
    error = GNUTLS_E_SUCCESS;
    if (s.anonymous) {
        if (s.server) {
            gnutls_anon_server_credentials_t anonymous;
            error = gnutls_anon_allocate_server_credentials(&anonymous);
            if (error == GNUTLS_E_SUCCESS) {
                c->anonymous_server_ = anonymous;
                gnutls_anon_set_server_known_dh_params(anonymous, GNUTLS_SEC_PARAM_MEDIUM);
            }
        } else {
            gnutls_anon_client_credentials_t anonymous;
            error = gnutls_anon_allocate_client_credentials(&anonymous);
            if (error == GNUTLS_E_SUCCESS) c->anonymous_client_ = anonymous;
        }
    } else {
        error = s.shared_keys.empty() ? c->load_certificates(s, culprit) : c->load_shared_keys(s);
    }
    if (error == GNUTLS_E_SUCCESS && s.server) {
        gnutls_datum_t key{};
        if (gnutls_session_ticket_key_generate(&key) == GNUTLS_E_SUCCESS) {
            c->ticket_key_.assign(reinterpret_cast<const char*>(key.data), key.size);
            gnutls_free(key.data);
        }
    }
    return error == GNUTLS_E_SUCCESS ? c : nullptr;
}

int TlsCredentials::load_shared_keys(const TlsSettings& s) {
    int error;
    if (s.server) {
        gnutls_psk_server_credentials_t shared;
        error = gnutls_psk_allocate_server_credentials(&shared);
        if (error < 0) return error;
        shared_server_ = shared;
        return gnutls_psk_set_server_known_dh_params(shared, GNUTLS_SEC_PARAM_MEDIUM);
    }
    gnutls_psk_client_credentials_t shared;
    error = gnutls_psk_allocate_client_credentials(&shared);
    if (error < 0) return error;
    shared_client_ = shared;
    const auto& [identity, bytes] = s.shared_keys[0];
    gnutls_datum_t key{reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data())), static_cast<unsigned>(bytes.size())};
    return gnutls_psk_set_client_credentials(shared, identity.c_str(), &key, GNUTLS_PSK_KEY_RAW);
}

void TlsCredentials::keep_session(const std::string& peer, std::string data) {
    constexpr std::size_t most = 64;
    if (sessions_.size() >= most && !sessions_.count(peer)) sessions_.erase(sessions_.begin());
    sessions_[peer] = std::move(data);
}

std::string TlsCredentials::take_session(const std::string& peer) {
    auto found = sessions_.extract(peer);
    return found ? std::move(found.mapped()) : std::string();
}

int TlsCredentials::load_certificates(const TlsSettings& s, std::string& culprit) {
    gnutls_certificate_credentials_t x509;
    int error = gnutls_certificate_allocate_credentials(&x509);
    if (error < 0) return error;
    certificates_ = x509;
    gnutls_certificate_set_verify_flags(x509, s.verify_flags.value_or(GNUTLS_VERIFY_ALLOW_X509_V1_CA_CRT));
    if (!s.server) gnutls_certificate_set_x509_system_trust(x509);  // a system without store trusts nobody
    // PEM first, then DER.
    auto either = [&](const std::string& file, auto set) {
        culprit = file;
        int result = set(GNUTLS_X509_FMT_PEM);
        return result < 0 ? (set(GNUTLS_X509_FMT_DER) < 0 ? result : 0) : 0;
    };
    for (const auto& file : s.trust_files) {
        error = either(file, [&](auto format) { return gnutls_certificate_set_x509_trust_file(x509, file.c_str(), format); });
        if (error < 0) return error;
    }
    for (const auto& file : s.crl_files) {
        error = either(file, [&](auto format) { return gnutls_certificate_set_x509_crl_file(x509, file.c_str(), format); });
        if (error < 0) return error;
    }
    for (const auto& [key, certificate] : s.key_list) {
        const char* pass = s.pass.empty() ? nullptr : s.pass.c_str();
        error = either(key + ", " + certificate, [&](auto format) {
            return gnutls_certificate_set_x509_key_file2(x509, certificate.c_str(), key.c_str(), format, pass, s.pass_flags);
        });
        if (error < 0) return error;
    }
    if (s.server) gnutls_certificate_set_known_dh_params(x509, GNUTLS_SEC_PARAM_MEDIUM);
    culprit.clear();
    return s.server && s.key_list.size() > 1 ? load_patterns(s) : GNUTLS_E_SUCCESS;
}

int TlsCredentials::load_patterns(const TlsSettings& settings) {
    for (unsigned i = 0; i < settings.key_list.size(); ++i) {
        gnutls_x509_crt_t* chain = nullptr;
        unsigned count = 0;
        int error = gnutls_certificate_get_x509_crt(certificates(certificates_), i, &chain, &count);
        if (error < 0) return error;
        std::shared_ptr<TlsCredentials> only;
        for (std::string& name : count ? names_of(chain[0]) : std::vector<std::string>{}) {
            if (!name.starts_with("*.")) {
                names_.push_back(std::move(name));
                continue;
            }
            if (!only) {
                TlsSettings one = settings;
                one.key_list = {settings.key_list[i]};
                std::string culprit;
                only = load(one, error, culprit);
            }
            if (only) patterns_.push_back({std::move(name), only});
        }
        for (unsigned k = 0; k < count; ++k) gnutls_x509_crt_deinit(chain[k]);
        gnutls_free(chain);
        if (error < 0) return error;
    }
    return GNUTLS_E_SUCCESS;
}

void TlsCredentials::choose(void* handle) const {
    auto session = static_cast<gnutls_session_t>(handle);
    char asked[256];
    std::size_t size = sizeof asked;
    unsigned type = 0;
    if (patterns_.empty() || gnutls_server_name_get(session, asked, &size, &type, 0) < 0 || type != GNUTLS_NAME_DNS) return;
    std::string name = in_lower_case({asked, strnlen(asked, size)});
    std::size_t dot = name.find('.');
    if (dot == 0 || dot == std::string::npos || std::find(names_.begin(), names_.end(), name) != names_.end()) return;
    for (const Pattern& pattern : patterns_)
        if (std::string_view(pattern.name).substr(1) == std::string_view(name).substr(dot)) {
            gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, pattern.credentials->certificates_);
            return;
        }
}

int TlsCredentials::use(void* handle) const {
    auto session = static_cast<gnutls_session_t>(handle);
    int error = GNUTLS_E_SUCCESS;
    if (certificates_) error = gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, certificates_);
    if (shared_client_) error = gnutls_credentials_set(session, GNUTLS_CRD_PSK, shared_client_);
    if (shared_server_) error = gnutls_credentials_set(session, GNUTLS_CRD_PSK, shared_server_);
    if (anonymous_client_) error = gnutls_credentials_set(session, GNUTLS_CRD_ANON, anonymous_client_);
    if (anonymous_server_) error = gnutls_credentials_set(session, GNUTLS_CRD_ANON, anonymous_server_);
    if (error == GNUTLS_E_SUCCESS && !ticket_key_.empty()) {
        gnutls_datum_t key{reinterpret_cast<unsigned char*>(const_cast<char*>(ticket_key_.data())), static_cast<unsigned>(ticket_key_.size())};
        gnutls_session_ticket_enable_server(session, &key);
    }
    return error;
}

std::shared_ptr<TlsCredentials> TlsCredentialCache::get(const TlsSettings& settings, int& error, std::string& culprit) {
    std::string key = cache_key(settings);
    auto known = entries_.find(key);
    if (known != entries_.end()) {
        known->second.used = ++clock_;
        error = GNUTLS_E_SUCCESS;
        return known->second.credentials;
    }
    auto fresh = TlsCredentials::load(settings, error, culprit);
    if (!fresh) return nullptr;
    if (entries_.size() >= limit)
        entries_.erase(std::min_element(entries_.begin(), entries_.end(), [](auto& a, auto& b) { return a.second.used < b.second.used; }));
    entries_[key] = {fresh, ++clock_};
    return fresh;
}

}  // namespace el::net
