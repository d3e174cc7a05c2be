;;; abbrev.el --- abbreviations -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)

(defvar abbrev-tests-table nil)
(defvar abbrev-tests-parent nil)

(defmacro abbrev-tests-with (definitions &rest body)
  "Run BODY in a buffer whose mode has DEFINITIONS of abbreviations."
  (declare (indent 1))
  `(let ((abbrev-tests-table nil) (abbrev-table-name-list nil) (abbrevs-changed nil))
     (define-abbrev-table 'abbrev-tests-table ,definitions)
     (with-temp-buffer
       (setq local-abbrev-table abbrev-tests-table)
       ,@body)))

(defun abbrev-tests-expand (text)
  "The buffer's text and the symbol's name after TEXT was written and expanded."
  (erase-buffer)
  (insert text)
  (let ((symbol (expand-abbrev))) (list (buffer-string) (and symbol (symbol-name symbol)))))

(ert-deftest abbrev-case ()
  (abbrev-tests-with '(("foo" "find outer otter") ("f" "one") ("Cap" "x") ("fix" "Fix it" nil :case-fixed t))
    (should (equal (mapcar #'abbrev-tests-expand '("foo" "Foo" "FOO" "fOO" "f" "F" "cap" "Cap" "fix" "FIX" "nothing" "a foo"))
                   '(("find outer otter" "foo") ("Find outer otter" "foo") ("Find Outer Otter" "foo") ("Find outer otter" "foo")
                     ("one" "f") ("ONE" "f") ("cap" nil) ("x" "Cap") ("Fix it" "fix") ("FIX" nil) ("nothing" nil)
                     ("a find outer otter" "foo"))))
    (let ((abbrev-all-caps t))
      (should (equal (abbrev-tests-expand "FOO") '("FIND OUTER OTTER" "foo"))))))

(ert-deftest abbrev-tables ()
  (abbrev-tests-with '(("a" "b" nil :count 3) ("s" "t" nil :system t))
    (should (abbrev-table-p abbrev-tests-table))
    (should-not (abbrev-table-p (make-vector 3 0)))
    (should-not (abbrev-table-p 'x))
    (should (equal (abbrev-table-name abbrev-tests-table) 'abbrev-tests-table))
    (should (equal (abbrev-get (abbrev-symbol "a") :count) 3))
    (abbrev-tests-expand "a")
    (should (equal (abbrev-get (abbrev-symbol "a") :count) 4))
    (should-not (abbrev-table-empty-p abbrev-tests-table))
    (define-abbrev abbrev-tests-table "a" nil)
    (should-not (abbrev-expansion "a"))
    (abbrev-table-put abbrev-tests-table :own 7)
    (clear-abbrev-table abbrev-tests-table)
    (should (abbrev-table-empty-p abbrev-tests-table))
    (should (equal (abbrev-table-get abbrev-tests-table :own) 7))
    (should (equal (define-abbrev abbrev-tests-table "x" "y") "x"))
    (should (equal (abbrev-expansion "x" (copy-abbrev-table abbrev-tests-table)) "y"))))

(ert-deftest abbrev-system-ones-do-not-replace-the-users ()
  (abbrev-tests-with '(("a" "mine"))
    (define-abbrev abbrev-tests-table "a" "theirs" nil :system t)
    (should (equal (abbrev-expansion "a") "mine"))
    (define-abbrev abbrev-tests-table "a" "theirs" nil :system 'force)
    (should (equal (abbrev-expansion "a") "theirs"))))

(ert-deftest abbrev-parents-and-regexps ()
  (let ((abbrev-tests-parent nil))
    (abbrev-tests-with nil
      (define-abbrev-table 'abbrev-tests-parent '(("p" "parent") ("/r" "root")) "Doc." :regexp "\\(?:^\\|[\t ]\\)\\(/?[a-z]+\\)")
      (abbrev-table-put abbrev-tests-table :parents (list abbrev-tests-parent))
      (should (equal (abbrev-tests-expand "p") '("parent" "p")))
      (should (equal (abbrev-tests-expand "x /r") '("x root" "/r")))
      (abbrev-table-put abbrev-tests-parent :enable-function #'ignore)
      (should (equal (abbrev-tests-expand "p") '("p" nil))))))

(defvar abbrev-tests-log nil)
(defun abbrev-tests-hook () (push (buffer-string) abbrev-tests-log) nil)
(ert-deftest abbrev-hooks ()
  (let ((abbrev-tests-log nil))
    (abbrev-tests-with '(("h" "hooked" abbrev-tests-hook) ("n" t abbrev-tests-hook) ("e" "E" nil :enable-function ignore))
      (should (equal (abbrev-tests-expand "h") '("hooked" "h")))
      (should (equal abbrev-tests-log '("hooked")))
      (should (equal (cadr (abbrev-tests-expand "n")) "n"))
      (should (equal (abbrev-tests-expand "e") '("e" nil)))
      (put 'abbrev-tests-hook 'no-self-insert t)
      (unwind-protect (should (equal (abbrev-tests-expand "h") '("hooked" nil)))
        (put 'abbrev-tests-hook 'no-self-insert nil)))))

(ert-deftest abbrev-unexpand ()
  (abbrev-tests-with '(("foo" "long text"))
    (abbrev-tests-expand "a FOO")
    (should (equal (buffer-string) "a Long Text"))
    (unexpand-abbrev)
    (should (equal (buffer-string) "a FOO"))
    (unexpand-abbrev)
    (should (equal (buffer-string) "a FOO"))
    (erase-buffer)
    (insert "foo and foo")
    (expand-region-abbrevs (point-min) (point-max) t)
    (should (equal (buffer-string) "long text and long text"))))

(ert-deftest abbrev-files ()
  (abbrev-tests-with '(("b" "Bartók" ignore) ("foo" "find") ("s" "t" nil :system t))
    (define-abbrev abbrev-tests-table "zz" "Z" nil :case-fixed t)
    (let ((file (make-temp-file "abbrevs" nil ".el")))
      (unwind-protect
          (progn
            (setq abbrev-table-name-list '(abbrev-tests-table))
            (should abbrevs-changed)
            (write-abbrev-file file)
            (should (equal (with-temp-buffer (insert-file-contents file) (buffer-string))
                           (concat ";;-*-coding: utf-8;-*-\n(define-abbrev-table 'abbrev-tests-table\n  '(\n    (\"b\" \"Bartók\" ignore :count 0)\n"
                                   "    (\"foo\" \"find\" nil :count 0)\n    (\"zz\" \"Z\" nil :count 0 :case-fixed t)\n   ))\n\n")))
            (clear-abbrev-table abbrev-tests-table)
            (quietly-read-abbrev-file file)
            (should (equal (abbrev-expansion "b") "Bartók"))
            (should (equal (abbrev-expansion "foo") "find")))
        (delete-file file)))))

(ert-deftest abbrev-described ()
  (abbrev-tests-with '(("b" "B" ignore :count 2) ("s" "t" nil :system t))
    (with-temp-buffer
      (insert-abbrev-table-description 'abbrev-tests-table t)
      (should (string-match-p "\\`(abbrev-tests-table)\n\n\"b\"[ \t]+2[ \t]+\"B\"[ \t]+ignore\n\"s\" (sys)[ \t]+0 +\"t\"\n\n\n\\'" (buffer-string))))))

;;; abbrev.el ends here
