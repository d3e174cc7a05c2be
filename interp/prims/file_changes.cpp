// Primitives: changing files as wholes: copying, renaming, deleting, linking, directories, temporary files.
// Tests: tests/lisp/prims/files.el
#include "prims/file_handlers.hpp"
#include "prims/file_names.hpp"

#include <el/list.hpp>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace el {

namespace {

// A number would ask the user, who is not there: it counts as no.
void refuse_existing(Interpreter& in, const FileName& file, Value ok_if_exists) {
    if (!ok_if_exists.is_nil() && !ok_if_exists.is_fixnum()) return;
    struct stat info;
    if (lstat(file.c_str(), &info) != 0) return;
    signal(in, sym::file_already_exists, {make_string(in, "File already exists"), file.lisp});
}

Value both(Interpreter& in, const FileName& a, const FileName& b) { return list(in, {a.lisp, b.lisp}); }

// A descriptor closed when it goes out of scope, an exit passing through included.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

void copy_contents(Interpreter& in, const Descriptor& from, const Descriptor& to, const FileName& source, const FileName& target) {
    std::string buffer(1 << 16, '\0');
    for (;;) {
        ssize_t n = read(from.get(), buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) file_error(in, "Read error", source.lisp, errno);
        if (n == 0) return;
        for (ssize_t done = 0; done < n;) {
            ssize_t written = write(to.get(), buffer.data() + done, static_cast<std::size_t>(n - done));
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) file_error(in, "Write error", target.lisp, errno);
            done += written;
        }
        in.poll();
    }
}

void copy_file_to(Interpreter& in, const FileName& source, const FileName& target, bool keep_time, bool keep_owner) {
    Descriptor from(open(source.c_str(), O_RDONLY | O_CLOEXEC));
    if (from.get() < 0) file_error(in, "Opening input file", source.lisp, errno);
    struct stat info;
    if (fstat(from.get(), &info) != 0) file_error(in, "Input file status", source.lisp, errno);
    if (!S_ISREG(info.st_mode)) file_error(in, "Non-regular file", source.lisp, S_ISDIR(info.st_mode) ? EISDIR : EINVAL);
    struct stat existing;
    if (stat(target.c_str(), &existing) == 0 && existing.st_dev == info.st_dev && existing.st_ino == info.st_ino)
        signal(in, sym::file_error, {make_string(in, "Input and output files are the same"), source.lisp, target.lisp});
    Descriptor to(open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, info.st_mode & 0777));
    if (to.get() < 0) file_error(in, "Opening output file", target.lisp, errno);
    copy_contents(in, from, to, source, target);
    if (keep_owner && fchown(to.get(), info.st_uid, info.st_gid) != 0) file_error(in, "Doing chown", target.lisp, errno);
    if (keep_time) {
        timespec times[2] = {info.st_atim, info.st_mtim};
        if (futimens(to.get(), times) != 0) file_error(in, "Cannot set file date", target.lisp, errno);
    }
}

Value copy_file(Interpreter& in, Value file, Value newname, Value ok, Value keep_time, Value preserve_uid_gid, Value) {
    FileName source = file_name(in, file), target = target_file_name(in, source.lisp, newname);
    struct stat info;
    if (stat(source.c_str(), &info) != 0) file_error(in, "Opening input file", source.lisp, errno);
    refuse_existing(in, target, ok);
    copy_file_to(in, source, target, !keep_time.is_nil(), !preserve_uid_gid.is_nil());
    return nil;
}

