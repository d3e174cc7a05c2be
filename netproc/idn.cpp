#include "idn.hpp"

#include <idn2.h>

#include <algorithm>
#include <memory>

namespace el::net {

AsciiHost ascii_host(const std::string& host) {
    bool ascii = std::all_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return {host, {}};
    char* converted = nullptr;
    // IDNA 2008 with the mapping of UTS 46: case and width do not matter, ß is a letter of its own.
    int result = idn2_to_ascii_8z(host.c_str(), &converted, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    struct Free {
        void operator()(char* p) const { idn2_free(p); }
    };
    std::unique_ptr<char, Free> owner(converted);
    if (result != IDN2_OK) return {{}, idn2_strerror(result)};
    return {converted, {}};
}

}  // namespace el::net
