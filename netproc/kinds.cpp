#include "kinds.hpp"

namespace el::net {

namespace {

constexpr KindRow rows[] = {
    {&Symbols::network, "deleted\n", "connection broken by remote peer\n", 256, false},
    {&Symbols::pipe, "finished\n", "finished\n", 0, false},
    {&Symbols::real, "killed\n", "finished\n", 0, true},
    {&Symbols::serial, "finished\n", "exited abnormally with code 256\n", 256, false},
};

}  // namespace

const KindRow& kind_of(Network& network, Value process) {
    Value kind = get(process, Slot::kind);
    for (const KindRow& row : rows)
        if (network.sym.*row.type == kind) return row;
    return rows[0];
}

}  // namespace el::net
