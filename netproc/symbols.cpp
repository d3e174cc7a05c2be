#include "symbols.hpp"

namespace el::net {

Symbols::Symbols(Interpreter& in) {
#define SYM(name, lisp) name = in.intern(lisp);
#include "symbols.def"
#undef SYM
}

}  // namespace el::net
