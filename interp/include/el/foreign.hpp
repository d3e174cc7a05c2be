// Foreign objects: host and library objects (processes, threads, ...) as Lisp values.
#pragma once
#include <el/interpreter.hpp>

namespace el {

// One static instance per type; never freed.
struct ForeignType {
    const char* name;            // what `type-of' returns
    const char* predicate;       // for wrong-type-argument, e.g. "processp"
    unsigned slots = 0;          // Lisp values stored in each object
    std::string (*print)(Interpreter& in, Value object, bool escape) = nullptr;  // default: #<NAME ADDRESS>
};

// `pointer` is not managed: its owner clears it (set_foreign_pointer) before it dies. No finalizer is ever run.
Value make_foreign(Interpreter& in, const ForeignType& type, void* pointer);
bool is_foreign(Value v, const ForeignType& type);
void* foreign_pointer(Value v);  // v must be a foreign object
void set_foreign_pointer(Value v, void* pointer);
Value foreign_slot(Value v, unsigned slot);
void set_foreign_slot(Value v, unsigned slot, Value to);
// The pointer of V; signals wrong-type-argument unless V is of TYPE.
void* check_foreign(Interpreter& in, Value v, const ForeignType& type);

}  // namespace el
