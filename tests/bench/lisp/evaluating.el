;;; evaluating.el --- eval, macro expansion, read and byte-compiled code made at run time  -*- lexical-binding: t; -*-

(require 'cl-lib)

(defmacro evaluating-unless-zero (n &rest body)
  `(let ((value ,n)) (if (= 0 value) nil ,@body)))

(defun bench-evaluating ()
  "Return what many small evaluations came to."
  (let ((sum 0))
    (dotimes (i 1500)
      (setq sum (+ sum
                   (eval `(let ((x ,i)) (+ x 1)) t)
                   (or (eval (list 'evaluating-unless-zero (% i 5) '(* 2 value)) t) 0)
                   (length (macroexpand-all '(dolist (x list) (when x (push (cl-incf count) result)))))
                   (funcall (eval '(lambda (n) (* n n)) t) (% i 10))
                   (car (read (format "(%d . rest)" i))))))
    sum))

;;; evaluating.el ends here
