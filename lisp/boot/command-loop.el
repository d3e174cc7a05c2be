;;; command-loop.el --- keys, commands and keyboard macros -*- lexical-binding: t; -*-

;; A keyboard macro is executed as if somebody typed it: keys are looked up in the keymaps in effect, commands called with their hooks, and
;; what a command asks is answered from the rest of the macro, in a minibuffer with its own keymap.  Without macro there is no terminal to
;; read keys from, and questions are answered by lines of standard input.

(defvar command-loop--macro nil "The rest of the events of the macro that is executed.")
(defvar command-loop--running nil "Non-nil while a macro is executed.")
(defvar command-loop--keys [] "The keys of the command that runs.")
(defvar command-loop--depth 0 "How many loops are within each other.")
(defvar command-loop--minibuffers nil "The active minibuffers, the innermost first: a list of (BUFFER PROMPT-END).")
(defvar executing-kbd-macro nil "The keyboard macro that is executed, nil if there is none.")

;;; Key sequences

(defun command-loop--macro-event ()
  "Return the next event of the macro that is executed; at its end, end it."
  (unless command-loop--macro (throw 'command-loop--end t))
  (setq executing-kbd-macro-index (1+ executing-kbd-macro-index))
  (pop command-loop--macro))

(defun command-loop--lookup (keys)
  "Return the binding of the vector KEYS in the keymaps in effect, a number if a part of KEYS is a complete key."
  (let ((found nil) (maps (current-active-maps t)) (short nil))
    (while (and maps (not found))
      (let ((binding (lookup-key (pop maps) keys)))
        (if (integerp binding) (setq short (or short binding)) (setq found binding))))
    (or found short)))

(defun command-loop--prefix-p (binding)
  "Return non-nil if BINDING is that of a key others follow."
  (or (keymapp binding)
      (and (symbolp binding) (fboundp binding) (keymapp (indirect-function binding)))))

(defun command-loop--split-meta (event)
  "Return the list of events EVENT stands for: a character with Meta is one after ESC."
  (if (and (integerp event) (/= 0 (logand event #x8000000)))
      (list meta-prefix-char (logand event (lognot #x8000000)))
    (list event)))

(defun command-loop--read-keys ()
  "Read events until they are a complete key or one without a binding; return them as a vector as they were read."
  (let ((keys []) (raw []) (binding nil) (more t))
    (while more
      (let ((event (read-event)))
        (setq raw (vconcat raw (list event)) keys (vconcat keys (command-loop--split-meta event))
              binding (command-loop--lookup keys))
        (when (and (not binding) (integerp event))
          ;; A capital letter without a binding is the small one.
          (let ((lower (vconcat (substring keys 0 -1) (list (event-convert-list (list (downcase (logand event #x3fffff))))))))
            (when (and (/= (downcase (logand event #x3fffff)) event) (< event #x400000) (command-loop--lookup lower))
              (setq keys lower raw (vconcat (substring raw 0 -1) (substring lower -1)) binding (command-loop--lookup lower)))))
        (setq more (command-loop--prefix-p binding))))
    raw))

(defun read-key-sequence-vector (prompt &rest _)
  "Show PROMPT, read a complete key and return it as a vector."
  (when prompt (message "%s" prompt))
  (setq command-loop--keys (command-loop--read-keys)))

(defun read-key-sequence (prompt &rest args)
  "Show PROMPT, read a complete key and return it, as a string if possible.  ARGS are for a terminal."
  (command-loop--as-keys (apply #'read-key-sequence-vector prompt args)))

(defun command-loop--as-keys (vector)
  "Return the events in VECTOR as a string if they all are characters that have a place there."
  (if (catch 'other
        (mapc (lambda (event)
                (unless (and (integerp event) (or (< -1 event 128) (and (/= 0 (logand event #x8000000)) (< (logand event (lognot #x8000000)) 128))))
                  (throw 'other t)))
              vector)
        nil)
      vector
    (concat (mapcar (lambda (event) (if (< event 128) event (logior 128 (logand event 127)))) vector))))

(defun this-command-keys () "Return the keys that called the command that runs, as a string if possible." (command-loop--as-keys command-loop--keys))
(defun this-command-keys-vector () "Return the keys that called the command that runs, as a vector." command-loop--keys)
(defun this-single-command-keys () "Return the last key as a vector, without those of a prefix argument." command-loop--keys)
(defun this-single-command-raw-keys () "Return the last key as a vector, as it was read." command-loop--keys)
(defun clear-this-command-keys (&optional _keep-record) "Forget the keys that called the command that runs." (setq command-loop--keys []) nil)
(defun set--this-command-keys (keys) "Make KEYS those that called the command that runs." (setq command-loop--keys (vconcat keys)) nil)

;;; Commands

(defun command-loop--one ()
  "Read a key and call its command."
  (set-buffer (window-buffer (selected-window)))
  (undo-boundary)
  (let* ((keys (command-loop--read-keys))
         (binding (command-loop--lookup (vconcat (apply #'append (mapcar #'command-loop--split-meta keys)))))
         (command (if (integerp binding) nil binding)))
    (setq command-loop--keys (if prefix-arg (vconcat command-loop--keys keys) keys)
          last-command-event (aref keys (1- (length keys)))
          last-nonmenu-event last-command-event)
    (setq command (or (and command (symbolp command) (command-remapping command)) command))
    (if (not command)
        (progn
          (setq prefix-arg nil last-command nil real-last-command nil)
          (message "%s is undefined" (key-description keys))
          (command-loop--ding))
      (setq this-command command real-this-command command this-original-command (or binding command) deactivate-mark nil)
      (setq current-prefix-arg prefix-arg)
      (run-hooks 'pre-command-hook)
      (setq deactivate-mark nil)
      (when this-command (command-execute this-command))
      (run-hooks 'post-command-hook)
      (when deactivate-mark (deactivate-mark))
      (setq last-prefix-arg current-prefix-arg)
      (unless prefix-arg
        (setq last-command this-command real-last-command real-this-command)
        (unless (eq this-command 'repeat) (setq last-repeatable-command real-this-command))))))

(defun command-loop--ding ()
  "End the macro that is executed, as the bell does."
  (setq command-loop--macro nil)
  (throw 'command-loop--end t))

(defun command-execute (command &optional record-flag keys special)
  "Call COMMAND as if its key had been typed, with `prefix-arg' as prefix argument.  A keyboard macro is executed that often.
RECORD-FLAG and KEYS are as in `call-interactively'; with SPECIAL, prefix arguments stay as they are."
  (setq debug-on-next-call nil)
  (let ((current-prefix-arg (if special current-prefix-arg (prog1 prefix-arg (setq prefix-arg nil)))))
    (let ((final (indirect-function command)))
      (cond
       ((and (symbolp command) (get command 'disabled) disabled-command-function (not special))
        (run-hooks 'disabled-command-function))
       ((or (stringp final) (vectorp final))
        (when record-flag
          (push `(execute-kbd-macro ,final ,(prefix-numeric-value current-prefix-arg)) command-history))
        (execute-kbd-macro final (prefix-numeric-value current-prefix-arg)))
       (t (call-interactively command record-flag keys))))))

(defun execute-kbd-macro (macro &optional count loopfunc)
  "Execute MACRO, a string or vector of events or a symbol whose function is one, COUNT times, 1 by default; 0 is until an error.
LOOPFUNC is called before each time; if it returns nil, that is the end."
  (let ((events (indirect-function macro)))
    (unless (or (stringp events) (vectorp events))
      (error "Keyboard macros must be strings or vectors"))
    (let ((times (prefix-numeric-value count)) (go-on t) (keys command-loop--keys)
          (command-loop--macro nil) (command-loop--running t) (executing-kbd-macro events) (executing-kbd-macro-index 0) (unread-command-events nil)
          (this real-this-command))
      (unwind-protect
          (while go-on
            (setq executing-kbd-macro events executing-kbd-macro-index 0 prefix-arg nil
                  command-loop--macro (listify-key-sequence events))
            (if (and loopfunc (not (funcall loopfunc)))
                (setq go-on nil)
              (catch 'command-loop--end
                (while (or command-loop--macro unread-command-events) (command-loop--one)))
              (setq times (1- times) go-on (or (/= times 0)))
              (when (and (stringp executing-kbd-macro) (equal events "")) (setq go-on nil))))
        (setq this-command this real-this-command this command-loop--keys keys)
        (setq executing-kbd-macro nil)
        (run-hooks 'kbd-macro-termination-hook))
      nil)))

;;; Loops within loops

(defun recursion-depth () "Return how many recursive edits are going on." command-loop--depth)

(defun recursive-edit ()
  "Execute the rest of the keyboard macro until `exit-recursive-edit'; without macro there is nobody to edit."
  (unless command-loop--running (error "No command loop without terminal"))
  (let ((buffer (current-buffer)))
    (command-loop--until-exit)
    (when (buffer-live-p buffer) (set-buffer buffer))
    nil))

(defun command-loop--until-exit ()
  "Execute commands until `exit' is thrown to; t signals `quit', a string is an error, a function is called."
  (let ((value (catch 'exit
                 (let ((command-loop--depth (1+ command-loop--depth)) (this-command this-command) (prefix-arg nil) (command-loop--keys []))
                   (while t (command-loop--one))))))
    (cond ((eq value t) (signal 'quit nil))
          ((stringp value) (signal 'error (list value)))
          ((functionp value) (funcall value)))))

(defun exit-recursive-edit ()
  "Leave the innermost recursive edit or minibuffer."
  (interactive)
  (if (> command-loop--depth 0) (throw 'exit nil) (user-error "No recursive edit is in progress")))

(defun abort-recursive-edit ()
  "Leave the innermost recursive edit or minibuffer by a `quit'."
  (interactive)
  (if (> command-loop--depth 0) (throw 'exit t) (user-error "No recursive edit is in progress")))

(defun top-level ()
  "Leave all recursive edits and macros."
  (interactive)
  (signal 'quit nil))

;;; The minibuffer of a macro

(defun minibuffer-depth () "Return how many minibuffers are active." (length command-loop--minibuffers))
(defun minibufferp (&optional buffer _live)
  "Return non-nil if BUFFER, the current one by default, is an active minibuffer."
  (and (assq (get-buffer (or buffer (current-buffer))) command-loop--minibuffers) t))
(defun minibuffer-prompt-end ()
  "Return where the prompt of the minibuffer ends; in other buffers, the beginning."
  (let ((entry (assq (current-buffer) command-loop--minibuffers))) (if entry (nth 1 entry) (point-min))))
(defun minibuffer-prompt () "Return the prompt of the active minibuffer, nil if there is none."
  (and command-loop--minibuffers (nth 2 (car command-loop--minibuffers))))
(defun minibuffer-prompt-width () "Return the width of the prompt of the active minibuffer." (length (minibuffer-prompt)))
(defun minibuffer-contents () "Return the text of the minibuffer after its prompt; in other buffers, all." (buffer-substring (minibuffer-prompt-end) (point-max)))
(defun minibuffer-contents-no-properties () "Like `minibuffer-contents', without properties."
  (buffer-substring-no-properties (minibuffer-prompt-end) (point-max)))
(defun delete-minibuffer-contents () "Delete the text of the minibuffer after its prompt." (interactive)
  (delete-region (minibuffer-prompt-end) (point-max)))
(defun exit-minibuffer () "Leave the minibuffer with its text." (interactive) (throw 'exit nil))
(defun self-insert-and-exit () "Insert the typed character and leave the minibuffer." (interactive) (call-interactively 'self-insert-command) (exit-minibuffer))
(defun abort-minibuffers () "Leave the minibuffer by a `quit'." (interactive) (throw 'exit t))

(defun minibuffer-complete ()
  "Complete the text of the minibuffer as far as it is unique."
  (interactive)
  (let* ((text (minibuffer-contents-no-properties))
         (result (completion-try-completion text minibuffer-completion-table minibuffer-completion-predicate
                                            (- (point) (minibuffer-prompt-end)))))
    (cond ((consp result)
           (delete-minibuffer-contents)
           (insert (car result))
           (goto-char (+ (minibuffer-prompt-end) (cdr result)))
           t)
          (result t))))

(defun minibuffer-complete-and-exit ()
  "Leave the minibuffer if its text is a candidate, after completing it if need be."
  (interactive)
  (let ((valid (lambda () (or (= (minibuffer-prompt-end) (point-max))
                              (test-completion (minibuffer-contents-no-properties) minibuffer-completion-table minibuffer-completion-predicate)))))
    (cond ((funcall valid) (exit-minibuffer))
          ((memq minibuffer-completion-confirm '(confirm confirm-after-completion)) (exit-minibuffer))
          (t (minibuffer-complete) (if (funcall valid) (exit-minibuffer) (command-loop--ding))))))

;; New objects: what the primitives made is made again at each start.
(setq minibuffer-local-map (make-sparse-keymap) minibuffer-local-completion-map (make-sparse-keymap)
      minibuffer-local-must-match-map (make-sparse-keymap))
(dolist (binding '(("\C-j" exit-minibuffer) ("\C-m" exit-minibuffer) ("\C-g" abort-minibuffers)))
  (define-key minibuffer-local-map (car binding) (cadr binding)))
(set-keymap-parent minibuffer-local-completion-map minibuffer-local-map)
(define-key minibuffer-local-completion-map "\t" 'minibuffer-complete)
(set-keymap-parent minibuffer-local-must-match-map minibuffer-local-completion-map)
(define-key minibuffer-local-must-match-map "\r" 'minibuffer-complete-and-exit)
(define-key minibuffer-local-must-match-map "\n" 'minibuffer-complete-and-exit)

(defun command-loop--read (prompt initial keymap)
  "Let the macro edit text after PROMPT that begins as INITIAL, a string or (STRING . POSITION), with KEYMAP; return it."
  (let* ((buffer (generate-new-buffer (format " *Minibuf-%d*" (1+ (length command-loop--minibuffers)))))
         (text (if (consp initial) (car initial) initial)) (window (selected-window)) (shown (window-buffer)) (old (current-buffer)))
    (unwind-protect
        (progn
          (set-window-buffer window buffer)
          (set-buffer buffer)
          (insert prompt)
          (let* ((command-loop--minibuffers (cons (list buffer (point) prompt) command-loop--minibuffers)))
            (use-local-map keymap)
            (setq buffer-undo-list nil)
            (when text
              (insert text)
              (when (consp initial) (goto-char (max (minibuffer-prompt-end) (+ (minibuffer-prompt-end) (cdr initial) -1)))))
            (run-hooks 'minibuffer-setup-hook)
            (unwind-protect (command-loop--until-exit)
              (when (buffer-live-p buffer)
                (set-buffer buffer)
                (run-hooks 'minibuffer-exit-hook)))
            (set-buffer buffer)
            (if minibuffer-allow-text-properties (minibuffer-contents) (minibuffer-contents-no-properties))))
      (when (buffer-live-p shown) (set-window-buffer window shown))
      (when (buffer-live-p old) (set-buffer old))
      (let ((kill-buffer-query-functions nil)) (when (buffer-live-p buffer) (kill-buffer buffer))))))

(defun command-loop--remember (hist text)
  "Put TEXT into the history HIST, a symbol, (SYMBOL . POSITION), nil for the usual one or t for none."
  (let ((variable (cond ((consp hist) (car hist)) ((null hist) minibuffer-history-variable) (t hist))))
    (when (and history-add-new-input (symbolp variable) (not (eq variable t)) (not (equal text "")))
      (unless (boundp variable) (set variable nil))
      (add-to-history variable text))))

(defun command-loop--typing-p () "Return non-nil if questions are answered by a macro." command-loop--running)

;;; Questions answered by macros

;; How standard input answers them.
(defalias 'command-loop--ask-text (symbol-function 'read-from-minibuffer))
(defalias 'command-loop--ask-string (symbol-function 'read-string))
(defalias 'command-loop--ask-yes-or-no (symbol-function 'yes-or-no-p))
(defalias 'command-loop--ask-y-or-n (symbol-function 'y-or-n-p))
(defalias 'command-loop--ask-candidate (symbol-function 'completing-read-default))

(defun read-from-minibuffer (prompt &optional initial keymap read hist default inherit)
  "Read with PROMPT from the macro that is executed, else from standard input. 
INITIAL is the text to begin with, KEYMAP that of the minibuffer; READ wants a Lisp object.  HIST is the history, DEFAULT the
answer to an empty text if READ; INHERIT is for input methods."
  (if (not (command-loop--typing-p))
      (command-loop--ask-text prompt initial keymap read hist default inherit)
    (let ((text (command-loop--read prompt initial (or keymap minibuffer-local-map)))
          (first (if (consp default) (car default) default)))
      (command-loop--remember hist (if (and (equal text "") (stringp first)) first text))
      (if read (car (read-from-string (if (and (equal text "") (stringp first)) first text))) text))))

(defun read-string (prompt &optional initial hist default inherit)
  "Read with PROMPT from the macro that is executed, else from standard input. 
INITIAL is the text to begin with, HIST the history; DEFAULT is the answer to an empty text.  INHERIT is for input methods."
  (if (not (command-loop--typing-p))
      (command-loop--ask-string prompt initial hist default inherit)
    (let ((text (read-from-minibuffer prompt initial nil nil hist default inherit)))
      (if (and (equal text "") default) (if (consp default) (car default) default) text))))

(defun yes-or-no-p (prompt)
  "Ask PROMPT, answered by the macro that is executed, else from standard input."
  (if (not (command-loop--typing-p))
      (command-loop--ask-yes-or-no prompt)
    (let ((answer nil))
      (while (not (member (setq answer (downcase (read-from-minibuffer (concat prompt "(yes or no) ")))) '("yes" "no"))))
      (equal answer "yes"))))

(defun y-or-n-p (prompt)
  "Ask PROMPT, answered by a key of the macro that is executed, else from standard input."
  (if (not (command-loop--typing-p))
      (command-loop--ask-y-or-n prompt)
    (let ((answer nil))
      (while (not (memq (setq answer (lookup-key query-replace-map (vector (read-event)))) '(act skip exit quit act-and-exit))))
      (when (eq answer 'quit) (signal 'quit nil))
      (eq answer 'act))))

(defun completing-read-default (prompt collection &optional predicate require-match initial hist def inherit)
  "Read with PROMPT and completion from the macro that is executed, else from standard input; the arguments are those of `completing-read'."
  (if (not (command-loop--typing-p))
      (command-loop--ask-candidate prompt collection predicate require-match initial hist def inherit)
    (let* ((minibuffer-completion-table collection) (minibuffer-completion-predicate predicate)
           (minibuffer-completion-confirm (unless (eq require-match t) require-match))
           (text (read-from-minibuffer prompt initial (if require-match minibuffer-local-must-match-map minibuffer-local-completion-map)
                                       nil hist def inherit)))
      (if (and (equal text "") def) (if (consp def) (car def) def) text))))

;;; command-loop.el ends here
