;;; comint.el --- talking to an interpreter in a buffer -*- lexical-binding: t; -*-

;; The text before the process mark is history: what the process said has the field `output', what it was sent has none and ends
;; in a newline with the field `boundary'.  The text after the mark is input that has not been sent.

(require 'ring)

(defgroup comint nil "Interpreters in buffers." :group 'processes)

(defcustom comint-prompt-regexp "^" "Matches prompts, if `comint-use-prompt-regexp'." :type 'regexp)
(defcustom comint-use-prompt-regexp nil "Whether `comint-prompt-regexp' tells prompts from input; else fields do." :type 'boolean)
(defcustom comint-prompt-read-only nil "Whether prompts are read-only." :type 'boolean)
(defcustom comint-eol-on-send t "Whether `comint-send-input' goes to the end of the line first." :type 'boolean)
(defcustom comint-process-echoes nil "Whether the process repeats what it is sent; the repetition is deleted." :type 'boolean)
(defcustom comint-highlight-input t "Whether what was sent is shown in the face `comint-highlight-input'." :type 'boolean)
(defcustom comint-scroll-to-bottom-on-input nil "Whether input shows the end of the buffer." :type 'sexp)
(defcustom comint-move-point-for-output nil "Whether point goes to the end when output comes." :type 'sexp)
(defvaralias 'comint-scroll-to-bottom-on-output 'comint-move-point-for-output)
(defcustom comint-scroll-show-maximum-output t "Whether output scrolls the window." :type 'boolean)
(defcustom comint-buffer-maximum-size 1024 "How many lines `comint-truncate-buffer' leaves." :type 'integer)
(defcustom comint-terminfo-terminal "dumb" "What the variable TERM is for processes." :type 'string)
(defcustom comint-inhibit-carriage-motion nil "Whether carriage returns and backspaces in output are left alone." :type 'boolean)
(defcustom comint-password-prompt-regexp
  (concat "\\(?:^\\|[^[:alpha:]\n]\\|的\\)"
          (regexp-opt '("password" "passphrase" "pass phrase" "passcode" "PIN" "verification code" "response"
                        "passwort" "kennwort" "mot de passe" "contraseña" "senha" "wachtwoord" "lösenord" "adgangskode" "passord"
                        "salasana" "hasło" "heslo" "jelszó" "parolă" "parola" "geslo" "lozinka" "пароль" "κωδικός" "סיסמה"
                        "パスワード" "密码" "密碼" "口令" "암호" "비밀번호"))
          "\\(?:,? *try\\)?,? *\\(?:again\\|([^()\n]+)\\)?\\(?: \\(?:for\\|of\\|to\\) [^\n]*?\\)? ?[:：][ \t]*\\'")
  "Matches output that asks for a password." :type 'regexp)

(defface comint-highlight-input '((t :weight bold)) "What was sent.")
(defface comint-highlight-prompt '((t :inherit minibuffer-prompt)) "Prompts.")

(defvar comint-get-old-input #'comint-get-old-input-default "Returns the input at point, for `comint-send-input' before the process mark.")
(defvar comint-input-filter #'comint-nonblank-p "Whether an input goes into the history.")
(defvar comint-input-filter-functions nil "Called with each input before it is sent.")
(defvar comint-input-sender #'comint-simple-send "Sends an input: called with the process and the text.")
(defvar-local comint-input-sender-no-newline nil "Whether `comint-input-sender' must not add a newline.")
(defvar comint-preoutput-filter-functions nil "Called in turn with output, each with what the one before returned, before it is inserted.")
(defcustom comint-output-filter-functions
  (append (if (require 'ansi-color nil t) '(ansi-color-process-output))
          '(comint-postoutput-scroll-to-bottom comint-watch-for-password-prompt))
  "Called with output after it was inserted." :type 'hook)
(defvar comint-exec-hook nil "Run in the buffer when a process was started.")
(defcustom comint-mode-hook nil "Run by `comint-mode'." :type 'hook)
(defvar comint-password-function nil "Called with a prompt; returns a password, or nil if it knows none.")
(defvar comint-ptyp t "Whether the process has a terminal.")
(defvar comint-file-name-prefix "" "What absolute file names of the process begin with here.")
(defvar-local comint-last-input-start nil "Where the last input begins.")
(defvar-local comint-last-input-end nil "Where the last input ends.")
(defvar-local comint-last-output-start nil "Where the last output begins.")
(defvar-local comint-last-prompt nil "(START . END) of the last prompt, markers.")
(defvar-local comint-accum-marker nil "Where input begins that was accumulated.")
(defconst comint--prompt-rear-nonsticky '(field inhibit-line-move-field-capture read-only font-lock-face)
  "Properties of output that text after it does not inherit.")

(defvar comint-mode-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,command)
                   '(("\r" . comint-send-input) ("\C-d" . comint-delchar-or-maybe-eof)
                     ("\M-p" . comint-previous-input) ("\M-n" . comint-next-input) ([C-up] . comint-previous-input)
                     ([C-down] . comint-next-input) ("\M-r" . comint-history-isearch-backward-regexp)
                     ("\C-c\C-x" . comint-get-next-from-history) ("\C-c\M-r" . comint-previous-matching-input-from-input)
                     ("\C-c\M-s" . comint-next-matching-input-from-input) ("\e\C-l" . comint-show-output)
                     ("\C-c " . comint-accumulate) ("\C-c\C-a" . comint-bol-or-process-mark) ("\C-c\C-u" . comint-kill-input)
                     ("\C-c\C-w" . backward-kill-word) ("\C-c\C-c" . comint-interrupt-subjob) ("\C-c\C-z" . comint-stop-subjob)
                     ("\C-c\C-\\" . comint-quit-subjob) ("\C-c\C-m" . comint-copy-old-input) ("\C-c\C-o" . comint-delete-output)
                     ("\C-c\M-o" . comint-clear-buffer) ("\C-c\C-r" . comint-show-output) ("\C-c\C-e" . comint-show-maximum-output)
                     ("\C-c\C-l" . comint-dynamic-list-input-ring) ("\C-c\C-n" . comint-next-prompt)
                     ("\C-c\C-p" . comint-previous-prompt) ("\C-c\C-d" . comint-send-eof) ("\C-c\C-s" . comint-write-output)
                     ("\C-c." . comint-insert-previous-argument) ([delete] . delete-forward-char) ([mouse-2] . comint-insert-input)))
      (define-key map key command))
    map)
  "Keymap of `comint-mode'.")

(define-derived-mode comint-mode fundamental-mode "Comint"
  "Major mode of buffers with an interpreter in them.  Other modes are derived from it."
  (setq mode-line-process '(":%s"))
  (setq comint-last-input-start (point-min-marker)
        comint-last-input-end (point-min-marker)
        comint-last-output-start (make-marker))
  (setq-local comint-input-ring (make-ring comint-input-ring-size))
  (dolist (variable '(comint-prompt-regexp comint-input-ring-index comint-get-old-input comint-input-filter
                                           comint-input-sender comint-eol-on-send comint-scroll-to-bottom-on-input
                                           comint-move-point-for-output comint-ptyp comint-process-echoes
                                           comint-file-name-prefix comint-exec-hook))
    (make-local-variable variable))
  (setq-local paragraph-start comint-prompt-regexp)
  (setq-local next-line-add-newlines nil)
  (setq-local font-lock-defaults '(nil t))
  (add-hook 'completion-at-point-functions #'comint-completion-at-point nil t))

;;; Starting

(defun comint-check-proc (buffer)
  "Return non-nil if BUFFER, or the buffer of that name, has a live process: the rest of the list (open run stop)."
  (let ((process (get-buffer-process buffer)))
    (and process (memq (process-status process) '(open run stop)))))

(defun make-comint-in-buffer (name buffer program &optional startfile &rest switches)
  "Run PROGRAM with SWITCHES in a process NAME in BUFFER, *NAME* by default, and return the buffer.
PROGRAM is a program, (HOST . SERVICE) for a connection, or nil for a bare terminal.  STARTFILE is sent to it.
A live process in BUFFER is left alone."
  (let ((buffer (get-buffer-create (or buffer (concat "*" name "*")))))
    (unless (comint-check-proc buffer)
      (with-current-buffer buffer
        (unless (derived-mode-p 'comint-mode) (comint-mode)))
      (comint-exec buffer name program startfile switches))
    buffer))

(defun make-comint (name program &optional startfile &rest switches)
  "Run PROGRAM with SWITCHES in a process NAME in the buffer *NAME* and return that; see `make-comint-in-buffer'.
STARTFILE is sent to it."
  (apply #'make-comint-in-buffer name nil program startfile switches))

(defun comint-run (program &optional switches)
  "Run PROGRAM with the list SWITCHES in a buffer named after it, and go there.  The hook comint-PROGRAM-hook is run."
  (interactive (list (read-string "Run program: ")))
  (let ((name (file-name-nondirectory program)))
    (switch-to-buffer (apply #'make-comint name program nil switches))
    (run-hooks (intern (concat "comint-" name "-hook")))))

(defun comint-exec (buffer name command startfile switches)
  "Start COMMAND with SWITCHES in a process NAME in BUFFER, instead of the one there; send it STARTFILE.
COMMAND is as in `make-comint-in-buffer'.  The mode of BUFFER stays.  Return BUFFER."
  (with-current-buffer buffer
    (let ((old (get-buffer-process buffer)))
      (if old (delete-process old)))
    (let ((process (if (consp command)
                       (open-network-stream name buffer (car command) (cdr command))
                     (comint-exec-1 name buffer command switches))))
      (set-process-filter process #'comint-output-filter)
      (setq-local comint-ptyp process-connection-type)
      (goto-char (point-max))
      (set-marker (process-mark process) (point))
      (if startfile (comint--send-file process startfile))
      (run-hooks 'comint-exec-hook)
      (set-buffer-modified-p nil))
    buffer))

(defun comint--send-file (process file)
  "Send PROCESS what is in FILE."
  (accept-process-output process 1)
  (comint-send-string process (with-temp-buffer (insert-file-contents file) (buffer-string))))

(defun comint-term-environment ()
  "Return environment variables, NAME=VALUE, that tell a process about its terminal."
  (list (concat "TERM=" comint-terminfo-terminal) "TERMCAP=" (format "COLUMNS=%d" (frame-width))))

(defun comint-exec-1 (name buffer command switches)
  "Start COMMAND with SWITCHES in a process NAME in BUFFER and return it."
  (let* ((process-environment
          (nconc (comint-term-environment)
                 (list (format "INSIDE_EMACS=%s,comint" emacs-version))
                 process-environment)))
    (apply #'start-file-process name buffer command switches)))

;;; Output

(defun comint-output-filter (process string)
  "Insert STRING, output of PROCESS, before the input in its buffer.
`comint-preoutput-filter-functions' may change it; then `comint-output-filter-functions' are called."
  (let ((buffer (process-buffer process)))
    (when (buffer-live-p buffer)
      (with-current-buffer buffer
        (let ((text (comint--preoutput string)))
          (comint--insert-output process text)
          (run-hook-with-args 'comint-output-filter-functions text)
          (comint--mark-prompt process))))))

(defun comint--preoutput (string)
  "STRING after `comint-preoutput-filter-functions'."
  (run-hook-wrapped 'comint-preoutput-filter-functions
                    (lambda (function)
                      (setq string (funcall function string))
                      nil))
  string)

(defun comint--insert-output (process text)
  "Insert TEXT at the mark of PROCESS; point stays in the input, or at the mark."
  (let ((mark (process-mark process)) (inhibit-read-only t) (buffer-undo-list t))
    (save-restriction
      (widen)
      (let ((place (copy-marker (point) (>= (point) mark))))
        (goto-char mark)
        (set-marker comint-last-output-start (point))
        (insert text)
        (unless comint-inhibit-carriage-motion
          (comint-carriage-motion comint-last-output-start (point)))
        (set-marker mark (point))
        (unless comint-use-prompt-regexp
          (comint--make-output comint-last-output-start (point)))
        (goto-char place)
        (set-marker place nil)))
    (comint--delete-echo process)
    (force-mode-line-update)))

(defun comint--make-output (start end)
  "Make the text from START to END output."
  (add-text-properties start end
                       `(rear-nonsticky ,comint--prompt-rear-nonsticky
                         front-sticky (field inhibit-line-move-field-capture)
                         field output inhibit-line-move-field-capture t)))

(defvar-local comint--expected-echo nil "The text that the process is expected to repeat, or nil.")

(defun comint--delete-echo (process)
  "If PROCESS has repeated its input, delete that."
  (when comint--expected-echo
    (let* ((start (marker-position comint-last-input-end))
           (text (buffer-substring-no-properties start (process-mark process)))
           (echo (concat comint--expected-echo "\n")))
      (cond ((string-prefix-p echo text)
             (delete-region start (+ start (length echo)))
             (setq comint--expected-echo nil))
            ((not (string-prefix-p text echo)) (setq comint--expected-echo nil))))))

(defun comint--mark-prompt (process)
  "Highlight the line that ends at the mark of PROCESS: a prompt, if it is not empty."
  (let* ((end (marker-position (process-mark process)))
         (start (save-excursion (goto-char end) (let ((inhibit-field-text-motion t)) (line-beginning-position))))
         (inhibit-read-only t))
    (when comint-last-prompt
      (comint--remove-prompt-face (car comint-last-prompt) (cdr comint-last-prompt)))
    (when (< start end)
      (with-silent-modifications
        (when comint-prompt-read-only
          (add-text-properties start end '(read-only t front-sticky (read-only))))
        (put-text-property start end 'font-lock-face '(comint-highlight-prompt))))
    (setq comint-last-prompt (cons (copy-marker start) (copy-marker end)))))

(defun comint--remove-prompt-face (start end)
  "Remove the face of prompts between START and END, if it is still all there is."
  (with-silent-modifications
    (let ((inhibit-read-only t))
      (if (equal (get-text-property start 'font-lock-face) '(comint-highlight-prompt))
          (remove-list-of-text-properties start end '(font-lock-face))))))

(defun comint-snapshot-last-prompt ()
  "Let the last prompt keep its face when another one comes."
  (when comint-last-prompt
    (let ((inhibit-read-only t))
      (with-silent-modifications
        (put-text-property (car comint-last-prompt) (cdr comint-last-prompt)
                           'font-lock-face '(comint-highlight-prompt comint-highlight-prompt))))))

(defun comint-carriage-motion (start end)
  "Do between START and END what a terminal does for carriage returns and backspaces:
a carriage return erases the line before it unless a newline follows, a backspace the character before it."
  (save-excursion
    (goto-char start)
    (let ((end (copy-marker end)) (inhibit-field-text-motion t) (inhibit-read-only t))
      (while (re-search-forward "\r+\n" end t)
        (replace-match "\n" t t))
      (goto-char start)
      (while (search-forward "\r" end t)
        (delete-region (line-beginning-position) (point)))
      (goto-char start)
      (while (search-forward "\b" end t)
        (delete-region (max (line-beginning-position) (- (point) 2)) (point)))
      (set-marker end nil))))

(defun comint-postoutput-scroll-to-bottom (_string)
  "Move point to the end if `comint-move-point-for-output' wants that."
  (let ((process (get-buffer-process (current-buffer))))
    (if (and process comint-move-point-for-output)
        (goto-char (process-mark process)))))

(defun comint-preinput-scroll-to-bottom ()
  "Nothing to do: no window shows the buffer."
  nil)

(defun comint-strip-ctrl-m (&optional _string _interactive)
  "Delete the carriage returns at the ends of the lines of the last output."
  (interactive)
  (let ((process (get-buffer-process (current-buffer))))
    (when process
      (save-excursion
        (goto-char comint-last-output-start)
        (while (re-search-forward "\r+$" (process-mark process) t)
          (replace-match "" t t))))))

(defun comint-truncate-buffer (&optional _string)
  "Delete all but the last `comint-buffer-maximum-size' lines."
  (interactive)
  (save-excursion
    (goto-char (point-max))
    (forward-line (- comint-buffer-maximum-size))
    (beginning-of-line)
    (let ((inhibit-read-only t))
      (delete-region (point-min) (point)))))

(defun comint-clear-buffer ()
  "Delete everything but the last line."
  (interactive)
  (let ((comint-buffer-maximum-size 0))
    (comint-truncate-buffer)))

(defun comint-watch-for-password-prompt (string)
  "If STRING, output, asks for a password, read and send one."
  (when (let ((case-fold-search t))
          (string-match comint-password-prompt-regexp (string-replace "\r" "" string)))
    (comint-send-invisible (concat (string-trim-right string "[\n \t\v\f\b\a]+") " "))))

(defun comint-send-invisible (&optional prompt)
  "Read a text with PROMPT, without showing it, and send it to the process of this buffer."
  (interactive "P")
  (let ((process (get-buffer-process (current-buffer)))
        (prompt (if (stringp prompt) prompt "Non-echoed text: ")))
    (unless process (error "Current buffer has no process"))
    (let ((text (or (run-hook-with-args-until-success 'comint-password-function prompt) (read-passwd prompt))))
      (when (stringp text)
        (funcall comint-input-sender process text)))))

;;; Input

(defun comint-nonblank-p (str)
  "Whether STR is more than white space."
  (and (string-match-p "[^ \t\n]" str) t))

(defun comint-simple-send (proc string)
  "Send PROC the text STRING and, unless `comint-input-sender-no-newline', a newline."
  (comint-send-string proc (if comint-input-sender-no-newline string (concat string "\n")))
  (if (and comint-input-sender-no-newline (not (string-equal string "")))
      (process-send-eof)))

(defun comint-send-string (process string)
  "Send PROCESS the STRING; its last prompt stays highlighted."
  (comint--before-sending process)
  (process-send-string process string))

(defun comint-send-region (process start end)
  "Send PROCESS the text from START to END; its last prompt stays highlighted."
  (comint--before-sending process)
  (process-send-region process start end))

(defun comint--before-sending (process)
  "Keep the face of the prompt of PROCESS."
  (let ((buffer (process-buffer (if (processp process) process (get-buffer-process (or process (current-buffer)))))))
    (when (buffer-live-p buffer)
      (with-current-buffer buffer
        (if (derived-mode-p 'comint-mode) (comint-snapshot-last-prompt))))))

(defun comint--process ()
  "The process of the current buffer; an error if there is none."
  (or (get-buffer-process (current-buffer))
      (user-error "Current buffer has no process")))

(defun comint-send-input (&optional no-newline artificial)
  "Send the text from the process mark to point; before the mark, the old input at point again.
The input goes into the history, a newline after it unless NO-NEWLINE.  ARTIFICIAL input is not expected to be repeated by the process."
  (interactive nil comint-mode)
  (let* ((process (comint--process)) (mark (process-mark process)) (old (< (point) mark))
         (input (if old (funcall comint-get-old-input) (comint--take-input mark)))
         (start (marker-position mark)))
    (when old
      (goto-char mark)
      (insert input))
    (unless no-newline (insert ?\n))
    (comint-add-to-input-history input)
    (run-hook-with-args 'comint-input-filter-functions (if no-newline input (concat input "\n")))
    (comint--make-input start (point) no-newline)
    (comint-snapshot-last-prompt)
    (setq comint-save-input-ring-index comint-input-ring-index
          comint-input-ring-index nil)
    (set-marker comint-last-input-start start)
    (set-marker comint-last-input-end (point))
    (set-marker mark (point))
    (setq comint-accum-marker nil
          comint--expected-echo (and comint-process-echoes (not artificial) (not (string-empty-p input)) input))
    (let ((comint-input-sender-no-newline no-newline))
      (funcall comint-input-sender process input))
    (set-marker comint-last-output-start mark)
    (run-hook-with-args 'comint-output-filter-functions "")))

(defun comint--take-input (mark)
  "Go to the end of the line of input after MARK, if that is wanted, and return the input."
  (if comint-eol-on-send (goto-char (line-end-position)))
  (buffer-substring-no-properties mark (point)))

(defun comint--make-input (start end no-newline)
  "Mark the text from START to END, which ends in a newline unless NO-NEWLINE, as input that was sent."
  (let ((text-end (if no-newline end (1- end))) (inhibit-read-only t))
    (with-silent-modifications
      (when (> text-end start)
        (add-text-properties start text-end
                             (append (if comint-highlight-input '(font-lock-face comint-highlight-input))
                                     '(front-sticky t mouse-face highlight
                                       help-echo "mouse-2: insert after prompt as new input"))))
      (unless (or no-newline comint-use-prompt-regexp)
        (add-text-properties text-end end
                             `(rear-nonsticky ,comint--prompt-rear-nonsticky
                               field boundary inhibit-line-move-field-capture t))))))

(defun comint-get-old-input-default ()
  "Return the input at point: the field of an input, or the line without its prompt."
  (if comint-use-prompt-regexp
      (save-excursion
        (beginning-of-line)
        (comint-skip-prompt)
        (buffer-substring-no-properties (point) (line-end-position)))
    (if (null (get-char-property (point) 'field))
        (field-string-no-properties (point))
      (let ((inhibit-field-text-motion t))
        (buffer-substring-no-properties (line-beginning-position) (line-end-position))))))

(defun comint-copy-old-input ()
  "Insert the input at point after the last prompt."
  (interactive)
  (let ((input (funcall comint-get-old-input)) (process (comint--process)))
    (goto-char (process-mark process))
    (insert input)))

(defun comint-accumulate ()
  "Insert a newline; the lines are sent together."
  (interactive)
  (insert "\n")
  (setq comint-accum-marker (point-marker)))

(defun comint-send-eof ()
  "Send the process of this buffer an end of file."
  (interactive)
  (comint-send-input t t)
  (process-send-eof))

(defun comint-delchar-or-maybe-eof (arg)
  "Delete ARG characters; at the end of the buffer without any input, send an end of file."
  (interactive "p")
  (let ((process (get-buffer-process (current-buffer))))
    (if (and (eobp) process (= (point) (process-mark process)))
        (comint-send-eof)
      (delete-char arg))))

(defun comint-kill-input ()
  "Kill the input between the process mark and point."
  (interactive)
  (let ((mark (process-mark (comint--process))))
    (if (> (point) mark)
        (kill-region mark (point)))))

(defun comint-delete-input ()
  "Delete the input between the process mark and point."
  (interactive)
  (let ((mark (process-mark (comint--process))))
    (if (> (point) mark)
        (delete-region mark (point)))))

(defun comint-delete-output (&optional kill)
  "Replace the output since the last input by a note; with KILL, save it in the kill ring.  The prompt stays."
  (interactive "P")
  (let* ((process (comint--process)) (inhibit-read-only t) (start (marker-position comint-last-input-end)))
    (save-excursion
      (goto-char (process-mark process))
      (let* ((inhibit-field-text-motion t) (end (line-beginning-position)))
        (when (< start end)
          (if kill (kill-new (buffer-substring start end)))
          (delete-region start end)
          (goto-char start)
          (insert (propertize "*** output flushed ***\n" 'field 'output)))))))

(defun comint-write-output (filename &optional append mustbenew)
  "Write the output since the last input to FILENAME; APPEND and MUSTBENEW are as in `write-region'."
  (interactive "FWrite output to file: ")
  (write-region comint-last-input-end (comint--output-end) filename append nil nil mustbenew))

(defun comint-append-output-to-file (filename)
  "Append the output since the last input to FILENAME."
  (interactive "FAppend output to file: ")
  (comint-write-output filename t))

(defun comint--output-end ()
  "Where the line of the last prompt begins."
  (save-excursion
    (goto-char (process-mark (comint--process)))
    (let ((inhibit-field-text-motion t)) (line-beginning-position))))

;;; Signals

(defun comint--signal (function)
  "Call FUNCTION for the process group of the process of this buffer."
  (comint-skip-input)
  (funcall function nil comint-ptyp))

(defun comint-interrupt-subjob () "Interrupt the current job." (interactive) (comint--signal #'interrupt-process))
(defun comint-kill-subjob () "Kill the current job." (interactive) (comint--signal #'kill-process))
(defun comint-quit-subjob () "Send the current job the quit signal." (interactive) (comint--signal #'quit-process))
(defun comint-stop-subjob () "Stop the current job." (interactive) (comint--signal #'stop-process))
(defun comint-continue-subjob () "Let the current job go on." (interactive) (continue-process nil comint-ptyp))

(defun comint-skip-input ()
  "Leave the input that was not sent: the process mark goes to its end."
  (let ((process (get-buffer-process (current-buffer))))
    (when process
      (goto-char (point-max))
      (unless (= (point) (process-mark process))
        (insert ?\n)
        (set-marker (process-mark process) (point))))))

;;; Places

(defun comint-after-pmark-p ()
  "Whether point is after the process mark."
  (<= (marker-position (process-mark (comint--process))) (point)))

(defun comint-goto-process-mark ()
  "Move point to the process mark."
  (interactive)
  (goto-char (process-mark (comint--process))))

(defun comint-set-process-mark ()
  "Move the process mark to point."
  (interactive)
  (let ((process (comint--process)))
    (setq comint-accum-marker nil)
    (set-marker (process-mark process) (point))
    (message "Process mark set")))

(defun comint-skip-prompt ()
  "Move past what `comint-prompt-regexp' matches at point, if that is on this line."
  (if (and (looking-at comint-prompt-regexp)
           (<= (match-end 0) (line-end-position)))
      (goto-char (match-end 0))))

(defun comint-line-beginning-position ()
  "Return the beginning of the line, after its prompt."
  (if comint-use-prompt-regexp
      (save-excursion
        (beginning-of-line)
        (comint-skip-prompt)
        (point))
    (let ((start (let ((inhibit-field-text-motion t)) (line-beginning-position))) (place (point)))
      (while (and (< start place) (eq (get-text-property start 'field) 'output))
        (setq start (next-single-property-change start 'field nil place)))
      start)))

(defun comint-bol (&optional arg)
  "Go to the beginning of the line, after its prompt unless ARG."
  (interactive "P")
  (if arg
      (let ((inhibit-field-text-motion t)) (beginning-of-line))
    (goto-char (comint-line-beginning-position))))

(defun comint-bol-or-process-mark ()
  "Go to the beginning of the line after its prompt; then to the process mark."
  (interactive)
  (if (eq last-command 'comint-bol-or-process-mark)
      (comint-goto-process-mark)
    (comint-bol nil)))

(defun comint-next-prompt (n)
  "Go to the beginning of the Nth next input; N may be negative."
  (interactive "p")
  (if comint-use-prompt-regexp
      (comint--next-prompt-by-regexp n)
    (dotimes (_ (abs n))
      (goto-char (if (> n 0) (comint--next-input-start) (comint--previous-input-start))))))

(defun comint--next-prompt-by-regexp (n)
  "Go past the Nth next match of `comint-prompt-regexp'."
  (let ((paragraph-start comint-prompt-regexp))
    (end-of-line (if (> n 0) 1 0))
    (re-search-forward comint-prompt-regexp nil t n)
    (comint-skip-prompt)))

(defun comint--input-at-p (position)
  "Whether input begins at POSITION: text without a field after output."
  (and (null (get-text-property position 'field))
       (> position (point-min))
       (eq (get-text-property (1- position) 'field) 'output)))

(defun comint--next-input-start ()
  "Where the next input begins; point if there is none."
  (let ((position (point)) (found nil))
    (while (and (not found) (< position (point-max)))
      (setq position (next-single-property-change position 'field nil (point-max)))
      (if (comint--input-at-p position) (setq found position)))
    (or found (point-max))))

(defun comint--previous-input-start ()
  "Where the input before point begins; the beginning of the buffer if there is none."
  (let ((position (point)) (found nil))
    (while (and (not found) (> position (point-min)))
      (setq position (previous-single-property-change position 'field nil (point-min)))
      (if (comint--input-at-p position) (setq found position)))
    (or found (point-min))))

(defun comint-previous-prompt (n)
  "Go to the beginning of the Nth previous input."
  (interactive "p")
  (comint-next-prompt (- n)))

(defun comint-show-output () "Go to the beginning of the last output." (interactive) (goto-char comint-last-input-end))
(defun comint-show-maximum-output () "Go to the end of the buffer." (interactive) (goto-char (point-max)))

;;; Working with the process from elsewhere

(defun comint-proc-query (proc str)
  "Send PROC the text STR and show its buffer."
  (display-buffer (process-buffer proc))
  (comint-send-string proc str)
  (accept-process-output proc))

(defun comint-check-source (fname)
  "If a buffer visits FNAME and is modified, ask whether to save it."
  (let ((buffer (get-file-buffer fname)))
    (when (and buffer (buffer-modified-p buffer)
               (y-or-n-p (format "Save buffer %s first? " (buffer-name buffer))))
      (with-current-buffer buffer (save-buffer)))))

(defun comint-source-default (previous-dir/file source-modes)
  "Return (DIRECTORY . FILE) to suggest: this buffer's file if its mode is in SOURCE-MODES, else PREVIOUS-DIR/FILE."
  (cond ((and buffer-file-name (memq major-mode source-modes))
         (cons (file-name-directory buffer-file-name) (file-name-nondirectory buffer-file-name)))
        (previous-dir/file)
        (t (cons default-directory nil))))

(defun comint-get-source (prompt prev-dir/file source-modes mustmatch-p)
  "Read the name of a source file with PROMPT; return a list of it.
PREV-DIR/FILE and SOURCE-MODES are as in `comint-source-default'; MUSTMATCH-P means that it must exist."
  (let* ((default (comint-source-default prev-dir/file source-modes))
         (file (and (cdr default) (expand-file-name (cdr default) (car default)))))
    (list (read-file-name (if (cdr default) (format "%s (default %s): " prompt (cdr default)) (format "%s: " prompt))
                          (car default) file mustmatch-p))))

(defun comint-directory (directory)
  "Return DIRECTORY expanded, after `comint-file-name-prefix' if it is absolute."
  (expand-file-name (if (file-name-absolute-p directory) (concat comint-file-name-prefix directory) directory)))

(require 'comint-history)
(require 'comint-complete)
(require 'comint-redirect)

(provide 'comint)

;;; comint.el ends here
