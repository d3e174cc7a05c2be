// Certificates, keys and trust, as GnuTLS keeps them; shared by all sessions with the same settings.
#pragma once
#include "settings.hpp"

#include <ctime>
#include <map>
#include <memory>
#include <vector>

namespace el::net {

class TlsCredentials {
public:
    // Null if a file cannot be used: `error` is GnuTLS's code, `culprit` the file.
    static std::shared_ptr<TlsCredentials> load(const TlsSettings& settings, int& error, std::string& culprit);
    ~TlsCredentials();
    TlsCredentials(const TlsCredentials&) = delete;

    // Hands them to a session (gnutls_session_t). 0 or GnuTLS's code.
    int use(void* session) const;
    // Of a server with several certificates: takes the one whose name is a pattern that the name asked for matches, if none has just
    // that name (gnutls_session_t). Called when the client's hello is there.
    void choose(void* session) const;

    void* shared_server() const { return shared_server_; }  // gnutls_psk_server_credentials_t, or null
    // Sessions that a client may resume, by peer, each once. Not more than a few are kept.
    void keep_session(const std::string& peer, std::string data);
    std::string take_session(const std::string& peer);  // empty if there is none

private:
    TlsCredentials() = default;
    int load_shared_keys(const TlsSettings& settings);
    int load_certificates(const TlsSettings& settings, std::string& culprit);
    int load_patterns(const TlsSettings& settings);

    // A certificate for names with a wildcard, which GnuTLS does not choose by itself.
    struct Pattern {
        std::string name;
        std::shared_ptr<TlsCredentials> credentials;
    };

    void* certificates_ = nullptr;       // gnutls_certificate_credentials_t
    void* shared_client_ = nullptr;      // gnutls_psk_client_credentials_t
    void* shared_server_ = nullptr;      // gnutls_psk_server_credentials_t
    std::map<std::string, std::string> sessions_;
    void* anonymous_client_ = nullptr;   // gnutls_anon_client_credentials_t
    void* anonymous_server_ = nullptr;   // gnutls_anon_server_credentials_t
    std::vector<std::string> names_;     // of a server with several certificates: those that GnuTLS chooses by
    std::vector<Pattern> patterns_;
    std::string ticket_key_;             // of a server: what its session tickets are sealed with
};

// Remembers credentials while their files stay as they are: reading the system's store takes some milliseconds.
class TlsCredentialCache {
public:
    std::shared_ptr<TlsCredentials> get(const TlsSettings& settings, int& error, std::string& culprit);

private:
    struct Entry {
        std::shared_ptr<TlsCredentials> credentials;
        unsigned long used;
    };
    static constexpr std::size_t limit = 32;
    std::map<std::string, Entry> entries_;
    unsigned long clock_ = 0;
};

}  // namespace el::net
