;;; server-editing.el --- files that clients wait for -*- lexical-binding: t; -*-

;; A client waits until all its buffers are done: `server-edit'.  A buffer knows its clients, and a client its buffers.

(defcustom server-visit-hook nil "Run in each buffer that a client wants to edit." :type 'hook :group 'server)
(defcustom server-switch-hook nil "Run when a client's buffer is shown." :type 'hook :group 'server)
(defcustom server-done-hook nil "Run in a buffer that is done." :type 'hook :group 'server)
(defcustom server-window nil "Where clients' buffers are shown: nil, the selected window; a function called with the buffer; a window."
  :type '(choice (const nil) function) :group 'server)
(defcustom server-temp-file-regexp "\\`/tmp/Re\\|/draft\\'" "Regexp for names of files that are killed when they are done, backups are made of."
  :type 'regexp :group 'server)
(defcustom server-kill-new-buffers t "Whether a buffer that was not there before a client wanted it is killed when it is done."
  :type 'boolean :group 'server)
(defcustom server-client-instructions t "Whether to say how to finish when a client waits." :type 'boolean :group 'server)

(defvar server-clients nil "The clients, processes.")
(defvar-local server-buffer-clients nil "The clients that wait for this buffer.")
(put 'server-buffer-clients 'permanent-local t)
(defvar-local server-existing-buffer nil "Whether this buffer was there before a client wanted it.")
(put 'server-existing-buffer 'permanent-local t)
(defvar server-kill-buffer-running nil "Non-nil while a buffer is killed because it is done.")
(defvar server-window)

(declare-function server-delete-client "server")
(declare-function server-send-string "server")
(declare-function server-quote-arg "server")

(defun server-goto-line-column (line-col)
  "Go to LINE-COL, (LINE . COLUMN), both from 1."
  (when line-col
    (goto-char (point-min))
    (forward-line (1- (max 1 (car line-col))))
    (when (> (cdr line-col) 0) (move-to-column (1- (cdr line-col))))))

(defun server--visit (file)
  "Return the buffer that visits FILE, an existing one as it is on disk unless it was changed."
  (let* ((name (abbreviate-file-name file)) (buffer (get-file-buffer name)))
    (if (not buffer)
        (find-file-noselect file)
      (with-current-buffer buffer
        (setq server-existing-buffer t)
        (cond ((and (file-exists-p name) (not (verify-visited-file-modtime buffer)))
               (revert-buffer t nil))
              ((and (not (file-exists-p name)) (buffer-modified-p)) nil)))
      buffer)))

(defun server-visit-files (files proc &optional nowait)
  "Visit FILES, a list of (NAME . POSITION), for the client PROC and return the buffers.
POSITION is nil or (LINE . COLUMN).  With NOWAIT the client does not wait for them."
  (let ((buffers nil))
    (dolist (file files)
      (let ((buffer (server--visit (car file))))
        (with-current-buffer buffer
          (server-goto-line-column (cdr file))
          (run-hooks 'server-visit-hook)
          (add-hook 'kill-buffer-hook #'server-kill-buffer nil t)
          (unless nowait (push proc server-buffer-clients)))
        (push buffer buffers)))
    (setq buffers (nreverse buffers))
    (unless nowait
      (process-put proc 'buffers (append (process-get proc 'buffers) buffers)))
    buffers))

(defun server-temp-file-p (&optional buffer)
  "Whether BUFFER, the current one by default, visits a file that `server-temp-file-regexp' matches."
  (let ((name (buffer-file-name buffer)))
    (and name (string-match-p server-temp-file-regexp name))))

