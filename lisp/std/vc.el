;;; vc.el --- version control -*- lexical-binding: t; -*-

;; What programs ask: which system, which root, which state.  Commands that change versions are those of the systems' own programs.

(require 'vc-hooks)

(defcustom vc-find-revision-no-save nil "Accepted." :type 'boolean :group 'vc)
(defcustom vc-command-messages nil "Non-nil means to tell which commands are run." :type 'boolean :group 'vc)

(defun vc-responsible-backend (file &optional no-error)
  "Return the system that has versions of FILE, or would have them: the one whose root is the nearest.
Without one there is an error, or nil with NO-ERROR."
  (or (and (not (file-directory-p file)) (vc-backend file))
      (let ((best nil) (depth -1))
        (dolist (backend vc-handled-backends best)
          (let ((root (and (vc-find-backend-function backend 'responsible-p) (vc-call-backend backend 'responsible-p file))))
            (when (and root (> (if (stringp root) (length (expand-file-name root)) 0) depth))
              (setq best backend depth (if (stringp root) (length (expand-file-name root)) 0))))))
      (and (not no-error) (error "No VC backend is responsible for %s" file))))

(defun vc-root-dir ()
  "Return the root of the directory's versions, or nil."
  (let ((backend (vc-responsible-backend default-directory t))) (and backend (vc-call-backend backend 'root default-directory))))
(defun vc-default-root (backend file) "Signal that BACKEND has no root for FILE." (error "%s has no root for %s" backend file))

(defun vc-do-command (buffer okstatus command file-or-list &rest flags)
  "Run COMMAND with FLAGS and FILE-OR-LIST, its output in BUFFER (t means the current one); return the status.
A status above OKSTATUS, a number, is an error; nil allows any."
  (let* ((files (mapcar #'file-relative-name (if (listp file-or-list) file-or-list (list file-or-list))))
         (arguments (append (flatten-tree flags) files)) (target (if (or (eq buffer t) (null buffer)) (current-buffer) (get-buffer-create buffer)))
         (directory default-directory))
    (when vc-command-messages (message "Running %s %s" command (mapconcat #'identity arguments " ")))
    (with-current-buffer target
      (unless (or (eq buffer t) (null buffer) (eq target (current-buffer))) (erase-buffer))
      (let* ((default-directory directory) (inhibit-read-only t) (status (apply #'process-file command nil t nil arguments)))
        (when (and (integerp okstatus) (or (not (integerp status)) (> status okstatus)))
          (error "Failed (status %s): %s" status command))
        status))))

(provide 'vc)
;;; vc.el ends here
