// The list of all primitive tables.
#include "prims/all.hpp"

namespace el {

void define_all_primitives(Interpreter& in) {
    define_arith(in);
    define_bool_vectors(in);
    define_buffers(in);
    define_case(in);
    define_categories(in);
    define_char_tables(in);
    define_char_width(in);
    define_chars(in);
    define_coding(in);
    define_coding_systems(in);
    define_compare(in);
    define_conditions(in);
    define_control(in);
    define_debug(in);
    define_digests(in);
    define_directories(in);
    define_doc(in);
    define_edit(in);
    define_environment(in);
    define_fields(in);
    define_file_changes(in);
    define_file_contents(in);
    define_file_names(in);
    define_files(in);
    define_floats(in);
    define_format(in);
    define_functions(in);
    define_hash(in);
    define_lists(in);
    define_json_parse(in);
    define_json_serialize(in);
    define_keymaps(in);
    define_load(in);
    define_locals(in);
    define_markers(in);
    define_match_data(in);
    define_minibuffer(in);
    define_misc(in);
    define_motion(in);
    define_obarray(in);
    define_overlays(in);
    define_print(in);
    define_random(in);
    define_read(in);
    define_records(in);
    define_replace_match(in);
    define_search(in);
    define_sequences(in);
    define_sexps(in);
    define_skip(in);
    define_sort(in);
    define_string_compare(in);
    define_strings(in);
    define_threads(in);
    define_symbols(in);
    define_syntax(in);
    define_textprop_search(in);
    define_textprops(in);
    define_time(in);
    define_types(in);
    define_unicode(in);
    define_variables_of_emacs(in);
    define_vectors(in);
    define_windows(in);
    define_xml(in);
    define_zlib(in);
}

}  // namespace el
