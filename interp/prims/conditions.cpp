// The standard error conditions: their parents and messages (manual node "Standard Errors").
// Tests: tests/lisp/prims/conditions.el
#include "prims/all.hpp"

namespace el {

namespace {

struct Condition {
    std::string_view name, message, conditions;  // itself first, then its parents
};

constexpr Condition conditions[] = {
    {"args-out-of-range", "Args out of range", "args-out-of-range error"},
    {"arith-error", "Arithmetic error", "arith-error error"},
    {"beginning-of-buffer", "Beginning of buffer", "beginning-of-buffer error"},
    {"buffer-read-only", "Buffer is read-only", "buffer-read-only error"},
    {"circular-list", "List contains a loop", "circular-list error"},
    {"cl-assertion-failed", "Assertion failed", "cl-assertion-failed error"},
    {"coding-system-error", "Invalid coding system", "coding-system-error error"},
    {"cyclic-function-indirection", "Symbol's chain of function indirections contains a loop", "cyclic-function-indirection error"},
    {"cyclic-variable-indirection", "Symbol's chain of variable indirections contains a loop", "cyclic-variable-indirection error"},
    {"domain-error", "Arithmetic domain error", "domain-error arith-error error"},
    {"end-of-buffer", "End of buffer", "end-of-buffer error"},
    {"end-of-file", "End of file during parsing", "end-of-file error"},
    {"error", "error", "error"},
    {"excessive-lisp-nesting", "Lisp nesting exceeds ‘max-lisp-eval-depth’", "excessive-lisp-nesting recursion-error error"},
    {"excessive-variable-binding", "Variable binding depth exceeds max-specpdl-size", "excessive-variable-binding recursion-error error"},
    {"file-already-exists", "File already exists", "file-already-exists file-error error"},
    {"file-date-error", "Cannot set file date", "file-date-error file-error error"},
    {"file-error", "File error", "file-error error"},
    {"file-missing", "File is missing", "file-missing file-error error"},
    {"inhibited-interaction", "User interaction while inhibited", "inhibited-interaction error"},
    {"invalid-function", "Invalid function", "invalid-function error"},
    {"invalid-read-syntax", "Invalid read syntax", "invalid-read-syntax error"},
    {"invalid-regexp", "Invalid regexp", "invalid-regexp error"},
    {"json-end-of-file", "end of JSON stream", "json-end-of-file json-parse-error json-error error"},
    {"json-error", "generic JSON error", "json-error error"},
    {"json-object-too-deep", "object cyclic or Lisp evaluation too deep", "json-object-too-deep json-error error"},
    {"json-out-of-memory", "not enough memory for creating JSON object", "json-out-of-memory json-error error"},
    {"json-parse-error", "could not parse JSON stream", "json-parse-error json-error error"},
    {"json-trailing-content", "trailing content after JSON stream", "json-trailing-content json-parse-error json-error error"},
    {"json-utf8-decode-error", "invalid utf-8 encoding", "json-utf8-decode-error json-error error"},
    {"mark-inactive", "The mark is not active now", "mark-inactive error"},
    {"minibuffer-quit", "Quit", "minibuffer-quit quit"},
    {"no-catch", "No catch for tag", "no-catch error"},
    {"overflow-error", "Arithmetic overflow error", "overflow-error range-error arith-error error"},
    {"permission-denied", "Cannot access file or directory", "permission-denied file-error error"},
    {"quit", "Quit", "quit"},
    {"range-error", "Arithmetic range error", "range-error arith-error error"},
    {"recursion-error", "Excessive recursive calling error", "recursion-error error"},
    {"remote-file-error", "Remote file error", "remote-file-error file-error error"},
    {"scan-error", "Scan error", "scan-error error"},
    {"search-failed", "Search failed", "search-failed error"},
    {"setting-constant", "Attempt to set a constant symbol", "setting-constant error"},
    {"singularity-error", "Arithmetic singularity error", "singularity-error domain-error arith-error error"},
    {"text-read-only", "Text is read-only", "text-read-only buffer-read-only error"},
    {"underflow-error", "Arithmetic underflow error", "underflow-error range-error arith-error error"},
    {"user-error", "", "user-error error"},
    {"user-search-failed", "Search failed", "user-search-failed user-error search-failed error"},
    {"void-function", "Symbol's function definition is void", "void-function error"},
    {"void-variable", "Symbol's value as variable is void", "void-variable error"},
    {"wrong-length-argument", "Wrong length argument", "wrong-length-argument error"},
    {"wrong-number-of-arguments", "Wrong number of arguments", "wrong-number-of-arguments error"},
    {"wrong-type-argument", "Wrong type argument", "wrong-type-argument error"},
};

Value names_to_symbols(Interpreter& in, std::string_view names) {
    ListBuilder symbols(in);
    while (!names.empty()) {
        std::string_view name = names.substr(0, names.find(' '));
        symbols.add(in.intern(name));
        names.remove_prefix(std::min(names.size(), name.size() + 1));
    }
    return symbols.take();
}

}  // namespace

void define_conditions(Interpreter& in) {
    for (const Condition& c : conditions) {
        Symbol& s = symbol(in, in.intern(c.name));
        s.plist = plist_put(in, s.plist, in[sym::error_conditions], names_to_symbols(in, c.conditions));
        s.plist = plist_put(in, s.plist, in[sym::error_message], make_string(in, c.message));
    }
}

}  // namespace el
