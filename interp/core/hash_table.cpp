// Hash tables: entries in insertion order beside an open-addressed index of entry numbers.
//
// A weak half of an entry is stored complemented, which hides it from the collector, and registered as a disappearing link, which
// clears the word when the object dies. Zero therefore means dead: the complement of no value is zero. Dead entries are removed when
// the table is next counted or grows.
//
// Like Emacs, deleted entries are used again, the last deleted first, and the order of iteration shows it.
// Tests: tests/unit/core/hash_table_test.cpp, tests/recorded
#include "core/hash_table.hpp"

#include <el/exit.hpp>
#include <el/list.hpp>

#include <algorithm>

#include "core/hash_bytes.hpp"
#include "core/symbol.hpp"

namespace el {

namespace {

constexpr std::size_t none = ~std::size_t{0};

// --- weak halves ---

bool hides_keys(const HashTable& t) { return t.header.flags == HashTable::weak_key || t.header.flags == HashTable::weak_key_and_value; }
bool hides_values(const HashTable& t) { return t.header.flags == HashTable::weak_value || t.header.flags == HashTable::weak_key_and_value; }

// What collecting can take away: not fixnums, floats, well-known symbols or primitives.
bool may_die(Interpreter& in, Value v) {
    if (v.is_cons()) return true;
    if (v.is<String>()) return v.as<String>().bytes > 0;  // the empty string and vector are static
    if (v.is<Vector>()) return v.as<Vector>().size > 0;
    if (v.is_object()) return !v.is_kind(Kind::Primitive);
    if (v.tag() != Value::symbol_tag) return false;
    auto first = reinterpret_cast<std::uint64_t>(in.symbols());
    return v.bits() < first || v.bits() >= first + static_cast<std::size_t>(sym::Id::count_) * sizeof(Symbol);
}

void* address(Value v) { return reinterpret_cast<void*>(v.bits() & ~Value::tag_mask); }

void hide(Interpreter& in, Value& slot, Value v) {
    slot = Value::from_bits(~v.bits());
    if (may_die(in, v)) heap::weak_link(reinterpret_cast<void**>(&slot), address(v));
}

void unlink(Value& slot) { heap::weak_unlink(reinterpret_cast<void**>(&slot)); }

// False if the object is dead. Another thread may collect between the load and the moment when the value is visible on the stack: a
// second look tells.
bool reveal(const Value& slot, Value& v) {
    const volatile std::uint64_t& word = *reinterpret_cast<const volatile std::uint64_t*>(&slot);
    std::uint64_t hidden = word;
    std::uint64_t bits = ~hidden;
    asm volatile("" : "+r"(bits) : : "memory");
    if (word == 0) return false;
    v = Value::from_bits(bits);
    return true;
}

bool load_key(const HashTable& t, std::size_t entry, Value& key) {
    const Value& slot = t.entries[2 * entry];
    if (slot.is_unbound()) return false;
    if (hides_keys(t)) return reveal(slot, key);
    key = slot;
    return true;
}

bool load_value(const HashTable& t, std::size_t entry, Value& value) {
    const Value& slot = t.entries[2 * entry + 1];
    if (hides_values(t)) return reveal(slot, value);
    value = slot;
    return true;
}

void store_key(Interpreter& in, HashTable& t, std::size_t entry, Value key) {
    if (hides_keys(t)) return hide(in, t.entries[2 * entry], key);
    t.entries[2 * entry] = key;
}

void store_value(Interpreter& in, HashTable& t, std::size_t entry, Value value) {
    if (hides_values(t)) return hide(in, t.entries[2 * entry + 1], value);
    t.entries[2 * entry + 1] = value;
}

void unlink_entry(HashTable& t, std::size_t entry) {
    if (hides_keys(t)) unlink(t.entries[2 * entry]);
    if (hides_values(t)) unlink(t.entries[2 * entry + 1]);
}

// --- hashing and comparing ---

std::uint32_t folded(std::uint64_t hash) { return static_cast<std::uint32_t>(hash ^ (hash >> 32)); }

std::uint32_t user_hash(Interpreter& in, HashTable& t, Value key) {
    Value hash = in.funcall(t.user_hash, {key});
    return folded(hash.is_fixnum() ? hash_word(hash.bits()) : hash_equal(in, hash));
}

std::uint32_t hash_key(Interpreter& in, HashTable& t, Value key) {
    switch (static_cast<HashTable::Test>(t.header.aux)) {
        case HashTable::by_eq: return folded(hash_eq(key));
        case HashTable::by_eql: return folded(hash_eql(key));
        case HashTable::by_equal: return folded(hash_equal(in, key));
        case HashTable::by_user: return user_hash(in, t, key);
    }
    return 0;
}

bool same_key(Interpreter& in, HashTable& t, Value a, Value b) {
    if (a == b) return true;
    switch (static_cast<HashTable::Test>(t.header.aux)) {
        case HashTable::by_eq: return false;
        case HashTable::by_eql: return eql(a, b);
        case HashTable::by_equal: return equal(in, a, b);
        case HashTable::by_user: return !in.funcall(t.user_equal, {a, b}).is_nil();
    }
    return false;
}

// --- the index ---

std::size_t index_place(const HashTable& t, std::uint32_t hash) { return hash & (t.index_size - 1); }
std::size_t next_place(const HashTable& t, std::size_t place) { return (place + 1) & (t.index_size - 1); }

void enter_in_index(HashTable& t, std::size_t entry) {
    std::size_t place = index_place(t, t.hashes[entry]);
    while (t.index[place]) place = next_place(t, place);
    t.index[place] = static_cast<std::uint32_t>(entry + 1);
}

// Moves later ones of the same run forward, so that no tombstones are needed.
void close_gap(HashTable& t, std::size_t gap) {
    for (std::size_t at = next_place(t, gap); t.index[at]; at = next_place(t, at)) {
        std::size_t home = index_place(t, t.hashes[t.index[at] - 1]);
        bool stays = gap <= at ? home > gap && home <= at : home > gap || home <= at;
        if (stays) continue;
        t.index[gap] = t.index[at];
        gap = at;
    }
    t.index[gap] = 0;
}

void delete_entry(HashTable& t, std::size_t entry) {
    std::size_t place = index_place(t, t.hashes[entry]);
    while (t.index[place] != entry + 1) place = next_place(t, place);
    close_gap(t, place);
    unlink_entry(t, entry);
    t.entries[2 * entry] = Value::unbound();
    t.entries[2 * entry + 1] = nil;
    t.hashes[entry] = t.free_entry;
    t.free_entry = static_cast<std::uint32_t>(entry + 1);
    --t.count;
}

// The entry of KEY, or `none`. A user's test runs Lisp, which may change the table: everything is read anew each round.
std::size_t find_entry(Interpreter& in, HashTable& t, Value key, std::uint32_t hash) {
    if (t.count == 0) return none;
    for (std::size_t place = index_place(t, hash); t.index_size; place = next_place(t, place)) {
        std::uint32_t number = t.index[place & (t.index_size - 1)];
        if (!number) return none;
        std::size_t entry = number - 1;
        if (t.hashes[entry] != hash) continue;
        Value candidate;
        if (load_key(t, entry, candidate) && same_key(in, t, key, candidate)) return entry;
    }
    return none;
}

void remove_dead(HashTable& t) {
    std::uint32_t now = heap::collections();
    if (t.header.flags == HashTable::strong || t.collections == now) return;
    t.collections = now;
    for (std::size_t entry = 0; entry < t.used; ++entry) {
        if (t.entries[2 * entry].is_unbound()) continue;
        Value key, value;
        if (!load_key(t, entry, key) || !load_value(t, entry, value)) delete_entry(t, entry);
    }
}

// --- growing ---

std::size_t grown_capacity(const HashTable& t) {
    double next = t.rehash_size < 0 ? static_cast<double>(t.capacity) - t.rehash_size : static_cast<double>(t.capacity) * t.rehash_size;
    return std::max(static_cast<std::size_t>(next), t.capacity + 1);
}

std::uint32_t* allocate_words(std::size_t count) {
    auto* words = static_cast<std::uint32_t*>(heap::allocate_atomic(count * sizeof(std::uint32_t)));
    std::fill_n(words, count, 0u);
    return words;
}

void allocate_storage(HashTable& t, std::size_t capacity) {
    std::size_t index_size = 8;
    while (index_size * 2 < capacity * 3) index_size *= 2;
    t.entries = static_cast<Value*>(heap::allocate(capacity * 2 * sizeof(Value)));
    t.hashes = allocate_words(capacity);
    t.index = allocate_words(index_size);
    t.index_size = index_size;
    t.capacity = capacity;
}

// Emacs's hash tables grow in place: the order of entries stays. There are no deleted ones when this is called.
void grow(Interpreter& in, HashTable& t) {
    HashTable old = t;
    allocate_storage(t, old.entries ? grown_capacity(t) : t.capacity);
    std::copy_n(old.hashes, old.used, t.hashes);
    for (std::size_t entry = 0; entry < old.used; ++entry) {
        Value key, value;
        bool alive = load_key(old, entry, key) && load_value(old, entry, value);
        unlink_entry(old, entry);
        if (alive) {
            store_key(in, t, entry, key);
            store_value(in, t, entry, value);
        } else {  // died since remove_dead: to be found dead again
            t.entries[2 * entry] = hides_keys(t) ? Value::from_bits(0) : key;
            t.entries[2 * entry + 1] = Value::from_bits(0);
        }
        enter_in_index(t, entry);
    }
}

std::size_t take_entry(Interpreter& in, HashTable& t) {
    if (!t.free_entry && t.used == t.capacity) remove_dead(t);
    if (t.free_entry) {
        std::size_t entry = t.free_entry - 1;
        t.free_entry = t.hashes[entry];
        return entry;
    }
    if (!t.entries || t.used == t.capacity) grow(in, t);
    return t.used++;
}

void set_test(Interpreter& in, HashTable& t, Value test) {
    t.test = test;
    if (test == in[sym::eq]) t.header.aux = HashTable::by_eq;
    else if (test == in[sym::eql]) t.header.aux = HashTable::by_eql;
    else if (test == in[sym::equal]) t.header.aux = HashTable::by_equal;
    else {
        Value functions = test.is_symbol() ? plist_get(symbol(in, test).plist, in[sym::hash_table_test]) : nil;
        if (!functions.is_cons() || !cdr(functions).is_cons())
            signal(in, in[sym::error], list(in, {make_string(in, "Invalid hash table test"), test}));
        t.header.aux = HashTable::by_user;
        t.user_equal = car(functions);
        t.user_hash = car(cdr(functions));
    }
}

}  // namespace

Value make_hash_table(Interpreter& in, Value test, std::size_t size, HashTable::Weakness weakness) {
    HashTable* t = heap::make<HashTable>();
    set_test(in, *t, test);
    t->header.flags = weakness;
    t->capacity = std::max<std::size_t>(size, 1);
    t->rehash_size = 1.5;
    t->rehash_threshold = 0.8125;
    t->collections = heap::collections();
    return Value::from_object(t);
}

Value hash_get(Interpreter& in, HashTable& t, Value key) {
    if (t.count == 0) return Value::unbound();
    std::size_t entry = find_entry(in, t, key, hash_key(in, t, key));
    Value value;
    return entry != none && load_value(t, entry, value) ? value : Value::unbound();
}

void hash_put(Interpreter& in, HashTable& t, Value key, Value value) {
    std::uint32_t hash = hash_key(in, t, key);
    std::size_t entry = find_entry(in, t, key, hash);
    if (entry != none) {
        if (hides_values(t)) unlink(t.entries[2 * entry + 1]);
        return store_value(in, t, entry, value);
    }
    entry = take_entry(in, t);
    t.hashes[entry] = hash;
    store_key(in, t, entry, key);
    store_value(in, t, entry, value);
    enter_in_index(t, entry);
    ++t.count;
}

bool hash_remove(Interpreter& in, HashTable& t, Value key) {
    if (t.count == 0) return false;
    std::size_t entry = find_entry(in, t, key, hash_key(in, t, key));
    if (entry == none) return false;
    delete_entry(t, entry);
    return true;
}

void hash_clear(HashTable& t) {
    for (std::size_t entry = 0; entry < t.used; ++entry)
        if (!t.entries[2 * entry].is_unbound()) unlink_entry(t, entry);
    t.entries = nullptr;
    t.hashes = t.index = nullptr;
    t.count = t.used = t.index_size = 0;
    t.free_entry = 0;
}

std::size_t hash_count(HashTable& t) {
    remove_dead(t);
    return t.count;
}

bool hash_entry(const HashTable& t, std::size_t number, Value& key, Value& value) {
    return number < t.used && load_key(t, number, key) && load_value(t, number, value);
}

Value copy_hash_table(Interpreter& in, const HashTable& t) {
    HashTable* copy = heap::make<HashTable>();
    *copy = t;
    copy->pure = false;
    if (!t.entries) return Value::from_object(copy);
    allocate_storage(*copy, t.capacity);
    std::copy_n(t.hashes, t.used, copy->hashes);
    for (std::size_t entry = 0; entry < t.used; ++entry) {
        Value key, value;
        copy->entries[2 * entry] = Value::unbound();
        if (!t.entries[2 * entry].is_unbound()) {
            enter_in_index(*copy, entry);
            if (load_key(t, entry, key) && load_value(t, entry, value)) {
                store_key(in, *copy, entry, key);
                store_value(in, *copy, entry, value);
            } else {
                copy->entries[2 * entry] = hides_keys(t) ? Value::from_bits(0) : nil;
                copy->entries[2 * entry + 1] = Value::from_bits(0);
            }
        }
    }
    return Value::from_object(copy);
}

}  // namespace el
