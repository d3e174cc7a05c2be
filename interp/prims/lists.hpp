// List operations that several files of primitives use.
#pragma once
#include "prims/support.hpp"

namespace el {

Value nthcdr(Interpreter& in, Value n, Value list);
// A copy of a list, string, vector, ...; signals sequencep.
Value copy_sequence(Interpreter& in, Value sequence);
std::size_t sequence_length(Interpreter& in, Value sequence);

// Removes the conses whose car is_wanted() from LIST in place. Signals listp at a dotted end, with what is left of the list.
template <class IsUnwanted>
Value delete_cells(Interpreter& in, Value list, IsUnwanted is_unwanted) {
    Value result = list, previous;
    Tails at(list);
    for (; at.more(); at.next(in)) {
        if (!is_unwanted(at.element())) {
            previous = at.cell();
        } else if (previous.is_nil()) {
            result = cdr(at.cell());
        } else {
            previous.as<Cons>().cdr = cdr(at.cell());
        }
    }
    at.check_end(in, result);
    return result;
}

}  // namespace el
