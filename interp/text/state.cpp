// Making and unmaking an interpreter's text state.
#include "text/state.hpp"

#include "text/case_table.hpp"
#include "text/coding/systems.hpp"
#include "text/locals.hpp"
#include "text/syntax.hpp"

#include <el/list.hpp>

#include <filesystem>

namespace el {

namespace {

void define_variable(Interpreter& in, const char* name, Value value) {
    Value symbol = in.intern(name);
    make_special(in, symbol);
    set_default_value(in, symbol, value);
}

void define_coding_variables(Interpreter& in) {
    for (const char* name :
         {"after-insert-file-functions", "coding-system-alist", "coding-system-for-read", "coding-system-for-write", "coding-system-require-warning",
          "completion-ignored-extensions", "create-lockfiles", "delete-by-moving-to-trash", "file-coding-system-alist", "file-name-coding-system",
          "file-name-handler-alist", "inhibit-eol-conversion", "inhibit-file-name-handlers", "inhibit-file-name-operation",
          "inhibit-iso-escape-detection", "inhibit-null-byte-detection", "last-coding-system-used", "last-code-conversion-error",
          "network-coding-system-alist", "process-coding-system-alist", "set-auto-coding-function", "standard-translation-table-for-decode",
          "standard-translation-table-for-encode", "write-region-annotate-functions", "write-region-annotations-so-far",
          "write-region-inhibit-fsync", "write-region-post-annotation-function"})
        define_variable(in, name, nil);
    Value utf_8 = in[sym::utf_8_unix];
    for (const char* name : {"default-file-name-coding-system", "locale-coding-system"}) define_variable(in, name, utf_8);
    define_variable(in, "default-process-coding-system", cons(in, utf_8, utf_8));
    ListBuilder names(in);
    for (const coding::System& system : coding::systems()) names.add(in.intern(system.name));
    define_variable(in, "coding-system-list", names.take());
}

void define_variables(Interpreter& in) {
    for (const char* name :
         {"after-change-functions", "before-change-functions", "buffer-list-update-hook", "change-major-mode-hook", "char-property-alias-alist",
          "default-text-properties", "first-change-hook", "inhibit-field-text-motion", "inhibit-modification-hooks", "inhibit-read-only",
          "kill-buffer-hook", "kill-buffer-query-functions", "parse-sexp-lookup-properties", "parse-sexp-ignore-comments",
          "transient-mark-mode", "words-include-escapes", "multibyte-syntax-as-symbol", "comment-end-can-be-escaped",
          "open-paren-in-column-0-is-defun-start", "delete-active-region", "case-symbols-as-words", "undo-inhibit-record-point",
          "undo-outer-limit", "buffer-access-fontified-property", "buffer-access-fontify-functions"})
        define_variable(in, name, nil);
    define_variable(in, "inhibit-point-motion-hooks", in[sym::t]);
    define_coding_variables(in);
    define_variable(in, "undo-limit", fixnum(160000));
    define_variable(in, "undo-strong-limit", fixnum(240000));
    Value t = in[sym::t];
    auto on = [&](const char* name) { return cons(in, in.intern(name), t); };
    define_variable(in, "text-property-default-nonsticky",
                    list(in, {on("syntax-table"), on("display"), on("composition"), on("cursor"), on("minibuffer-message")}));
}

}  // namespace

void init_text(Interpreter& in) {
    in->text = new (heap::allocate_uncollectable(sizeof(TextState))) TextState();
    TextState& state = *in->text;
    state.standard_syntax_table = make_standard_syntax_table(in);
    make_standard_case_tables(in);
    Value category_table = in.intern("category-table");
    symbol(in, category_table).plist = list(in, {in[sym::char_table_extra_slots], fixnum(2)});
    state.standard_category_table = make_char_table(in, category_table, nil);
    define_variables(in);
    define_slot_variables(in);
    std::error_code problem;
    std::string directory = std::filesystem::current_path(problem).string();
    state.slot_defaults[slot::default_directory] = make_string(in, directory.ends_with('/') ? directory : directory + "/");
    state.current = &make_buffer(in, make_string(in, "*scratch*"), nullptr, true).as<Buffer>();
    make_buffer(in, make_string(in, " *Minibuf-0*"), nullptr, true);
    state.slot_defaults[slot::default_directory] = nil;
}

void free_text(Interpreter& in) {
    if (!in->text) return;
    // Markers point into their tables by weak links; those go before the tables.
    while (!in->text->buffers.empty()) destroy_buffer(in, in->text->buffers.back().as<Buffer>());
    heap::free_uncollectable(in->text);
    in->text = nullptr;
}

}  // namespace el
