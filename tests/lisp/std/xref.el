;;; xref.el --- definitions and references  -*- lexical-binding: t; -*-

(require 'ert)
(require 'xref)

(cl-defmethod xref-backend-definitions ((_backend (eql xref-test)) identifier)
  (when (member identifier '("one" "two"))
    (cons (xref-make "def" (xref-make-buffer-location (get-buffer "xref-test") 3))
          (and (equal identifier "two") (list (xref-make "other" (xref-make-buffer-location (get-buffer "xref-test") 5)))))))

(ert-deftest xref-goes-to-definitions ()
  (let ((buffer (get-buffer-create "xref-test")) (xref-after-jump-hook nil) (xref-after-return-hook nil) (inhibit-message t))
    (unwind-protect
        (with-temp-buffer
          (with-current-buffer buffer (erase-buffer) (insert "a\nb\nc\n"))
          (setq-local xref-backend-functions (list (lambda () 'xref-test)))
          (insert "one")
          (let ((home (current-buffer)))
            (xref-clear-marker-stack)
            (xref-find-definitions "one")
            (should (equal (list (buffer-name) (point)) '("xref-test" 3)))
            (should-not (xref-marker-stack-empty-p))
            (xref-pop-marker-stack)
            (should (eq (current-buffer) home))
            (should (xref-marker-stack-empty-p))
            (should-error (xref-find-definitions "none") :type 'user-error)))
      (kill-buffer buffer))))

(ert-deftest xref-matches ()
  (skip-unless (executable-find "grep"))
  (let ((directory (file-name-as-directory (make-temp-file "xref-test" t))))
    (unwind-protect
        (progn
          (with-temp-file (expand-file-name "f.txt" directory) (insert "foo\n bar foo(foo)\n"))
          (let ((items (xref-matches-in-files "foo" (list (expand-file-name "f.txt" directory)))))
            (should (equal (mapcar (lambda (item)
                                     (let ((location (xref-item-location item)))
                                       (list (xref-file-location-line location) (xref-file-location-column location) (xref-match-length item))))
                                   items)
                           '((1 0 3) (2 5 3) (2 9 3))))))
      (dolist (buffer (buffer-list)) (when (equal (buffer-name buffer) "f.txt") (kill-buffer buffer)))
      (delete-directory directory t))))

;;; xref.el ends here
