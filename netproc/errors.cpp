#include "errors.hpp"

#include <el/list.hpp>

#include <cerrno>
#include <cstring>

namespace el::net {

void wrong_type(Interpreter& in, const char* predicate, Value object) {
    signal(in, in.intern("wrong-type-argument"), list(in, {in.intern(predicate), object}));
}

void report_errno(Interpreter& in, const char* step, int errnum, Value data) {
    Value text = in.to_lisp(std::strerror(errnum));
    signal(in, in.intern(errnum == ENOENT ? "file-missing" : "file-error"), cons(in, in.to_lisp(step), cons(in, text, data)));
}

}  // namespace el::net
