;;; -*- lexical-binding: t; -*-
(defun use-it ()
  (list 1 undefined-here 2))
(use-it)
