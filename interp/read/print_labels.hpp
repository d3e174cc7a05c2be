// print-circle: which objects occur more than once.
#pragma once
#include "core/hash_table.hpp"

namespace el {

// Whether V gets a label: objects whose identity matters.
bool may_have_label(Interpreter& in, Value v, bool gensyms);
// Enters into TABLE (by eq) every such object in V: nil if met once, a negative number
// (its label is -N, continuing after LAST) if more often.
void find_shared(Interpreter& in, HashTable& table, Value v, bool gensyms, Int& last);

}  // namespace el
