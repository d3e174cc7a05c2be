// GnuTLS's error codes: negative numbers.
#pragma once
#include <string>
#include <vector>

namespace el::net {

// Makes GnuTLS ready, once. It does so itself when it is loaded, unless the program asks it not to (repl/gnutls_later.cpp); so everything
// that begins to use it calls this.
void need_gnutls();

namespace tls_error {
inline constexpr int again = -28, interrupted = -52, invalid_session = -10, file = -64, timed_out = -319, premature_termination = -110;
}

std::string tls_error_text(int code);  // "(unknown error code)" if it is none
bool tls_error_is_fatal(int code);
int tls_version_number();  // 30709 for 3.7.9
std::vector<const char*> tls_extensions();  // their names, the last one first

}  // namespace el::net
