#include "seconds.hpp"

#include <el/primitive.hpp>

namespace el::net {

std::optional<double> seconds_argument(Interpreter& in, Value seconds, Value millisec) {
    if (seconds.is_nil() && millisec.is_nil()) return std::nullopt;
    if (millisec.is_nil()) return Arg<double>::from(in, seconds);
    double whole = seconds.is_nil() ? 0 : static_cast<double>(Arg<Fixnum>::from(in, seconds).n);
    return whole + static_cast<double>(Arg<Fixnum>::from(in, millisec).n) / 1000;
}

Waiter::Deadline deadline_after(std::optional<double> seconds) {
    if (!seconds) return std::nullopt;
    constexpr double longest = 9e9;  // more would not fit the clock
    if (*seconds >= longest) return std::nullopt;
    double bounded = *seconds > 0 ? *seconds : 0;  // also for what is not a number
    return Waiter::Clock::now() + std::chrono::duration_cast<Waiter::Clock::duration>(std::chrono::duration<double>(bounded));
}

}  // namespace el::net
