;;; settings-files.el --- variables about files and the start -*- lexical-binding: t; -*-

;; Programs bind, set and ask these; what needs a screen or a keyboard changes nothing here.

(defvar abbrevs-changed nil
  "Non-nil if an abbreviation was defined since they were saved.")
(defvar after-init-hook nil
  "Functions run when the program has started.")
(defvar after-init-time nil
  "When the program had started, a time value.")
(defvar before-init-time nil
  "When the program began to start, a time value.")
(defvar before-init-hook nil
  "Functions run before the program reads the settings of its user.")
(defvar emacs-startup-hook nil
  "Functions run when the program and its files of settings have been loaded.")
(defvar window-setup-hook nil
  "Functions run when the program and its display are ready.")
(defvar after-revert-hook nil
  "Functions run after a buffer was read from its file again.")
(defvar before-revert-hook nil
  "Functions run before a buffer is read from its file again.")
(defvar after-set-visited-file-name-hook nil
  "Functions run after a buffer got another file name.")
(defcustom auto-save-default t
  "Non-nil if buffers that visit files are to be saved automatically from time to time."
  :type 'boolean)
(defvar auto-save-hook nil
  "Functions run before buffers are saved automatically.")
(defvar auto-save-include-big-deletions nil
  "Non-nil if a buffer from which much was deleted is saved automatically all the same.")
(defcustom auto-save-interval 300
  "How many events of input come between two automatic savings."
  :type 'integer)
(defcustom auto-save-timeout 30
  "How many seconds without input come before an automatic saving, nil for no such limit."
  :type 'integer)
(defcustom auto-save-no-message nil
  "Non-nil if nothing is said about automatic saving."
  :type 'boolean)
(defcustom auto-save-visited-mode nil
  "Non-nil if buffers are saved automatically into the files they visit."
  :type 'boolean)
(defcustom auto-save-file-name-transforms '(("\\`/[^/]*:\\([^/]*/\\)*\\([^/]*\\)\\'" "/tmp/\\2" t))
  "Where automatic savings go: a list of (REGEXP REPLACEMENT UNIQUIFY)."
  :type 'sexp)
(defcustom auto-save-list-file-prefix "~/.emacs.d/auto-save-list/.saves-"
  "The beginning of the names of files that list what was saved automatically."
  :type 'string)
(defcustom kill-buffer-delete-auto-save-files nil
  "Non-nil if killing a buffer offers to delete its automatic saving."
  :type 'boolean)
(defcustom backup-directory-alist nil
  "Where backup files go: an alist of regexps for file names and directories."
  :type 'boolean)
(defvar backup-inhibited nil
  "Non-nil if no backup of this buffer's file may be made.")
(defcustom make-backup-files t
  "Non-nil if the old contents of a file are kept when it is saved the first time."
  :type 'boolean)
(defcustom version-control nil
  "Whether backup files have numbers: t always, nil if there are such already, `never'."
  :type 'boolean)
(defcustom buffer-offer-save nil
  "Non-nil in buffers without a file that are worth saving before the program ends."
  :type 'boolean)
(make-variable-buffer-local 'buffer-offer-save)
(defvar buffer-save-without-query nil
  "Non-nil in buffers which are saved without a question.")
(make-variable-buffer-local 'buffer-save-without-query)
(defcustom confirm-kill-emacs nil
  "A predicate that is asked for confirmation before the program ends, or nil."
  :type 'boolean)
(defcustom confirm-nonexistent-file-or-buffer 'after-completion
  "Whether naming a file or buffer that does not exist needs a confirmation: nil, t or `after-completion'."
  :type 'sexp)
(defcustom delete-trailing-lines t
  "Non-nil if `delete-trailing-whitespace' deletes empty lines at the end of the buffer too."
  :type 'boolean)
(defvar dir-local-variables-alist nil
  "The variables that settings of directories gave this buffer, with their values.")
(make-variable-buffer-local 'dir-local-variables-alist)
(defvar dir-locals-file ".dir-locals.el"
  "The base name of files with settings for a directory.")
(defvar enable-dir-local-variables t
  "Non-nil if settings of directories are obeyed.")
(defcustom enable-remote-dir-locals nil
  "Non-nil if settings of directories on other machines are obeyed."
  :type 'boolean)
(defcustom enable-local-variables t
  "Whether settings in files are obeyed: t if safe, `:safe', `:all', nil for none, others ask."
  :type 'boolean)
(defvar local-enable-local-variables t
  "Like `enable-local-variables', to be bound or set in buffers.")
(defvar file-local-variables-alist nil
  "The variables that the file's settings gave this buffer, with their values.")
(make-variable-buffer-local 'file-local-variables-alist)
(defvar hack-local-variables-hook nil
  "Functions run after the settings of a file were obeyed.")
(defvar hack-local-variables--warned-lexical nil
  "Non-nil once a warning about a setting of `lexical-binding' was given.")
(defvar inhibit-local-variables-suffixes '("\\.zst\\'" "\\.dz\\'" "\\.xz\\'" "\\.lzma\\'" "\\.lz\\'" "\\.g?z\\'" "\\.bz2\\'" "\\.Z\\'")
  "Regexps for suffixes which `inhibit-local-variables-regexps' disregards.")
(defvaralias 'inhibit-first-line-modes-suffixes 'inhibit-local-variables-suffixes)
(defvar inhibit-local-variables-regexps '("\\.tar\\'" "\\.t[bg]z\\'" "\\.arc\\'" "\\.zip\\'" "\\.lzh\\'" "\\.lha\\'" "\\.zoo\\'" "\\.[jew]ar\\'" "\\.xpi\\'" "\\.rar\\'" "\\.7z\\'" "\\.sx[dmicw]\\'" "\\.odt\\'" "\\.diff\\'" "\\.patch\\'" "\\.tiff?\\'" "\\.gif\\'" "\\.png\\'" "\\.jpe?g\\'")
  "Regexps for names of files whose contents are not searched for settings.")
(defcustom directory-free-space-args "-Pk"
  "The arguments for the program that tells the free space of a disk."
  :type 'string)
(defvar directory-listing-before-filename-regexp "[0-9][0-9]:[0-9][0-9] \\|[A-Z][a-z][a-z] +[0-9]+ +[0-9][0-9][0-9][0-9] "
  "What stands before the file's name in a line of a long directory listing.")
(defvar dired-directory nil
  "The directory or list of files a directory listing shows.")
(defcustom dired-listing-switches "-al"
  "The options for the program that lists directories."
  :type 'string)
(defvar insert-directory-program "ls"
  "The program that lists directories.")
(defcustom insert-default-directory t
  "Non-nil if reading a file's name starts with the default directory as text."
  :type 'boolean)
(defvar file-name-history nil
  "The names of files that were entered.")
(defvaralias 'find-file-hooks 'find-file-hook)
(defvar find-file-literally nil
  "Non-nil in buffers whose file was read without conversion.")
(defvar find-file-not-found-functions nil
  "Functions called when a file to visit does not exist, until one returns non-nil.")
(defvaralias 'find-file-not-found-hooks 'find-file-not-found-functions)
(defcustom find-file-suppress-same-file-warnings nil
  "Non-nil if visiting a file by a second name is not mentioned."
  :type 'boolean)
(defcustom find-file-visit-truename nil
  "Non-nil if visiting a file follows symbolic links in its name."
  :type 'boolean)
(defcustom find-file-wildcards t
  "Non-nil if a visited file's name may have wildcards."
  :type 'boolean)
(defcustom large-file-warning-threshold 10000000
  "The size in bytes from which visiting a file asks first, nil for never."
  :type 'integer)
(defvar list-buffers-directory nil
  "What a listing of buffers shows as file of a buffer that has none.")
(make-variable-buffer-local 'list-buffers-directory)
(defvar locate-dominating-stop-dir-regexp "\\`\\(?:[\\/][\\/][^\\/]+[\\/]\\|/\\(?:net\\|afs\\|\\.\\.\\.\\)/\\)\\'"
  "Directories in which `locate-dominating-file' stops.")
(defcustom lock-file-name-transforms nil
  "Where files that lock others go: a list of (REGEXP REPLACEMENT UNIQUIFY)."
  :type 'boolean)
(defvar magic-mode-alist nil
  "Modes by the beginning of the buffer: an alist of regexps or functions and modes; these have precedence over the file's name.")
(defvar magic-fallback-mode-alist nil
  "Like `magic-mode-alist' for buffers whose file name tells no mode.")
(defcustom auto-coding-regexp-alist '(("\\`BABYL OPTIONS:[ \t]*-\\*-[ \t]*rmail[ \t]*-\\*-" . no-conversion) ("\\`\376\377" . utf-16be-with-signature) ("\\`\377\376" . utf-16le-with-signature) ("\\`\357\273\277" . utf-8-with-signature) ("\\`;ELC\024\000\000\000" . emacs-mule))
  "Coding systems by the beginning of the text: an alist of regexps."
  :type 'sexp)
(defvar auto-mode-interpreter-regexp "#![ \t]?\\([^ \t\n]*/bin/env[ \t]\\)?\\([^ \t\n]+\\)"
  "What the first line of a script looks like; group 2 is its interpreter.")
(defcustom mode-require-final-newline t
  "What modes for text set `require-final-newline' to."
  :type 'boolean)
(defcustom mounted-file-systems "^\\(?:/\\(?:afs/\\|m\\(?:edia/\\|nt\\)\\|\\(?:ne\\|tmp_mn\\)t/\\)\\)"
  "File names below which other machines or removable media may be."
  :type 'string)
(defcustom remote-file-name-inhibit-cache 10
  "For how many seconds facts about remote files are believed; nil is always, t never."
  :type 'integer)
(defvar revert-buffer-in-progress-p nil
  "Non-nil while a buffer is read from its file again.")
(defcustom revert-without-query nil
  "Regexps for names of files whose buffers are read again without a question."
  :type 'boolean)
(defvar save-buffer-coding-system nil
  "The coding system to write this buffer with, instead of `buffer-file-coding-system'.")
(make-variable-buffer-local 'save-buffer-coding-system)
(defvar save-silently nil
  "Non-nil if saving says nothing.")
(defvar save-some-buffers-action-alist nil
  "Additional answers to the question whether to save a buffer: a list of (CHAR FUNCTION HELP).")
(defcustom trash-directory nil
  "The directory deleted files are moved to, nil for that of the desktop."
  :type 'boolean)
(defcustom vc-directory-exclusion-list '("SCCS" "RCS" "CVS" "MCVS" ".src" ".svn" ".git" ".hg" ".bzr" "_MTN" "_darcs" "{arch}")
  "Names of directories that hold the data of version control."
  :type 'sexp)
(defcustom vc-follow-symlinks 'ask
  "Whether visiting a link to a file under version control visits that file: t, nil or `ask'."
  :type 'sexp)
(defcustom vc-handled-backends '(RCS CVS SVN SCCS SRC Bzr Git Hg Mtn)
  "The systems of version control that are tried, in this order."
  :type 'sexp)
(defcustom vc-checkin-hook nil
  "Functions run after a file was checked in."
  :type 'hook)
(defvaralias 'write-contents-hooks 'write-contents-functions)
(defvaralias 'write-file-hooks 'write-file-functions)
(defcustom auto-compression-mode t
  "Non-nil if compressed files are decompressed when read."
  :type 'boolean)
(defcustom auto-encryption-mode nil
  "Non-nil if encrypted files are decrypted when read."
  :type 'boolean)
(defcustom auto-image-file-mode nil
  "Non-nil if files with images are shown as images."
  :type 'boolean)
(defcustom auto-insert-mode nil
  "Non-nil if new files get a text to begin with."
  :type 'boolean)
(defvar jka-compr-inhibit nil
  "Non-nil if compressed files are left alone.")
(defcustom jka-compr-verbose t
  "Non-nil if decompression is mentioned."
  :type 'boolean)
(defcustom jka-compr-compression-info-list nil
  "What to do with compressed files, by their names."
  :type 'boolean)
(defcustom file-name-at-point-functions nil
  "Functions that propose a file name found at point."
  :type 'hook)
(defcustom tramp-mode t
  "Non-nil if names of remote files are understood."
  :type 'boolean)
(defvar tramp-archive-enabled t
  "Non-nil if archives are treated as directories.")
(defcustom password-cache t
  "Non-nil if passwords are remembered."
  :type 'boolean)
(defcustom password-cache-expiry 16
  "For how many seconds passwords are remembered, nil for ever."
  :type 'integer)
(defvar desktop-save-buffer nil
  "Non-nil in buffers that are to be restored in the next session; a function returns what to keep of them.")
(make-variable-buffer-local 'desktop-save-buffer)
(defvar desktop-buffer-mode-handlers nil
  "Functions that restore buffers, by major mode.")
(defvar desktop-minor-mode-handlers nil
  "Functions that restore minor modes.")
(defcustom uniquify-buffer-name-style 'post-forward-angle-brackets
  "How buffers of files with the same name are told apart: `forward', `reverse', `post-forward', `post-forward-angle-brackets' or nil."
  :type 'sexp)
(defvar uniquify-list-buffers-directory-modes '(dired-mode cvs-mode vc-dir-mode)
  "Modes whose buffers are named after directories.")
(defvar source-directory nil
  "The directory of the program's sources, nil if unknown.")
(defvar load-source-file-function nil
  "The function `load' calls for source files, nil for its own way.")
(defvar command-line-functions nil
  "Functions that are called for arguments nobody else knows.")
(defvar command-switch-alist nil
  "Functions for arguments: an alist of options and functions.")
(defcustom inhibit-startup-screen nil
  "Non-nil if nothing is shown at the start."
  :type 'boolean)
(defcustom inhibit-startup-buffer-menu nil
  "Non-nil if the files named on the command line are not listed."
  :type 'boolean)
(defcustom initial-major-mode 'lisp-interaction-mode
  "The mode of the buffer that is there at the start."
  :type 'sexp)
(defcustom initial-scratch-message nil
  "The text in the buffer that is there at the start."
  :type 'boolean)
(defvar debian-emacs-flavor 'emacs
  "Which of several editors a distribution's settings are loaded into.")
(defvar emacs-basic-display nil
  "Non-nil if the display is to be kept simple.")

;;; settings-files.el ends here
