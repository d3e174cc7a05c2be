// Tokens of JSON. The messages, and what counts as read when an error is found, are those of Emacs 28.
// Tests: tests/lisp/prims/json.el
#include "prims/json_text.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/utf8.hpp"

namespace el {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_continuation(char c) { return (static_cast<std::uint8_t>(c) & 0xC0) == 0x80; }

void append_utf8(std::string& out, std::uint32_t c) {
    std::uint8_t bytes[utf8::max_length];
    int n = utf8::encode(c, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(n));
}

template <class... Args>
std::string formatted(const char* format, Args... args) {
    char text[80];
    std::snprintf(text, sizeof text, format, args...);
    return text;
}

}  // namespace

std::size_t json_utf8_length(std::string_view bytes) {
    auto byte = [&](std::size_t i) { return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0u; };
    auto tail = [&](std::size_t from, std::size_t to) {
        for (; from < to; ++from)
            if ((byte(from) & 0xC0) != 0x80) return false;
        return true;
    };
    unsigned lead = byte(0), second = byte(1);
    if (bytes.empty()) return 0;
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1, 2) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0 && second < 0xA0) return 0;
        if (lead == 0xED && second > 0x9F) return 0;
        return tail(1, 3) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0 && second < 0x90) return 0;
        if (lead == 0xF4 && second > 0x8F) return 0;
        return tail(1, 4) ? 4 : 0;
    }
    return 0;
}

std::size_t JsonLexer::line() const {
    return 1 + static_cast<std::size_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
}

std::size_t JsonLexer::column() const {
    std::string_view before = text_.substr(0, at_);
    std::size_t newline = before.rfind('\n');
    if (newline != before.npos) before.remove_prefix(newline + 1);
    return static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char c) { return !is_continuation(c); }));
}

JsonError JsonLexer::error(std::string_view message, JsonError::Kind kind) const {
    std::string what(message);
    std::string_view near = token_text();
    if (!near.empty()) {
        if (near.size() <= 20) what.append(" near '").append(near).append("'");
        return {kind, what};
    }
    return {kind == JsonError::syntax ? JsonError::premature_end : kind, what + " near end of file"};
}

JsonToken JsonLexer::next() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
    start_ = at_;
    if (at_ == text_.size()) return token_ = JsonToken::end;
    char c = text_[at_];
    switch (c) {
        case '{': ++at_; return token_ = JsonToken::object_open;
        case '}': ++at_; return token_ = JsonToken::object_close;
        case '[': ++at_; return token_ = JsonToken::array_open;
        case ']': ++at_; return token_ = JsonToken::array_close;
        case ',': ++at_; return token_ = JsonToken::comma;
        case ':': ++at_; return token_ = JsonToken::colon;
        case '"': token_ = JsonToken::invalid; scan_string(); return token_ = JsonToken::string;
        default: break;
    }
    if (digit() || c == '-') return token_ = scan_number();
    if (is_letter(c)) return token_ = scan_word();
    skip_character();
    return token_ = JsonToken::invalid;
}

void JsonLexer::skip_character() {
    std::size_t n = json_utf8_length(text_.substr(at_));
    if (n == 0) throw error(formatted("unable to decode byte 0x%x", static_cast<std::uint8_t>(text_[at_])));
    at_ += n;
}

JsonToken JsonLexer::scan_word() {
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    std::string_view word = token_text();
    if (word == "true") return JsonToken::true_;
    if (word == "false") return JsonToken::false_;
    if (word == "null") return JsonToken::null;
    return JsonToken::invalid;
}

// --- numbers ---

JsonToken JsonLexer::scan_number() {
    if (text_[at_] == '-') ++at_;
    if (!digit()) return JsonToken::invalid;
    if (text_[at_] == '0') {
        ++at_;
        if (digit()) return JsonToken::invalid;
    } else {
        while (digit()) ++at_;
    }
    bool real = false;
    if (at_ < text_.size() && text_[at_] == '.') {
        real = true;
        ++at_;
        if (!digit()) return JsonToken::invalid;
        while (digit()) ++at_;
    }
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
        real = true;
        ++at_;
        if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
        if (!digit()) return JsonToken::invalid;
        while (digit()) ++at_;
    }
    return real ? real_token() : integer_token();
}

