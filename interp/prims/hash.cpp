// Hash tables and hash codes.
// Tests: tests/recorded
#include "core/hash_table.hpp"

#include <algorithm>

#include "core/bignum.hpp"
#include "prims/all.hpp"
#include "prims/caller.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

[[noreturn]] void invalid(Interpreter& in, const char* what, Value v) {
    signal(in, in[sym::error], list(in, {make_string(in, what), v}));
}

HashTable::Weakness weakness_of(Interpreter& in, Value v) {
    if (v.is_nil()) return HashTable::strong;
    if (v == in[sym::key]) return HashTable::weak_key;
    if (v == in[sym::value]) return HashTable::weak_value;
    if (v == in[sym::key_or_value]) return HashTable::weak_key_or_value;
    if (v == in[sym::key_and_value] || v == in[sym::t]) return HashTable::weak_key_and_value;
    invalid(in, "Invalid hash table weakness", v);
}

struct TableOptions {
    Value test, size, rehash_size = Value::unbound(), rehash_threshold = Value::unbound(), weakness;
    Value pure;
};

Value* option_place(Interpreter& in, TableOptions& options, Value keyword) {
    if (keyword == in[sym::k_test]) return &options.test;
    if (keyword == in[sym::k_size]) return &options.size;
    if (keyword == in[sym::k_rehash_size]) return &options.rehash_size;
    if (keyword == in[sym::k_rehash_threshold]) return &options.rehash_threshold;
    if (keyword == in[sym::k_weakness]) return &options.weakness;
    if (keyword == in[sym::k_purecopy]) return &options.pure;
    return nullptr;
}

TableOptions parse_options(Interpreter& in, Rest args) {
    TableOptions options;
    options.test = in[sym::eql];
    // Emacs takes the first of several; the same keyword again is an argument it does not know.
    for (std::size_t i = 0; i < args.size(); i += 2) {
        Value* place = option_place(in, options, args[i]);
        if (!place || i + 1 == args.size()) invalid(in, "Invalid argument list", args[i]);
        *place = args[i + 1];
    }
    return options;
}

double checked_rehash_size(Interpreter& in, Value v) {
    if (v.is_fixnum() && v.fixnum() > 0) return -static_cast<double>(v.fixnum());
    if (is_float(v) && float_value(v) > 1) return float_value(v);
    invalid(in, "Invalid hash table rehash size", v);
}

double checked_threshold(Interpreter& in, Value v) {
    if (is_float(v) && float_value(v) > 0 && float_value(v) <= 1) return float_value(v);
    if (v == fixnum(1)) return 1;
    invalid(in, "Invalid hash table rehash threshold", v);
}

Value make_hash_table_(Interpreter& in, Rest args) {
    TableOptions options = parse_options(in, args);
    Int size = 65;
    if (!options.size.is_nil()) {
        if (!options.size.is_fixnum() || options.size.fixnum() < 0) invalid(in, "Invalid hash table size", options.size);
        size = options.size.fixnum();
    }
    double rehash_size = options.rehash_size.is_unbound() ? 1.5 : checked_rehash_size(in, options.rehash_size);
    double threshold = options.rehash_threshold.is_unbound() ? 0.8125 : checked_threshold(in, options.rehash_threshold);
    HashTable::Weakness weakness = weakness_of(in, options.weakness);
    Value table = make_hash_table(in, options.test, static_cast<std::size_t>(size), weakness);
    auto& t = table.as<HashTable>();
    t.rehash_size = rehash_size;
    t.rehash_threshold = threshold;
    t.pure = !options.pure.is_nil();
    if (size == 0) t.capacity = 0;
    return table;
}

Value gethash(Interpreter& in, Value key, HashTable& table, Opt<Value> fallback) {
    Value found = hash_get(in, table, key);
    return found.is_unbound() ? fallback.value : found;
}


Value puthash(Interpreter& in, Value key, Value value, HashTable& table) {

    hash_put(in, table, key, value);
    return value;
}

Value remhash(Interpreter& in, Value key, HashTable& table) {
    hash_remove(in, table, key);
    return nil;
}

Value clrhash(Interpreter&, HashTable& table) {
    hash_clear(table);
    return Value::from_object(&table);
}

