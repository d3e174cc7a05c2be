// Coding systems as Lisp symbols, and the incremental decoders and encoders of el/text.hpp.
// Tests: tests/lisp/prims/coding.el, tests/unit/text/coding_test.cpp
#include "text/coding_system.hpp"

#include "core/symbol.hpp"
#include "core/utf8.hpp"
#include "text/intervals.hpp"
#include "text/state.hpp"

#include <el/list.hpp>

#include <cstring>

namespace el {

namespace {

// Charsets that Emacs calls by another name than the coding system's property says.
std::string_view charset_name(std::string_view charset) {
    if (charset == "koi8") return "koi8-r";
    if (charset == "ibm866") return "cp866";
    return charset;
}

// Text decoded by a single-byte charset carries the charset as a text property.
void mark_charset(Interpreter& in, String& s, const coding::Decoder& decoder) {
    const coding::System& system = decoder.system();
    if (!decoder.saw_non_ascii() || system.type != coding::Type::charset || system.charsets == "ascii" || s.single_byte()) return;
    s.intervals = make_intervals();
    Value plist = list(in, {in[sym::charset], in.intern(charset_name(system.charsets))});
    s.intervals->add_run(0, {0, static_cast<Int>(s.chars), plist});
}

Value piece_to_string(Interpreter& in, const coding::Decoder& decoder, coding::Piece piece, std::uint8_t* adoptable) {
    const auto* text = reinterpret_cast<const std::uint8_t*>(piece.text.data());
    std::size_t bytes = piece.text.size();
    bool multibyte = decoder.multibyte();
    std::size_t chars = piece.ascii || !multibyte ? bytes : utf8::count(text, bytes);
    if (text == adoptable && adoptable) {
        adoptable[bytes] = 0;
        return adopt_string(adoptable, bytes, chars, multibyte);
    }
    String* s = allocate_string(bytes, chars, multibyte);
    std::memcpy(s->data, text, bytes);
    mark_charset(in, *s, decoder);
    return Value::from_object(s);
}

Value name_of(Interpreter& in, Value given, const coding::Decoder& decoder) {
    return decoder.settled() ? in.intern(coding::full_name(decoder.system(), decoder.eol())) : given;
}

class StreamDecoder final : public Decoder {
public:
    StreamDecoder(Value given, coding::Found found) : given_(given), decoder_(*found.system, found.eol) {}

    Value decode(Interpreter& in, std::uint8_t* bytes, std::size_t count, bool last, bool may_adopt) override {
        coding::Piece piece = decoder_.decode({reinterpret_cast<char*>(bytes), count}, last);
        if (piece.text.empty()) return nil;
        return piece_to_string(in, decoder_, piece, may_adopt ? bytes : nullptr);
    }
    Value coding_system(Interpreter& in) const override { return name_of(in, given_, decoder_); }

private:
    Root given_;
    coding::Decoder decoder_;
};

class StreamEncoder final : public Encoder {
public:
    StreamEncoder(Value given, coding::Found found) : given_(given), encoder_(*found.system, found.eol) {}

    std::string_view encode(Interpreter&, Value string) override {
        const String& s = string.as<String>();
        if (!s.multibyte()) return encoder_.encode_unibyte(s.view());
        settled_ = true;
        return encoder_.encode(s.view(), false);
    }
    // The first multibyte text settles an open end-of-line type.
    Value coding_system(Interpreter& in) const override {
        if (!settled_ || encoder_.eol() != coding::Eol::undecided || encoder_.system().fixed_unix) return given_;
        return given_.is_nil() ? given_.get() : in.intern(coding::full_name(encoder_.system(), coding::Eol::unix_));
    }

private:
    Root given_;
    coding::Encoder encoder_;
    bool settled_ = false;
};

}  // namespace

coding::Found find_coding(Interpreter& in, Value symbol) {
    if (symbol.is_nil()) return coding::find("no-conversion");
    Value alias = assq(symbol, in->text->coding_aliases);
    if (alias.is_cons()) return find_coding(in, cdr(alias));
    return coding::find(el::symbol(in, symbol).view());
}

coding::Found check_coding(Interpreter& in, Value symbol) {
    if (!symbol.is_symbol()) wrong_type(in, sym::symbolp, symbol);
    coding::Found found = find_coding(in, symbol);
    if (!found) signal(in, sym::coding_system_error, {symbol});
    return found;
}

bool is_coding_system(Interpreter& in, Value symbol) { return symbol.is_symbol() && find_coding(in, symbol); }

void note_coding_used(Interpreter& in, Value symbol) { set_symbol_value(in, in[sym::last_coding_system_used], symbol); }

// nil is not "no conversion" on a stream of input: it detects.
std::unique_ptr<Decoder> make_decoder(Interpreter& in, Value coding) {
    coding::Found found = coding.is_nil() ? coding::find("undecided") : check_coding(in, coding);
    return std::make_unique<StreamDecoder>(coding, found);
}

std::unique_ptr<Encoder> make_encoder(Interpreter& in, Value coding) {
    return std::make_unique<StreamEncoder>(coding, check_coding(in, coding));
}

DecodedText decode_bytes(Interpreter& in, std::string_view bytes, Value coding) {
    coding::Found found = check_coding(in, coding);
    coding::Decoder decoder(*found.system, found.eol);
    coding::Piece piece = decoder.decode(bytes, true);
    return {piece_to_string(in, decoder, piece, nullptr), name_of(in, coding, decoder)};
}

std::string encode_text(Interpreter& in, std::string_view text, Value coding) {
    coding::Found found = check_coding(in, coding);
    coding::Encoder encoder(*found.system, found.eol);
    return std::string(encoder.encode(text, true));
}

std::string internal_text(const String& s) {
    if (s.multibyte() || utf8::is_ascii(s.data, s.bytes)) return std::string(s.view());
    std::string text(s.bytes * 2, '\0');
    text.resize(utf8::from_unibyte(s.data, s.bytes, reinterpret_cast<std::uint8_t*>(text.data())));
    return text;
}

Value decode_system_text(Interpreter& in, std::string_view bytes) {
    if (utf8::is_ascii(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size())) return make_string(in, bytes);
    return decode_bytes(in, bytes, in[sym::utf_8_unix]).string;
}

std::string encode_system_text(const String& s) {
    coding::Encoder encoder(coding::known("utf-8"), coding::Eol::unix_);
    return std::string(s.multibyte() ? encoder.encode(s.view(), true) : s.view());
}

}  // namespace el
