#include "options.hpp"

#include <array>
#include <string_view>

namespace elwire {

namespace {

struct Option {
    std::string_view name;
    enum Meaning { quiet, quiet_with_value, load, eval, funcall, directory, script, version, help, batch } meaning;
};

constexpr std::array options = {
    Option{"-Q", Option::quiet}, Option{"--quick", Option::quiet}, Option{"-q", Option::quiet}, Option{"--no-init-file", Option::quiet},
    Option{"--no-site-file", Option::quiet}, Option{"--no-site-lisp", Option::quiet}, Option{"--no-splash", Option::quiet},
    Option{"-nw", Option::quiet}, Option{"--no-window-system", Option::quiet}, Option{"--no-loadup", Option::quiet},
    Option{"--no-x-resources", Option::quiet}, Option{"--no-build-details", Option::quiet}, Option{"--debug-init", Option::quiet},
    Option{"--multibyte", Option::quiet}, Option{"--no-desktop", Option::quiet}, Option{"--init-directory", Option::quiet_with_value},
    Option{"--chdir", Option::quiet_with_value}, Option{"--batch", Option::batch}, Option{"-batch", Option::batch},
    Option{"-l", Option::load}, Option{"--load", Option::load}, Option{"-load", Option::load},
    Option{"-e", Option::eval}, Option{"--eval", Option::eval}, Option{"-eval", Option::eval}, Option{"--execute", Option::eval}, Option{"-execute", Option::eval},
    Option{"-f", Option::funcall}, Option{"--funcall", Option::funcall}, Option{"-funcall", Option::funcall},
    Option{"-L", Option::directory}, Option{"--directory", Option::directory}, Option{"-directory", Option::directory},
    Option{"-x", Option::script}, Option{"--script", Option::script}, Option{"-script", Option::script}, Option{"-scriptload", Option::script},
    Option{"--version", Option::version}, Option{"-version", Option::version}, Option{"--help", Option::help}, Option{"-help", Option::help},
    Option{"-h", Option::help},
};

const Option* find_option(std::string_view name) {
    for (const Option& o : options)
        if (o.name == name) return &o;
    return nullptr;
}

Step action(Action::Kind kind, std::string argument) {
    Step s;
    s.kind = Step::action;
    s.what = {kind, std::move(argument)};
    return s;
}

Step bad(std::string problem) {
    Step s;
    s.kind = Step::bad;
    s.problem = std::move(problem);
    return s;
}

bool takes_value(Option::Meaning m) {
    switch (m) {
        case Option::quiet: case Option::version: case Option::help: case Option::batch: return false;
        default: return true;
    }
}

Step step_for(Option::Meaning meaning, std::string value) {
    Step s;
    switch (meaning) {
        case Option::quiet: case Option::quiet_with_value: return s;
        case Option::load: return action(Action::load, std::move(value));
        case Option::eval: return action(Action::eval, std::move(value));
        case Option::funcall: return action(Action::funcall, std::move(value));
        case Option::directory: return action(Action::directory, std::move(value));
        case Option::script: return action(Action::script, std::move(value));
        case Option::version: s.kind = Step::version; return s;
        case Option::help: s.kind = Step::help; return s;
        case Option::batch: s.kind = Step::batch; return s;
    }
    return s;
}

}  // namespace

Step next_step(std::vector<std::string>& args, bool batch) {
    std::string word = args.front();
    args.erase(args.begin());
    if (word == "--") {
        Step s;
        s.kind = Step::finished;
        return s;
    }
    if (word == "-" || word.empty() || word[0] != '-') {
        if (batch && word != "-") return {};  // Emacs would visit the file; without a display there is nothing to do with it
        return action(Action::script, word);
    }
    std::string value;
    bool has_value = false;
    if (std::size_t equals = word.find('='); word.starts_with("--") && equals != word.npos) {
        value = word.substr(equals + 1);
        word.resize(equals);
        has_value = true;
    }
    const Option* option = find_option(word);
    if (!option) return bad("Unknown option ‘" + word + "’");
    if (takes_value(option->meaning) && !has_value) {
        if (args.empty()) return bad("Option ‘" + word + "’ requires an argument");
        value = args.front();
        args.erase(args.begin());
    }
    return step_for(option->meaning, std::move(value));
}

const char* version_text() { return "elwire " ELWIRE_VERSION "\nAn Emacs Lisp interpreter, compatible with GNU Emacs 28.2\n"; }

const char* help_text() {
    return "Usage: elwire [OPTION]... [FILE [ARG]...]\n\n"
           "Runs the Emacs Lisp program FILE ('-': standard input) with the arguments ARG; without FILE, an interactive session.\n\n"
           "  -l, --load FILE         load FILE, looked up in load-path\n"
           "  -e, --eval EXPR         evaluate EXPR\n"
           "  -f, --funcall FUNC      call the function FUNC without arguments\n"
           "  -L, --directory DIR     add DIR to load-path (:DIR appends it)\n"
           "  -x, --script FILE       run FILE as a script\n"
           "      --batch             do not become interactive\n"
           "  -Q, -q, --no-init-file, --no-site-file ...   accepted; there is nothing to skip\n"
           "      --version, --help\n\n"
           "Options act in order. In a program the variable `command-line-args-left' (also `argv') holds its arguments.\n";
}

}  // namespace elwire
