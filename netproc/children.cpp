#include "children.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <mutex>

namespace el::net {

namespace {

pid_t wait_for(pid_t pid, int* status, int options) {
    pid_t result;
    do result = waitpid(pid, status, options);
    while (result < 0 && errno == EINTR);
    return result;
}

// False while it runs. If somebody else has reaped it (or SIGCHLD is ignored) there is nothing left to do either.
bool reaped(pid_t pid) {
    int status;
    return wait_for(pid, &status, WNOHANG) != 0;
}

// Children that outlived their loop: the next loop that hears of an end looks after them too.
class Leftovers {
public:
    void add(std::vector<pid_t>& pids) {
        std::lock_guard lock(mutex_);
        pids_.insert(pids_.end(), pids.begin(), pids.end());
        pids.clear();
    }
    void reap() {
        std::lock_guard lock(mutex_);
        std::erase_if(pids_, reaped);
    }

private:
    std::mutex mutex_;
    std::vector<pid_t> pids_;
};

Leftovers leftovers;

}  // namespace

Child::Child(Children& all, pid_t pid, Owner& owner) : all_(all), owner_(owner), pid_(pid) { all_.children_.push_back(this); }

Child::~Child() {
    std::erase(all_.children_, this);
    if (!over_) all_.disown(pid_);
}

void Child::look() {
    if (over_) return;
    int status = 0;
    pid_t result = wait_for(pid_, &status, WNOHANG | WUNTRACED | WCONTINUED);
    if (result == 0) return;
    if (result < 0) status = 0;  // reaped by somebody else: how it ended nobody will know
    status_ = status;
    changed_ = true;
    over_ = result < 0 || WIFEXITED(status) || WIFSIGNALED(status);
    owner_.child_changed();
}

bool Child::signal(int number, bool group) const {
    if (over_) {
        errno = ESRCH;
        return false;
    }
    return kill(group ? -pid_ : pid_, number) == 0;
}

int Children::watch() {
    if (signal_) return 0;
    leftovers.reap();
    int result = signal_.open(this, [&](uv_signal_t* s) { return uv_signal_init(loop_.uv(), s); });
    if (result != 0) return result;
    result = uv_signal_start(signal_.get(), [](uv_signal_t* s, int) {
        if (auto* self = static_cast<Children*>(s->data)) self->look();
    }, SIGCHLD);
    uv_unref(reinterpret_cast<uv_handle_t*>(signal_.get()));
    return result;
}

// One signal may stand for many ends.
void Children::look() {
    for (std::size_t i = children_.size(); i > 0; --i) children_[i - 1]->look();
    std::erase_if(disowned_, reaped);
    leftovers.reap();
}

void Children::disown(pid_t pid) {
    if (!reaped(pid)) disowned_.push_back(pid);
}

void Children::close() {
    signal_.close();
    std::erase_if(disowned_, reaped);
    leftovers.add(disowned_);
}

}  // namespace el::net
