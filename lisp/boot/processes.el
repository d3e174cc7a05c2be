;;; processes.el --- running programs, over the process primitives -*- lexical-binding: t; -*-

;;; The environment

(defun setenv-internal (env variable value keep-empty)
  "Set VARIABLE to VALUE in the list ENV, of strings NAME=VALUE; return the list.
A nil VALUE removes VARIABLE, or with KEEP-EMPTY leaves its bare name."
  (let ((pattern (concat "\\`" (regexp-quote variable) "\\(=.*\\)?\\'"))
        (case-fold-search nil)
        (scan env) (found nil))
    (while scan
      (if (string-match-p pattern (car scan))
          (progn
            (setq found t)
            (if value
                (setcar scan (concat variable "=" value))
              (if keep-empty
                  (setcar scan variable)
                (setq env (delq (car scan) env))))
            (setq scan nil))
        (setq scan (cdr scan))))
    (if (or found (not (or value keep-empty)))
        env
      (cons (if value (concat variable "=" value) variable) env))))

(defun getenv (variable &optional frame)
  "Return the value of the environment variable VARIABLE, nil if it is not set.
FRAME is ignored unless it is a list of strings NAME=VALUE to look in."
  (getenv-internal variable frame))

(defun substitute-env-vars (string &optional when-undefined)
  "Replace $NAME and ${NAME} in STRING by the values of environment variables.
$$ stands for a dollar sign.  WHEN-UNDEFINED says what becomes of names
that are not set: a function to call with them, t to leave them alone,
nil to replace them by nothing."
  (let ((start 0))
    (while (string-match "\\$\\(?:\\([[:alnum:]_]+\\)\\|{\\([^{}]+\\)}\\|\\$\\)" string start)
      (let* ((name (or (match-string 1 string) (match-string 2 string)))
             (value (cond
                     ((null name) "$")
                     ((getenv name))
                     ((functionp when-undefined)
                      (save-match-data (funcall when-undefined name)))
                     (when-undefined (match-string 0 string))
                     (t ""))))
        (setq start (+ (match-beginning 0) (length value))
              string (replace-match value t t string)))))
  string)

(defun setenv (variable &optional value substitute-env-vars)
  "Set the environment variable VARIABLE to VALUE, remove it if VALUE is nil.
With SUBSTITUTE-ENV-VARS, replace variables in VALUE first."
  (if (and value substitute-env-vars)
      (setq value (substitute-env-vars value)))
  (if (string-match "=" variable)
      (error "Environment variable name `%s' contains `='" variable))
  (if (string-equal "TZ" variable)
      (set-time-zone-rule value))
  (setq process-environment
        (setenv-internal process-environment variable value t))
  value)

(defmacro with-environment-variables (variables &rest body)
  "Evaluate BODY with environment VARIABLES, a list of (NAME VALUE), set."
  (declare (indent 1) (debug (sexp body)))
  (unless (consp variables)
    (error "Invalid VARIABLES: %s" variables))
  `(let ((process-environment (copy-sequence process-environment)))
     ,@(mapcar (lambda (elem) `(setenv ,(car elem) ,(cadr elem))) variables)
     ,@body))

(defun executable-find (command &optional _remote)
  "Return the absolute file name of the program COMMAND, searched for in `exec-path'."
  (let ((found (locate-file command exec-path exec-suffixes 1)))
    (if (stringp found) (file-name-unquote found) found)))

;;; Processes

