;;; -*- lexical-binding: t; -*-
(defun two (a b) (list a b))
(two 1 2 3)
