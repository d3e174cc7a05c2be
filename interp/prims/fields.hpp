// Fields: stretches of equal `field' property (manual node "Fields").
#pragma once
#include "prims/buffer_args.hpp"

namespace el {

struct Field {
    Int from, to;
};
Field find_field(Interpreter& in, Int pos, bool merge_at_boundary, Int from_limit = 0, Int to_limit = 0);
Int constrain_to_field(Interpreter& in, Int to, Int from, bool escape_from_edge, bool only_in_line, Value inhibit_property);

}  // namespace el
