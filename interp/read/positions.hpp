// PositionTable: the line and column of every cons the reader made from a text. Kept beside the conses, by address, in memory the
// collector does not scan: a table does not keep its conses alive.
#pragma once
#include "core/heap.hpp"

namespace el {

struct Place {
    std::uint32_t line = 0, column = 0;  // from 1; 0: unknown
};

struct PositionTable {
    struct Entry {
        std::uint64_t cons;
        Place position;
    };
    Entry* entries;
    std::uint32_t capacity, count;  // capacity is a power of two

    static PositionTable* make();
    void add(Value cons, Place position);
    Place lookup(Value cons) const;
};

}  // namespace el
