// Bounds for what is queued behind a slow peer.
//
// A send that leaves more than the high-water mark queued waits until a quarter of that is left, while other events are delivered. Among these
// may be input for a filter that sends to the same peer (a relay); such a send cannot wait for what is waited for already, so beyond a
// multiple of the mark nothing more is read for that filter: then its own peer has to wait.
// Tests: tests/net/back-pressure.el
#pragma once
#include "network.hpp"

namespace el::net {

constexpr std::size_t usual_high_water = 1 << 20;

std::size_t high_water_of(Value process);
// Waits if P has more queued than it should. Signals an error if P is deleted meanwhile.
void make_room(Network& network, Process& p);

}  // namespace el::net
