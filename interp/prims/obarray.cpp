// Interning. Obarrays of Lisp are vectors whose elements are 0 or the first symbol of a chain; `obarray' itself is a vector that
// only stands for the interpreter's own table.
// Tests: tests/recorded
#include <vector>

#include "core/hash_bytes.hpp"
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

constexpr std::uint8_t stands_for_main = 1;

bool is_main(Value obarray) { return obarray.is<Vector>() && (obarray.as<Vector>().header.flags & stands_for_main); }

// The vector to use, or null for the interpreter's own table. Signals obarrayp.
Vector* checked_obarray(Interpreter& in, Value obarray) {
    if (obarray.is_nil()) obarray = find_value(in, in[sym::obarray]);
    if (!obarray.is<Vector>() || obarray.as<Vector>().size == 0) wrong_type(in, sym::obarrayp, obarray);
    return is_main(obarray) ? nullptr : &obarray.as<Vector>();
}

Value& bucket(Vector& obarray, std::string_view name) { return obarray.slots[hash_bytes(name) % obarray.size]; }

Symbol* first_symbol(Interpreter& in, Value slot) {
    if (slot == fixnum(0) || slot.is_nil()) return nullptr;
    if (!slot.is_symbol()) error(in, "Bad data in guts of obarray");
    return &symbol(in, slot);
}

Symbol* find(Interpreter& in, Vector& obarray, std::string_view name) {
    for (Symbol* s = first_symbol(in, bucket(obarray, name)); s; s = s->next)
        if (s->view() == name) return s;
    return nullptr;
}

Value add(Interpreter& in, Vector& obarray, Value name) {
    Value added = make_uninterned_symbol(in, name);
    Value& slot = bucket(obarray, name.as<String>().view());
    Symbol& s = symbol(in, added);
    s.next = first_symbol(in, slot);
    s.set_flag(Symbol::interned);
    slot = added;
    return added;
}

Value intern_(Interpreter& in, String& name, Opt<Value> obarray) {
    Vector* table = checked_obarray(in, obarray.value);
    if (!table) {
        Value known = intern_soft(in, name.view());
        if (!known.is_unbound()) return known;
        return intern(in, name.view());
    }
    Symbol* known = find(in, *table, name.view());
    return known ? symbol_as_value(in, *known) : add(in, *table, string_part(in, name, 0, name.chars, false));
}

// Emacs: a symbol is found only if it is the very one interned there.
Value intern_soft_(Interpreter& in, Value name, Opt<Value> obarray) {
    Vector* table = checked_obarray(in, obarray.value);
    std::string_view text = string_or_name(in, name).view();
    Value found;
    if (table) {
        Symbol* known = find(in, *table, text);
        if (!known) return nil;
        found = symbol_as_value(in, *known);
    } else {
        found = intern_soft(in, text);
        if (found.is_unbound()) return nil;
    }
    return name.is_symbol() && name != found ? nil : found;
}

bool unlink(Interpreter& in, Vector& obarray, Symbol& s) {
    Value& slot = bucket(obarray, s.view());
    Symbol* first = first_symbol(in, slot);
    if (first == &s) {
        slot = s.next ? symbol_as_value(in, *s.next) : fixnum(0);
    } else {
        while (first && first->next != &s) first = first->next;
        if (!first) return false;
        first->next = s.next;
    }
    s.next = nullptr;
    s.set_flag(Symbol::interned, false);
    return true;
}

Value unintern_(Interpreter& in, Value name, Opt<Value> obarray) {
    Vector* table = checked_obarray(in, obarray.value);
    Value found = intern_soft_(in, name, obarray);
    if (found.is_nil()) return nil;
    Symbol& s = symbol(in, found);
    return truth(in, table ? unlink(in, *table, s) : unintern(in, s));
}

void collect(Interpreter& in, Symbol& s, void* builder) { static_cast<ListBuilder*>(builder)->add(symbol_as_value(in, s)); }

Value mapatoms(Interpreter& in, Value function, Opt<Value> obarray) {
    ListBuilder symbols(in);
    if (Vector* table = checked_obarray(in, obarray.value)) {
        for (Value slot : table->span())
            for (Symbol* s = first_symbol(in, slot); s; s = s->next) symbols.add(symbol_as_value(in, *s));
    } else {
        map_symbols(in, collect, &symbols);
    }
    for (Value tail = symbols.take(); tail.is_cons(); tail = cdr(tail)) in.funcall(function, {car(tail)});
    return nil;
}

Value obarrayp(Interpreter& in, Value object) {
    if (!object.is<Vector>() || object.as<Vector>().size == 0) return nil;
    if (is_main(object)) return in[sym::t];
    for (Value v : object.as<Vector>().span())
        if (v != fixnum(0) && !v.is_symbol()) return nil;
    return in[sym::t];
}

constexpr Primitive table[] = {
    prim<intern_>("intern", "string &optional obarray", "The symbol called STRING in OBARRAY, made if there is none."),
    prim<intern_soft_>("intern-soft", "name &optional obarray", "The symbol called NAME in OBARRAY, nil if there is none."),
    prim<unintern_>("unintern", "name &optional obarray", "Remove the symbol NAME from OBARRAY; t if it was there."),
    prim<mapatoms>("mapatoms", "function &optional obarray", "Call FUNCTION with each symbol of OBARRAY."),
    prim<obarrayp>("obarrayp", "object", "Whether OBJECT is an obarray."),
};

}  // namespace

void define_obarray(Interpreter& in) {
    in.define_primitives(table);
    Vector* obarray = allocate_vector(15121);
    for (Value& slot : obarray->span()) slot = fixnum(0);
    obarray->header.flags |= stands_for_main;
    in.set_variable(in[sym::obarray], Value::from_object(obarray));
    make_special(in, in[sym::obarray]);
}

}  // namespace el
