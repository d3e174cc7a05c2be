;;; cus-edit.el --- settings are saved -*- lexical-binding: t -*-

(require 'ert)
(require 'cus-edit)

(defgroup cus-tests nil "A group." :group 'emacs)
(defcustom cus-tests-a 1 "An option." :type 'integer :group 'cus-tests)
(defcustom cus-tests-b "x" "An option." :type 'string :group 'cus-tests :set (lambda (symbol value) (set-default symbol (concat value "!"))))
(defface cus-tests-face '((t :weight bold)) "A face." :group 'cus-tests)

(defun cus-tests--file () (with-temp-buffer (insert-file-contents custom-file) (buffer-string)))

(ert-deftest cus-edit-saves ()
  (let* ((directory (make-temp-file "custom" t)) (custom-file (expand-file-name "custom.el" directory)) (user-init-file custom-file) (inhibit-message t))
    (unwind-protect
        (progn
          (with-temp-file custom-file (insert ";; hello\n(setq x 1)\n"))
          (customize-set-variable 'cus-tests-b "new")
          (should (equal cus-tests-b "new!"))
          (customize-save-variable 'cus-tests-a '(a "b") "comment")
          (customize-save-customized)
          (custom-set-faces '(cus-tests-face ((t :slant italic))))
          (custom-save-all)
          (should (equal (cus-tests--file)
                         (mapconcat
                          #'identity
                          '(";; hello" "(setq x 1)"
                            "(custom-set-variables" " ;; custom-set-variables was added by Custom."
                            " ;; If you edit it by hand, you could mess it up, so be careful."
                            " ;; Your init file should contain only one such instance." " ;; If there is more than one, they won't work right."
                            " '(cus-tests-a '(a \"b\") nil nil \"comment\")" " '(cus-tests-b \"new\"))"
                            "(custom-set-faces" " ;; custom-set-faces was added by Custom."
                            " ;; If you edit it by hand, you could mess it up, so be careful."
                            " ;; Your init file should contain only one such instance." " ;; If there is more than one, they won't work right."
                            " '(cus-tests-face ((t :slant italic))))" "")
                          "\n")))
          (setq cus-tests-a 7)
          (put 'cus-tests-a 'saved-value nil)
          (load custom-file nil t)
          (should (equal cus-tests-a '(a "b")))
          (should (eq (face-attribute 'cus-tests-face :slant) 'italic))
          (customize-save-variable 'cus-tests-a 3)
          (should (string-match-p "^ '(cus-tests-a 3" (cus-tests--file)))
          (should (= 1 (with-temp-buffer (insert (cus-tests--file)) (how-many "^(custom-set-variables" (point-min))))))
      (dolist (symbol '(cus-tests-a cus-tests-b)) (custom-push-theme 'theme-value symbol 'user 'reset) (put symbol 'saved-value nil))
      (custom-push-theme 'theme-face 'cus-tests-face 'user 'reset)
      (delete-directory directory t))))

(ert-deftest cus-edit-names ()
  (should (equal (custom-quote '(a)) ''(a)))
  (should (equal (custom-quote 1) 1))
  (should (equal (custom-unlispify-tag-name 'foo-bar-baz) "Foo Bar Baz"))
  (should (equal (custom-variable-type 'cus-tests-a) '(integer)))
  (should (member '(cus-tests-face custom-face) (custom-group-members 'cus-tests nil)))
  (should (eq (custom-variable-state 'cus-tests-none 1) 'rogue)))

;;; cus-edit.el ends here