// Entries added meanwhile are visited too, as Emacs does while the table has room for them.
Value maphash(Interpreter& in, Value function, HashTable& table) {
    Caller call(in, function, 2);
    for (std::size_t i = 0; i < table.used; ++i) {
        Value key, value;
        if (hash_entry(table, i, key, value)) call(key, value);
    }
    return nil;
}

Value hash_table_count(Interpreter&, HashTable& table) { return fixnum(static_cast<Int>(hash_count(table))); }
Value hash_table_size(Interpreter&, HashTable& table) { return fixnum(static_cast<Int>(table.capacity)); }
Value hash_table_test(Interpreter&, HashTable& table) { return table.test; }
Value hash_table_rehash_threshold(Interpreter&, HashTable& table) { return make_float(table.rehash_threshold); }

Value hash_table_rehash_size(Interpreter&, HashTable& table) {
    if (table.rehash_size < 0) return fixnum(static_cast<Int>(-table.rehash_size));
    return make_float(table.rehash_size);
}

Value hash_table_weakness(Interpreter& in, HashTable& table) {
    switch (static_cast<HashTable::Weakness>(table.header.flags)) {
        case HashTable::strong: return nil;
        case HashTable::weak_key: return in[sym::key];
        case HashTable::weak_value: return in[sym::value];
        case HashTable::weak_key_or_value: return in[sym::key_or_value];
        case HashTable::weak_key_and_value: return in[sym::key_and_value];
    }
    return nil;
}

Value copy_hash_table_(Interpreter& in, HashTable& table) { return copy_hash_table(in, table); }

Value define_hash_table_test(Interpreter& in, SymbolArg name, Value test, Value hash) {
    Value functions = list(in, {test, hash});
    Symbol& s = symbol(in, name);
    s.plist = plist_put(in, s.plist, in[sym::hash_table_test], functions);
    return functions;
}

Value as_hash_code(std::uint64_t hash) { return fixnum(static_cast<Int>(hash >> 3)); }

Value sxhash_eq(Interpreter&, Value object) { return as_hash_code(hash_eq(object)); }
Value sxhash_eql(Interpreter&, Value object) { return as_hash_code(hash_eql(object)); }
Value sxhash_equal(Interpreter& in, Value object) { return as_hash_code(hash_equal(in, object)); }

constexpr Primitive table[] = {
    prim<make_hash_table_>("make-hash-table", "&rest keyword-args", "A new hash table; keywords :test :size :weakness :rehash-size :rehash-threshold."),
    prim<gethash>("gethash", "key table &optional dflt", "The value of KEY in TABLE, DFLT if there is none."),
    prim<puthash>("puthash", "key value table", "Make VALUE the value of KEY in TABLE and return it."),
    prim<remhash>("remhash", "key table", "Remove KEY from TABLE."),
    prim<clrhash>("clrhash", "table", "Remove everything from TABLE and return it."),
    prim<maphash>("maphash", "function table", "Call FUNCTION with each key and value of TABLE."),
    prim<hash_table_count>("hash-table-count", "table", "The number of entries of TABLE."),
    prim<hash_table_size>("hash-table-size", "table", "The number of entries TABLE has room for."),
    prim<hash_table_test>("hash-table-test", "table", "The name of the test of TABLE."),
    prim<hash_table_weakness>("hash-table-weakness", "table", "The weakness of TABLE."),
    prim<hash_table_rehash_size>("hash-table-rehash-size", "table", "How TABLE grows."),
    prim<hash_table_rehash_threshold>("hash-table-rehash-threshold", "table", "How full TABLE may be before it grows."),
    prim<copy_hash_table_>("copy-hash-table", "table", "A copy of TABLE with the same entries."),
    prim<define_hash_table_test>("define-hash-table-test", "name test hash", "Make NAME a hash table test with the functions TEST and HASH."),
    prim<sxhash_eq>("sxhash-eq", "obj", "A hash code of OBJ; the same for objects that are `eq'."),
    prim<sxhash_eql>("sxhash-eql", "obj", "A hash code of OBJ; the same for objects that are `eql'."),
    prim<sxhash_equal>("sxhash-equal", "obj", "A hash code of OBJ; the same for objects that are `equal'."),
    prim<sxhash_equal>("sxhash", "obj", "A hash code of OBJ; the same for objects that are `equal'."),
    prim<sxhash_equal>("sxhash-equal-including-properties", "obj",
                       "A hash code of OBJ; the same for objects that are `equal-including-properties'."),
};

}  // namespace

void define_hash(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
