#include "run.hpp"

#include <unistd.h>

#include <cstdio>

#include "report.hpp"

namespace elwire {

namespace {

constexpr int error_status = 255;

el::Value string_list(el::Interpreter& in, const std::vector<std::string>& strings) {
    el::ListBuilder list(in);
    for (const std::string& s : strings) list.add(in.to_lisp(s));
    return list.take();
}

// The program may take arguments off the list itself.
void publish_arguments(el::Interpreter& in, const std::vector<std::string>& args) {
    el::Value list = string_list(in, args);
    in.set_variable(in.intern("command-line-args-left"), list);
    in.set_variable(in.intern("argv"), list);
}

std::vector<std::string> arguments_left(el::Interpreter& in) {
    std::vector<std::string> args;
    for (el::Value tail = in.variable(in.intern("command-line-args-left")); tail.is_cons(); tail = el::cdr(tail))
        if (el::is_string(el::car(tail))) args.push_back(in.to<std::string>(el::car(tail)));
    return args;
}

void add_directory(el::Interpreter& in, std::string directory) {
    bool append = directory.starts_with(":");
    if (append) directory.erase(0, 1);
    el::Value entry = in.call("expand-file-name", directory);
    el::Value path = in.variable(in.intern("load-path"));
    el::Value both = append ? el::Value(in.call("append", path, el::list(in, {entry}))) : el::cons(in, entry, path);
    in.set_variable(in.intern("load-path"), both);
}

std::string absolute(const std::string& file) {
    if (file == "-" || file.starts_with("/")) return file;
    char directory[4096];
    if (!getcwd(directory, sizeof directory)) return file;
    std::string_view name = file;
    while (name.starts_with("./")) name.remove_prefix(2);
    return std::string(directory) + "/" + std::string(name);
}

void perform(el::Interpreter& in, const Action& action) {
    switch (action.kind) {
        case Action::load:
            if (access(absolute(action.argument).c_str(), R_OK) == 0) return in.load(absolute(action.argument));
            return in.load(action.argument);
        case Action::script: return in.load(absolute(action.argument));
        case Action::eval: in.eval(action.argument); return;
        case Action::funcall: in.call(action.argument.c_str()); return;
        case Action::directory: return add_directory(in, action.argument);
    }
}

}  // namespace

int run_command_line(el::Interpreter& in, std::vector<std::string> args) {
    bool batch = false, acted = false;
    while (!args.empty()) {
        Step step = next_step(args, batch);
        switch (step.kind) {
            case Step::nothing: continue;
            case Step::batch: batch = acted = true; continue;
            case Step::finished: return 0;
            case Step::version: std::fputs(version_text(), stdout); return 0;
            case Step::help: std::fputs(help_text(), stdout); return 0;
            case Step::bad: std::fprintf(stderr, "elwire: %s\nTry ‘elwire --help’.\n", step.problem.c_str()); return error_status;
            case Step::action: break;
        }
        publish_arguments(in, args);
        try {
            perform(in, step.what);
        } catch (const el::Error& error) {
            report(error);
            return error_status;
        }
        acted |= step.what.kind != Action::directory;
        if (step.what.kind == Action::script) return 0;
        args = arguments_left(in);
    }
    return acted ? 0 : interact(in);
}

int interact(el::Interpreter& in) {
    bool terminal = isatty(STDIN_FILENO);
    for (;;) {
        el::Value prompt = in.to_lisp(terminal ? "elwire> " : "");
        try {
            el::Root form = in.call("internal--read-form", prompt);
            if (form.get() == in.intern("internal--end")) break;
            el::Root value = in.eval(el::car(form.get()));
            std::string text = in.print(value) + "\n";
            std::fwrite(text.data(), 1, text.size(), stdout);
            std::fflush(stdout);
        } catch (const el::Error& error) {
            report(error);
            if (!terminal) return error_status;
        }
    }
    if (terminal) std::fputc('\n', stdout);
    return 0;
}

}  // namespace elwire
