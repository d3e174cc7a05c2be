;;; occur.el --- lists of matching lines -*- lexical-binding: t; -*-

(defun occur-test--list (text regexp &optional nlines)
  "Return what `occur' lists for REGEXP and NLINES in TEXT."
  (let ((buffer (generate-new-buffer "occur-test")) (inhibit-message t))
    (unwind-protect
        (with-current-buffer buffer
          (insert text)
          (when (get-buffer "*Occur*") (kill-buffer "*Occur*"))
          (occur regexp nlines)
          (when (get-buffer "*Occur*")
            (with-current-buffer "*Occur*"
              (buffer-substring-no-properties (progn (goto-char (point-min)) (line-beginning-position 2)) (point-max)))))
      (kill-buffer buffer))))

(ert-deftest occur-lists-lines-with-their-numbers ()
  (should (equal (occur-test--list "fx\nbx\nfx\n" "fx") "      1:fx\n      3:fx\n"))
  (should-not (occur-test--list "fx\n" "zz"))
  (should-error (occur-test--list "fx\n" "")))

(ert-deftest occur-shows-context ()
  (should (equal (occur-test--list "a\nb\nc\na\nb\nc\n" "b" -1) "       :a\n      2:b\n-------\n       :a\n      5:b\n"))
  (should (equal (occur-test--list "one\ntwo\nthree\nfour\n" "t" 1) "       :one\n      2:two\n      3:three\n       :four\n")))

(ert-deftest occur-goes-to-the-match ()
  (with-temp-buffer
    (rename-buffer "occur-test-target")
    (insert "x\nyes\nz\n")
    (let ((inhibit-message t)) (occur "es"))
    (with-current-buffer "*Occur*"
      (goto-char (point-min))
      (forward-line 1)
      (should (= (occur-mode-find-occurrence) 4))
      (kill-buffer))))

;;; occur.el ends here