(defun server--release (buffer)
  "Tell the clients of BUFFER that it is done; close the connection of those that have no other.  Whether there were clients."
  (let ((clients (buffer-local-value 'server-buffer-clients buffer)))
    (with-current-buffer buffer (setq server-buffer-clients nil))
    (dolist (proc clients)
      (let ((left (delq buffer (copy-sequence (process-get proc 'buffers)))))
        (process-put proc 'buffers left)
        (unless left (server-delete-client proc))))
    (and clients t)))

(defun server--next-buffer ()
  "Return a live buffer that a client waits for, nil if there is none."
  (seq-find #'buffer-live-p (apply #'append (mapcar (lambda (proc) (process-get proc 'buffers)) server-clients))))

(defun server-buffer-done (buffer &optional for-killing)
  "Mark BUFFER as done and return (NEXT KILLED): another buffer of a client, and whether BUFFER was killed.
FOR-KILLING: it is being killed already."
  (let ((killed nil))
    (with-current-buffer buffer (run-hooks 'server-done-hook))
    (server--release buffer)
    (when (and (not for-killing) (buffer-live-p buffer))
      (if (with-current-buffer buffer
            (or (server-temp-file-p) (and server-kill-new-buffers (not server-existing-buffer))))
          (let ((server-kill-buffer-running t))
            (setq killed t)
            (kill-buffer buffer))
        (with-current-buffer buffer (setq server-existing-buffer nil))
        (bury-buffer buffer)))
    (list (server--next-buffer) killed)))

(defun server-done ()
  "Save the current buffer, if the user wants, and mark it as done; return what `server-buffer-done' does, nil without clients."
  (when server-buffer-clients
    (if (server-temp-file-p)
        (let ((version-control nil) (buffer-backed-up nil))
          (save-buffer))
      (when (and (buffer-modified-p) buffer-file-name
                 (y-or-n-p (concat "Save file " buffer-file-name "? ")))
        (save-buffer)))
    (server-buffer-done (current-buffer))))

(defun server-kill-buffer ()
  "The current buffer is being killed: its clients need not wait for it.  For `kill-buffer-hook'."
  (unless server-kill-buffer-running
    (let ((server-kill-buffer-running t))
      (when server-buffer-clients (server-buffer-done (current-buffer) t)))))

(defun server-kill-emacs-query-function ()
  "Ask whether to leave while clients wait; t if so.  For `kill-emacs-query-functions'."
  (or (not (seq-find (lambda (proc) (seq-some #'buffer-live-p (process-get proc 'buffers))) server-clients))
      (yes-or-no-p "This Emacs session has clients; exit anyway? ")))

(defun server-edit (&optional arg)
  "The current buffer is done: save it, tell its clients, and show the next one; with ARG, start serving."
  (interactive "P")
  (cond
   ((or arg (not server-process)
        (memq (process-status server-process) '(signal exit)))
    (server-mode 1))
   (server-clients (apply #'server-switch-buffer (server-done)))
   (t (message "No server editing buffers exist"))))

(defun server-edit-abort ()
  "Tell the clients of the current buffer that its editing was given up, an error for them."
  (interactive)
  (if (not server-clients)
      (message "This buffer has no clients")
    (dolist (proc (copy-sequence server-buffer-clients))
      (server-send-string proc (concat "-error " (server-quote-arg "Aborted by the user")))
      (server-delete-client proc))))

(defun server-switch-buffer (&optional next-buffer killed-one filepos _this-frame-only)
  "Show NEXT-BUFFER, or the next one that a client waits for, at FILEPOS, (LINE . COLUMN).
KILLED-ONE: a buffer was killed, so do not bury another."
  (let ((buffer (if (buffer-live-p next-buffer) next-buffer (server--next-buffer))))
    (cond
     (buffer
      (cond ((functionp server-window) (funcall server-window buffer))
            ((and server-window (window-live-p server-window)) (select-window server-window) (switch-to-buffer buffer))
            (t (switch-to-buffer buffer)))
      (when filepos (server-goto-line-column filepos)))
     ((not killed-one) (switch-to-buffer (other-buffer (current-buffer)))))))

(defun server-save-buffers-kill-terminal (arg)
  "Save buffers, asking unless ARG, and close the connection of the client of the current buffer."
  (let ((proc (car server-buffer-clients)))
    (save-some-buffers arg (when proc (let ((buffers (process-get proc 'buffers))) (lambda () (memq (current-buffer) buffers)))))
    (when proc (server-delete-client proc))))

(provide 'server-editing)

;;; server-editing.el ends here
