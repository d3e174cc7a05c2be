// elwire: runs Emacs Lisp programs. The first program that embeds libelwire.
#include <el/el.hpp>
#include <netproc/netproc.hpp>

#include <csignal>
#include <cstdio>

#include "run.hpp"

namespace {

el::Interpreter* running = nullptr;  // for the signal handler only

// C-c quits what runs; asked for the third time before that happened, it ends the program.
void on_interrupt(int signal) {
    static volatile std::sig_atomic_t in_vain = 0;
    if (running) in_vain = running->interrupt() ? in_vain + 1 : 0;
    if (running && in_vain < 2) return;
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

int leave(el::Interpreter& in, int status) {
    in.waiter().shut_down(in);
    std::fflush(stdout);
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    el::Interpreter in;
    netproc::install(in);
    running = &in;
    std::signal(SIGINT, on_interrupt);
    std::vector<std::string> args(argv + 1, argv + argc);
    in.set_variable(in.intern("command-line-args"), [&] {
        el::ListBuilder all(in);
        for (int i = 0; i < argc; ++i) all.add(in.to_lisp(argv[i]));
        return all.take();
    }());
    int status;
    try {
        status = elwire::run_command_line(in, std::move(args));
        if (status == 0) {
            in.call("run-hooks", in.intern("kill-emacs-hook"));
        }
    } catch (const el::ExitRequest& exit) {
        status = exit.status;
    } catch (const el::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        status = 255;
    }
    status = leave(in, status);
    running = nullptr;
    return status;
}
