// Every file of primitives defines one function here; all.cpp calls them.
#pragma once
#include "core/state.hpp"

namespace el {

void define_all_primitives(Interpreter& in);

void define_arith(Interpreter& in);
void define_bool_vectors(Interpreter& in);
void define_buffers(Interpreter& in);
void define_case(Interpreter& in);
void define_categories(Interpreter& in);
void define_char_tables(Interpreter& in);
void define_char_width(Interpreter& in);
void define_chars(Interpreter& in);
void define_coding(Interpreter& in);
void define_coding_systems(Interpreter& in);
void define_compare(Interpreter& in);
void define_conditions(Interpreter& in);
void define_control(Interpreter& in);
void define_debug(Interpreter& in);
void define_digests(Interpreter& in);
void define_directories(Interpreter& in);
void define_doc(Interpreter& in);
void define_edit(Interpreter& in);
void define_environment(Interpreter& in);
void define_fields(Interpreter& in);
void define_file_changes(Interpreter& in);
void define_file_contents(Interpreter& in);
void define_file_names(Interpreter& in);
void define_files(Interpreter& in);
void define_floats(Interpreter& in);
void define_format(Interpreter& in);
void define_functions(Interpreter& in);
void define_hash(Interpreter& in);
void define_lists(Interpreter& in);
void define_json_parse(Interpreter& in);
void define_json_serialize(Interpreter& in);
void define_keymaps(Interpreter& in);
void define_load(Interpreter& in);
void define_locals(Interpreter& in);
void define_markers(Interpreter& in);
void define_match_data(Interpreter& in);
void define_minibuffer(Interpreter& in);
void define_misc(Interpreter& in);
void define_motion(Interpreter& in);
void define_obarray(Interpreter& in);
void define_overlays(Interpreter& in);
void define_print(Interpreter& in);
void define_random(Interpreter& in);
void define_read(Interpreter& in);
void define_records(Interpreter& in);
void define_replace_match(Interpreter& in);
void define_search(Interpreter& in);
void define_sequences(Interpreter& in);
void define_sexps(Interpreter& in);
void define_skip(Interpreter& in);
void define_sort(Interpreter& in);
void define_string_compare(Interpreter& in);
void define_strings(Interpreter& in);
void define_threads(Interpreter& in);
void define_symbols(Interpreter& in);
void define_syntax(Interpreter& in);
void define_textprop_search(Interpreter& in);
void define_textprops(Interpreter& in);
void define_time(Interpreter& in);
void define_types(Interpreter& in);
void define_unicode(Interpreter& in);
void define_variables_of_emacs(Interpreter& in);
void define_vectors(Interpreter& in);
void define_windows(Interpreter& in);
void define_xml(Interpreter& in);
void define_zlib(Interpreter& in);

// Notes in `current-load-list' that the file being loaded defines SYMBOL. prims/load.cpp
void note_definition(Interpreter& in, Value symbol, bool function);

}  // namespace el
