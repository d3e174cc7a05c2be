;;; A captured variable that is assigned gets a cell, another is copied.  -*- lexical-binding: t; -*-
(defun counter (step)
  (let ((count 0))
    (lambda () (setq count (+ count step)))))
(funcall (counter 1))
(princ (internal--disassemble (symbol-function 'counter)))
(princ (internal--disassemble (counter 1)))
