;;; warnings.el --- messages about what may be wrong -*- lexical-binding: t; -*-

;; Manual: (elisp) Warnings.  As in batch Emacs, whatever is logged is also shown.

(defvar warning-levels
  '((:emergency "Emergency%s: " ding) (:error "Error%s: ") (:warning "Warning%s: ") (:debug "Debug%s: "))
  "The levels of warnings, the most severe first: (LEVEL STRING FUNCTION).
The %s in STRING stands for the type; FUNCTION, if any, is called to get attention.")
(defvar warning-minimum-level :warning
  "The least level of warnings shown at once.")
(defvar warning-minimum-log-level :warning
  "The least level of warnings that are put down in the buffer for warnings.")
(defvar warning-suppress-types nil
  "The types not shown at once: lists that begin as the type does.")
(defvar warning-suppress-log-types nil
  "The types that are ignored: lists that begin as the type does.")
(defvar warning-series nil
  "Non-nil if warnings belong together: a marker where they begin, t to begin them, or a function to call, too.")
(defvar warning-fill-prefix nil
  "The prefix warnings are filled with, nil not to fill them.")
(defvar warning-fill-column 78
  "The column warnings are filled to.")
(defvar warning-prefix-function nil
  "Nil or a function of the level and its entry in `warning-levels'; it returns the entry to use and may insert text.")
(defvar warning-type-format " (%s)"
  "The format of the type in a warning.")
(defconst warning-level-aliases
  '((emergency . :emergency) (error . :error) (warning . :warning) (notice . :warning) (info . :warning)
    (critical . :emergency) (alarm . :emergency))
  "The old names of levels: (NAME . LEVEL).")
(defvar delayed-warnings-list nil
  "The warnings shown after the current command: lists of arguments of `display-warning'.")
(defvar delayed-warnings-hook '(collapse-delayed-warnings display-delayed-warnings)
  "Functions that show the warnings in `delayed-warnings-list'.")

(defun warning-numeric-level (level)
  "Return the number of LEVEL, greater for more severe ones; 0 if it is not known."
  (length (memq level (mapcar #'car warning-levels))))

(defun warning-suppress-p (type suppress-list)
  "Return non-nil if TYPE, a symbol or list, is in SUPPRESS-LIST."
  (let ((type (if (consp type) type (list type))) (found nil))
    (dolist (elt suppress-list)
      (let ((a (if (consp elt) elt (list elt))) (b type) (same t))
        (while (and same a)
          (setq same (and b (eq (pop a) (pop b)))))
        (if same (setq found t))))
    found))

(defun warnings--level (level)
  "Return the level LEVEL means; nil is :warning, and old names are replaced."
  (let ((new (cdr (assq level warning-level-aliases))))
    (when new
      (display-warning 'emacs (format-message "Warning level `%s' is obsolete; use `%s' instead" level new)))
    (or new level :warning)))

(defun warnings--log (type message level)
  "Add the warning MESSAGE of TYPE at LEVEL to the current buffer; return its text."
  (goto-char (point-max))
  (when (and warning-series (symbolp warning-series))
    (setq warning-series (prog1 (point-marker)
                           (unless (eq warning-series t) (funcall warning-series)))))
  (unless (bolp) (insert "\n"))
  (let* ((inhibit-read-only t)
         (start (point))
         (entry (or (assq level warning-levels) (list level "%s: ")))
         (entry (if warning-prefix-function (funcall warning-prefix-function level entry) entry)))
    (insert (format (nth 1 entry) (format warning-type-format (if (consp type) (car type) type))) message)
    (let ((end (point)))
      (insert "\n")
      (when (and warning-fill-prefix (not (string-search "\n" message)))
        (let ((fill-prefix warning-fill-prefix) (fill-column warning-fill-column))
          (fill-region start end)))
      (prog1 (buffer-substring start (1- (point-max)))
        (goto-char (point-max))))))

(defun display-warning (type message &optional level buffer-name)
  "Show the warning MESSAGE of TYPE at LEVEL and add it to the buffer BUFFER-NAME, \"*Warnings*\" by default.
TYPE is a symbol or a list of them; LEVEL is :debug, :warning (the default), :error or :emergency."
  (setq level (warnings--level level))
  (unless (or (< (warning-numeric-level level) (warning-numeric-level warning-minimum-log-level))
              (warning-suppress-p type warning-suppress-log-types))
    (let ((fresh (not (get-buffer (or buffer-name "*Warnings*")))))
      (with-current-buffer (get-buffer-create (or buffer-name "*Warnings*"))
        (when fresh
          (buffer-disable-undo)
          (special-mode))
        (let* ((inhibit-read-only t)
               (text (warnings--log type message level))
               (attention (nth 2 (assq level warning-levels))))
          (when attention (funcall attention))
          (message "%s" text)))))
  nil)

(defun lwarn (type level message &rest args)
  "Show the warning that MESSAGE and ARGS make, of TYPE and at LEVEL."
  (display-warning type (apply #'format-message message args) level))

(defun warn (message &rest args)
  "Show the warning that MESSAGE and ARGS make."
  (display-warning 'emacs (apply #'format-message message args)))

(defun delay-warning (type message &optional level buffer-name)
  "Show the warning MESSAGE as `display-warning' does with TYPE, LEVEL and BUFFER-NAME, after the current command."
  (push (list type message level buffer-name) delayed-warnings-list))

(defun display-delayed-warnings ()
  "Show the warnings in `delayed-warnings-list', the oldest first, and forget them."
  (dolist (warning (nreverse delayed-warnings-list))
    (apply #'display-warning warning))
  (setq delayed-warnings-list nil))

(defun collapse-delayed-warnings ()
  "Replace equal neighbours in `delayed-warnings-list' by one that says how many there were."
  (let ((collapsed nil))
    (while delayed-warnings-list
      (let ((warning (pop delayed-warnings-list)) (count 1))
        (while (and delayed-warnings-list (equal warning (car delayed-warnings-list)))
          (pop delayed-warnings-list)
          (setq count (1+ count)))
        (push (if (= count 1)
                  warning
                (append (list (car warning) (format "%s [%d times]" (nth 1 warning) count)) (nthcdr 2 warning)))
              collapsed)))
    (setq delayed-warnings-list (nreverse collapsed))))

(provide 'warnings)

;;; warnings.el ends here
