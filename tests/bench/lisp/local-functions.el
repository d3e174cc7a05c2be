;;; local-functions.el --- cl-flet, cl-labels and cl-macrolet  -*- lexical-binding: t; -*-

(require 'cl-lib)

(defun local-functions-flet (limit)
  (let ((sum 0))
    (cl-flet ((square (x) (* x x))
              (add (x) (setq sum (+ sum x))))
      (dotimes (i limit)
        (add (square (% i 10)))))
    sum))

(defun local-functions-labels (limit)
  (cl-labels ((evenp (n) (if (= n 0) t (oddp (1- n))))
              (oddp (n) (if (= n 0) nil (evenp (1- n))))
              (fib (n) (if (< n 2) n (+ (fib (1- n)) (fib (- n 2))))))
    (let ((count 0))
      (dotimes (i limit)
        (when (evenp (% i 30)) (setq count (1+ count))))
      (+ count (fib 20)))))

(defun local-functions-macros (limit)
  (let ((a 0) (b 1))
    (cl-macrolet ((exchange (x y) `(let ((held ,x)) (setq ,x ,y ,y held))))
      (dotimes (i limit)
        (exchange a b)
        (setq a (+ a i))))
    (+ a b)))

(defun bench-local-functions ()
  (list (local-functions-flet 300000) (local-functions-labels 20000) (local-functions-macros 300000)))

;;; local-functions.el ends here
