// The list of all primitive tables.
#include "prims/all.hpp"

namespace el {

void define_all_primitives(Interpreter& in) {
    define_control(in);
    define_debug(in);
    define_functions(in);
    define_load(in);
    define_match_data(in);
    define_replace_match(in);
    define_search(in);
}

}  // namespace el
