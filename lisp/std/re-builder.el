;;; re-builder.el --- building regexps -*- lexical-binding: t; -*-

;; The functions of the regexp builder that need no screen: reading a regexp in one of its syntaxes, and counting its groups.  The command
;; signals an error, as it is nothing without windows that show its matches.

(defgroup re-builder nil "Building regexps." :group 'lisp)
(defcustom reb-blink-delay 0.5 "How many seconds groups are shown." :type 'number)
(defcustom reb-mode-hook nil "Functions called by the builder." :type 'hook)
(defcustom reb-re-syntax 'read "The syntax of regexps: `read', `string' or `rx'." :type '(choice (const read) (const string) (const rx)))
(defcustom reb-auto-match-limit 200 "How many matches are shown." :type 'integer)
(defvar reb-buffer "*RE-Builder*" "The buffer of the builder.")
(defvar reb-target-buffer nil "The buffer in which the regexp is tried.")
(defvar reb-target-window nil "The window of that buffer.")
(defvar-local reb-regexp nil "The regexp.")
(defvar-local reb-regexp-src nil "The regexp as it was written, for syntaxes other than strings.")
(defvar-local reb-overlays nil "The overlays on matches.")
(defvar reb-valid-string "" "What the mode line says of the regexp.")
(defvar reb-mode-map (make-sparse-keymap) "Keymap of the builder.")
(defvar reb-lisp-mode-map (make-sparse-keymap) "Keymap of the builder for rx.")

(define-derived-mode reb-mode nil "RE Builder" "Major mode for building a regexp.")
(define-derived-mode reb-lisp-mode emacs-lisp-mode "RE Builder Lisp" "Major mode for building a regexp with rx.")

(defmacro reb-target-binding (symbol)
  "Return the value of SYMBOL in the buffer in which the regexp is tried."
  `(with-current-buffer reb-target-buffer ,symbol))

(defun reb-lisp-syntax-p ()
  "Return non-nil if regexps are written as Lisp."
  (memq reb-re-syntax '(rx)))
(defun reb-empty-regexp ()
  "Return non-nil if the target has no regexp."
  (or (and (reb-lisp-syntax-p) (not (reb-target-binding reb-regexp-src)))
      (string= "" (or (reb-target-binding reb-regexp) ""))))
(defun reb-cook-regexp (re)
  "Return RE, in `reb-re-syntax', as a regexp."
  (if (memq reb-re-syntax '(rx)) (rx-to-string (eval (car (read-from-string re)) t)) re))
(defun reb-read-regexp ()
  "Return the regexp of the current buffer, in `reb-re-syntax'."
  (save-excursion
    (cond ((eq reb-re-syntax 'read) (goto-char (point-min)) (read (current-buffer)))
          ((eq reb-re-syntax 'string)
           (goto-char (point-min))
           (re-search-forward "\"")
           (let ((beg (point)))
             (goto-char (point-max))
             (re-search-backward "\"")
             (buffer-substring-no-properties beg (point))))
          ((reb-lisp-syntax-p) (buffer-string)))))
(defun reb-count-subexps (re)
  "Return how often a group begins in the regexp RE, shy ones included."
  (let ((count 0) (start 0))
    (while (string-match "\\\\(" re start)
      (setq start (match-end 0)
            count (1+ count)))
    count))

(defun re-builder ()
  "Signal an error: the builder needs windows."
  (interactive)
  (error "The regexp builder needs a screen"))
(defalias 'regexp-builder #'re-builder)

(provide 're-builder)

;;; re-builder.el ends here
