;;; Long arguments are cut.  -*- lexical-binding: t; -*-
(defun use (list text) (list (car text) list))
(use (number-sequence 1 1000) (make-string 5000 ?x))
