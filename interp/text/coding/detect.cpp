// What `undecided' and `prefer-utf-8' take bytes for. As in Emacs, byte order marks come first, a NUL means binary, then
// UTF-8, then Latin-1 unless there are C1 control codes, then raw text.
#include "core/utf8.hpp"

#include "text/coding/codec.hpp"

#include <cstring>

namespace el::coding {

namespace {

bool looks_like_utf_8(std::string_view bytes, bool last) {
    const std::uint8_t* p = begin_of(bytes);
    for (std::size_t i = 0; i < bytes.size();) {
        int n = utf8::valid_length(p + i, bytes.size() - i);
        // Nothing above the planes that exist.
        if (n == 5) return false;
        if (n == 0) return !last && is_incomplete_utf8(bytes.substr(i));
        i += static_cast<std::size_t>(n);
    }
    return true;
}

bool has_c1_controls(std::string_view bytes) {
    for (unsigned char b : bytes)
        if (b >= 0x80 && b < 0xA0) return true;
    return false;
}

const System* by_mark(std::string_view bytes) {
    if (bytes.size() % 2) return nullptr;
    if (bytes.starts_with("\xFE\xFF")) return &known("utf-16be-with-signature");
    if (bytes.starts_with("\xFF\xFE")) return &known("utf-16le-with-signature");
    return nullptr;
}

}  // namespace

const System* detect_system(std::string_view bytes, bool at_start, bool last) {
    if (at_start)
        if (const System* system = by_mark(bytes)) return system;
    if (std::memchr(bytes.data(), 0, bytes.size())) return &known("no-conversion");
    if (utf8::is_ascii(begin_of(bytes), bytes.size())) return nullptr;
    if (looks_like_utf_8(bytes, last)) return &known("utf-8");
    return &known(has_c1_controls(bytes) ? "raw-text" : "iso-latin-1");
}

}  // namespace el::coding
