;;; help-fns.el --- descriptions -*- lexical-binding: t -*-

(require 'ert)
(require 'help-fns)

(defun help-tests-function (some &optional more) "Doc of SOME. See `car'." (ignore some more))
(defvar help-tests-variable 3 "A variable.")
(defcustom help-tests-option "x" "An option." :type 'string :group 'emacs)
(defmacro help-tests-macro (form) "Doc." form)

(ert-deftest help-descriptions ()
  (let ((inhibit-message t))
    (let ((text (describe-function 'help-tests-function)))
      (should (string-match-p "\\`help-tests-function is a " text))
      (should (string-match-p "\n\n(help-tests-function SOME &optional MORE)\n\n\\(?:.*\n\\)*Doc of SOME\\. See .car.\\." text))
      (with-current-buffer "*Help*"
        (should (eq major-mode 'help-mode))
        (should buffer-read-only)
        (goto-char (point-min))
        (search-forward "See ")
        (forward-button 1)
        (should (equal (button-label (button-at (point))) "car"))
        (should (eq (button-type (button-at (point))) 'help-symbol))))
    (should (string-match-p "is a .*Lisp macro" (describe-function 'help-tests-macro)))
    (should (string-match-p "value is 3\n\nA variable\\.\n" (replace-regexp-in-string " is a variable defined in .*\n\nIts " " " (describe-variable 'help-tests-variable))))
    (should (string-match-p "You can customize this variable" (describe-variable 'help-tests-option)))
    (with-current-buffer "*Help*"
      (help-go-back)
      (should (string-match-p "help-tests-variable" (buffer-string))))
    (should (string-match-p "[fF]ace: bold" (progn (describe-face 'bold) (with-current-buffer "*Help*" (buffer-string)))))
    (should-error (describe-function 'help-tests-none))))

(ert-deftest help-at-point ()
  (with-temp-buffer
    (emacs-lisp-mode)
    (insert "(car help-tests-variable)")
    (goto-char 8)
    (should (eq (function-called-at-point) 'car))
    (should (eq (variable-at-point) 'help-tests-variable))
    (goto-char 3)
    (should (eql (variable-at-point) 0))))

;;; help-fns.el ends here
