;;; vc.el --- what version control knows about files -*- lexical-binding: t -*-

(require 'ert)
(require 'vc)
(require 'vc-git)

(ert-deftest vc-git-states ()
  (skip-unless (executable-find "git"))
  (let* ((directory (file-name-as-directory (file-truename (make-temp-file "vc" t)))) (default-directory directory)
         (process-environment (append '("HOME=/nonexistent" "GIT_CONFIG_NOSYSTEM=1" "GIT_AUTHOR_NAME=a" "GIT_AUTHOR_EMAIL=a@b" "GIT_COMMITTER_NAME=a"
                                        "GIT_COMMITTER_EMAIL=a@b")
                                      process-environment))
         (file (expand-file-name "sub/a.txt" directory)))
    (unwind-protect
        (progn
          (should-error (vc-responsible-backend directory))
          (should (eql 0 (call-process "git" nil nil nil "init" "-q" "-b" "trunk")))
          (make-directory "sub")
          (write-region "one\n" nil file nil 'quiet)
          (should-not (vc-backend file))
          (should (eq (vc-responsible-backend file) 'Git))
          (should (eq (vc-state file 'Git) 'unregistered))
          (call-process "git" nil nil nil "add" ".")
          (vc-file-clearprops file)
          (should (eq (vc-backend file) 'Git))
          (should (eq (vc-git-state file) 'added))
          (should (eql 0 (call-process "git" nil nil nil "commit" "-q" "-m" "first")))
          (should (eq (vc-git-state file) 'up-to-date))
          (write-region "two, and longer\n" nil file nil 'quiet)
          (should (eq (vc-git-state file) 'edited))
          (should (equal (expand-file-name (vc-git-root file)) directory))
          (let ((root (let ((default-directory (expand-file-name "sub/" directory))) (vc-root-dir))))
            ;; Emacs needs a buffer that visits a file.
            (when (featurep 'elwire) (should (equal (expand-file-name root) directory))))
          (should (equal (vc-git-branches) '("trunk")))
          (should (equal (vc-git--symbolic-ref file) "trunk"))
          (should (string-match-p "\\`[0-9a-f]\\{40\\}\\'" (vc-git-working-revision file)))
          (should (equal (substring-no-properties (vc-git-mode-line-string file)) "Git:trunk")))
      (delete-directory directory t))))
