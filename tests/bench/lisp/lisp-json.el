;;; lisp-json.el --- JSON by the library written in Lisp  -*- lexical-binding: t; -*-

(require 'json)

(defun bench-lisp-json ()
  "Return lengths of what was read and written."
  (let ((text (concat "[" (mapconcat (lambda (i) (format "{\"id\": %d, \"name\": \"item %d\", \"tags\": [\"a\", \"b\\n\", null, true, 1.5]}" i i))
                                     (number-sequence 1 150) ", ")
                      "]"))
        (sum 0))
    (dotimes (_ 3)
      (let ((value (json-read-from-string text)))
        (setq sum (+ sum (length value) (cdr (assq 'id (aref value 7))) (length (json-encode value))))))
    sum))

;;; lisp-json.el ends here
