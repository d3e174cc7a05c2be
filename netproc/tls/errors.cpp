#include "errors.hpp"

#include <gnutls/gnutls.h>

#include <cstdio>

namespace el::net {

static_assert(tls_error::again == GNUTLS_E_AGAIN && tls_error::interrupted == GNUTLS_E_INTERRUPTED);
static_assert(tls_error::invalid_session == GNUTLS_E_INVALID_SESSION && tls_error::file == GNUTLS_E_FILE_ERROR);
static_assert(tls_error::timed_out == GNUTLS_E_TIMEDOUT && tls_error::premature_termination == GNUTLS_E_PREMATURE_TERMINATION);

void need_gnutls() { static const int ready = gnutls_global_init(); (void)ready; }

std::string tls_error_text(int code) {
    const char* text = gnutls_strerror(code);
    return text ? text : "(unknown error code)";
}

bool tls_error_is_fatal(int code) { return gnutls_error_is_fatal(code) != 0; }

int tls_version_number() {
    int major = 0, minor = 0, patch = 0;
    std::sscanf(gnutls_check_version(nullptr), "%d.%d.%d", &major, &minor, &patch);
    return major * 10000 + minor * 100 + patch;
}

std::vector<const char*> tls_extensions() {
    constexpr unsigned highest = 100;
    constexpr unsigned padding = 21;  // at the front once more, as in Emacs
    std::vector<const char*> names;
    if (const char* name = gnutls_ext_get_name(padding)) names.push_back(name);
    for (unsigned id = highest; id-- > 0;)
        if (const char* name = gnutls_ext_get_name(id)) names.push_back(name);
    return names;
}

}  // namespace el::net