JsonToken JsonLexer::integer_token() {
    std::string_view digits = token_text();
    auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), integer_);
    if (problem == std::errc::result_out_of_range) throw error(digits[0] == '-' ? "too big negative integer" : "too big integer");
    return JsonToken::integer;
}

JsonToken JsonLexer::real_token() {
    std::string_view digits = token_text();
    auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), real_);
    if (problem == std::errc::result_out_of_range) {
        real_ = std::strtod(std::string(digits).c_str(), nullptr);  // tells what is too large from what is too small
        if (std::isinf(real_)) throw error("real number overflow");
    }
    return JsonToken::real;
}

// --- strings ---

void JsonLexer::scan_string() {
    ++at_;
    string_has_nul_ = false;
    unescaped_.clear();
    std::size_t run = at_;  // what was not copied begins here
    for (;;) {
        while (at_ < text_.size() && static_cast<std::uint8_t>(text_[at_]) >= 0x20 && static_cast<std::uint8_t>(text_[at_]) < 0x80 &&
               text_[at_] != '"' && text_[at_] != '\\')
            ++at_;
        if (at_ == text_.size()) throw error("premature end of input", JsonError::premature_end);
        char c = text_[at_];
        if (c == '"') break;
        if (c == '\n') throw error("unexpected newline");
        if (static_cast<std::uint8_t>(c) < 0x20) throw error(formatted("control character 0x%x", static_cast<unsigned>(c)));
        if (c != '\\') {
            skip_character();
            continue;
        }
        unescaped_.append(text_.substr(run, at_ - run));
        scan_escape();
        run = at_;
    }
    std::string_view last = text_.substr(run, at_ - run);
    ++at_;
    if (unescaped_.empty() && !string_has_nul_) {
        string_ = last;
        return;
    }
    unescaped_.append(last);
    string_ = unescaped_;
}

void JsonLexer::scan_escape() {
    ++at_;
    char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == 'u') return scan_unicode_escape();
    constexpr std::string_view letters = "\"\\/bfnrt", values = "\"\\/\b\f\n\r\t";
    std::size_t i = c ? letters.find(c) : letters.npos;
    if (i == letters.npos) {
        if (at_ < text_.size()) ++at_;
        throw error("invalid escape");
    }
    unescaped_ += values[i];
    ++at_;
}

// Four hexadecimal digits after \u, which are at at_.
std::uint32_t JsonLexer::scan_hex() {
    std::uint32_t value = 0;
    ++at_;
    for (int i = 0; i < 4; ++i) {
        char c = at_ < text_.size() ? text_[at_] : '\0';
        if (at_ < text_.size()) ++at_;
        std::uint32_t d = c >= '0' && c <= '9' ? static_cast<std::uint32_t>(c - '0')
                          : c >= 'a' && c <= 'f' ? static_cast<std::uint32_t>(c - 'a' + 10)
                          : c >= 'A' && c <= 'F' ? static_cast<std::uint32_t>(c - 'A' + 10)
                                                 : 16;
        if (d == 16) throw error("invalid escape");
        value = value << 4 | d;
    }
    return value;
}

// The rest of the string is read before what is wrong with the character is said, as Emacs does.
void JsonLexer::scan_unicode_escape() {
    std::uint32_t c = scan_hex(), low = 0;
    auto rest_of_string = [&] {
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' && at_ + 1 < text_.size() ? 2 : 1;
        if (at_ < text_.size()) ++at_;
    };
    if (c >= 0xD800 && c <= 0xDBFF) {
        if (text_.substr(at_).starts_with("\\u")) {
            ++at_;
            low = scan_hex();
            if (low < 0xDC00 || low > 0xDFFF) {
                rest_of_string();
                throw error(formatted("invalid Unicode '\\u%04X\\u%04X'", c, low));
            }
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        } else {
            rest_of_string();
            throw error(formatted("invalid Unicode '\\u%04X'", c));
        }
    } else if (c >= 0xDC00 && c <= 0xDFFF) {
        rest_of_string();
        throw error(formatted("invalid Unicode '\\u%04X'", c));
    }
    if (c == 0) string_has_nul_ = true;
    append_utf8(unescaped_, c);
}

}  // namespace el
