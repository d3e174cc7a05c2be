#include "regex/state.hpp"

#include <algorithm>

namespace el {

void MatchData::set(std::span<const Group> groups, Value where) {
    if (groups_.size() < groups.size()) groups_.resize(groups.size());
    auto rest = std::copy(groups.begin(), groups.end(), groups_.begin());
    std::fill(rest, groups_.end(), Group{});
    if (!(where_.get() == where)) where_ = where;
}

std::size_t MatchData::matched_groups() const {
    std::size_t count = groups_.size();
    while (count > 0 && !groups_[count - 1].matched()) --count;
    return count;
}

RegexState& regex_state(Interpreter& in) {
    State& state = *in.operator->();
    if (!state.regex) [[unlikely]] {
        state.regex = new RegexState;
        state.at_exit.push_back([&state] {
            delete state.regex;
            state.regex = nullptr;
        });
    }
    return *state.regex;
}

}  // namespace el
