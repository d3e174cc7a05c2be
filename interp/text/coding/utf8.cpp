// UTF-8 and its relatives. Malformed bytes, surrogates and overlong forms become raw-byte characters; code points
// beyond Unicode are taken as Emacs's own characters.
#include "core/utf8.hpp"

#include "text/coding/codec.hpp"

#include <algorithm>

namespace el::coding {

void append_char(Bytes& out, char32_t c) {
    std::uint8_t bytes[utf8::max_length];
    out.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(utf8::encode(c, bytes)));
}

namespace {

bool is_surrogate(const std::uint8_t* p) { return p[0] == 0xED && p[1] >= 0xA0; }

// Length of the character at P as UTF-8 from outside: 0 if malformed.
int external_length(const std::uint8_t* p, std::size_t size) {
    int n = utf8::valid_length(p, size);
    if (n == 2 && utf8::is_raw_lead(p[0])) return 0;
    return n == 3 && is_surrogate(p) ? 0 : n;
}

}  // namespace

bool is_incomplete_utf8(std::string_view text) {
    const std::uint8_t* p = begin_of(text);
    std::size_t size = text.size();
    std::uint8_t lead = p[0];
    if (lead < 0xC2 || lead > 0xF8 || size >= static_cast<std::size_t>(utf8::length_from_lead(lead))) return false;
    for (std::size_t i = 1; i < size; ++i)
        if (!utf8::is_continuation(p[i])) return false;
    if (size < 2) return true;
    if (lead == 0xE0) return p[1] >= 0xA0;
    if (lead == 0xED) return p[1] < 0xA0;
    if (lead == 0xF0) return p[1] >= 0x90;
    return lead != 0xF8 || p[1] >= 0x88;
}

namespace {

// Bytes at the start that are well-formed.
std::size_t valid_prefix(const std::uint8_t* p, std::size_t size, bool& ascii) {
    std::size_t i = utf8::ascii_prefix(p, size);
    ascii = i == size;
    while (i < size) {
        if (i + 8 <= size && !(utf8::detail::load(p + i) & utf8::detail::high_bits)) {
            i += 8;
            continue;
        }
        std::uint8_t lead = p[i];
        if (lead < 0x80) {
            ++i;
        } else if (lead >= 0xC2 && lead < 0xE0 && i + 1 < size && utf8::is_continuation(p[i + 1])) {
            i += 2;
        } else if (lead > 0xE0 && lead < 0xED && i + 2 < size && utf8::is_continuation(p[i + 1]) && utf8::is_continuation(p[i + 2])) {
            i += 3;
        } else {
            int n = external_length(p + i, size - i);
            if (n == 0) break;
            i += static_cast<std::size_t>(n);
        }
    }
    return i;
}

class Utf8Stage final : public Stage {
public:
    explicit Utf8Stage(Mark mark) : mark_(mark) {}

    Piece decode(std::string_view bytes, bool last) override {
        if (mark_ == Mark::none && held_.empty()) return decode_fresh(bytes, last);
        held_.append(bytes);
        if (mark_ != Mark::none && !take_mark(last)) return {};
        input_.swap(held_);
        held_.clear();
        return decode_fresh(input_, last);
    }
    const System* detected() const override { return detected_; }

private:
    // False while the mark may still be coming.
    bool take_mark(bool last) {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (!last && held_.size() < mark.size() && mark.starts_with(held_)) return false;
        bool marked = held_.starts_with(mark);
        if (marked && (mark_ == Mark::always || held_.size() > mark.size())) held_.erase(0, mark.size());
        if (mark_ == Mark::detect) detected_ = &known(marked ? "utf-8-with-signature" : "utf-8");
        mark_ = Mark::none;
        return true;
    }

    Piece decode_fresh(std::string_view bytes, bool last) {
        const std::uint8_t* p = begin_of(bytes);
        bool ascii = false;
        std::size_t good = valid_prefix(p, bytes.size(), ascii);
        if (good == bytes.size()) return {bytes, ascii};
        if (!last && is_incomplete_utf8(bytes.substr(good))) {
            held_.assign(bytes.substr(good));
            return {bytes.substr(0, good), false};
        }
        return repair(bytes, good, last);
    }

    Piece repair(std::string_view bytes, std::size_t good, bool last) {
        const std::uint8_t* p = begin_of(bytes);
        out_.assign(bytes.substr(0, good));
        for (std::size_t i = good; i < bytes.size();) {
            bool ascii = false;
            std::size_t run = valid_prefix(p + i, bytes.size() - i, ascii);
            out_.append(bytes.substr(i, run));
            i += run;
            if (i == bytes.size()) break;
            if (!last && is_incomplete_utf8(bytes.substr(i))) {
                std::string rest(bytes.substr(i));
                held_.swap(rest);
                break;
            }
            append_char(out_, utf8::raw_to_char(p[i++]));
        }
        return {out_, false};
    }

    Mark mark_;
    const System* detected_ = nullptr;
    Bytes held_, input_, out_;
};

class Utf8Sink final : public Encoder::Sink {
public:
    bool encode(std::string_view text, bool, Bytes& out) override {
        std::size_t from = find_raw(text, 0);
        if (from == text.size()) return false;
        for (std::size_t start = 0;; from = find_raw(text, start)) {
            out.append(text, start, from - start);
            if (from == text.size()) return true;
            out += static_cast<char>(utf8::char_to_raw(utf8::decode(begin_of(text) + from)));
            start = from + 2;
        }
    }

private:
    static std::size_t find_raw(std::string_view text, std::size_t from) {
        constexpr std::size_t block = 64;
        const std::uint8_t* p = begin_of(text);
        for (; from + block <= text.size(); from += block) {
            unsigned found = 0;
            for (std::size_t i = 0; i < block; ++i) found |= utf8::is_raw_lead(p[from + i]);
            if (found) break;
        }
        while (from < text.size() && !utf8::is_raw_lead(p[from])) ++from;
        return from;
    }
};

}  // namespace

std::unique_ptr<Stage> make_utf8_stage(Mark mark) { return std::make_unique<Utf8Stage>(mark); }
std::unique_ptr<Encoder::Sink> make_utf8_sink() { return std::make_unique<Utf8Sink>(); }

}  // namespace el::coding
