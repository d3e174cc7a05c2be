;;; categories.el --- sets of characters with a letter for a name  -*- lexical-binding: t; -*-

(require 'ert)

(ert-deftest categories-standard ()
  (should (eq (category-table) (standard-category-table)))
  (should (equal (category-set-mnemonics (char-category-set ?a)) ".Lalr"))
  (should (equal (mapcar (lambda (c) (aref (char-category-set c) ?g)) '(?α ?a)) '(t nil)))
  (should (stringp (category-docstring ?a)))
  (should (equal (category-docstring ?z) nil))
  (should (equal (list (string-match "\\ca" "é1") (string-match "\\cg" "aα") (string-match "\\Ca" "aé") (string-match "\\cy" "aж")
                       (string-match "\\c^" "a\u0301"))
                 '(1 1 1 1 1))))

(ert-deftest categories-of-ones-own ()
  (let ((table (make-category-table)))
    (should (equal (define-category ?z "Zed\nmore" table) nil))
    (should (equal (category-docstring ?z table) "Zed\nmore"))
    (should (equal (get-unused-category table) ?\s))
    (should (equal (modify-category-entry '(?q . ?s) ?z table) nil))
    (with-temp-buffer
      (set-category-table table)
      (should (equal (string-match "\\cz+" "aqrt") 1))
      (should (equal (match-end 0) 3))
      (should (equal (category-set-mnemonics (char-category-set ?r)) "z"))
      (modify-category-entry ?r ?z table t)
      (should (equal (category-set-mnemonics (char-category-set ?r)) ""))
      (string-match "\\cz+" "aqrt")
      (should (equal (match-end 0) 2)))))

(ert-deftest categories-sets ()
  (should (equal (category-set-mnemonics (make-category-set "zab")) "abz"))
  (should (equal (should-error (make-category-set 1)) '(wrong-type-argument stringp 1)))
  (should (equal (should-error (category-set-mnemonics 1)) '(wrong-type-argument categorysetp 1))))

(ert-deftest categories-errors ()
  (should (equal (should-error (define-category 1 "x")) '(wrong-type-argument categoryp 1)))
  (should (equal (should-error (modify-category-entry ?a ?z (make-category-table))) '(error "Undefined category: z")))
  (should (equal (should-error (char-category-set 'a)) '(wrong-type-argument characterp a)))
  (should (equal (should-error (set-category-table 1)) '(wrong-type-argument category-table-p 1)))
  (should-error (define-category ?a "x")))

(ert-deftest categories-tests-table-of-unicode ()
  (should (eq 'char-code-property-table (char-table-subtype unicode-category-table)))
  (should (eq 'general-category (char-table-extra-slot unicode-category-table 0)))
  (should (equal '(2 1 9 23 26 6 4 30 30)
                 (mapcar (lambda (c) (aref unicode-category-table c)) (list ?a ?A ?0 ?\s ?\t #x301 #x2b0 #x378 #x3fffff)))))

;;; categories.el ends here
