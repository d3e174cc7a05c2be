;;; closures.el --- make closures and call functions that are values  -*- lexical-binding: t; -*-

(defun closures-counter ()
  (let ((count 0))
    (lambda (step)
      (setq count (+ count step)))))

(defun closures-compose (f g)
  (lambda (x) (funcall f (funcall g x))))

(defun closures-pipeline (length)
  "Return the composition of LENGTH functions."
  (let ((pipeline #'identity))
    (dotimes (i length)
      (setq pipeline (closures-compose (lambda (x) (+ x i)) pipeline)))
    pipeline))

(defun closures-apply (limit)
  (let ((sum 0) (functions (list #'+ #'max (lambda (a b c) (- a (* b c))))))
    (dotimes (i limit)
      (dolist (function functions)
        (setq sum (+ sum (apply function i '(2 3))))))
    sum))

(defun bench-closures ()
  "Return what counters, pipelines and `apply' came to."
  (let ((counter (closures-counter)) (pipeline (closures-pipeline 20)) (sum 0))
    (dotimes (i 600000)
      (funcall counter i))
    (dotimes (i 30000)
      (setq sum (+ sum (funcall pipeline i))))
    (dotimes (_ 2000)
      (setq sum (+ sum (funcall (closures-pipeline 10) 1))))
    (list (funcall counter 0) sum (closures-apply 60000))))

;;; closures.el ends here
