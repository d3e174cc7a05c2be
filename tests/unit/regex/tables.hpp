// Small syntax, category and case tables for the tests of regexps.
#pragma once
#include "regex/environment.hpp"

namespace el::regex {

class Tables : public Environment {
public:
    Tables() {
        set(SyntaxClass::whitespace, {{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}, {0xA0, 0xA0}});
        set(SyntaxClass::word, {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x1FFF}, {0x3400, 0x9FFF},
                                {first_raw_byte, max_character}});
        set(SyntaxClass::symbol, {{'_', '_'}, {'-', '-'}, {0xD7, 0xD7}});
        set(SyntaxClass::punctuation, {{'.', '.'}, {',', ','}, {0x2014, 0x2014}});
        category_.add(0x4E00, 0x9FFF);
        std::vector<std::pair<char32_t, char32_t>> canonical;
        for (char32_t c = 'A'; c <= 'Z'; ++c) canonical.push_back({c, c + 32}), upper_.add(c), lower_.add(c + 32);
        for (char32_t c = 0xC0; c <= 0xDE; ++c)
            if (c != 0xD7) canonical.push_back({c, c + 32}), upper_.add(c), lower_.add(c + 32);
        canonical.push_back({0x3BC, 0xB5});  // mu and micro sign
        folding_ = CaseFolding(canonical);
    }

    void set(SyntaxClass c, CharSet members) {
        syntax_[static_cast<int>(c)] = std::move(members);
        ++syntax_id;
    }
    const CharSet& syntax(SyntaxClass c, Storage) const override { return syntax_[static_cast<int>(c)]; }
    const CharSet& category(char32_t designator) const override { return designator == 'C' ? category_ : none_; }
    const CaseFolding& folding(Storage) const override { return folding_; }
    const CharSet& uppercase(Storage) const override { return upper_; }
    const CharSet& lowercase(Storage) const override { return lower_; }

private:
    CharSet syntax_[syntax_class_count], category_, none_, upper_, lower_;
    CaseFolding folding_;
};

}  // namespace el::regex
