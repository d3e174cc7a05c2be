// The processes of the machine, whoever started them, as /proc tells.
// Tests: tests/lisp/net/system-processes.el
#include <el/list.hpp>
#include <el/primitive.hpp>

#include "../errors.hpp"
#include "prims.hpp"

#include <dirent.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

namespace el::net {

namespace {

using std::chrono::nanoseconds;

std::string contents(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

Value list_system_processes(Interpreter& in) {
    struct Close {
        void operator()(DIR* d) const { closedir(d); }
    };
    std::unique_ptr<DIR, Close> directory(opendir("/proc"));
    if (!directory) return nil;
    std::vector<Int> ids;
    while (const dirent* entry = readdir(directory.get())) {
        std::string_view name = entry->d_name;
        if (std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) ids.push_back(std::atol(entry->d_name));
    }
    ListBuilder all(in);
    for (Int id : ids) all.add(in.integer(id));
    return all.take();
}

// The fields of /proc/PID/stat. The command may hold spaces and parentheses; what follows its last parenthesis is plain.
struct Stat {
    std::string command;
    char state = 0;
    Int ppid = 0, pgrp = 0, session = 0, tty = 0, tpgid = 0;
    Int minflt = 0, cminflt = 0, majflt = 0, cmajflt = 0;
    Int utime = 0, stime = 0, cutime = 0, cstime = 0;
    Int priority = 0, nice = 0, threads = 0, start = 0, vsize = 0, rss = 0;
};

bool parse(const std::string& text, Stat& s) {
    std::size_t open = text.find('('), close = text.rfind(')');
    if (open == std::string::npos || close == std::string::npos || close < open) return false;
    s.command = text.substr(open + 1, close - open - 1);
    std::istringstream rest(text.substr(close + 1));
    Int flags, obsolete;
    rest >> s.state >> s.ppid >> s.pgrp >> s.session >> s.tty >> s.tpgid >> flags >> s.minflt >> s.cminflt >> s.majflt >> s.cmajflt >>
        s.utime >> s.stime >> s.cutime >> s.cstime >> s.priority >> s.nice >> s.threads >> obsolete >> s.start >> s.vsize >> s.rss;
    return static_cast<bool>(rest);
}

nanoseconds ticks(Int count) {
    static const long per_second = sysconf(_SC_CLK_TCK);
    return nanoseconds(count / per_second * 1'000'000'000 + count % per_second * 1'000'000'000 / per_second);
}

nanoseconds uptime() { return nanoseconds(static_cast<Int>(std::strtod(contents("/proc/uptime").c_str(), nullptr) * 100 + 0.5) * 10'000'000); }

Int total_memory_kilobytes() {
    std::string info = contents("/proc/meminfo"), key = "MemTotal:";
    std::size_t at = info.find(key);
    return at == std::string::npos ? 0 : std::atol(info.c_str() + at + key.size());
}

// (HIGH LOW MICROSECONDS PICOSECONDS)
Value time_list(Interpreter& in, nanoseconds time) {
    Int seconds = time.count() / 1'000'000'000, rest = time.count() % 1'000'000'000;
    return list(in, {fixnum(seconds >> 16), fixnum(seconds & 0xffff), fixnum(rest / 1000), fixnum(rest % 1000 * 1000)});
}

// "/dev/pts0": the name of the driver in /proc/tty/drivers, and the minor number if the driver has several.
std::string terminal_name(Int device) {
    Int major = device >> 8 & 0xfff, minor = (device & 0xff) | (device >> 12 & 0xfff00);
    std::istringstream drivers(contents("/proc/tty/drivers"));
    for (std::string line; std::getline(drivers, line);) {
        std::istringstream fields(line);
        std::string driver, name, range;
        Int its_major;
        if (!(fields >> driver >> name >> its_major >> range) || its_major != major) continue;
        std::size_t dash = range.find('-');
        Int first = std::atol(range.c_str()), last = dash == std::string::npos ? first : std::atol(range.c_str() + dash + 1);
        if (minor < first || minor > last) continue;
        return dash == std::string::npos ? name : name + std::to_string(minor);
    }
    return "";
}

// The arguments with a space between; white space and backslashes inside them are quoted. Kernel threads have no arguments and are shown by
// their name in brackets.
std::string command_line(const std::string& directory, const std::string& command) {
    std::string raw = contents(directory + "/cmdline");
    while (!raw.empty() && raw.back() == 0) raw.pop_back();
    if (raw.empty()) return "[" + command + "]";
    std::string line;
    for (char c : raw) {
        bool quoted = c == '\\' || c == ' ' || (c >= '\t' && c <= '\r');
        if (quoted) line += '\\';
        line += c == 0 ? ' ' : c;
    }
    return line;
}

class Attributes {
public:
    explicit Attributes(Interpreter& in) : in_(in) {}
    void add(const char* key, Value value) { all_ = cons(in_, cons(in_, in_.intern(key), value), all_); }
    void add(const char* key, Int value) { add(key, in_.integer(value)); }
    void add(const char* key, const std::string& value) { add(key, in_.to_lisp(value)); }
    void add(const char* key, nanoseconds value) { add(key, time_list(in_, value)); }
    void add_real(const char* key, double value) { add(key, in_.to_lisp(value)); }
    Value take() const { return all_; }

private:
    Interpreter& in_;
    Value all_;
};

void add_owner(Attributes& a, const struct stat& owner) {
    a.add("euid", static_cast<Int>(owner.st_uid));
    if (const passwd* user = getpwuid(owner.st_uid)) a.add("user", std::string(user->pw_name));
    a.add("egid", static_cast<Int>(owner.st_gid));
    if (const group* g = getgrgid(owner.st_gid)) a.add("group", std::string(g->gr_name));
}

void add_identity(Attributes& a, const Stat& s) {
    a.add("comm", s.command);
    a.add("state", std::string(1, s.state));
    a.add("ppid", s.ppid);
    a.add("pgrp", s.pgrp);
    a.add("sess", s.session);
    a.add("ttname", terminal_name(s.tty));
    a.add("tpgid", s.tpgid);
    a.add("minflt", s.minflt);
    a.add("majflt", s.majflt);
    a.add("cminflt", s.cminflt);
    a.add("cmajflt", s.cmajflt);
}

void add_times(Attributes& a, const Stat& s) {
    a.add("utime", ticks(s.utime));
    a.add("stime", ticks(s.stime));
    a.add("time", ticks(s.utime + s.stime));
    a.add("cutime", ticks(s.cutime));
    a.add("cstime", ticks(s.cstime));
    a.add("ctime", ticks(s.cutime + s.cstime));
}

void add_size_and_share(Attributes& a, const Stat& s) {
    a.add("pri", s.priority);
    a.add("nice", s.nice);
    a.add("thcount", s.threads);
    nanoseconds now = std::chrono::system_clock::now().time_since_epoch(), up = uptime(), elapsed = up - ticks(s.start);
    a.add("start", now - elapsed);
    a.add("vsize", s.vsize / 1024);
    Int resident = s.rss * (sysconf(_SC_PAGESIZE) / 1024);
    a.add("rss", resident);
    a.add("etime", elapsed);
    double share = elapsed.count() > 0 ? 100.0 * static_cast<double>(ticks(s.utime + s.stime).count()) / static_cast<double>(elapsed.count()) : 0;
    a.add_real("pcpu", share);
    Int total = total_memory_kilobytes();
    a.add_real("pmem", total > 0 ? 100.0 * static_cast<double>(resident) / static_cast<double>(total) : 0);
}

Int process_number(Interpreter& in, Value pid) {
    if (pid.is_fixnum()) return pid.fixnum();
    double number = Arg<double>::from(in, pid);
    if (!(std::fabs(number) < 1e15) || number != std::floor(number)) error(in, "Not an in-range integer, integral float, or cons of integers");
    return static_cast<Int>(number);
}

Value process_attributes(Interpreter& in, Value pid) {
    std::string directory = "/proc/" + std::to_string(process_number(in, pid));
    struct stat owner {};
    if (stat(directory.c_str(), &owner) != 0) return nil;
    Attributes attributes(in);
    add_owner(attributes, owner);
    Stat s;
    if (!parse(contents(directory + "/stat"), s)) return attributes.take();
    add_identity(attributes, s);
    add_times(attributes, s);
    add_size_and_share(attributes, s);
    attributes.add("args", command_line(directory, s.command));
    return attributes.take();
}

constexpr Primitive table[] = {
    prim<list_system_processes>("list-system-processes", "", "Return the numbers of all processes that run on this machine."),
    prim<process_attributes>("process-attributes", "pid",
        "Return what is known about the process numbered PID on this machine, an alist; nil if there is no such process.\n"
        "Keys: `args', `pmem' and `pcpu' (percent), `etime', `rss' and `vsize' (kB), `start', `thcount', `nice', `pri', `ctime',\n"
        "`cstime', `cutime', `time', `stime', `utime', `cmajflt', `cminflt', `majflt', `minflt', `tpgid', `ttname', `sess', `pgrp',\n"
        "`ppid', `state', `comm', `group', `egid', `user', `euid'. Times are lists (HIGH LOW MICROSECONDS PICOSECONDS)."),
};

}  // namespace

void define_system_processes(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
