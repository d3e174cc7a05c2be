// Tests: tests/net/tls-clients.el
#include "tls_process.hpp"

#include <el/list.hpp>
#include <el/text.hpp>

#include <algorithm>

#include "deliver.hpp"
#include "designators.hpp"
#include "errors.hpp"
#include "kinds.hpp"
#include "tls/errors.hpp"
#include "tls/report.hpp"

namespace el::net {

namespace {

// --- what Lisp asks for ---

std::string file_name(Network& n, Value file, const char* complaint) {
    if (!is_string(file)) error(n.in, "%s", complaint);
    return n.in.to<std::string>(n.in.funcall(n.in.intern("expand-file-name"), {file}));
}

std::vector<std::string> file_names(Network& n, Value files, const char* complaint) {
    std::vector<std::string> names;
    if (is_string(files)) return {file_name(n, files, complaint)};
    for (Value file : each(n.in, files)) names.push_back(file_name(n, file, complaint));
    return names;
}

// Whether :verify-error demands CHECK. Without the key everything is verified, unless the user has lowered the level.
bool demanded(Network& n, Value plist, const char* check) {
    if (!plist_member(plist, n.sym.k_verify_error)) return n.in.variable(n.sym.network_security_level) != n.in.intern("low");
    Value wanted = plist_get(plist, n.sym.k_verify_error);
    Value keyword = n.in.intern(check);
    if (wanted.is_cons()) return !memq(keyword, wanted).is_nil() || !memq(n.sym.t, wanted).is_nil();
    return wanted == n.sym.t || wanted == keyword;
}

// ((IDENTITY . KEY) ...), strings; the key is bytes.
std::vector<std::pair<std::string, std::string>> shared_keys(Network& n, Value pairs) {
    std::vector<std::pair<std::string, std::string>> keys;
    for (Value pair : each(n.in, pairs)) {
        Value identity = car_or_nil(pair), key = cdr_or_nil(pair);
        if (!is_string(identity) || !is_string(key) || is_multibyte(key) || string_length(key) == 0)
            error(n.in, "Each of :psk must be (IDENTITY . KEY), a string and a unibyte string");
        keys.emplace_back(n.in.to<std::string>(identity), std::string(string_bytes(key)));
    }
    if (keys.empty()) error(n.in, "gnutls-psk needs :psk, a list of (IDENTITY . KEY)");
    return keys;
}

TlsSettings::ClientCertificate client_certificate(Network& n, Value wanted) {
    if (wanted.is_nil()) return TlsSettings::none;
    return wanted == n.in.intern("request") ? TlsSettings::requested : TlsSettings::required;
}

}  // namespace

TlsSettings parse_tls_settings(Network& n, Value type, Value plist, bool server) {
    if (!type.is_symbol()) wrong_type(n.in, "symbolp", type);
    bool shared = type == n.in.intern("gnutls-psk");
    if (type != n.sym.gnutls_x509pki && type != n.sym.gnutls_anon && !shared) error(n.in, "Invalid GnuTLS credential type");
    if (!plist.is_nil() && !plist.is_cons()) wrong_type(n.in, "listp", plist);
    auto arg = [&](Value keyword) { return plist_get(plist, keyword); };
    TlsSettings s;
    s.server = server;
    s.anonymous = type == n.sym.gnutls_anon;
    Value hostname = arg(n.sym.k_hostname);
    if (is_string(hostname)) s.hostname = n.in.to<std::string>(hostname);
    else if (!server) error(n.in, "gnutls-boot: invalid :hostname parameter (not a string)");
    if (Value priority = arg(n.sym.k_priority); is_string(priority)) s.priority = n.in.to<std::string>(priority);
    else if (s.anonymous) s.priority = "NORMAL:-VERS-TLS1.3:+ANON-ECDH:+ANON-DH";
    if (shared) s.shared_keys = shared_keys(n, arg(n.in.intern(":psk")));
    if (shared && !s.priority) s.priority = "NORMAL:-KX-ALL:+ECDHE-PSK:+DHE-PSK:+PSK";
    s.trust_files = file_names(n, arg(n.sym.k_trustfiles), "Invalid trustfile");
    s.crl_files = file_names(n, arg(n.sym.k_crlfiles), "Invalid CRL file");
    for (Value pair : each(n.in, arg(n.sym.k_keylist))) {
        Value key = car_or_nil(pair), certificate = car_or_nil(cdr_or_nil(pair));
        s.key_list.emplace_back(file_name(n, key, "Invalid client key file"), file_name(n, certificate, "Invalid client cert file"));
    }
    if (Value pass = arg(n.sym.k_pass); is_string(pass)) s.pass = n.in.to<std::string>(pass);
    if (Value flags = arg(n.sym.k_flags); flags.is_fixnum()) s.pass_flags = static_cast<unsigned>(flags.fixnum());
    if (Value flags = arg(n.sym.k_verify_flags); flags.is_fixnum()) s.verify_flags = static_cast<unsigned>(flags.fixnum());
    if (Value bits = arg(n.sym.k_min_prime_bits); bits.is_fixnum()) s.min_prime_bits = static_cast<unsigned>(bits.fixnum());
    for (Value protocol : each(n.in, arg(n.sym.k_alpn))) s.alpn.push_back(n.in.to<std::string>(check_string(n.in, protocol)));
    s.client_certificate = client_certificate(n, arg(n.sym.k_client_certificate));
    s.verify_trust = demanded(n, plist, ":trustfiles");
    s.verify_hostname = !server && (demanded(n, plist, ":hostname") || !arg(n.sym.k_verify_hostname_error).is_nil());
    return s;
}

TlsSettings parse_tls_parameters(Network& n, Value parameters, bool server) {
    return parse_tls_settings(n, car_or_nil(parameters), cdr_or_nil(parameters), server);
}

std::shared_ptr<TlsCredentials> credentials_or_signal(Network& n, const TlsSettings& settings) {
    int code = 0;
    std::string culprit;
    auto credentials = n.tls_credentials.get(settings, code, culprit);
    if (!credentials) error(n.in, "Cannot use %s for TLS: %s", culprit.c_str(), tls_error_text(code).c_str());
    return credentials;
}

// --- the outcome ---

std::string tls_verification_problem(const TlsTransport& session) {
    const TlsSettings& s = session.settings();
    if (!s.with_certificates()) return {};
    std::string reasons;
    for (const char* warning : tls_warnings(session)) {
        if (warning == std::string_view(":no-host-match") || warning == std::string_view(":invalid")) continue;
        reasons += (reasons.empty() ? "" : "; ") + std::string(describe_tls_warning(warning));
    }
    constexpr char rule[] = "; see ‘gnutls-verify-error’ and ‘network-security-level’";
    bool judged = !s.server || s.client_certificate == TlsSettings::required;
    if (judged && s.verify_trust && session.verification() != 0) {
        char code[16];
        std::snprintf(code, sizeof code, "%x", session.verification());
        std::string who = s.server ? "of the client" : s.hostname;
        return "Certificate validation failed " + who + ", verification code " + code + (reasons.empty() ? "" : ": " + reasons) + rule;
    }
    if (s.verify_hostname && !session.hostname_matches()) return "The x509 certificate does not match \"" + s.hostname + "\"" + rule;
    return {};
}

std::string tls_problem(const TlsTransport& session) {
    if (session.state() == TlsTransport::State::failed) return session.error_text();
    return tls_verification_problem(session);
}

void begin_tls(Process& process, std::unique_ptr<Transport> lower, const TlsSettings& settings) {
    Network& n = process.network();
    int code = 0;
    std::string culprit;
    auto credentials = n.tls_credentials.get(settings, code, culprit);
    if (credentials) {
        process.begin_tls(std::move(lower), std::move(credentials), settings, false);
        return;
    }
    set(process.object(), Slot::tls_stage, fixnum(1));
    set(process.object(), Slot::status, n.sym.failed);
    set(process.object(), Slot::exit_status, fixnum(code));
    process.close();
    n.call_sentinel(process.object(), n.in.to_lisp("failed: cannot use " + culprit + " for TLS: " + tls_error_text(code) + "\n"));
}

namespace {

// What the network security manager has against a client's connection; nothing while that library is not loaded.
std::string security_problem(Network& n, const Process& process, const TlsTransport& session) {
    Value judge = n.in.intern("nsm-judge-connection");
    if (session.settings().server || n.in.funcall(n.in.intern("fboundp"), {judge}).is_nil()) return {};
    Value problem = n.in.funcall(judge, {process.object()});
    return is_string(problem) ? n.in.to<std::string>(problem) + "; see ‘network-security-level’" : std::string();
}

}  // namespace

// Exactly one sentinel call: `open', or `failed' with the reason. What failed is never used in plain text.
void Network::finish_handshake(Process& process) {
    Value object = process.object();
    TlsTransport* session = process.transport ? process.transport->tls() : nullptr;
    if (!session) return;
    std::string problem = tls_problem(*session);
    if (problem.empty()) problem = security_problem(*this, process, *session);
    if (!process.transport || process.transport->tls() != session) return;  // deleted meanwhile
    if (problem.empty()) {
        set(object, Slot::tls_stage, fixnum(9));
        process.update_reading();
        return announce_open(process);
    }
    bool accepted = !process.accepted_by.get().is_nil();
    std::string reason = "TLS negotiation failed: " + problem;
    process.close();
    set(object, Slot::status, sym.failed);
    set(object, Slot::exit_status, in.to_lisp(reason));
    if (accepted) registry.remove(process);  // nobody else knows of it
    call_sentinel(object, in.to_lisp("failed: " + reason + "\n"));
}

std::string tls_breakage(const Process& process) {
    TlsTransport* session = process.transport ? process.transport->tls() : nullptr;
    return session && !session->closed_properly() ? session->error_text() : std::string();
}

std::string lost_message(Network& n, const Process& process) {
    std::string message = kind_of(n, process.object()).lost_message;
    std::string reason = process.transport ? tls_breakage(process) : process.broken_because;
    if (reason.empty() || message.empty() || message.back() != '\n') return message;
    message.pop_back();
    return message + ": " + reason + "\n";
}

}  // namespace el::net
