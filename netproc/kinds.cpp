#include "kinds.hpp"

namespace el::net {

namespace {

constexpr KindRow rows[] = {
    {&Symbols::network, "deleted\n", "connection broken by remote peer\n", false},
    {&Symbols::real, "killed\n", "finished\n", true},
    {&Symbols::serial, "finished\n", "exited abnormally with code 256\n", false},
};

}  // namespace

const KindRow& kind_of(Network& network, Value process) {
    Value kind = get(process, Slot::kind);
    for (const KindRow& row : rows)
        if (network.sym.*row.type == kind) return row;
    return rows[0];
}

}  // namespace el::net
