// The symbols this subsystem names, interned once per interpreter. They stay in the obarray, which keeps them alive.
#pragma once
#include <el/interpreter.hpp>

namespace el::net {

struct Symbols {
    explicit Symbols(Interpreter& in);
#define SYM(name, lisp) Value name;
#include "symbols.def"
#undef SYM
};

}  // namespace el::net
