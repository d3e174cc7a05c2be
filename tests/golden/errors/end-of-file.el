;;; Forms before the broken one are run.  -*- lexical-binding: t; -*-
(princ "one\n")
(princ "two\n")
(defun broken (x)
  (list x
        (+ x 1)
