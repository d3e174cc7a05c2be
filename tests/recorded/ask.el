;;; ask.el --- evaluate one recorded expression and print its answer  -*- lexical-binding: t; -*-

;; Shared by tools/record, which asks Emacs, and replay.el, which asks whatever runs it: both must ask in the
;; same way.  Only plain Lisp is used here, so that an interpreter that can do little can still be measured.

(defun ask-plain (string)
  "Return STRING as printable ASCII: other characters become \\u{HEX}, newline stays."
  (let ((index 0)
        (start 0)
        (parts nil)
        (length (length string)))
    (while (< index length)
      (let ((char (aref string index)))
        (if (or (= char 10) (and (> char 31) (< char 127)))
            nil
          (setq parts (cons (format "\\u{%X}" char)
                            (cons (substring string start index) parts)))
          (setq start (+ index 1))))
      (setq index (+ index 1)))
    (if (= start 0)
        string
      (apply #'concat (nreverse (cons (substring string start) parts))))))

(defun ask-print (value)
  "Return VALUE as `prin1' prints it when no variable says otherwise."
  (let ((print-circle nil)
        (print-length nil)
        (print-level nil)
        (print-quoted t)
        (print-gensym nil)
        (print-escape-newlines nil)
        (print-escape-nonascii nil)
        (print-escape-multibyte nil)
        (print-escape-control-characters nil)
        (float-output-format nil))
    (ask-plain (prin1-to-string value))))

(defun ask-expression (text)
  "Read and evaluate TEXT with lexical binding in an empty buffer of its own.
Return its value as printed, or \"!! (SYMBOL . DATA)\" if it signals."
  (let ((buffer (generate-new-buffer " *ask*"))
        (case-fold-search t)
        (load-file-name nil)            ; `end-of-file' would carry it
        (load-true-file-name nil)
        (text-quoting-style 'curve)     ; else it depends on the locale
        (print-circle nil)
        (print-length nil)
        (print-level nil))
    (unwind-protect
        (save-current-buffer
          (set-buffer buffer)
          (condition-case problem
              (ask-print (eval (car (read-from-string text)) t))
            (t (concat "!! " (ask-print problem)))))
      (if (buffer-live-p buffer)
          (progn
            (save-current-buffer
              (set-buffer buffer)
              (set-buffer-modified-p nil))
            (kill-buffer buffer))))))

;;; ask.el ends here
