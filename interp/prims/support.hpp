// Small things that most files of primitives need.
#pragma once
#include "core/args.hpp"
#include "core/number.hpp"
#include "core/state.hpp"
#include "core/utf8.hpp"

namespace el {

inline Value truth(Interpreter& in, bool holds) { return holds ? in[sym::t] : nil; }

// Keeps a heap object alive up to here: the collector does not know pointers to its middle, and the compiler may have kept no other.
inline void keep_alive(const void* object) { asm volatile("" : : "g"(object) : "memory"); }

// Walks the conses of a list and signals circular-list when it comes back to where it was (Brent: the mark moves at powers of two).
//     for (Tails at(list); at.more(); at.next(in)) ... at.cell() ...
class Tails {
public:
    explicit Tails(Value list) : tail_(list), mark_(list) {}
    bool more() const { return tail_.is_cons(); }
    Value cell() const { return tail_; }
    Value element() const { return car(tail_); }
    void next(Interpreter& in) {
        if (circle()) signal(in, sym::circular_list, {tail_});
    }
    // Steps on; true if the list is circular.
    bool circle() {
        tail_ = cdr(tail_);
        if (tail_ == mark_ && tail_.is_cons()) return true;
        if (--left_ == 0) {
            mark_ = tail_;
            left_ = power_ *= 2;
        }
        return false;
    }
    // Signals unless LIST ended with nil.
    void check_end(Interpreter& in, Value list) const {
        if (!tail_.is_nil()) wrong_type(in, sym::listp, list);
    }

private:
    Value tail_, mark_;
    std::size_t power_ = 2, left_ = 2;
};

// `car' and `cdr' of anything: signals wrong-type-argument listp.
inline Value checked_car(Interpreter& in, Value v) {
    if (v.is_cons()) return car(v);
    if (!v.is_nil()) wrong_type(in, sym::listp, v);
    return nil;
}
inline Value checked_cdr(Interpreter& in, Value v) {
    if (v.is_cons()) return cdr(v);
    if (!v.is_nil()) wrong_type(in, sym::listp, v);
    return nil;
}

// A string, or the name of a symbol; signals wrong-type-argument stringp.
inline const String& string_or_name(Interpreter& in, Value v) {
    if (v.is_symbol()) return symbol(in, v).name.as<String>();
    if (!v.is<String>()) wrong_type(in, sym::stringp, v);
    return v.as<String>();
}

// The ends of the part FROM ... TO of a sequence of SIZE elements, as `substring' takes them: nil is an end, negative counts from the end.
// Signals args-out-of-range with the sequence, FROM and TO.
struct Range {
    std::size_t from, to;
};
Range checked_range(Interpreter& in, Value sequence, Value from, Value to, std::size_t size);

// A part of a string, with its text properties if wanted.
Value string_part(Interpreter& in, const String& s, std::size_t from, std::size_t to, bool with_properties);

}  // namespace el
