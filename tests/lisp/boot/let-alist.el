;;; let-alist.el --- tests of let-alist -*- lexical-binding: t; -*-

(require 'ert)
(require 'let-alist)

(ert-deftest let-alist-binds-the-keys ()
  (should (equal (let-alist '((a . 1) (b . ((c . 2)))) (list .a .b.c .d)) '(1 2 nil))))

(ert-deftest let-alist-looks-into-functions ()
  (should (equal (let-alist '((x . 5)) (funcall (lambda () (+ .x .x)))) 10)))

(ert-deftest let-alist-nests ()
  (should (equal (let-alist '((a . 1) (b . ((a . 2)))) (list .a (let-alist .b .a))) '(1 2))))

;;; let-alist.el ends here
