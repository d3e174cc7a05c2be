;;; eldoc.el --- documentation of what is at point  -*- lexical-binding: t; -*-

(require 'ert)
(require 'eldoc)

(defun eldoc-test-run (strategy &rest functions)
  "Return what the displays are given, in order, when STRATEGY asks FUNCTIONS."
  (with-temp-buffer
    (let ((given nil))
      (setq-local eldoc-documentation-functions functions)
      (setq-local eldoc-documentation-strategy strategy)
      (setq-local eldoc-display-functions (list (lambda (docs _interactive) (push docs given))))
      (eldoc-print-current-symbol-info)
      (nreverse given))))

(ert-deftest eldoc-strategies ()
  (should (equal (eldoc-test-run #'eldoc-documentation-default #'ignore (lambda (_) "one") (lambda (_) "two")) '((("one")))))
  (should (equal (eldoc-test-run #'eldoc-documentation-default (lambda (call) (funcall call "one" :thing 'x) t)) '((("one" :thing x)))))
  (should-not (eldoc-test-run #'eldoc-documentation-default #'ignore))
  (should (equal (eldoc-test-run #'eldoc-documentation-compose (lambda (_) "one") #'ignore (lambda (call) (funcall call "two") t))
                 '((("one")) (("one")) (("one") ("two")))))
  (should (equal (car (last (eldoc-test-run #'eldoc-documentation-compose-eagerly (lambda (_) "one") (lambda (_) "two"))))
                 '(("one") ("two"))))
  (should (equal (eldoc-test-run (lambda () "old")) '((("old"))))))

(ert-deftest eldoc-needs-a-source ()
  (with-temp-buffer
    (setq-local eldoc-documentation-functions nil)
    (eldoc-mode 1)
    (should-not eldoc-mode)
    (add-hook 'eldoc-documentation-functions (lambda (_) "x") nil t)
    (eldoc-mode 1)
    (should eldoc-mode)))

(ert-deftest eldoc-commands ()
  (eldoc-add-command "eldoc-test-command")
  (should (intern-soft "eldoc-test-command" eldoc-message-commands))
  (eldoc-remove-command 'eldoc-test-command)
  (should-not (intern-soft "eldoc-test-command" eldoc-message-commands)))

;;; eldoc.el ends here
