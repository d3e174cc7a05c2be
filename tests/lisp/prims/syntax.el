;;; syntax.el --- syntax tables and moving by them  -*- lexical-binding: t; -*-

(require 'ert)

(defun syntax-tests--table (&rest entries)
  "Return a syntax table with ENTRIES, CHARACTER DESCRIPTION ..., changed from the standard one."
  (let ((table (copy-syntax-table)))
    (while entries
      (modify-syntax-entry (car entries) (cadr entries) table)
      (setq entries (cddr entries)))
    table))

(defun syntax-tests--lisp () (syntax-tests--table ?\; "<" ?\n ">" ?' "'" ?\[ "(]" ?\] ")["))
(defun syntax-tests--c () (syntax-tests--table ?/ ". 124b" ?* ". 23" ?\n "> b" ?' "\""))

(defmacro syntax-tests--in (table text &rest body)
  "Evaluate BODY in a buffer that holds TEXT, with the syntax TABLE."
  (declare (indent 2))
  `(with-temp-buffer
     (set-syntax-table ,table)
     (setq-local parse-sexp-ignore-comments t)
     (insert ,text)
     (goto-char 1)
     ,@body))

(ert-deftest syntax-descriptors ()
  (dolist (row '(("w" (2)) ("()" (4 . 41)) ("w p" (1048578)) ("@" nil) (". 124b" (2818049)) ("< bcn" (14680075)) ("(]1" (65540 . 93))
                 ("-" (0)) (". xyz" (1)) ("(é" (4 . 233)) ("w1" (2 . 49))))
    (should (equal (list (car row) (string-to-syntax (car row))) row)))
  (should (equal (should-error (string-to-syntax "x")) '(error "Invalid syntax description letter: x")))
  (should (equal (should-error (string-to-syntax 1)) '(wrong-type-argument stringp 1))))

(ert-deftest syntax-of-characters ()
  (with-temp-buffer
    (should (equal (mapcar #'char-syntax (list ?a ?\( ?\s ?_ ?. ?é)) '(?w ?\( ?\s ?_ ?. ?w)))
    (should (equal (should-error (char-syntax 'a)) '(wrong-type-argument characterp a)))
    (should (equal (list (matching-paren ?\() (matching-paren ?\]) (matching-paren ?a)) '(?\) ?\[ nil)))
    (should (equal (list (syntax-class-to-char 2) (syntax-class-to-char 0)) '(?w ?\s)))
    (should (equal (should-error (syntax-class-to-char 16)) '(args-out-of-range 15 16)))))

(ert-deftest syntax-tables ()
  (should-not (syntax-table-p 1))
  (should (syntax-table-p (standard-syntax-table)))
  (should (eq (char-table-parent (copy-syntax-table)) (standard-syntax-table)))
  (should (equal (should-error (set-syntax-table 1)) '(wrong-type-argument syntax-table-p 1)))
  (let ((table (copy-syntax-table)))
    (should (equal (modify-syntax-entry ?a "." table) nil))
    (modify-syntax-entry '(?b . ?d) "_" table)
    (should (equal (list (aref table ?a) (aref table ?c)) '((1) (3))))
    (modify-syntax-entry ?a "@" table)
    (should (equal (aref table ?a) '(2)))
    (should (equal (should-error (modify-syntax-entry ?a "x" table)) '(error "Invalid syntax description letter: x")))
    (should (equal (should-error (modify-syntax-entry 'a "w" table)) '(wrong-type-argument characterp a)))))

(ert-deftest syntax-describe-value ()
  (dolist (row '(((2) "w \twhich means: word") ((4 . 41) "()\twhich means: open, matches )") (nil "default") ((x) "invalid")
                 ((14680075) "< bcn\twhich means: comment (comment style b) (comment style c) (nestable)")))
    (should (equal (with-temp-buffer (internal-describe-syntax-value (car row)) (buffer-string)) (cadr row)))))

(ert-deftest syntax-skip-chars ()
  (dolist (row '(("abc def" "a-c" 3) ("abc def" "^ " 3) ("a-z" "a\\-z" 3) ("a^b" "\\^a" 2) ("a^b" "a^" 2) ("^^" "^^" 0) ("a\\" "a\\\\" 2)
                 ("a\\" "a\\" 1) ("ab1" "[:alpha:]" 2) ("ab1" "^[:digit:]" 2) ("[:a" "[:a" 3) ("abc" "c-a" 0) ("a-c" "a-" 2)
                 ("aéàô" "a-é" 3) ("abc" "" 0) ("abc" "^" 3) ("a]b-" "]a-b-" 4)))
    (with-temp-buffer
      (insert (car row))
      (goto-char 1)
      (should (equal (list (car row) (cadr row) (skip-chars-forward (cadr row))) row))
      (should (equal (point) (1+ (nth 2 row))))))
  (with-temp-buffer
    (insert "abc def")
    (should (equal (list (skip-chars-backward "a-z") (skip-chars-backward "a-z " 3) (point)) '(-3 -2 3)))
    (should (equal (should-error (skip-chars-forward "[:foo:]")) '(error "Invalid ISO C character class")))
    (should (equal (should-error (skip-chars-forward "a" 'x)) '(wrong-type-argument integer-or-marker-p x)))))

(ert-deftest syntax-skip-chars-in-unibyte-buffers ()
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (insert "a\351b")
    (goto-char 1)
    (should (equal (skip-chars-forward "a\200-\377") 2))
    (goto-char 1)
    (should (equal (skip-chars-forward "aé") 1))))

(ert-deftest syntax-skip-syntax ()
  (with-temp-buffer
    (insert "abc 12")
    (goto-char 1)
    (should (equal (list (skip-syntax-forward "w") (skip-syntax-forward " ") (skip-syntax-forward "w_")) '(3 1 2)))
    (should (equal (list (skip-syntax-backward "w") (skip-syntax-backward "-") (skip-syntax-backward "^ ")) '(-2 -1 -3)))))

(ert-deftest syntax-words ()
  (with-temp-buffer
    (insert "abc def")
    (goto-char 1)
    (should (equal (list (forward-word) (point) (forward-word) (point) (forward-word) (point)) '(t 4 t 8 nil 8)))
    (should (equal (list (forward-word -1) (point) (forward-word -5) (point)) '(t 5 nil 1)))
    (should (equal (should-error (forward-word 'x)) '(wrong-type-argument fixnump x))))
  (with-temp-buffer
    (insert "漢字ひらがな aжb")
    (goto-char 1)
    (should (equal (list (forward-word) (point) (forward-word) (point)) '(t 7 t 9)))))

(ert-deftest syntax-scan-sexps ()
  (syntax-tests--in (syntax-tests--lisp) "(a \"x)\" 'b) ; c)\n d"
    (should (equal (list (scan-sexps 1 1) (scan-sexps 1 2) (scan-sexps 1 3)) '(12 20 nil)))
    (should (equal (list (scan-sexps 20 -1) (scan-sexps 20 -2) (scan-sexps 20 -3)) '(19 1 nil)))
    (should (equal (list (scan-lists 1 1 -1) (scan-lists 3 1 1) (scan-lists 3 -1 1)) '(2 12 1)))
    (should (equal (should-error (scan-sexps 11 1)) '(scan-error "Containing expression ends prematurely" 11 12)))
    (should (equal (should-error (scan-lists 1 1 1)) '(scan-error "Unbalanced parentheses" 1 20)))))

(ert-deftest syntax-comments ()
  (syntax-tests--in (syntax-tests--c) " /* a */ // b\n c /* d"
    (should (equal (list (forward-comment 1) (point) (forward-comment 1) (point) (forward-comment 1) (point)) '(t 9 t 15 nil 16)))
    (should (equal (list (forward-comment -1) (point) (forward-comment -5) (point)) '(t 10 nil 1)))
    (goto-char 17)
    (should (equal (list (forward-comment 1) (point)) '(nil 22)))))

(ert-deftest syntax-forward-comment-in-strings-of-lines ()
  "Backward, a comment is looked for on its line only, if that has nothing to do with strings or other comments."
  (syntax-tests--in (syntax-tests--lisp) "\"abc\n ; foo\n"
    (goto-char (point-max))
    (should (equal (list (forward-comment -1) (point)) '(t 7))))
  (syntax-tests--in (syntax-tests--lisp) "abc \\; d ; e\n"
    (goto-char (point-max))
    (should (equal (list (forward-comment -1) (point)) '(t 10))))
  (syntax-tests--in (syntax-tests--c) "abc /* x */ // foo\n"
    (goto-char (point-max))
    (should (equal (list (forward-comment -1) (point)) '(t 13))))
  (syntax-tests--in (syntax-tests--c) "/* abc\n // foo\n // bar\n"
    (goto-char (point-max))
    (should (equal (list (forward-comment -1) (point)) '(t 17)))))
(ert-deftest syntax-after-beyond-the-text ()
  (syntax-tests--in (syntax-tests--lisp) "a(b"
    (should (equal (mapcar #'syntax-after (list 1 2 4 0 9 (point-min-marker))) '((2) (4 . 41) nil nil nil (2))))
    (should (equal (should-error (syntax-after nil)) '(wrong-type-argument number-or-marker-p nil)))
    (let ((parse-sexp-lookup-properties t))
      (put-text-property 1 2 'syntax-table '(3))
      (should (equal (mapcar #'syntax-after '(1 2 50)) '((3) (4 . 41) nil))))
    (narrow-to-region 2 3)
    (should (equal (mapcar #'syntax-after '(1 2 3)) '(nil (4 . 41) nil)))))
(ert-deftest syntax-parse-partial-sexp ()
  (syntax-tests--in (syntax-tests--lisp) "(a \"x)\" b) ; c\n"
    (should (equal (parse-partial-sexp 1 2) '(1 1 nil nil nil nil 0 nil nil (1) nil)))
    (should (equal (parse-partial-sexp 1 6) '(1 1 2 34 nil nil 0 nil 4 (1) nil)))
    (should (equal (parse-partial-sexp 1 11) '(0 nil 1 nil nil nil 0 nil nil nil nil)))
    (should (equal (parse-partial-sexp 1 14) '(0 nil 1 nil t nil 0 nil 12 nil nil)))
    (should (equal (parse-partial-sexp 6 11 nil nil (parse-partial-sexp 1 6)) '(0 nil 1 nil nil nil 0 nil nil nil nil)))
    (parse-partial-sexp 1 16 nil nil nil t)
    (should (equal (point) 13))
    (parse-partial-sexp 1 16 nil nil nil 'syntax-table)
    (should (equal (point) 5))
    (parse-partial-sexp 1 16 1)
    (should (equal (point) 2))
    (should (equal (should-error (parse-partial-sexp 3 1)) '(error "End position is smaller than start position"))))
  (syntax-tests--in (syntax-tests--c) "a // b"
    (should (equal (parse-partial-sexp 1 7) '(0 nil 1 nil t nil 0 1 3 nil nil)))
    (should (equal (parse-partial-sexp 1 4) '(0 nil 1 nil nil nil 0 nil nil nil 2818049)))
    (should (equal (parse-partial-sexp 4 7 nil nil (parse-partial-sexp 1 4)) '(0 nil nil nil t nil 0 1 3 nil nil)))))

;;; syntax.el ends here
