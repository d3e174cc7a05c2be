#include "text/coding/codec.hpp"

#include "support/catch.hpp"

#include <random>
#include <vector>

using namespace el::coding;
using namespace std::string_literals;

namespace {

struct Outcome {
    std::vector<std::string> pieces;
    std::string name;
    bool multibyte;
};

Outcome decode_pieces(const std::string& coding, const std::vector<std::string>& pieces) {
    Found found = find(coding);
    REQUIRE(found);
    Decoder decoder(*found.system, found.eol);
    Outcome outcome;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        outcome.pieces.emplace_back(decoder.decode(pieces[i], i + 1 == pieces.size()).text);
    outcome.name = decoder.settled() ? full_name(decoder.system(), decoder.eol()) : coding;
    outcome.multibyte = decoder.multibyte();
    return outcome;
}

// Internal form of the raw byte B.
std::string raw(unsigned char b) {
    std::string s;
    append_char(s, b + 0x3FFF00u);
    return s;
}

std::string encode(const std::string& coding, const std::string& text) {
    Found found = find(coding);
    REQUIRE(found);
    Encoder encoder(*found.system, found.eol);
    return std::string(encoder.encode(text, true));
}

}  // namespace

TEST_CASE("names, aliases and end-of-line variants") {
    struct Row {
        const char *name, *full;
    };
    const Row rows[] = {{"utf-8", "utf-8"},         {"latin-1-dos", "iso-latin-1-dos"}, {"koi8-r-unix", "cyrillic-koi8-unix"},
                        {"binary", "no-conversion"}, {"emacs-internal", "utf-8-emacs-unix"}, {"mule-utf-8-mac", "utf-8-mac"}};
    for (auto [name, full] : rows) {
        INFO(name);
        Found found = find(name);
        REQUIRE(found);
        CHECK(full_name(*found.system, found.eol) == full);
    }
    CHECK_FALSE(find("no-such-coding"));
    CHECK_FALSE(find("binary-dos"));
    CHECK_FALSE(find("-unix"));
}

TEST_CASE("one piece decodes as in Emacs") {
    std::string text = "h\xc3\xa9\r\n\xe2\x82\xac", bytes = "\xff\xfe" "a", raws = raw(0xff) + raw(0xfe) + "a";
    std::string ascii_raws = "h" + raw(0xc3) + raw(0xa9) + "\n" + raw(0xe2) + raw(0x82) + raw(0xac);
    struct Row {
        std::string coding, input, output, name;
    };
    const Row rows[] = {
        {"utf-8", text, "hé\n€", "utf-8-dos"},
        {"utf-8-unix", text, "hé\r\n€", "utf-8-unix"},
        {"utf-8-mac", text, "hé\n\n€", "utf-8-mac"},
        {"utf-8", bytes, raws, "utf-8"},
        {"utf-8", "a\rb", "a\nb", "utf-8-mac"},
        {"utf-8", "a\nb\r\nc", "a\nb\r\nc", "utf-8-unix"},
        {"utf-8-dos", "a\nb\r\nc", "a\nb\nc", "utf-8-dos"},
        {"utf-8", "a\r\nb\nc", "a\r\nb\nc", "utf-8-unix"},
        {"utf-8", "a\r\nb\r\nc\rd", "a\nb\nc\rd", "utf-8-dos"},
        {"undecided", text, "hé\n€", "utf-8-dos"},
        {"undecided", bytes, "ÿþa", "iso-latin-1"},
        {"undecided", "a\rb", "a\nb", "undecided-mac"},
        {"undecided-unix", text, "hé\r\n€", "utf-8-unix"},
        {"undecided-unix", bytes, "ÿþa", "iso-latin-1-unix"},
        {"prefer-utf-8", "a\nb\r\nc", "a\nb\r\nc", "prefer-utf-8-unix"},
        {"undecided", "a\0\xc3\xa9"s, "a\0\xc3\xa9"s, "no-conversion"},
        {"undecided", "\xff\xfe" "a\0"s, "a", "utf-16le-with-signature"},
        {"undecided", "\x80", "\x80", "raw-text"},
        {"latin-1", "h\xe9\r\n", "hé\n", "iso-latin-1-dos"},
        {"latin-1", bytes, "ÿþa", "latin-1"},
        {"koi8-r", "\xf6", "Ж", "koi8-r"},
        {"koi8-r", "a\rb", "a\nb", "cyrillic-koi8-mac"},
        {"us-ascii", text, ascii_raws, "us-ascii-dos"},
        {"windows-1252", "\x80", "€", "windows-1252"},
        {"binary", text, text, "binary"},
        {"raw-text", text, "h\xc3\xa9\n\xe2\x82\xac", "raw-text-dos"},
        {"raw-text-dos", "a\nb\r\nc", "a\nb\nc", "raw-text-dos"},
        {"utf-16", "\xfe\xff\0a"s, "a", "utf-16be-with-signature"},
        {"utf-16", "\0a"s, "a", "utf-16"},
        {"utf-16le", "\xac\x20\x3d\xd8\0\xde"s, "€😀", "utf-16le"},
        {"utf-8-with-signature", "\xef\xbb\xbf\xc3\xa9", "é", "utf-8-with-signature"},
        {"utf-8-with-signature", "\xc3\xa9", "é", "utf-8-with-signature"},
        {"utf-8", "\xed\xa0\x80", raw(0xed) + raw(0xa0) + raw(0x80), "utf-8"},
        {"utf-8", "\xc0\x80", raw(0xc0) + raw(0x80), "utf-8"},
        {"utf-8", "\xf4\x90\x80\x80", "\xf4\x90\x80\x80", "utf-8"},
        {"utf-8", "\xe2\x82z", raw(0xe2) + raw(0x82) + "z", "utf-8"},
        {"iso-2022-jp", "\x1b$B$\"\x1b(Bx", "あx", "iso-2022-jp"},
        {"euc-jp", "\xa4\xa2\n", "あ\n", "japanese-iso-8bit-unix"},
        {"sjis", "\x82\xa0", "あ", "sjis"},
        {"gb18030", "\x94\x39\xfc\x36", "😀", "gb18030"},
    };
    for (const Row& row : rows) {
        INFO(row.coding << " " << row.output);
        Outcome outcome = decode_pieces(row.coding, {row.input});
        CHECK(outcome.pieces[0] == row.output);
        CHECK(outcome.name == row.name);
    }
    CHECK_FALSE(decode_pieces("raw-text", {"a"}).multibyte);
    CHECK(decode_pieces("utf-8", {"a"}).multibyte);
}

