;;; Lambdas called by mapcar, apply, sort and maphash.  -*- lexical-binding: t; -*-
(defun by-apply (&rest numbers) (apply #'+ numbers))
(defun by-mapcar (list) (mapcar (lambda (x) (by-apply 1 x)) list))
(let ((table (make-hash-table)))
  (puthash 'key '(1 2 three) table)
  (maphash (lambda (_key value) (by-mapcar value)) table))
