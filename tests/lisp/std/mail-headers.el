;;; mail-headers.el --- mail-utils and mailheader -*- lexical-binding: t -*-

(require 'ert)
(require 'mail-utils)
(require 'mailheader)

(ert-deftest mail-headers-fetch-field ()
  (with-temp-buffer
    (insert "A: b\nB: c\n  d\na:  x \nE:\n")
    (should (equal (list (mail-fetch-field "a") (mail-fetch-field "a" t) (mail-fetch-field "a" nil t) (mail-fetch-field "a" nil nil t)
                         (mail-fetch-field "b") (mail-fetch-field "q") (mail-fetch-field "e") (mail-fetch-field "q" nil nil t))
                   '("b" "x" "b, x" ("x" "b") "c\n  d" nil "" nil)))))

(ert-deftest mail-headers-extract ()
  (with-temp-buffer
    (insert "From: a@b\nSubject: x\n  y z\nTo:  c\nX-Foo-Bar:\n\nbody: n\n")
    (goto-char (point-min))
    (should (equal (mail-header-extract-no-properties) '((from . "a@b") (subject . "x y z") (to . "c"))))
    (should (= (point) 1))
    (let ((found (mail-header-extract)))
      (should (equal (mail-header 'to found) "c"))
      (mail-header-set 'to "d" found)
      (should (equal (mail-header 'to found) "d")))))

;;; mail-headers.el ends here
