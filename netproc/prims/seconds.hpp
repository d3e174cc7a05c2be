// Lengths of time as arguments.
#pragma once
#include <el/waiter.hpp>

namespace el::net {

// SECONDS and MILLISEC together; nothing if both are nil. With MILLISEC both must be integers.
std::optional<double> seconds_argument(Interpreter& in, Value seconds, Value millisec);
Waiter::Deadline deadline_after(std::optional<double> seconds);

}  // namespace el::net
