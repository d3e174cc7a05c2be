;;; cl-print.el --- printing by methods -*- lexical-binding: t; -*-

;; Forms that are evaluated in order, and what their values are or which error they signal.

(require 'ert)
(require 'cl-print)

(ert-deftest cl-print-answers ()
  (dolist (row '(
    ((cl-prin1-to-string '(1 "a" [b (c . d)] 'x #'y `z . w)) "(1 \"a\" [b (c . d)] 'x #'y `z . w)")
    ((cl-prin1-to-string nil) "nil")))
    (pcase row
      (`(,form) (eval form t))
      (`(,form ,value) (should (equal (list form (eval form t)) (list form value))))
      (`(,form :error ,type) (should (equal (list form type) (list form (condition-case e (progn (eval form t) nil) (error (car e))))))))))

;;; cl-print.el ends here
