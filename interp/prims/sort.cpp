// Stable sorting: a merge sort over an array, with the common predicates inlined.
// Tests: tests/lisp/prims/lists.el, tests/recorded/lists.el
#include <algorithm>

#include "prims/all.hpp"
#include "prims/caller.hpp"
#include "prims/strings.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

constexpr std::size_t small_run = 8;

// Sorts `from` in place; `scratch` has room for half of it. A predicate that makes no sense gives a senseless order, nothing worse.
template <class Less>
void merge_sort(Value* from, std::size_t count, Value* scratch, Less& less) {
    if (count <= small_run) {
        for (std::size_t i = 1; i < count; ++i) {
            Value v = from[i];
            std::size_t j = i;
            for (; j > 0 && less(v, from[j - 1]); --j) from[j] = from[j - 1];
            from[j] = v;
        }
        return;
    }
    std::size_t half = count / 2;
    merge_sort(from, half, scratch, less);
    merge_sort(from + half, count - half, scratch, less);
    if (!less(from[half], from[half - 1])) return;
    std::copy_n(from, half, scratch);
    Value *left = scratch, *left_end = scratch + half, *right = from + half, *right_end = from + count, *out = from;
    while (left < left_end && right < right_end) *out++ = less(*right, *left) ? *right++ : *left++;
    std::copy(left, left_end, out);
}

struct Plain {
    static Value key(Value v) { return v; }
};
struct OfCell {  // cells of a list, by their car
    static Value key(Value v) { return car(v); }
};

template <class Key>
struct LessNumber {
    Interpreter& in;
    bool operator()(Value a, Value b) const {
        a = Key::key(a), b = Key::key(b);
        if (a.is_fixnum() && b.is_fixnum()) return a.fixnum() < b.fixnum();
        if (a.is_immediate_float() && b.is_immediate_float()) return a.immediate_float() < b.immediate_float();
        return compare_numbers(in, a, b) == -1;
    }
};
template <class Key>
struct GreaterNumber {
    Interpreter& in;
    bool operator()(Value a, Value b) const {
        a = Key::key(a), b = Key::key(b);
        if (a.is_fixnum() && b.is_fixnum()) return a.fixnum() > b.fixnum();
        return compare_numbers(in, a, b) == 1;
    }
};
template <class Key>
struct LessString {
    Interpreter& in;
    bool operator()(Value a, Value b) const {
        const String& x = string_or_name(in, Key::key(a));
        return string_less(x, string_or_name(in, Key::key(b)));
    }
};
template <class Key>
struct ByFunction {
    Caller call;
    bool operator()(Value a, Value b) { return !call(Key::key(a), Key::key(b)).is_nil(); }
};

// What a symbol or function stands for, if it is a primitive by that name.
std::string_view primitive_name(Interpreter& in, Value predicate) {
    Value f = predicate.is_symbol() ? indirect_function(in, predicate) : predicate;
    return f.is<Primitive>() ? f.as<Primitive>().name : "";
}

template <class Key>
void sort_array(Interpreter& in, Value* values, std::size_t count, Value predicate) {
    Vector* scratch = allocate_vector(count / 2 + 1);
    auto run = [&](auto less) {
        merge_sort(values, count, scratch->slots, less);
        keep_alive(scratch);
    };
    std::string_view name = primitive_name(in, predicate);
    if (name == "<") return run(LessNumber<Key>{in});
    if (name == ">") return run(GreaterNumber<Key>{in});
    if (name == "string-lessp" || name == "string<") return run(LessString<Key>{in});
    ByFunction<Key> less{{in, predicate, 2}};
    merge_sort(values, count, scratch->slots, less);
    keep_alive(scratch);
}

// Emacs: the conses themselves are put in order, so the argument may end up anywhere in the result.
Value sort_list(Interpreter& in, Value list, Value predicate) {
    std::size_t count = 0;
    Tails at(list);
    for (; at.more(); at.next(in)) ++count;
    at.check_end(in, at.cell());
    if (count < 2) return list;
    Vector* cells = allocate_vector(count);
    std::size_t i = 0;
    for (Value tail = list; i < count; tail = cdr(tail)) cells->slots[i++] = tail;
    sort_array<OfCell>(in, cells->slots, count, predicate);
    for (i = 0; i + 1 < count; ++i) cells->slots[i].as<Cons>().cdr = cells->slots[i + 1];
    cells->slots[count - 1].as<Cons>().cdr = nil;
    keep_alive(cells);
    return cells->slots[0];
}

Value sort(Interpreter& in, Value sequence, Value predicate) {
    if (sequence.is_cons()) return sort_list(in, sequence, predicate);
    if (sequence.is_nil()) return nil;
    if (!sequence.is<Vector>()) wrong_type(in, sym::list_or_vector_p, sequence);
    Vector& v = sequence.as<Vector>();
    if (v.size < 2) return sequence;
    // Sorted aside: the predicate may look at the vector.
    Value sorted = make_vector(in, v.span());
    sort_array<Plain>(in, sorted.as<Vector>().slots, v.size, predicate);
    std::ranges::copy(sorted.as<Vector>().span(), v.slots);
    keep_alive(&sorted.as<Vector>());
    return sequence;
}

constexpr Primitive table[] = {
    prim<sort>("sort", "seq predicate", "SEQ, a list or vector, sorted in place by PREDICATE; equal elements keep their order."),
};

}  // namespace

void define_sort(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
