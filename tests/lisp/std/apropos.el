;;; apropos.el --- finding symbols  -*- lexical-binding: t; -*-

(require 'ert)
(require 'apropos)
(require 're-builder)
(require 'finder)

(ert-deftest apropos-patterns ()
  (should (equal (apropos-parse-pattern "foo") "foo"))
  (let ((regexp (apropos-parse-pattern '("open" "file"))))
    (should (string-match-p regexp "find-my-file"))
    (should (string-match-p regexp "file-open"))
    (should-not (string-match-p regexp "file-close"))))

(ert-deftest apropos-finds-symbols ()
  (let ((inhibit-message t))
    (should (memq 'find-file (mapcar #'car (apropos-command "\\`find-file\\'"))))
    (should (memq 'fill-column (mapcar #'car (apropos-variable "\\`fill-column\\'"))))
    (should-not (apropos-command "\\`fill-column\\'"))))

(ert-deftest apropos-regexps-of-the-builder ()
  (with-temp-buffer
    (insert "\"a\\\\(b\\\\)\"")
    (let ((reb-re-syntax 'read)) (should (equal (reb-read-regexp) "a\\(b\\)"))))
  (should (= (reb-count-subexps "a\\(b\\)\\(?:c\\)\\(d\\)") 2)))

(ert-deftest apropos-keywords-of-packages ()
  (should (assq 'lisp finder-known-keywords)))

;;; apropos.el ends here
