// Bool-vectors as sets of bits.
// Tests: tests/recorded
#include <algorithm>

#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

std::size_t words_of(const BoolVector& v) { return (v.size + 63) / 64; }
// The bits of the last word that belong to the vector; the others stay zero.
std::uint64_t last_mask(const BoolVector& v) { return v.size % 64 ? (std::uint64_t{1} << (v.size % 64)) - 1 : ~std::uint64_t{0}; }

Value bool_vector(Interpreter&, Rest objects) {
    BoolVector* v = allocate_bool_vector(objects.size());
    for (std::size_t i = 0; i < objects.size(); ++i) v->set(i, !objects[i].is_nil());
    return Value::from_object(v);
}

Value make_bool_vector(Interpreter&, Natural length, Value init) {
    BoolVector* v = allocate_bool_vector(static_cast<std::size_t>(length));
    if (init.is_nil() || length == 0) return Value::from_object(v);
    std::fill_n(v->words, words_of(*v), ~std::uint64_t{0});
    v->words[words_of(*v) - 1] &= last_mask(*v);
    return Value::from_object(v);
}

[[noreturn]] void wrong_length(Interpreter& in, const BoolVector& a, const BoolVector& b, const BoolVector* c = nullptr) {
    ListBuilder data(in);
    data.add(fixnum(static_cast<Int>(a.size)));
    data.add(fixnum(static_cast<Int>(b.size)));
    if (c) data.add(fixnum(static_cast<Int>(c->size)));
    signal(in, in.intern("wrong-length-argument"), data.take());
}

struct Union {
    static std::uint64_t words(std::uint64_t a, std::uint64_t b) { return a | b; }
};
struct Intersection {
    static std::uint64_t words(std::uint64_t a, std::uint64_t b) { return a & b; }
};
struct ExclusiveOr {
    static std::uint64_t words(std::uint64_t a, std::uint64_t b) { return a ^ b; }
};
struct Difference {
    static std::uint64_t words(std::uint64_t a, std::uint64_t b) { return a & ~b; }
};

// Emacs: with a vector to store into, nil is returned when it did not change.
template <class How>
Value combine(Interpreter& in, BoolVector& a, BoolVector& b, Opt<BoolVector&> into) {
    if (a.size != b.size) wrong_length(in, a, b, into.value);
    if (into && into->size != a.size) wrong_length(in, a, b, into.value);
    BoolVector* result = into ? into.value : allocate_bool_vector(a.size);
    bool changed = false;
    for (std::size_t i = 0; i < words_of(a); ++i) {
        std::uint64_t word = How::words(a.words[i], b.words[i]);
        changed = changed || result->words[i] != word;
        result->words[i] = word;
    }
    return into && !changed ? nil : Value::from_object(result);
}

Value subsetp(Interpreter& in, BoolVector& a, BoolVector& b) {
    if (a.size != b.size) wrong_length(in, a, b);
    for (std::size_t i = 0; i < words_of(a); ++i)
        if (a.words[i] & ~b.words[i]) return nil;
    return in[sym::t];
}

Value complement(Interpreter& in, BoolVector& a, Opt<BoolVector&> into) {
    if (into && into->size != a.size) wrong_length(in, a, *into);
    BoolVector* result = into ? into.value : allocate_bool_vector(a.size);
    for (std::size_t i = 0; i < words_of(a); ++i) result->words[i] = ~a.words[i];
    if (a.size) result->words[words_of(a) - 1] &= last_mask(a);
    return Value::from_object(result);
}

Value count_population(Interpreter&, BoolVector& v) {
    Int count = 0;
    for (std::size_t i = 0; i < words_of(v); ++i) count += std::popcount(v.words[i]);
    return fixnum(count);
}

Value count_consecutive(Interpreter& in, BoolVector& v, Value bit, Natural start) {
    if (static_cast<std::size_t>(start) > v.size) args_out_of_range(in, Value::from_object(&v), fixnum(start));
    std::size_t i = static_cast<std::size_t>(start);
    while (i < v.size && v.get(i) == !bit.is_nil()) ++i;
    return fixnum(static_cast<Int>(i) - start);
}

constexpr Primitive table[] = {
    prim<bool_vector>("bool-vector", "&rest objects", "A new bool-vector of the arguments."),
    prim<make_bool_vector>("make-bool-vector", "length init", "A new bool-vector of LENGTH bits INIT."),
    prim<combine<Union>>("bool-vector-union", "a b &optional c", "The bits set in A or B, stored into C if given."),
    prim<combine<Intersection>>("bool-vector-intersection", "a b &optional c", "The bits set in A and B, stored into C if given."),
    prim<combine<ExclusiveOr>>("bool-vector-exclusive-or", "a b &optional c", "The bits set in one of A and B, stored into C if given."),
    prim<combine<Difference>>("bool-vector-set-difference", "a b &optional c", "The bits set in A but not in B, stored into C if given."),
    prim<subsetp>("bool-vector-subsetp", "a b", "Whether each bit of A is set in B too."),
    prim<complement>("bool-vector-not", "a &optional b", "The bits not set in A, stored into B if given."),
    prim<count_population>("bool-vector-count-population", "a", "The number of bits set in A."),
    prim<count_consecutive>("bool-vector-count-consecutive", "a b i", "How many bits equal to B follow each other in A from I on."),
};

}  // namespace

void define_bool_vectors(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
