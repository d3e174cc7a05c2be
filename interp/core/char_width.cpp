// Character widths from libunistring's tables.
// Tests: tests/recorded/strings.el
#include "core/char_width.hpp"

#include <uniwidth.h>

#include "core/utf8.hpp"

namespace el {

int char_width(char32_t c, int tab_width) {
    if (c >= 0x20 && c < 0x7f) return 1;
    if (c == '\t') return tab_width;
    if (c == '\n') return 0;
    if (c < 0x20 || c == 0x7f) return 2;
    if (c < 0xa0 || utf8::is_raw_byte(c)) return 4;
    if (c == 0xad || c > utf8::max_unicode) return 1;
    int width = uc_width(c, "UTF-8");
    return width < 0 ? 1 : width;
}

}  // namespace el
