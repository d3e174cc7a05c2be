// Checked argument types of primitives for the internal heap structures: `String& s` signals (wrong-type-argument stringp X).
#pragma once
#include <el/primitive.hpp>

#include "core/hash_table.hpp"
#include "core/symbol.hpp"

namespace el {

#define EL_CHECKED_ARGUMENT(Type, predicate)                          \
    template <>                                                       \
    struct Arg<Type&> {                                               \
        static Type& from(Interpreter& in, Value v) {                 \
            if (!v.is<Type>()) wrong_type(in, sym::predicate, v);     \
            return v.as<Type>();                                      \
        }                                                             \
    };

EL_CHECKED_ARGUMENT(String, stringp)
EL_CHECKED_ARGUMENT(Vector, vectorp)
EL_CHECKED_ARGUMENT(Record, recordp)
EL_CHECKED_ARGUMENT(HashTable, hash_table_p)
EL_CHECKED_ARGUMENT(CharTable, char_table_p)
EL_CHECKED_ARGUMENT(BoolVector, bool_vector_p)

}  // namespace el
