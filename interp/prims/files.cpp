// Primitives: asking about files: existence, kind, modes, attributes (manual node "Information about Files").
// Tests: tests/lisp/prims/files.el
#include "prims/file_handlers.hpp"
#include "prims/file_names.hpp"
#include "prims/file_times.hpp"
#include "core/number.hpp"

#include <el/list.hpp>

#include <cerrno>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace el {

namespace {

bool status(const FileName& file, struct stat& info) { return stat(file.c_str(), &info) == 0; }

Value file_exists_p(Interpreter& in, Value filename) {
    struct stat info;
    return truth(in, status(file_name(in, filename), info));
}
Value file_readable_p(Interpreter& in, Value filename) { return truth(in, access(file_name(in, filename).c_str(), R_OK) == 0); }
Value file_executable_p(Interpreter& in, Value filename) { return truth(in, access(file_name(in, filename).c_str(), X_OK) == 0); }

// A file that is not there is writable if its directory is.
Value file_writable_p(Interpreter& in, Value filename) {
    FileName file = file_name(in, filename);
    if (access(file.c_str(), W_OK) == 0) return in[sym::t];
    if (errno != ENOENT) return nil;
    std::size_t slash = file.path.rfind('/');
    std::string directory = slash == 0 ? "/" : file.path.substr(0, slash);
    return truth(in, access(directory.c_str(), W_OK | X_OK) == 0);
}

Value file_directory_p(Interpreter& in, Value filename) {
    struct stat info;
    return truth(in, status(file_name(in, filename), info) && S_ISDIR(info.st_mode));
}
Value file_regular_p(Interpreter& in, Value filename) {
    struct stat info;
    return truth(in, status(file_name(in, filename), info) && S_ISREG(info.st_mode));
}
Value file_accessible_directory_p(Interpreter& in, Value filename) {
    FileName file = file_name(in, filename);
    struct stat info;
    return truth(in, status(file, info) && S_ISDIR(info.st_mode) && access(file.c_str(), X_OK) == 0);
}

std::string link_target(const std::string& path, bool& is_link) {
    char buffer[4096];
    ssize_t n = readlink(path.c_str(), buffer, sizeof buffer);
    is_link = n >= 0;
    return is_link ? std::string(buffer, static_cast<std::size_t>(n)) : std::string();
}
Value file_symlink_p(Interpreter& in, Value filename) {
    bool is_link = false;
    std::string target = link_target(file_name(in, filename).path, is_link);
    return is_link ? lisp_file_name(in, target) : nil;
}

Value access_file(Interpreter& in, Value filename, String& string) {
    FileName file = file_name(in, filename);
    int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) file_error(in, string.view(), file.lisp, errno);
    close(descriptor);
    return nil;
}

Value file_newer_than_file_p(Interpreter& in, Value file1, Value file2) {
    FileName one = file_name(in, file1), two = file_name(in, file2);
    struct stat a, b;
    if (!status(one, a)) return nil;
    if (!status(two, b)) return in[sym::t];
    auto later = [](const timespec& x, const timespec& y) { return x.tv_sec != y.tv_sec ? x.tv_sec > y.tv_sec : x.tv_nsec > y.tv_nsec; };
    return truth(in, later(a.st_mtim, b.st_mtim));
}

// --- modes and times ---

int no_follow_flag(Interpreter& in, Value flag) { return flag == in.intern("nofollow") ? AT_SYMLINK_NOFOLLOW : 0; }

Value file_modes(Interpreter& in, Value filename, Value flag) {
    struct stat info;
    if (fstatat(AT_FDCWD, file_name(in, filename).c_str(), &info, no_follow_flag(in, flag)) != 0) return nil;
    return fixnum(info.st_mode & 07777);
}
Value set_file_modes(Interpreter& in, Value filename, Fixnum mode, Value flag) {
    FileName file = file_name(in, filename);
    if (fchmodat(AT_FDCWD, file.c_str(), static_cast<mode_t>(mode & 07777), no_follow_flag(in, flag)) != 0)
        file_error(in, "Doing chmod", file.lisp, errno);
    return nil;
}
mode_t current_umask() {
    mode_t mask = umask(0);
    umask(mask);
    return mask;
}
Value default_file_modes(Interpreter&) { return fixnum(~current_umask() & 0777); }
Value set_default_file_modes(Interpreter& in, Fixnum mode) {
    umask(static_cast<mode_t>(~mode.n & 0777));
    return nil;
}

