// Child programs of one loop, from their start until the kernel has told how they ended. No Lisp in here.
// Tests: tests/unit/netproc/children_test.cpp
//
// Only pids started here are ever waited for, each by its number: hosts, libraries and other interpreters keep their own children.
#pragma once
#include "handle.hpp"

#include <sys/types.h>

#include <vector>

namespace el::net {

class Children;

class Child {
public:
    class Owner {
    public:
        virtual void child_changed() = 0;  // on the loop; must only enqueue

    protected:
        ~Owner() = default;
    };

    Child(Children& all, pid_t pid, Owner& owner);
    ~Child();  // who has not ended yet is reaped later, unnoticed
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    pid_t pid() const { return pid_; }
    bool over() const { return over_; }     // ended and reaped: the pid is no longer ours
    bool changed() const { return changed_; }
    // The latest status as waitpid gives it, which is thereby taken note of.
    int take_status() {
        changed_ = false;
        return status_;
    }
    int status() const { return status_; }
    void look();  // asks the kernel now
    // To the child's process group (with `group'), or to it alone. False, with errno, if that failed; an ended child is never signalled.
    bool signal(int number, bool group) const;

private:
    friend class Children;
    Children& all_;
    Owner& owner_;
    pid_t pid_;
    int status_ = 0;
    bool changed_ = false;
    bool over_ = false;
};

class Children {
public:
    explicit Children(Loop& loop) : loop_(loop), signal_(loop) {}
    ~Children() { close(); }

    // Must be called before a child is started, or its end may go unnoticed.
    int watch();  // 0 or a negative errno
    void close();
    // A child without owner: it only has to be reaped.
    void disown(pid_t pid);

private:
    friend class Child;
    void look();

    Loop& loop_;
    Handle<uv_signal_t> signal_;
    std::vector<Child*> children_;
    std::vector<pid_t> disowned_;
};

}  // namespace el::net
