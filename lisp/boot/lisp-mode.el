;;; lisp-mode.el --- buffers of Lisp text -*- lexical-binding: t; -*-

;; What programs need of the Lisp modes: the syntax of Lisp text and its comments.

(defvar lisp-data-mode-syntax-table
  (let ((table (make-syntax-table)))
    (dolist (char (string-to-list "!$%&*+-./:<=>?^_{}~"))
      (modify-syntax-entry char "_   " table))
    (dolist (char (string-to-list "'`,"))
      (modify-syntax-entry char "'   " table))
    (modify-syntax-entry ?# "'   " table)
    (modify-syntax-entry ?@ "_ p  " table)
    (modify-syntax-entry ?\; "<   " table)
    (modify-syntax-entry ?\n ">   " table)
    (modify-syntax-entry ?\f "    " table)
    (modify-syntax-entry ?\s "    " table)
    (modify-syntax-entry ?\t "    " table)
    (modify-syntax-entry ?\" "\"    " table)
    (modify-syntax-entry ?\\ "\\   " table)
    (modify-syntax-entry ?\( "()  " table)
    (modify-syntax-entry ?\) ")(  " table)
    (modify-syntax-entry ?\[ "(]  " table)
    (modify-syntax-entry ?\] ")[  " table)
    (modify-syntax-entry ?| "\" 23bn" table)
    table)
  "Syntax table of Lisp data.")

(defvar lisp-mode-syntax-table
  (make-syntax-table lisp-data-mode-syntax-table)
  "Syntax table of Lisp programs.")

(defvar emacs-lisp-mode-syntax-table
  (let ((table (make-syntax-table lisp-data-mode-syntax-table)))
    ;; A bar is part of a symbol here.
    (modify-syntax-entry ?| "_   " table)
    table)
  "Syntax table of Emacs Lisp programs.")

(defvar lisp-mode-shared-map (make-sparse-keymap) "Keymap of all Lisp modes.")

(define-derived-mode lisp-data-mode prog-mode "Lisp-Data"
  "Major mode for Lisp data."
  :syntax-table lisp-data-mode-syntax-table
  (setq-local comment-start ";")
  (setq-local comment-start-skip ";+ *")
  (setq-local comment-end "")
  (setq-local comment-add 1)
  (setq-local comment-column 40)
  (setq-local indent-line-function #'lisp-indent-line)
  (setq-local indent-region-function #'lisp-indent-region)
  (setq-local parse-sexp-ignore-comments t))

(define-derived-mode lisp-mode lisp-data-mode "Lisp"
  "Major mode for Lisp programs."
  :syntax-table lisp-mode-syntax-table)

(define-derived-mode emacs-lisp-mode lisp-data-mode "ELisp"
  "Major mode for Emacs Lisp programs."
  :syntax-table emacs-lisp-mode-syntax-table)

(define-derived-mode lisp-interaction-mode emacs-lisp-mode "Lisp Interaction"
  "Major mode for trying out Emacs Lisp.")

;;; Indentation: lisp-indent.el

(defvar lisp-indent-function 'lisp-indent-function "Function that `calculate-lisp-indent' asks for the column of an argument.")
(defvar lisp-indent-offset nil "If non-nil, indent a list by this number of columns.")
(defvar lisp-body-indent 2 "Number of columns by which the second line of a body is indented.")

(dolist (method '((prog1 . 1) (progn . 0) (if . 2) (catch . 1) (save-restriction . 0) (let* . 1) (condition-case . 2)
                  (while . 1) (save-excursion . 0) (unwind-protect . 1) (let . 1) (save-current-buffer . 0)
                  (with-output-to-temp-buffer . 1) (autoload . defun)))
  (put (car method) 'lisp-indent-function (cdr method)))

;;; lisp-mode.el ends here
