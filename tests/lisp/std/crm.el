;;; crm.el --- several strings at once -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)
(require 'crm)

(ert-deftest crm-reads-strings ()
  (dolist (row '(("a, b ,,c" nil ("a" "b" "c")) ("" "x,y" ("x" "y")) ("" ("p" "q") ("p")) ("" nil nil)))
    (let (asked)
      (cl-letf (((symbol-function 'read-from-minibuffer)
                 (lambda (&rest args) (setq asked args) (car row))))
        (should (equal (completing-read-multiple "P: " '("a" "b" "c") nil t nil nil (nth 1 row)) (nth 2 row)))
        (should (equal (car asked) "P: "))
        (should (eq (nth 2 asked) crm-local-must-match-map)))))
  (let ((crm-separator ";"))
    (cl-letf (((symbol-function 'read-from-minibuffer) (lambda (&rest _) "a,b;c")))
      (should (equal (completing-read-multiple "P: " nil) '("a,b" "c"))))))

;;; crm.el ends here
