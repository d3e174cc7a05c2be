#include "back_pressure.hpp"

#include <el/exit.hpp>

namespace el::net {

namespace {

constexpr std::size_t low_water_part = 4;   // of the mark: where a send that waits goes on
constexpr std::size_t hold_back_times = 8;  // the mark: where whoever feeds the queue is held back
// A filter that is called while a send waits may itself send and wait, and so on. Deeper than this nobody waits any more.
constexpr unsigned deepest_wait = 40;

class BlockedSend {
public:
    explicit BlockedSend(Process& p) : process_(p.shared_from_this()) {
        process_->blocked_send = true;
        ++p.network().blocked_sends;
    }
    ~BlockedSend() {
        process_->blocked_send = false;
        --process_->network().blocked_sends;
    }

private:
    std::shared_ptr<Process> process_;
};

// Two ends in one program that each answer in their filters would wait for each other for ever.
bool peer_is_ours(Network& n, const Process& p) {
    std::string remote = p.transport->remote().text();
    for (Process* other = n.registry.newest(); other; other = other->older)
        if (other != &p && other->transport && other->transport->local().text() == remote) return true;
    return false;
}

void hold_back_feeder(Network& n, Process& p) {
    if (!n.filtering || (n.filtering == &p && peer_is_ours(n, p))) return;
    p.hold_back(*n.filtering);
}

bool must_not_wait(Network& n, const Process& p) { return p.blocked_send || n.blocked_sends >= deepest_wait; }

}  // namespace

std::size_t high_water_of(Value process) {
    Value mark = get(process, Slot::high_water);
    return mark.is_nil() ? usual_high_water : static_cast<std::size_t>(mark.fixnum());
}

void make_room(Network& n, Process& p) {
    Value object = p.object();
    std::size_t mark = high_water_of(object), queued = p.transport->queued();
    if (queued <= mark) return;
    if (queued / hold_back_times > mark) hold_back_feeder(n, p);
    if (must_not_wait(n, p)) return;
    BlockedSend guard(p);
    n.wait(n.in, std::nullopt, [&] { return !p.transport || p.transport->queued() <= mark / low_water_part; });
    if (!p.transport && get(object, Slot::exit_status) == fixnum(0))
        error(n.in, "Output file descriptor of %V is closed", get(object, Slot::name));
}

}  // namespace el::net
