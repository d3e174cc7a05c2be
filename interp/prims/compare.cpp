// Sameness of objects and order of numbers.
// Tests: tests/recorded/numbers.el, tests/recorded/lists.el
#include "core/hash_table.hpp"
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value eq_(Interpreter& in, Value a, Value b) { return truth(in, eq(a, b)); }
Value eql_(Interpreter& in, Value a, Value b) { return truth(in, eql(a, b)); }
Value equal_(Interpreter& in, Value a, Value b) { return truth(in, equal(in, a, b)); }
Value equal_including_properties_(Interpreter& in, Value a, Value b) { return truth(in, equal_including_properties(in, a, b)); }

struct Less {
    static bool fixnums(Int a, Int b) { return a < b; }
    static bool order(int o) { return o == -1; }
};
struct Greater {
    static bool fixnums(Int a, Int b) { return a > b; }
    static bool order(int o) { return o == 1; }
};
struct LessEqual {
    static bool fixnums(Int a, Int b) { return a <= b; }
    static bool order(int o) { return o == -1 || o == 0; }
};
struct GreaterEqual {
    static bool fixnums(Int a, Int b) { return a >= b; }
    static bool order(int o) { return o == 1 || o == 0; }
};
struct Same {
    static bool fixnums(Int a, Int b) { return a == b; }
    static bool order(int o) { return o == 0; }
};

template <class How>
bool holds(Interpreter& in, Value a, Value b) {
    if (a.is_fixnum() && b.is_fixnum()) return How::fixnums(a.fixnum(), b.fixnum());
    return How::order(compare_numbers(in, a, b));
}

// Emacs: nothing is looked at behind the first pair that is out of order, and a single argument not at all.
template <class How>
Value chain(Interpreter& in, Value first, Rest rest) {
    for (Value next : rest) {
        if (!holds<How>(in, first, next)) return nil;
        first = next;
    }
    return in[sym::t];
}

Value not_same(Interpreter& in, Value a, Value b) { return truth(in, !holds<Same>(in, a, b)); }

constexpr Primitive table[] = {
    prim<eq_>("eq", "obj1 obj2", "Whether OBJ1 and OBJ2 are the same object."),
    prim<eql_>("eql", "obj1 obj2", "Whether OBJ1 and OBJ2 are the same object or equal numbers of one type."),
    prim<equal_>("equal", "o1 o2", "Whether O1 and O2 have the same structure and contents."),
    prim<equal_including_properties_>("equal-including-properties", "o1 o2", "`equal', and text properties are compared too."),
    prim<chain<Same>>("=", "number-or-marker &rest numbers-or-markers", "Whether all arguments are the same number."),
    prim<chain<Less>>("<", "number-or-marker &rest numbers-or-markers", "Whether each argument is less than the next."),
    prim<chain<Greater>>(">", "number-or-marker &rest numbers-or-markers", "Whether each argument is greater than the next."),
    prim<chain<LessEqual>>("<=", "number-or-marker &rest numbers-or-markers", "Whether no argument is greater than the next."),
    prim<chain<GreaterEqual>>(">=", "number-or-marker &rest numbers-or-markers", "Whether no argument is less than the next."),
    prim<not_same>("/=", "num1 num2", "Whether NUM1 and NUM2 are different numbers."),
};

}  // namespace

void define_compare(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
