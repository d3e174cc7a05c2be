;;; fib.el --- calls of a small function  -*- lexical-binding: t; -*-

(defun fib-of (n)
  (if (< n 2)
      n
    (+ (fib-of (- n 1)) (fib-of (- n 2)))))

(defun bench-fib ()
  "Return the 27th Fibonacci number, the slow way."
  (fib-of 27))

;;; fib.el ends here
