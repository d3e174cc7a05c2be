;;; process-list.el --- list-processes -*- lexical-binding: t; -*-

(defconst process-list--columns
  '(("Process" . 15) ("PID" . 7) ("Status" . 7) ("Buffer" . 25) ("TTY" . 12) ("Thread" . 12) ("Command" . 0))
  "The columns of the list and their widths.  What does not fit moves the others.")

(defvar-local process-menu-query-only nil "Whether the list shows only processes with the query flag.")

(define-derived-mode process-menu-mode special-mode "Process Menu"
  "Major mode of the buffer in which `list-processes' lists processes."
  (setq-local revert-buffer-function (lambda (&rest _) (process-list--fill))))

(defun list-processes (&optional query-only buffer)
  "List all processes in the buffer *Process List*, or in BUFFER if that is one.
With QUERY-ONLY, only those whose `process-query-on-exit-flag' is set.  Processes that have exited are forgotten."
  (interactive)
  (let ((buffer (if (bufferp buffer) buffer (get-buffer-create "*Process List*"))))
    (with-current-buffer buffer
      (process-menu-mode)
      (setq process-menu-query-only query-only)
      (process-list--fill))
    (display-buffer buffer)
    nil))

(defun process-list--fill ()
  "Write the list into the current buffer, and forget processes that have ended."
  (let ((inhibit-read-only t) (lines nil))
    (dolist (process (process-list))
      (if (memq (process-status process) '(exit signal closed))
          (delete-process process)
        (when (or (not process-menu-query-only) (process-query-on-exit-flag process))
          (push (process-list--row process) lines))))
    (erase-buffer)
    (dolist (row (sort lines (lambda (a b) (string< (car a) (car b)))))
      (insert (process-list--line row) "\n"))
    (goto-char (point-min))))

(defun process-list--line (row)
  "The texts in ROW, padded to the widths of the columns."
  (let ((columns process-list--columns) (parts nil))
    (while (cdr columns)
      (push (string-pad (pop row) (cdr (pop columns))) parts))
    (concat (mapconcat #'identity (nreverse parts) " ") " " (car row))))

(defun process-list--row (process)
  "What the list says about PROCESS, column by column."
  (let ((buffer (process-buffer process)))
    (list (process-name process)
          (if (process-id process) (format "%d" (process-id process)) "--")
          (symbol-name (process-status process))
          (cond ((null buffer) "--") ((buffer-live-p buffer) (buffer-name buffer)) (t "Killed"))
          (or (process-tty-name process) "--")
          (process-list--thread (process-thread process))
          (process-list--command process))))

(defun process-list--thread (thread)
  "The name of THREAD, to which a process is locked."
  (cond ((not (boundp 'main-thread)) "Main")
        ((null thread) "--")
        ((eq thread main-thread) "Main")
        ((thread-name thread))
        (t "--")))

(defun process-list--command (process)
  "What PROCESS runs, or where it is connected."
  (let* ((contact (process-contact process t))
         (server (plist-get contact :server)) (host (plist-get contact :host)) (service (plist-get contact :service)))
    (pcase (process-type process)
      ('real (mapconcat #'identity (process-command process) " "))
      ('network
       (format "(%s %s)"
               (if (eq (plist-get contact :type) 'datagram) "datagram" "network")
               (cond ((not server) (format "connection to %s:%s" host service))
                     ((eq (plist-get contact :family) 'local) (format "server on %s" service))
                     (t (format "server on %s:%s" host service)))))
      (_ (concat "(serial port " (or (plist-get contact :port) "?")
                 (if (plist-get contact :speed) (format " at %s b/s" (plist-get contact :speed)))
                 ")")))))

;;; process-list.el ends here
