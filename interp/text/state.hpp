// TextState: the buffers of an interpreter, and the defaults of what each buffer has.
#pragma once
#include "core/state.hpp"
#include "text/buffer.hpp"

namespace el {

struct TextState {
    Buffer* current;
    HeapVector<Value> buffers;      // live ones, in the order of `buffer-list'
    Value slot_defaults[slot::count];
    Value standard_syntax_table, standard_category_table;
    Value standard_downcase, standard_upcase, standard_canonicalize, standard_equivalences;
    // Undo: where the last boundary was.
    Buffer* last_boundary_buffer;
    Int last_boundary_position;
    Int buffer_list_changes;        // counts creations and killings
    Value coding_aliases;           // ((ALIAS . NAME) ...) made by define-coding-system-alias
    Value coding_plists;            // ((NAME . PLIST) ...) changed by coding-system-put
    Value coding_priorities;        // coding systems in the order of detection
    Int change_hook_depth;
};

void init_text(Interpreter& in);
void free_text(Interpreter& in);

}  // namespace el
