;;; The innermost call is named by line and column.  -*- lexical-binding: t; -*-

(defun first-of-number (n)
  (let ((doubled (* 2 n)))
    (car doubled)))

(defun caller (n)
  (message "before")
  (first-of-number (1+ n))
  (message "never"))

(caller 20)
