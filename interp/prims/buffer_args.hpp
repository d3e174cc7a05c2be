// Checked arguments that many primitives of buffers share.
#pragma once
#include "core/args.hpp"
#include "text/edit.hpp"
#include "text/marker.hpp"
#include "text/overlay.hpp"

namespace el {

template <>
struct Arg<Buffer&> {
    static Buffer& from(Interpreter& in, Value v) {
        if (!v.is<Buffer>()) wrong_type(in, sym::bufferp, v);
        return v.as<Buffer>();
    }
};
template <>
struct Arg<Marker&> {
    static Marker& from(Interpreter& in, Value v) {
        if (!v.is<Marker>()) wrong_type(in, sym::markerp, v);
        return v.as<Marker>();
    }
};
template <>
struct Arg<Overlay&> {
    static Overlay& from(Interpreter& in, Value v) {
        if (!v.is<Overlay>()) wrong_type(in, sym::overlayp, v);
        return v.as<Overlay>();
    }
};

inline Buffer& buffer_or_current(Interpreter& in, Value v) { return v.is_nil() ? current(in) : Arg<Buffer&>::from(in, v); }
// A live buffer given as itself or by name; signals "No buffer named NAME".
Buffer& named_buffer(Interpreter& in, Value buffer_or_name);

struct Region {
    Int from, to;
};
// Positions in either order, inside the accessible part; signals args-out-of-range BUFFER START END.
Region check_region(Interpreter& in, Value start, Value end);
inline Value truth(Interpreter& in, bool b) { return b ? in[sym::t] : nil; }
inline Value value_of(Buffer& b) { return Value::from_object(&b); }

}  // namespace el
