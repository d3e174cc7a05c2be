;;; Frames show the functions and their arguments.  -*- lexical-binding: t; -*-
(defun inner (x &optional y &rest more)
  (ignore y more)
  (aref x 10))
(defun outer (text)
  (inner (vector text 'symbol 1.5 ?c) nil (list 1 2) "rest"))
(outer "a \"quoted\" text")
