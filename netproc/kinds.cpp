#include "kinds.hpp"

namespace el::net {

namespace {

constexpr KindRow rows[] = {
    {&Symbols::network, "deleted\n", false},
    {&Symbols::real, "killed\n", true},
};

}  // namespace

const KindRow& kind_of(Network& network, Value process) {
    Value kind = get(process, Slot::kind);
    for (const KindRow& row : rows)
        if (network.sym.*row.type == kind) return row;
    return rows[0];
}

}  // namespace el::net
