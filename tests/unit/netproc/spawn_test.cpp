// Programs started, and what they find.
#include "support.hpp"

#include "netproc/spawn.hpp"

#include <fcntl.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>

using namespace el::net;

namespace {

SpawnRequest shell(const std::string& script) {
    SpawnRequest request;
    request.program = "/bin/sh";
    request.arguments = {"sh", "-c", script};
    request.environment = {"PATH=/usr/bin:/bin"};
    request.directory = "/";
    return request;
}

struct Ended {
    std::string output;
    int status = -1;
    Spawned child;
};

Ended run(SpawnRequest request) {
    PipeEnds output = make_pipe();
    REQUIRE(output.reading);
    request.output = request.error = output.writing.get();
    Ended ended;
    ended.child = spawn(request);
    REQUIRE(ended.child.pid > 0);
    output.writing.close();
    char block[4096];
    for (ssize_t n; (n = read(output.reading.get(), block, sizeof block)) > 0;) ended.output.append(block, static_cast<std::size_t>(n));
    REQUIRE(waitpid(ended.child.pid, &ended.status, 0) == ended.child.pid);
    return ended;
}

}  // namespace

TEST_CASE("a program gets its arguments, environment, directory and nothing on its input") {
    SpawnRequest request = shell("echo \"$0 $1\"; echo $A; pwd; cat; echo $B >&2");
    request.arguments.insert(request.arguments.end(), {"name", "one two"});
    request.environment.insert(request.environment.end(), {"A=a b", "B=c"});
    request.directory = "/usr";
    Ended ended = run(request);
    CHECK(ended.output == "name one two\na b\n/usr\nc\n");
    CHECK(ended.child.error == 0);
    CHECK(WEXITSTATUS(ended.status) == 0);
}

TEST_CASE("what cannot be run is reported to both sides") {
    SpawnRequest request = shell("");
    request.program = "/no/such/program";
    Ended missing = run(request);
    CHECK(missing.child.error == ENOENT);
    CHECK(WEXITSTATUS(missing.status) == 127);
    CHECK(missing.output.ends_with(": /no/such/program: No such file or directory\n"));
    request.program = "/etc/passwd";
    Ended refused = run(request);
    CHECK(refused.child.error == EACCES);
    CHECK(WEXITSTATUS(refused.status) == 126);
    request = shell("");
    request.directory = "/no/such/directory";
    CHECK(run(request).child.error == ENOENT);
}

TEST_CASE("no descriptor leaks, close-on-exec or not") {
    int leaky = open("/dev/null", O_RDONLY);
    REQUIRE(leaky >= 0);
    int high = fcntl(leaky, F_DUPFD, 200);
    CHECK(run(shell("ls /proc/$$/fd")).output == "0\n1\n2\n");
    close(leaky);
    close(high);
}

TEST_CASE("a program finds the default signals whatever ours are") {
    sigset_t blocked, before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    auto pipe_before = std::signal(SIGPIPE, SIG_IGN);
    auto hangup_before = std::signal(SIGHUP, SIG_DFL);  // the one that stays ignored, for nohup
    std::string found = run(shell("grep '^Sig[BI]' /proc/self/status")).output;
    std::signal(SIGPIPE, pipe_before);
    std::signal(SIGHUP, hangup_before);
    sigset_t now;
    pthread_sigmask(SIG_SETMASK, &before, &now);
    CHECK(found == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
    CHECK(sigismember(&now, SIGTERM) == 1);  // ours is as it was
}

TEST_CASE("a terminal becomes the controlling one of a new session") {
    PtyEnds pty = make_pty();
    REQUIRE(pty.slave);
    suit_program(pty.slave.get());
    SpawnRequest request = shell("echo to the terminal > /dev/tty; tty; ps -o pid=,sid= -p $$ | awk '{ print ($1 == $2) }'");
    request.input = pty.slave.get();
    request.terminal = pty.slave.get();
    Ended ended = run(request);
    CHECK(ended.output == pty.name + "\n1\n");
    char block[100];
    ssize_t n = read(pty.master.get(), block, sizeof block);
    REQUIRE(n > 0);
    CHECK(std::string(block, static_cast<std::size_t>(n)) == "to the terminal\n");
    CHECK(end_of_file_character(pty.master.get()) == 4);
}

TEST_CASE("descriptors may be handed over in any order, even those of the standard streams") {
    PipeEnds input = make_pipe(), errors = make_pipe();
    SpawnRequest request = shell("cat; echo err >&2");
    request.input = input.reading.get();
    request.error = errors.writing.get();
    PipeEnds output = make_pipe();
    request.output = output.writing.get();
    Spawned child = spawn(request);
    REQUIRE(child.pid > 0);
    output.writing.close(), errors.writing.close(), input.reading.close();
    REQUIRE(write(input.writing.get(), "in", 2) == 2);
    input.writing.close();
    char block[10];
    CHECK(read(output.reading.get(), block, sizeof block) == 2);
    CHECK(read(errors.reading.get(), block, sizeof block) == 4);
    int status;
    CHECK(waitpid(child.pid, &status, 0) == child.pid);
}
