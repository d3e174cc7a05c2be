;;; -*- lexical-binding: t; -*-
(dolist (object (list (lambda (x) x)
                      (let ((y 1)) (lambda (x &optional z) "Doc." (+ x y)))
                      (symbol-function 'car)
                      (symbol-function 'if)))
  (prin1 object)
  (terpri))
