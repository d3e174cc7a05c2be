#include "regex/classes.hpp"

#include <unictype.h>

#include <array>
#include <cstddef>

namespace el::regex {
namespace {

constexpr std::string_view names[] = {
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "multibyte",
    "nonascii", "print", "punct", "space", "unibyte", "upper", "word", "xdigit",
};

// What the Unicode general category of a non-ASCII character says about these classes, in one table that every
// interpreter shares: it depends on nothing.
struct UnicodeSets {
    CharSet alpha, alnum, blank, graph, print;

    explicit UnicodeSets(bool all) {
        if (!all) return;
        // Planes 4 to 13 hold no assigned character; looking at them would cost more than all the others.
        scan(0x80, 0x3FFFF);
        scan(0xE0000, 0x10FFFF);
    }

    void scan(char32_t first, char32_t last) {
        for (char32_t c = first; c <= last; ++c) classify(c);
    }

    void classify(char32_t c) {
        std::uint32_t category = uc_general_category(c).bitmask;
        constexpr std::uint32_t letters = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Nl;
        constexpr std::uint32_t separators = UC_CATEGORY_MASK_Z;
        constexpr std::uint32_t invisible = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Cn;
        if (category & letters) alpha.add(c);
        if (category & (letters | UC_CATEGORY_MASK_Nd)) alnum.add(c);
        if (category & UC_CATEGORY_MASK_Zs) blank.add(c);
        if (!(category & invisible)) print.add(c);
        if (!(category & (invisible | separators))) graph.add(c);
    }
};

const UnicodeSets& unicode(Storage storage) {
    static const UnicodeSets none(false);
    if (storage == Storage::bytes) return none;
    static const UnicodeSets sets(true);
    return sets;
}

CharSet with(CharSet set, const CharSet& more) {
    set.add(more);
    return set;
}

CharSet ascii_letters() { return {{'A', 'Z'}, {'a', 'z'}}; }

// Emacs: of ASCII, what prints and is neither letter nor digit; elsewhere, what is not word syntax.
CharSet punctuation(const Environment& environment, Storage storage) {
    CharSet set = environment.syntax(SyntaxClass::word, storage).complement().between(0x80, first_raw_byte - 1);
    return with({{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}, set);
}

CharSet cased(const Environment& environment, Storage storage) {
    return with(environment.uppercase(storage), environment.lowercase(storage));
}

}  // namespace

int named_class_from(std::string_view name) {
    for (std::size_t i = 0; i < std::size(names); ++i)
        if (names[i] == name) return static_cast<int>(i);
    return -1;
}

CharSet named_class_members(NamedClass name, const Environment& environment, Storage storage, bool fold) {
    switch (name) {
    case NamedClass::alnum: return with({{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}, unicode(storage).alnum);
    case NamedClass::alpha: return with(ascii_letters(), unicode(storage).alpha);
    case NamedClass::ascii:
    case NamedClass::unibyte: return {{0, 0x7F}};
    case NamedClass::blank: return with({{'\t', '\t'}, {' ', ' '}}, unicode(storage).blank);
    case NamedClass::cntrl: return {{0, 0x1F}};  // DEL is not one of them
    case NamedClass::digit: return {{'0', '9'}};
    case NamedClass::graph: return with({{'!', '~'}}, unicode(storage).graph);
    case NamedClass::lower: return fold ? cased(environment, storage) : environment.lowercase(storage);
    case NamedClass::multibyte:
    case NamedClass::nonascii: return {{0x80, first_raw_byte - 1}};
    case NamedClass::print: return with({{' ', '~'}}, unicode(storage).print);
    case NamedClass::punct: return punctuation(environment, storage);
    case NamedClass::space: return environment.syntax(SyntaxClass::whitespace, storage).between(0, first_raw_byte - 1);
    case NamedClass::upper: return fold ? cased(environment, storage) : environment.uppercase(storage);
    case NamedClass::word: return environment.syntax(SyntaxClass::word, storage).between(0, first_raw_byte - 1);
    case NamedClass::xdigit: return {{'0', '9'}, {'A', 'F'}, {'a', 'f'}};
    }
    return {};
}

}  // namespace el::regex
