;;; lisp-indent.el --- indentation of Lisp -*- lexical-binding: t; -*-

;; Forms that are evaluated in order, and what their values are or which error they signal.

(require 'ert)

(ert-deftest lisp-indent-answers ()
  (dolist (row '(
    ((defun ti (s) (with-temp-buffer (emacs-lisp-mode) (setq indent-tabs-mode nil) (insert s) (goto-char 1) (indent-sexp) (buffer-string))) ti)
    ((ti "(defun f (a)\n\"doc\"\n(if a\nb\nc\nd)\n(let ((x 1)\n(y 2))\nx\ny))") "(defun f (a)\n  \"doc\"\n  (if a\n      b\n    c\n    d)\n  (let ((x 1)\n        (y 2))\n    x\n    y))")
    ((ti "(foo a\nb\n(bar c\nd\ne)\nf)") "(foo a\n     b\n     (bar c\n          d\n          e)\n     f)")
    ((ti "(foo\na\nb)") "(foo\n a\n b)")
    ((ti "'(a\nb\n(c\nd))") "'(a\n  b\n  (c\n   d))")
    ((ti "((a\nb)\nc)") "((a\n  b)\n c)")
    ((ti "(cond ((a b)\nc)\n(t\nd\n(e f\ng)))") "(cond ((a b)\n       c)\n      (t\n       d\n       (e f\n          g)))")
    ((ti "(condition-case e\n(a)\n(error\n(b)))") "(condition-case e\n    (a)\n  (error\n   (b)))")
    ((ti "(foo (bar (baz a\nb)\nc)\nd)") "(foo (bar (baz a\n               b)\n          c)\n     d)")
    ((ti "(list 1 2\n3 4 (a\nb) c\nd)") "(list 1 2\n      3 4 (a\n           b) c\n      d)")
    ((ti "(setq a 1\nb 2)") "(setq a 1\n      b 2)")
    ((ti "(lambda (x)\n(y)\nz)") "(lambda (x)\n  (y)\n  z)")
    ((ti "(mapcar (lambda (x)\n(y))\nlist)") "(mapcar (lambda (x)\n          (y))\n        list)")
    ((ti "(if (and a\nb)\nc\nd)") "(if (and a\n         b)\n    c\n  d)")
    ((ti "(pcase x\n(`(a ,b)\nc)\n(_ d))") "(pcase x\n  (`(a ,b)\n   c)\n  (_ d))")
    ((ti "(cl-loop for x in y\ncollect z)") "(cl-loop for x in y\n         collect z)")
    ((ti "(defvar a\n3\n\"doc\")") "(defvar a\n  3\n  \"doc\")")
    ((ti "(define-thing a b\nc\nd)") "(define-thing a b\n  c\n  d)")
    ((ti "(let* ((a\nb)\n(c d))\ne)") "(let* ((a\n        b)\n       (c d))\n  e)")
    ((ti "(foo :a b\n:c d)") "(foo :a b\n     :c d)")
    ((ti "(:a b\n:c d)") "(:a b\n    :c d)")
    ((ti "[a b\nc (d\ne)]") "[a b\n   c (d\n      e)]")
    ((ti "(unwind-protect\na\nb)") "(unwind-protect\n    a\n  b)")
    ((ti "(save-excursion\n(goto-char 1)\n(foo))") "(save-excursion\n  (goto-char 1)\n  (foo))")
    ((ti "(save-excursion (goto-char 1)\n(foo))") "(save-excursion (goto-char 1)\n                (foo))")
    ((ti "(when (a)\n(b)\n\n(c))") "(when (a)\n  (b)\n\n  (c))")
    ((ti "(funcall #'foo\na\n'(b\nc))") "(funcall #'foo\n         a\n         '(b\n           c))")
    ((ti "(\"a\" b\nc)") "(\"a\" b\n c)")
    ((ti "(a . (b\nc))") "(a . (b\n      c))")
    ((with-temp-buffer (emacs-lisp-mode) (insert "(a\n(b") (list (calculate-lisp-indent) (progn (lisp-indent-line) (buffer-string)))) (1 "(a\n (b"))
    ((with-temp-buffer (emacs-lisp-mode) (insert "(defun x ()\n(b)\n(c d\ne))\n") (indent-region (point-min) (point-max)) (buffer-string)) "(defun x ()\n  (b)\n  (c d\n     e))\n")))
    (pcase row
      (`(,form) (eval form t))
      (`(,form ,value) (should (equal (list form (eval form t)) (list form value))))
      (`(,form :error ,type) (should (equal (list form type) (list form (condition-case e (progn (eval form t) nil) (error (car e))))))))))

;;; lisp-indent.el ends here
