// Making code and closures, and looking up places.
#include "vm/code.hpp"

#include <algorithm>

namespace el {

Code* make_code() { return heap::make<Code>(); }

Closure* make_closure(Code* code, unsigned captures) {
    Closure* closure = heap::make<Closure>(captures * sizeof(Value));
    closure->header.length = captures;
    closure->code = code;
    return closure;
}

LineEntry line_of(const Code& code, std::size_t pc) {
    const LineEntry* first = code.lines;
    const LineEntry* next = std::upper_bound(first, first + code.line_count, pc, [](std::size_t at, const LineEntry& e) { return at < e.pc; });
    return next == first ? LineEntry{} : next[-1];
}

}  // namespace el
