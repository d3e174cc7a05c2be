// What surrounds the program: environment variables, the user, the machine.
// Tests: tests/recorded
#include <grp.h>
#include <pwd.h>
#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "prims/all.hpp"
#include "prims/support.hpp"

extern char** environ;

namespace el {

namespace {

Value c_string(Interpreter& in, const char* text) { return in.to_lisp(std::string_view(text ? text : "")); }

// --- environment variables ---

// The value in an entry "NAME=VALUE" or "NAME" (unset: t) for NAME; Value::unbound() if it is about something else.
Value entry_value(Interpreter& in, Value entry, std::string_view name) {
    if (!entry.is<String>()) return Value::unbound();
    auto& s = entry.as<String>();
    std::string_view text = s.view();
    if (!text.starts_with(name)) return Value::unbound();
    if (text.size() == name.size()) return in[sym::t];
    if (text[name.size()] != '=') return Value::unbound();
    std::size_t chars = utf8::count(s.data, name.size() + 1);
    return string_part(in, s, s.multibyte() ? chars : name.size() + 1, s.chars, false);
}

// Emacs: with ENVIRONMENT an unset variable gives t, without it nil.
Value getenv_internal(Interpreter& in, String& variable, Opt<Value> environment) {
    bool given = environment.value.is_cons();
    Value list = given ? environment.value : find_value(in, in[sym::process_environment]);
    for (Value tail = list; tail.is_cons(); tail = cdr(tail)) {
        Value found = entry_value(in, car(tail), variable.view());
        if (found.is_unbound()) continue;
        return found == in[sym::t] && !given ? nil : found;
    }
    return nil;
}

Value environment_list(Interpreter& in) {
    ListBuilder list(in);
    for (char** entry = environ; *entry; ++entry) list.add(c_string(in, *entry));
    return list.take();
}

// --- the user ---

// A user or group number: an integer or a float without fraction; ERROR otherwise.
Int identity_number(Interpreter& in, Value v, const char* message) {
    if (v.is_fixnum()) return v.fixnum();
    if (is_float(v) && float_value(v) == std::floor(float_value(v)) && std::fabs(float_value(v)) < 1e15) return static_cast<Int>(float_value(v));
    error(in, "%s", message);
}

const passwd* user_by_number(Int uid) { return getpwuid(static_cast<uid_t>(uid)); }

Value login_name(Interpreter& in, Int uid) {
    const passwd* user = user_by_number(uid);
    return user ? c_string(in, user->pw_name) : nil;
}

const char* first_of(const char* a, const char* b) {
    const char* value = std::getenv(a);
    return value ? value : std::getenv(b);
}

Value own_login_name(Interpreter& in) {
    if (const char* name = first_of("LOGNAME", "USER")) return c_string(in, name);
    Value name = login_name(in, geteuid());
    return name.is_nil() ? c_string(in, "unknown") : name;
}

Value user_login_name(Interpreter& in, Opt<Value> uid) {
    if (uid.value.is_nil()) return find_value(in, in.intern("user-login-name"));
    return login_name(in, identity_number(in, uid.value, "Not an in-range integer, integral float, or cons of integers"));
}

Value user_real_login_name(Interpreter& in) { return find_value(in, in.intern("user-real-login-name")); }

// The comment field up to the first comma; & in it stands for the capitalized login name.
Value full_name(Interpreter& in, const passwd* user) {
    if (!user) return nil;
    std::string text;
    for (const char* p = user->pw_gecos; p && *p && *p != ','; ++p) {
        if (*p != '&') {
            text += *p;
            continue;
        }
        std::string name = user->pw_name;
        if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
        text += name;
    }
    return in.to_lisp(text);
}

Value user_full_name(Interpreter& in, Opt<Value> user) {
    Value v = user.value;
    if (v.is_nil()) return find_value(in, in.intern("user-full-name"));
    if (v.is<String>()) return full_name(in, getpwnam(std::string(v.as<String>().view()).c_str()));
    return full_name(in, user_by_number(identity_number(in, v, "Invalid UID specification")));
}

Value user_uid(Interpreter& in) { return in.integer(geteuid()); }
Value user_real_uid(Interpreter& in) { return in.integer(getuid()); }
Value group_gid(Interpreter& in) { return in.integer(getegid()); }
Value group_real_gid(Interpreter& in) { return in.integer(getgid()); }

Value group_name(Interpreter& in, Value gid) {
    const group* g = getgrgid(static_cast<gid_t>(identity_number(in, gid, "Invalid GID specification")));
    return g ? c_string(in, g->gr_name) : nil;
}

// --- the machine and the program ---

std::string host_name() {
    char name[256] = "";
    gethostname(name, sizeof name - 1);
    return name;
}

Value system_name(Interpreter& in) { return find_value(in, in.intern("system-name")); }
Value emacs_pid(Interpreter& in) { return in.integer(getpid()); }

Value load_average(Interpreter& in, Opt<Value> use_floats) {
    double loads[3];
    int count = getloadavg(loads, 3);
    if (count < 0) error(in, "load-average not implemented for this operating system");
    ListBuilder result(in);
    for (int i = 0; i < count; ++i)
        result.add(use_floats.value.is_nil() ? fixnum(static_cast<Int>(100 * loads[i])) : make_float(loads[i]));
    return result.take();
}

// The number an OpenMP variable begins with; 0 if it says nothing.
long positive_variable(const char* name) {
    const char* text = std::getenv(name);
    return text ? std::max(std::atol(text), 0L) : 0;
}

Value num_processors(Interpreter& in, Opt<Value> query) {
    bool all = query.value == in.intern("all");
    long count = sysconf(all ? _SC_NPROCESSORS_CONF : _SC_NPROCESSORS_ONLN);
    if (all) return fixnum(count);
    cpu_set_t mine;
    if (sched_getaffinity(0, sizeof mine, &mine) == 0) count = CPU_COUNT(&mine);
    if (query.value == in.intern("current")) return fixnum(count);
    if (long asked = positive_variable("OMP_NUM_THREADS")) count = asked;
    if (long limit = positive_variable("OMP_THREAD_LIMIT")) count = std::min(count, limit);
    return fixnum(count);
}

Value copy_of(Interpreter& in, Value variable) {
    Value v = find_value(in, variable);
    return v.is<String>() ? string_part(in, v.as<String>(), 0, v.as<String>().chars, false) : nil;
}
Value invocation_name(Interpreter& in) { return copy_of(in, in[sym::invocation_name]); }
Value invocation_directory(Interpreter& in) { return copy_of(in, in[sym::invocation_directory]); }

constexpr Primitive table[] = {
    prim<getenv_internal>("getenv-internal", "variable &optional env", "The value of the environment variable VARIABLE in the list ENV."),
    prim<user_login_name>("user-login-name", "&optional uid", "The login name of the user, or of the one numbered UID."),
    prim<user_real_login_name>("user-real-login-name", "", "The login name of the user who started the program."),
    prim<user_full_name>("user-full-name", "&optional uid", "The full name of the user, or of UID, a number or login name."),
    prim<user_uid>("user-uid", "", "The effective number of the user."),
    prim<user_real_uid>("user-real-uid", "", "The real number of the user."),
    prim<group_gid>("group-gid", "", "The effective number of the user's group."),
    prim<group_real_gid>("group-real-gid", "", "The real number of the user's group."),
    prim<group_name>("group-name", "gid", "The name of the group numbered GID."),
    prim<system_name>("system-name", "", "The name of this machine."),
    prim<emacs_pid>("emacs-pid", "", "The number of this process."),
    prim<load_average>("load-average", "&optional use-floats", "The load of the machine over one, five and fifteen minutes, in hundredths."),
    prim<num_processors>("num-processors", "&optional query",
        "The number of processors this program may use, or what the environment variables OMP_NUM_THREADS and\n"
        "OMP_THREAD_LIMIT say. With QUERY `current' these are ignored; with `all', processors it may not use count too."),
    prim<invocation_name>("invocation-name", "", "The name the program was started by."),
    prim<invocation_directory>("invocation-directory", "", "The directory of the program."),
};

void define(Interpreter& in, const char* name, Value value) { in.define_variable(in.intern(name), value); }

// The program's own file: its directory and its name.
void define_program(Interpreter& in) {
    char path[4096];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path);
    std::string_view file = size > 0 ? std::string_view(path, static_cast<std::size_t>(size)) : "elwire";
    std::size_t slash = file.rfind('/');
    std::size_t start = slash == std::string_view::npos ? 0 : slash + 1;
    define(in, "invocation-directory", start ? in.to_lisp(file.substr(0, start)) : nil);
    define(in, "invocation-name", in.to_lisp(file.substr(start)));
}

void define_machine(Interpreter& in) {
    utsname system{};
    uname(&system);
    define(in, "operating-system-release", c_string(in, system.release));
    define(in, "system-name", in.to_lisp(host_name()));
    define(in, "system-type", in[sym::gnu_linux]);
    define(in, "system-configuration", in.to_lisp(std::string(system.machine) + "-pc-linux-gnu"));
}

void define_user(Interpreter& in) {
    Value login = own_login_name(in);
    define(in, "user-login-name", login);
    Value real = login_name(in, getuid());
    define(in, "user-real-login-name", real.is_nil() ? c_string(in, "unknown") : real);
    const char* name = std::getenv("NAME");
    Value full = name ? c_string(in, name) : full_name(in, user_by_number(geteuid()));
    define(in, "user-full-name", full.is_nil() ? c_string(in, "unknown") : full);
}

void define_paths(Interpreter& in) {
    ListBuilder directories(in);
    std::string_view path = std::getenv("PATH") ? std::getenv("PATH") : "";
    while (!path.empty()) {
        std::size_t colon = std::min(path.find(':'), path.size());
        std::string directory(path.substr(0, colon));
        directories.add(in.to_lisp(directory.empty() ? "." : directory));
        path.remove_prefix(std::min(colon + 1, path.size()));
    }
    define(in, "exec-path", directories.take());
    const char* shell = std::getenv("SHELL");
    define(in, "shell-file-name", c_string(in, shell ? shell : "/bin/sh"));
}

}  // namespace

void define_environment(Interpreter& in) {
    in.define_primitives(table);
    define(in, "process-environment", environment_list(in));
    define(in, "initial-environment", environment_list(in));
    define_program(in);
    define_machine(in);
    define_user(in);
    define_paths(in);
}

}  // namespace el
