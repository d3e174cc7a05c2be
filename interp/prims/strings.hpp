// String operations that several files of primitives use.
#pragma once
#include <span>

#include "prims/support.hpp"

namespace el {

// As `string<': by characters, bytes of unibyte strings being the characters 0 ... 255.
bool string_less(const String& a, const String& b);
bool same_string(const String& a, const String& b);
// As `concat': strings, and lists, vectors and bool-vectors of characters.
Value concat_strings(Interpreter& in, std::span<const Value> sequences);

// A growing text of characters, for results whose length is not known before.
class StringText {
public:
    explicit StringText(bool multibyte) : multibyte_(multibyte) {}
    void add(char32_t c) {
        ++chars_;
        if (!multibyte_ || c < 0x80) {
            text_.push_back(static_cast<char>(c));
            return;
        }
        std::uint8_t encoded[utf8::max_length];
        text_.append(reinterpret_cast<char*>(encoded), static_cast<std::size_t>(utf8::encode(c, encoded)));
    }
    Value take(Interpreter& in) const {
        return multibyte_ ? make_multibyte_string(in, text_, chars_) : make_unibyte_string(in, text_);
    }

private:
    std::string text_;
    std::size_t chars_ = 0;
    bool multibyte_;
};

}  // namespace el
