;;; -*- lexical-binding: t; -*-
(defun fib (n)
  (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(defun optional (a &optional b &rest c) (list a b c))
(dolist (f '(fib optional))
  (fib 1) (optional 1)
  (princ (internal--disassemble (symbol-function f))))
