;;; An error in code that a macro made is at the macro's call.  -*- lexical-binding: t; -*-
(defmacro first-of (list)
  `(car (identity ,list)))
(defun user (x)
  (first-of x))
(user 'a)
