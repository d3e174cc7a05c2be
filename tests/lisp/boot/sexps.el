;;; sexps.el --- tests of moving over expressions -*- lexical-binding: t; -*-

(require 'ert)

(defun sexps-test-at (text start function &rest args)
  "Return where FUNCTION called with ARGS goes in TEXT from START."
  (with-temp-buffer
    (emacs-lisp-mode)
    (insert text)
    (goto-char start)
    (apply function args)
    (point)))

(ert-deftest sexps-forward-and-backward ()
  (should (= (sexps-test-at "(a (b) c) d" 1 #'forward-sexp) 10))
  (should (= (sexps-test-at "(a (b) c) d" 10 #'forward-sexp) 12))
  (should (= (sexps-test-at "(a 'b)" 6 #'backward-sexp) 4))
  (should-error (sexps-test-at "(a" 1 #'forward-sexp) :type 'scan-error))

(ert-deftest sexps-levels ()
  (should (= (sexps-test-at "(a (b) c)" 5 #'up-list) 7))
  (should (= (sexps-test-at "(a (b) c)" 5 #'backward-up-list 2) 1))
  (should (= (sexps-test-at "(a (b) c)" 1 #'down-list 2) 5))
  (should-error (sexps-test-at "a" 1 #'up-list) :type 'scan-error))

(ert-deftest sexps-definitions ()
  (let ((text "(defun a ()\n  1)\n\n(defun b ()\n  2)\n"))
    (should (= (sexps-test-at text 14 #'beginning-of-defun) 1))
    (should (= (sexps-test-at text 5 #'end-of-defun) 18))))

;;; sexps.el ends here
