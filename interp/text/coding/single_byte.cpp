// Charsets of one byte a character: Latin-1 and ASCII directly, the others by a table made with iconv once.
#include "core/utf8.hpp"

#include "text/coding/codec.hpp"

#include <iconv.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace el::coding {

namespace {

struct Table : ByteCharset {
    std::vector<std::pair<char32_t, std::uint8_t>> back;  // sorted
    std::int16_t low[256];                                // bytes of the first characters, -1 for none
};

void fill_latin_1(Table& table) {
    for (unsigned b = 0; b < 256; ++b) table.to_char[b] = b;
}

void fill_ascii(Table& table) {
    for (unsigned b = 0; b < 256; ++b) table.to_char[b] = utf8::raw_to_char(static_cast<std::uint8_t>(b));
}

void fill_from_iconv(Table& table, std::string_view charset) {
    fill_ascii(table);
    iconv_t handle = iconv_open("UTF-32LE", std::string(charset).c_str());
    if (handle == reinterpret_cast<iconv_t>(-1)) return;
    for (unsigned b = 0; b < 256; ++b) {
        char byte = static_cast<char>(b);
        std::uint8_t out[8];
        char *in_at = &byte, *out_at = reinterpret_cast<char*>(out);
        std::size_t in_left = 1, out_left = sizeof out;
        iconv(handle, nullptr, nullptr, nullptr, nullptr);
        std::size_t result = iconv(handle, &in_at, &in_left, &out_at, &out_left);
        // Some charsets hold a character back in case a combining one follows.
        if (result != static_cast<std::size_t>(-1) && out_left == sizeof out) iconv(handle, nullptr, nullptr, &out_at, &out_left);
        if (result == static_cast<std::size_t>(-1) || out_left != 4) continue;
        table.to_char[b] = static_cast<char32_t>(out[0] | out[1] << 8 | out[2] << 16);
    }
    iconv_close(handle);
}

int search_back(const Table& table, char32_t c) {
    auto at = std::lower_bound(table.back.begin(), table.back.end(), std::pair<char32_t, std::uint8_t>(c, 0));
    return at != table.back.end() && at->first == c ? at->second : -1;
}

std::unique_ptr<Table> make_table(const System& system) {
    auto table = std::make_unique<Table>();
    if (system.iconv == "ISO-8859-1")
        fill_latin_1(*table);
    else if (system.iconv == "ASCII")
        fill_ascii(*table);
    else
        fill_from_iconv(*table, system.iconv);
    for (unsigned b = 0; b < 256; ++b) table->back.emplace_back(table->to_char[b], static_cast<std::uint8_t>(b));
    std::sort(table->back.begin(), table->back.end());
    for (char32_t c = 0; c < 256; ++c) table->low[c] = static_cast<std::int16_t>(search_back(*table, c));
    return table;
}

// Tables are constant once made; interpreters on other threads share them.
const Table& table_of(const System& system) {
    static std::mutex mutex;
    static std::unordered_map<const System*, std::unique_ptr<Table>> tables;
    std::scoped_lock lock(mutex);
    auto& table = tables[&system];
    if (!table) table = make_table(system);
    return *table;
}

class SingleByteStage final : public Stage {
public:
    explicit SingleByteStage(const System& system) : table_(table_of(system)), ascii_compatible_(system.ascii_compatible) {}

    Piece decode(std::string_view bytes, bool) override {
        const std::uint8_t* p = begin_of(bytes);
        if (ascii_compatible_ && utf8::is_ascii(p, bytes.size())) return {bytes, true};
        out_.resize(bytes.size() * utf8::max_length);
        auto* start = reinterpret_cast<std::uint8_t*>(out_.data());
        std::uint8_t* out = start;
        for (std::size_t i = 0; i < bytes.size(); ++i) out += utf8::encode(table_.to_char[p[i]], out);
        return {std::string_view(out_).substr(0, static_cast<std::size_t>(out - start)), false};
    }

private:
    const Table& table_;
    bool ascii_compatible_;
    Bytes out_;
};

class SingleByteSink final : public Encoder::Sink {
public:
    explicit SingleByteSink(const System& system)
        : table_(table_of(system)), ascii_compatible_(system.ascii_compatible), unknown_(system.iconv == "ASCII" ? '?' : ' ') {}

    bool encode(std::string_view text, bool, Bytes& out) override {
        const std::uint8_t* p = begin_of(text);
        if (ascii_compatible_ && utf8::is_ascii(p, text.size())) return false;
        std::size_t start = out.size(), at = start;
        out.resize(start + text.size());
        for (std::size_t i = 0; i < text.size();) {
            int n = 0;
            char32_t c = utf8::decode(p + i, n);
            i += static_cast<std::size_t>(n);
            out[at++] = byte_for(c);
        }
        out.resize(at);
        return true;
    }

private:
    char byte_for(char32_t c) const {
        if (utf8::is_raw_byte(c)) return static_cast<char>(utf8::char_to_raw(c));
        int byte = table_.to_byte(c);
        return byte < 0 ? unknown_ : static_cast<char>(byte);
    }

    const Table& table_;
    bool ascii_compatible_;
    char unknown_;
};

}  // namespace

int ByteCharset::to_byte(char32_t c) const {
    const Table& table = *static_cast<const Table*>(this);
    return c < 256 ? table.low[c] : search_back(table, c);
}

const ByteCharset& byte_charset(const System& system) { return table_of(system); }
std::unique_ptr<Stage> make_single_byte_stage(const System& system) { return std::make_unique<SingleByteStage>(system); }
std::unique_ptr<Encoder::Sink> make_single_byte_sink(const System& system) { return std::make_unique<SingleByteSink>(system); }

}  // namespace el::coding
