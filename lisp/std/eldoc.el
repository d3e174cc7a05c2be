;;; eldoc.el --- showing the documentation of what is at point -*- lexical-binding: t; -*-

;; Manual: (emacs) Programming Language Doc.  Documentation comes from `eldoc-documentation-functions', a strategy asks them and gives the
;; result to `eldoc-display-functions'.  `eldoc-mode' asks when Emacs is idle; a program may call `eldoc-print-current-symbol-info'.

(defgroup eldoc nil "Documentation of what is at point." :group 'lisp :group 'extensions)
(defcustom eldoc-idle-delay 0.50 "How many seconds of idleness it takes to look for documentation." :type 'number)
(defcustom eldoc-print-after-edit nil "Non-nil to show documentation only after an edit." :type 'boolean)
(defcustom eldoc-echo-area-display-truncation-message t "Non-nil to say that documentation has been cut." :type 'boolean)
(defcustom eldoc-minor-mode-string " ElDoc" "What the mode line says." :type '(choice string (const nil)))
(defcustom eldoc-argument-case #'identity "The function that is applied to the names of arguments." :type 'function)
(defcustom eldoc-echo-area-use-multiline-p 'truncate-sym-name-if-fit
  "Whether documentation may have several lines: t, nil, a number of lines, a fraction of the frame, `truncate-sym-name-if-fit'."
  :type '(choice (const t) (const nil) number (const truncate-sym-name-if-fit)))