Value delete_file(Interpreter& in, Value filename, Value trash) {
    FileName file = file_name(in, filename);
    struct stat info;
    if (lstat(file.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
        signal(in, sym::file_error, {make_string(in, "Removing old name: is a directory"), file.lisp});
    (void)trash;
    if (unlink(file.c_str()) != 0 && errno != ENOENT) file_error(in, "Removing old name", file.lisp, errno);
    return nil;
}

Value rename_file(Interpreter& in, Value file, Value newname, Value ok) {
    FileName source = file_name(in, file), target = target_file_name(in, source.lisp, newname);
    struct stat info;
    if (lstat(source.c_str(), &info) != 0) file_error(in, "Renaming", both(in, source, target), errno);
    refuse_existing(in, target, ok);
    if (rename(source.c_str(), target.c_str()) == 0) return nil;
    if (errno != EXDEV) file_error(in, "Renaming", both(in, source, target), errno);
    // To another file system by copying.
    if (S_ISDIR(info.st_mode)) {
        in.funcall(in.intern("copy-directory"), {source.lisp, target.lisp, in[sym::t]});
        in.funcall(in.intern("delete-directory"), {source.lisp, in[sym::t]});
        return nil;
    }
    copy_file_to(in, source, target, true, geteuid() == 0);
    if (unlink(source.c_str()) != 0) file_error(in, "Removing old name", source.lisp, errno);
    return nil;
}

Value add_name_to_file(Interpreter& in, Value file, Value newname, Value ok) {
    FileName source = file_name(in, file), target = target_file_name(in, source.lisp, newname);
    refuse_existing(in, target, ok);
    if (link(source.c_str(), target.c_str()) == 0) return nil;
    if (errno == EEXIST && unlink(target.c_str()) == 0 && link(source.c_str(), target.c_str()) == 0) return nil;
    file_error(in, "Adding new name", both(in, source, target), errno);
}

Value make_symbolic_link(Interpreter& in, String& target, Value linkname, Value ok) {
    Value target_value = Value::from_object(&target);
    FileName file = target_file_name(in, target_value, linkname);
    std::string text(target.view());
    if (text.starts_with('~')) text = expand_name(in, text);
    if (symlink(text.c_str(), file.c_str()) == 0) return nil;
    if (errno == EEXIST) {
        refuse_existing(in, file, ok);
        if (unlink(file.c_str()) == 0 && symlink(text.c_str(), file.c_str()) == 0) return nil;
    }
    file_error(in, "Making symbolic link", list(in, {target_value, file.lisp}), errno);
}

Value make_directory_internal(Interpreter& in, Value directory) {
    FileName file = file_name(in, directory);
    if (mkdir(file.c_str(), 0777) != 0) file_error(in, "Creating directory", file.lisp, errno);
    return nil;
}
Value delete_directory_internal(Interpreter& in, Value directory) {
    FileName file = file_name(in, directory);
    if (rmdir(file.c_str()) != 0) file_error(in, "Removing directory", file.lisp, errno);
    return nil;
}

// MODE nil makes a file, 0 a name only, t a directory, as `make-temp-file' asks for.
Value make_temp_file_internal(Interpreter& in, Value prefix, Value dir_flag, String& suffix, Value text) {
    std::string path = std::string(Arg<String&>::from(in, prefix).view()) + "XXXXXX" + std::string(suffix.view());
    int suffix_length = static_cast<int>(suffix.bytes);
    bool name_only = dir_flag.is_fixnum() && dir_flag.fixnum() == 0;
    if (!dir_flag.is_nil() && !name_only) {
        // mkdtemp knows no suffix: names are tried with it.
        for (int tries = 0;; ++tries) {
            Value name = in.funcall(in.intern("make-temp-name"), {prefix});
            path = in.to<std::string>(name) + std::string(suffix.view());
            if (mkdir(path.c_str(), 0700) == 0) return lisp_file_name(in, path);
            if (errno != EEXIST || tries == 100) file_error(in, "Creating directory", lisp_file_name(in, path), errno);
        }
    }
    int fd = mkostemps(path.data(), suffix_length, O_CLOEXEC);
    if (fd < 0) file_error(in, "Creating file with prefix", prefix, errno);
    close(fd);
    Value name = lisp_file_name(in, path);
    if (name_only) unlink(path.c_str());
    else if (text.is<String>()) in.funcall(in.intern("write-region"), {text, nil, name, nil, fixnum(0)});
    return name;
}

Value file_locked_p(Interpreter& in, Value filename) { return file_name(in, filename), nil; }
Value lock_file(Interpreter& in, Value filename) { return file_name(in, filename), nil; }
Value no_lock(Interpreter&) { return nil; }
Value no_lock_file(Interpreter&, Value) { return nil; }

constexpr Primitive table[] = {
    file_prim<add_name_to_file, "add-name-to-file", HandledFiles{.second = 1}>("file newname &optional ok-if-already-exists", "Give FILE additional name NEWNAME."),
    file_prim<copy_file, "copy-file", HandledFiles{.second = 1}>("file newname &optional ok-if-already-exists keep-time preserve-uid-gid preserve-permissions", "Copy FILE to NEWNAME."),
    prim<delete_directory_internal>("delete-directory-internal", "directory", "Delete the empty directory named DIRECTORY."),
    file_prim<delete_file, "delete-file">("filename &optional trash", "Delete file named FILENAME."),
    prim<file_locked_p>("file-locked-p", "filename", "Return nil: files are not locked."),
    prim<no_lock_file>("lock-buffer", "&optional file", "Does nothing: files are not locked."),
    prim<lock_file>("lock-file", "file", "Does nothing: files are not locked."),
    file_prim<make_directory_internal, "make-directory-internal">("directory", "Create a new directory named DIRECTORY."),
    file_prim<make_symbolic_link, "make-symbolic-link", HandledFiles{.first = 1}>("target linkname &optional ok-if-already-exists", "Make a symbolic link to TARGET, named LINKNAME."),
    prim<make_temp_file_internal>("make-temp-file-internal", "prefix dir-flag suffix text", "Generate a new file whose name starts with PREFIX."),
    file_prim<rename_file, "rename-file", HandledFiles{.second = 1}>("file newname &optional ok-if-already-exists", "Rename FILE as NEWNAME."),
    prim<no_lock>("unlock-buffer", "", "Does nothing: files are not locked."),
    prim<lock_file>("unlock-file", "file", "Does nothing: files are not locked."),
};

}  // namespace

void define_file_changes(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
