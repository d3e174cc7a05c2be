// Charsets of several bytes a character, by iconv.
#include "core/utf8.hpp"

#include "text/coding/codec.hpp"

#include <iconv.h>

#include <cerrno>

namespace el::coding {

namespace {

constexpr std::size_t failed = static_cast<std::size_t>(-1);

class Handle {
public:
    Handle(const char* to, std::string_view from_text) : handle_(iconv_open(to, std::string(from_text).c_str())) {}
    ~Handle() {
        if (valid()) iconv_close(handle_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    // Converts as much of TEXT as it can, appending to OUT; TEXT keeps the rest. Returns 0, EILSEQ or EINVAL.
    int convert(std::string_view& text, Bytes& out) {
        for (;;) {
            char buffer[4096];
            char* in_at = const_cast<char*>(text.data());  // iconv does not write to its input
            char* out_at = buffer;
            std::size_t in_left = text.size(), out_left = sizeof buffer;
            std::size_t result = iconv(handle_, &in_at, &in_left, &out_at, &out_left);
            int problem = result == failed ? errno : 0;
            out.append(buffer, sizeof buffer - out_left);
            text.remove_prefix(text.size() - in_left);
            if (problem != E2BIG) return problem;
        }
    }
    // Ends a shift state and delivers what iconv held back.
    void finish(Bytes& out) {
        char buffer[64];
        char* out_at = buffer;
        std::size_t out_left = sizeof buffer;
        iconv(handle_, nullptr, nullptr, &out_at, &out_left);
        out.append(buffer, sizeof buffer - out_left);
    }

private:
    iconv_t handle_;
};

class IconvStage final : public Stage {
public:
    explicit IconvStage(const System& system) : handle_("UTF-8", system.iconv), ascii_compatible_(system.ascii_compatible) {}

    Piece decode(std::string_view bytes, bool last) override {
        bool fresh = held_.empty() && ascii_compatible_;
        if (fresh && utf8::is_ascii(begin_of(bytes), bytes.size())) return {bytes, true};
        held_.append(bytes);
        out_.clear();
        std::string_view rest = held_;
        while (!rest.empty()) {
            int problem = handle_.convert(rest, out_);
            if (problem == 0 || (problem == EINVAL && !last)) break;
            append_char(out_, utf8::raw_to_char(static_cast<std::uint8_t>(rest[0])));
            rest.remove_prefix(1);
        }
        if (last) handle_.finish(out_);
        held_.erase(0, held_.size() - rest.size());
        return {out_, false};
    }

private:
    Handle handle_;
    bool ascii_compatible_;
    Bytes held_, out_;
};

class IconvSink final : public Encoder::Sink {
public:
    explicit IconvSink(const System& system)
        : handle_(std::string(system.iconv).c_str(), "UTF-8"), ascii_compatible_(system.ascii_compatible) {}

    bool encode(std::string_view text, bool last, Bytes& out) override {
        if (ascii_compatible_ && utf8::is_ascii(begin_of(text), text.size())) return false;
        while (!text.empty()) {
            if (handle_.convert(text, out) == 0) break;
            replace_first(text, out);
        }
        if (last) handle_.finish(out);
        return true;
    }

private:
    void replace_first(std::string_view& text, Bytes& out) {
        int n = 0;
        char32_t c = utf8::decode(begin_of(text), n);
        text.remove_prefix(static_cast<std::size_t>(n));
        handle_.finish(out);
        out += utf8::is_raw_byte(c) ? static_cast<char>(utf8::char_to_raw(c)) : ' ';
    }

    Handle handle_;
    bool ascii_compatible_;
};

bool iconv_can_encode(const System& system, char32_t c) {
    Handle handle(std::string(system.iconv).c_str(), "UTF-8");
    Bytes text, out;
    append_char(text, c);
    std::string_view rest = text;
    return c <= utf8::max_unicode && handle.valid() && handle.convert(rest, out) == 0;
}

}  // namespace

std::unique_ptr<Stage> make_iconv_stage(const System& system) { return std::make_unique<IconvStage>(system); }
std::unique_ptr<Encoder::Sink> make_iconv_sink(const System& system) { return std::make_unique<IconvSink>(system); }

bool can_encode(const System& system, char32_t c) {
    switch (system.type) {
        case Type::utf_8: return !utf8::is_raw_byte(c) && (c <= utf8::max_unicode || system.charsets == "emacs");
        case Type::utf_16: return c <= utf8::max_unicode;
        case Type::charset: return byte_charset(system).to_byte(c) >= 0;
        case Type::iconv: return iconv_can_encode(system, c);
        case Type::raw_text:
        case Type::undecided: return true;
    }
    return true;
}

}  // namespace el::coding
