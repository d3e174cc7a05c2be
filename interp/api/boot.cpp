// The Lisp library: files of lisp/boot in the order of lisp/boot/order, then the embedded libraries on demand.
#include "api/boot.hpp"

#include "prims/load.hpp"

namespace el {

void boot(Interpreter& in) {}

}  // namespace el