(defcustom eldoc-echo-area-prefer-doc-buffer nil "Non-nil to show nothing in the echo area if the buffer with documentation is shown; `maybe' if it would be cut."
  :type '(choice (const t) (const nil) (const maybe)))
(defcustom eldoc-documentation-strategy #'eldoc-documentation-default
  "The function that asks `eldoc-documentation-functions' and gives the results on; one that returns a string does that alone." :type 'function)
(defvaralias 'eldoc-documentation-function 'eldoc-documentation-strategy)
(defface eldoc-highlight-function-argument '((t :inherit bold)) "Face of the argument at point.")

(defvar eldoc-documentation-functions nil
  "Functions (CALLBACK) that return documentation, a string, or nil; or another value if they call CALLBACK later.
CALLBACK takes the string and keywords, :thing and :face among them.")
(defvar eldoc-display-functions '(eldoc-display-in-echo-area eldoc-display-in-buffer)
  "Functions (DOCS INTERACTIVE) that show DOCS, a list of (STRING KEY VALUE...).")
(defvar eldoc-message-function #'eldoc-minibuffer-message "The function that shows a message, called like `message'.")
(defvar eldoc-message-commands-table-size 31 "The size of `eldoc-message-commands'.")
(defvar eldoc-message-commands (make-vector eldoc-message-commands-table-size 0) "An obarray of the commands after which documentation is shown.")
(defvar eldoc-last-data (make-vector 3 nil) "What was shown last; for programs of old.")
(defvar eldoc-last-message nil "The message that was shown last.")
(defvar eldoc-timer nil "The timer that looks for documentation.")
(defvar eldoc-current-idle-delay eldoc-idle-delay "The delay of `eldoc-timer'.")
(defvar eldoc-mode-line-string nil "What the mode line shows while the minibuffer is in use.")
(defvar eldoc--last-request-state nil "What was at point when documentation was looked for last.")
(defvar eldoc--doc-buffer nil "The buffer with documentation.")
(defvar eldoc--doc-buffer-docs nil "What is in `eldoc--doc-buffer'.")
(defvar eldoc--make-callback nil "The function that makes callbacks while a strategy runs.")
(defvar eldoc--enthusiasm-curbing-timer nil "The timer that delays documentation of lower priority.")

;;; Modes

(define-minor-mode eldoc-mode
  "Mode that shows documentation of what is at point when Emacs is idle."
  :lighter eldoc-minor-mode-string
  (setq eldoc-last-message nil)
  (cond ((not (eldoc--supported-p))
         (when (called-interactively-p 'any)
           (message "There is no ElDoc support in this buffer"))
         (setq eldoc-mode nil))
        (eldoc-mode
         (when eldoc-print-after-edit
           (setq-local eldoc-message-commands (eldoc-edit-message-commands)))
         (add-hook 'post-command-hook #'eldoc-schedule-timer nil t)
         (add-hook 'pre-command-hook #'eldoc-pre-command-refresh-echo-area nil t))
        (t (kill-local-variable 'eldoc-message-commands)
           (remove-hook 'post-command-hook #'eldoc-schedule-timer t)
           (remove-hook 'pre-command-hook #'eldoc-pre-command-refresh-echo-area t)
           (when eldoc-timer (cancel-timer eldoc-timer) (setq eldoc-timer nil)))))

(defun turn-on-eldoc-mode ()
  "Turn on `eldoc-mode' if the buffer supports it."
  (when (eldoc--supported-p) (eldoc-mode 1)))

(define-globalized-minor-mode global-eldoc-mode eldoc-mode turn-on-eldoc-mode
  :group 'eldoc)

(defun eldoc--supported-p ()
  "Return non-nil if the current buffer has a source of documentation."
  (and (not (memq eldoc-documentation-strategy '(nil ignore)))
       (or eldoc-documentation-functions (local-variable-p 'eldoc-documentation-strategy))
       t))

(defun eldoc--eval-expression-setup ()
  "Let the minibuffer of `eval-expression' show documentation."
  (add-hook 'eldoc-documentation-functions #'elisp-eldoc-var-docstring nil t)
  (add-hook 'eldoc-documentation-functions #'elisp-eldoc-funcall nil t)
  (eldoc-mode 1))

(defun eldoc-schedule-timer ()
  "Start `eldoc-timer' if it does not run, and give it the delay that is set now."
  (or (and eldoc-timer (memq eldoc-timer timer-idle-list))
      (setq eldoc-timer
            (run-with-idle-timer
             eldoc-idle-delay nil
             (lambda ()
               (when (or eldoc-mode (and global-eldoc-mode (eldoc--supported-p)))
                 (unless (equal (eldoc--request-state) eldoc--last-request-state)
                   (eldoc-print-current-symbol-info)))))))
  (unless (= eldoc-idle-delay eldoc-current-idle-delay)
    (setq eldoc-current-idle-delay eldoc-idle-delay)
    (timer-set-idle-time eldoc-timer eldoc-idle-delay t)))

(defun eldoc--request-state ()
  "Return what tells whether point is where it was."
  (list (current-buffer) (buffer-modified-tick) (point)))

;;; Messages

(defun eldoc-minibuffer-message (format-string &rest args)
  "Show the message made of FORMAT-STRING and ARGS, in the mode line while the minibuffer is in use."
  (if (minibufferp)
      (progn (setq eldoc-mode-line-string (and (stringp format-string) (apply #'format-message format-string args)))
             (force-mode-line-update))
    (apply #'message format-string args)))

(defun eldoc--message (&optional string)
  "Show STRING if it is non-nil and note it as `eldoc-last-message'."
  (let ((last eldoc-last-message))
    (setq eldoc-last-message string)
    (if string (funcall eldoc-message-function "%s" string)
      (when last (funcall eldoc-message-function nil)))
    string))
(defun eldoc-message (&optional string)
  "Show STRING; return it."
  (eldoc--message string))

(defun eldoc--message-command-p (command)
  "Return non-nil if documentation is shown after COMMAND."
  (and (symbolp command) (intern-soft (symbol-name command) eldoc-message-commands)))

(defun eldoc-pre-command-refresh-echo-area ()
  "Show the last message again before a command that shows none."
  (and eldoc-last-message (not (minibufferp))
       (if (and (eldoc-display-message-no-interference-p) (eldoc--message-command-p this-command))
           (eldoc--message eldoc-last-message)
         (setq eldoc-last-message nil))))

(defun eldoc-display-message-p ()
  "Return non-nil if a message may be shown now."
  (and (eldoc-display-message-no-interference-p)
       (not this-command)
       (eldoc--message-command-p last-command)))

(defun eldoc-display-message-no-interference-p ()
  "Return non-nil if a message disturbs nothing."
  (not (or executing-kbd-macro (bound-and-true-p edebug-active))))

(defun eldoc-add-command (&rest cmds)
  "Let documentation be shown after CMDS, symbols, names or lists of them."
  (dolist (name cmds)
    (cond ((listp name) (apply #'eldoc-add-command name))
          (t (let ((name (if (symbolp name) (symbol-name name) name)))
               (set (intern name eldoc-message-commands) t))))))
(defun eldoc-remove-command (&rest cmds)
  "Let documentation not be shown after CMDS."
  (dolist (name cmds)
    (unintern (if (symbolp name) (symbol-name name) name) eldoc-message-commands)))
(defun eldoc-add-command-completions (&rest names)
  "Let documentation be shown after all commands that begin with one of NAMES."
  (dolist (name names)
    (apply #'eldoc-add-command (all-completions name obarray 'commandp))))
(defun eldoc-remove-command-completions (&rest names)
  "Let documentation not be shown after commands that begin with one of NAMES."
  (dolist (name names)
    (apply #'eldoc-remove-command (all-completions name eldoc-message-commands))))
(eldoc-add-command-completions
 "back-to-indentation" "backward-" "beginning-of-" "delete-other-windows" "delete-window" "down-list" "end-of-" "exchange-point-and-mark"
 "forward-" "goto-" "handle-select-window" "indent-for-tab-command" "left-" "mark-page" "mark-paragraph" "mouse-set-point" "move-" "move-beginning-of-"
 "move-end-of-" "newline" "next-" "other-window" "pop-global-mark" "previous-" "recenter" "right-" "scroll-" "self-insert-command"
 "split-window-" "up-list")

(defun eldoc-edit-message-commands ()
  "Return an obarray of the commands that edit, for `eldoc-print-after-edit'."
  (let ((commands (make-vector 31 0)) (regexp (regexp-opt '("delete" "insert" "edit" "electric" "newline"))))
    (mapatoms (lambda (symbol)
                (and (commandp symbol) (string-match-p regexp (symbol-name symbol))
                     (intern (symbol-name symbol) commands))))
    commands))

;;; Showing

(defun eldoc--format-doc-buffer (docs)
  "Return the buffer *eldoc* with DOCS in it."
  (unless (buffer-live-p eldoc--doc-buffer)
    (setq eldoc--doc-buffer (get-buffer-create " *eldoc*")
          eldoc--doc-buffer-docs nil))
  (with-current-buffer eldoc--doc-buffer
    (unless (eq docs eldoc--doc-buffer-docs)
      (setq eldoc--doc-buffer-docs docs)
      (let ((inhibit-read-only t) (things nil))
        (special-mode)
        (erase-buffer)
        (setq-local nobreak-char-display nil)
        (while docs
          (let* ((doc (pop docs)) (string (concat (car doc) (if docs "\n\n" "\n")))
                 (thing (plist-get (cdr doc) :thing)) (face (plist-get (cdr doc) :face)))
            (when thing
              (setq thing (format "%s" thing))
              (push thing things)
              (insert (if face (propertize thing 'face face) thing) ": "))
            (insert string)))
        (goto-char (point-min))
        (rename-buffer (if things (format "*eldoc for %s*" (string-join (nreverse things) ", ")) "*eldoc*") t)))
    eldoc--doc-buffer))

(defun eldoc-doc-buffer ()
  "Show the buffer with the documentation that was found last."
  (interactive)
  (unless (buffer-live-p eldoc--doc-buffer)
    (user-error "ElDoc buffer doesn't exist, maybe `%s' to create one." (substitute-command-keys "\\[eldoc]")))
  (display-buffer eldoc--doc-buffer '(nil (allow-no-window . t))))

(defun eldoc--echo-area-lines ()
  "Return how many lines a message may have."
  (let ((limit eldoc-echo-area-use-multiline-p))
    (cond ((integerp limit) (max limit 1))
          ((floatp limit) (max 1 (truncate (* limit (frame-height)))))
          ((eq limit t) (if (integerp max-mini-window-height) max-mini-window-height
                          (max 1 (truncate (* max-mini-window-height (frame-height))))))
          (t 1))))

(defun eldoc--echo-area-substring (available)
  "Return what the current buffer, with documentation, says in AVAILABLE lines."
  (goto-char (point-min))
  (skip-chars-forward " \t\n")
  (let ((start (line-beginning-position)))
    (forward-line (1- available))
    (goto-char (line-end-position))
    (let ((cut (save-excursion (skip-chars-forward " \t\n") (not (eobp)))))
      (skip-chars-backward " \t\n")
      (concat (buffer-substring start (max start (point)))
              (when (and cut eldoc-echo-area-display-truncation-message (> available 1))
                "\n(Documentation truncated. Use `M-x eldoc-doc-buffer' to see rest)")))))

(defun eldoc--echo-area-prefer-doc-buffer-p (truncatedp)
  "Return non-nil if nothing is to be shown in the echo area; TRUNCATEDP if it would be cut."
  (and (or (eq eldoc-echo-area-prefer-doc-buffer t)
           (and truncatedp (eq eldoc-echo-area-prefer-doc-buffer 'maybe)))
       (buffer-live-p eldoc--doc-buffer)
       (get-buffer-window eldoc--doc-buffer t)))

(defun eldoc-display-in-echo-area (docs _interactive)
  "Show DOCS in the echo area, as `eldoc-echo-area-use-multiline-p' says."
  (if (null docs)
      (eldoc--message nil)
    (let* ((one (or (eq eldoc-echo-area-use-multiline-p 'truncate-sym-name-if-fit) (null eldoc-echo-area-use-multiline-p)))
           (doc (car docs)) (thing (plist-get (cdr doc) :thing)) (face (plist-get (cdr doc) :face))
           (text (car doc))
           (line (car (split-string text "\n"))))
      (cond
       ((and one (null (cdr docs)) (not (string-match-p "\n" text)))
        (let ((whole (if thing (concat (if face (propertize (format "%s" thing) 'face face) (format "%s" thing)) ": " text) text)))
          (unless (eldoc--echo-area-prefer-doc-buffer-p nil)
            (eldoc--message (if (and thing (> (string-width whole) (1- (frame-width)))) line whole)))))
       (t
        (let ((string (with-current-buffer (eldoc--format-doc-buffer docs)
                        (save-excursion (eldoc--echo-area-substring (eldoc--echo-area-lines))))))
          (unless (eldoc--echo-area-prefer-doc-buffer-p t)
            (eldoc--message string))))))))

(defun eldoc-display-in-buffer (docs interactive)
  "Put DOCS into the buffer for documentation, and show it if INTERACTIVE."
  (eldoc--format-doc-buffer docs)
  (when interactive (eldoc-doc-buffer)))

;;; Strategies

(defun eldoc-documentation-default ()
  "Show the first documentation that a function returns."
  (run-hook-with-args-until-success 'eldoc-documentation-functions (eldoc--make-callback :patient)))

(defun eldoc--documentation-compose-1 (eagerlyp)
  "Ask all functions, and show what they return together: when the last has answered, or each time if EAGERLYP."
  (run-hook-wrapped 'eldoc-documentation-functions
                    (lambda (function)
                      (let* ((callback (eldoc--make-callback (if eagerlyp :eager :patient)))
                             (answer (funcall function callback)))
                        (when (or (null answer) (stringp answer)) (funcall callback answer))
                        nil)))
  t)
(defun eldoc-documentation-compose () "Show all documentation together, when all is there." (eldoc--documentation-compose-1 nil))
(defun eldoc-documentation-compose-eagerly () "Show all documentation together, as it comes." (eldoc--documentation-compose-1 t))

(defun eldoc-documentation-enthusiast ()
  "Show the most important documentation, at once."
  (run-hook-wrapped 'eldoc-documentation-functions
                    (lambda (function)
                      (let* ((callback (eldoc--make-callback :enthusiast)) (answer (funcall function callback)))
                        (when (stringp answer) (funcall callback answer))
                        nil)))
  t)

(defun eldoc--make-callback (method)
  "Return the function (STRING &rest PLIST) to give to a source of documentation; METHOD is :patient, :eager or :enthusiast."
  (funcall eldoc--make-callback method))

(defun eldoc--invoke-strategy (interactive)
  "Ask for documentation as `eldoc-documentation-strategy' says; INTERACTIVE if the user wants it."
  (let* ((wanted 0) (answers nil) (buffer (current-buffer)) (number 0) (best nil)
         (display (lambda ()
                    (when (buffer-live-p buffer)
                      (with-current-buffer buffer
                        (run-hook-with-args 'eldoc-display-functions
                                            (mapcar #'cdr (sort (copy-sequence answers) (lambda (a b) (< (car a) (car b)))))
                                            interactive)))))
         (eldoc--make-callback
          (lambda (method)
            (let ((position number) (answered nil))
              (setq number (1+ number))
              (unless (eq method :enthusiast) (setq wanted (1+ wanted)))
              (lambda (string &rest plist)
                (when (and string (not (string= string "")))
                  (setq answers (cons (cons position (cons string plist)) (assq-delete-all position answers))))
                (pcase method
                  (:enthusiast
                   (when (and string (or (null best) (<= position best)))
                     (setq best position
                           answers (list (cons position (cons string plist))))
                     ;; What comes a moment later may be more important.
                     (when (timerp eldoc--enthusiasm-curbing-timer) (cancel-timer eldoc--enthusiasm-curbing-timer))
                     (setq eldoc--enthusiasm-curbing-timer (run-at-time 0.2 nil display))))
                  (:eager (funcall display))
                  (_ (unless answered
                       (setq answered t wanted (1- wanted)))
                     (when (<= wanted 0) (funcall display))))
                (when (and string answered) t)))))
         (result (funcall eldoc-documentation-strategy)))
    (when (stringp result)
      (setq answers (list (cons 0 (list result))))
      (funcall display))
    nil))

(defun eldoc-print-current-symbol-info (&optional interactive)
  "Show the documentation of what is at point; in a buffer if INTERACTIVE."
  (interactive '(t))
  (if interactive
      (eldoc--invoke-strategy t)
    (let ((non-essential t))
      (setq eldoc--last-request-state (eldoc--request-state))
      (eldoc--invoke-strategy nil))))
(defalias 'eldoc #'eldoc-print-current-symbol-info)

(provide 'eldoc)

;;; eldoc.el ends here
