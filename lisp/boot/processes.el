;;; processes.el --- running programs, over the process primitives -*- lexical-binding: t; -*-

;;; Processes

(defun start-process (name buffer program &rest program-args)
  "Start PROGRAM with PROGRAM-ARGS in a process called NAME whose output goes to BUFFER.
Without PROGRAM there is only a terminal."
  (apply #'make-process :name name :buffer buffer
         (and program (list :command (cons program program-args)))))

(defun start-process-shell-command (name buffer command)
  "Start the shell COMMAND in a process called NAME whose output goes to BUFFER."
  (start-process name buffer shell-file-name shell-command-switch command))

(defun processes--handled (operation &rest arguments)
  "Let the file name handler of `default-directory' do OPERATION with ARGUMENTS.
The value is a list with its value, nil if there is no handler."
  (let ((handler (find-file-name-handler default-directory operation)))
    (and handler (list (apply handler operation arguments)))))

(defun start-file-process (name buffer program &rest program-args)
  "Like `start-process' with NAME, BUFFER, PROGRAM and PROGRAM-ARGS, on the machine of `default-directory'.
A file name handler may know other machines."
  (let ((handled (apply #'processes--handled 'start-file-process name buffer program program-args)))
    (if handled
        (car handled)
      (apply #'start-process name buffer program program-args))))

(defun start-file-process-shell-command (name buffer command)
  "Like `start-process-shell-command' with NAME, BUFFER and COMMAND, on the machine of `default-directory'."
  (start-file-process name buffer
                      (if (file-remote-p default-directory) "/bin/sh" shell-file-name)
                      (if (file-remote-p default-directory) "-c" shell-command-switch)
                      command))

(defvar process-file-side-effects t
  "Whether a program run by `process-file' may change files; handlers of remote files look at it.")
(defvar process-file-return-signal-string nil
  "Whether `process-file' takes every exit status above 128 for a signal; handlers of remote files look at it.")

(defun process-file (program &optional infile buffer display &rest args)
  "Like `call-process' with PROGRAM, INFILE, BUFFER, DISPLAY and ARGS, on the machine of `default-directory'.
INFILE, and a file named in BUFFER, may have file name handlers."
  (let ((handled (apply #'processes--handled 'process-file program infile buffer display args)))
    (if handled
        (car handled)
      (let ((input (and infile (or (file-local-copy (expand-file-name infile)) infile))))
        (unwind-protect
            (apply #'call-process program input buffer display args)
          (unless (equal input infile) (delete-file input)))))))

(defun processes--joined (command arguments)
  "COMMAND and ARGUMENTS with spaces between."
  (mapconcat #'identity (cons command arguments) " "))

(defun call-process-shell-command (command &optional infile buffer display &rest args)
  "Run the shell COMMAND, followed by ARGS, and wait for it.
INFILE, BUFFER and DISPLAY are as in `call-process'."
  (call-process shell-file-name infile buffer display shell-command-switch (processes--joined command args)))

(defun process-file-shell-command (command &optional infile buffer display &rest args)
  "Like `call-process-shell-command' with COMMAND, INFILE, BUFFER, DISPLAY and ARGS, on the machine of `default-directory'."
  (let ((far (file-remote-p default-directory)))
    (process-file (if far "/bin/sh" shell-file-name) infile buffer display
                  (if far "-c" shell-command-switch) (processes--joined command args))))

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
      (cond (status-handler (funcall status-handler status))
            ((not (eq status 0)) (error "%s exited with status %s" program status)))
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

(defvar confirm-kill-processes t
  "Whether the user is asked before live processes are killed at the exit.")

(defun process-kill-buffer-query-function ()
  "Whether the current buffer may be killed: asks if a live process would be lost."
  (let ((process (get-buffer-process (current-buffer))))
    (or (not process)
        (not (memq (process-status process) '(run stop open listen)))
        (not (process-query-on-exit-flag process))
        (yes-or-no-p (format "Buffer %S has a running process; kill it? " (buffer-name))))))

(add-hook 'kill-buffer-query-functions #'process-kill-buffer-query-function)

(defun set-buffer-process-coding-system (decoding encoding)
  "Make the process of the current buffer use the coding systems DECODING and ENCODING."
  (interactive "zDecode what it sends by: \nzEncode what it is sent by: ")
  (let ((process (or (get-buffer-process (current-buffer)) (error "No process"))))
    (check-coding-system decoding)
    (check-coding-system encoding)
    (set-process-coding-system process decoding encoding)
    nil))

;;; Sizes of terminals

(defvar window-adjust-process-window-size-function 'window-adjust-process-window-size-smallest
  "Function that computes the size of a process's terminal from PROCESS and WINDOWS: (WIDTH . HEIGHT) or nil.")

(defun window-adjust-process-window-size (reducer windows)
  "Return (WIDTH . HEIGHT) for a process shown in WINDOWS: their sizes, combined by the function REDUCER."
  (when windows
    (cons (cl-reduce reducer (mapcar #'window-max-chars-per-line windows))
          (cl-reduce reducer (mapcar #'window-body-height windows)))))

(defun window-adjust-process-window-size-smallest (_process windows)
  "Return (WIDTH . HEIGHT), the smallest area that WINDOWS have for output."
  (window-adjust-process-window-size #'min windows))

(defun window-adjust-process-window-size-largest (_process windows)
  "Return (WIDTH . HEIGHT), the largest area that WINDOWS have for output."
  (window-adjust-process-window-size #'max windows))

(defun clone-process (process &optional newname)
  "Start a process like PROCESS: the same command, or a connection to the same place.
It is called NEWNAME, by default like PROCESS, and made unique.  If PROCESS has a buffer, that of its twin is the
current buffer.  Filter, sentinel, properties and the query flag are those of PROCESS.  Return nil if PROCESS has ended."
  (when (and (process-contact process t) (process-live-p process))
    (let ((twin (processes--another process
                                    (replace-regexp-in-string "<[0-9]+>\\'" "" (or newname (process-name process)))
                                    (and (process-buffer process) (current-buffer)))))
      (set-process-query-on-exit-flag twin (process-query-on-exit-flag process))
      (set-process-inherit-coding-system-flag twin (process-inherit-coding-system-flag process))
      (set-process-filter twin (process-filter process))
      (set-process-sentinel twin (process-sentinel process))
      (set-process-plist twin (copy-sequence (process-plist process)))
      twin)))

(defun processes--another (process name buffer)
  "Start what PROCESS runs, or connect to where it is connected, with NAME and BUFFER."
  (let ((contact (process-contact process t)))
    (if (memq (process-type process) '(network serial))
        (apply (if (eq (process-type process) 'serial) #'make-serial-process #'make-network-process)
               (plist-put (plist-put (copy-sequence contact) :name name) :buffer buffer))
      (let ((process-connection-type (and (process-tty-name process) t)))
        (apply #'start-process name buffer (process-command process))))))

(autoload 'list-processes "process-list" "List all processes in a buffer." t)
(autoload 'process-menu-mode "process-list" "Major mode of the list of processes." t)
(autoload 'tabulated-list-mode "tabulated-list" "Major mode for lists in columns." t)

;;; Network

(autoload 'open-network-stream "network-stream"
  "Open a connection called NAME to SERVICE at HOST; its output goes to BUFFER.")

;;; processes.el ends here