TEST_CASE("split input comes out whole") {
    struct Row {
        std::string coding;
        std::vector<std::string> input, output;
        std::string name;
    };
    const Row rows[] = {
        {"utf-8", {"a\xe2", "\x82", "\xac" "b\r", "\nZ", "\xe2", ""}, {"a", "", "€b\n", "\nZ", "", raw(0xe2)}, "utf-8-mac"},
        {"utf-8-dos", {"a\xe2", "\x82", "\xac" "b\r", "\nZ"}, {"a", "", "€b", "\nZ"}, "utf-8-dos"},
        {"utf-8", {"a\r\nb\r", "\nZ\r", "Q"}, {"a\nb\r", "\nZ", "\rQ"}, "utf-8-dos"},
        {"undecided", {"a\r\nb\r", "\nZ\r", "Q"}, {"a\nb\r", "\nZ", "\rQ"}, "undecided-dos"},
        {"undecided", {"abc", "\xe9\n", "\xc3\xa9"}, {"abc", "é\n", "Ã©"}, "iso-latin-1-unix"},
        {"undecided", {"ab\xc3", "\xa9"}, {"ab", "é"}, "utf-8"},
        {"utf-8-dos", {"a\r", "\r", ""}, {"a", "\r", "\r"}, "utf-8-dos"},
        {"utf-16le", {"\x3d", "\xd8\0"s, "\xde"}, {"", "", "😀"}, "utf-16le"},
        {"euc-jp", {"\xa4", "\xa2"}, {"", "あ"}, "euc-jp"},
        {"utf-8-with-signature", {"\xef", "\xbb\xbfx"}, {"", "x"}, "utf-8-with-signature"},
    };
    for (const Row& row : rows) {
        INFO(row.coding << " " << row.input[0]);
        Outcome outcome = decode_pieces(row.coding, row.input);
        CHECK(outcome.pieces == row.output);
        CHECK(outcome.name == row.name);
    }
}

