// Line ends. The type is settled by the first piece that has one and never changes again; in that piece a trailing CR
// is delivered, in later ones it waits for its LF.
#include "text/coding/codec.hpp"

#include <cstring>

namespace el::coding {

namespace {

std::size_t find_byte(std::string_view text, char byte, std::size_t from = 0) {
    if (from >= text.size()) return text.size();
    const void* at = std::memchr(text.data() + from, byte, text.size() - from);
    return at ? static_cast<std::size_t>(static_cast<const char*>(at) - text.data()) : text.size();
}

}  // namespace

Eol detect_eol(std::string_view text) {
    bool crlf = false;
    for (std::size_t at = find_byte(text, '\n'); at < text.size(); at = find_byte(text, '\n', at + 1)) {
        if (at == 0 || text[at - 1] != '\r') return Eol::unix_;
        crlf = true;
    }
    if (crlf) return Eol::dos;
    return find_byte(text, '\r') < text.size() ? Eol::mac : Eol::undecided;
}

Piece EolStage::decode(Piece piece, bool last) {
    bool hold_back = !last;
    if (eol_ == Eol::undecided) {
        eol_ = detect_eol(piece.text);
        hold_back = false;
    }
    switch (eol_) {
        case Eol::undecided:
        case Eol::unix_: return piece;
        case Eol::dos: return convert_dos(piece, hold_back);
        case Eol::mac: return convert_mac(piece);
    }
    return piece;
}

Piece EolStage::convert_dos(Piece piece, bool hold_back) {
    std::string_view text = piece.text;
    if (!pending_return_ && find_byte(text, '\r') == text.size()) return piece;
    out_.clear();
    if (pending_return_) {
        if (text.empty() && hold_back) return piece;
        if (text.empty() || text[0] != '\n') out_ += '\r';
        pending_return_ = false;
    }
    std::size_t from = 0;
    for (std::size_t at = find_byte(text, '\r'); at < text.size(); at = find_byte(text, '\r', at + 1)) {
        out_.append(text, from, at - from);
        from = at + 1;
        bool alone = from < text.size() ? text[from] != '\n' : !hold_back;
        if (alone)
            out_ += '\r';
        else if (from == text.size())
            pending_return_ = true;
    }
    out_.append(text, from, text.size() - from);
    return {out_, piece.ascii};
}

Piece EolStage::convert_mac(Piece piece) {
    std::size_t at = find_byte(piece.text, '\r');
    if (at == piece.text.size()) return piece;
    out_.assign(piece.text);
    for (; at < out_.size(); at = find_byte(out_, '\r', at + 1)) out_[at] = '\n';
    return {out_, piece.ascii};
}

}  // namespace el::coding
