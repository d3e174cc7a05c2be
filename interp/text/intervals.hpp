// Text properties: sorted runs of characters with a property list each, for strings and buffers alike.
// Characters are counted from 0. A stretch without run has no properties. Runs are never joined, as Emacs does not join its
// intervals: printing shows where they begin and end.
// Tests: tests/unit/text/intervals_test.cpp, tests/lisp/prims/textprops.el
#pragma once
#include "core/objects.hpp"

namespace el {

struct Run {
    Int start, end;
    Value plist;  // not nil
};

struct Intervals {
    Run* runs;
    std::uint32_t count, capacity;

    bool empty() const { return count == 0; }
    // Index of the first run that ends after POS; `count' if there is none.
    std::uint32_t find(Int pos) const;
    Value plist_at(Int pos) const;

    // --- text changes ---
    void insert_space(Int pos, Int length);  // text without properties came in
    void erase(Int from, Int to);
    // The runs of SOURCE in [from, to) come over text that starts at POS and has no properties yet.
    void graft(const Intervals& source, Int from, Int to, Int pos);
    void split_at(Int pos);
    void clear(Int from, Int to);  // no properties in [from, to)
    void set_plist(Int from, Int to, Value plist);
    void add_run(std::uint32_t index, Run run);

private:
    void remove_runs(std::uint32_t index, std::uint32_t n);
};

Intervals* make_intervals();
// Properties of [from, to) as the intervals of a new string; null if there are none.
Intervals* copy_intervals(const Intervals* source, Int from, Int to);
// The same as `substring', `concat' and `copy-sequence' do it: they leave each property list reversed.
Intervals* copy_intervals_reversed(Interpreter& in, const Intervals* source, Int from, Int to);
// Adds the reversed copies of SOURCE to the string TARGET whose text from POS on is a copy.
void append_intervals_reversed(Interpreter& in, String& target, const Intervals* source, Int from, Int to, Int pos);

// Property lists equal as sets, values compared with eq.
bool same_properties(Value plist_a, Value plist_b);
// The next position after POS, below LIMIT, where the properties differ from those at POS; LIMIT if there is none.
Int next_property_change(const Intervals* intervals, Int pos, Int limit);
Int previous_property_change(const Intervals* intervals, Int pos, Int limit);
// ((START END PLIST) ...) for [0, length), stretches without properties too.
Value intervals_to_list(Interpreter& in, const Intervals* intervals, Int length);

}  // namespace el
