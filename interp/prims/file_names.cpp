// Primitives: file names as text (manual node "File Names").
// Tests: tests/recorded/filenames.el
#include "prims/file_handlers.hpp"
#include "prims/file_names.hpp"

#include "text/coding_system.hpp"

#include <el/list.hpp>

#include <cstdlib>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace el {

namespace {

// The environment as Lisp sees it: process-environment.
std::string environment_variable(Interpreter& in, std::string_view name, bool& found) {
    found = false;
    Value environment = find_value(in, in[sym::process_environment]);
    for (; environment.is_cons(); environment = cdr(environment)) {
        if (!car(environment).is<String>()) continue;
        std::string_view entry = car(environment).as<String>().view();
        if (!entry.starts_with(name)) continue;
        if (entry.size() == name.size()) return {};
        if (entry[name.size()] != '=') continue;
        found = true;
        return std::string(entry.substr(name.size() + 1));
    }
    return {};
}

std::string home_directory(Interpreter& in) {
    bool found = false;
    std::string home = environment_variable(in, "HOME", found);
    if (found && !home.empty()) return home;
    if (const char* from_system = std::getenv("HOME")) return from_system;
    return "/";
}

// The directory a leading ~ or ~user names; empty if there is no such user.
std::string tilde_directory(Interpreter& in, std::string_view user) {
    if (user.empty()) return home_directory(in);
    const passwd* entry = getpwnam(std::string(user).c_str());
    return entry ? entry->pw_dir : "";
}

bool expand_tilde(Interpreter& in, std::string& name) {
    if (name.empty() || name[0] != '~') return false;
    std::size_t end = std::min(name.find('/'), name.size());
    std::string home = tilde_directory(in, std::string_view(name).substr(1, end - 1));
    if (home.empty()) return false;
    name = home + name.substr(end);
    return true;
}

// Resolves //, /./ and /../ in an absolute name. The double slash at the start, and /.. at the root, stay as they are.
std::string simplify(std::string_view name) {
    std::string result;
    std::size_t i = 0;
    if (name.starts_with("//") && !name.starts_with("///")) result = "/", i = 1;
    std::size_t root = result.size();
    while (i < name.size()) {
        while (i < name.size() && name[i] == '/') ++i;
        std::size_t end = std::min(name.find('/', i), name.size());
        std::string_view part = name.substr(i, end - i);
        bool last = end == name.size();
        if (part.empty()) {
            result += '/';
            break;
        }
        if (part == ".") {
            if (last && result.size() == root) result += '/';
        } else if (part == ".." && result.size() > root) {
            result.resize(std::max(result.rfind('/'), root));
            if (last && result.size() == root) result += '/';
        } else {
            result += '/';
            result += part;
        }
        i = end;
        if (!last && end + 1 == name.size() && (part == "." || part == ".." )) {
            result += '/';
            break;
        }
    }
    return result.empty() ? "/" : result;
}

}  // namespace

std::string expand_name(Interpreter& in, std::string_view text, Value directory) {
    std::string name(text);
    if (!name.starts_with('/') && !expand_tilde(in, name)) {
        if (directory.is_nil()) directory = current(in).slots[slot::default_directory];
        std::string base = directory.is<String>() ? std::string(directory.as<String>().view()) : "/";
        if (!base.starts_with('/') && !expand_tilde(in, base)) base = expand_name(in, base, nil);
        if (name.empty() && base.size() > 1 && base.ends_with('/')) base.pop_back();
        name = name.empty() ? base : base + (base.ends_with('/') ? "" : "/") + name;
    }
    return simplify(name);
}

Value lisp_file_name(Interpreter& in, std::string_view path) { return decode_system_text(in, path); }

namespace {

Value name_like(Interpreter& in, const String& original, std::string_view text) {
    return original.multibyte() ? make_multibyte_string(in, text) : make_string(in, text);
}

std::string system_path(Interpreter& in, Value lisp) {
    std::string path = encode_system_text(lisp.as<String>());
    if (!in.options().files.allows(path)) file_error(in, "Access denied by the host", lisp, EACCES);
    return path;
}

}  // namespace

FileName file_name(Interpreter& in, Value name) {
    String& s = Arg<String&>::from(in, name);
    if (s.view().find('\0') != std::string_view::npos) signal(in, sym::wrong_type_argument, {in.intern("filenamep"), name});
    Value lisp = name_like(in, s, expand_name(in, s.view()));
    return {lisp, system_path(in, lisp)};
}

std::string file_argument(Interpreter& in, Value name) { return file_name(in, name).path; }

FileName target_file_name(Interpreter& in, Value source, Value target) {
    std::string_view text = Arg<String&>::from(in, target).view();
    if (!text.ends_with('/')) return file_name(in, target);
    std::string_view from = source.as<String>().view();
    while (from.size() > 1 && from.ends_with('/')) from.remove_suffix(1);
    std::string joined(text);
    joined += from.substr(from.rfind('/') + 1);
    return file_name(in, name_like(in, target.as<String>(), joined));
}

