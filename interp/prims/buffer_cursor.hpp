// A place in a buffer that walks over characters, for the primitives that look at them one by one.
#pragma once
#include "core/utf8.hpp"
#include "text/buffer.hpp"

namespace el {

class BufferCursor {
public:
    BufferCursor(Buffer& b, Position at) : b_(&b), at_(at) {}

    Int chars() const { return at_.chars; }
    Int bytes() const { return at_.bytes; }
    Position position() const { return at_; }

    // The characters on both sides, which must exist. Bytes beyond ASCII of unibyte buffers come as raw-byte characters.
    char32_t after() const { return character(at_.bytes); }
    char32_t before() const { return character(previous_byte(*b_, at_.bytes)); }
    void forward() { at_ = {at_.chars + 1, next_byte(*b_, at_.bytes)}; }
    void backward() { at_ = {at_.chars - 1, previous_byte(*b_, at_.bytes)}; }
    char32_t take() {
        char32_t c = after();
        forward();
        return c;
    }
    char32_t take_back() {
        backward();
        return after();
    }

private:
    char32_t character(Int byte) const {
        std::uint8_t lead = b_->byte_at(byte);
        if (lead < 0x80) return lead;
        return b_->multibyte() ? char_at_byte(*b_, byte) : utf8::raw_to_char(lead);
    }

    Buffer* b_;
    Position at_;
};

// A limit given to a command that skips forward or backward, brought into the accessible part of the buffer.
Int skip_limit(Interpreter& in, Value limit, bool forward);

}  // namespace el
