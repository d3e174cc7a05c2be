;;; which-func.el --- names and bounds of definitions  -*- lexical-binding: t; -*-

(require 'ert)
(require 'which-func)
(require 'add-log)

(defmacro which-func-test-lisp (text &rest body)
  "Evaluate BODY in a buffer with TEXT in Emacs Lisp mode."
  (declare (indent 1))
  `(with-temp-buffer (insert ,text) (delay-mode-hooks (emacs-lisp-mode)) (goto-char (point-min)) ,@body))

(ert-deftest which-func-names-definitions ()
  (which-func-test-lisp ";; x\n\n(defun foo (a)\n  (bar a))\n\n(defvar baz 1)\n"
    (search-forward "(bar")
    (should (equal (which-function) "foo"))
    (should (equal (add-log-current-defun) "foo"))
    (search-forward "baz")
    (should (equal (add-log-current-defun) "baz")))
  (with-temp-buffer
    (let ((which-func-functions (list (lambda () "hook"))))
      (should (equal (which-function) "hook")))))

(ert-deftest which-func-bounds-of-definitions ()
  (which-func-test-lisp "(defun foo (a)\n  (bar a))\n\n(defvar baz 1)\n"
    (search-forward "(bar")
    (narrow-to-defun)
    (should (equal (string-trim (buffer-string)) "(defun foo (a)\n  (bar a))"))
    (widen)
    (check-parens)
    (goto-char (point-max))
    (insert "(a (b)")
    (should-error (check-parens) :type 'user-error)
    (should (= (point) (- (point-max) 6)))))

(ert-deftest which-func-change-logs ()
  (should (equal (add-log-iso8601-time-string 0 t) "1970-01-01"))
  (should (equal (add-log-file-name "/x/z.c" "/x/ChangeLog") "z.c")))

;;; which-func.el ends here
