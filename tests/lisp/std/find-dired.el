;;; find-dired.el --- listings of the files that find finds -*- lexical-binding: t -*-

(require 'ert)
(require 'find-dired)

(ert-deftest find-dired-finds ()
  (skip-unless (and (featurep 'elwire) (executable-find "find")))  ; Emacs goes on while find runs
  (let ((directory (file-name-as-directory (file-truename (make-temp-file "find" t)))))
    (unwind-protect
        (progn
          (make-directory (expand-file-name "sub" directory))
          (dolist (name '("a.txt" "sub/b.txt" "sub/c.el")) (write-region name nil (expand-file-name name directory) nil 'quiet))
          (save-window-excursion (find-name-dired directory "*.txt"))
          (with-current-buffer "*Find*"
            (should (dired-goto-file (expand-file-name "sub/b.txt" directory)))
            (should (equal (dired-get-filename) (expand-file-name "sub/b.txt" directory)))
            (should (dired-goto-file (expand-file-name "a.txt" directory)))
            (should-not (dired-goto-file (expand-file-name "sub/c.el" directory)))
            (kill-buffer)))
      (delete-directory directory t))))