Value set_file_times(Interpreter& in, Value filename, Value time, Value flag) {
    FileName file = file_name(in, filename);
    timespec t = time_argument(in, time), both[2] = {t, t};
    if (utimensat(AT_FDCWD, file.c_str(), both, no_follow_flag(in, flag)) != 0) {
        struct stat info;
        if (status(file, info) && S_ISDIR(info.st_mode)) return nil;
        file_error(in, "Setting file times", file.lisp, errno);
    }
    return in[sym::t];
}

Value file_system_info(Interpreter& in, Value filename) {
    struct statvfs info;
    FileName file = file_name(in, filename);
    if (statvfs(file.c_str(), &info) != 0) {
        if (errno == ENOENT) return nil;
        file_error(in, "Getting file system info", file.lisp, errno);
    }
    auto bytes = [&](auto blocks) { return make_unsigned(in, static_cast<std::uint64_t>(blocks) * info.f_frsize); };
    return list(in, {bytes(info.f_blocks), bytes(info.f_bfree), bytes(info.f_bavail)});
}

Value file_selinux_context(Interpreter& in, Value filename) { return file_name(in, filename), list(in, {nil, nil, nil, nil}); }
Value set_file_selinux_context(Interpreter& in, Value filename, Value) { return file_name(in, filename), nil; }
Value file_acl(Interpreter& in, Value filename) { return file_name(in, filename), nil; }
Value set_file_acl(Interpreter& in, Value filename, Value) { return file_name(in, filename), nil; }
Value unix_sync(Interpreter&) { return sync(), nil; }

constexpr Primitive table[] = {
    file_prim<access_file, "access-file">("filename string", "Access file FILENAME, and get an error if that does not work."),
    prim<default_file_modes>("default-file-modes", "", "Return the default file protection for created files."),
    file_prim<file_accessible_directory_p, "file-accessible-directory-p">("filename", "Return t if FILENAME names a directory you can open."),
    file_prim<file_acl, "file-acl">("filename", "Return ACL entries of file named FILENAME: nil, they are not supported."),
    file_prim<file_directory_p, "file-directory-p">("filename", "Return t if FILENAME names an existing directory."),
    file_prim<file_executable_p, "file-executable-p">("filename", "Return t if FILENAME can be executed by you."),
    file_prim<file_exists_p, "file-exists-p">("filename", "Return t if file FILENAME exists (whether or not you can read it)."),
    file_prim<file_modes, "file-modes">("filename &optional flag", "Return mode bits of file named FILENAME, as an integer; nil if it does not exist."),
    file_prim<file_newer_than_file_p, "file-newer-than-file-p", HandledFiles{.second = 1}>("file1 file2", "Return t if file FILE1 is newer than file FILE2."),
    file_prim<file_readable_p, "file-readable-p">("filename", "Return t if file FILENAME exists and you can read it."),
    file_prim<file_regular_p, "file-regular-p">("filename", "Return t if FILENAME names a regular file."),
    file_prim<file_selinux_context, "file-selinux-context">("filename", "Return SELinux context of file named FILENAME: a list of nils."),
    file_prim<file_symlink_p, "file-symlink-p">("filename", "Return the target of the symbolic link FILENAME, nil if it is none."),
    file_prim<file_system_info, "file-system-info">("filename", "Return storage information about the file system FILENAME is on: (TOTAL FREE AVAIL)."),
    file_prim<file_writable_p, "file-writable-p">("filename", "Return t if file FILENAME can be written or created by you."),
    prim<set_default_file_modes>("set-default-file-modes", "mode", "Set the file permission bits for newly created files."),
    file_prim<set_file_acl, "set-file-acl">("filename acl-string", "Returns nil: ACLs are not supported."),
    file_prim<set_file_modes, "set-file-modes">("filename mode &optional flag", "Set mode bits of file named FILENAME to MODE (an integer)."),
    file_prim<set_file_selinux_context, "set-file-selinux-context">("filename context", "Returns nil: SELinux is not supported."),
    file_prim<set_file_times, "set-file-times">("filename &optional timestamp flag", "Set times of file FILENAME to TIMESTAMP."),
    prim<unix_sync>("unix-sync", "", "Tell Unix to finish all pending disk updates."),
};

}  // namespace

timespec time_argument(Interpreter& in, Value time) {
    timespec t{};
    if (time.is_nil()) {
        clock_gettime(CLOCK_REALTIME, &t);
        return t;
    }
    Value parts = in.funcall(in.intern("time-convert"), {time, in[sym::list]});
    Int field[4] = {};
    for (int i = 0; i < 4 && parts.is_cons(); ++i, parts = cdr(parts)) field[i] = car(parts).is_fixnum() ? car(parts).fixnum() : 0;
    t.tv_sec = (field[0] << 16) + field[1];
    t.tv_nsec = field[2] * 1000 + field[3] / 1000;
    return t;
}

void define_files(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
