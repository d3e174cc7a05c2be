;;; paren-register.el --- matching parentheses; registers -*- lexical-binding: t -*-

(require 'ert)
(require 'paren)
(require 'register)

(ert-deftest show-paren-data ()
  (with-temp-buffer
    (emacs-lisp-mode)
    (insert "(a [b) \\( ")
    (should (equal (mapcar (lambda (place) (goto-char place) (show-paren--default)) '(1 2 4 7 9))
                   '((1 2 nil nil t) nil (4 5 6 7 t) (6 7 4 5 t) nil))))
  (with-temp-buffer
    (emacs-lisp-mode)
    (insert "(a (b))")
    (should (equal (mapcar (lambda (place) (goto-char place) (show-paren--default)) '(1 4 7 8 3))
                   '((1 2 7 8 nil) (4 5 6 7 nil) (6 7 4 5 nil) (7 8 1 2 nil) nil)))))

(ert-deftest registers ()
  (let ((register-alist nil))
    (with-temp-buffer
      (insert "one two 42 three")
      (copy-to-register ?a 1 4)
      (append-to-register ?a 4 8)
      (prepend-to-register ?a 12 17)
      (should (equal (get-register ?a) "threeone two"))
      (goto-char 8)
      (number-to-register nil ?n)
      (increment-register 3 ?n)
      (should (equal (get-register ?n) 45))
      (goto-char 5)
      (point-to-register ?p)
      (goto-char (point-max))
      (insert-register ?n t)
      (should (equal (buffer-string) "one two 42 three45"))
      (should (equal (register-describe-oneline ?a) "text starting with threeone two"))
      (set-register ?v (registerv-make 7 :print-func #'princ :insert-func (lambda (data) (insert (format "<%s>" data)))))
      (insert-register ?v t)
      (should (equal (buffer-string) "one two 42 three45<7>"))
      (should (equal (register-describe-oneline ?v) "7"))
      (should-error (insert-register ?x))
      (should-error (jump-to-register ?n)))))

;;; paren-register.el ends here
