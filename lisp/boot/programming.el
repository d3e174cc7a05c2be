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

;;; programming.el ends here
