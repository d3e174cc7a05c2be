;;; shell-command.el --- commands for the shell, and where their output goes -*- lexical-binding: t; -*-

(defvar shell-command-switch "-c" "The option that makes the shell run a command.")
(defvar shell-command-buffer-name "*Shell Command Output*" "The buffer for the output of `shell-command'.")
(defvar shell-command-buffer-name-async "*Async Shell Command*" "The buffer for the output of `async-shell-command'.")
(defvar shell-command-prompt-show-cwd nil "Whether the prompt for a command shows the current directory.")
(defvar shell-command-default-error-buffer nil "The buffer for what commands say on standard error, when they are called interactively.")
(defvar shell-command-dont-erase-buffer nil
  "Whether the output of `shell-command' is added to what is in its buffer.
nil: the buffer is erased, unless it is the current one.  `erase': also then.  Other values: it is not erased, and point is left
at the beginning of the new output (`beg-last-out'), where it was (`save-point'), or at the end.")
(defvar async-shell-command-buffer 'confirm-new-buffer
  "What happens if the buffer of `async-shell-command' has a live process.
`confirm-kill-process', `confirm-new-buffer' and `confirm-rename-buffer' ask before they kill the process, take a new buffer or
rename the old one; `new-buffer' and `rename-buffer' do not ask.")
(defvar async-shell-command-display-buffer t
  "Whether the buffer of `async-shell-command' is shown at once; nil: when there is output.")
(defvar async-shell-command-width nil "How many columns asynchronous commands are told that there are; nil says nothing.")
(defvar-local mode-line-process nil "What the mode line says about the process of the buffer.")
(defvar resize-mini-windows 'grow-only "Whether a message may take several lines.")
(defvar max-mini-window-height 0.25 "How many lines a message may take; a float is the part of the frame's height.")

;;; Short output is a message

(defun display-message-or-buffer (message &optional buffer-name action frame)
  "Show MESSAGE, a string or a buffer, as a message if it is short enough, else as a buffer.
BUFFER-NAME is the buffer for a long string, *Message* by default; ACTION and FRAME are as in `display-buffer'.
Return the text of the message, or what `display-buffer' returns."
  (if (and (stringp message) (not (string-search "\n" (shell-command--without-newline message))))
      (message "%s" (shell-command--without-newline message))
    (let ((buffer (if (bufferp message) message (get-buffer-create (or buffer-name "*Message*")))))
      (with-current-buffer buffer
        (when (stringp message)
          (erase-buffer)
          (insert message))
        (if (shell-command--fits-message-p)
            (shell-command--show-message)
          (goto-char (point-min))
          (display-buffer buffer action frame))))))

(defun shell-command--without-newline (text)
  "TEXT without the newline it may end with."
  (if (string-suffix-p "\n" text) (substring text 0 -1) text))

(defun shell-command--fits-message-p ()
  "Whether the current buffer can be a message: it is not shown already, and not too long."
  (and (not (and (fboundp 'get-buffer-window) (get-buffer-window (current-buffer))))
       (let ((width (frame-width)) (lines 0))
         (dolist (line (split-string (shell-command--without-newline (buffer-string)) "\n"))
           (setq lines (+ lines (max 1 (/ (+ (string-width line) width -1) width)))))
         (<= lines (cond ((not resize-mini-windows) 1)
                         ((floatp max-mini-window-height) (* (frame-height) max-mini-window-height))
                         ((integerp max-mini-window-height) max-mini-window-height)
                         (t 1))))))

(defun shell-command--show-message ()
  "Show the text of the current buffer as a message and leave point at its end.  Return it."
  (goto-char (point-max))
  (if (eq (char-before) ?\n) (backward-char))
  (if (eq (point-max) (point-min))
      t
    (message "%s" (buffer-substring (point-min) (point)))))

;;; What is in the output buffer already

(defvar shell-command-saved-pos nil
  "Where point shall be after the command that runs: (BUFFER . POSITION), POSITION nil for the end.")

(defun shell-command-save-pos-or-erase (&optional output-to-current-buffer)
  "Make the current buffer ready for the output of a command, as `shell-command-dont-erase-buffer' says.
OUTPUT-TO-CURRENT-BUFFER non-nil means that the output is inserted at point."
  (let ((how shell-command-dont-erase-buffer)
        (inhibit-read-only t)
        (position nil))
    (setq shell-command-saved-pos nil)
    (when (or (eq how 'erase) (not (or how output-to-current-buffer)))
      (erase-buffer))
    (when (and how (not output-to-current-buffer))
      (when (memq how '(beg-last-out save-point))
        (setq position (if (eq how 'save-point) (point) (point-max)))
        (goto-char (point-max)))
      (setq shell-command-saved-pos (cons (current-buffer) position)))))

(defun shell-command-set-point-after-cmd (&optional buffer)
  "Move point in BUFFER, by default the current one, to where `shell-command-dont-erase-buffer' wants it."
  (let ((buffer (or buffer (current-buffer))))
    (when (eq (car shell-command-saved-pos) buffer)
      (with-current-buffer buffer
        (goto-char (or (cdr shell-command-saved-pos) (point-max))))
      (setq shell-command-saved-pos nil))))

;;; Standard error that goes elsewhere

(defun shell-command--call-with-errors (error-buffer at-end function)
  "Call FUNCTION with the name of a file for standard error, nil unless there is an ERROR-BUFFER.
Then insert what is in the file into ERROR-BUFFER, after what is there; point is left before it, or AT-END.
Return (VALUE . WHETHER-THERE-WERE-ERRORS)."
  (if (not error-buffer)
      (cons (funcall function nil) nil)
    (let ((file (make-temp-file (expand-file-name "scor" temporary-file-directory))))
      (unwind-protect
          (let ((value (funcall function file)))
            (cons value (and (< 0 (file-attribute-size (file-attributes file)))
                             (shell-command--insert-errors file error-buffer at-end))))
        (delete-file file)))))

(defun shell-command--insert-errors (file buffer at-end)
  "Insert FILE into BUFFER; point is left before it, or AT-END.  Return t."
  (with-current-buffer (get-buffer-create buffer)
    (goto-char (point-max))
    (unless (bobp) (insert "\f\n"))
    (insert-file-contents file)
    (if at-end (goto-char (point-max))))
  t)

;;; Running commands

(defun shell-command--here-p (output-buffer)
  "Whether output for OUTPUT-BUFFER is inserted at point."
  (and output-buffer
       (or (not (or (bufferp output-buffer) (stringp output-buffer)))
           (eq (get-buffer output-buffer) (current-buffer)))))

(defun shell-command (command &optional output-buffer error-buffer)
  "Run the shell COMMAND.
Its output goes to OUTPUT-BUFFER, a buffer or the name of one, *Shell Command Output* by default, and is shown as
a message if it is short.  If OUTPUT-BUFFER is the current buffer or neither buffer nor string, the output is inserted
at point, with the mark after it.  Standard error goes along, or into ERROR-BUFFER.  Return the exit status, or a text
that describes a signal.  A COMMAND that ends in `&' is not waited for; see `async-shell-command'."
  (interactive (list (read-shell-command "Shell command: ") current-prefix-arg shell-command-default-error-buffer))
  (let ((handler (find-file-name-handler (directory-file-name default-directory) 'shell-command)))
    (cond
     (handler (funcall handler 'shell-command command output-buffer error-buffer))
     ((string-match "[ \t]*&[ \t]*\\'" command)
      (shell-command--start (substring command 0 (match-beginning 0)) output-buffer))
     ((shell-command--here-p output-buffer) (shell-command--here command error-buffer))
     (t (shell-command-on-region (point) (point) command output-buffer nil error-buffer)))))

(defun shell-command--here (command error-buffer)
  "Run COMMAND, insert its output at point and put the mark after it.  Return point."
  (barf-if-buffer-read-only)
  (push-mark nil t)
  (shell-command-save-pos-or-erase 'current)
  (shell-command--call-with-errors
   error-buffer t
   (lambda (file)
     (call-process-shell-command command nil (if file (list t file) t))))
  (let ((start (mark t)))
    (set-marker (mark-marker) (point) (current-buffer))
    (goto-char start)))

(defun shell-command-to-string (command)
  "Run the shell COMMAND and return its output."
  (with-output-to-string
    (with-current-buffer standard-output
      (shell-command command t))))

(defun shell-command-on-region (start end command &optional output-buffer replace
                                      error-buffer display-error-buffer region-noncontiguous-p)
  "Run the shell COMMAND with the text from START to END as input.
OUTPUT-BUFFER is as in `shell-command', but output for the current buffer replaces all its text unless OUTPUT-BUFFER is
neither buffer nor string: then it is inserted at START.  With REPLACE it takes the place of the text, with point and mark
around it; `no-mark' leaves the mark alone.  Errors go along, or into ERROR-BUFFER, which DISPLAY-ERROR-BUFFER shows.
REGION-NONCONTIGUOUS-P means that the region consists of pieces, as `region-extract-function' gives them.
Return the exit status, or a text that describes a signal."
  (interactive (list (region-beginning) (region-end) (read-shell-command "Shell command on region: ")
                     current-prefix-arg current-prefix-arg shell-command-default-error-buffer t (region-noncontiguous-p)))
  (let* ((insert (or replace (and output-buffer (not (bufferp output-buffer)) (not (stringp output-buffer)))))
         (buffer (unless insert (get-buffer-create (or output-buffer shell-command-buffer-name))))
         (status nil) (errors nil))
    (unwind-protect
        (let ((result (shell-command--call-with-errors
                       error-buffer nil
                       (lambda (file)
                         (cond (region-noncontiguous-p (shell-command--pieces command replace file))
                               (insert (shell-command--replace start end command replace file))
                               ((eq buffer (current-buffer)) (shell-command--in-place start end command file))
                               (t (shell-command--into buffer start end command (not output-buffer) file)))))))
          (setq status (car result) errors (cdr result)))
      (unless insert (shell-command--report buffer status errors)))
    (when (and errors display-error-buffer)
      (display-buffer error-buffer))
    status))

(defun shell-command--destination (buffer error-file)
  "The destination that `call-process' needs for BUFFER and ERROR-FILE."
  (if error-file (list buffer error-file) buffer))

(defun shell-command--replace (start end command replace error-file)
  "Put the output of COMMAND for the text from START to END before or, with REPLACE, in its place."
  (let ((forward (< start end)) (mark (and replace (not (eq replace 'no-mark)))))
    (goto-char start)
    (if mark (push-mark (point) t))
    (prog1 (call-shell-region start end command replace (shell-command--destination t error-file))
      (if (and mark forward)
          (let ((point (point)))
            (goto-char (mark t))
            (set-marker (mark-marker) point))))))

(defun shell-command--pieces (command replace error-file)
  "Send the pieces of the region to COMMAND; with REPLACE its lines take their place, else its output is shown."
  (let ((input (concat (funcall region-extract-function (if replace 'delete)) "\n"))
        (status nil) (output nil))
    (with-temp-buffer
      (insert input)
      (setq status (call-shell-region (point-min) (point-max) command t (shell-command--destination t error-file))
            output (split-string (shell-command--without-newline (buffer-string)) "\n")))
    (if replace
        (funcall region-insert-function output)
      (display-message-or-buffer (mapconcat #'identity output "\n") shell-command-buffer-name))
    status))

(defun shell-command--in-place (start end command error-file)
  "Replace the whole current buffer by the output of COMMAND for the text from START to END."
  (let ((low (min start end)) (high (max start end)))
    (setq buffer-read-only nil)
    (delete-region high (point-max))
    (delete-region (point-min) low)
    (call-shell-region (point-min) (point-max) command t (shell-command--destination t error-file))))

(defun shell-command--into (buffer start end command move error-file)
  "Put the output of COMMAND for the text from START to END into BUFFER.
With MOVE, the directory of BUFFER becomes that of the command."
  (let ((directory default-directory))
    (with-current-buffer buffer
      (if move (setq default-directory directory))
      (shell-command-save-pos-or-erase)))
  (call-shell-region start end command nil (shell-command--destination buffer error-file)))

(defun shell-command--report (buffer status errors)
  "Show the output in BUFFER, or say that there is none.
STATUS is what the command returned, nil if it was not run to its end; ERRORS whether there was output to standard error."
  (with-current-buffer buffer
    (setq mode-line-process
          (cond ((null status) " - Error")
                ((stringp status) (format " - Signal [%s]" status))
                ((not (eql status 0)) (format " - Exit [%d]" status)))))
  (if (< 0 (buffer-size buffer))
      (progn (display-message-or-buffer buffer)
             (shell-command-set-point-after-cmd buffer))
    (let ((output (if errors "some error output" "no output")))
      (cond ((null status) (message "(Shell command failed with error)"))
            ((stringp status) (message "(Shell command killed by signal %s)" status))
            ((eql status 0) (message "(Shell command succeeded with %s)" output))
            (t (message "(Shell command failed with code %d and %s)" status output))))))

;;; What the shell would take apart

(defconst shell-command--token
  (concat "\\(\\\\\\(?:.\\|\n\\)\\)"                        ; 1 a quoted character
          "\\|'\\([^']*\\)'?"                               ; 2 what is within single quotes
          "\\|\"\\(\\(?:[^\"\\]\\|\\\\\\(?:.\\|\n\\)\\)*\\)\"?"  ; 3 what is within double quotes
          "\\|\\([ \t\n]+\\)"                               ; 4 blanks
          "\\|\\([;|]+\\)"                                  ; 5 what ends a command
          "\\|[^ \t\n;|'\"\\]+\\|\\\\")
  "Matches the next piece of a shell command.")

(defun split-string-shell-command (string)
  "Split STRING, a shell command, into its words; quotes and backslashes mean what they mean to the shell.
Of several commands, separated by `;' or `|', the last one is split."
  (let ((words nil) (word nil) (start 0))
    ;; WORD is nil between words, so that '' is one.
    (while (and (< start (length string)) (string-match shell-command--token string start))
      (setq start (match-end 0))
      (cond ((match-beginning 1) (setq word (concat word (substring (match-string 1 string) 1))))
            ((match-beginning 2) (setq word (concat word (match-string 2 string))))
            ((match-beginning 3)
             (setq word (concat word (save-match-data
                                       (replace-regexp-in-string "\\\\\\(.\\|\n\\)" "\\1" (match-string 3 string))))))
            ((match-beginning 4)
             (when word (push word words))
             (setq word (if (and words (= start (length string))) "")))
            ((match-beginning 5) (setq words nil word nil))
            (t (setq word (concat word (match-string 0 string))))))
    (when word (push word words))
    (nreverse words)))

;;; Commands that are not waited for

(defun async-shell-command (command &optional output-buffer error-buffer)
  "Start the shell COMMAND and go on.
Its output goes to OUTPUT-BUFFER, a buffer or the name of one, *Async Shell Command* by default; ERROR-BUFFER is ignored.
`async-shell-command-buffer' says what happens if that has a live process.  Return what `display-buffer' returns."
  (interactive (list (read-shell-command "Async shell command: ") current-prefix-arg shell-command-default-error-buffer))
  (shell-command (if (string-match "&[ \t]*\\'" command) command (concat command " &"))
                 output-buffer error-buffer))

(defun shell-command--start (command output-buffer)
  "Start COMMAND with output to OUTPUT-BUFFER."
  (let* ((directory default-directory)
         (buffer (shell-command--idle-buffer (get-buffer-create (or output-buffer shell-command-buffer-name-async)))))
    (with-current-buffer buffer
      (shell-command-save-pos-or-erase)
      (setq default-directory directory)
      (let* ((process-environment
              (if (natnump async-shell-command-width)
                  (cons (format "COLUMNS=%d" async-shell-command-width) process-environment)
                process-environment))
             (process (start-process-shell-command "Shell" buffer command)))
        (setq mode-line-process '(":%s"))
        (shell-command--use-shell-mode process)
        (set-process-sentinel process #'shell-command-sentinel)
        (if async-shell-command-display-buffer
            (display-buffer buffer '(nil (allow-no-window . t)))
          (shell-command--show-at-output process))))))

(defun shell-command--use-shell-mode (process)
  "Give the current buffer the mode of shells and PROCESS its filter, if there is such a mode."
  (when (require 'shell nil t)
    (shell-mode)
    (set-process-filter process #'comint-output-filter)))

(defun shell-command--show-at-output (process)
  "Show the buffer of PROCESS when its first output comes."
  (add-function :before (process-filter process)
                (lambda (process _text)
                  (let ((buffer (process-buffer process)))
                    (when (and (buffer-live-p buffer)
                               (not (process-get process 'shell-command--shown)))
                      (process-put process 'shell-command--shown t)
                      (display-buffer buffer '(nil (allow-no-window . t))))))))

(defun shell-command--idle-buffer (buffer)
  "BUFFER, if it has no live process, else what `async-shell-command-buffer' says; an answer of no is an error."
  (let ((process (get-buffer-process buffer)))
    (if (not process)
        buffer
      (let ((how async-shell-command-buffer))
        (unless (or (memq how '(new-buffer rename-buffer))
                    (yes-or-no-p (format "A command is running in the default buffer.  %s? "
                                         (pcase how
                                           ('confirm-kill-process "Kill it")
                                           ('confirm-new-buffer "Use a new buffer")
                                           (_ "Rename it")))))
          (error "Shell command in progress"))
        (pcase how
          ('confirm-kill-process (kill-process process) buffer)
          ((or 'confirm-new-buffer 'new-buffer) (generate-new-buffer (buffer-name buffer)))
          (_ (shell-command--rename-away buffer)))))))

(defun shell-command--rename-away (buffer)
  "Give BUFFER another name and return a new buffer that has its name now."
  (let ((name (buffer-name buffer)))
    (with-current-buffer buffer (rename-uniquely))
    (get-buffer-create name)))

(defun shell-command-sentinel (process signal)
  "Say how PROCESS, an asynchronous command, ended; SIGNAL is the text for sentinels."
  (when (memq (process-status process) '(exit signal))
    (shell-command-set-point-after-cmd (process-buffer process))
    (message "%s: %s." (car (last (process-command process))) (substring signal 0 -1))))

;;; shell-command.el ends here
