// Children of one loop or several, noticed when they stop or end.
#include "support.hpp"

#include "netproc/children.hpp"
#include "netproc/spawn.hpp"

#include <sys/wait.h>

#include <cerrno>
#include <csignal>

using namespace el::net;

namespace {

pid_t start(const std::string& script) {
    SpawnRequest request;
    request.program = "/bin/sh";
    request.arguments = {"sh", "-c", script};
    request.environment = {"PATH=/usr/bin:/bin"};
    request.directory = "/";
    Spawned child = spawn(request);
    REQUIRE(child.pid > 0);
    return child.pid;
}

struct Watched : Child::Owner {
    Watched(Children& all, const std::string& script) : child(all, start(script), *this) {}
    void child_changed() override { ++told; }
    int told = 0;
    Child child;
};

bool exists(pid_t pid) { return kill(pid, 0) == 0; }

}  // namespace

TEST_CASE("a child's end is told once, with its status") {
    TestLoop loop;
    {
        Children children(loop);
        REQUIRE(children.watch() == 0);
        Watched one(children, "exit 3"), two(children, "kill -9 $$");
        CHECK(loop.until([&] { return one.child.over() && two.child.over(); }));
        CHECK(one.told == 1);
        CHECK(WEXITSTATUS(one.child.take_status()) == 3);
        CHECK_FALSE(one.child.changed());
        CHECK(WTERMSIG(two.child.take_status()) == SIGKILL);
        errno = 0;
        CHECK_FALSE(one.child.signal(SIGKILL, true));
        CHECK(errno == ESRCH);
    }
    CHECK(loop.all_closed());
}

TEST_CASE("stops and continuations are told") {
    TestLoop loop;
    {
        Children children(loop);
        REQUIRE(children.watch() == 0);
        Watched sleeper(children, "exec sleep 30");
        CHECK(sleeper.child.signal(SIGSTOP, false));
        CHECK(loop.until([&] { return sleeper.child.changed(); }));
        CHECK(WIFSTOPPED(sleeper.child.take_status()));
        CHECK(sleeper.child.signal(SIGCONT, false));
        CHECK(loop.until([&] { return sleeper.child.changed(); }));
        CHECK(WIFCONTINUED(sleeper.child.take_status()));
        CHECK(sleeper.child.signal(SIGKILL, true));
        CHECK(loop.until([&] { return sleeper.child.over(); }));
    }
    CHECK(loop.all_closed());
}

TEST_CASE("a status may be asked for before the loop turns, and is told at the next turn") {
    TestLoop loop;
    Children children(loop);
    REQUIRE(children.watch() == 0);
    Watched one(children, "exit 4");
    auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (!one.child.over() && std::chrono::steady_clock::now() < limit) one.child.look();
    CHECK(one.told == 1);
    CHECK(one.child.changed());
    children.close();
    CHECK(loop.all_closed());
}

TEST_CASE("children without owner are reaped, those of others left alone") {
    TestLoop loop;
    Children children(loop);
    REQUIRE(children.watch() == 0);
    pid_t foreign = start("exit 5");
    pid_t disowned = start("exit 6");
    children.disown(disowned);
    { Watched dropped(children, "exit 7"); }
    Watched last(children, "sleep 0.1");
    CHECK(loop.until([&] { return last.child.over() && !exists(disowned); }));
    int status = 0;
    CHECK(waitpid(foreign, &status, 0) == foreign);
    CHECK(WEXITSTATUS(status) == 5);
    CHECK(waitpid(-1, &status, WNOHANG) == -1);  // nothing is left
    CHECK(errno == ECHILD);
    children.close();
    CHECK(loop.all_closed());
}

TEST_CASE("two loops have their own children; what one leaves behind the other reaps") {
    TestLoop first, second;
    Children a(first), b(second);
    REQUIRE(a.watch() == 0);
    REQUIRE(b.watch() == 0);
    Watched of_a(a, "exit 1"), of_b(b, "exit 2");
    CHECK(first.until([&] { return of_a.child.over(); }));
    CHECK_FALSE(of_b.child.changed());
    CHECK(second.until([&] { return of_b.child.over(); }));
    CHECK(WEXITSTATUS(of_b.child.take_status()) == 2);
    pid_t left = start("sleep 0.1");
    a.disown(left);
    a.close();
    CHECK(second.until([&] { return !exists(left); }));
    b.close();
    CHECK(first.all_closed());
    CHECK(second.all_closed());
}
