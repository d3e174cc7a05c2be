;;; vc-hooks.el --- which system has a file's versions -*- lexical-binding: t; -*-

;; Systems are asked through functions vc-SYSTEM-OPERATION, as everywhere in VC; what a system lacks takes vc-default-OPERATION.

(require 'cl-lib)
(defgroup vc nil "Version control." :group 'tools)
(defcustom vc-handled-backends '(RCS CVS SVN SCCS SRC Bzr Git Hg)
  "The systems that are asked about files, in this order; those without a library are passed over." :type '(repeat symbol) :group 'vc)
(defcustom vc-ignore-dir-regexp locate-dominating-stop-dir-regexp "Matches directories in which no system is looked for." :type 'regexp :group 'vc)
(defcustom vc-follow-symlinks 'ask "Whether a link is followed to the file that has versions." :type 'symbol :group 'vc)
(defcustom vc-display-status t "Non-nil means to tell the state." :type 'symbol :group 'vc)
(defcustom vc-make-backup-files nil "Non-nil means that files with versions are backed up too." :type 'boolean :group 'vc)
(defcustom vc-stay-local 'only-file "Whether servers are not asked." :type 'sexp :group 'vc)
(defcustom vc-directory-exclusion-list '("SCCS" "RCS" "CVS" "MCVS" ".src" ".svn" ".git" ".hg" ".bzr" "_MTN" "_darcs" "{arch}")
  "The directories of systems, which are passed over." :type '(repeat string) :group 'vc)
(defvar-local vc-mode nil "What the mode line says about versions.")
(put 'vc-mode 'permanent-local t)
(defvar vc-touched-properties nil "Properties that were set; to be bound.")
(defvar vc-prefix-map (make-sparse-keymap) "The keys of VC, behind \\`C-x v'.")
(fset 'vc-prefix-map vc-prefix-map)
(defvar vc-file-prop-obarray (make-vector 17 0) "The properties of files.")

(defun vc-file-setprop (file property value) "Set PROPERTY of FILE to VALUE." (put (intern file vc-file-prop-obarray) property value))
(defun vc-file-getprop (file property) "Return PROPERTY of FILE." (get (intern file vc-file-prop-obarray) property))
(defun vc-file-clearprops (file) "Forget the properties of FILE." (setplist (intern (expand-file-name file) vc-file-prop-obarray) nil))

(defun vc-make-backend-sym (backend sym) "Return the name of the operation SYM of BACKEND." (intern (format "vc-%s-%s" (downcase (symbol-name backend)) sym)))

(defun vc-find-backend-function (backend fun)
  "Return the function of the operation FUN of BACKEND, or the default one; nil if there is none."
  (let ((function (vc-make-backend-sym backend fun)) (default (intern (format "vc-default-%s" fun))))
    (unless (fboundp function) (require (intern (downcase (format "vc-%s" backend))) nil t))
    (cond ((fboundp function) function)
          ((fboundp default) (lambda (&rest arguments) (apply default backend arguments))))))

(defun vc-call-backend (backend function-name &rest args)
  "Call the operation FUNCTION-NAME of BACKEND with ARGS."
  (let ((function (vc-find-backend-function backend function-name)))
    (unless function (error "Sorry, %s is not implemented for %s" function-name backend))
    (apply function args)))
(defmacro vc-call (fun file &rest args) "Call the operation FUN of the system of FILE with FILE and ARGS." `(vc-call-backend (vc-backend ,file) ',fun ,file ,@args))

(defun vc-find-root (file witness)
  "Return the directory at or above FILE that has WITNESS, abbreviated; nil if there is none."
  (let ((found (locate-dominating-file file witness))) (and found (file-name-as-directory (abbreviate-file-name found)))))

(defun vc-registered (file)
  "Return non-nil if a system has versions of FILE, which is noted."
  (let ((backend (and (not (string-match-p vc-ignore-dir-regexp (or (file-name-directory file) "")))
                      (seq-find (lambda (backend)
                                  (and (vc-find-backend-function backend 'registered) (vc-call-backend backend 'registered file)))
                                vc-handled-backends))))
    (vc-file-setprop file 'vc-backend (or backend 'none))
    (and backend t)))

(defun vc-backend (file-or-list)
  "Return the system that has versions of FILE-OR-LIST, of several files the first; nil if there is none."
  (cond ((stringp file-or-list)
         (let* ((file (expand-file-name file-or-list)) (known (vc-file-getprop file 'vc-backend)))
           (cond ((eq known 'none) nil)
                 (known)
                 ((vc-registered file) (vc-file-getprop file 'vc-backend)))))
        (file-or-list (vc-backend (car file-or-list)))))

(defun vc-working-revision (file &optional backend)
  "Return the revision that FILE is of, as BACKEND, by default its own, says."
  (let ((backend (or backend (vc-backend file)))) (and backend (vc-call-backend backend 'working-revision file))))
(defun vc-state (file &optional backend)
  "Return the state of FILE, a symbol such as `up-to-date' or `edited', as BACKEND, by default its own, says."
  (let ((backend (or backend (vc-backend file)))) (and backend (vc-call-backend backend 'state file))))
(defun vc-state-refresh (file backend) "Ask BACKEND for the state of FILE anew." (vc-call-backend backend 'state file))
(defun vc-up-to-date-p (file) "Return non-nil if FILE has no changes." (eq (vc-state file) 'up-to-date))

(defun vc-default-mode-line-string (backend file)
  "Return BACKEND and the revision of FILE."
  (format "%s%s%s" backend (if (eq (vc-state file) 'up-to-date) "-" ":") (vc-working-revision file)))
(defun vc-mode-line (file &optional backend)
  "Let the mode line tell of BACKEND and the revision of FILE; return the system."
  (let ((backend (or backend (vc-backend file))))
    (setq vc-mode (and backend vc-display-status (concat " " (vc-call-backend backend 'mode-line-string file))))
    backend))
(defun vc-refresh-state ()
  "Ask anew about the file of the buffer."
  (interactive)
  (when buffer-file-name (vc-file-clearprops buffer-file-name) (vc-mode-line buffer-file-name)))

(provide 'vc-hooks)
;;; vc-hooks.el ends here
