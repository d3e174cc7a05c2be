// Primitives: contents of directories, attributes of files, completion of names (manual node "Contents of Directories").
// Tests: tests/lisp/prims/files.el
#include "prims/file_handlers.hpp"
#include "prims/file_names.hpp"
#include "prims/file_times.hpp"
#include "core/number.hpp"

#include <el/list.hpp>

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace el {

namespace {

// --- file-attributes ---

std::string mode_text(mode_t mode) {
    std::string text = "----------";
    text[0] = S_ISDIR(mode) ? 'd' : S_ISLNK(mode) ? 'l' : S_ISCHR(mode) ? 'c' : S_ISBLK(mode) ? 'b' : S_ISFIFO(mode) ? 'p' : S_ISSOCK(mode) ? 's' : '-';
    const char* letters = "rwxrwxrwx";
    for (int i = 0; i < 9; ++i)
        if (mode & (0400 >> i)) text[static_cast<std::size_t>(i + 1)] = letters[i];
    auto special = [&](mode_t bit, std::size_t at, char with_x, char without) {
        if (mode & bit) text[at] = text[at] == 'x' ? with_x : without;
    };
    special(S_ISUID, 3, 's', 'S');
    special(S_ISGID, 6, 's', 'S');
    special(S_ISVTX, 9, 't', 'T');
    return text;
}

Value user_of(Interpreter& in, uid_t id, bool as_text) {
    const passwd* entry = as_text ? getpwuid(id) : nullptr;
    return entry ? make_string(in, entry->pw_name) : make_integer(in, id);
}
Value group_of(Interpreter& in, gid_t id, bool as_text) {
    const group* entry = as_text ? getgrgid(id) : nullptr;
    return entry ? make_string(in, entry->gr_name) : make_integer(in, id);
}

Value link_target(Interpreter& in, const std::string& path) {
    char buffer[4096];
    ssize_t n = readlink(path.c_str(), buffer, sizeof buffer);
    return n < 0 ? nil : lisp_file_name(in, {buffer, static_cast<std::size_t>(n)});
}

Value attributes_of(Interpreter& in, const std::string& path, Value id_format) {
    struct stat s;
    if (lstat(path.c_str(), &s) != 0) return nil;
    bool as_text = !id_format.is_nil() && id_format != in[sym::integer];
    Value kind = S_ISDIR(s.st_mode) ? in[sym::t] : S_ISLNK(s.st_mode) ? link_target(in, path) : nil;
    return list(in, {kind, fixnum(static_cast<Int>(s.st_nlink)), user_of(in, s.st_uid, as_text), group_of(in, s.st_gid, as_text),
                     timestamp(in, s.st_atim), timestamp(in, s.st_mtim), timestamp(in, s.st_ctim), make_integer(in, s.st_size),
                     make_string(in, mode_text(s.st_mode)), in[sym::t], make_unsigned(in, s.st_ino), make_unsigned(in, s.st_dev)});
}

Value file_attributes(Interpreter& in, Value filename, Value id_format) {
    if (!filename.is<String>()) return nil;
    FileName file = file_name(in, filename);
    Value result = attributes_of(in, file.path, id_format);
    if (result.is_nil() && errno != ENOENT && errno != ENOTDIR) file_error(in, "Getting attributes", file.lisp, errno);
    return result;
}

Value file_attributes_lessp(Interpreter& in, Value f1, Value f2) {
    return in.funcall(in.intern("string-lessp"), {f1.is_cons() ? car(f1) : nil, f2.is_cons() ? car(f2) : nil});
}

// --- listing ---

std::vector<std::string> names_in(Interpreter& in, const FileName& directory) {
    DIR* stream = opendir(directory.c_str());
    if (!stream) file_error(in, "Opening directory", directory.lisp, errno);
    std::vector<std::string> names;
    while (const dirent* entry = readdir(stream)) names.emplace_back(entry->d_name);
    closedir(stream);
    return names;
}

struct Listing {
    Value full, match, nosort, id_format, count;
    bool attributes;
};

bool matches(Interpreter& in, Value regexp, Value name) {
    return regexp.is_nil() || !in.funcall(in.intern("string-match-p"), {regexp, name}).is_nil();
}

Value list_directory(Interpreter& in, Value directory, const Listing& options) {
    FileName dir = file_name(in, directory);
    if (!options.match.is_nil()) Arg<String&>::from(in, options.match);
    std::vector<std::string> names = names_in(in, dir);
    std::string prefix = dir.path.ends_with('/') ? dir.path : dir.path + "/";
    Int left = options.count.is_nil() ? -1 : Arg<Natural>::from(in, options.count).n;
    std::vector<std::string> chosen;
    for (const std::string& name : names) {
        if (left == 0) break;
        if (!matches(in, options.match, lisp_file_name(in, name))) continue;
        chosen.push_back(name);
        if (left > 0) --left;
    }
    if (options.nosort.is_nil()) std::sort(chosen.begin(), chosen.end());
    ListBuilder result(in);
    for (const std::string& name : chosen) {
        Value shown = lisp_file_name(in, options.full.is_nil() ? name : prefix + name);
        result.add(options.attributes ? cons(in, shown, attributes_of(in, prefix + name, options.id_format)) : shown);
    }
    return result.take();
}

Value directory_files(Interpreter& in, Value directory, Value full, Value match, Value nosort, Value count) {
    return list_directory(in, directory, {full, match, nosort, nil, count, false});
}
Value directory_files_and_attributes(Interpreter& in, Value directory, Value full, Value match, Value nosort, Value id_format, Value count) {
    return list_directory(in, directory, {full, match, nosort, id_format, count, true});
}

// --- completion ---

std::vector<std::string> completions(Interpreter& in, String& file, Value directory) {
    FileName dir = file_name(in, directory);
    std::vector<std::string> found;
    std::string prefix = dir.path.ends_with('/') ? dir.path : dir.path + "/";
    for (std::string& name : names_in(in, dir)) {
        if (!name.starts_with(file.view())) continue;
        struct stat info;
        if (stat((prefix + name).c_str(), &info) == 0 && S_ISDIR(info.st_mode)) name += '/';
        found.push_back(std::move(name));
    }
    return found;
}

bool ignored(Interpreter& in, std::string_view name) {
    if (name == "./" || name == "../") return true;
    Value extensions = find_value(in, in.intern("completion-ignored-extensions"));
    for (; extensions.is_cons(); extensions = cdr(extensions))
        if (car(extensions).is<String>() && name.ends_with(car(extensions).as<String>().view()) && name.size() > car(extensions).as<String>().bytes) return true;
    return false;
}

Value file_name_all_completions(Interpreter& in, String& file, Value directory) {
    ListBuilder all(in);
    for (const std::string& name : completions(in, file, directory)) all.add(lisp_file_name(in, name));
    return all.take();
}

Value file_name_completion(Interpreter& in, String& file, Value directory, Value predicate) {
    std::vector<std::string> names = completions(in, file, directory);
    auto rejected = [&](const std::string& name) {
        return !predicate.is_nil() && in.funcall(predicate, {lisp_file_name(in, expand_name(in, name, directory))}).is_nil();
    };
    names.erase(std::remove_if(names.begin(), names.end(), rejected), names.end());
    std::vector<std::string> wanted;
    for (const std::string& name : names)
        if (!ignored(in, name)) wanted.push_back(name);
    if (wanted.empty()) wanted = names;
    if (wanted.empty()) return nil;
    std::string common = wanted[0];
    for (const std::string& name : wanted) {
        std::size_t n = 0;
        while (n < common.size() && n < name.size() && common[n] == name[n]) ++n;
        common.resize(n);
    }
    while (!common.empty() && wanted.size() > 1 && common.size() < wanted[0].size() && (static_cast<unsigned char>(wanted[0][common.size()]) & 0xC0) == 0x80)
        common.pop_back();
    if (wanted.size() == 1 && common == file.view()) return in[sym::t];
    return lisp_file_name(in, common);
}

Value system_users(Interpreter& in) {
    Value users = nil;
    setpwent();
    while (const passwd* entry = getpwent()) users = cons(in, make_string(in, entry->pw_name), users);
    endpwent();
    return users;
}
Value system_groups(Interpreter& in) {
    Value groups = nil;
    setgrent();
    while (const group* entry = getgrent()) groups = cons(in, make_string(in, entry->gr_name), groups);
    endgrent();
    return groups;
}

constexpr Primitive table[] = {
    file_prim<directory_files, "directory-files">("directory &optional full match nosort count", "Return a list of names of files in DIRECTORY."),
    file_prim<directory_files_and_attributes, "directory-files-and-attributes">("directory &optional full match nosort id-format count", "Return a list of names of files and their attributes in DIRECTORY."),
    file_prim<file_attributes, "file-attributes", HandledFiles{.all = false}>("filename &optional id-format", "Return a list of attributes of file FILENAME, nil if it does not exist."),
    prim<file_attributes_lessp>("file-attributes-lessp", "f1 f2", "Return t if first arg file attributes list is less than second by name."),
    file_prim<file_name_all_completions, "file-name-all-completions", HandledFiles{.first = 1}>("file directory", "Return a list of all completions of file name FILE in directory DIRECTORY."),
    file_prim<file_name_completion, "file-name-completion", HandledFiles{.first = 1}>("file directory &optional predicate", "Complete file name FILE in directory DIRECTORY."),
    prim<system_groups>("system-groups", "", "Return a list of group names currently registered in the system."),
    prim<system_users>("system-users", "", "Return a list of user names currently registered in the system."),
};

}  // namespace

void define_directories(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
