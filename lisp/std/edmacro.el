;;; edmacro.el --- keyboard macros as text -*- lexical-binding: t; -*-

(defvar last-kbd-macro nil "The last keyboard macro.")

(defun edmacro-parse-keys (string &optional need-vector)
  "Return the keys that STRING names, as `kbd' does; always a vector if NEED-VECTOR."
  (let ((keys (kbd string)))
    (if need-vector (vconcat keys) keys)))

(defun read-kbd-macro (start &optional end)
  "Return the keys that the string START names, as a vector if END is non-nil; a string if possible otherwise.
START and END may also be the bounds of a region, whose keys become the last keyboard macro."
  (interactive "r")
  (if (stringp start)
      (edmacro-parse-keys start end)
    (setq last-kbd-macro (edmacro-parse-keys (buffer-substring start end)))))

(defun edmacro-format-keys (macro &optional verbose)
  "Return the keys in MACRO as text that `edmacro-parse-keys' understands; one command a line if VERBOSE."
  (if verbose
      (mapconcat (lambda (key) (format "%s" (key-description (vector key)))) (append macro nil) "\n")
    (key-description macro)))

(defun format-kbd-macro (&optional macro verbose)
  "Return the keys in MACRO, by default the last keyboard macro, as text."
  (edmacro-format-keys (or macro last-kbd-macro) verbose))

(provide 'edmacro)
;;; edmacro.el ends here
