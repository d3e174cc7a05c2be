#include "regex/byte_pattern.hpp"

#include <bitset>
#include <map>
#include <vector>

namespace el::regex {
namespace {

constexpr const char* nothing = "(?!)";
constexpr const char* at_boundary = "(?![\\x80-\\xbf])";

using ByteSet = std::bitset<256>;

std::string escaped(unsigned char byte) {
    bool alphanumeric = (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
    if (alphanumeric) return std::string(1, static_cast<char>(byte));
    if (byte > ' ' && byte < 0x7F) return {'\\', static_cast<char>(byte)};
    static constexpr char digits[] = "0123456789abcdef";
    return {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
}

std::string byte_class(const ByteSet& set) {
    if (set.none()) return nothing;
    if (set.count() == 1) {
        for (int b = 0; b < 256; ++b)
            if (set[b]) return escaped(static_cast<unsigned char>(b));
    }
    std::string text = "[";
    for (int b = 0; b < 256; ++b) {
        if (!set[b]) continue;
        int last = b;
        while (last < 255 && set[last + 1]) ++last;
        text += escaped(static_cast<unsigned char>(b));
        if (last > b + 1) text += '-';
        if (last > b) text += escaped(static_cast<unsigned char>(last));
        b = last;
    }
    return text + "]";
}

ByteSet ascii_part(const CharSet& set) {
    ByteSet bytes;
    for (char32_t c = 0; c < 0x80; ++c) bytes[c] = set.contains(c);
    return bytes;
}

ByteSet high_bytes() {
    ByteSet bytes;
    for (int b = 0x80; b < 256; ++b) bytes.set(b);
    return bytes;
}

// A set as the bytes of a subject that has one byte per character.
ByteSet stored_as_bytes(const CharSet& set) {
    ByteSet bytes = ascii_part(set);
    for (int b = 0x80; b < 256; ++b) bytes[b] = set.contains(first_raw_byte + (b - 0x80));
    return bytes;
}

// --- multibyte sequences -----------------------------------------------------------------------------------------

std::string times(const std::string& item, int count) {
    return count == 1 ? item : item + "{" + std::to_string(count) + "}";
}

// What `count` continuation bytes may be so that the number they make in base 64, plus `base`, is in `set`.
// Sub-blocks that allow the same continuation share one alternative.
std::string continuation(const CharSet& set, char32_t base, int count) {
    char32_t size = char32_t{1} << (6 * count);
    if (set.contains_all(base, base + size - 1)) return times("[\\x80-\\xbf]", count);
    if (count == 1) {
        ByteSet bytes;
        for (char32_t i = 0; i < 64; ++i) bytes[0x80 + i] = set.contains(base + i);
        return byte_class(bytes);
    }
    char32_t block = size / 64;
    std::map<std::string, ByteSet> leads;
    for (char32_t i = 0; i < 64; ++i) {
        char32_t first = base + i * block;
        if (set.intersects(first, first + block - 1)) leads[continuation(set, first, count - 1)].set(0x80 + i);
    }
    std::string text;
    for (const auto& [rest, bytes] : leads) text += (text.empty() ? "" : "|") + byte_class(bytes) + rest;
    return leads.size() == 1 ? text : "(?:" + text + ")";
}

// Characters whose encoding has `length` bytes, as numbers of 6 bits a continuation byte. Numbers that no character
// uses may count as members; they do where that makes the set simpler.
struct Plane {
    int length;
    unsigned char lead;
    char32_t first, last;        // the characters
    char32_t whole_first, whole_last;  // the numbers, those no character uses included
};
constexpr Plane planes[] = {
    {2, 0xC0, 0x80, 0x7FF, 0x80, 0x7FF},
    {3, 0xE0, 0x800, 0xFFFF, 0, 0xFFFF},
    {4, 0xF0, 0x10000, 0x1FFFFF, 0, 0x1FFFFF},
    {5, 0xF8, 0x200000, first_raw_byte - 1, 0, 0xFFFFFF},
};

CharSet numbers_in(const CharSet& set, const Plane& plane) {
    CharSet numbers = set.between(plane.first, plane.last);
    if (numbers.contains(plane.first)) numbers.add(plane.whole_first, plane.first);
    if (numbers.contains(plane.last)) numbers.add(plane.last, plane.whole_last);
    // Raw bytes are stored as what would be an overlong form of 0 to 0x7F.
    CharSet raw = plane.length == 2 ? set.between(first_raw_byte, max_character) : CharSet{};
    for (auto r : raw.ranges()) numbers.add(r.first & 0x7F, r.last & 0x7F);
    return numbers;
}

struct Alternatives {
    ByteSet whole_leads;             // lead bytes after which any continuation is in the set
    std::vector<std::string> fixed;  // all alternatives, each of one length
    std::vector<std::string> rest;   // those of `fixed` that are not covered by whole_leads
};

Alternatives non_ascii_alternatives(const CharSet& set) {
    Alternatives result;
    for (const Plane& plane : planes) {
        CharSet numbers = numbers_in(set, plane);
        if (numbers.empty()) continue;
        int count = plane.length - 1;
        char32_t block = char32_t{1} << (6 * count);
        std::map<std::string, ByteSet> leads;
        for (char32_t lead = 0; lead <= plane.whole_last / block; ++lead) {
            if (!numbers.intersects(lead * block, (lead + 1) * block - 1)) continue;
            leads[continuation(numbers, lead * block, count)].set(plane.lead + lead);
        }
        std::string whole = times("[\\x80-\\xbf]", count);
        for (const auto& [rest, bytes] : leads) {
            result.fixed.push_back(byte_class(bytes) + rest);
            if (rest == whole)
                result.whole_leads |= bytes;
            else
                result.rest.push_back(result.fixed.back());
        }
    }
    return result;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : "|") + part;
    return text;
}

bool all_non_ascii(const CharSet& set) { return set.contains_all(0x80, max_character); }
bool only_ascii(const CharSet& set) { return !set.intersects(0x80, max_character); }

}  // namespace

std::string stored_character(char32_t c, Storage storage) {
    if (storage == Storage::bytes && c >= 0x80) {
        if (!is_raw_byte(c)) return {};
        return std::string(1, static_cast<char>(utf8::char_to_raw(c)));
    }
    std::uint8_t bytes[utf8::max_length];
    int length = utf8::encode(c, bytes);
    return std::string(bytes, bytes + length);
}

std::string literal_character(char32_t c, Storage storage) {
    std::string text;
    for (unsigned char byte : stored_character(c, storage)) text += escaped(byte);
    return text;
}

// A lead byte whose continuations are all allowed takes the whole run of them: in a well-formed subject that is the rest
// of the character.
const SetWriter::Written& SetWriter::written(const CharSet& set) {
    constexpr std::size_t many = 64;
    if (auto at = written_.find(set); at != written_.end()) return at->second;
    if (written_.size() == many) written_.clear();
    Alternatives all = non_ascii_alternatives(set);
    std::vector<std::string> parts;
    if (all.whole_leads.any()) parts.push_back(byte_class(all.whole_leads) + "[\\x80-\\xbf]++");
    parts.insert(parts.end(), all.rest.begin(), all.rest.end());
    return written_[set] = {joined(parts), joined(all.fixed)};
}

const std::string& SetWriter::non_ascii(const CharSet& set) { return written(set).ahead; }

std::string SetWriter::behind(const CharSet& set, Storage storage) {
    if (storage == Storage::bytes) return byte_class(stored_as_bytes(set));
    ByteSet ascii = ascii_part(set);
    if (only_ascii(set)) return byte_class(ascii);
    if (all_non_ascii(set)) return byte_class(ascii | high_bytes());
    return ascii.any() ? byte_class(ascii) + "|" + written(set).behind : written(set).behind;
}

std::string single_set(const CharSet& set, Storage storage, const NonAsciiItem& non_ascii) {
    if (storage == Storage::bytes) return byte_class(stored_as_bytes(set));
    ByteSet ascii = ascii_part(set);
    if (only_ascii(set)) return byte_class(ascii);
    std::string text = non_ascii(set.between(0x80, max_character));
    return ascii.any() ? "(?:" + byte_class(ascii) + "|" + text + ")" : text;
}

// A set that holds all non-ASCII characters or none is repeated as a set of bytes, the fastest loop there is. With
// all of them it could stop, or be cut back, inside a character: a test for the character boundary follows.
// A set that holds some of them is unrolled, so that runs of ASCII characters are still one fast loop.
std::string repeated_set(const CharSet& set, Storage storage, int min, int max, bool lazy, const NonAsciiItem& non_ascii) {
    std::string count = quantifier(min, max, lazy);
    if (storage == Storage::bytes) return byte_class(stored_as_bytes(set)) + count;
    ByteSet ascii = ascii_part(set);
    if (only_ascii(set)) return byte_class(ascii) + count;
    if (max < 0 && min <= 1 && all_non_ascii(set)) return byte_class(ascii | high_bytes()) + count + at_boundary;
    std::string single = single_set(set, storage, non_ascii);
    if (max >= 0 || ascii.none()) return single + count;
    if (min > 0) return times(single, min) + repeated_set(set, storage, 0, -1, lazy, non_ascii);
    std::string run = byte_class(ascii) + quantifier(0, -1, lazy);
    return "(?:" + run + "(?:" + non_ascii(set.between(0x80, max_character)) + run + ")" + quantifier(0, -1, lazy) + ")";
}

std::string quantifier(int min, int max, bool lazy) {
    std::string text;
    if (max == -1 && min <= 1)
        text = min == 0 ? "*" : "+";
    else if (min == 0 && max == 1)
        text = "?";
    else if (max == -1)
        text = "{" + std::to_string(min) + ",}";
    else if (min == max)
        text = "{" + std::to_string(min) + "}";
    else
        text = "{" + std::to_string(min) + "," + std::to_string(max) + "}";
    return lazy ? text + "?" : text;
}

}  // namespace el::regex
