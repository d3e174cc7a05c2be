// The coding systems: names, aliases, end-of-line variants and properties. Pure data; no Lisp.
// Tests: tests/unit/text/coding_test.cpp
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace el::coding {

enum class Eol : std::uint8_t { unix_, dos, mac, undecided };  // the order of `coding-system-eol-type'

enum class Type : std::uint8_t { utf_8, charset, utf_16, raw_text, undecided, iconv };
// How a byte order mark is treated: never; written and eaten; looked for when decoding.
enum class Mark : std::uint8_t { none, always, detect };

struct System {
    std::string_view name;
    std::string_view aliases;      // space-separated, without the name itself
    Type type;
    std::string_view lisp_type;    // `coding-system-type'
    char mnemonic;
    std::string_view mime;         // :mime-charset, may be empty
    std::string_view category;     // without "coding-category-"
    std::string_view charsets;     // :charset-list, space-separated
    std::string_view iconv;        // the name iconv knows, for charset and iconv types
    bool ascii_compatible = true;
    Mark mark = Mark::none;
    bool little_endian = false;
    bool fixed_unix = false;       // no end-of-line variants: no-conversion
    std::string_view docstring = {};
};

std::span<const System> systems();

struct Found {
    const System* system = nullptr;  // null: no such coding system
    Eol eol = Eol::undecided;
    explicit operator bool() const { return system; }
};
// Looks NAME up: a base name or alias, with or without -unix, -dos, -mac.
Found find(std::string_view name);
const System& known(std::string_view name);  // a name that exists

std::string_view suffix(Eol eol);  // "-unix" etc., "" for undecided
// "utf-8-dos" from base and end-of-line type.
std::string full_name(const System& system, Eol eol);

}  // namespace el::coding