TEST_CASE("any way of cutting gives the same text") {
    std::mt19937 random(3);
    const std::string alphabet[] = {"a", "\n", "é", "€", "😀", "\xff", "\xe2\x82", "\xc0", "\x1b", "zz"};
    for (const char* coding : {"utf-8-unix", "latin-1-unix", "us-ascii-unix", "utf-16le-unix", "euc-jp-unix", "windows-1251-mac"}) {
        for (int round = 0; round < 100; ++round) {
            std::string text;
            for (unsigned i = random() % 30; i > 0; --i) text += alphabet[random() % std::size(alphabet)];
            std::string whole = decode_pieces(coding, {text}).pieces[0];
            std::vector<std::string> cut;
            for (std::size_t at = 0; at < text.size();) {
                std::size_t n = 1 + random() % 4;
                cut.push_back(text.substr(at, n));
                at += n;
            }
            cut.push_back("");
            std::string joined;
            for (const std::string& piece : decode_pieces(coding, cut).pieces) joined += piece;
            INFO(coding);
            REQUIRE(joined == whole);
        }
    }
}

TEST_CASE("text that needs no change is not copied") {
    for (const char* coding : {"utf-8", "utf-8-unix", "binary", "raw-text", "latin-1", "undecided", "us-ascii"}) {
        INFO(coding);
        Found found = find(coding);
        Decoder decoder(*found.system, found.eol);
        std::string text = "plain text\n";
        CHECK(decoder.decode(text, false).text.data() == text.data());
        Encoder encoder(*found.system, found.eol);
        CHECK(encoder.encode(text, false).data() == text.data());
    }
    Decoder decoder(known("utf-8"), Eol::undecided);
    std::string text = "gr\xc3\xbc\xc3\x9f\x65";
    CHECK(decoder.decode(text, false).text.data() == text.data());
}

TEST_CASE("encoding as in Emacs") {
    struct Row {
        std::string coding, text, bytes;
    };
    const Row rows[] = {
        {"utf-8", "hé\n", "h\xc3\xa9\n"},
        {"utf-8-dos", "a\nb", "a\r\nb"},
        {"utf-8-dos", "a\r\nb", "a\r\r\nb"},
        {"utf-8-mac", "a\nb", "a\rb"},
        {"latin-1", "hé", "h\xe9"},
        {"latin-1", "€", " "},
        {"us-ascii", "hé", "h?"},
        {"koi8-r", "Ж", "\xf6"},
        {"iso-2022-jp", "あx", "\x1b$B$\"\x1b(Bx"},
        {"iso-2022-jp", "é", " "},
        {"utf-16", "aé", "\xfe\xff\0a\0\xe9"s},
        {"utf-16le", "aé", "a\0\xe9\0"s},
        {"utf-16", "😀", "\xfe\xff\xd8\x3d\xde\0"s},
        {"utf-8-with-signature", "é", "\xef\xbb\xbf\xc3\xa9"},
        {"utf-8-with-signature", "", "\xef\xbb\xbf"},
        {"binary", "hé€", "hé€"},
        {"raw-text-dos", "a\n", "a\r\n"},
        {"utf-8", "a" + raw(0xff) + "é" + raw(0x80), "a\xff" "é\x80"},
        {"latin-1", raw(0xff), "\xff"},
        {"euc-jp", "a" + raw(0xff), "a\xff"},
        {"utf-16le", raw(0xff), " \0"s},
    };
    for (const Row& row : rows) {
        INFO(row.coding << " " << row.text);
        CHECK(encode(row.coding, row.text) == row.bytes);
    }
}

TEST_CASE("a signature is written once, a shift state kept between pieces") {
    Encoder marked(known("utf-16"), Eol::undecided);
    CHECK(std::string(marked.encode("a", false)) == "\xfe\xff\0a"s);
    CHECK(std::string(marked.encode("b", false)) == "\0b"s);
    Encoder shifted(known("iso-2022-jp"), Eol::undecided);
    CHECK(std::string(shifted.encode("あ", false)) == "\x1b$B$\"");
    CHECK(std::string(shifted.encode("", true)) == "\x1b(B");
}

TEST_CASE("what a coding system can encode") {
    CHECK(can_encode(known("iso-latin-1"), 0xE9));
    CHECK_FALSE(can_encode(known("iso-latin-1"), 0x20AC));
    CHECK(can_encode(known("utf-8"), 0x20AC));
    CHECK_FALSE(can_encode(known("us-ascii"), 0xE9));
    CHECK(can_encode(find("euc-jp").system[0], 0x3042));
    CHECK_FALSE(can_encode(find("big5").system[0], 0xE9));
}
