;;; settings-minibuffer.el --- variables about reading from the user -*- lexical-binding: t; -*-

;; Programs bind, set and ask these; what needs a screen or a keyboard changes nothing here.

(defcustom completion-auto-help t
  "Whether completion lists the candidates when it cannot go on: t, nil or `lazy'."
  :type 'boolean)
(defcustom completion-cycle-threshold nil
  "With how many candidates or fewer completion cycles through them: a number, nil for never, t for always."
  :type 'boolean)
(defvar completion-cycling nil
  "Non-nil while completion cycles.")
(defvar completion-all-sorted-completions nil
  "The sorted candidates of this buffer's completion, nil if not known.")
(make-variable-buffer-local 'completion-all-sorted-completions)
(defcustom completion-flex-nospace nil
  "Non-nil if completion of style `flex' does not apply to text with spaces."
  :type 'boolean)
(defvar completion-in-region-function 'completion--in-region
  "The function `completion-in-region' calls with START, END, COLLECTION and PREDICATE.")
(defvar completion-list-insert-choice-function 'completion--replace
  "The function that inserts a candidate chosen from a list: it is called with START, END and TEXT.")
(defvar completion-reference-buffer nil
  "The buffer the shown candidates are for.")
(defvar completion-setup-hook nil
  "Functions run when candidates have been listed.")
(defvar completion-show-inline-help t
  "Non-nil if completion may explain itself beside the text.")
(defvar choose-completion-string-functions nil
  "Functions that may insert a chosen candidate; the first to return non-nil has done it.")
(defcustom enable-recursive-minibuffers nil
  "Non-nil if the minibuffer may be entered while it is active."
  :type 'boolean)
(defvar extended-command-history nil
  "The names of commands that were entered.")
(defvar face-name-history nil
  "The names of faces that were entered.")
(defvar goto-line-history nil
  "The numbers of lines that were entered.")
(defvar history-add-new-input t
  "Non-nil if what was entered is put into its history.")
(defvar minibuffer-allow-text-properties nil
  "Non-nil if text properties of what was entered are kept.")
(defcustom minibuffer-auto-raise nil
  "Non-nil if entering the minibuffer raises its frame."
  :type 'boolean)
(defvar minibuffer-completing-symbol nil
  "Non-nil while a Lisp symbol is completed.")
(defvar minibuffer-default nil
  "What an empty input stands for: a string or a list of strings.")
(defvar minibuffer-default-add-function 'minibuffer-default-add-completions
  "The function that finds further defaults.")
(defcustom minibuffer-depth-indicate-mode nil
  "Non-nil if the depth of recursive minibuffers is shown."
  :type 'boolean)
(defcustom minibuffer-electric-default-mode nil
  "Non-nil if the default is shown only while it applies."
  :type 'boolean)
(defvar minibuffer-exit-hook nil
  "Functions run when the minibuffer is left.")
(defcustom minibuffer-follows-selected-frame t
  "Non-nil if the minibuffer moves to the frame that is selected."
  :type 'boolean)
(defvar minibuffer-help-form nil
  "A form that is evaluated when the help character is typed in the minibuffer.")
(defvar minibuffer-history nil
  "The default history of what was entered in the minibuffer.")
(defvar minibuffer-history-position nil
  "Where in its history the minibuffer is, a number.")
(defvar minibuffer-history-search-history nil
  "The regexps that histories were searched for.")
(defvar minibuffer-history-variable 'minibuffer-history
  "The variable that holds the history in use.")
(defvar minibuffer-message-timeout 2
  "For how many seconds messages stand in the minibuffer.")
(defcustom minibuffer-prompt-properties '(read-only t face minibuffer-prompt)
  "The text properties of prompts."
  :type 'sexp)
(defvar minibuffer-scroll-window nil
  "The window which is scrolled from the minibuffer, or nil.")
(defvar minibuffer-setup-hook nil
  "Functions run when the minibuffer is entered.")
(defvar minibuffer--require-match nil
  "Non-nil if the minibuffer is left with a candidate only.")
(defvar clear-message-function nil
  "The function that removes a message shown in the minibuffer.")
(defvar set-message-function nil
  "The function that shows a message in the minibuffer.")
(defcustom read-answer-short 'auto
  "Non-nil if `read-answer' takes single characters; `auto' is as `yes-or-no-p' does."
  :type 'sexp)
(defvar read-char-history nil
  "The characters that were entered.")
(defvar read-expression-history nil
  "The Lisp expressions that were entered.")
(defcustom read-extended-command-predicate nil
  "A predicate with command and buffer, that tells which commands are proposed; nil is all."
  :type 'boolean)
(defvar read-file-name-function 'read-file-name-default
  "The function `read-file-name' calls with its arguments.")
(defcustom read-minibuffer-restore-windows t
  "Non-nil if leaving the minibuffer restores the windows."
  :type 'boolean)
(defvar regexp-history nil
  "The regexps that were entered.")
(defcustom resize-mini-frames nil
  "Non-nil if frames that are only a minibuffer grow with it."
  :type 'boolean)
(defvar shell-command-history nil
  "The shell commands that were entered.")
(defvar rfn-eshadow-overlay nil
  "The overlay over the part of a file name that is disregarded.")
(make-variable-buffer-local 'rfn-eshadow-overlay)
(defcustom file-name-shadow-mode nil
  "Non-nil if the part of a file name that is disregarded is shown so."
  :type 'boolean)
(defcustom icomplete-mode nil
  "Non-nil if candidates are shown while typing."
  :type 'boolean)
(defcustom ido-mode nil
  "Non-nil if files and buffers are read by interactive completion: t, `file', `buffer' or `both'."
  :type 'boolean)
(defcustom savehist-mode nil
  "Non-nil if histories are kept between sessions."
  :type 'boolean)
(defcustom recentf-mode nil
  "Non-nil if recently visited files are remembered."
  :type 'boolean)
(defvar eval-expression-minibuffer-setup-hook nil
  "Functions run when an expression to evaluate is read.")

;;; settings-minibuffer.el ends here
