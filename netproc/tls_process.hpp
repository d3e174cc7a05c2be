// TLS and process objects: what Lisp asks for, the handshake's outcome, what is said about it.
#pragma once
#include "network.hpp"

namespace el::net {

// Settings from TYPE (gnutls-x509pki or gnutls-anon) and PLIST, the property list of `gnutls-boot'. Signals what is wrong with them.
TlsSettings parse_tls_settings(Network& network, Value type, Value plist, bool server);
// The same for (TYPE . PLIST), the value of :tls-parameters.
TlsSettings parse_tls_parameters(Network& network, Value parameters, bool server);

// Begins TLS over `lower` on behalf of PROCESS; the outcome is delivered.
void begin_tls(Process& process, std::unique_ptr<Transport> lower, const TlsSettings& settings);
// Credentials, or a signalled error that names the file.
std::shared_ptr<TlsCredentials> credentials_or_signal(Network& network, const TlsSettings& settings);

// Why the session must not be used: what failed in the handshake, or in verification where that counts. Empty if all is well.
std::string tls_problem(const TlsTransport& session);
// Of verification alone.
std::string tls_verification_problem(const TlsTransport& session);

// Negotiates on PROCESS, a connected stream, and waits for the end of it. 0, or GnuTLS's code of a failed handshake, with the words in
// `reason`; the process is closed then. A failed verification is signalled. (prims/gnutls.cpp)
int negotiate_tls(Process& process, const TlsSettings& settings, std::string* reason);

// Why a session on PROCESS broke; empty if it ended as it should, or there is none.
std::string tls_breakage(const Process& process);
// What the sentinel hears when the peer has gone.
std::string lost_message(Network& network, const Process& process);

}  // namespace el::net
