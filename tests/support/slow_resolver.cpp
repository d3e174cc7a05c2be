// A system resolver that nobody answers: preloaded, it takes seconds to look any name up, and fails then. Numbers are numbers as ever.
#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>

extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** result) {
    using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (hints && hints->ai_flags & AI_NUMERICHOST) return real(name, service, hints, result);
    sleep(30);
    return EAI_AGAIN;
}
