;;; delsel.el --- replacing the selection -*- lexical-binding: t; -*-

(require 'ert)

(require 'delsel)

(defun delsel-tests--on (type) (with-temp-buffer (let ((transient-mark-mode t) (this-command 'x) (kill-ring nil) (kill-ring-yank-pointer nil) (interprogram-cut-function nil)) (insert "abcdef") (goto-char 2) (push-mark 4 t t) (delete-selection-helper type) (list (buffer-string) (point) this-command (car kill-ring)))))

(ert-deftest delsel-helper ()
  (should (equal (delsel-tests--on t)
                 '("adef" 2 x nil)))
  (should (equal (delsel-tests--on nil)
                 '("abcdef" 2 x nil)))
  (should (equal (delsel-tests--on 'kill)
                 '("adef" 2 x "bc")))
  (should (equal (delsel-tests--on 'supersede)
                 '("adef" 2 ignore nil)))
  (should (equal (delsel-tests--on 'yank)
                 '("adef" 2 x nil)))
  (should (equal (delsel-tests--on (lambda nil 'kill))
                 '("adef" 2 x "bc")))
  (should (equal (mapcar (lambda (c) (get c 'delete-selection)) '(yank newline delete-char open-line delete-backward-char forward-char))
                 '(yank t supersede t nil nil)))
  (should (equal (progn (delete-selection-mode 1) (prog1 (list delete-selection-mode (and (memq 'delete-selection-pre-hook pre-command-hook) t)) (delete-selection-mode -1)))
                 '(t t)))
  (should (equal delete-selection-mode
                 nil)))

;;; delsel.el ends here
