#include "text/intervals.hpp"

#include <el/list.hpp>

#include "core/symbol.hpp"
#include "support/catch.hpp"

#include <random>
#include <vector>

using namespace el;

namespace {

Int value_at(const Intervals& intervals, Int pos) {
    Value plist = intervals.plist_at(pos);
    return plist.is_nil() ? 0 : car(cdr(plist)).fixnum();
}

void check_order(const Intervals& intervals, Int length) {
    Int end = 0;
    for (std::uint32_t i = 0; i < intervals.count; ++i) {
        REQUIRE(intervals.runs[i].start >= end);
        REQUIRE(intervals.runs[i].start < intervals.runs[i].end);
        end = intervals.runs[i].end;
    }
    REQUIRE(end <= length);
}

}  // namespace

TEST_CASE("runs of properties follow a list with one value a character") {
    Interpreter in({.image = false});
    std::mt19937 random(17);
    Intervals intervals{};
    std::vector<Int> model;
    Value plists[4] = {nil};
    for (Int v = 1; v < 4; ++v) plists[v] = list(in, {in[sym::face], fixnum(v)});
    for (int step = 0; step < 4000; ++step) {
        Int size = static_cast<Int>(model.size());
        Int at = static_cast<Int>(random() % static_cast<unsigned>(size + 1)), n = static_cast<Int>(random() % 6);
        switch (random() % 3) {
            case 0:
                intervals.insert_space(at, n);
                model.insert(model.begin() + at, static_cast<std::size_t>(n), 0);
                break;
            case 1:
                n = std::min(n, size - at);
                intervals.erase(at, at + n);
                model.erase(model.begin() + at, model.begin() + at + n);
                break;
            default: {
                n = std::min(n, size - at);
                Int v = static_cast<Int>(random() % 4);
                intervals.set_plist(at, at + n, plists[v]);
                std::fill_n(model.begin() + at, n, v);
            }
        }
        check_order(intervals, static_cast<Int>(model.size()));
        if (step % 20) continue;
        for (std::size_t i = 0; i < model.size(); ++i) REQUIRE(value_at(intervals, static_cast<Int>(i)) == model[i]);
        Int length = static_cast<Int>(model.size());
        for (Int i = 0; i < length; ++i) {
            Int next = i + 1;
            while (next < length && model[static_cast<std::size_t>(next)] == model[static_cast<std::size_t>(i)]) ++next;
            REQUIRE(next_property_change(&intervals, i, length) == next);
            Int previous = i;
            while (previous > 0 && model[static_cast<std::size_t>(previous - 1)] == model[static_cast<std::size_t>(i)]) --previous;
            REQUIRE(previous_property_change(&intervals, i + 1, 0) == previous);
        }
    }
}
