// How many columns a character takes on a terminal, as `char-width' says.
#pragma once
#include <cstdint>

namespace el {

// Control characters count as ^X, raw bytes and the C1 controls as octal escapes; a tab as TAB_WIDTH.
int char_width(char32_t c, int tab_width = 8);

}  // namespace el
