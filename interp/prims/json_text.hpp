// Tokens of JSON (RFC 8259), and where they stand. No Lisp objects in here.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace el {

enum class JsonToken : std::uint8_t {
    end, object_open, object_close, array_open, array_close, comma, colon,
    string, integer, real, true_, false_, null, invalid,
};

// What is wrong with a text; `what` is for people, in the words of Emacs 28 (the jansson library).
struct JsonError {
    enum Kind : std::uint8_t { syntax, premature_end, trailing };
    Kind kind;
    std::string what;
};

class JsonLexer {
public:
    explicit JsonLexer(std::string_view text) : text_(text) {}

    JsonToken next();  // throws JsonError
    JsonToken token() const { return token_; }
    // The value of a string token, valid until the next one, and whether a NUL is in it.
    std::string_view string() const { return string_; }
    bool string_has_nul() const { return string_has_nul_; }
    std::int64_t integer() const { return integer_; }
    double real() const { return real_; }

    std::size_t position() const { return at_; }  // bytes read
    std::size_t line() const;                     // from 1
    std::size_t column() const;                   // characters since the last newline
    // An error at the current token.
    JsonError error(std::string_view message, JsonError::Kind kind = JsonError::syntax) const;

private:
    void scan_string();
    void scan_escape();
    std::uint32_t scan_hex();
    void scan_unicode_escape();
    JsonToken scan_number();
    JsonToken scan_word();
    JsonToken integer_token();
    JsonToken real_token();
    bool digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }
    std::string_view token_text() const { return text_.substr(start_, at_ - start_); }
    // Skips one character; throws if it is no valid UTF-8.
    void skip_character();

    std::string_view text_;
    std::size_t at_ = 0, start_ = 0;
    JsonToken token_ = JsonToken::end;
    std::string_view string_;
    std::string unescaped_;
    bool string_has_nul_ = false;
    std::int64_t integer_ = 0;
    double real_ = 0;
};

// The number of bytes of the UTF-8 sequence of a Unicode scalar value at the beginning of `bytes`; 0 if there is none.
std::size_t json_utf8_length(std::string_view bytes);

}  // namespace el
