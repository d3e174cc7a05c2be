;;; increments.el --- add one to each element of a list, with and without declared types  -*- lexical-binding: t; -*-

(require 'cl-lib)

(defun increments-plain (list)
  (let ((tail list))
    (while tail
      (setcar tail (1+ (car tail)))
      (setq tail (cdr tail))))
  list)

(defun increments-typed (list)
  (let ((tail list))
    (while tail
      (let ((c tail))
        (cl-the cons c)
        (setcar c (1+ (cl-the fixnum (car c))))
        (setq tail (cdr c)))))
  list)

(defun increments-places (list)
  (cl-loop for tail on list do (cl-incf (car tail)))
  list)

(defun bench-increments ()
  "Return the sum of a list after all increments."
  (let ((list (make-list 5000 1)))
    (dotimes (_ 100)
      (increments-plain list)
      (increments-typed list)
      (increments-places list))
    (apply #'+ list)))

;;; increments.el ends here
