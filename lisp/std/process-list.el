;;; process-list.el --- list-processes -*- lexical-binding: t; -*-

(require 'tabulated-list)

(defvar-local process-menu-query-only nil "Whether the list shows only processes with the query flag.")

(defvar process-menu-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map "d" 'process-menu-delete-process)
    map)
  "Keymap of `process-menu-mode'.")

(define-derived-mode process-menu-mode tabulated-list-mode "Process Menu"
  "Major mode of the buffer in which `list-processes' lists processes."
  (setq tabulated-list-format [("Process" 15 t) ("PID" 7 t) ("Status" 7 t) ("Buffer" 25 t) ("TTY" 12 t) ("Thread" 12 t)
                               ("Command" 0 t)]
        tabulated-list-sort-key (list "Process"))
  (add-hook 'tabulated-list-revert-hook #'list-processes--refresh nil t))

(defun list-processes (&optional query-only buffer)
  "List all processes in the buffer *Process List*, or in BUFFER if that is one.
With QUERY-ONLY, only those whose `process-query-on-exit-flag' is set.  Processes that have exited are forgotten."
  (interactive)
  (let ((buffer (if (bufferp buffer) buffer (get-buffer-create "*Process List*"))))
    (with-current-buffer buffer
      (process-menu-mode)
      (setq process-menu-query-only query-only)
      (list-processes--refresh)
      (tabulated-list-print))
    (display-buffer buffer)
    nil))

(defun process-menu-delete-process ()
  "Delete the process at point."
  (interactive nil process-menu-mode)
  (let ((process (tabulated-list-get-id)) (line (line-number-at-pos)))
    (delete-process process)
    (revert-buffer)
    (goto-char (point-min))
    (forward-line (1- line))
    (if (eobp) (forward-line -1))))

(defun list-processes--refresh ()
  "Note what there is to list, and forget processes that have ended."
  (setq tabulated-list-entries nil)
  (dolist (process (process-list))
    (if (memq (process-status process) '(exit signal closed))
        (delete-process process)
      (when (or (not process-menu-query-only) (process-query-on-exit-flag process))
        (push (list process (process-list--row process)) tabulated-list-entries))))
  (tabulated-list-init-header))

(defun process-list--row (process)
  "What the list says about PROCESS, column by column."
  (vector (process-name process)
          (if (process-id process) (format "%d" (process-id process)) "--")
          (symbol-name (process-status process))
          (process-list--buffer (process-buffer process))
          (or (process-tty-name process) "--")
          (process-list--thread (process-thread process))
          (process-list--command process)))

(defun process-list--buffer (buffer)
  "The column for BUFFER: a button that visits it."
  (cond ((null buffer) "--")
        ((not (buffer-live-p buffer)) "Killed")
        (t (list (buffer-name buffer) 'face 'link
                 'help-echo (format-message "Visit buffer `%s'" (buffer-name buffer))
                 'follow-link t 'process-buffer buffer 'action #'process-menu-visit-buffer))))

(defun process-menu-visit-buffer (button)
  "Show the buffer of BUTTON."
  (display-buffer (button-get button 'process-buffer)))

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

(provide 'process-list)

;;; process-list.el ends here
