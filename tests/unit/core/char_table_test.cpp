// Char-tables: ranges that split slots, and mapping over them.
#include "core/char_table.hpp"

#include "support/catch.hpp"

using namespace el;

TEST_CASE("ranges end where they should, on every level of the tree") {
    Interpreter in({.image = false});
    const char32_t ends[] = {0, 1, 127, 128, 4095, 4096, 65535, 65536, 70000, 0x10ffff, 0x3fffff};
    for (char32_t from : ends)
        for (char32_t to : ends) {
            if (from > to) continue;
            Value v = make_char_table(in, in[sym::case_table], nil);
            CharTable& table = v.as<CharTable>();
            char_table_set_range(table, from, to, fixnum(5));
            INFO(static_cast<unsigned>(from) << " ... " << static_cast<unsigned>(to));
            CHECK(char_table_ref(table, from) == fixnum(5));
            CHECK(char_table_ref(table, to) == fixnum(5));
            if (from > 0) CHECK(char_table_ref(table, from - 1) == nil);
            if (to < utf8::max_char) CHECK(char_table_ref(table, to + 1) == nil);
        }
}

TEST_CASE("mapping visits each longest range once") {
    Interpreter in({.image = false});
    Value v = make_char_table(in, in[sym::case_table], nil);
    char_table_set_range(v.as<CharTable>(), 100, 70000, fixnum(1));
    char_table_set(v.as<CharTable>(), 200, fixnum(2));
    std::vector<std::pair<char32_t, char32_t>> ranges;
    map_char_table(in, v.as<CharTable>(), [](Interpreter&, char32_t from, char32_t to, Value, void* data) {
        static_cast<std::vector<std::pair<char32_t, char32_t>>*>(data)->push_back({from, to});
    }, &ranges);
    CHECK(ranges == std::vector<std::pair<char32_t, char32_t>>{{100, 199}, {200, 200}, {201, 70000}});
}