(defun start-process (name buffer program &rest program-args)
  "Start PROGRAM with PROGRAM-ARGS in a process called NAME whose output goes to BUFFER."
  (unless (fboundp 'make-process)
    (error "Emacs was compiled without subprocess support"))
  (apply #'make-process
         (append (list :name name :buffer buffer)
                 (if program
                     (list :command (cons program program-args))))))

(defun start-process-shell-command (name buffer command)
  "Start the shell COMMAND in a process called NAME whose output goes to BUFFER."
  (start-process name buffer shell-file-name shell-command-switch command))

(defun start-file-process (name buffer program &rest program-args)
  "Like `start-process' with NAME, BUFFER, PROGRAM and PROGRAM-ARGS."
  (apply #'start-process name buffer program program-args))

(defun start-file-process-shell-command (name buffer command)
  "Like `start-process-shell-command' with NAME, BUFFER and COMMAND."
  (start-process-shell-command name buffer command))

(defun process-file (program &optional infile buffer display &rest args)
  "Like `call-process' with PROGRAM, INFILE, BUFFER, DISPLAY and ARGS."
  (apply #'call-process program infile buffer display args))

(defun call-process-shell-command (command &optional infile buffer display &rest args)
  "Run the shell COMMAND, followed by ARGS, and wait for it.
INFILE, BUFFER and DISPLAY are as in `call-process'."
  (call-process shell-file-name infile buffer display shell-command-switch
                (mapconcat #'identity (cons command args) " ")))

(defun process-file-shell-command (command &optional infile buffer display &rest args)
  "Like `call-process-shell-command' with COMMAND, INFILE, BUFFER, DISPLAY and ARGS."
  (apply #'call-process-shell-command command infile buffer display args))

(defun call-shell-region (start end command &optional delete buffer)
  "Send the text from START to END to the shell COMMAND and wait for it.
DELETE and BUFFER are as in `call-process-region'."
  (call-process-region start end shell-file-name delete buffer nil
                       shell-command-switch command))

(defun process-lines-handling-status (program status-handler &rest args)
  "Run PROGRAM with ARGS and return the lines of its output.
STATUS-HANDLER is called with its exit status; without one, a status other than 0 is an error."
  (with-temp-buffer
    (let ((status (apply #'call-process program nil (current-buffer) nil args)))
      (if status-handler
          (funcall status-handler status)
        (unless (eq status 0)
          (error "%s exited with status %s" program status)))
      (goto-char (point-min))
      (let (lines)
        (while (not (eobp))
          (push (buffer-substring-no-properties (line-beginning-position) (line-end-position))
                lines)
          (forward-line 1))
        (nreverse lines)))))

(defun process-lines (program &rest args)
  "Run PROGRAM with ARGS and return the lines of its output; it must exit with status 0."
  (apply #'process-lines-handling-status program nil args))

(defun process-lines-ignore-status (program &rest args)
  "Run PROGRAM with ARGS and return the lines of its output, whatever its status."
  (apply #'process-lines-handling-status program #'ignore args))

(defun process-get (process propname)
  "Return the value of PROCESS's property PROPNAME."
  (plist-get (process-plist process) propname))

(defun process-put (process propname value)
  "Set PROCESS's property PROPNAME to VALUE."
  (set-process-plist process (plist-put (process-plist process) propname value)))

(defun process-kill-buffer-query-function ()
  "Return t: a buffer with a live process may be killed without asking."
  t)

(defun shell-command-to-string (command)
  "Run the shell COMMAND and return its output."
  (with-output-to-string
    (with-current-buffer standard-output
      (shell-command command t))))

(defun shell-command (command &optional output-buffer error-buffer)
  "Run the shell COMMAND.
OUTPUT-BUFFER t means to insert its output after point, another value names the
buffer that shall hold it, nil means *Shell Command Output*.  Standard error goes
along, or into ERROR-BUFFER.  Return the exit status.  A COMMAND that ends in
`&' is not waited for."
  (cond
   ((string-match "[ \t]*&[ \t]*\\'" command)
    (async-shell-command (substring command 0 (match-beginning 0)) output-buffer))
   ((or (eq output-buffer t)
        (and output-buffer (not (or (bufferp output-buffer) (stringp output-buffer)))))
    (barf-if-buffer-read-only)
    (push-mark nil t)
    (prog1 (processes--shell command t error-buffer)
      (exchange-point-and-mark t)))
   (t
    (let ((buffer (get-buffer-create (or output-buffer "*Shell Command Output*")))
          (directory default-directory))
      (with-current-buffer buffer
        (let ((inhibit-read-only t)) (erase-buffer))
        (setq default-directory directory)
        (prog1 (processes--shell command t error-buffer)
          (goto-char (point-min))
          (if (eq (buffer-size) 0)
              nil
            (when noninteractive
              (message "%s" (string-trim-right (buffer-string) "\n"))))))))))

(defun processes--shell (command destination error-buffer)
  "Run the shell COMMAND with output to DESTINATION and errors, if not nil, to ERROR-BUFFER."
  (if (not error-buffer)
      (call-process shell-file-name nil destination nil shell-command-switch command)
    (let ((error-file (make-temp-file "elerr")))
      (unwind-protect
          (prog1 (call-process shell-file-name nil (list destination error-file) nil
                               shell-command-switch command)
            (when (< 0 (file-attribute-size (file-attributes error-file)))
              (with-current-buffer (get-buffer-create error-buffer)
                (goto-char (point-max))
                (insert-file-contents error-file nil))))
        (delete-file error-file)))))

(defun async-shell-command (command &optional output-buffer _error-buffer)
  "Start the shell COMMAND; its output goes to OUTPUT-BUFFER, *Async Shell Command* by default."
  (let* ((buffer (get-buffer-create (or output-buffer "*Async Shell Command*")))
         (proc (start-process-shell-command "Shell" buffer command)))
    (set-process-query-on-exit-flag proc nil)
    proc))

(defun shell-command-on-region (start end command &optional output-buffer replace
                                      error-buffer _display _region)
  "Run the shell COMMAND with the text from START to END as input.
OUTPUT-BUFFER is as in `shell-command'; REPLACE means that the output takes the
place of the text.  Errors go along, or into ERROR-BUFFER."
  (ignore error-buffer)
  (cond
   (replace
    (goto-char start)
    (call-process-region start end shell-file-name t t nil shell-command-switch command))
   ((and output-buffer (not (bufferp output-buffer)) (not (stringp output-buffer)))
    (call-process-region start end shell-file-name nil t nil shell-command-switch command))
   (t
    (let ((buffer (get-buffer-create (or output-buffer "*Shell Command Output*"))))
      (with-current-buffer buffer (erase-buffer))
      (call-process-region start end shell-file-name nil buffer nil
                           shell-command-switch command)))))

(defvar shell-command-switch "-c"
  "The option that makes the shell run a command.")

;;; Waiting

;;; Network

(autoload 'open-network-stream "network-stream"
  "Open a connection called NAME to SERVICE at HOST; its output goes to BUFFER.")

;;; processes.el ends here
