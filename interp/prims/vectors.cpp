// Vectors, and the elements of arrays of every kind.
// Tests: tests/recorded/lists.el
#include <algorithm>

#include "core/char_table.hpp"
#include "prims/all.hpp"
#include "prims/lists.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value vector(Interpreter& in, Rest objects) { return make_vector(in, objects); }

Value make_vector_(Interpreter& in, Natural length, Value init) {
    if (length > (Int{1} << 40)) signal(in, sym::memory_exhausted, {});
    Vector* v = allocate_vector(static_cast<std::size_t>(length));
    if (!init.is_nil()) std::ranges::fill(v->span(), init);
    return Value::from_object(v);
}

std::size_t checked_index(Interpreter& in, Value array, Value index, std::size_t size) {
    Int i = Arg<Fixnum>::from(in, index);
    if (i < 0 || static_cast<std::size_t>(i) >= size) args_out_of_range(in, array, index);
    return static_cast<std::size_t>(i);
}

}  // namespace

// The order of checks is Emacs's: first the index, then the array.
Value aref_(Interpreter& in, Value array, Value index) {
    if (array.is<Vector>()) return array.as<Vector>().slots[checked_index(in, array, index, array.as<Vector>().size)];
    Int i = Arg<Fixnum>::from(in, index);
    if (array.is<String>())
        return fixnum(static_cast<Int>(string_char(array.as<String>(), checked_index(in, array, index, array.as<String>().chars))));
    if (array.is<BoolVector>()) return truth(in, array.as<BoolVector>().get(checked_index(in, array, index, array.as<BoolVector>().size)));
    if (array.is<CharTable>()) return char_table_ref(array.as<CharTable>(), Arg<Character>::from(in, fixnum(i)));
    if (array.is<Record>()) return array.as<Record>().slots[checked_index(in, array, index, array.as<Record>().size)];
    wrong_type(in, sym::arrayp, array);
}

namespace {

Value aset(Interpreter& in, Value array, Value index, Value element) {
    if (array.is<Vector>()) return array.as<Vector>().slots[checked_index(in, array, index, array.as<Vector>().size)] = element;
    Int i = Arg<Fixnum>::from(in, index);
    if (array.is<String>()) {
        std::size_t at = checked_index(in, array, index, array.as<String>().chars);
        string_set_char(in, array.as<String>(), at, Arg<Character>::from(in, element));
    } else if (array.is<BoolVector>()) {
        array.as<BoolVector>().set(checked_index(in, array, index, array.as<BoolVector>().size), !element.is_nil());
    } else if (array.is<CharTable>()) {
        char_table_set(array.as<CharTable>(), Arg<Character>::from(in, fixnum(i)), element);
    } else if (array.is<Record>()) {
        array.as<Record>().slots[checked_index(in, array, index, array.as<Record>().size)] = element;
    } else {
        wrong_type(in, sym::arrayp, array);
    }
    return element;
}

Value elt(Interpreter& in, Value sequence, Value index) {
    if (sequence.is_cons() || sequence.is_nil()) return checked_car(in, nthcdr(in, index, sequence));
    bool array = sequence.is<Vector>() || sequence.is<String>() || sequence.is<BoolVector>() || sequence.is<CharTable>();
    if (!array) wrong_type(in, sym::sequencep, sequence);
    return aref_(in, sequence, index);
}

constexpr Primitive table[] = {
    prim<vector>("vector", "&rest objects", "A new vector of the arguments."),
    prim<make_vector_>("make-vector", "length init", "A new vector of LENGTH elements INIT."),
    prim<aref_>("aref", "array idx", "Element IDX of ARRAY, counted from 0."),
    prim<aset>("aset", "array idx newelt", "Store NEWELT as element IDX of ARRAY and return it."),
    prim<elt>("elt", "sequence n", "Element N of SEQUENCE, counted from 0."),
};

}  // namespace

void define_vectors(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
