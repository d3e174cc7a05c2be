;;; command-loop.el --- keyboard macros and what they type -*- lexical-binding: t; -*-

(defun command-loop-test--type (keys &optional text)
  "Return (TEXT POINT) of a buffer with TEXT, point at its beginning, after KEYS, as `kbd' names them, were typed there."
  (let ((buffer (generate-new-buffer "command-loop-test")) (inhibit-message t))
    (save-window-excursion
      (unwind-protect
          (progn
            (switch-to-buffer buffer)
            (insert (or text ""))
            (goto-char (point-min))
            (execute-kbd-macro (kbd keys))
            (list (buffer-string) (point)))
        (kill-buffer buffer)))))

(ert-deftest command-loop-inserts-and-moves ()
  (should (equal (command-loop-test--type "abc C-b C-d x") '("abx" 4)))
  (should (equal (command-loop-test--type "a C-b z M-b q") '("qza" 2)))
  (should (equal (command-loop-test--type "M-d C-e C-y" "one two") '(" twoone" 8))))

(ert-deftest command-loop-takes-prefix-arguments ()
  (should (equal (command-loop-test--type "C-u 4 z C-u y M-3 x") '("zzzzyyyyxxx" 12)))
  (should (equal (command-loop-test--type "C-e M-- M-b C-u C-u a" "one two") '("one twoaaaaaaaaaaaaaaaa" 24))))

(ert-deftest command-loop-answers-questions ()
  (should (equal (command-loop-test--type "M-% foo RET bar RET y n y" "foo foo foo") '("bar foo bar" 12)))
  (should (equal (command-loop-test--type "M-% foo RET bar RET ." "foo foo") '("bar foo" 4)))
  (should (equal (command-loop-test--type "M-% foo RET bar RET !" "foo foo") '("bar bar" 8)))
  (should (equal (command-loop-test--type "M-x forward-word RET z" "ab cd") '("abz cd" 4))))

(ert-deftest command-loop-repeats-and-stops ()
  (let ((buffer (generate-new-buffer "command-loop-test")) (n 0))
    (save-window-excursion
      (switch-to-buffer buffer)
      (execute-kbd-macro "a" 3)
      (should (equal (buffer-string) "aaa"))
      (execute-kbd-macro "b" 9 (lambda () (< (setq n (1+ n)) 3)))
      (should (equal (buffer-string) "aaabb"))
      (should-error (execute-kbd-macro (kbd "C-f x")) :type 'end-of-buffer)
      (should (equal (buffer-string) "aaabb")))
    (kill-buffer buffer))
  (should-error (execute-kbd-macro nil))
  (should-error (execute-kbd-macro '(a))))

(ert-deftest command-loop-reads-keys ()
  (let ((unread-command-events (list ?\C-x ?4 ?f)))
    (ignore-errors (define-key ctl-x-4-map "f" 'find-file-other-window))
    (should (equal (read-key-sequence "") "\C-x4f"))))

(ert-deftest command-loop-commands-of-primitives ()
  (should (commandp 'forward-char))
  (should (equal (interactive-form 'forward-char) '(interactive "^p")))
  (should (commandp 'self-insert-command)))

;;; command-loop.el ends here
