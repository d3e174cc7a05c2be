// Char-tables.
// Tests: tests/recorded
#include "core/char_table.hpp"

#include "core/hash_table.hpp"
#include "prims/all.hpp"
#include "prims/caller.hpp"
#include "prims/format.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value make_char_table_(Interpreter& in, Value purpose, Opt<Value> init) { return make_char_table(in, purpose, init.value); }
Value char_table_subtype(Interpreter&, CharTable& table) { return table.purpose; }
Value char_table_parent(Interpreter&, CharTable& table) { return table.parent; }

// Emacs: a table may not become its own ancestor.
Value set_char_table_parent(Interpreter& in, CharTable& table, Value parent) {
    if (!parent.is_nil()) {
        Arg<CharTable&>::from(in, parent);
        for (Value up = parent; up.is<CharTable>(); up = up.as<CharTable>().parent)
            if (&up.as<CharTable>() == &table) error(in, "Attempt to make a chartable be its own parent");
    }
    return table.parent = parent;
}

std::size_t checked_extra(Interpreter& in, CharTable& table, Value n) {
    Int slot = Arg<Fixnum>::from(in, n);
    if (slot < 0 || slot >= static_cast<Int>(table.header.length)) args_out_of_range(in, Value::from_object(&table), n);
    return static_cast<std::size_t>(slot);
}

Value char_table_extra_slot(Interpreter& in, CharTable& table, Value n) { return table.extras[checked_extra(in, table, n)]; }

Value set_char_table_extra_slot(Interpreter& in, CharTable& table, Value n, Value value) {
    return table.extras[checked_extra(in, table, n)] = value;
}

[[noreturn]] void invalid_range(Interpreter& in, const char* function) {
    error(in, "%s", curve_quotes(in, std::string("Invalid RANGE argument to `") + function + "'").c_str());
}

Value char_table_range(Interpreter& in, CharTable& table, Value range) {
    if (range.is_nil()) return table.default_value;
    if (range.is_fixnum()) return char_table_ref(table, Arg<Character>::from(in, range));
    if (!range.is_cons()) invalid_range(in, "char-table-range");
    char32_t from = Arg<Character>::from(in, car(range));
    Arg<Character>::from(in, cdr(range));
    return char_table_ref(table, from);
}

Value set_char_table_range(Interpreter& in, CharTable& table, Value range, Value value) {
    if (range == in[sym::t]) {
        char_table_set_all(table, value);
    } else if (range.is_nil()) {
        table.default_value = value;
    } else if (range.is_fixnum()) {
        char_table_set(table, Arg<Character>::from(in, range), value);
    } else if (range.is_cons()) {
        char32_t from = Arg<Character>::from(in, car(range));
        char_table_set_range(table, from, Arg<Character>::from(in, cdr(range)), value);
    } else {
        invalid_range(in, "set-char-table-range");
    }
    return value;
}

Value range_key(Interpreter& in, char32_t from, char32_t to) {
    Value first = fixnum(static_cast<Int>(from));
    return from == to ? first : cons(in, first, fixnum(static_cast<Int>(to)));
}

void call_for_range(Interpreter& in, char32_t from, char32_t to, Value value, void* caller) {
    (*static_cast<Caller*>(caller))(range_key(in, from, to), value);
}

Value map_char_table_(Interpreter& in, Value function, CharTable& table) {
    Caller call(in, function, 2);
    map_char_table(in, table, call_for_range, &call);
    return nil;
}

bool same_by_eq(Interpreter&, Value a, Value b) { return eq(a, b); }
bool same_by_eql(Interpreter&, Value a, Value b) { return eql(a, b); }

Value optimize_char_table_(Interpreter& in, CharTable& table, Opt<Value> test) {
    auto* same = test.value == in[sym::eq] ? same_by_eq : test.value == in[sym::eql] ? same_by_eql : equal;
    optimize_char_table(in, table, same);
    return nil;
}

constexpr Primitive table[] = {
    prim<make_char_table_>("make-char-table", "purpose &optional init", "A new char-table for PURPOSE, a symbol, with INIT for every character."),
    prim<char_table_subtype>("char-table-subtype", "char-table", "The purpose of CHAR-TABLE."),
    prim<char_table_parent>("char-table-parent", "char-table", "The table that is asked where CHAR-TABLE has nil."),
    prim<set_char_table_parent>("set-char-table-parent", "char-table parent", "Make PARENT the parent of CHAR-TABLE and return it."),
    prim<char_table_extra_slot>("char-table-extra-slot", "char-table n", "Extra slot N of CHAR-TABLE."),
    prim<set_char_table_extra_slot>("set-char-table-extra-slot", "char-table n value", "Store VALUE in extra slot N of CHAR-TABLE."),
    prim<char_table_range>("char-table-range", "char-table range", "The value of a character or (FROM . TO) in CHAR-TABLE; of nil the default."),
    prim<set_char_table_range>("set-char-table-range", "char-table range value", "Set the value of a character, (FROM . TO), t (all) or nil (the default)."),
    prim<map_char_table_>("map-char-table", "function char-table", "Call FUNCTION with each character or (FROM . TO) that has a value, and the value."),
    prim<optimize_char_table_>("optimize-char-table", "char-table &optional test", "Make CHAR-TABLE take less memory."),
};

}  // namespace

void define_char_tables(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
