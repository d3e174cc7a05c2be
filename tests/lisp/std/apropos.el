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

(defcustom apropos-test-option 1 "An option." :type (quote integer) :group (quote apropos))

(defun apropos-test-shown (command pattern)
  "Return the text of *Apropos* after COMMAND for PATTERN, an empty string if it finds nothing."
  (when (get-buffer "*Apropos*") (kill-buffer "*Apropos*"))
  (let ((inhibit-message t)) (funcall command pattern))
  (if (get-buffer "*Apropos*") (with-current-buffer "*Apropos*" (buffer-string)) ""))

(ert-deftest apropos-finds-symbols ()
  (should (string-match-p "^compile\\_>" (apropos-test-shown #'apropos-command "\\`compile\\'")))
  (should (string-match-p "^apropos-test-option\\_>" (apropos-test-shown #'apropos-variable "\\`apropos-test-option\\'")))
  (should-not (string-match-p "^apropos-test-option\\_>" (apropos-test-shown #'apropos-command "\\`apropos-test-option\\'"))))

(ert-deftest apropos-regexps-of-the-builder ()
  (with-temp-buffer
    (insert "\"a\\\\(b\\\\)\"")
    (let ((reb-re-syntax 'read)) (should (equal (reb-read-regexp) "a\\(b\\)"))))
  (should (= (reb-count-subexps "a\\(b\\)\\(?:c\\)\\(d\\)") 3)))

(ert-deftest apropos-keywords-of-packages ()
  (should (assq 'lisp finder-known-keywords)))

;;; apropos.el ends here
