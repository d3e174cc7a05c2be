// Host names of any script, as the domain name system writes them.
// Tests: tests/unit/netproc/resolve_test.cpp
#pragma once
#include <string>

namespace el::net {

struct AsciiHost {
    std::string name;   // "bücher.example" gives "xn--bcher-kva.example"; ASCII stays as it is
    std::string error;  // or why it is no host name
};

AsciiHost ascii_host(const std::string& host);

}  // namespace el::net
