#include "child_status.hpp"

#include <sys/wait.h>

#include <cctype>
#include <csignal>
#include <cstring>

namespace el::net {

std::string signal_text(int number) {
    if (number >= SIGRTMIN && number <= SIGRTMAX) return "Real-time signal " + std::to_string(number - SIGRTMIN);
    const char* text = sigdescr_np(number);
    return text ? text : "Unknown signal " + std::to_string(number);
}

namespace {

std::string signal_message(int number, bool dumped) {
    std::string text = signal_text(number) + (dumped ? " (core dumped)\n" : "\n");
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

}  // namespace

std::string status_message(int status) {
    if (WIFSTOPPED(status)) return signal_message(WSTOPSIG(status), false);
    if (WIFSIGNALED(status)) return signal_message(WTERMSIG(status), WCOREDUMP(status));
    if (WIFCONTINUED(status)) return "run";
    int code = WEXITSTATUS(status);
    return code == 0 ? "finished\n" : "exited abnormally with code " + std::to_string(code) + "\n";
}

void note_status(Process& process) {
    if (!process.child) return;
    process.child->look();
    if (!process.child->changed()) return;
    const Symbols& sym = process.network().sym;
    int status = process.child->status();
    auto note = [&](Value symbol, Int number) {
        set(process.object(), Slot::status, symbol);
        set(process.object(), Slot::exit_status, fixnum(number));
    };
    if (WIFSTOPPED(status)) return note(sym.stop, WSTOPSIG(status));
    if (WIFSIGNALED(status)) return note(sym.signal, WTERMSIG(status));
    if (WIFCONTINUED(status)) return note(sym.run, 0);
    note(sym.exit, WEXITSTATUS(status));
}

namespace {

// Nothing a child can have left in a pipe or terminal is larger; what is written there after its end may come without end.
constexpr std::size_t most_left = 1 << 20;

}  // namespace

// A stop or continuation is told at once; an end when its output has been read.
void Network::deliver_child(Process& process) {
    note_status(process);
    if (!process.child->over()) {
        std::string message = status_message(process.child->take_status());
        return call_sentinel(process.object(), in.to_lisp(message));
    }
    loop.push(process);  // should the filter throw, the rest is done at the next wait
    if (!process.last_bytes) process.last_bytes = most_left;
    bool wanted = get(process.object(), Slot::filter) != sym.t && process.last_bytes > 1;
    if (wanted && read_input(process)) return;
    if (process.child && process.child->changed()) deliver_end(process);
}

}  // namespace el::net
