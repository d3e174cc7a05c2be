// Hash tables with Emacs's tests (eq, eql, equal, user-defined) and weakness; iteration in insertion order.
#pragma once
#include "core/objects.hpp"

namespace el {

struct HashTable {
    Object header;      // flags: weakness
    Value test;         // symbol: eq, eql, equal or one from define-hash-table-test
    Value user_hash;    // functions of a user-defined test
    Value user_equal;
    std::size_t count;     // live entries
    std::size_t capacity;  // entries allocated
    std::size_t used;      // entries used so far, deleted ones included
    Value* entries;        // key, value pairs; a deleted key is Value::unbound()
    std::uint32_t* hashes; // hash of each entry
    std::uint32_t* index;  // open-addressed: entry number + 1
    std::size_t index_size;  // a power of two
    double rehash_size, rehash_threshold;
    bool pure;

    enum Weakness : std::uint8_t { strong, weak_key, weak_value, weak_key_or_value, weak_key_and_value };
};

Value make_hash_table(Interpreter& in, Value test, std::size_t size = 0, HashTable::Weakness weakness = HashTable::strong);
// The value of KEY, Value::unbound() if there is none.
Value hash_get(Interpreter& in, HashTable& table, Value key);
void hash_put(Interpreter& in, HashTable& table, Value key, Value value);
bool hash_remove(Interpreter& in, HashTable& table, Value key);
void hash_clear(HashTable& table);

// eq-hash of a Value, and the hashes that `sxhash-eq', `sxhash-eql' and `sxhash-equal' return.
std::uint64_t hash_eq(Value v);
std::uint64_t hash_eql(Value v);
std::uint64_t hash_equal(Interpreter& in, Value v);

bool eq(Value a, Value b);   // identity
bool eql(Value a, Value b);  // eq, or floats/bignums of the same type and value
bool equal(Interpreter& in, Value a, Value b);
bool equal_including_properties(Interpreter& in, Value a, Value b);

}  // namespace el
