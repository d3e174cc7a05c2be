// Addresses as Lisp sees them: [127 0 0 1 PORT], nine elements for IPv6, a string for Unix sockets, (FAMILY . BYTES).
// Tests: tests/lisp/net/addresses.el
#pragma once
#include <el/interpreter.hpp>

#include "address.hpp"

#include <optional>

namespace el::net {

Value address_to_lisp(Interpreter& in, const Address& address);
// Nothing if V has none of the forms. Elements of vectors are masked to their width, as in Emacs; they must be fixnums.
std::optional<Address> address_from_lisp(Interpreter& in, Value v);

}  // namespace el::net
