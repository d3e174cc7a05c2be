// Records: a type tag and slots.
// Tests: tests/recorded
#include <algorithm>

#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value record(Interpreter&, Value type, Rest slots) {
    Record* r = allocate_record(slots.size() + 1);
    r->slots[0] = type;
    std::ranges::copy(slots, r->slots + 1);
    return Value::from_object(r);
}

Value make_record(Interpreter& in, Value type, Natural slots, Value init) {
    if (slots > 4094) error(in, "Attempt to allocate a record of %lld slots; max is 4095", static_cast<long long>(slots.n + 1));
    Record* r = allocate_record(static_cast<std::size_t>(slots) + 1);
    r->slots[0] = type;
    std::fill_n(r->slots + 1, slots.n, init);
    return Value::from_object(r);
}

constexpr Primitive table[] = {
    prim<record>("record", "type &rest slots", "A new record of TYPE with SLOTS."),
    prim<make_record>("make-record", "type slots init", "A new record of TYPE with SLOTS slots INIT."),
};

}  // namespace

void define_records(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
