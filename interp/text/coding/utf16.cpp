// UTF-16 of both byte orders, with and without byte order mark.
#include "core/utf8.hpp"

#include "text/coding/codec.hpp"

namespace el::coding {

namespace {

bool is_high(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

class Utf16Stage final : public Stage {
public:
    explicit Utf16Stage(const System& system) : mark_(system.mark), little_(system.little_endian) {}

    Piece decode(std::string_view bytes, bool last) override {
        held_.append(bytes);
        out_.clear();
        std::size_t at = take_mark();
        while (at + 2 <= held_.size()) {
            std::size_t used = decode_char(at, last);
            if (used == 0) break;
            at += used;
        }
        if (last)
            for (; at < held_.size(); ++at) append_char(out_, utf8::raw_to_char(begin_of(held_)[at]));
        held_.erase(0, at);
        return {out_, false};
    }
    const System* detected() const override { return detected_; }

private:
    char32_t unit(std::size_t at) const {
        const std::uint8_t* p = begin_of(held_) + at;
        return little_ ? static_cast<char32_t>(p[0] | p[1] << 8) : static_cast<char32_t>(p[0] << 8 | p[1]);
    }

    std::size_t take_mark() {
        if (mark_ == Mark::none || held_.size() < 2) return 0;
        bool big = held_.starts_with("\xFE\xFF"), little = held_.starts_with("\xFF\xFE");
        bool detect = mark_ == Mark::detect;
        mark_ = Mark::none;
        if (detect && (big || little)) {
            little_ = little;
            detected_ = &known(little ? "utf-16le-with-signature" : "utf-16be-with-signature");
            return 2;
        }
        return !detect && (little_ ? little : big) ? 2 : 0;
    }

    // Bytes used; 0 when the second half of a pair is not here yet.
    std::size_t decode_char(std::size_t at, bool last) {
        char32_t first = unit(at);
        if (is_high(first)) {
            if (at + 4 > held_.size() && !last) return 0;
            if (at + 4 <= held_.size() && is_low(unit(at + 2))) {
                append_char(out_, 0x10000 + ((first - 0xD800) << 10) + (unit(at + 2) - 0xDC00));
                return 4;
            }
        }
        append_char(out_, first);
        return 2;
    }

    Mark mark_;
    bool little_;
    const System* detected_ = nullptr;
    Bytes held_, out_;
};

class Utf16Sink final : public Encoder::Sink {
public:
    explicit Utf16Sink(bool little) : little_(little) {}

    bool encode(std::string_view text, bool, Bytes& out) override {
        const std::uint8_t* p = begin_of(text);
        for (std::size_t i = 0; i < text.size();) {
            int n = 0;
            char32_t c = utf8::decode(p + i, n);
            i += static_cast<std::size_t>(n);
            if (c > utf8::max_unicode) c = ' ';
            if (c >= 0x10000) {
                put(out, 0xD800 + ((c - 0x10000) >> 10));
                put(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
            } else {
                put(out, c);
            }
        }
        return true;
    }

private:
    void put(Bytes& out, char32_t unit) const {
        char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
        out += little_ ? low : high;
        out += little_ ? high : low;
    }

    bool little_;
};

}  // namespace

std::unique_ptr<Stage> make_utf16_stage(const System& system) { return std::make_unique<Utf16Stage>(system); }
std::unique_ptr<Encoder::Sink> make_utf16_sink(bool little_endian) { return std::make_unique<Utf16Sink>(little_endian); }

}  // namespace el::coding
