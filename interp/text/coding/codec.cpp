// Decoder and Encoder: the stages put together.
#include "text/coding/codec.hpp"

#include "core/utf8.hpp"

namespace el::coding {

namespace {

std::unique_ptr<Stage> make_stage(const System& system) {
    switch (system.type) {
        case Type::utf_8: return make_utf8_stage(system.mark);
        case Type::charset: return make_single_byte_stage(system);
        case Type::utf_16: return make_utf16_stage(system);
        case Type::iconv: return make_iconv_stage(system);
        case Type::raw_text:
        case Type::undecided: break;
    }
    return nullptr;
}

std::unique_ptr<Encoder::Sink> make_sink(const System& system) {
    switch (system.type) {
        case Type::charset: return make_single_byte_sink(system);
        case Type::utf_16: return make_utf16_sink(system.little_endian);
        case Type::iconv: return make_iconv_sink(system);
        // Raw text and undecided send the internal form, raw bytes as bytes: the same as UTF-8.
        case Type::utf_8:
        case Type::raw_text:
        case Type::undecided: break;
    }
    return make_utf8_sink();
}

}  // namespace

Decoder::Decoder(const System& system, Eol eol) : eol_(eol) { use(system); }

void Decoder::use(const System& system) {
    system_ = &system;
    stage_ = make_stage(system);
    undecided_ = system.type == Type::undecided;
    if (system.fixed_unix) eol_ = EolStage(Eol::unix_);
}

bool Decoder::multibyte() const { return system_->type != Type::raw_text; }

Piece Decoder::decode(std::string_view bytes, bool last) {
    if (undecided_ && !bytes.empty()) {
        if (const System* system = detect_system(bytes, !started_, last)) {
            use(*system);
            settled_ = true;
        }
    }
    started_ = started_ || !bytes.empty();
    Piece piece = stage_ ? stage_->decode(bytes, last) : Piece{bytes, undecided_};
    if (stage_ && stage_->detected() && stage_->detected() != system_) {
        system_ = stage_->detected();
        settled_ = true;
    }
    if (!piece.ascii && !piece.text.empty()) saw_non_ascii_ = true;
    bool was_undecided = eol_.eol() == Eol::undecided;
    Piece result = eol_.decode(piece, last);
    if (was_undecided && eol_.eol() != Eol::undecided) settled_ = true;
    return result;
}

Encoder::Encoder(const System& system, Eol eol) : system_(&system), eol_(eol), sink_(make_sink(system)) {}
Encoder::~Encoder() = default;

std::string_view Encoder::encode(std::string_view text, bool last) {
    std::string_view lines = convert_eol(text);
    out_.clear();
    if (!marked_ && system_->mark != Mark::none && system_->type == Type::utf_16) out_ += system_->little_endian ? "\xFF\xFE" : "\xFE\xFF";
    if (!marked_ && system_->mark == Mark::always && system_->type == Type::utf_8) out_ += "\xEF\xBB\xBF";
    marked_ = true;
    if (!sink_->encode(lines, last, out_)) {
        if (out_.empty()) return lines;
        out_ += lines;
    }
    return out_;
}

std::string_view Encoder::encode_unibyte(std::string_view bytes) { return convert_eol(bytes); }

std::string_view Encoder::convert_eol(std::string_view text) {
    if (eol_ != Eol::dos && eol_ != Eol::mac) return text;
    if (text.find('\n') == text.npos) return text;
    lines_.clear();
    std::string_view ending = eol_ == Eol::dos ? "\r\n" : "\r";
    for (std::size_t from = 0;;) {
        std::size_t at = text.find('\n', from);
        lines_.append(text.substr(from, at == text.npos ? at : at - from));
        if (at == text.npos) return lines_;
        lines_ += ending;
        from = at + 1;
    }
}

}  // namespace el::coding
