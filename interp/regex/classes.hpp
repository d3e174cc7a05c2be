// The named classes of a bracket expression, [:alpha:] and the others.
#pragma once
#include "regex/environment.hpp"

#include <string_view>

namespace el::regex {

enum class NamedClass : std::uint8_t {
    alnum, alpha, ascii, blank, cntrl, digit, graph, lower, multibyte,
    nonascii, print, punct, space, unibyte, upper, word, xdigit,
};

// -1 if there is no such class. Names are exact: Emacs has no [:ALPHA:].
int named_class_from(std::string_view name);

// Members of the class. `fold` is true when case is ignored: upper and lower then hold every letter that has case.
// Raw bytes belong to no class. For Storage::bytes only ASCII members matter.
CharSet named_class_members(NamedClass, const Environment&, Storage, bool fold);

// Which tables the class looks at.
constexpr bool uses_syntax(NamedClass c) {
    return c == NamedClass::space || c == NamedClass::word || c == NamedClass::punct;
}
constexpr bool uses_case(NamedClass c) { return c == NamedClass::upper || c == NamedClass::lower; }

}  // namespace el::regex
