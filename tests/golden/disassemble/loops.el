;;; -*- lexical-binding: t; -*-
(defun loop (n)
  (let ((i 0) (sum 0))
    (while (< i n)
      (setq sum (+ sum i)
            i (1+ i)))
    sum))
(loop 1)
(princ (internal--disassemble (symbol-function 'loop)))
