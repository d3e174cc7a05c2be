// Foreign objects.
// Tests: tests/lisp/net
#include <el/foreign.hpp>
#include <el/list.hpp>

#include "core/symbol.hpp"

namespace el {

Value make_foreign(Interpreter&, const ForeignType& type, void* pointer) {
    auto* f = static_cast<Foreign*>(heap::allocate(sizeof(Foreign) + type.slots * sizeof(Value)));
    f->header.kind = Kind::Foreign;
    f->header.length = type.slots;
    f->type = &type;
    f->pointer = pointer;
    return Value::from_object(f);
}

bool is_foreign(Value v, const ForeignType& type) { return v.is<Foreign>() && v.as<Foreign>().type == &type; }
void* foreign_pointer(Value v) { return v.as<Foreign>().pointer; }
void set_foreign_pointer(Value v, void* pointer) { v.as<Foreign>().pointer = pointer; }
Value foreign_slot(Value v, unsigned slot) { return v.as<Foreign>().slots[slot]; }
void set_foreign_slot(Value v, unsigned slot, Value to) { v.as<Foreign>().slots[slot] = to; }

void* check_foreign(Interpreter& in, Value v, const ForeignType& type) {
    if (!is_foreign(v, type)) signal(in, in[sym::wrong_type_argument], list(in, {intern(in, type.predicate), v}));
    return v.as<Foreign>().pointer;
}

}  // namespace el
