// Hash tables with Emacs's tests (eq, eql, equal, user-defined) and weakness; iteration in insertion order.
#pragma once
#include "core/objects.hpp"

namespace el {

struct HashTable {
    Object header;      // flags: weakness, aux: test
    Value test;         // symbol: eq, eql, equal or one from define-hash-table-test
    Value user_hash;    // functions of a user-defined test
    Value user_equal;
    std::size_t count;     // live entries
    std::size_t capacity;  // entries allocated: what `hash-table-size' says
    std::size_t used;      // entries used so far, deleted ones included
    Value* entries;        // key, value pairs; weak halves are hidden from the collector (hash_table.cpp)
    std::uint32_t* hashes; // hash of each entry; of a deleted one the next free entry + 1
    std::uint32_t* index;  // open-addressed: entry number + 1
    std::size_t index_size;  // a power of two
    std::uint32_t free_entry;   // first deleted entry + 1
    std::uint32_t collections;  // heap::collections() when dead entries were last removed
    double rehash_size;    // factor, or the negated number of entries to add
    double rehash_threshold;
    bool pure;

    enum Test : std::uint16_t { by_eq, by_eql, by_equal, by_user };
    enum Weakness : std::uint8_t { strong, weak_key, weak_value, weak_key_or_value, weak_key_and_value };
};

// TEST is eq, eql, equal or a name from define-hash-table-test; otherwise signals an error.
Value make_hash_table(Interpreter& in, Value test, std::size_t size = 65, HashTable::Weakness weakness = HashTable::strong);
// The value of KEY, Value::unbound() if there is none.
Value hash_get(Interpreter& in, HashTable& table, Value key);
void hash_put(Interpreter& in, HashTable& table, Value key, Value value);
bool hash_remove(Interpreter& in, HashTable& table, Value key);
void hash_clear(HashTable& table);
// Live entries, once those whose weak half was collected are gone.
std::size_t hash_count(HashTable& table);
// Entry NUMBER (0 ... table.used - 1) in order of insertion; false if it is deleted. Entries may be added and removed meanwhile.
bool hash_entry(const HashTable& table, std::size_t number, Value& key, Value& value);
Value copy_hash_table(Interpreter& in, const HashTable& table);

// eq-hash of a Value, and the hashes that `sxhash-eq', `sxhash-eql' and `sxhash-equal' return.
std::uint64_t hash_eq(Value v);
std::uint64_t hash_eql(Value v);
std::uint64_t hash_equal(Interpreter& in, Value v);

bool eq(Value a, Value b);   // identity
bool eql(Value a, Value b);  // eq, or floats/bignums of the same type and value
bool equal(Interpreter& in, Value a, Value b);
bool equal_including_properties(Interpreter& in, Value a, Value b);

}  // namespace el
