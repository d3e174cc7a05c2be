;;; lisp-mnt.el --- headers of libraries -*- lexical-binding: t; -*-

(require 'ert)

(require 'lisp-mnt)

(defconst lisp-mnt-tests--text ";;; foo.el --- Does foo -*- lexical-binding: t -*-\n\n;; Copyright (C) 2010-2012 X\n\n;; Author: A B <a@b.c>\n;;	C D <c@d.e>\n;; Version: 1.2\n;; Keywords: a, b\n;; URL: http://x\n;; Created: 12 Jan 2001\n\n;;; Commentary:\n\n;; This.\n\n;; That.\n\n;;; Code:\n(provide 'foo)\n;;; foo.el ends here\n")

(defun lisp-mnt-tests--on (form) (with-temp-buffer (insert lisp-mnt-tests--text) (emacs-lisp-mode) (eval form t)))

(ert-deftest lisp-mnt-headers ()
  (should (equal (mapcar #'lisp-mnt-tests--on '((lm-summary) (lm-version) (lm-authors) (lm-maintainer) (lm-keywords) (lm-keywords-list) (lm-homepage) (lm-creation-date) (lm-header "Version") (lm-header "Nope") (lm-header-multiline "Author") (lm-get-package-name) (lm-adapted-by)))
                 '("Does foo" "1.2" (("A B" . "a@b.c") ("C D" . "c@d.e")) ("A B" . "a@b.c") "a, b" ("a" "b") "http://x" "12 Jan 2001" "1.2" nil ("A B <a@b.c>" "C D <c@d.e>") "foo.el" nil)))
  (should (equal (mapcar #'lm-crack-address '("A B <a@b.c>" "a@b.c (A B)" "A B" "a@b.c"))
                 '((("A B" . "a@b.c")) (("A B" . "a@b.c")) nil ((nil . "a@b.c")))))
  (should (equal (lm-get-header-re "Version")
                 "^;+[ 	]+\\(@(#)\\)?[ 	]*\\$?\\(Version\\)[ 	]*:[ 	]*"))
  (should (equal (lm-get-header-re "Commentary" 'section)
                 "^;;;;* \\(Commentary\\):[ 	]*$"))
  (should (equal (should-error (lm-with-file "/nope-no-such-file" 1))
                 '(file-missing "Opening input file" "No such file or directory" "/nope-no-such-file"))))

(ert-deftest lisp-mnt-sections ()
  (should (equal (mapcar #'lisp-mnt-tests--on '((lm-commentary) (lm-code-start) (lm-code-mark) (lm-commentary-start) (lm-commentary-mark) (lm-commentary-end) (lm-section-start "Code") (lm-section-end "Commentary") (lm-history-mark)))
                 '("This.\n\nThat." 234 234 197 197 234 234 234 nil))))

;;; lisp-mnt.el ends here
