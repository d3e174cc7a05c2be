;;; compile.el --- running compilers and going to what they complain about -*- lexical-binding: t; -*-

;; Manual: (emacs) Compilation.  compile-rules.el has what messages look like, compile-parse.el finds them.  Messages are looked for
;; when they are needed, by `compilation--ensure-parse', as nothing is fontified.  Without a screen there are no fringes,
;; margins or arrows: the functions about them keep the overlay `compilation-arrow-overlay' where it belongs and do no more.

(require 'compile-parse)
(require 'comint)
(require 'tool-bar nil t)

(defcustom compilation-mode-hook nil "Functions called by Compilation mode." :type 'hook)
(defcustom compilation-start-hook nil "Functions called with the process when one has been started." :type 'hook)
(defcustom compilation-window-height nil "How many lines the window has; nil for what it has anyway." :type '(choice (const nil) integer))
(defcustom compilation-read-command t "Non-nil if `compile' asks for the command." :type 'boolean)
(defcustom compilation-ask-about-save t "Non-nil if `compile' asks before it saves buffers." :type 'boolean)
(defcustom compilation-save-buffers-predicate nil "Which buffers are saved: the second argument of `save-some-buffers'." :type '(choice (const nil) (const t) function))
(defcustom compilation-search-path '(nil) "Directories where files are looked for; nil for the one of the message." :type '(repeat (choice (const nil) string)))
(defcustom compilation-search-all-directories t "Non-nil if files are looked for in all directories that were entered before." :type 'boolean)
(defcustom compilation-environment nil "What comes before `process-environment' for compilers: strings NAME=VALUE." :type '(repeat string))
(defcustom compilation-disable-input nil "Non-nil if the input of compilers ends at once." :type 'boolean)
(defcustom compilation-scroll-output nil "Non-nil if windows follow the output; `first-error' for up to the first error." :type '(choice (const nil) (const t) (const first-error)))
(defcustom compilation-always-kill nil "Non-nil if a running compiler is killed without a question." :type 'boolean)
(defcustom compilation-auto-jump-to-first-error nil "Non-nil to go to the first error when it is found." :type 'boolean)
(defcustom compilation-skip-threshold 1 "The least type of message that commands stop at: 2 errors, 1 also warnings, 0 all." :type '(choice (const 2) (const 1) (const 0)))
(defcustom compilation-skip-visited nil "Non-nil if commands skip messages whose place has been gone to." :type 'boolean)
(defcustom compilation-context-lines nil "How many lines are shown before a message; nil or t for as many as there are." :type '(choice integer (const nil) (const t)))
(defcustom compile-command "make -k " "The command of the last compilation." :type 'string)
(defvar compile-history nil "The commands given to `compile'.")
(defvar compilation-skip-to-next-location t "Non-nil if several messages about a place count as one.")
(defvar compilation-error "error" "What is looked for, as messages say it.")
(defvar compilation-arguments nil "The arguments `compilation-start' had.")
(defvar compilation-directory nil "The directory where `recompile' runs.")
(defvar compilation-last-buffer nil "The last buffer of a compilation that was started or used.")
(defvaralias 'compilation-last-buffer 'next-error-last-buffer)
(defvar compilation-in-progress nil "The processes of the compilers that run.")
(defvar compilation-finish-functions nil "Functions called with the buffer and a string when a compiler has finished.")
(defvar compilation-filter-hook nil "Functions called when output has been inserted between `compilation-filter-start' and point.")
(defvar compilation-filter-start nil "Where the text that has been inserted begins.")
(defvar compilation-process-setup-function #'ignore "Function called before a compiler is started.")
(defvar compilation-buffer-name-function #'compilation--default-buffer-name "The function from the name of a mode to the name of a buffer.")
(defvar compilation-exit-message-function (lambda (_status code message) (cons message code))
  "Function (STATUS CODE MESSAGE) that returns (MESSAGE . MODELINE) for the end of a compiler.")
(defvar compilation-highlight-regexp t "The part of a line that is shown when it has been gone to; t for all of it.")
(defvar compilation-highlight-overlay nil "The overlay on the place.")
(defvar compilation-current-error nil "A marker from which on the next message is looked for.")
(defvar compilation-messages-start nil "Where messages begin; nil for at the beginning.")
(defvar compilation-page-delimiter "^\\(?:\f\\|.*\\(?:Entering\\|Leaving\\) directory [`'].+'\n\\)+" "`page-delimiter' in Compilation mode.")
(defvar-local compilation-auto-jump-to-next nil "Non-nil if the next message that is found is gone to.")
(defvar-local compilation-arrow-overlay nil "The overlay at the current message.")
(defconst compilation--margin-string (propertize "=>" 'face 'default) "The arrow at a message.")
(defconst compilation--dummy-string (propertize ">" 'display `((margin left-margin) ,compilation--margin-string)) "A string that shows the arrow in the margin.")

(defface compilation-mode-line-run '((t :inherit compilation-warning)) "Face of the mode line while a compiler runs.")
(defface compilation-mode-line-exit '((t :inherit compilation-info :weight bold)) "Face of the mode line after a good end.")
(defface compilation-mode-line-fail '((t :inherit compilation-error :weight bold)) "Face of the mode line after a bad end.")

(defconst compilation-mode-line-errors
  '(" ["
    (:propertize (:eval (int-to-string compilation-num-errors-found)) face compilation-error help-echo "Number of errors so far")
    " "
    (:propertize (:eval (int-to-string compilation-num-warnings-found)) face compilation-warning help-echo "Number of warnings so far")
    " "
    (:propertize (:eval (int-to-string compilation-num-infos-found)) face compilation-info help-echo "Number of informational messages so far")
    "]")
  "What the mode line says about messages.")

(defvar compilation-mode-font-lock-keywords
  '(("^Compilation \\(finished\\).*" (0 '(face nil compilation-message nil help-echo nil mouse-face nil) t) (1 compilation-info-face))
    ("^Compilation \\(exited abnormally\\|interrupt\\|killed\\|terminated\\|segmentation fault\\)\\(?:.*with code \\([0-9]+\\)\\)?.*"
     (0 '(face nil compilation-message nil help-echo nil mouse-face nil) t)
     (1 compilation-error-face) (2 compilation-error-face nil t)))
  "Font lock keywords of Compilation mode besides the messages.")

(defun compilation-mode-font-lock-keywords ()
  "Return the font lock keywords of Compilation mode."
  (cons '(compilation--ensure-parse) compilation-mode-font-lock-keywords))

;;; Keymaps

(defvar compilation-menu-map
  (let ((map (make-sparse-keymap "Errors")))
    (define-key map [stop-subjob] '("Stop Compilation" . kill-compilation))
    (define-key map [compilation-mode-separator3] '("----"))
    (define-key map [compilation-next-error-follow-minor-mode] '("Auto Error Display" . next-error-follow-minor-mode))
    (define-key map [compilation-first-error] '("First Error" . first-error))
    (define-key map [compilation-previous-error] '("Previous Error" . previous-error))
    (define-key map [compilation-next-error] '("Next Error" . next-error))
    map)
  "The menu of errors.")

(defvar compilation-minor-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map special-mode-map)
    (define-key map [mouse-2] #'compile-goto-error)
    (define-key map [follow-link] 'mouse-face)
    (define-key map "\C-c\C-c" #'compile-goto-error)
    (define-key map "\C-m" #'compile-goto-error)
    (define-key map "\C-o" #'compilation-display-error)
    (define-key map "\C-c\C-k" #'kill-compilation)
    (define-key map "\M-n" #'compilation-next-error)
    (define-key map "\M-p" #'compilation-previous-error)
    (define-key map "\M-{" #'compilation-previous-file)
    (define-key map "\M-}" #'compilation-next-file)
    (define-key map "n" #'next-error-no-select)
    (define-key map "p" #'previous-error-no-select)
    (define-key map "l" #'recenter-current-error)
    (define-key map "g" #'recompile)
    map)
  "Keymap of `compilation-minor-mode'.")

(defvar compilation-shell-minor-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map "\M-\C-m" #'compile-goto-error)
    (define-key map "\M-\C-n" #'compilation-next-error)
    (define-key map "\M-\C-p" #'compilation-previous-error)
    (define-key map "\M-{" #'compilation-previous-file)
    (define-key map "\M-}" #'compilation-next-file)
    map)
  "Keymap of `compilation-shell-minor-mode'.")

(defvar compilation-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map special-mode-map)
    (define-key map [mouse-2] #'compile-goto-error)
    (define-key map [follow-link] 'mouse-face)
    (define-key map "\C-c\C-c" #'compile-goto-error)
    (define-key map "\C-m" #'compile-goto-error)
    (define-key map "\C-o" #'compilation-display-error)
    (define-key map "\C-c\C-k" #'kill-compilation)
    (define-key map "\C-c\C-f" #'next-error-follow-minor-mode)
    (define-key map "\M-n" #'compilation-next-error)
    (define-key map "\M-p" #'compilation-previous-error)
    (define-key map "\M-{" #'compilation-previous-file)
    (define-key map "\M-}" #'compilation-next-file)
    (define-key map "n" #'next-error-no-select)
    (define-key map "p" #'previous-error-no-select)
    (define-key map "\t" #'compilation-next-error)
    (define-key map [backtab] #'compilation-previous-error)
    (define-key map "g" #'recompile)
    map)
  "Keymap of Compilation mode.")

(defvar compilation-mode-tool-bar-map (make-sparse-keymap) "The tool bar of Compilation mode.")

;;; Modes

(defun compilation-setup (&optional minor)
  "Make the current buffer ready for messages; MINOR if for a minor mode."
  (make-local-variable 'compilation-current-error)
  (make-local-variable 'compilation-messages-start)
  (make-local-variable 'compilation-error-screen-columns)
  (setq-local compilation-num-errors-found 0)
  (setq-local compilation-num-warnings-found 0)
  (setq-local compilation-num-infos-found 0)
  (setq-local overlay-arrow-string "")
  (setq next-error-overlay-arrow-position nil)
  (add-hook 'kill-buffer-hook (lambda () (setq next-error-overlay-arrow-position nil)) nil t)
  (setq next-error-function #'compilation-next-error-function)
  (setq-local comint-file-name-prefix (or (file-remote-p default-directory) ""))
  (setq-local compilation-locs (make-hash-table :test 'equal :weakness 'value))
  (add-hook 'before-change-functions #'compilation--flush-parse nil t)
  (add-hook 'after-change-functions #'compilation--flush-directory-cache-after nil t)
  (add-hook 'change-major-mode-hook #'compilation--remove-properties nil t)
  (setq compilation--parsed -1
        compilation--previous-directory-cache nil)
  (if minor
      (font-lock-add-keywords nil (compilation-mode-font-lock-keywords))
    (setq font-lock-defaults '(compilation-mode-font-lock-keywords t))))

(defun compilation--flush-directory-cache-after (start end _length)
  "Forget where directories were found from START to END on."
  (compilation--flush-directory-cache start end))

(defun compilation--unsetup ()
  "Undo what `compilation-setup' did for a minor mode."
  (remove-hook 'before-change-functions #'compilation--flush-parse t)
  (remove-hook 'after-change-functions #'compilation--flush-directory-cache-after t)
  (kill-local-variable 'compilation--parsed)
  (compilation--remove-properties)
  (font-lock-remove-keywords nil (compilation-mode-font-lock-keywords)))

(defun compilation-mode (&optional name-of-mode)
  "Major mode of the output of compilers; NAME-OF-MODE is shown instead of \"Compilation\"."
  (interactive)
  (kill-all-local-variables)
  (use-local-map compilation-mode-map)
  (setq-local tool-bar-map compilation-mode-tool-bar-map)
  (setq major-mode 'compilation-mode
        mode-name (or name-of-mode "Compilation"))
  (setq-local page-delimiter compilation-page-delimiter)
  (setq-local window-point-insertion-type t)
  (compilation-setup)
  (setq buffer-read-only t)
  (run-mode-hooks 'compilation-mode-hook))
(put 'compilation-mode 'mode-class 'special)

(defmacro define-compilation-mode (mode name doc &rest body)
  "Define MODE, shown as NAME and described by DOC, a major mode derived from Compilation mode.
Variables named after MODE, like grep-error-face for `grep-mode', are used as those of compilation- are.  BODY comes last."
  (declare (indent defun) (doc-string 3))
  (let* ((prefix (replace-regexp-in-string "-mode\\'" "" (symbol-name mode)))
         (variables '(compilation-buffer-name-function compilation-directory-matcher compilation-error
                      compilation-error-regexp-alist compilation-error-regexp-alist-alist compilation-error-screen-columns
                      compilation-finish-functions compilation-first-column compilation-mode-font-lock-keywords
                      compilation-page-delimiter compilation-parse-errors-filename-function
                      compilation-process-setup-function compilation-scroll-output compilation-search-path
                      compilation-skip-threshold compilation-window-height compilation-error-face compilation-info-face
                      compilation-warning-face compilation-line-face compilation-column-face))
         (settings nil))
    (dolist (variable variables)
      (let ((own (intern (replace-regexp-in-string "\\`compilation" prefix (symbol-name variable) t t))))
        (push `(when (boundp ',own) (setq-local ,variable ,own)) settings)))
    `(define-derived-mode ,mode compilation-mode ,name
       ,doc
       ,@(nreverse settings)
       ,@body)))

(define-minor-mode compilation-shell-minor-mode
  "Mode for shells: commands go to the messages in their output."
  :lighter " Shell-Compile"
  :keymap compilation-shell-minor-mode-map
  (if compilation-shell-minor-mode (compilation-setup t) (compilation--unsetup)))

(define-minor-mode compilation-minor-mode
  "Mode for any buffer with messages of compilers."
  :lighter " Compilation"
  :keymap compilation-minor-mode-map
  (if compilation-minor-mode (compilation-setup t) (compilation--unsetup)))

(defun compilation-buffer-internal-p ()
  "Return non-nil if the current buffer has messages of compilers."
  (local-variable-p 'compilation-locs))

(defun compilation-buffer-p (buffer)
  "Return non-nil if BUFFER has messages of compilers."
  (with-current-buffer buffer (compilation-buffer-internal-p)))

;;; Running

(defun compilation--default-buffer-name (name-of-mode)
  "Return the name of the buffer for NAME-OF-MODE: that of the current buffer, if it has this mode."
  (cond ((or (eq major-mode (intern-soft (concat name-of-mode "-mode")))
             (eq major-mode (nth 1 compilation-arguments)))
         (buffer-name))
        (t (concat "*" (downcase name-of-mode) "*"))))

(defun compilation-buffer-name (name-of-mode mode-command name-function)
  "Return the name of the buffer for NAME-OF-MODE, as NAME-FUNCTION or the user's function says.
It is that of the current buffer if that has the mode MODE-COMMAND."
  (cond (name-function (funcall name-function name-of-mode))
        ((and compilation-buffer-name-function
              (not (eq compilation-buffer-name-function 'compilation--default-buffer-name)))
         (funcall compilation-buffer-name-function name-of-mode))
        ((and (eq mode-command major-mode) (eq major-mode (nth 1 compilation-arguments)))
         (buffer-name))
        (t (concat "*" (downcase name-of-mode) "*"))))

(defun compilation-read-command (command)
  "Ask for a command, with COMMAND to begin with."
  (read-shell-command "Compile command: " command
                      (if (equal (car compile-history) command) '(compile-history . 1) 'compile-history)))

(defun compile (command &optional comint)
  "Run the shell command COMMAND, \"make -k\" by default, with its output in the buffer *compilation*; the user may type there if COMINT.
Return the buffer."
  (interactive
   (list (let ((command (eval compile-command)))
           (if (or compilation-read-command current-prefix-arg) (compilation-read-command command) command))
         (consp current-prefix-arg)))
  (unless (equal command (eval compile-command))
    (setq compile-command command))
  (save-some-buffers (not compilation-ask-about-save) compilation-save-buffers-predicate)
  (setq-default compilation-directory default-directory)
  (compilation-start command comint))

(defun recompile (&optional edit-command)
  "Run the last compilation again, that of the current buffer if there was one; let the user edit the command if EDIT-COMMAND."
  (interactive "P")
  (save-some-buffers (not compilation-ask-about-save) compilation-save-buffers-predicate)
  (let ((default-directory (or compilation-directory default-directory))
        (command (eval compile-command)))
    (when edit-command
      (setq command (compilation-read-command (or (car compilation-arguments) command)))
      (if compilation-arguments (setcar compilation-arguments command)))
    (apply #'compilation-start (or compilation-arguments (list command)))))

(defun compilation-revert-buffer (_ignore-auto noconfirm)
  "Run the compilation of this buffer again; NOCONFIRM for without a question."
  (if buffer-file-name
      (let ((revert-buffer-function nil)) (revert-buffer _ignore-auto noconfirm))
    (when (or noconfirm (yes-or-no-p "Restart compilation? "))
      (apply #'compilation-start compilation-arguments))))

(defun compilation--command-directory (command)
  "Return the directory to which COMMAND changes at its beginning, nil if it does not."
  (when (string-match "\\`\\s *cd\\(?:\\s +\\('[^']*'\\|\"\\(?:[^\"`$\\]\\|\\\\.\\)*\"\\|\\(?:[^\"`$\\;&\n ]\\|\\\\.\\)+\\)\\)?\\s *[;&\n]" command)
    (let ((word (match-string 1 command)))
      (cond ((null word) (expand-file-name "~/"))
            ((string-match-p "\\`'" word) (substring word 1 -1))
            (t (substitute-env-vars
                (replace-regexp-in-string "\\\\\\(.\\)" "\\1" (if (string-match-p "\\`\"" word) (substring word 1 -1) word))))))))

(defun compilation--stop-old (buffer)
  "Kill the process that BUFFER has, after a question if it runs."
  (let ((process (get-buffer-process buffer)))
    (when process
      (if (or (not (eq (process-status process) 'run))
              (eq (process-query-on-exit-flag process) nil)
              compilation-always-kill
              (yes-or-no-p (format "A %s process is running; kill it? " (process-name process))))
          (condition-case nil
              (progn (interrupt-process process) (sit-for 1) (delete-process process))
            (error nil))
        (error "Cannot have two processes in `%s' at once" (buffer-name buffer))))))

(defun compilation--insert-header (command mode name)
  "Insert what the buffer of COMMAND, in MODE, called NAME, begins with."
  (insert "-*- mode: " (replace-regexp-in-string "-mode\\'" "" (symbol-name mode))
          "; default-directory: " (prin1-to-string (abbreviate-file-name default-directory)) " -*-\n"
          (format "%s started at %s\n\n" name (substring (current-time-string) 0 19))
          command "\n")
  (put-text-property (point-min) (point) 'compilation-header-end t))

(defun compilation--start-process (command name comint)
  "Start COMMAND in the current buffer, called NAME; in Comint mode if COMINT.  The setup function may change the environment."
  (let ((process-environment
         (append compilation-environment
                 (list "TERM=dumb" (format "INSIDE_EMACS=%s,compile" emacs-version))
                 (copy-sequence process-environment))))
    (funcall compilation-process-setup-function)
    (if comint
        (get-buffer-process
         (comint-exec (current-buffer) name shell-file-name nil (list shell-command-switch command)))
      (start-file-process-shell-command name (current-buffer) command))))

(defun compilation-start (command &optional mode name-function highlight-regexp)
  "Run the shell command COMMAND in a buffer in MODE, `compilation-mode' by default, t for Comint mode with
`compilation-shell-minor-mode'.  NAME-FUNCTION makes the name of the buffer from that of the mode.  HIGHLIGHT-REGEXP is
`compilation-highlight-regexp' there.  A cd at the beginning of COMMAND sets `default-directory'.  Return the buffer."
  (let* ((comint (eq mode t))
         (mode (cond (comint 'compilation-shell-minor-mode) (mode) (t 'compilation-mode)))
         (name-of-mode (if comint "compilation" (replace-regexp-in-string "-mode\\'" "" (symbol-name mode))))
         (directory default-directory)
         (change (compilation--command-directory command))
         (old-environment compilation-environment)
         (buffer (get-buffer-create (compilation-buffer-name name-of-mode mode name-function)))
         (process nil))
    (with-current-buffer buffer
      (compilation--stop-old buffer)
      (let ((inhibit-read-only t)
            (default-directory (if change (file-name-as-directory (expand-file-name change directory)) directory)))
        (setq directory default-directory)
        (erase-buffer)
        (buffer-disable-undo)
        (setq-local compilation-directory directory))
      (setq default-directory directory)
      (if comint
          (progn (comint-mode) (compilation-shell-minor-mode 1))
        (funcall mode))
      (setq default-directory directory)
      (setq-local compilation-directory directory)
      (setq-local compilation-environment old-environment)
      (setq-local compilation-auto-jump-to-next compilation-auto-jump-to-first-error)
      (setq-local deactivate-mark nil)
      (when highlight-regexp (setq-local compilation-highlight-regexp highlight-regexp))
      (setq-local compilation-arguments (list command (if comint t mode) name-function highlight-regexp))
      (setq-local revert-buffer-function #'compilation-revert-buffer)
      (let ((inhibit-read-only t))
        (compilation--insert-header command (if comint 'compilation-mode mode)
                                    (if (stringp mode-name) (if comint "Compilation" mode-name) "Compilation")))
      (set-buffer-modified-p nil)
      (let ((window (display-buffer buffer '(nil (allow-no-window . t)))))
        (when window (compilation-set-window-height window)
              (set-window-point window (if compilation-scroll-output (point-max) (point-min)))))
      (goto-char (if (and compilation-scroll-output (not (eq compilation-scroll-output 'first-error))) (point-max) (point-min)))
      (save-excursion
        (goto-char (point-max))
        (setq process (compilation--start-process command (downcase (if (stringp mode-name) mode-name "compilation")) comint)))
      (compilation--watch process comint)
      (setq next-error-last-buffer buffer))
    (setq next-error-last-buffer buffer)))

(defun compilation--watch (process comint)
  "Let the functions of this library follow PROCESS, of the current buffer; COMINT if that inserts its output."
  (setq mode-line-process
        `((:propertize ":%s" face compilation-mode-line-run) ,compilation-mode-line-errors))
  (set-process-query-on-exit-flag process nil)
  (set-process-sentinel process #'compilation-sentinel)
  (unless comint
    (set-process-filter process #'compilation-filter)
    (set-marker (process-mark process) (point-max) (current-buffer)))
  (when compilation-disable-input
    (condition-case nil (process-send-eof process) (error nil)))
  (run-hook-with-args 'compilation-start-hook process)
  (when (memq (process-status process) '(run open stop))
    (push process compilation-in-progress)
    (compilation--update-in-progress-mode-line)))

(defun compilation-set-window-height (window)
  "Give WINDOW the height `compilation-window-height', if it may have it."
  (when (and compilation-window-height (window-full-width-p window) (not (eq window (frame-root-window))))
    (condition-case nil
        (enlarge-window (- compilation-window-height (window-height window)))
      (error nil))))

(defun compilation--update-in-progress-mode-line ()
  "Show that compilers run, or no longer do."
  (force-mode-line-update t))

(defun compilation-goto-in-progress-buffer ()
  "Go to the buffer of a compiler that runs."
  (interactive)
  (let ((buffers (delq nil (mapcar #'process-buffer compilation-in-progress))))
    (if (null buffers) (user-error "No ongoing compilations") (pop-to-buffer (car buffers)))))

(defun compilation-filter (proc string)
  "Insert STRING, from PROC, into its buffer, and run `compilation-filter-hook'."
  (when (buffer-live-p (process-buffer proc))
    (with-current-buffer (process-buffer proc)
      (let ((inhibit-read-only t)
            (end-marker (copy-marker (process-mark proc) t))
            (point (copy-marker (point) (and (= (point) (process-mark proc)) compilation-scroll-output t)))
            (min (point-min-marker)) (max (copy-marker (point-max) t))
            (compilation-filter-start (marker-position (process-mark proc))))
        (unwind-protect
            (progn
              (widen)
              (goto-char (process-mark proc))
              (insert string)
              (unless comint-inhibit-carriage-motion
                (comint-carriage-motion (process-mark proc) (point)))
              (set-marker (process-mark proc) (point))
              (setq-local compilation--filtered t)
              (run-hooks 'compilation-filter-hook)
              (when compilation-auto-jump-to-next (compilation--jump-when-found)))
          (goto-char point)
          (narrow-to-region min max)
          (set-marker point nil) (set-marker end-marker nil)
          (set-marker min nil) (set-marker max nil))))))

(defvar-local compilation--filtered nil "Non-nil if there has been output.")

(defun compilation--jump-when-found ()
  "Go to the first message, if there is one by now."
  (compilation--ensure-parse (save-excursion (goto-char (point-max)) (line-beginning-position)))
  (let ((found (text-property-not-all (point-min) (point-max) 'compilation-message nil)))
    (when found
      (setq compilation-auto-jump-to-next nil)
      (run-with-timer 0 nil #'compilation-auto-jump (current-buffer) found))))

(defun compilation-auto-jump (buffer pos)
  "Go to the place of the message at POS of BUFFER."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (goto-char pos)
      (let ((window (get-buffer-window buffer 0)))
        (when window (set-window-point window pos)))
      (let ((message (get-text-property pos 'compilation-message)))
        (when (and message (>= (compilation--message->type message) compilation-skip-threshold))
          (compile-goto-error))))))

(defun compilation-handle-exit (process-status exit-status msg)
  "Write into the buffer that the compiler has ended with PROCESS-STATUS, EXIT-STATUS and MSG, and run `compilation-finish-functions'."
  (let* ((inhibit-read-only t)
         (said (if compilation-exit-message-function
                   (funcall compilation-exit-message-function process-status exit-status msg)
                 (cons msg exit-status)))
         (at (point)) (end (copy-marker (point-max)))
         (good (and (eq process-status 'exit) (equal exit-status 0)))
         (name (if (stringp mode-name) mode-name "Compilation")))
    (goto-char (point-max))
    (insert ?\n name " " (car said))
    (save-excursion (forward-char -1) (insert " at " (substring (current-time-string) 0 19)))
    (put-text-property end (point) 'compilation-footer t)
    (goto-char (if (= at end) (point-max) at))
    (let ((status (format ":%s [%s]" process-status (cdr said)))
          (line (format "%s %s" name (replace-regexp-in-string "\n\\'" "" (car said)))))
      (setq mode-line-process
            (list (propertize status 'face (if good 'compilation-mode-line-exit 'compilation-mode-line-fail) 'help-echo line)
                  compilation-mode-line-errors))
      (message "%s" line))
    (force-mode-line-update)
    (set-marker end nil)
    (with-demoted-errors "compilation-finish-functions error: %S"
      (run-hook-with-args 'compilation-finish-functions (current-buffer) msg))))

(defun compilation-sentinel (proc msg)
  "Do what is done when PROC has changed its status, as MSG says."
  (when (memq (process-status proc) '(exit signal))
    (setq compilation-in-progress (delq proc compilation-in-progress))
    (compilation--update-in-progress-mode-line)
    (let ((buffer (process-buffer proc)))
      (if (not (buffer-live-p buffer))
          (set-process-buffer proc nil)
        (with-current-buffer buffer
          (compilation-handle-exit (process-status proc) (process-exit-status proc) msg)
          (delete-process proc))))))

(defun kill-compilation ()
  "Interrupt the compiler whose messages are in use."
  (interactive)
  (let* ((buffer (compilation-find-buffer)) (process (get-buffer-process buffer)))
    (if process (interrupt-process process) (error "The %s process is not running" (downcase mode-name)))))

;;; Moving between messages

(defun compilation-find-buffer (&optional avoid-current)
  "Return a buffer with messages: the current one unless AVOID-CURRENT, or the last one used."
  (if (and (compilation-buffer-internal-p) (not avoid-current))
      (current-buffer)
    (next-error-find-buffer avoid-current #'compilation-buffer-internal-p)))

(defun compilation-next-single-property-change (position prop &optional object limit)
  "Like `next-single-property-change', after parsing up to LIMIT."
  (let ((end (or limit (point-max))) (found nil) (parsed nil))
    (while (and (not found) (not parsed))
      (compilation--ensure-parse (min end (+ position 5000)))
      (setq found (next-single-property-change position prop object end))
      (setq parsed (or (= found end) (null found))))
    (if (or (null found) (and (= found (point-max)) (null limit))) nil found)))

(defun compilation--message-stops-p (message last different-file)
  "Return non-nil if commands stop at MESSAGE, coming from the message LAST; DIFFERENT-FILE if its file must be another."
  (and message
       (compilation--message->loc message)
       (>= (compilation--message->type message) compilation-skip-threshold)
       (not (and compilation-skip-visited (compilation--loc->visited (compilation--message->loc message))))
       (not (and different-file last (compilation--message->loc last)
                 (eq (car (compilation--loc->file-struct (compilation--message->loc message)))
                     (car (compilation--loc->file-struct (compilation--message->loc last))))))
       (not (and compilation-skip-to-next-location last
                 (eq (compilation--message->loc message) (compilation--message->loc last))))))

(defun compilation--step-forward (pt)
  "Return the beginning of the first message behind the one at PT, nil if there is none."
  (let ((pos (next-single-property-change pt 'compilation-message)))
    (while (and pos (< pos (point-max)) (null (get-text-property pos 'compilation-message)))
      (setq pos (next-single-property-change pos 'compilation-message)))
    (and pos (< pos (point-max)) pos)))

(defun compilation--step-backward (pt)
  "Return the beginning of the last message before PT, nil if there is none."
  (let ((pos pt) (found nil))
    (while (and pos (> pos (point-min)) (not found))
      (if (get-text-property (1- pos) 'compilation-message)
          (setq found (previous-single-property-change pos 'compilation-message nil (point-min)))
        (setq pos (previous-single-property-change pos 'compilation-message nil (point-min)))))
    found))

(defun compilation-next-error (n &optional different-file pt)
  "Move to the Nth next message, from PT or point; backward if N is negative.
It must be about another file than the one at point if DIFFERENT-FILE.  Return the message."
  (interactive "p")
  (or (compilation-buffer-internal-p) (error "Not in a compilation buffer"))
  (let* ((pt (or pt (point)))
         (last (progn (compilation--ensure-parse (line-end-position (if (> n 0) 2 1)))
                      (get-text-property pt 'compilation-message))))
    (if (= n 0)
        (unless last
          (setq pt (compilation--message-in-line pt)
                last (and pt (get-text-property pt 'compilation-message)))
          (unless last (user-error "No %s here" compilation-error)))
      (compilation--ensure-parse (point-max))
      (let ((forward (> n 0)))
        (unless (or last forward)
          ;; A message later in the line is the one that is left backward.
          (let ((here (compilation--message-in-line pt)))
            (when here (setq pt here last (get-text-property here 'compilation-message)))))
        (when (and last (not forward))
          (setq pt (compilation--beginning-of-message pt)))
        (while (/= n 0)
          (setq pt (if forward (compilation--step-forward pt) (compilation--step-backward pt)))
          (unless pt (user-error (if forward "Moved past last %s" "Moved back before first %s") compilation-error))
          (let ((message (get-text-property pt 'compilation-message)))
            (when (compilation--message-stops-p message last different-file)
              (setq last message n (if forward (1- n) (1+ n))))))))
    (goto-char pt)
    (or last (error "No %s here" compilation-error))))

(defun compilation--beginning-of-message (pos)
  "Return where the message at POS begins."
  (if (and (> pos (point-min))
           (eq (get-text-property (1- pos) 'compilation-message) (get-text-property pos 'compilation-message)))
      (previous-single-property-change pos 'compilation-message nil (point-min))
    pos))

(defun compilation--message-in-line (pos)
  "Return the position of the first message in the line of POS; nil if there is none."
  (save-excursion
    (goto-char pos)
    (let ((found (text-property-not-all (line-beginning-position) (line-end-position) 'compilation-message nil)))
      found)))

(defun compilation-previous-error (n)
  "Move to the Nth message before point."
  (interactive "p")
  (compilation-next-error (- n)))

(defun compilation-next-file (n)
  "Move to the next message about another file, N times."
  (interactive "p")
  (compilation-next-error n t))

(defun compilation-previous-file (n)
  "Move to the previous message about another file, N times."
  (interactive "p")
  (compilation-next-file (- n)))

(defun compilation-beginning-of-line (&optional n)
  "Go to the beginning of the line, N - 1 lines down."
  (beginning-of-line n))

(defun compilation-set-skip-threshold (level)
  "Let commands stop at messages of type LEVEL or more; the next level if it is nil."
  (interactive (list (if current-prefix-arg (prefix-numeric-value current-prefix-arg)
                       (mod (1- compilation-skip-threshold) 3))))
  (setq compilation-skip-threshold level)
  (message "Skipping %s"
           (pcase compilation-skip-threshold (0 "Nothing") (1 "Info messages") (2 "Warnings and info"))))

;;; Going to places

(defun compile-goto-error (&optional event)
  "Go to the place of the message at point, or of the EVENT of a mouse; list the directory if the message is about one."
  (interactive (list last-input-event))
  (when (and (consp event) (consp (nth 1 event))) (posn-set-point (event-end event)))
  (or (compilation-buffer-p (current-buffer)) (error "Not in a compilation buffer"))
  (compilation--ensure-parse (line-end-position))
  (if (get-text-property (point) 'compilation-directory)
      (dired-other-window (car (get-text-property (point) 'compilation-directory)))
    (setq compilation-current-error (point))
    (next-error-internal)))
(defalias 'compile-mouse-goto-error #'compile-goto-error)

(defun compilation-display-error ()
  "Show the place of the message at point in another window."
  (interactive)
  (setq compilation-current-error (point))
  (next-error-no-select 0))

(defun recenter-current-error (&optional arg)
  "Recenter the current message in its window, with the argument ARG."
  (interactive "P")
  (save-selected-window
    (let ((buffer (next-error-find-buffer)))
      (with-current-buffer buffer
        (let ((window (get-buffer-window buffer)))
          (when window
            (with-selected-window window
              (when compilation-current-error (goto-char compilation-current-error))
              (recenter (or arg next-error-recenter)))))))))

(defun compilation--set-markers (fs buffer)
  "Give all locs of the file FS markers in BUFFER."
  (let ((screen compilation-error-screen-columns) (first compilation-first-column))
    (with-current-buffer buffer
      (save-excursion
        (save-restriction
          (widen)
          (dolist (entry (compilation--file-struct->loc-tree fs))
            (dolist (loc (cdr entry))
              (let ((marker (compilation--loc->marker loc)))
                (unless (and marker (marker-buffer marker))
                  (goto-char (point-min))
                  (when (compilation--loc->line loc) (forward-line (1- (compilation--loc->line loc))))
                  (compilation--goto-column (compilation--loc->col loc) screen first)
                  (setf (compilation--loc->marker loc) (point-marker)))))))))))

(defun compilation-next-error-function (n &optional reset)
  "Go to the place of the Nth next message, from the first one if RESET.  This is `next-error-function' of Compilation mode."
  (interactive "p")
  (when reset (setq compilation-current-error nil))
  (let* ((message-at (compilation-next-error
                      (or n 1) nil
                      (or compilation-current-error compilation-messages-start (point-min))))
         (loc (compilation--message->loc message-at))
         (end-loc (compilation--message->end-loc message-at))
         (here (point-marker)))
    (setq compilation-current-error (point-marker))
    (setq overlay-arrow-position (if (bolp) compilation-current-error (copy-marker (line-beginning-position))))
    (let ((marker (compilation--loc->marker loc)) (fs (compilation--loc->file-struct loc)))
      (unless (and marker (marker-buffer marker))
        (compilation--set-markers
         fs (apply #'compilation-find-file here
                   (car (compilation--file-struct->file-spec fs))
                   (cadr (compilation--file-struct->file-spec fs))
                   (compilation--file-struct->formats fs)))))
    (compilation-goto-locus here (compilation--loc->marker loc) (and end-loc (compilation--loc->marker end-loc)))
    (setcdr (nthcdr 3 loc) t)))

(defun compilation--try-files (filename directories formats)
  "Return a buffer for the first file called FILENAME, formatted with one of FORMATS, in one of DIRECTORIES; or nil."
  (let ((buffer nil))
    (while (and directories (not buffer))
      (let ((formats formats))
        (while (and formats (not buffer))
          (let ((name (expand-file-name (format (car formats) filename) (car directories))))
            (when (file-exists-p name) (setq buffer (find-file-noselect name))))
          (setq formats (cdr formats))))
      (setq directories (cdr directories)))
    buffer))

(defun compilation--entered-directories ()
  "Return all directories that messages before point have entered, the last first."
  (let ((pos (point)) (found nil))
    (save-excursion
      (while (setq pos (previous-single-property-change pos 'compilation-directory))
        (let ((value (get-text-property pos 'compilation-directory)))
          (dolist (dir (and value (seq-take value 1)))
            (when dir (push dir found))))))
    (delete-dups (nreverse found))))

(defun compilation-find-file (marker filename directory &rest formats)
  "Return a buffer for FILENAME of the message at MARKER, looked for in the directories of `compilation-search-path'.
A nil there means DIRECTORY.  FORMATS are tried on the name.  The user is asked if there is no such file."
  (unless formats (setq formats '("%s")))
  (if (bufferp filename)
      filename
    (let* ((base (if directory (expand-file-name directory) default-directory))
           (directories (mapcar (lambda (dir) (or dir base)) compilation-search-path)))
      (or (compilation--try-files filename directories formats)
          (and compilation-search-all-directories (marker-buffer marker)
               (compilation--try-files
                filename
                (with-current-buffer (marker-buffer marker)
                  (save-excursion (goto-char marker) (compilation--entered-directories)))
                formats))
          (compilation--ask-for-file marker filename base)))))

(defun compilation--ask-for-file (marker filename directory)
  "Return a buffer for FILENAME, of the message at MARKER, which the user finds, from DIRECTORY on."
  (let ((buffer nil) (default-directory directory))
    (while (not buffer)
      (let* ((name (progn
                     (compilation-set-window (display-buffer (marker-buffer marker) '(nil (allow-no-window . t))) marker)
                     (read-file-name (format "Find this %s in (default %s): " compilation-error filename)
                                     directory filename t nil)))
             (name (expand-file-name name directory)))
        (when (file-directory-p name)
          (setq name (expand-file-name (file-name-nondirectory filename) name)))
        (if (file-exists-p name)
            (setq buffer (find-file-noselect name))
          (message "Cannot find file `%s'" name)
          (when noninteractive (error "Cannot find file `%s'" name)))))
    buffer))

(defun compilation-set-window (w mk)
  "Let the message at MK be near the top of the window W, if `compilation-context-lines' says so."
  (when (windowp w)
    (when (integerp compilation-context-lines)
      (set-window-start w (save-excursion (goto-char mk) (compilation-beginning-of-line (- 1 compilation-context-lines)) (point))))
    (set-window-point w mk)
    (compilation-set-overlay-arrow w)))

(defun compilation-set-overlay-arrow (_w)
  "Put `compilation-arrow-overlay' at the current message."
  (when (and (markerp compilation-current-error) (eq (marker-buffer compilation-current-error) (current-buffer)))
    (if compilation-arrow-overlay
        (move-overlay compilation-arrow-overlay compilation-current-error compilation-current-error)
      (setq compilation-arrow-overlay (make-overlay compilation-current-error compilation-current-error)))))

(defun compilation--set-up-margin (_w) "Do nothing: windows have no margins." nil)
(defun compilation--tear-down-margin (_w) "Do nothing: windows have no margins." nil)
(defun compilation--set-up-arrow-spec-in-margins () "Do nothing: windows have no margins." nil)
(defun compilation--tear-down-arrow-spec-in-margins () "Do nothing: windows have no margins." nil)

(defun compilation-goto-locus (msg mk end-mk)
  "Go from the message at MSG to the place MK; put the mark at END-MK if that is non-nil."
  (let ((regexp (with-current-buffer (marker-buffer msg)
                  (goto-char msg)
                  (and compilation-highlight-regexp
                       (if (stringp compilation-highlight-regexp) compilation-highlight-regexp t))))
        (window (get-buffer-window (marker-buffer msg) 0)))
    (when window (compilation-set-window window msg))
    (if (eq (window-buffer) (marker-buffer msg))
        (pop-to-buffer (marker-buffer mk) 'other-window)
      (pop-to-buffer-same-window (marker-buffer mk)))
    (set-buffer (marker-buffer mk))
    (when (or (< mk (point-min)) (> mk (point-max))) (widen))
    (if next-error-move-function (funcall next-error-move-function msg mk) (goto-char mk))
    (when end-mk (push-mark end-mk t))
    (compilation--highlight-locus regexp mk end-mk)))

(defun compilation--highlight-locus (regexp mk end-mk)
  "Put an overlay on what REGEXP matches from MK on, on the line if it is t, or on the text up to END-MK."
  (when (and regexp next-error-highlight (not (eq next-error-highlight 'fringe-arrow)))
    (unless (overlayp compilation-highlight-overlay)
      (setq compilation-highlight-overlay (make-overlay (point-min) (point-min)))
      (overlay-put compilation-highlight-overlay 'face 'next-error))
    (save-excursion
      (if end-mk (goto-char end-mk) (end-of-line))
      (let ((end (point)))
        (if mk (goto-char mk) (beginning-of-line))
        (if (and (stringp regexp) (re-search-forward regexp end t))
            (move-overlay compilation-highlight-overlay (match-beginning 0) (match-end 0) (current-buffer))
          (move-overlay compilation-highlight-overlay (point) end (current-buffer)))))
    (when (timerp next-error-highlight-timer) (cancel-timer next-error-highlight-timer))
    (when (numberp next-error-highlight)
      (setq next-error-highlight-timer
            (run-at-time next-error-highlight nil #'compilation-goto-locus-delete-o)))))

(defun compilation-goto-locus-delete-o ()
  "Remove the overlay from the place that has been gone to."
  (when (overlayp compilation-highlight-overlay) (delete-overlay compilation-highlight-overlay)))

(defun compilation-forget-errors ()
  "Forget all messages of the buffer."
  (setq compilation-locs (make-hash-table :test 'equal :weakness 'value)
        compilation--parsed -1
        compilation-gcpro nil
        compilation-current-error nil)
  (setq-local compilation-num-errors-found 0)
  (setq-local compilation-num-warnings-found 0)
  (setq-local compilation-num-infos-found 0)
  (let ((process (get-buffer-process (current-buffer))))
    (setq compilation-messages-start
          (if (and process (marker-position (process-mark process))) (copy-marker (process-mark process)) nil)))
  (compilation--remove-properties))

(provide 'compile)

;;; compile.el ends here
