// Characters by name, for \N{...}.
// Tests: tests/recorded/reader.el
#include <uniname.h>

#include <charconv>

#include "core/utf8.hpp"
#include "read/reader.hpp"

namespace el {

namespace {

int hexadecimal(std::string_view digits) {
    std::uint32_t code = 0;
    auto [stop, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    bool valid = failure == std::errc() && stop == digits.data() + digits.size() && code <= utf8::max_unicode;
    return valid && !(code >= 0xd800 && code < 0xe000) ? static_cast<int>(code) : -1;
}

}  // namespace

// Emacs calls ideographs CJK IDEOGRAPH-XXXX, Unicode CJK UNIFIED IDEOGRAPH-XXXX.
int character_named(std::string_view name) {
    if (name.starts_with("U+")) return hexadecimal(name.substr(2));
    constexpr std::string_view ideograph = "CJK IDEOGRAPH-";
    std::string full(name);
    for (char& c : full) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (full.starts_with(ideograph)) full = "CJK UNIFIED IDEOGRAPH-" + full.substr(ideograph.size());
    else if (full.starts_with("CJK UNIFIED IDEOGRAPH-")) return -1;
    ucs4_t code = unicode_name_character(full.c_str());
    return code == UNINAME_INVALID ? -1 : static_cast<int>(code);
}

}  // namespace el
