;;; settings-input.el --- variables about events and commands -*- lexical-binding: t; -*-

;; Programs bind, set and ask these; what needs a screen or a keyboard changes nothing here.

(defvar command-debug-status nil
  "Nothing; commands do not set it.")
(defvar command-error-function 'command-error-default-function
  "The function called with DATA, CONTEXT and FUNCTION when a command signals.")
(defvar current-minibuffer-command nil
  "The command that entered the minibuffer.")
(defcustom debug-on-event 'sigusr2
  "The event that enters the debugger."
  :type 'sexp)
(defvar debug-on-message nil
  "A regexp for messages that enter the debugger, or nil.")
(defvar defining-kbd-macro nil
  "Non-nil while a keyboard macro is recorded; `append' if it continues one.")
(defvar last-kbd-macro nil
  "The keyboard macro that was recorded last, nil if there is none.")
(defvar executing-kbd-macro-index 0
  "How much of the executing keyboard macro was done.")
(defvar kbd-macro-termination-hook nil
  "Functions run when a keyboard macro has ended.")
(defvar deferred-action-function nil
  "A function called after commands with deferred actions.")
(defvar deferred-action-list nil
  "The deferred actions.")
(defvar disable-point-adjustment nil
  "Non-nil if the last command left point where it is to stay.")
(defvar global-disable-point-adjustment nil
  "Non-nil if point is never moved out of invisible text.")
(defvar disabled-command-function nil
  "The function called instead of a disabled command, nil to call that all the same.")
(defcustom echo-keystrokes 1
  "After how many seconds an unfinished key is shown, 0 for never."
  :type 'integer)
(defvar extra-keyboard-modifiers 0
  "Modifiers that are added to everything typed.")
(defvar global-mark-ring nil
  "The marks of all buffers, the latest first.")
(defcustom global-mark-ring-max 16
  "How many of these are kept."
  :type 'integer)
(defvar input-method-function 'list
  "The function called with a character that was read, to return a list of events; nil and `list' change nothing.")
(defcustom input-method-highlight-flag t
  "Non-nil if the text of an input method is highlighted."
  :type 'boolean)
(defcustom input-method-use-echo-area nil
  "Non-nil if an input method shows itself in the echo area."
  :type 'boolean)
(defcustom input-method-verbose-flag 'default
  "How much an input method tells."
  :type 'sexp)
(defcustom input-method-activate-hook nil
  "Functions run when an input method was turned on."
  :type 'hook)
(defcustom input-method-deactivate-hook nil
  "Functions run when an input method was turned off."
  :type 'hook)
(defvar input-method-alist nil
  "The input methods that are known.")
(defvar input-method-exit-on-first-char nil
  "Non-nil if an input method returns as soon as it has a character.")
(defvar input-method-previous-message nil
  "The message that was shown before an input method was used.")
(defvar current-input-method nil
  "The name of the input method in use, or nil.")
(make-variable-buffer-local 'current-input-method)
(defvar current-input-method-title nil
  "What the mode line shows of the input method.")
(make-variable-buffer-local 'current-input-method-title)
(defvar deactivate-current-input-method-function nil
  "The function that turns the input method off.")
(make-variable-buffer-local 'deactivate-current-input-method-function)
(defcustom default-input-method nil
  "The input method that is turned on by default."
  :type 'boolean)
(defvar keyboard-translate-table nil
  "A char-table or vector of characters that replace those typed, or nil.")
(defvar last-event-frame nil
  "The frame of the last event.")
(defvar last-repeatable-command nil
  "The last command that was no `repeat'.")
(defvar real-last-command nil
  "The last command, whatever that said it was.")
(defvar this-original-command nil
  "The command before it was remapped.")
(defvar this-command-keys-shift-translated nil
  "Non-nil if the key was found after taking its shift away.")
(defvar overriding-local-map-menu-flag nil
  "Non-nil if `overriding-local-map' holds for the menu bar too.")
(defcustom polling-period 2
  "How many seconds are between looks for input."
  :type 'integer)
(defvar post-self-insert-hook nil
  "Functions run after a character was inserted by being typed.")
(defvar prefix-help-command 'describe-prefix-bindings
  "The command called by `help-char' after a prefix.")
(defvar repeat-map nil
  "The keymap of commands that repeat the last one.")
(defcustom repeat-mode nil
  "Non-nil if some commands can be repeated by a short key."
  :type 'boolean)
(defvar saved-region-selection nil
  "The text that was the primary selection.")
(defcustom shift-select-mode t
  "Non-nil if keys with shift move point and select text."
  :type 'boolean)
(defvar track-mouse nil
  "Non-nil if movement of the mouse is reported.")
(defvar tty-erase-char nil
  "The character the terminal erases with.")
(defvar unread-input-method-events nil
  "Events that are read before others, through the input method.")
(defvar unread-post-input-method-events nil
  "Events that are read before others, past the input method.")
(defvar where-is-preferred-modifier nil
  "The modifier preferred in keys that are shown.")
(defvar while-no-input-ignore-events '(focus-in focus-out help-echo iconify-frame make-frame-visible selection-request)
  "Kinds of events that do not interrupt `while-no-input'.")
(defvar query-replace-defaults nil
  "What was replaced with what: conses, the latest first.")

;;; settings-input.el ends here