namespace {

Value expand_file_name(Interpreter& in, String& name, Value default_directory) {
    if (Value handled = expand_by_handler(in, Value::from_object(&name), default_directory); !handled.is_nil()) return handled;
    if (!default_directory.is_nil() && !default_directory.is<String>()) default_directory = make_string(in, "/");
    return name_like(in, name, expand_name(in, name.view(), default_directory));
}

Value file_name_directory(Interpreter& in, String& filename) {
    std::string_view text = filename.view();
    std::size_t slash = text.rfind('/');
    return slash == text.npos ? nil : name_like(in, filename, text.substr(0, slash + 1));
}
Value file_name_nondirectory(Interpreter& in, String& filename) {
    std::string_view text = filename.view();
    return name_like(in, filename, text.substr(text.rfind('/') + 1));
}
Value file_name_as_directory(Interpreter& in, String& file) {
    std::string text(file.view());
    if (text.empty()) text = ".";
    if (!text.ends_with('/')) text += '/';
    return name_like(in, file, text);
}
Value directory_file_name(Interpreter& in, String& directory) {
    std::string_view text = directory.view();
    if (text == "//") return make_string(in, text);
    while (text.size() > 1 && text.ends_with('/')) text.remove_suffix(1);
    return name_like(in, directory, text);
}
Value directory_name_p(Interpreter& in, String& name) { return truth(in, name.view().ends_with('/')); }

Value file_name_absolute_p(Interpreter& in, String& filename) {
    std::string name(filename.view());
    return truth(in, name.starts_with('/') || expand_tilde(in, name));
}

Value file_name_concat(Interpreter& in, Value directory, Rest components) {
    std::string result;
    bool multibyte = false;
    auto add = [&](Value v) {
        if (v.is_nil()) return;
        const String& part = Arg<String&>::from(in, v);
        if (part.bytes == 0) return;
        if (!result.empty() && !result.ends_with('/')) result += '/';
        result += part.view();
        multibyte = multibyte || part.multibyte();
    };
    add(directory);
    for (Value v : components) add(v);
    return multibyte ? make_multibyte_string(in, result) : make_string(in, result);
}

// --- substitute-in-file-name ---

bool is_name_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string substitute_variables(Interpreter& in, std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '$' || i + 1 == text.size()) {
            result += text[i++];
            continue;
        }
        if (text[i + 1] == '$') {
            result += '$';
            i += 2;
            continue;
        }
        bool braced = text[i + 1] == '{';
        std::size_t start = i + 1 + braced, end = start;
        while (end < text.size() && (braced ? text[end] != '}' : is_name_char(text[end]))) ++end;
        bool closed = !braced || end < text.size();
        bool found = false;
        std::string value = closed ? environment_variable(in, text.substr(start, end - start), found) : "";
        std::size_t next = closed ? end + braced : end;
        result += found ? value : std::string(text.substr(i, next - i));
        i = next;
    }
    return result;
}

// What follows the last // or /~ counts.
std::string_view last_absolute(Interpreter& in, std::string_view text) {
    for (std::size_t i = text.size(); i > 1; --i) {
        if (text[i - 2] != '/') continue;
        if (text[i - 1] == '/') return text.substr(i - 1);
        if (text[i - 1] == '~') {
            std::string rest(text.substr(i - 1));
            if (expand_tilde(in, rest)) return text.substr(i - 1);
        }
    }
    return text;
}

Value substitute_in_file_name(Interpreter& in, String& filename) {
    std::string_view text = last_absolute(in, filename.view());
    std::string result = substitute_variables(in, text);
    return name_like(in, filename, last_absolute(in, result));
}

Value unhandled_file_name_directory(Interpreter& in, String& filename) { return file_name_as_directory(in, filename); }
Value file_name_case_insensitive_p(Interpreter& in, String&) { return nil; }

Value find_file_name_handler(Interpreter& in, String& filename, Value operation) { return file_name_handler(in, filename, operation); }

std::string random_suffix() {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string suffix;
    for (int i = 0; i < 6; ++i) suffix += letters[arc4random_uniform(62)];
    return suffix;
}

Value make_temp_name(Interpreter& in, String& prefix) {
    for (;;) {
        std::string candidate = std::string(prefix.view()) + random_suffix();
        struct stat info;
        if (lstat(candidate.c_str(), &info) != 0) return name_like(in, prefix, candidate);
    }
}

constexpr Primitive table[] = {
    file_prim<directory_file_name, "directory-file-name", HandledFiles{.expand = false}>("directory", "Return the file name of the directory named DIRECTORY."),
    prim<directory_name_p>("directory-name-p", "name", "Return non-nil if NAME ends with a directory separator character."),
    prim<expand_file_name>("expand-file-name", "name &optional default-directory", "Convert filename NAME to absolute, and canonicalize it."),
    prim<file_name_absolute_p>("file-name-absolute-p", "filename", "Return t if FILENAME is an absolute file name."),
    file_prim<file_name_as_directory, "file-name-as-directory", HandledFiles{.expand = false}>("file", "Return a string representing the file name FILE interpreted as a directory."),
    file_prim<file_name_case_insensitive_p, "file-name-case-insensitive-p">("filename", "Return t if file FILENAME is on a case-insensitive filesystem."),
    prim<file_name_concat>("file-name-concat", "directory &rest components", "Append COMPONENTS to DIRECTORY and return the resulting string."),
    file_prim<file_name_directory, "file-name-directory", HandledFiles{.expand = false}>("filename", "Return the directory component in file name FILENAME, or nil."),
    file_prim<file_name_nondirectory, "file-name-nondirectory", HandledFiles{.expand = false}>("filename", "Return file name FILENAME sans its directory."),
    prim<find_file_name_handler>("find-file-name-handler", "filename operation", "Return FILENAME's handler function for OPERATION, if it has one."),
    prim<make_temp_name>("make-temp-name", "prefix", "Generate temporary file name starting with PREFIX."),
    file_prim<substitute_in_file_name, "substitute-in-file-name", HandledFiles{.expand = false}>("filename", "Substitute environment variables referred to in FILENAME."),
    file_prim<unhandled_file_name_directory, "unhandled-file-name-directory", HandledFiles{.expand = false}>("filename", "Return a directly usable directory name somehow associated with FILENAME."),
};

}  // namespace

void define_file_names(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
