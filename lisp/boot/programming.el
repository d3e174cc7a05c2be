;;; programming.el --- what is known of programming tools before they are loaded -*- lexical-binding: t; -*-

(autoload 'compile "compile" "Run a compiler." t)
(autoload 'compilation-start "compile" "Run a command in a buffer that finds the messages in its output.")
(autoload 'compilation-mode "compile" "Major mode of the output of compilers." t)
(autoload 'compilation-minor-mode "compile" "Mode of buffers with messages of compilers." t)
(autoload 'compilation-shell-minor-mode "compile" "Mode of shells with messages of compilers." t)
(autoload 'compilation-next-error-function "compile" "Go to the place of the next message." t)

(defvar compilation-mode-hook nil "Functions called by Compilation mode.")
(defvar compilation-start-hook nil "Functions called with the process when one has been started.")
(defvar compilation-window-height nil "How many lines the window of a compilation has; nil for what it has anyway.")
(defvar compilation-process-setup-function #'ignore "Function called before a compiler is started.")
(defvar compilation-buffer-name-function #'compilation--default-buffer-name "The function from the name of a mode to the name of a buffer.")
(defvar compilation-finish-functions nil "Functions called with the buffer and a string when a compiler has finished.")
(defvar compilation-search-path '(nil) "Directories where files are looked for; nil for the one of the message.")
(defvar compilation-ask-about-save t "Non-nil if `compile' asks before it saves buffers.")
(defvar compilation-disable-input nil "Non-nil if the input of compilers ends at once.")
(defvar compile-command "make -k " "The command of the last compilation.")
(put 'compile-command 'safe-local-variable
     (lambda (value) (and (stringp value) (or (not (boundp 'compilation-read-command)) compilation-read-command))))

;;; Compiling Lisp

(autoload 'byte-compile "bytecomp" "Compile a function or expression.")
(autoload 'byte-compile-file "bytecomp" "Compile a file of Lisp." t)
(autoload 'byte-recompile-file "bytecomp" "Compile a file of Lisp if it is newer than its compiled file." t)
(autoload 'byte-recompile-directory "bytecomp" "Compile the files of Lisp in a directory." t)
(autoload 'byte-force-recompile "bytecomp" "Compile all files of Lisp in a directory." t)
(autoload 'byte-compile-disable-warning "bytecomp" "Let warnings of a type not be given.")
(autoload 'byte-compile-enable-warning "bytecomp" "Let warnings of a type be given.")
(autoload 'byte-compile-warning-enabled-p "bytecomp" "Return non-nil if warnings of a type are given.")
(autoload 'batch-byte-compile "bytecomp" "Compile the files of the command line.")
(autoload 'batch-byte-compile-if-not-done "bytecomp" "Compile the files of the command line that are newer than their compiled files.")
(autoload 'batch-byte-recompile-directory "bytecomp" "Compile the directories of the command line.")
(autoload 'compile-defun "bytecomp" "Compile and evaluate the definition at point." t)
(autoload 'byte-compile-inline-expand "byte-opt" "Return the call of an inline function with the function in place of its name.")
(put 'no-byte-compile 'safe-local-variable #'booleanp)

;;; Looking for text

(autoload 'grep "grep" "Run grep." t)
(autoload 'grep-find "grep" "Run grep through find." t)
(autoload 'find-grep "grep" "Run grep through find." t)
(autoload 'lgrep "grep" "Look for a regexp in files of a directory." t)
(autoload 'rgrep "grep" "Look for a regexp in files below a directory." t)
(autoload 'zrgrep "grep" "Look for a regexp in compressed files below a directory." t)
(autoload 'grep-mode "grep" "Major mode of the output of grep." t)
(autoload 'grep-compute-defaults "grep" "Find out what grep and find can do.")

;;; Finding definitions

(autoload 'find-library "find-func" "Visit the source of a library." t)
(autoload 'find-library-name "find-func" "Return the file with the source of a library.")
(autoload 'find-library-other-window "find-func" "Visit the source of a library in another window." t)
(autoload 'find-library-other-frame "find-func" "Visit the source of a library in another frame." t)
(autoload 'find-function "find-func" "Show the definition of a function." t)
(autoload 'find-function-noselect "find-func" "Return the buffer and position of the definition of a function.")
(autoload 'find-function-search-for-symbol "find-func" "Return the buffer and position of a definition in a library.")
(autoload 'find-function-other-window "find-func" "Show the definition of a function in another window." t)
(autoload 'find-function-on-key "find-func" "Show the definition of the function that a key runs." t)
(autoload 'find-function-at-point "find-func" "Show the definition of the function at point." t)
(autoload 'find-variable "find-func" "Show the definition of a variable." t)
(autoload 'find-variable-noselect "find-func" "Return the buffer and position of the definition of a variable.")
(autoload 'find-variable-other-window "find-func" "Show the definition of a variable in another window." t)
(autoload 'find-variable-at-point "find-func" "Show the definition of the variable at point." t)
(autoload 'find-definition-noselect "find-func" "Return the buffer and position of a definition.")
(autoload 'find-face-definition "find-func" "Show the definition of a face." t)
(autoload 'find-function-setup-keys "find-func" "Give keys to the commands that find definitions.")
(autoload 'function-called-at-point "find-func" "Return a function called around point.")
(autoload 'variable-at-point "find-func" "Return the variable at point.")

;;; Documentation and checks while editing

(autoload 'eldoc-mode "eldoc" "Mode that shows documentation of what is at point." t)
(autoload 'turn-on-eldoc-mode "eldoc" "Turn on `eldoc-mode' if the buffer supports it.")
(autoload 'eldoc "eldoc" "Show the documentation of what is at point." t)
(autoload 'eldoc-add-command "eldoc" "Let documentation be shown after commands.")
(autoload 'eldoc-add-command-completions "eldoc" "Let documentation be shown after commands that begin with names.")
(autoload 'eldoc-remove-command "eldoc" "Let documentation not be shown after commands.")
(defvar eldoc-documentation-functions nil "Functions (CALLBACK) that return documentation of what is at point.")
(defvar eldoc-documentation-strategy #'eldoc-documentation-default "The function that asks `eldoc-documentation-functions'.")
(defvar eldoc-minor-mode-string " ElDoc" "What the mode line says of `eldoc-mode'.")
(autoload 'eldoc-documentation-default "eldoc" "Show the first documentation that a function returns.")
(autoload 'flymake-mode "flymake" "Mode that marks what checkers find wrong." t)
(autoload 'flymake-mode-on "flymake" "Turn on `flymake-mode'.")
(autoload 'flymake-mode-off "flymake" "Turn off `flymake-mode'.")
(autoload 'flymake-log "flymake" "Log a message." nil t)
(autoload 'flymake-make-diagnostic "flymake" "Return a diagnostic.")
(autoload 'flymake-diagnostics "flymake" "Return the diagnostics of the buffer.")
(autoload 'flymake-diag-region "flymake" "Return the region for a line and column.")

;;; Tracing and measuring

(defvar trace-buffer "*trace-output*" "The buffer for calls that are noted.")
(autoload 'trace-values "trace" "Write values into the trace.")
(autoload 'trace-function "trace" "Note calls of a function." t)
(autoload 'trace-function-foreground "trace" "Note calls of a function." t)
(autoload 'trace-function-background "trace" "Note calls of a function without showing them." t)
(autoload 'elp-instrument-function "elp" "Measure a function." t)
(autoload 'elp-instrument-list "elp" "Measure functions." t)
(autoload 'elp-instrument-package "elp" "Measure the functions with a prefix." t)
(autoload 'elp-results "elp" "Show what was measured." t)

;;; Definitions and change logs

(defvar add-log-current-defun-function nil "Nil, or the function that returns the name of the definition around point.")
(autoload 'which-function "which-func" "Return the name of the definition around point.")
(autoload 'which-function-mode "which-func" "Mode in which the mode line names the definition around point." t)
(autoload 'add-log-current-defun "add-log" "Return the name of the definition around point.")
(autoload 'find-change-log "add-log" "Return the name of the change log.")
(autoload 'add-change-log-entry "add-log" "Begin an entry of a change log." t)
(autoload 'add-change-log-entry-other-window "add-log" "Begin an entry of a change log in another window." t)
(autoload 'change-log-mode "add-log" "Major mode of change logs." t)

;;; Finding symbols, regexps and packages

(autoload 'apropos "apropos" "Show the symbols that a pattern finds." t)
(autoload 'apropos-command "apropos" "Show the commands that a pattern finds." t)
(autoload 'apropos-variable "apropos" "Show the variables that a pattern finds." t)
(autoload 'apropos-user-option "apropos" "Show the options that a pattern finds." t)
(autoload 'apropos-value "apropos" "Show the variables whose values a pattern finds." t)
(autoload 'apropos-documentation "apropos" "Show the symbols whose documentation a pattern finds." t)
(autoload 're-builder "re-builder" "Signal an error: the builder needs windows." t)
(autoload 'finder-list-keywords "finder" "Show the keywords of packages." t)
(autoload 'finder-by-keyword "finder" "Show the keywords of packages." t)
(autoload 'finder-commentary "finder" "Show the commentary of a library." t)

;;; Cross references and indentation

(defvar xref-backend-functions nil "Functions that return the backend for the current buffer, or nil.")
(autoload 'xref-find-backend "xref" "Return the backend for the current buffer.")
(autoload 'xref-find-definitions "xref" "Go to the definition of an identifier." t)
(autoload 'xref-find-definitions-other-window "xref" "Go to the definition of an identifier in another window." t)
(autoload 'xref-find-references "xref" "List the references to an identifier." t)
(autoload 'xref-find-apropos "xref" "List the definitions that a pattern finds." t)
(autoload 'xref-pop-marker-stack "xref" "Go back to where the last command came from." t)
(autoload 'xref-push-marker-stack "xref" "Remember a position.")
(autoload 'xref-marker-stack-empty-p "xref" "Return non-nil if no position is remembered.")
(autoload 'xref-references-in-directory "xref" "Return items for a word in the files of a directory.")
(autoload 'xref-matches-in-directory "xref" "Return items for a regexp in the files of a directory.")
(autoload 'xref-matches-in-files "xref" "Return items for a regexp in files.")
(autoload 'visit-tags-table "etags" "Use a table of tags." t)
(autoload 'find-tag "etags" "Go to the definition of a tag." t)
(autoload 'find-tag-noselect "etags" "Return the buffer with the definition of a tag.")
(autoload 'tags-lazy-completion-table "etags" "Return a completion table for tags.")
(defvar tags-file-name nil "The table of tags in use.")
(defvar tags-table-list nil "The tables of tags to look into.")
(autoload 'common-lisp-indent-function "cl-indent" "Return the column of a line of Common Lisp.")

;;; programming.el ends here
