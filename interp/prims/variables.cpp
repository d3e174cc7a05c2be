// Variables that Emacs has from the start and that belong to no other file, with the values they have in batch mode.
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

constexpr const char* nil_variables[] = {
    "after-insert-file-functions", "auto-save-list-file-name", "auto-save-visited-file-name", "binary-as-unsigned",
    "buffer-access-fontified-property", "buffer-access-fontify-functions", "charset-revision-table", "combine-after-change-calls",
    "comp-ctxt", "cursor-in-echo-area", "debug-on-next-call", "debugger-stack-frame-as-list", "delete-by-moving-to-trash",
    "dump-mode", "dynamic-library-alist", "executing-kbd-macro", "garbage-collection-messages", "inhibit-file-name-handlers",
    "inhibit-file-name-operation", "inhibit-message", "installation-directory", "interrupt-process-functions", "kill-emacs-hook",
    "last-code-conversion-error", "last-command", "last-command-event", "last-input-event", "last-nonmenu-event", "load-convert-to-unibyte",
    "load-dangerous-libraries", "load-force-doc-strings", "load-no-native", "load-prefer-newer", "load-true-file-name", "mail-host-address",
    "mark-even-if-inactive", "memory-full", "multibyte-syntax-as-symbol", "network-coding-system-alist", "overriding-plist-environment",
    "post-command-hook", "post-gc-hook", "pre-command-hook", "process-coding-system-alist", "purify-flag", "read-symbol-positions-list",
    "read-symbol-shorthands", "read-with-symbol-positions", "real-this-command", "shared-game-score-directory", "standard-display-table",
    "standard-translation-table-for-decode", "standard-translation-table-for-encode", "system-messages-locale", "system-time-locale",
    "this-command", "translation-table-for-input", "undo-inhibit-record-point", "undo-outer-limit", "unread-command-events",
    "use-short-answers", "user-init-file", "values", "write-region-annotate-functions", "write-region-annotations-so-far",
    "write-region-post-annotation-function",
};
constexpr const char* t_variables[] = {
    "create-lockfiles", "debugger-may-continue", "delete-auto-save-files", "delete-exited-processes", "enable-character-translation",
    "internal--text-quoting-flag", "process-adaptive-read-buffering", "process-connection-type", "read-circle", "use-dialog-box",
    "use-file-dialog", "write-region-inhibit-fsync", "comment-use-syntax-ppss", "open-paren-in-column-0-is-defun-start",
};
struct Number {
    const char* name;
    Int value;
};
constexpr Number numbers[] = {
    {"emacs-major-version", 28},       {"emacs-minor-version", 2},           {"emacs-build-number", 1},
    {"gc-cons-threshold", 800000},     {"gcs-done", 0},                      {"integer-width", 65536},
    {"internal-when-entered-debugger", -1}, {"num-input-keys", 0},           {"num-nonmacro-input-events", 0},
    {"cons-cells-consed", 0},          {"floats-consed", 0},                 {"intervals-consed", 0},
    {"string-chars-consed", 0},        {"strings-consed", 0},                {"symbols-consed", 0},
    {"vector-cells-consed", 0},        {"pure-bytes-used", 0},               {"read-process-output-max", 4096},
    {"max-lisp-eval-depth", 1600},     {"most-negative-fixnum", Value::most_negative_fixnum}, {"most-positive-fixnum", Value::most_positive_fixnum},
};
struct Text {
    const char *name, *value;
};
constexpr Text texts[] = {
    {"emacs-version", "28.2"}, {"path-separator", ":"}, {"module-file-suffix", ".so"}, {"temporary-file-directory", "/tmp/"},
    {"eol-mnemonic-dos", "(DOS)"}, {"eol-mnemonic-mac", "(Mac)"}, {"eol-mnemonic-undecided", ":"}, {"eol-mnemonic-unix", ":"},
    {"system-configuration-features", "GMP GNUTLS JSON THREADS ZLIB"}, {"system-configuration-options", ""},
    {"emacs-build-system", ""}, {"report-emacs-bug-address", ""}, {"emacs-copyright", ""},
};

void define(Interpreter& in, const char* name, Value value) {
    Value variable = in.intern(name);
    if (default_value(in, variable).is_unbound()) in.define_variable(variable, value);
}

}  // namespace

// After all others: a variable that has a value keeps it.
void define_variables_of_emacs(Interpreter& in) {
    for (const char* name : nil_variables) define(in, name, nil);
    for (const char* name : t_variables) define(in, name, in[sym::t]);
    for (const Number& n : numbers) define(in, n.name, fixnum(n.value));
    for (const Text& text : texts) define(in, text.name, make_string(in, text.value));
    for (sym::Id constant : {sym::most_negative_fixnum, sym::most_positive_fixnum}) symbol(in, in[constant]).set_flag(Symbol::constant);
    define(in, "gc-cons-percentage", make_float(0.1));
    define(in, "gc-elapsed", make_float(0.0));
    define(in, "float-pi", make_float(3.141592653589793));
    define(in, "pi", make_float(3.141592653589793));
    define(in, "float-e", make_float(2.718281828459045));
    define(in, "exec-suffixes", list(in, {make_string(in, "")}));
    define(in, "load-read-function", in[sym::read]);
    define(in, "load-file-rep-suffixes", list(in, {make_string(in, "")}));
    define(in, "print-charset-text-property", in.intern("default"));
}

}  // namespace el
