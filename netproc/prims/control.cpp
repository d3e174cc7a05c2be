// Deleting, stopping and continuing processes; signals.
// Tests: tests/net/behaviour.el
#include <el/list.hpp>

#include "../child_status.hpp"
#include "../designators.hpp"
#include "../errors.hpp"
#include "../kinds.hpp"
#include "../transports/pipe.hpp"
#include "../transports/serial.hpp"
#include "prims.hpp"

#include <csignal>
#include <cstring>
#include <strings.h>
#include <termios.h>
#include <unistd.h>

#include <vector>

namespace el::net {

namespace {

Value delete_process(Interpreter& in, Value process) {
    Network& n = Network::of(in);
    n.delete_process(designated_process(n, process));
    return nil;
}

Value internal_delete_buffer_processes(Interpreter& in, Value buffer) {
    Network& n = Network::of(in);
    std::vector<std::shared_ptr<Process>> doomed;
    for (Process* p = n.registry.newest(); p; p = p->older)
        if (get(p->object(), Slot::buffer) == buffer) doomed.push_back(p->shared_from_this());
    for (const auto& process : doomed) {
        // Emacs: a program is only told that its terminal is gone, and ends when it likes.
        if (get(process->object(), Slot::kind) != n.sym.real)
            n.delete_process(process->object());
        else if (process->child)
            process->child->signal(SIGHUP, true);
    }
    return nil;
}

[[noreturn]] void not_a_subprocess(Interpreter& in, Value process) {
    error(in, "Process %V is not a subprocess", get(process, Slot::name));
}

// Connections and servers: t in `process-command' says that they are stopped. Only process objects take this way, as in Emacs;
// a name means a subprocess.
Value set_stopped(Interpreter& in, Value designator, bool stopped) {
    Network& n = Network::of(in);
    Value object = designated_process(n, designator);
    if (!is_process(designator)) not_a_subprocess(in, object);
    set(object, Slot::command, stopped ? n.sym.t : nil);
    Process* live = Process::of(object);
    if (!live) return object;
    // Emacs: what a serial port received while it was stopped is lost.
    if (!stopped && live->transport && get(object, Slot::kind) == n.sym.serial) drop_serial_input(live->transport->descriptor());
    live->update_reading();
    return object;
}

// The subprocess DESIGNATOR, which must not have been closed.
Process& active_subprocess(Interpreter& in, Value object) {
    Network& n = Network::of(in);
    if (get(object, Slot::kind) != n.sym.real) not_a_subprocess(in, object);
    Process* live = Process::of(object);
    if (!live || !live->transport) error(in, "Process %V is not active", get(object, Slot::name));
    return *live;
}

// The group that has the process's terminal; -1 if it has none.
pid_t foreground_group(const Process& process) {
    auto* pipe = dynamic_cast<PipeTransport*>(process.transport.get());
    if (!pipe) return -1;
    pid_t group = tcgetpgrp(pipe->descriptor());
    return group > 0 ? group : tcgetpgrp(pipe->writing_descriptor());
}

// Emacs: a signal for which the terminal has a character is sent as this, so that a program which reads keys itself gets the key.
bool type_signal(Process& process, int number) {
    auto* pipe = dynamic_cast<PipeTransport*>(process.transport.get());
    termios line{};
    if (!pipe || tcgetattr(pipe->writing_descriptor(), &line) != 0) return false;
    int which = number == SIGINT ? VINTR : number == SIGQUIT ? VQUIT : number == SIGTSTP ? VSUSP : -1;
    if (which < 0 || line.c_cc[which] == _POSIX_VDISABLE) return false;
    char key = static_cast<char>(line.c_cc[which]);
    return pipe->write({&key, 1}) == 0;
}

// Emacs: to the group of the program itself, or with CURRENT_GROUP to the one that has its terminal; with the symbol `lambda'
// not to the program itself when it has its terminal.
Value send_signal(Interpreter& in, Value designator, int number, Value current_group) {
    Value object = designated_process(Network::of(in), designator);
    Process& process = active_subprocess(in, object);
    if (!process.child) return object;  // a terminal without program
    if (!current_group.is_nil() && type_signal(process, number)) return object;
    pid_t foreground = current_group.is_nil() ? -1 : foreground_group(process);
    if (foreground <= 0 || foreground == process.child->pid()) {
        bool spare_it = current_group == in.intern("lambda") && foreground > 0;
        if (!spare_it) process.child->signal(number, true);
    } else if (!process.child->over()) {
        kill(-foreground, number);
    }
    return object;
}

template <int Number>
Value signal_subprocess(Interpreter& in, Opt<Value> process, Opt<Value> current_group) {
    return send_signal(in, *process, Number, *current_group);
}

bool is_subprocess(Interpreter& in, Value object) { return get(object, Slot::kind) == Network::of(in).sym.real; }

Value stop_process(Interpreter& in, Opt<Value> process, Opt<Value> current_group) {
    Value object = designated_process(Network::of(in), *process);
    if (is_subprocess(in, object)) return send_signal(in, object, SIGTSTP, *current_group);
    return set_stopped(in, *process, true);
}

// Emacs: the sentinel is told "run" at once, and once more when the kernel has continued what was stopped.
Value continue_process(Interpreter& in, Opt<Value> process, Opt<Value> current_group) {
    Network& n = Network::of(in);
    Value object = designated_process(n, *process);
    if (!is_subprocess(in, object)) return set_stopped(in, *process, false);
    send_signal(in, object, SIGCONT, *current_group);
    note_status(*Process::of(object));
    if (Process::of(object)->child && Process::of(object)->child->over()) return object;
    set(object, Slot::status, n.sym.run);
    set(object, Slot::exit_status, fixnum(0));
    n.call_sentinel(object, in.to_lisp("run"));
    return object;
}

// Emacs: t when there is no terminal that could tell.
Value process_running_child_p(Interpreter& in, Opt<Value> process) {
    Network& n = Network::of(in);
    Value object = designated_process(n, *process);
    Process& live = active_subprocess(in, object);
    pid_t group = foreground_group(live);
    if (group <= 0) return n.sym.t;
    return live.child && group == live.child->pid() ? nil : in.integer(group);
}

Value interrupt_process(Interpreter& in, Opt<Value> process, Opt<Value> current_group) {
    return in.funcall(in.intern("run-hook-with-args-until-success"),
                      {Network::of(in).sym.interrupt_process_functions, *process, *current_group});
}

struct SignalRow {
    const char* name;
    int number;
};
constexpr SignalRow signal_rows[] = {
    {"abrt", SIGABRT}, {"alrm", SIGALRM}, {"bus", SIGBUS},   {"chld", SIGCHLD}, {"cont", SIGCONT}, {"fpe", SIGFPE},
    {"hup", SIGHUP},   {"ill", SIGILL},   {"int", SIGINT},   {"io", SIGIO},     {"kill", SIGKILL}, {"pipe", SIGPIPE},
    {"prof", SIGPROF}, {"quit", SIGQUIT}, {"segv", SIGSEGV}, {"stop", SIGSTOP}, {"sys", SIGSYS},   {"term", SIGTERM},
    {"trap", SIGTRAP}, {"tstp", SIGTSTP}, {"ttin", SIGTTIN}, {"ttou", SIGTTOU}, {"urg", SIGURG},   {"usr1", SIGUSR1},
    {"usr2", SIGUSR2}, {"winch", SIGWINCH},
};

int signal_number(Interpreter& in, Value signal) {
    if (signal.is_fixnum()) return static_cast<int>(signal.fixnum());
    if (!signal.is_symbol()) wrong_type(in, "symbolp", signal);
    std::string name = in.symbol_name(signal);
    const char* bare = strncasecmp(name.c_str(), "sig", 3) == 0 ? name.c_str() + 3 : name.c_str();
    for (const SignalRow& row : signal_rows)
        if (strcasecmp(row.name, bare) == 0) return row.number;
    error(in, "Undefined signal name %s", name.c_str());
}

Value signal_process(Interpreter& in, Value process, Value signal) {
    Network& n = Network::of(in);
    if (is_string(process) && !n.registry.find(std::string(string_bytes(process)))) {
        std::string text = in.to<std::string>(process);
        char* end = nullptr;
        long pid = std::strtol(text.c_str(), &end, 10);
        if (text.empty() || *end) return nil;
        process = fixnum(pid);
    }
    if (process.is_fixnum()) return fixnum(kill(static_cast<pid_t>(process.fixnum()), signal_number(in, signal)));
    Value object = designated_process(n, process);
    if (!get(object, Slot::pid).is_fixnum() || get(object, Slot::pid).fixnum() <= 0)
        error(in, "Cannot signal process %V", get(object, Slot::name));
    int number = signal_number(in, signal);
    Process* live = Process::of(object);
    return fixnum(live && live->child && live->child->signal(number, false) ? 0 : -1);
}

constexpr Primitive table[] = {
    prim<delete_process>("delete-process", "process",
        "Close the connection or end the subprocess PROCESS and forget it. Its sentinel is called before this returns."),
    prim<internal_delete_buffer_processes>("internal-delete-buffer-processes", "buffer",
        "Delete the processes of BUFFER, which is about to be killed; subprocesses are sent the hangup signal instead."),
    prim<stop_process>("stop-process", "&optional process current-group",
        "Stop PROCESS: a connection does not read, a server does not accept, until `continue-process'; a subprocess is sent the\n"
        "signal of the terminal's stop key. CURRENT-GROUP: see `kill-process'. Return the process."),
    prim<continue_process>("continue-process", "&optional process current-group", "Undo `stop-process'. Return the process."),
    prim<signal_subprocess<SIGKILL>>("kill-process", "&optional process current-group", "Kill the subprocess PROCESS, with the other programs of its group; return it. With CURRENT-GROUP non-nil, instead the group\n"
        "that has its terminal (the command a shell is running), and with `lambda' only if that is not PROCESS's own."),
    prim<signal_subprocess<SIGQUIT>>("quit-process", "&optional process current-group", "Send the quit signal to the subprocess PROCESS."),
    prim<interrupt_process>("interrupt-process", "&optional process current-group",
        "Interrupt PROCESS by the functions in `interrupt-process-functions'."),
    prim<signal_subprocess<SIGINT>>("internal-default-interrupt-process", "&optional process current-group",
        "Send the interrupt signal to the subprocess PROCESS."),
    prim<process_running_child_p>("process-running-child-p", "&optional process",
        "Return non-nil if a child of PROCESS has its terminal: the number of its process group, or t if PROCESS has no terminal."),
    prim<signal_process>("signal-process", "process sigcode",
        "Send SIGCODE (a number or a name) to PROCESS, a subprocess or a process id. Return 0, or -1 if that failed."),
};

}  // namespace

void define_control(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
