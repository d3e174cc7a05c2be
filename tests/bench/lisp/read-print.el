;;; read-print.el --- the reader and the printer  -*- lexical-binding: t; -*-

(defun read-print-data (size)
  (let ((list nil))
    (dotimes (i size)
      (push (list (intern (format "name-%d" (% i 20))) i (* i 1.5) (format "text \"%d\"" i) (vector i ?a nil t) '(a . b))
            list))
    list))

(defun bench-read-print ()
  "Return the length of what was printed and read back."
  (let* ((data (read-print-data 2000)) (text nil) (rounds 0))
    (dotimes (_ 8)
      (setq text (prin1-to-string data))
      (unless (equal data (car (read-from-string text)))
        (error "Read back something else"))
      (setq rounds (1+ rounds)))
    (list rounds (length text))))

;;; read-print.el ends here
