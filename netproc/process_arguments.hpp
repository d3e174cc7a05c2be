// Keywords that the functions which make processes have in common.
#pragma once
#include "network.hpp"

namespace el::net {

// Sets buffer (made if it does not exist) and mark.
void set_buffer_argument(Network& network, Value process, Value buffer);
// :filter, :sentinel and :noquery.
void set_callbacks(Network& network, Value process, Value arguments);
// A coding system or nil; signals coding-system-error otherwise.
void check_coding(Network& network, Value coding);

bool is_unibyte_buffer(Network& network, Value buffer);  // false for nil and killed ones
// raw-text with the line ends of CODING, or CODING itself if it does not look at characters anyway.
Value raw_text_variant(Network& network, Value coding);

// The pair to use: GIVEN (the value of :coding), else the variables coding-system-for-read and -write, else what
// DEFAULTS, a pair or nil, says, else default-process-coding-system.
struct CodingPair {
    Value decoding, encoding;
};
CodingPair choose_coding_pair(Network& network, Value given, Value defaults);

}  // namespace el::net
