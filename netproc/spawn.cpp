#include "spawn.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace el::net {

namespace {

constexpr int cannot_run = 126;
constexpr int not_found = 127;

// What the child needs, made before it exists: it may not allocate.
struct Plan {
    const SpawnRequest& request;
    std::vector<char*> arguments, environment;
    std::string report;      // "elwire: PROGRAM: "
    volatile int error = 0;  // written by the child, which shares the memory until it runs the program
};

std::vector<char*> pointers(const std::vector<std::string>& strings) {
    std::vector<char*> all;
    for (const std::string& s : strings) all.push_back(const_cast<char*>(s.c_str()));
    all.push_back(nullptr);
    return all;
}

// --- in the child ---

void say(const char* text, std::size_t size) {
    // Nobody is left who could be told that this failed.
    if (write(STDERR_FILENO, text, size) < 0) return;
}

[[noreturn]] void give_up(Plan& plan, int error) {
    plan.error = error;
    say(plan.report.data(), plan.report.size());
    const char* reason = strerrordesc_np(error);
    if (!reason) reason = "Unknown error";
    say(reason, std::strlen(reason));
    say("\n", 1);
    _exit(error == ENOENT ? not_found : cannot_run);
}

// A program started by nohup stays deaf to hangups, and so do its children.
void reset_signals() {
    for (int number = 1; number < NSIG; ++number) {
        struct sigaction now {};
        if (sigaction(number, nullptr, &now) != 0) continue;
        if (now.sa_handler == SIG_DFL || (number == SIGHUP && now.sa_handler == SIG_IGN)) continue;
        now.sa_handler = SIG_DFL;
        now.sa_flags = 0;
        sigaction(number, &now, nullptr);
    }
}

// Above the standard three, so that no dup2 below overwrites a descriptor that is still needed.
int lift(int descriptor, int otherwise_flags) {
    if (descriptor >= 0) return fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    int null = open("/dev/null", otherwise_flags | O_CLOEXEC);
    return null < 0 || null > 2 ? null : fcntl(null, F_DUPFD_CLOEXEC, 3);
}

bool place_descriptors(const SpawnRequest& request) {
    int input = lift(request.input, O_RDONLY), output = lift(request.output, O_WRONLY), error = lift(request.error, O_WRONLY);
    return dup2(error, STDERR_FILENO) >= 0 && dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0;
}

void close_others() {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 3U, ~0U, 0U) == 0) return;
#endif
    long limit = sysconf(_SC_OPEN_MAX);
    for (int descriptor = 3; descriptor < limit; ++descriptor) close(descriptor);
}

[[noreturn]] void become_program(Plan& plan, const sigset_t& no_signals) {
    const SpawnRequest& request = plan.request;
    setsid();
    if (request.terminal >= 0) ioctl(request.terminal, TIOCSCTTY, 0);
    if (!place_descriptors(request)) {
        plan.error = errno;
        _exit(cannot_run);
    }
    close_others();
    if (chdir(request.directory.c_str()) != 0) give_up(plan, errno);
    reset_signals();
    sigprocmask(SIG_SETMASK, &no_signals, nullptr);
    execve(request.program.c_str(), plan.arguments.data(), plan.environment.data());
    give_up(plan, errno);
}

// --- in the parent ---

// Not inlined: after vfork the child runs in this frame, whose variables must not be shared with others.
[[gnu::noinline]] pid_t fork_child(Plan& plan, const sigset_t& no_signals) {
    pid_t pid = vfork();
    if (pid == 0) become_program(plan, no_signals);
    return pid;
}

}  // namespace

Spawned spawn(const SpawnRequest& request) {
    Plan plan{request, pointers(request.arguments), pointers(request.environment), {}, 0};
    plan.report = std::string(program_invocation_short_name) + ": " + request.program + ": ";
    // A handler must not run in the child, which borrows our memory.
    sigset_t all, before, none;
    sigfillset(&all);
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t pid = fork_child(plan, none);
    int fork_error = errno;
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (pid < 0) return {-1, fork_error};
    return {pid, plan.error};
}

PipeEnds make_pipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return {};
    return {Socket(ends[0]), Socket(ends[1])};
}

bool make_nonblocking(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0;
}

void suit_program(int terminal) {
    termios line{};
    if (tcgetattr(terminal, &line) != 0) return;
    line.c_oflag |= OPOST;
    line.c_oflag &= ~static_cast<tcflag_t>(ONLCR | OLCUC | NLDLY | CRDLY | TABDLY | BSDLY | VTDLY | FFDLY);
    line.c_lflag &= ~static_cast<tcflag_t>(ECHO | XCASE);
    line.c_lflag |= ISIG | ICANON;
    line.c_iflag &= ~static_cast<tcflag_t>(IUCLC | ISTRIP);
    line.c_cc[VERASE] = line.c_cc[VKILL] = _POSIX_VDISABLE;
    line.c_cc[VEOF] = 'D' & 037;
    line.c_cc[VINTR] = 'C' & 037;
    line.c_cc[VQUIT] = '\\' & 037;
    line.c_cc[VSUSP] = 'Z' & 037;
    cfsetspeed(&line, B38400);
    tcsetattr(terminal, TCSANOW, &line);
}

PtyEnds make_pty() {
    PtyEnds ends;
    ends.master = Socket(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!ends.master || grantpt(ends.master.get()) != 0 || unlockpt(ends.master.get()) != 0) return {};
    char name[128];
    if (ptsname_r(ends.master.get(), name, sizeof name) != 0) return {};
    ends.name = name;
    ends.slave = Socket(open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!ends.slave) return {};
    return ends;
}

char end_of_file_character(int terminal) {
    termios line{};
    if (tcgetattr(terminal, &line) != 0 || line.c_cc[VEOF] == _POSIX_VDISABLE) return 'D' & 037;
    return static_cast<char>(line.c_cc[VEOF]);
}

}  // namespace el::net
