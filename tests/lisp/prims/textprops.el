;;; textprops.el --- text properties through edits  -*- lexical-binding: t; -*-

(require 'ert)

(defun textprops-tests--runs (property)
  "Return the runs of PROPERTY in the buffer as (START END VALUE)."
  (let ((position (point-min)) (runs nil))
    (while (< position (point-max))
      (let ((end (or (next-single-property-change position property) (point-max))))
        (push (list position end (get-text-property position property)) runs)
        (setq position end)))
    (nreverse runs)))

(ert-deftest textprops-overlapping-ranges ()
  (with-temp-buffer
    (insert "0123456789")
    (put-text-property 2 6 'x 'a)
    (put-text-property 4 8 'x 'b)
    (should (equal (textprops-tests--runs 'x) '((1 2 nil) (2 4 a) (4 8 b) (8 11 nil))))
    (put-text-property 1 11 'x 'c)
    (should (equal (textprops-tests--runs 'x) '((1 11 c))))
    (remove-text-properties 3 5 '(x nil))
    (should (equal (textprops-tests--runs 'x) '((1 3 c) (3 5 nil) (5 11 c))))))

(ert-deftest textprops-plain-insertion-splits-a-run ()
  (with-temp-buffer
    (insert (propertize "abcd" 'x 1))
    (goto-char 3)
    (insert "--")
    (should (equal (textprops-tests--runs 'x) '((1 3 1) (3 5 nil) (5 7 1))))))

(ert-deftest textprops-inheriting-insertion ()
  (with-temp-buffer
    (insert (propertize "abcd" 'x 1))
    (goto-char 3)
    (insert-and-inherit "--")
    (should (equal (textprops-tests--runs 'x) '((1 7 1))))
    (goto-char (point-max))
    (insert-and-inherit "end")
    (should (equal (textprops-tests--runs 'x) '((1 10 1))))
    (goto-char (point-min))
    (insert-and-inherit "start")
    (should (equal (textprops-tests--runs 'x) '((1 6 nil) (6 15 1))))))

(ert-deftest textprops-stickiness ()
  (with-temp-buffer
    (insert (propertize "ab" 'x 1 'rear-nonsticky '(x) 'y 2))
    (insert-and-inherit "c")
    (should-not (get-text-property 3 'x))
    (should (eq (get-text-property 3 'y) 2))
    (erase-buffer)
    (insert (propertize "ab" 'x 1 'front-sticky '(x)))
    (goto-char 1)
    (insert-and-inherit "c")
    (should (eq (get-text-property 1 'x) 1))))

(ert-deftest textprops-deletion-joins-runs ()
  (with-temp-buffer
    (insert (propertize "ab" 'x 1) "cd" (propertize "ef" 'x 1))
    (delete-region 3 5)
    (should (equal (textprops-tests--runs 'x) '((1 5 1))))))

(ert-deftest textprops-travel-with-strings ()
  (with-temp-buffer
    (insert "ab" (propertize "cd" 'x 1) "ef")
    (let ((string (buffer-substring 2 6)))
      (should (equal-including-properties string (concat "b" (propertize "cd" 'x 1) "e")))
      (goto-char (point-max))
      (insert string)
      (should (equal (textprops-tests--runs 'x) '((1 3 nil) (3 5 1) (5 8 nil) (8 10 1) (10 11 nil)))))))

(ert-deftest textprops-set-replaces-the-whole-list ()
  (with-temp-buffer
    (insert (propertize "abcd" 'x 1 'y 2))
    (set-text-properties 2 4 '(z 3))
    (should (equal (text-properties-at 2) '(z 3)))
    (should (equal (get-text-property 1 'y) 2))
    (set-text-properties 1 5 nil)
    (should-not (next-property-change 1))
    (should-not (text-properties-at 1))))

(ert-deftest textprops-return-values-tell-whether-something-changed ()
  (with-temp-buffer
    (insert "abcd")
    (should (add-text-properties 1 3 '(x 1)))
    (should-not (add-text-properties 1 3 '(x 1)))
    (should (add-text-properties 1 4 '(x 1)))
    (should (remove-text-properties 1 2 '(x nil)))
    (should-not (remove-text-properties 1 2 '(x nil)))
    (should-not (remove-text-properties 1 5 '(other nil)))))

(ert-deftest textprops-searching-in-steps ()
  (with-temp-buffer
    (dotimes (i 5) (insert "xx" (propertize "yy" 'k i)))
    (let ((position (point-min)) (values nil))
      (while (setq position (text-property-not-all position (point-max) 'k nil))
        (push (get-text-property position 'k) values)
        (setq position (or (next-single-property-change position 'k) (point-max))))
      (should (equal (nreverse values) '(0 1 2 3 4))))))

(ert-deftest textprops-on-strings-are-their-own ()
  (let* ((s (propertize "abc" 'x 1)) (copy (copy-sequence s)))
    (put-text-property 0 1 'x 2 copy)
    (should (= (get-text-property 0 'x s) 1))
    (should (= (get-text-property 0 'x copy) 2))
    (should (= (get-text-property 1 'x copy) 1))))

(ert-deftest textprops-case-and-substitution-keep-them ()
  (with-temp-buffer
    (insert (propertize "abc" 'x 1))
    (upcase-region 1 4)
    (subst-char-in-region 1 4 ?B ?-)
    (should (equal-including-properties (buffer-string) (propertize "A-C" 'x 1)))))

(ert-deftest textprops-many-runs ()
  (with-temp-buffer
    (insert (make-string 2000 ?a))
    (dotimes (i 1000) (put-text-property (1+ (* 2 i)) (+ 2 (* 2 i)) 'n i))
    (should (= (length (textprops-tests--runs 'n)) 2000))
    (should (= (get-text-property 1001 'n) 500))
    (delete-region 1 1001)
    (should (= (get-text-property 1 'n) 500))
    (should (= (length (textprops-tests--runs 'n)) 1000))))

(ert-deftest textprops-narrowing-limits-access ()
  (with-temp-buffer
    (insert (propertize "abcdef" 'x 1))
    (narrow-to-region 2 4)
    (should-error (get-text-property 6 'x) :type 'args-out-of-range)
    (should-error (put-text-property 1 3 'y 1) :type 'args-out-of-range)))

(ert-deftest textprops-modification-hooks ()
  (with-temp-buffer
    (let ((log nil))
      (insert (propertize "abc" 'modification-hooks (list (lambda (start end) (push (list start end) log)))))
      (goto-char 2)
      (delete-char 1)
      (should (equal log '((2 3)))))))

(ert-deftest textprops-constrain-to-field ()
  "A field holds what begins or ends beside it, not what jumps over it."
  (with-temp-buffer
    (insert "aaa" (propertize "bbb" 'field 'x) "ccc")
    (should (equal (mapcar (lambda (pair) (apply #'constrain-to-field pair))
                           '((9 2) (2 9) (8 3) (8 4) (8 4 t) (8 5) (5 8) (4 8) (7 1) (3 8) (8 7 t)))
                   '(9 2 8 4 7 7 7 7 4 3 8)))
    (let ((overlay (make-overlay 8 10)))
      (overlay-put overlay 'field 'y)
      (should (equal (list (field-beginning 9) (field-end 9) (field-beginning 2) (field-end 2) (constrain-to-field 1 9))
                     '(8 10 1 4 8))))))

;;; textprops.el ends here
