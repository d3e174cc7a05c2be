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
  (setq-local parse-sexp-ignore-comments t))

(define-derived-mode lisp-mode lisp-data-mode "Lisp"
  "Major mode for Lisp programs."
  :syntax-table lisp-mode-syntax-table)

(define-derived-mode emacs-lisp-mode lisp-data-mode "ELisp"
  "Major mode for Emacs Lisp programs."
  :syntax-table emacs-lisp-mode-syntax-table)

(define-derived-mode lisp-interaction-mode emacs-lisp-mode "Lisp Interaction"
  "Major mode for trying out Emacs Lisp.")

;;; lisp-mode.el ends here
