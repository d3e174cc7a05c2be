// Buffers, strings as bytes, and coding systems, as library code outside the interpreter needs them.
#pragma once
#include <el/interpreter.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace el {

// --- strings ---
bool is_string(Value v);
bool is_multibyte(Value string);
std::string_view string_bytes(Value string);  // internal form; valid while the string is reachable and unchanged
std::size_t string_length(Value string);      // characters
// The bytes of OBJECT, a string or a buffer, from START to END (nil: its ends), encoded by CODING (nil: the customary one) as `md5' takes
// its arguments; with `no_error` an unknown coding system is replaced. Signals as `md5' does.
std::string object_bytes(Interpreter& in, Value object, Value start, Value end, Value coding, bool no_error);
// A block that can become a string without a copy: `adopt_block` makes the first `bytes` bytes of it a string.
std::uint8_t* allocate_block(std::size_t capacity);  // collector-owned, unscanned; keep the pointer on the stack or in scanned memory
Value adopt_block(Interpreter& in, std::uint8_t* block, std::size_t bytes, bool multibyte);

// --- buffers ---
bool is_buffer(Value v);
bool is_live_buffer(Value v);
Value current_buffer(Interpreter& in);
void set_current_buffer(Interpreter& in, Value buffer);
// Restores the current buffer when it goes out of scope (C++ only; no Lisp is run).
class SavedBuffer {
public:
    explicit SavedBuffer(Interpreter& in) : in_(in), buffer_(current_buffer(in)) {}
    ~SavedBuffer();
    SavedBuffer(const SavedBuffer&) = delete;

private:
    Interpreter& in_;
    Value buffer_;
};
Value get_buffer_create(Interpreter& in, Value name_or_buffer);
Value get_buffer(Interpreter& in, std::string_view name);  // nil if there is none
// Inserts as a process's default filter does: at MARKER clamped into the accessible part (at the end if it points nowhere), before markers,
// whatever buffer-read-only says; point moves along only if it was at the marker; MARKER ends after the text.
void insert_process_output(Interpreter& in, Value buffer, Value marker, Value string);
Value make_marker(Interpreter& in);
void set_marker_to_end(Interpreter& in, Value marker, Value buffer);
// Text of a region of the current buffer as a string; signals args-out-of-range, integer-or-marker-p.
Value buffer_region(Interpreter& in, Value start, Value end);

// --- match data, saved around callbacks ---
Value match_data(Interpreter& in);
void set_match_data(Interpreter& in, Value data);

// --- coding systems: incremental, so that a character split between two pieces comes out whole ---
class Decoder {
public:
    virtual ~Decoder() = default;
    // Decodes the next piece; `last` also delivers held-back bytes. Returns nil or an empty string if no character is complete.
    // With `block` the bytes are in a block from allocate_block that may be adopted when nothing needs changing.
    virtual Value decode(Interpreter& in, std::uint8_t* bytes, std::size_t count, bool last, bool may_adopt) = 0;
    // The coding system as it stands now: detection settles it (utf-8 -> utf-8-dos).
    virtual Value coding_system(Interpreter& in) const = 0;
};
class Encoder {
public:
    virtual ~Encoder() = default;
    // The bytes to send for STRING; a view into the string itself when nothing needs changing, else into the encoder,
    // valid until the next call.
    virtual std::string_view encode(Interpreter& in, Value string) = 0;
    virtual Value coding_system(Interpreter& in) const = 0;
};
// CODING is a symbol; signals coding-system-error if it names no coding system.
std::unique_ptr<Decoder> make_decoder(Interpreter& in, Value coding);
std::unique_ptr<Encoder> make_encoder(Interpreter& in, Value coding);
bool is_coding_system(Interpreter& in, Value symbol);

}  // namespace el
