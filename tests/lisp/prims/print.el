;;; print.el --- printing to buffers, markers, functions  -*- lexical-binding: t; -*-

(require 'ert)

(ert-deftest print-to-a-buffer-inserts-at-its-point ()
  (let ((other (generate-new-buffer " *print-tests*")))
    (unwind-protect
        (progn
          (with-current-buffer other (insert "ad") (goto-char 2))
          (princ "bc" other)
          (with-current-buffer other
            (should (equal (buffer-string) "abcd"))
            (should (= (point) 4))))
      (kill-buffer other))))

(ert-deftest print-to-a-marker-advances-it ()
  (with-temp-buffer
    (insert "ad")
    (let ((marker (copy-marker 2)))
      (goto-char 1)
      (princ "b" marker)
      (princ "c" marker)
      (should (equal (buffer-string) "abcd"))
      (should (= marker 4))
      (should (= (point) 1)))))

(ert-deftest print-to-a-function-gets-characters ()
  (let ((characters nil))
    (prin1 "é\n" (lambda (character) (push character characters)))
    (should (equal (nreverse characters) (list ?\" ?é ?\n ?\")))))

(ert-deftest print-to-a-symbol-calls-it ()
  (let ((characters nil))
    (fset 'print-tests--sink (lambda (character) (push character characters)))
    (princ "ab" 'print-tests--sink)
    (should (equal (nreverse characters) '(?a ?b)))))

(ert-deftest print-standard-output-may-be-rebound ()
  (should (equal (with-output-to-string
                   (princ 1)
                   (let ((standard-output #'ignore)) (princ 2))
                   (princ 3))
                 "13")))

(ert-deftest print-with-output-to-string-nests ()
  (should (equal (with-output-to-string
                   (princ "a")
                   (princ (with-output-to-string (princ "inner")))
                   (princ "b"))
                 "ainnerb")))

(ert-deftest print-puts-newlines-around ()
  (should (equal (with-output-to-string (print 'a) (print "b")) "\na\n\n\"b\"\n")))

(ert-deftest print-terpri-ensures-a-line ()
  (with-temp-buffer
    (princ "x" (current-buffer))
    (should (terpri (current-buffer) t))
    (should-not (terpri (current-buffer) t))
    (should (equal (buffer-string) "x\n"))))

(ert-deftest print-what-is-printed-reads-back-equal ()
  (dolist (object (list 'a 'a\ b '\; '\1 '-1.5e3x "a\"b\\" "\351" "é\351" '(1 . 2) '[a (b)] 1.0 -0.0 1e100
                        (list ''a '#'b '`(c ,d ,@e)) (record 'foo "x" [1]) (make-bool-vector 11 t)
                        '(quote) '(function a b) :key nil t (expt 7 77) ?\C-\M-a "\0\t"))
    (should (equal (read (prin1-to-string object)) object))))

(ert-deftest print-text-properties-read-back ()
  (let ((s (concat "a" (propertize "bc" 'face 'bold 'x 'y) "d")))
    (should (equal-including-properties (read (prin1-to-string s)) s))))

(ert-deftest print-deep-structures ()
  (let ((object nil))
    (dotimes (_ 150) (setq object (list object)))
    (should (equal (read (prin1-to-string object)) object))))

(ert-deftest print-long-lists ()
  (let ((list (number-sequence 1 5000)))
    (should (equal (read (prin1-to-string list)) list))))

(ert-deftest print-limits-apply-inside ()
  (let ((print-length 3) (print-level 2))
    (should (equal (prin1-to-string '(1 (2 (3)) (4 5 6 7) 8)) "(1 (2 ...) (4 5 6 ...) ...)"))))

(ert-deftest print-hash-tables-read-back ()
  (let ((table (make-hash-table :test 'equal)))
    (puthash "a" '(1 2) table)
    (puthash 'b "c" table)
    (let ((copy (read (prin1-to-string table))))
      (should (equal (gethash "a" copy) '(1 2)))
      (should (equal (gethash 'b copy) "c"))
      (should (eq (hash-table-test copy) 'equal)))))

(ert-deftest print-current-buffer-is-restored-after-an-error ()
  (let ((here (current-buffer)))
    (should-error (princ "ab" (lambda (_) (set-buffer (get-buffer-create " *print-tests-2*")) (error "x"))))
    (when (get-buffer " *print-tests-2*") (kill-buffer " *print-tests-2*"))
    (should (buffer-live-p here))))

;;; print.el ends here
