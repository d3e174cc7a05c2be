// The reader: places of conses, and nesting deeper than any C++ stack.
#include "read/reader.hpp"

#include "support/catch.hpp"

using namespace el;

TEST_CASE("every cons has the line and column of what it begins with") {
    Interpreter in({.image = false});
    PositionTable* places = PositionTable::make();
    Value form = Reader(in, "; comment\n(let ((\u00e9 1))\n  'b \"x\ny\" (c))", places).read();
    auto at = [&](Value cons) {
        Place p = places->lookup(cons);
        return std::pair(p.line, p.column);
    };
    CHECK(at(form) == std::pair(2u, 1u));
    Value bindings = cdr(form), quoted = cdr(bindings), text = cdr(quoted), call = cdr(text);
    CHECK(at(bindings) == std::pair(2u, 6u));
    CHECK(at(car(car(bindings))) == std::pair(2u, 7u));
    CHECK(at(cdr(car(car(bindings)))) == std::pair(2u, 10u));  // columns are characters
    CHECK(at(quoted) == std::pair(3u, 3u));
    CHECK(at(car(call)) == std::pair(4u, 4u));
}

TEST_CASE("nesting is limited by memory only") {
    Interpreter in({.image = false});
    constexpr std::size_t depth = 300000;
    Value v = Reader(in, std::string(depth, '(') + std::string(depth, ')')).read();
    std::size_t count = 1;
    for (; v.is_cons(); v = car(v)) ++count;
    CHECK(count == depth);
}
