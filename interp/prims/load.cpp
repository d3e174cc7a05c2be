// Loading: load, require, provide, autoload, eval-buffer.
// Tests: tests/lisp/prims/read.el
#include "prims/load.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "compile/compile.hpp"
#include "core/args.hpp"
#include "prims/all.hpp"
#include "read/positions.hpp"
#include "read/reader.hpp"
#include "vm/binding.hpp"
#include "vm/machine.hpp"

namespace el {

int lexical_cookie(std::string_view text) {
    std::string_view line = text.substr(0, text.find('\n'));
    if (line.starts_with("#!")) {
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        line = text.substr(0, text.find('\n'));
    }
    std::size_t open = line.find("-*-");
    std::size_t close = open == line.npos ? open : line.find("-*-", open + 3);
    if (close == line.npos) return -1;
    std::string_view cookie = line.substr(open + 3, close - open - 3);
    std::size_t at = cookie.find("lexical-binding:");
    if (at == cookie.npos) return -1;
    std::string_view value = cookie.substr(at + 16);
    value.remove_prefix(std::min(value.size(), value.find_first_not_of(" \t")));
    return value.substr(0, value.find_first_of(" \t;")) != "nil";
}

namespace {

Value variable_or_nil(Interpreter& in, sym::Id id) {
    Value v = find_value(in, in[id]);
    return v.is_unbound() ? nil : v;
}

std::string slurp(Interpreter& in, std::FILE* f, Value name) {
    std::string bytes;
    char buffer[65536];
    while (std::size_t n = std::fread(buffer, 1, sizeof buffer, f)) bytes.append(buffer, n);
    if (std::ferror(f)) file_error(in, "Reading file", name, errno);
    return bytes;
}

std::string native_path(Interpreter& in, Value file) { return in.to<std::string>(file); }

bool is_regular(const std::string& path) {
    struct stat st{};
    return stat(path.c_str(), &st) == 0 && !S_ISDIR(st.st_mode);
}

bool is_absolute(std::string_view file) { return file.starts_with("/") || file.starts_with("~"); }

struct Found {
    std::string path;                  // empty: not a file of the system
    std::string_view embedded;         // or this text
    bool exists = false;
};

Found find_in_directory(const std::string& directory, const std::string& name, bool suffixes, bool bare) {
    std::string base = directory.empty() || directory.back() == '/' ? directory + name : directory + "/" + name;
    if (suffixes && is_regular(base + ".el")) return {base + ".el", {}, true};
    if (bare && is_regular(base)) return {base, {}, true};
    return {};
}

Found find_library(Interpreter& in, Value file, bool no_suffix, bool must_suffix) {
    std::string name = native_path(in, file);
    if (name == "-") return {name, {}, true};  // standard input
    if (name.starts_with("~")) name = in.to<std::string>(in.funcall(in.intern("expand-file-name"), {file}));
    bool has_suffix = name.ends_with(".el");
    bool suffixes = !no_suffix, bare = !must_suffix || has_suffix;
    if (is_absolute(name) || name.starts_with("./") || name.starts_with("../")) {
        std::string directory;
        if (!is_absolute(name) && variable_or_nil(in, sym::default_directory).is<String>())
            directory = native_path(in, in.funcall(in.intern("expand-file-name"), {variable_or_nil(in, sym::default_directory)}));
        return find_in_directory(is_absolute(name) ? "" : directory, name, suffixes, bare);
    }
    for (Value tail = variable_or_nil(in, sym::load_path); tail.is_cons(); tail = cdr(tail)) {
        Value entry = car(tail);
        if (entry.is_nil()) entry = variable_or_nil(in, sym::default_directory);
        if (!entry.is<String>()) continue;
        std::string directory = native_path(in, in.funcall(in.intern("expand-file-name"), {entry}));
        if (Found found = find_in_directory(directory, name, suffixes, bare); found.exists) return found;
    }
    std::string_view stem = name;
    if (has_suffix) stem.remove_suffix(3);
    for (const auto& e : in->load->embedded)
        if (e.name == stem) return {"", e.text, true};
    return {};
}

// The coding system a cookie in the first two lines asks for (-*- coding: NAME -*-), utf-8 without one.
Value source_coding(Interpreter& in, std::string_view text) {
    std::size_t second = text.find('\n');
    std::string_view head = text.substr(0, second == text.npos ? second : text.find('\n', second + 1));
    std::size_t open = head.find("-*-"), at = head.find("coding:", open == head.npos ? head.size() : open);
    if (at != head.npos) {
        std::string_view name = head.substr(at + 7);
        name.remove_prefix(std::min(name.size(), name.find_first_not_of(" \t")));
        Value symbol = in.intern(name.substr(0, name.find_first_of(" \t;")));
        if (is_coding_system(in, symbol)) return symbol;
    }
    return in.intern("utf-8-unix");
}

std::string decode_source(Interpreter& in, std::string_view bytes) {
    auto decoder = make_decoder(in, source_coding(in, bytes));
    auto* data = reinterpret_cast<std::uint8_t*>(const_cast<char*>(bytes.data()));
    Value text = decoder->decode(in, data, bytes.size(), true, false);
    return text.is_nil() ? std::string() : std::string(string_bytes(text));
}

void record_history(Interpreter& in, Value name) {
    if (name.is_nil()) return;
    Value entries = nreverse_list(in, variable_or_nil(in, sym::current_load_list));
    Value history = variable_or_nil(in, sym::load_history);
    for (Value tail = history; tail.is_cons(); tail = cdr(tail))
        if (car(tail).is_cons() && equal(in, car(car(tail)), name)) {
            car(tail).as<Cons>().cdr = entries;
            return;
        }
    set_default_value(in, in[sym::load_history], cons(in, cons(in, name, entries), history));
}

}  // namespace

void note_definition(Interpreter& in, Value symbol, bool function) {
    if (variable_or_nil(in, sym::load_in_progress).is_nil()) return;
    Value list_ = variable_or_nil(in, sym::current_load_list);
    Value entry = function ? cons(in, in.intern("defun"), symbol) : symbol;
    set_symbol_value(in, in[sym::current_load_list], cons(in, entry, list_));
}

Value read_source_file(Interpreter& in, Value file) {
    std::string path = native_path(in, file);
    if (path == "-") return make_multibyte_string(in, decode_source(in, slurp(in, stdin, file)));
    std::FILE* f = std::fopen(path.c_str(), "rb");
    if (!f) file_error(in, "Cannot open load file", file, errno);
    std::string bytes;
    try {
        bytes = slurp(in, f, file);
    } catch (...) {
        std::fclose(f);
        throw;
    }
    std::fclose(f);
    return make_multibyte_string(in, decode_source(in, bytes));
}

namespace {

// The reader has no frame that could say where a syntax error is.
bool next_form(Interpreter& in, Reader& reader, Value file, Value& form) {
    try {
        return reader.next(form);
    } catch (const NonLocalExit&) {
        Place at = reader.problem_place();
        if (file.is<String>()) in->vm->error_place = list(in, {file, fixnum(at.line), fixnum(at.column)});
        throw;
    }
}

}  // namespace

Value load_text(Interpreter& in, std::string_view text, Value name, bool lexical) {
    std::size_t depth = binding_depth(in);
    int cookie = lexical_cookie(text);
    if (cookie >= 0) lexical = cookie == 1;
    bind(in, in[sym::lexical_binding], lexical ? in[sym::t] : nil);
    auto* positions = PositionTable::make();
    Reader reader(in, text, positions);
    Value result, specials;
    for (;;) {
        Value form;
        if (!next_form(in, reader, name, form)) break;
        bool now_lexical = !variable_or_nil(in, sym::lexical_binding).is_nil();
        specials = note_special(in, form, specials);
        result = eval_form(in, form, now_lexical, {name, positions}, specials);
    }
    return unbind_to(in, depth, result);
}

namespace {

void load_message(Interpreter& in, Value file, bool no_message) {
    if (no_message && variable_or_nil(in, sym::force_load_messages).is_nil()) return;
    in.funcall(in.intern("message"), {make_string(in, "Loading %s..."), file});
}

void load_found(Interpreter& in, const Found& found, Value name) {
    std::size_t depth = binding_depth(in);
    bind(in, in[sym::load_file_name], name);
    bind(in, in[sym::load_in_progress], in[sym::t]);
    bind(in, in[sym::current_load_list], nil);
    Value text = found.path.empty() ? nil : read_source_file(in, name);
    load_text(in, found.path.empty() ? found.embedded : text.as<String>().view(), name, false);
    record_history(in, name);
    unbind_to(in, depth);
}

}  // namespace

bool load_file(Interpreter& in, Value file, bool no_error, bool no_message, bool no_suffix, bool must_suffix) {
    if (!file.is<String>()) wrong_type(in, sym::stringp, file);
    Found found = find_library(in, file, no_suffix, must_suffix);
    if (!found.exists) {
        if (no_error) return false;
        signal(in, sym::file_missing, {make_string(in, "Cannot open load file"), make_string(in, "No such file or directory"), file});
    }
    if (!in.options().files.allows(found.path)) signal(in, sym::permission_denied, {make_string(in, "Loading is not permitted"), file});
    load_message(in, file, no_message);
    Value name = found.path.empty() ? make_string(in, "elwire/" + native_path(in, file)) : in.to_lisp(found.path);
    if (in->vm->depth > 100) check_c_stack(in);
    load_found(in, found, name);
    Value after = in.intern("do-after-load-evaluation");
    if (!symbol(in, after).function.is_nil()) in.funcall(after, {name});
    return true;
}

namespace {

Value load(Interpreter& in, Value file, Value no_error, Value no_message, Value no_suffix, Value must_suffix) {
    return load_file(in, file, !no_error.is_nil(), !no_message.is_nil(), !no_suffix.is_nil(), !must_suffix.is_nil()) ? in[sym::t] : nil;
}

bool has_feature(Interpreter& in, Value feature) { return !memq(feature, variable_or_nil(in, sym::features)).is_nil(); }

Value featurep(Interpreter& in, SymbolArg feature, Value subfeature) {
    if (!has_feature(in, feature)) return nil;
    if (subfeature.is_nil()) return in[sym::t];
    Value known = plist_get(symbol(in, feature).plist, in.intern("subfeatures"));
    for (Value tail = known; tail.is_cons(); tail = cdr(tail))
        if (equal(in, car(tail), subfeature)) return in[sym::t];
    return nil;
}

Value provide(Interpreter& in, SymbolArg feature, Value subfeatures) {
    if (!has_feature(in, feature))
        set_default_value(in, in[sym::features], cons(in, feature, variable_or_nil(in, sym::features)));
    if (!subfeatures.is_nil()) {
        Symbol& s = symbol(in, feature);
        s.plist = plist_put(in, s.plist, in.intern("subfeatures"), subfeatures);
    }
    if (!variable_or_nil(in, sym::load_in_progress).is_nil())
        set_symbol_value(in, in[sym::current_load_list],
                         cons(in, cons(in, in[sym::provide], feature), variable_or_nil(in, sym::current_load_list)));
    for (Value tail = cdr_or_nil(assq(feature, variable_or_nil(in, sym::after_load_alist))); tail.is_cons(); tail = cdr(tail))
        in.funcall(car(tail), {});
    return feature;
}

Value require(Interpreter& in, SymbolArg feature, Value file, Value no_error) {
    if (has_feature(in, feature)) return feature;
    Value name = file.is_nil() ? symbol(in, feature).name : file;
    if (!load_file(in, name, !no_error.is_nil(), true, false, file.is_nil())) return nil;
    if (!has_feature(in, feature)) {
        if (!no_error.is_nil()) return nil;
        error(in, "Loading file %V failed to provide feature ‘%V’", name, feature.v);
    }
    return feature;
}

// --- autoload --------------------------------------------------------------------------------------------------------

Value autoload(Interpreter& in, SymbolArg function, Value file, Value doc, Value interactive, Value type) {
    if (!file.is<String>()) wrong_type(in, sym::stringp, file);
    Value old = symbol(in, function).function;
    if (!old.is_nil() && !(old.is_cons() && car(old) == in[sym::autoload])) return nil;
    return in.funcall(in[sym::defalias], {function.v, list(in, {in[sym::autoload], file, doc, interactive, type}), nil});
}

Value autoload_do_load(Interpreter& in, Value definition, Value name, Value macro_only) {
    if (!definition.is_cons() || car(definition) != in[sym::autoload]) return definition;
    Value type = in.funcall(in.intern("nth"), {fixnum(4), definition});
    bool is_macro = type == in[sym::t] || type == in[sym::macro];
    if (macro_only == in[sym::macro] && !is_macro) return definition;
    load_file(in, car(cdr(definition)), false, true, false, true);
    if (name.is_nil() || !name.is_symbol()) return nil;
    Value now = symbol(in, name).function;
    if (equal(in, now, definition)) error(in, "Autoloading file %V failed to define function %V", car(cdr(definition)), name);
    return now;
}

Value eval_buffer(Interpreter& in, Value buffer, Value, Value filename, Value, Value) {
    SavedBuffer saved(in);
    if (!buffer.is_nil()) set_current_buffer(in, in.funcall(in.intern("get-buffer"), {buffer}));
    Value text = in.funcall(in.intern("buffer-substring-no-properties"),
                            {in.funcall(in.intern("point-min"), {}), in.funcall(in.intern("point-max"), {})});
    bool lexical = !variable_or_nil(in, sym::lexical_binding).is_nil();
    load_text(in, text.as<String>().view(), filename, lexical);
    return nil;
}

Value eval_region(Interpreter& in, Value start, Value end, Value, Value) {
    Value text = in.funcall(in.intern("buffer-substring-no-properties"), {start, end});
    load_text(in, text.as<String>().view(), nil, !variable_or_nil(in, sym::lexical_binding).is_nil());
    return nil;
}

// For building the image: TEXT stands for the file NAME.
Value internal_load_text(Interpreter& in, Value text, Value name) {
    std::size_t depth = binding_depth(in);
    bind(in, in[sym::load_file_name], name);
    load_text(in, text.as<String>().view(), name, false);
    return unbind_to(in, depth, in[sym::t]);
}

Value get_load_suffixes(Interpreter& in) { return list(in, {make_string(in, ".el")}); }

Value locate_file_internal(Interpreter& in, Value file, Value path, Value suffixes, Value predicate) {
    std::string name = native_path(in, file);
    auto accepts = [&](const std::string& candidate) {
        if (predicate.is_nil()) return is_regular(candidate);
        if (predicate.is_fixnum()) return is_regular(candidate) && access(candidate.c_str(), static_cast<int>(predicate.fixnum())) == 0;
        return !in.funcall(predicate, {in.to_lisp(candidate)}).is_nil();
    };
    HeapVector<Value> endings;
    for (Value tail = suffixes; tail.is_cons(); tail = cdr(tail)) endings.push(car(tail));
    if (endings.empty()) endings.push(make_string(in, ""));
    HeapVector<Value> directories;
    if (is_absolute(name)) directories.push(make_string(in, ""));
    else for (Value tail = path; tail.is_cons(); tail = cdr(tail)) directories.push(car(tail));
    for (Value directory : directories)
        for (Value ending : endings) {
            std::string base = is_absolute(name) ? name
                : native_path(in, in.funcall(in.intern("expand-file-name"), {file, directory}));
            std::string candidate = base + native_path(in, ending);
            if (accepts(candidate)) return in.to_lisp(candidate);
        }
    return nil;
}

constexpr Primitive table[] = {
    prim<load>("load", "file &optional noerror nomessage nosuffix must-suffix",
               "Load the Lisp file FILE, looked up in `load-path', then among the built-in libraries.\nReturns t, or nil with NOERROR if there is none."),
    prim<featurep>("featurep", "feature &optional subfeature", "Whether FEATURE (and SUBFEATURE) is provided."),
    prim<provide>("provide", "feature &optional subfeatures", "Announce FEATURE."),
    prim<require>("require", "feature &optional filename noerror", "Load the library that provides FEATURE unless it is present."),
    prim<autoload>("autoload", "function file &optional docstring interactive type", "Define FUNCTION to load FILE when first called."),
    prim<autoload_do_load>("autoload-do-load", "fundef &optional funname macro-only", "Load the file of the autoload object FUNDEF."),
    prim<internal_load_text>("internal--load-text", "text name", "Evaluate the string TEXT as if it were the file NAME."),
    prim<eval_buffer>("eval-buffer", "&optional buffer printflag filename unibyte do-allow-print", "Evaluate the accessible part of BUFFER."),
    prim<eval_region>("eval-region", "start end &optional printflag read-function", "Evaluate the region of the current buffer."),
    prim<get_load_suffixes>("get-load-suffixes", "", "The suffixes `load' tries."),
    prim<locate_file_internal>("locate-file-internal", "filename path &optional suffixes predicate", "Search FILENAME in the directories PATH."),
};

}  // namespace

Value autoload_function(Interpreter& in, Value definition, Value name) { return autoload_do_load(in, definition, name, nil); }

void define_load(Interpreter& in) {
    in->load = new LoadState;
    in.define_primitives(table);
}

}  // namespace el
