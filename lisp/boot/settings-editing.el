;;; settings-editing.el --- variables about editing -*- lexical-binding: t; -*-

;; Programs bind, set and ask these; what needs a screen or a keyboard changes nothing here.

(defvar advertised-signature-table (make-hash-table :test 'eq :weakness 'key)
  "What functions want to be told of their arguments.")
(defcustom auto-fill-inhibit-regexp nil
  "A regexp for lines that are not filled while typing, or nil."
  :type 'boolean)
(defcustom auto-fill-mode-hook nil
  "Functions run when filling while typing was turned on or off."
  :type 'hook)
(defcustom backward-delete-char-untabify-method 'untabify
  "What `backward-delete-char-untabify' does: `untabify', `hungry', `all' or nil."
  :type 'sexp)
(defcustom blink-matching-paren t
  "Whether the matching parenthesis is shown: t, nil, `jump' or `jump-offscreen'."
  :type 'boolean)
(defcustom blink-matching-paren-distance 102400
  "How far to search for it at most."
  :type 'integer)
(defvar blink-paren-function 'blink-matching-open
  "The function called when a closing parenthesis was typed.")
(defvar buffer-quit-function nil
  "A function that leaves the buffer's special state, or nil.")
(defvar buffer-substring-filters nil
  "Functions that were applied to copied text.")
(defvar filter-buffer-substring-functions nil
  "Functions around the one that filters copied text.")
(defvar called-interactively-p-functions nil
  "Functions that find frames `called-interactively-p' is to pass over.")
(defcustom case-replace t
  "Non-nil if replacing keeps capitals."
  :type 'boolean)
(defvar clone-indirect-buffer-hook nil
  "Functions run in an indirect buffer that was made.")
(defcustom cua-mode nil
  "Non-nil if keys for killing are those of other programs."
  :type 'boolean)
(defvar cursor-sensor-inhibit nil
  "Non-nil if text does not react to the cursor.")
(defcustom delete-selection-mode nil
  "Non-nil if typing replaces the active region."
  :type 'boolean)
(defvar electric-indent-chars '(10)
  "Characters after which the line is indented.")
(defvar electric-indent-functions nil
  "Functions called with a character that return whether to indent: nil, t or `no-indent'.")
(defvar electric-indent-inhibit nil
  "Non-nil if only the new line may be indented.")
(make-variable-buffer-local 'electric-indent-inhibit)
(defcustom electric-indent-mode nil
  "Non-nil if lines are indented while typing."
  :type 'boolean)
(defvar electric-layout-rules nil
  "Characters around which newlines are inserted: lists of (CHAR . WHERE).")
(defcustom electric-pair-mode nil
  "Non-nil if parentheses are inserted as pairs."
  :type 'boolean)
(defvar electric-quote-inhibit-functions nil
  "Functions that tell where quotes are not replaced.")
(defcustom emacs-lisp-docstring-fill-column 65
  "The column at which docstrings are filled."
  :type 'integer)
(defcustom edebug-all-defs nil
  "Non-nil if every definition that is evaluated is instrumented."
  :type 'boolean)
(defcustom edebug-all-forms nil
  "Non-nil if every form that is evaluated is instrumented."
  :type 'boolean)
(defcustom goal-column nil
  "The column `next-line' keeps to, nil for that where it began."
  :type 'boolean)
(make-variable-buffer-local 'goal-column)
(defvar temporary-goal-column 0
  "The column the last movements by lines keep to.")
(defvar hard-newline #("\n" 0 1 (hard t rear-nonsticky (hard)))
  "A newline that filling keeps.")
(defvar indent-region-function 'indent-region-line-by-line
  "The function that indents a region.")
(defcustom jit-lock-chunk-size 1500
  "How many characters get their faces at once."
  :type 'integer)
(defcustom kill-read-only-ok nil
  "Non-nil if killing read-only text is no error."
  :type 'boolean)
(defcustom kill-whole-line nil
  "Non-nil if `kill-line' at the beginning of a line kills the newline too."
  :type 'boolean)
(defcustom line-move-ignore-invisible t
  "Non-nil if movement by lines passes over invisible ones."
  :type 'boolean)
(defcustom line-move-visual t
  "Non-nil if movement by lines is by lines of the screen."
  :type 'boolean)
(defvar major-mode--suspended nil
  "The mode that was suspended.")
(make-variable-buffer-local 'major-mode--suspended)
(defcustom next-line-add-newlines nil
  "Non-nil if `next-line' at the end of the buffer adds one."
  :type 'boolean)
(defcustom overwrite-mode-hook nil
  "Functions run when typing replaces text or stops to do so."
  :type 'hook)
(defcustom query-replace-from-history-variable 'query-replace-history
  "The history of what was to be replaced."
  :type 'sexp)
(defcustom query-replace-to-history-variable 'query-replace-history
  "The history of what replaced it."
  :type 'sexp)
(defcustom query-replace-from-to-separator " -> "
  "What stands between both in a default."
  :type 'string)
(defcustom query-replace-lazy-highlight t
  "Non-nil if all matches are highlighted."
  :type 'boolean)
(defcustom query-replace-skip-read-only nil
  "Non-nil if matches in read-only text are passed over."
  :type 'boolean)
(defvar replace-count 0
  "How many replacements were made.")
(defvar replace-re-search-function nil
  "The function that searches for regexps to replace, nil for `re-search-forward'.")
(defcustom list-matching-lines-face 'match
  "The face of matches in lists of lines."
  :type 'sexp)
(defcustom list-matching-lines-prefix-face 'shadow
  "The face of numbers in lists of lines."
  :type 'sexp)
(defcustom list-matching-lines-buffer-name-face 'underline
  "The face of buffer names in lists of lines."
  :type 'sexp)
(defvar register-alist nil
  "The registers: an alist of characters and contents.")
(defcustom register-preview-delay 1
  "After how many seconds the registers are shown, nil for never."
  :type 'integer)
(defvar register-preview-function 'register-preview-default
  "The function that makes a line of a register's preview.")
(defcustom scroll-all-mode nil
  "Non-nil if all windows scroll together."
  :type 'boolean)
(defcustom standard-indent 4
  "By how much lines are indented by default."
  :type 'integer)
(defcustom tab-always-indent t
  "What TAB does: t indents, nil also inserts, `complete' also completes."
  :type 'boolean)
(defcustom tab-stop-list nil
  "Columns of tab stops, nil for every `tab-width'."
  :type 'boolean)
(defcustom track-eol nil
  "Non-nil if movement by lines from the end of one goes to the ends of others."
  :type 'boolean)
(defcustom undo-ask-before-discard nil
  "Non-nil if a question precedes the loss of much undo information."
  :type 'boolean)
(defvar undo-in-progress nil
  "Non-nil while something is undone.")
(defvar undo-in-region nil
  "Non-nil if what is undone is in the region.")
(defvar undo-outer-limit-function nil
  "The function called with the size of a command's undo information that exceeds `undo-outer-limit'.")
(defvar widen-automatically t
  "Non-nil if commands may widen a buffer to reach a place.")
(defcustom which-function-mode nil
  "Non-nil if the mode line shows the function point is in."
  :type 'boolean)
(defcustom yank-excluded-properties '(category field follow-link fontified font-lock-face help-echo intangible invisible keymap local-map mouse-face read-only yank-handler)
  "Text properties that yanked text loses; t is all."
  :type 'sexp)
(defvar yank-undo-function nil
  "The function that undoes the last yank, or nil.")
(defvar yank-window-start nil
  "Where the window began before the last yank.")
(defcustom yank-from-kill-ring-rotate t
  "Non-nil if choosing from the kill ring rotates that."
  :type 'boolean)
(defcustom yank-menu-length 20
  "How much of a text a menu of texts shows."
  :type 'integer)
(defcustom yank-pop-change-selection nil
  "Non-nil if `yank-pop' changes the selection."
  :type 'boolean)
(defcustom find-tag-default-function nil
  "A function that finds the name at point, nil for the mode's."
  :type 'boolean)
(defvar lisp-mode-symbol-regexp "\\(?:\\sw\\|\\s_\\|\\\\.\\)+"
  "A regexp for Lisp symbols.")
(defvar syntax-begin-function nil
  "A function that moves to a place outside of everything, or nil.")
(defvar syntax-ppss-table nil
  "The syntax table for `syntax-ppss', nil for the buffer's.")
(make-variable-buffer-local 'syntax-ppss-table)
(defvar syntax-propertize-chunk-size 500
  "How many characters are given their syntax at once, at least.")
(defvar syntax-propertize-extend-region-functions nil
  "Functions that make a region larger before its syntax is looked at.")
(make-variable-buffer-local 'syntax-propertize-extend-region-functions)
(defvar syntax-propertize-function nil
  "The function called with START and END that gives text its syntax as properties.")
(defvar imenu-case-fold-search t
  "Non-nil if patterns of an index disregard case.")
(make-variable-buffer-local 'imenu-case-fold-search)
(defvar imenu-create-index-function 'imenu-default-create-index-function
  "The function that makes the index of the buffer.")
(make-variable-buffer-local 'imenu-create-index-function)
(defvar imenu-default-goto-function 'imenu-default-goto-function
  "The function that goes to an entry of the index.")
(make-variable-buffer-local 'imenu-default-goto-function)
(defvar imenu-extract-index-name-function nil
  "The function that returns the name of the thing at point.")
(make-variable-buffer-local 'imenu-extract-index-name-function)
(defvar imenu-generic-expression nil
  "Patterns of the index: lists of (TITLE REGEXP INDEX FUNCTION ARGUMENTS...).")
(make-variable-buffer-local 'imenu-generic-expression)
(defvar imenu-prev-index-position-function 'beginning-of-defun
  "The function that moves to the thing before.")
(make-variable-buffer-local 'imenu-prev-index-position-function)
(defcustom imenu-sort-function nil
  "The predicate the index is sorted with, or nil."
  :type 'boolean)
(defvar imenu-syntax-alist nil
  "Changes of the syntax table while an index is made.")
(make-variable-buffer-local 'imenu-syntax-alist)
(defcustom add-log-current-defun-function nil
  "A function that returns the name of the definition at point, nil for none."
  :type 'boolean)
(defcustom add-log-mailing-address nil
  "The address in logs of changes."
  :type 'boolean)
(defcustom mail-header-separator "--text follows this line--"
  "The line between the header and the text of a message that is being written."
  :type 'string)
(defcustom mail-user-agent 'message-user-agent
  "The program to write mail with."
  :type 'sexp)
(defcustom mail-citation-hook nil
  "Functions run to cite a message."
  :type 'hook)
(defvar comment-use-global-state t
  "Non-nil; the syntax of comments is found from the buffer's beginning.")
(defvar backquote-backquote-symbol '\`
  "The symbol the reader makes of a backquote.")
(defvar backquote-unquote-symbol '\,
  "The symbol the reader makes of a comma.")
(defvar backquote-splice-symbol '\,@
  "The symbol the reader makes of a comma and an at-sign.")
(defvar attempt-orderly-shutdown-on-fatal-signal t
  "Non-nil if a fatal signal still saves what can be saved.")
(defvar attempt-stack-overflow-recovery t
  "Non-nil if a full stack is an error that can be caught.")
(defvar lread--unescaped-character-literals nil
  "Characters that were read without the backslash they want.")
(defcustom printer-name nil
  "The name of the printer, nil for the default."
  :type 'boolean)
(defcustom lpr-command "lpr"
  "The program that prints."
  :type 'string)
(defcustom lpr-switches nil
  "The options for that program."
  :type 'boolean)
(defcustom remote-shell-program "ssh"
  "The program that logs in on other machines."
  :type 'string)
(defvar find-program "find"
  "The program that finds files.")
(defvar grep-program "grep"
  "The program that finds lines.")
(defcustom grep-command nil
  "The command the search for lines starts with, nil to find out."
  :type 'boolean)
(defcustom diff-command "diff"
  "The program that compares files."
  :type 'string)
(defcustom diff-switches "-u"
  "The options for that program."
  :type 'string)
(defcustom browse-url-browser-function 'browse-url-default-browser
  "The function that shows a web page."
  :type 'sexp)
(defcustom compile-command "make -k "
  "The command that compiles."
  :type 'string)
(defvar tags-file-name nil
  "The file with tags that is used, or nil.")
(defcustom tags-table-list nil
  "Files with tags."
  :type 'boolean)
(defcustom tags-case-fold-search 'default
  "Whether searching for tags disregards case: t, nil or `default'."
  :type 'sexp)
(defcustom tags-add-tables 'ask-user
  "Whether further files with tags are used too: t, nil or `ask-user'."
  :type 'sexp)
(defvar translation-hash-table-vector nil
  "The hash tables of translations by number, or nil.")
(defvar select-safe-coding-system-accept-default-p nil
  "A predicate for coding systems that are used without a question.")
(defvar select-safe-coding-system-function 'select-safe-coding-system
  "The function that chooses a coding system for text.")
(defcustom unibyte-display-via-language-environment nil
  "Non-nil if bytes are shown as characters of the language."
  :type 'boolean)
(defvar current-iso639-language 'en
  "The language in use as a symbol of two letters.")
(defcustom current-language-environment "English"
  "The name of the language environment."
  :type 'string)
(defvar inhibit-load-charset-map nil
  "Non-nil if no maps of characters are loaded.")
(defcustom charset-map-path nil
  "Directories with maps of characters."
  :type 'boolean)
(defvar disable-ascii-optimization nil
  "Non-nil if ASCII text is not decoded faster.")
(defvar word-combining-categories '((nil . 94) (94) (67 . 72) (67 . 75))
  "Pairs of categories between whose characters there is no boundary of words.")
(defvar word-separating-categories '((72 . 75))
  "Pairs of categories between whose characters there is a boundary of words.")
(defvar project-prefix-map (make-sparse-keymap)
  "The keymap of commands for projects.")
(defvar tab-prefix-map (make-sparse-keymap)
  "The keymap of commands for tabs.")
(defcustom server-mode nil
  "Non-nil if other programs can connect to edit files."
  :type 'boolean)
(defcustom semantic-mode nil
  "Non-nil if sources are parsed."
  :type 'boolean)
(defvar flyspell-mode nil
  "Non-nil if spelling is checked while typing.")
(defvar eldoc-mode nil
  "Non-nil if what is at point is documented in the echo area.")
(make-variable-buffer-local 'eldoc-mode)
(defvar eldoc-documentation-functions nil
  "Functions that document what is at point, called with a function to call with the text.")
(defcustom eldoc-documentation-strategy 'eldoc-documentation-default
  "How these functions are used."
  :type 'sexp)
(defvaralias 'eldoc-documentation-function 'eldoc-documentation-strategy)
(defcustom eldoc-minor-mode-string " ElDoc"
  "What the mode line shows of `eldoc-mode'."
  :type 'string)
(defcustom url-debug nil
  "Whether transfers are logged, and which."
  :type 'boolean)
(defvar hs-special-modes-alist nil
  "How blocks look in modes: lists of (MODE START END COMMENT-START FORWARD-SEXP ADJUST).")
(defcustom hippie-expand-try-functions-list nil
  "The functions that try to expand text."
  :type 'boolean)

;;; settings-editing.el ends here
