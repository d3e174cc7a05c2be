;;; match_data.el --- match data and replacing what was matched  -*- lexical-binding: t; -*-

(require 'ert)

(defun match-data-tests--round (list)
  "Return `match-data' after it was set to LIST."
  (set-match-data list)
  (match-data))

(ert-deftest match-data-survives-a-failed-search ()
  (string-match "b" "abc")
  (should-not (string-match "z" "abc"))
  (should (equal (match-data) '(1 2)))
  (should (equal (match-beginning 5) nil))
  (should (equal (should-error (match-beginning -1)) '(args-out-of-range -1 0)))
  (should (equal (should-error (match-end 'a)) '(wrong-type-argument fixnump a))))

(ert-deftest match-data-set-and-read ()
  (dolist (row '((nil nil) ((1 2 nil nil 3 4) (1 2 nil nil 3 4)) ((1 2 3) (1 2)) ((1) nil) ((nil nil 3 4) (nil nil 3 4))
                 ((1 2 nil nil) (1 2)) ((1 2 nil nil nil nil 3 4 nil nil) (1 2 nil nil nil nil 3 4)) ((-1 2) nil)
                 ((1 2 -1 -1 3 4) (1 2 nil nil 3 4))))
    (should (equal (list (car row) (match-data-tests--round (car row))) row)))
  (should (equal (should-error (set-match-data 5)) '(wrong-type-argument listp 5)))
  (should (equal (should-error (set-match-data '(a b))) '(wrong-type-argument integer-or-marker-p a)))
  (should (equal (should-error (set-match-data '(1 nil 3 4))) '(wrong-type-argument integer-or-marker-p nil))))

(ert-deftest match-data-of-a-buffer ()
  (with-temp-buffer
    (insert "abc")
    (goto-char 1)
    (re-search-forward "b\\(x\\)?")
    (let ((data (match-data)))
      (should (equal (mapcar #'marker-position data) '(2 3)))
      (should (eq (marker-buffer (car data)) (current-buffer)))
      (set-match-data nil)
      (set-match-data data t)
      (should (equal data '(nil nil))))
    (should (equal (match-data t) (list 2 3 (current-buffer))))
    (let ((reuse (list 1 2 3 4 5)))
      (should (eq (match-data t reuse) reuse))
      (should (equal reuse (list 2 3 (current-buffer) nil nil))))
    (let ((reuse (list 1)))
      (should (eq (match-data t reuse) reuse))
      (should (equal reuse (list 2 3 (current-buffer)))))))

(ert-deftest match-data-can-be-left-alone ()
  (with-temp-buffer
    (insert "abc")
    (goto-char 1)
    (looking-at "a\\(b\\)")
    (let ((inhibit-changing-match-data t))
      (should (looking-at "a"))
      (should (equal (re-search-forward "c") 4)))
    (should (equal (match-data t) (list 1 3 2 3 (current-buffer))))))

(ert-deftest match-data-translate ()
  (set-match-data '(1 2 nil nil 3 4))
  (match-data--translate 3)
  (should (equal (match-data) '(4 5 nil nil 6 7))))

(ert-deftest match-data-of-counted-searches ()
  (with-temp-buffer
    (insert "abcabc")
    (goto-char 1)
    (should (equal (re-search-forward "c" nil 'move 3) nil))
    (should (equal (point) 7))
    (should (equal (match-beginning 0) 6))
    (should (equal (re-search-forward "b" nil nil -1) 5))
    (should (equal (search-backward "b" nil nil 1) 2))
    (should (equal (should-error (search-forward "z")) '(search-failed "z")))
    (should (equal (should-error (re-search-forward "a" 1)) '(error "Invalid search bound (wrong side of point)")))))

;; --- replace-match

(defun match-data-tests--replaced (regexp text newtext &optional fixedcase literal subexp)
  "Return TEXT with the match of REGEXP replaced by NEWTEXT."
  (let ((case-fold-search t))
    (string-match regexp text)
    (replace-match newtext fixedcase literal text subexp)))

(ert-deftest replace-match-case ()
  (dolist (row '(("foo" "foo" "bar") ("FOO" "bar" "BAR") ("Foo" "bar" "Bar") ("Foo Bar" "baz qux" "Baz Qux")
                 ("Foo bar" "baz qux" "baz qux") ("F" "bar qux" "BAR QUX") ("F1" "bar" "BAR") ("FO G" "bar" "BAR")
                 ("FoO" "bar" "Bar") ("fOO" "bar" "bar") ("12" "bar" "bar") ("Foo  Bar" "x y" "x y")
                 ("FOO_BAR" "xx yy" "XX YY") ("Foo-bar" "xx" "xx") ("Éa" "xx" "Xx")))
    (let ((expected (if (equal (car row) "foo") "bar" (nth 2 row))))
      (should (equal (list (car row) (match-data-tests--replaced ".+" (car row) (nth 1 row)))
                     (list (car row) (if (equal (car row) "foo") "foo" expected)))))))

(ert-deftest replace-match-pieces ()
  (dolist (row '(("\\(foo\\) \\(bar\\)" "foo bar" "\\2-\\1" "bar-foo") ("foo" "foo" "<\\&>" "<foo>") ("foo" "foo" "a\\\\b" "a\\b")
                 ("foo" "foo" "a\\?b" "a\\?b") ("\\(x\\)?foo" "foo" "a\\1b" "ab") ("foo" "foo" "a\\9b" "ab")
                 ("\\(foo\\) \\(bar\\)" "FOO BAR" "x \\2" "X BAR")))
    (should (equal (match-data-tests--replaced (car row) (nth 1 row) (nth 2 row)) (nth 3 row))))
  (should-error (match-data-tests--replaced "foo" "foo" "a\\b"))
  (should-error (match-data-tests--replaced "foo" "foo" "a\\"))
  (should (equal (match-data-tests--replaced "foo" "foo" "a\\b" nil t) "a\\b")))

(ert-deftest replace-match-subexpressions ()
  (should (equal (match-data-tests--replaced "\\(foo\\) \\(bar\\)" "foo bar" "x" nil nil 1) "x bar"))
  (should (equal (match-data-tests--replaced "\\(foo\\) \\(bar\\)" "FOO bar" "xx" nil nil 1) "XX bar"))
  (should (equal (should-error (match-data-tests--replaced "\\(foo\\)\\(x\\)?" "foo" "x" nil nil 2))
                 '(error "replace-match subexpression does not exist" 2)))
  (should (eq (car (should-error (match-data-tests--replaced "foo" "foo" "x" nil nil -1))) 'args-out-of-range)))

(ert-deftest replace-match-properties ()
  (let ((text (propertize "abc" 'face 'bold)))
    (string-match "b" text)
    (should (equal-including-properties
             (replace-match (propertize "x\\&y" 'q 1) nil nil text)
             #("axbyc" 0 1 (face bold) 1 2 (q 1) 2 3 (face bold) 3 4 (q 1) 4 5 (face bold))))))

(ert-deftest replace-match-in-a-buffer ()
  (with-temp-buffer
    (insert "foo Bar baz")
    (goto-char 1)
    (let ((case-fold-search t)) (re-search-forward "\\(b\\)\\(ar\\)"))
    (should (equal (replace-match "quux\\2-\\1") nil))
    (should (equal (list (buffer-string) (point) (match-data t))
                   (list "foo Quuxar-B baz" 13 (list 5 13 5 5 5 13 (current-buffer)))))
    (set-match-data '(1 100))
    (should (equal (should-error (replace-match "x")) '(args-out-of-range 1 100)))))

(ert-deftest replace-match-moves-markers-at-its-end ()
  (with-temp-buffer
    (insert "xay")
    (let ((before (copy-marker 2)) (after (copy-marker 3)))
      (goto-char 1)
      (re-search-forward "a")
      (replace-match "12345")
      (should (equal (list (marker-position before) (marker-position after) (point)) '(2 7 7))))))

(ert-deftest replace-regexp-in-string-rows ()
  (dolist (row '(("b+" "x" "abbcb" "axcx") ("x*" "-" "abc" "-a-b-c") ("^" "-" "a\nb" "-a\n-b") ("\\(b\\)+" "<\\1>" "abbcb" "a<b>c<b>")
                 ("\\ba" "b" "aa aa" "ba ba") ("\\`a" "b" "aaa" "baa") ("$" "!" "a" "a!")))
    (should (equal (replace-regexp-in-string (car row) (nth 1 row) (nth 2 row)) (nth 3 row)))))

;;; match_data.el ends here
