;;; formatting.el --- format, and numbers to text and back  -*- lexical-binding: t; -*-

(defun bench-formatting ()
  "Return the length of all that was written."
  (let ((sum 0))
    (dotimes (i 15000)
      (setq sum (+ sum
                   (length (format "%d-%05d %s" i (% i 977) "name"))
                   (length (format "%-10s|%10s|%c" 'left "right" ?x))
                   (length (format "%S %S" '(a "b" 2.5) [1 nil]))
                   (length (format "%.3f %g %x" (/ i 7.0) (* i 0.5) i))
                   (length (number-to-string (* i 1.5)))
                   (string-to-number (number-to-string i))
                   (length (prin1-to-string (list i 'symbol "text"))))))
    (dotimes (i 4000)
      (setq sum (+ sum (length (format-time-string "%Y-%m-%d %H:%M:%S" (* i 1000) t))
                   (length (format-message "In `%s' at %d" 'place i)))))
    sum))

;;; formatting.el ends here
