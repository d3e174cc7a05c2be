;;; settings.el --- variables that are there from the beginning -*- lexical-binding: t; -*-

(ert-deftest settings-are-special-and-have-their-defaults ()
  (dolist (pair '((echo-keystrokes . 1) (window-system . nil) (idle-update-delay . 0.5) (auto-save-interval . 300)
                  (case-replace . t) (kill-whole-line . nil) (standard-indent . 4) (scroll-step . 0)
                  (dir-locals-file . ".dir-locals.el") (diff-command . "diff") (completion-auto-help . t)
                  (minibuffer-history-variable . minibuffer-history) (global-mark-ring-max . 16)))
    (should (special-variable-p (car pair)))
    (should (equal (default-value (car pair)) (cdr pair)))
    (should (documentation-property (car pair) 'variable-documentation))))

(ert-deftest settings-know-options-and-what-belongs-to-a-buffer ()
  (should (custom-variable-p 'echo-keystrokes))
  (should-not (custom-variable-p 'window-system))
  (should (local-variable-if-set-p 'goal-column))
  (should (local-variable-if-set-p 'current-input-method))
  (should-not (local-variable-if-set-p 'magic-mode-alist)))

(ert-deftest settings-have-old-names ()
  (should (eq (indirect-variable 'find-file-hooks) 'find-file-hook))
  (should (eq (indirect-variable 'write-file-hooks) 'write-file-functions)))

;;; settings.el ends here
