#include "read/positions.hpp"

namespace el {

namespace {

constexpr std::uint32_t first_capacity = 64;

std::uint32_t slot_of(std::uint64_t cons, std::uint32_t capacity) {
    return static_cast<std::uint32_t>((cons >> 4) * 0x9e3779b97f4a7c15ull >> 32) & (capacity - 1);
}

PositionTable::Entry* allocate(std::uint32_t capacity) {
    auto* entries = static_cast<PositionTable::Entry*>(heap::allocate_atomic(capacity * sizeof(PositionTable::Entry)));
    for (std::uint32_t i = 0; i < capacity; ++i) entries[i].cons = 0;
    return entries;
}

void insert(PositionTable::Entry* entries, std::uint32_t capacity, PositionTable::Entry entry) {
    std::uint32_t i = slot_of(entry.cons, capacity);
    while (entries[i].cons && entries[i].cons != entry.cons) i = (i + 1) & (capacity - 1);
    entries[i] = entry;
}

}  // namespace

PositionTable* PositionTable::make() {
    auto* table = static_cast<PositionTable*>(heap::allocate(sizeof(PositionTable)));
    table->capacity = first_capacity;
    table->entries = allocate(first_capacity);
    return table;
}

void PositionTable::add(Value cons, Place position) {
    if (count * 2 >= capacity) {
        Entry* bigger = allocate(capacity * 4);
        for (std::uint32_t i = 0; i < capacity; ++i)
            if (entries[i].cons) insert(bigger, capacity * 4, entries[i]);
        entries = bigger;
        capacity *= 4;
    }
    insert(entries, capacity, {cons.bits(), position});
    ++count;
}

Place PositionTable::lookup(Value cons) const {
    for (std::uint32_t i = slot_of(cons.bits(), capacity); entries[i].cons; i = (i + 1) & (capacity - 1))
        if (entries[i].cons == cons.bits()) return entries[i].position;
    return {};
}

}  // namespace el
