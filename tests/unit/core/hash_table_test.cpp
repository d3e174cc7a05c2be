// Hash tables: what the collector does to weak ones, and the order of entries.
#include "core/hash_table.hpp"

#include <el/list.hpp>

#include "core/heap.hpp"
#include "core/symbol.hpp"
#include "support/catch.hpp"

using namespace el;

namespace {

// Fills TABLE with keys and values that nothing else holds; not inlined, so that no trace stays on the caller's stack.
[[gnu::noinline]] void fill(Interpreter& in, HashTable& table, int count) {
    for (int i = 0; i < count; ++i) hash_put(in, table, cons(in, fixnum(i), nil), cons(in, fixnum(i), nil));
}

std::size_t left_after_collecting(Interpreter& in, HashTable::Weakness weakness) {
    constexpr int count = 5000;
    Value table = make_hash_table(in, in[sym::eq], 65, weakness);
    fill(in, table.as<HashTable>(), count);
    heap::collect();
    heap::collect();
    return hash_count(table.as<HashTable>());
}

}  // namespace

TEST_CASE("weak entries die with their weak half, strong ones stay") {
    Interpreter in({.image = false});
    CHECK(left_after_collecting(in, HashTable::strong) == 5000);
#ifndef ELWIRE_HEAP_MALLOC
    // A conservative collector may keep a few.
    CHECK(left_after_collecting(in, HashTable::weak_key) < 500);
    CHECK(left_after_collecting(in, HashTable::weak_value) < 500);
    CHECK(left_after_collecting(in, HashTable::weak_key_and_value) < 500);
#endif
}

TEST_CASE("a weak entry stays while its weak half is held, and has its value") {
    Interpreter in({.image = false});
    Value table = make_hash_table(in, in[sym::eq], 65, HashTable::weak_key);
    Value held = cons(in, fixnum(1), nil);
    hash_put(in, table.as<HashTable>(), held, fixnum(7));
    fill(in, table.as<HashTable>(), 2000);
    heap::collect();
    CHECK(hash_get(in, table.as<HashTable>(), held) == fixnum(7));
}

TEST_CASE("many insertions and removals leave every other entry findable") {
    Interpreter in({.image = false});
    Value v = make_hash_table(in, in[sym::eql], 1);
    HashTable& table = v.as<HashTable>();
    for (Int i = 0; i < 20000; ++i) hash_put(in, table, fixnum(i), fixnum(i * 2));
    for (Int i = 0; i < 20000; i += 3) CHECK(hash_remove(in, table, fixnum(i)));
    bool right = true;
    for (Int i = 0; i < 20000; ++i) {
        Value found = hash_get(in, table, fixnum(i));
        right = right && (i % 3 == 0 ? found.is_unbound() : found == fixnum(i * 2));
    }
    CHECK(right);
}

TEST_CASE("deleted entries are used again, the last deleted first") {
    Interpreter in({.image = false});
    Value v = make_hash_table(in, in[sym::eq]);
    HashTable& table = v.as<HashTable>();
    for (Int i = 0; i < 5; ++i) hash_put(in, table, fixnum(i), nil);
    hash_remove(in, table, fixnum(2));
    hash_remove(in, table, fixnum(3));
    hash_put(in, table, fixnum(7), nil);
    hash_put(in, table, fixnum(8), nil);
    std::vector<Int> order;
    Value key, value;
    for (std::size_t i = 0; i < table.used; ++i)
        if (hash_entry(table, i, key, value)) order.push_back(key.fixnum());
    CHECK(order == std::vector<Int>{0, 1, 8, 7, 4});
}
