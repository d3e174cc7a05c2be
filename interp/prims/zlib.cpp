// zlib-available-p, zlib-decompress-region.
// Tests: tests/lisp/prims/zlib.el
#include "core/args.hpp"
#include "prims/all.hpp"
#include "prims/buffer_args.hpp"

#include <zlib.h>

namespace el {

namespace {

struct Inflated {
    std::string text;
    Int left;       // bytes of input that were not used
    bool complete;  // the end of the stream was found and its checksum is right
};

class Inflater {
public:
    Inflater() { ok_ = inflateInit2(&stream_, MAX_WBITS + 32) == Z_OK; }  // +32: gzip or zlib, as the header says
    ~Inflater() {
        if (ok_) inflateEnd(&stream_);
    }
    Inflater(const Inflater&) = delete;
    explicit operator bool() const { return ok_; }

    Inflated run(Interpreter& in, std::string_view bytes) {
        Inflated result{{}, 0, false};
        std::size_t taken = 0;
        int status = Z_OK;
        std::uint8_t room[1 << 15];
        while (status == Z_OK) {
            std::size_t piece = std::min<std::size_t>(bytes.size() - taken, 1 << 20);
            stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + taken));
            stream_.avail_in = static_cast<uInt>(piece);
            stream_.next_out = room;
            stream_.avail_out = sizeof room;
            status = inflate(&stream_, Z_NO_FLUSH);
            taken += piece - stream_.avail_in;
            result.text.append(reinterpret_cast<const char*>(room), sizeof room - stream_.avail_out);
            in.poll();
        }
        result.left = static_cast<Int>(bytes.size() - taken);
        result.complete = status == Z_STREAM_END;
        return result;
    }

private:
    z_stream stream_{};
    bool ok_;
};

Value zlib_available_p(Interpreter& in) { return in[sym::t]; }

// Emacs decompresses the first member of a file and drops what follows it.
Value zlib_decompress_region(Interpreter& in, Value start, Value end, Value allow_partial) {
    Region region = check_region(in, start, end);
    Buffer& b = current(in);
    if (b.multibyte()) error(in, "This function can be called only in unibyte buffers");
    Inflater inflater;
    if (!inflater) return nil;
    if (text_is_read_only(in, b)) signal(in, sym::buffer_read_only, {value_of(b)});
    std::string bytes(static_cast<std::size_t>(region.to - region.from), '\0');
    b.text->gap.copy_out(region.from - 1, region.to - 1, reinterpret_cast<std::uint8_t*>(bytes.data()));
    Inflated result = inflater.run(in, bytes);
    if (!result.complete && allow_partial.is_nil()) return nil;
    Int point = b.point;
    replace_region(in, b, region.from, region.to, make_unibyte_string(in, result.text).as<String>());
    set_point(b, point);
    return result.complete ? in[sym::t] : fixnum(result.left);
}

constexpr Primitive table[] = {
    prim<zlib_available_p>("zlib-available-p", "", "Return t: compressed text can be decompressed."),
    prim<zlib_decompress_region>("zlib-decompress-region", "start end &optional allow-partial",
                                 "Replace the gzip or zlib data between START and END by what they decompress to.\n"
                                 "Return t if all went well.  Otherwise nothing is changed and nil returned; but with ALLOW-PARTIAL what could be\n"
                                 "decompressed replaces the region, and the number of bytes that could not is returned.\n"
                                 "The buffer must be unibyte."),
};

}  // namespace

void define_zlib(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
