// Decoding and encoding text piece by piece: bytes of a coding system on one side, internal text on the other.
//
// A decoder is two stages: a charset stage makes internal text (utf8.cpp, single_byte.cpp, utf16.cpp, iconv.cpp, raw.cpp),
// and the end-of-line stage (eol.cpp) turns line ends into newlines. Each stage answers with a view of its input when
// nothing needs changing, so ASCII, binary and clean UTF-8 pass through without being copied. What does not make a
// whole character yet is held back until the next piece.
// Tests: tests/unit/text/coding_test.cpp
#pragma once
#include "text/coding/systems.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace el::coding {

using Bytes = std::string;  // used as a byte buffer that keeps its capacity

// Decoded text: a part of the stage's input, or its own buffer (valid until the next call).
struct Piece {
    std::string_view text;
    bool ascii = false;  // known to be ASCII only: characters are bytes
};

inline const std::uint8_t* begin_of(std::string_view s) { return reinterpret_cast<const std::uint8_t*>(s.data()); }
void append_char(Bytes& out, char32_t c);
// Whether TEXT (not empty) could become one UTF-8 character if more bytes came.
bool is_incomplete_utf8(std::string_view text);

class Stage {
public:
    virtual ~Stage() = default;
    // Decodes the next piece; with `last`, held-back bytes come out as raw-byte characters.
    virtual Piece decode(std::string_view bytes, bool last) = 0;
    // A detecting stage reports what it found; null: what it was made for.
    virtual const System* detected() const { return nullptr; }
};
std::unique_ptr<Stage> make_utf8_stage(Mark mark);
std::unique_ptr<Stage> make_single_byte_stage(const System& system);
std::unique_ptr<Stage> make_utf16_stage(const System& system);
std::unique_ptr<Stage> make_iconv_stage(const System& system);

// Turns line ends into newlines.
class EolStage {
public:
    explicit EolStage(Eol eol) : eol_(eol) {}
    Piece decode(Piece piece, bool last);
    Eol eol() const { return eol_; }

private:
    Piece convert_dos(Piece piece, bool hold_back);
    Piece convert_mac(Piece piece);

    Eol eol_;
    bool pending_return_ = false;
    Bytes out_;
};
// The type of the line ends in TEXT: unix if any newline stands alone, else dos if there is a CRLF, else mac.
Eol detect_eol(std::string_view text);

// What `undecided' takes BYTES to be: null while they tell nothing (ASCII so far). `last`: nothing will follow.
const System* detect_system(std::string_view bytes, bool at_start, bool last);

class Decoder {
public:
    Decoder(const System& system, Eol eol);
    // Text is internal form, or plain bytes when !multibyte().
    Piece decode(std::string_view bytes, bool last);
    bool multibyte() const;
    const System& system() const { return *system_; }
    Eol eol() const { return eol_.eol(); }
    // Something was found out since it was made: its name changes to full_name(system(), eol()).
    bool settled() const { return settled_; }
    bool saw_non_ascii() const { return saw_non_ascii_; }

private:
    void use(const System& system);

    const System* system_;
    std::unique_ptr<Stage> stage_;  // null: bytes pass as they are
    EolStage eol_;
    bool settled_ = false;
    bool undecided_ = false;
    bool started_ = false;
    bool saw_non_ascii_ = false;
};

class Encoder {
public:
    Encoder(const System& system, Eol eol);
    ~Encoder();
    // The bytes for internal TEXT: a view of TEXT itself when nothing needs changing. With `last`, shift states are closed.
    std::string_view encode(std::string_view text, bool last);
    // Plain bytes of a unibyte string: only line ends are converted.
    std::string_view encode_unibyte(std::string_view bytes);
    const System& system() const { return *system_; }
    Eol eol() const { return eol_; }

    class Sink;  // encodes one charset

private:
    std::string_view convert_eol(std::string_view text);

    const System* system_;
    Eol eol_;
    std::unique_ptr<Sink> sink_;
    Bytes lines_, out_;
    bool marked_ = false;
};

class Encoder::Sink {
public:
    virtual ~Sink() = default;
    // Appends the bytes of TEXT, or returns false if TEXT is already what is to be sent (nothing appended).
    virtual bool encode(std::string_view text, bool last, Bytes& out) = 0;
};
std::unique_ptr<Encoder::Sink> make_utf8_sink();
std::unique_ptr<Encoder::Sink> make_single_byte_sink(const System& system);
std::unique_ptr<Encoder::Sink> make_utf16_sink(bool little_endian);
std::unique_ptr<Encoder::Sink> make_iconv_sink(const System& system);

// Character of each byte of a single-byte charset, and back.
struct ByteCharset {
    char32_t to_char[256];  // raw-byte characters where undefined
    int to_byte(char32_t c) const;  // -1: not encodable
};
const ByteCharset& byte_charset(const System& system);
// Whether SYSTEM can encode the character C.
bool can_encode(const System& system, char32_t c);

}  // namespace el::coding
