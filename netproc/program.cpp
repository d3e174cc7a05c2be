#include "program.hpp"

#include <el/list.hpp>

#include "designators.hpp"
#include "errors.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <unordered_set>

namespace el::net {

namespace {

bool is_absolute(std::string_view name) { return !name.empty() && (name[0] == '/' || name[0] == '~'); }

// Looks at one file after another for one that can be run, and remembers why the others could not.
class ProgramSearch {
public:
    explicit ProgramSearch(Network& n) : n_(n) {}

    bool try_name(Value name, Value directory) {
        std::string plain = n_.in.to<std::string>(n_.in.funcall(n_.sym.expand_file_name, {name, directory}));
        Value suffixes = n_.in.variable(n_.sym.exec_suffixes);
        if (suffixes.is_nil()) return try_file(plain);
        for (Value suffix : each(n_.in, suffixes))
            if (is_string(suffix) && try_file(plain + std::string(string_bytes(suffix)))) return true;
        return false;
    }
    int error() const { return error_; }
    const std::string& found() const { return found_; }

private:
    bool try_file(const std::string& file) {
        struct stat status {};
        int reason = 0;
        if (stat(file.c_str(), &status) != 0)
            reason = errno;
        else if (S_ISDIR(status.st_mode))
            reason = EISDIR;
        else if (access(file.c_str(), X_OK) != 0)
            reason = errno;
        if (reason == 0) found_ = file;
        if (reason != 0 && reason != ENOENT && reason != ENOTDIR) error_ = reason;
        return reason == 0;
    }

    Network& n_;
    std::string found_;
    int error_ = ENOENT;
};

}  // namespace

std::string find_program(Network& n, Value name) {
    ProgramSearch search(n);
    if (is_absolute(string_bytes(check_string(n.in, name)))) {
        if (search.try_name(name, nil)) return search.found();
    } else {
        for (Value directory : each(n.in, n.in.variable(n.sym.exec_path)))
            if (search.try_name(name, directory)) return search.found();
    }
    report_errno(n.in, "Searching for program", search.error(), list(n.in, {name}));
}

std::string program_directory(Network& n) {
    Value given = n.in.variable(n.sym.default_directory);
    Value expanded = n.in.funcall(n.sym.expand_file_name, {is_string(given) ? given : n.in.to_lisp("~/"), nil});
    std::string directory = n.in.to<std::string>(n.in.funcall(n.in.intern("file-name-unquote"), {expanded}));
    struct stat status {};
    int error = stat(directory.c_str(), &status) != 0 ? errno : !S_ISDIR(status.st_mode) ? ENOTDIR : 0;
    if (!error && access(directory.c_str(), X_OK) != 0) error = errno;
    if (error) report_errno(n.in, "Setting current directory", error, list(n.in, {given}));
    return directory;
}

std::vector<std::string> program_environment(Network& n, const std::string& directory) {
    std::vector<std::string> environment;
    std::unordered_set<std::string> seen;
    std::string place = directory.size() > 1 && directory.ends_with('/') ? directory.substr(0, directory.size() - 1) : directory;
    for (Value tail = n.in.variable(n.sym.process_environment); tail.is_cons(); tail = cdr(tail)) {
        if (!is_string(car(tail))) break;  // as in Emacs: the rest does not count
        std::string entry = n.in.to<std::string>(car(tail));
        std::size_t equals = entry.find('=');
        std::string name = entry.substr(0, equals);
        if (!seen.insert(name).second || equals == std::string::npos) continue;
        if (name == "PWD")
            environment.insert(environment.begin(), "PWD=" + place);
        else
            environment.push_back(std::move(entry));
    }
    return environment;
}

std::string program_argument(Network& n, Value argument, Value coding) {
    check_string(n.in, argument);
    if (!is_multibyte(argument)) return std::string(string_bytes(argument));
    return std::string(make_encoder(n.in, coding.is_nil() ? n.sym.utf_8_unix : coding)->encode(n.in, argument));
}

void check_program_permission(Network& n, const std::string& file) {
    if (n.in.options().processes.allows(file)) return;
    signal(n.in, n.sym.permission_denied, list(n.in, {n.in.to_lisp("Running programs refused"), n.in.to_lisp(file)}));
}

}  // namespace el::net
