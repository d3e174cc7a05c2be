// The kinds of processes: what differs between them beyond their transport.
#pragma once
#include "network.hpp"

namespace el::net {

struct KindRow {
    Value Symbols::*type;         // what process-type returns
    const char* deleted_message;  // for the sentinel when delete-process ends it
    const char* lost_message;     // and when the other side did,
    Int lost_status;              // which process-exit-status tells
    bool is_child;                // has a process id and can be signalled
};

const KindRow& kind_of(Network& network, Value process);

}  // namespace el::net
