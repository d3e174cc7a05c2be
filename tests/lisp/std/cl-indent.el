;;; cl-indent.el --- indenting Common Lisp  -*- lexical-binding: t; -*-

(require 'ert)
(require 'cl-indent)

(defun cl-indent-test (text)
  "Return the lines of TEXT indented as Common Lisp."
  (with-temp-buffer
    (delay-mode-hooks (lisp-mode))
    (setq indent-tabs-mode nil)
    (setq-local lisp-indent-function #'common-lisp-indent-function)
    (insert (replace-regexp-in-string "\n +" "\n" text))
    (goto-char (point-min))
    (while (and (zerop (forward-line 1)) (not (eobp))) (lisp-indent-line))
    (unless (bolp) (lisp-indent-line))
    (buffer-string)))

(ert-deftest cl-indent-forms ()
  (dolist (text '("(when a\n  b\n  c)"
                  "(foo a\n     b)"
                  "(if a\n    b\n    c)"
                  "(let ((a 1)\n      (b 2))\n  a)"
                  "(flet ((f (x)\n         y))\n  z)"
                  "(case x\n  (a b\n     c)\n  (d\n   e))"
                  "(unwind-protect\n     a\n  b)"
                  "(multiple-value-bind (a\n                      b)\n    c\n  d)"
                  "(with-foo (a)\n  b)"))
    (should (equal (cl-indent-test text) text))))

;;; cl-indent.el ends here
