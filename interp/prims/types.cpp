// What an object is: type-of and the predicates.
// Tests: tests/recorded
#include <el/foreign.hpp>

#include "core/bignum.hpp"
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value type_of_(Interpreter& in, Value object) { return type_of(in, object); }

template <class T>
Value is_a(Interpreter& in, Value object) {
    return truth(in, object.is<T>());
}

bool is_array(Value v) {
    return v.is<Vector>() || v.is<String>() || v.is<CharTable>() || v.is<BoolVector>();
}

Value null(Interpreter& in, Value object) { return truth(in, object.is_nil()); }
Value consp(Interpreter& in, Value object) { return truth(in, object.is_cons()); }
Value atom(Interpreter& in, Value object) { return truth(in, !object.is_cons()); }
Value listp(Interpreter& in, Value object) { return truth(in, object.is_cons() || object.is_nil()); }
Value nlistp(Interpreter& in, Value object) { return truth(in, !object.is_cons() && !object.is_nil()); }
Value symbolp(Interpreter& in, Value object) { return truth(in, object.is_symbol()); }
Value booleanp(Interpreter& in, Value object) { return truth(in, object.is_nil() || object == in[sym::t]); }

// Emacs: a keyword begins with a colon and is interned in the standard obarray.
Value keywordp(Interpreter& in, Value object) {
    if (!object.is_symbol()) return nil;
    Symbol& s = symbol(in, object);
    return truth(in, s.flag(Symbol::in_main_obarray) && s.view().starts_with(':'));
}

Value arrayp(Interpreter& in, Value object) { return truth(in, is_array(object)); }
Value sequencep(Interpreter& in, Value object) { return truth(in, object.is_cons() || object.is_nil() || is_array(object)); }
Value vector_or_char_table_p(Interpreter& in, Value object) { return truth(in, object.is<Vector>() || object.is<CharTable>()); }

Value floatp(Interpreter& in, Value object) { return truth(in, is_float(object)); }
Value integerp(Interpreter& in, Value object) { return truth(in, is_integer(object)); }
Value numberp(Interpreter& in, Value object) { return truth(in, is_number(object)); }
Value fixnump(Interpreter& in, Value object) { return truth(in, object.is_fixnum()); }
Value bignump(Interpreter& in, Value object) { return truth(in, object.is<Bignum>()); }
Value integer_or_marker_p(Interpreter& in, Value object) { return truth(in, is_integer(object) || object.is<Marker>()); }
Value number_or_marker_p(Interpreter& in, Value object) { return truth(in, is_number(object) || object.is<Marker>()); }

Value natnump(Interpreter& in, Value object) {
    return truth(in, object.is_fixnum() ? object.fixnum() >= 0 : object.is<Bignum>() && !object.as<Bignum>().negative());
}

bool is_character(Value v) { return v.is_fixnum() && v.fixnum() >= 0 && v.fixnum() <= static_cast<Int>(utf8::max_char); }

Value characterp(Interpreter& in, Value object, Opt<Value>) { return truth(in, is_character(object)); }
Value char_or_string_p(Interpreter& in, Value object) { return truth(in, object.is<String>() || is_character(object)); }

// What only Emacs itself can make.
Value never(Interpreter&, Value) { return nil; }

Value byteorder(Interpreter&) { return fixnum(std::endian::native == std::endian::little ? 'l' : 'B'); }

constexpr Primitive table[] = {
    prim<type_of_>("type-of", "object", "A symbol that names the type of OBJECT."),
    prim<null>("null", "object", "Whether OBJECT is nil."),
    prim<consp>("consp", "object", "Whether OBJECT is a cons."),
    prim<atom>("atom", "object", "Whether OBJECT is not a cons."),
    prim<listp>("listp", "object", "Whether OBJECT is a cons or nil."),
    prim<nlistp>("nlistp", "object", "Whether OBJECT is neither a cons nor nil."),
    prim<symbolp>("symbolp", "object", "Whether OBJECT is a symbol."),
    prim<booleanp>("booleanp", "object", "Whether OBJECT is t or nil."),
    prim<keywordp>("keywordp", "object", "Whether OBJECT is a keyword."),
    prim<is_a<Vector>>("vectorp", "object", "Whether OBJECT is a vector."),
    prim<is_a<Record>>("recordp", "object", "Whether OBJECT is a record."),
    prim<is_a<String>>("stringp", "object", "Whether OBJECT is a string."),
    prim<is_a<CharTable>>("char-table-p", "object", "Whether OBJECT is a char-table."),
    prim<is_a<BoolVector>>("bool-vector-p", "object", "Whether OBJECT is a bool-vector."),
    prim<is_a<HashTable>>("hash-table-p", "object", "Whether OBJECT is a hash table."),
    prim<is_a<Buffer>>("bufferp", "object", "Whether OBJECT is a buffer."),
    prim<is_a<Marker>>("markerp", "object", "Whether OBJECT is a marker."),
    prim<arrayp>("arrayp", "object", "Whether OBJECT is a string, vector, bool-vector or char-table."),
    prim<sequencep>("sequencep", "object", "Whether OBJECT is a list or an array."),
    prim<vector_or_char_table_p>("vector-or-char-table-p", "object", "Whether OBJECT is a vector or a char-table."),
    prim<floatp>("floatp", "object", "Whether OBJECT is a floating-point number."),
    prim<integerp>("integerp", "object", "Whether OBJECT is an integer."),
    prim<numberp>("numberp", "object", "Whether OBJECT is a number."),
    prim<natnump>("natnump", "object", "Whether OBJECT is an integer that is not negative."),
    prim<natnump>("wholenump", "object", "Whether OBJECT is an integer that is not negative."),
    prim<fixnump>("fixnump", "object", "Whether OBJECT is an integer small enough for one word."),
    prim<bignump>("bignump", "object", "Whether OBJECT is an integer too large for one word."),
    prim<integer_or_marker_p>("integer-or-marker-p", "object", "Whether OBJECT is an integer or a marker."),
    prim<number_or_marker_p>("number-or-marker-p", "object", "Whether OBJECT is a number or a marker."),
    prim<characterp>("characterp", "object &optional ignore", "Whether OBJECT is a character: an integer from 0 to #x3FFFFF."),
    prim<char_or_string_p>("char-or-string-p", "object", "Whether OBJECT is a character or a string."),
    prim<never>("user-ptrp", "object", "Whether OBJECT is a pointer of a dynamic module: never."),
    prim<never>("module-function-p", "object", "Whether OBJECT is a function of a dynamic module: never."),
    prim<byteorder>("byteorder", "", "The byte order of this machine: ?l or ?B."),
};

}  // namespace

void define_types(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
