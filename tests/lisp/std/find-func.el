;;; find-func.el --- finding definitions  -*- lexical-binding: t; -*-

(require 'ert)
(require 'find-func)

(ert-deftest find-func-finds-definitions ()
  (let* ((directory (file-name-as-directory (make-temp-file "find-func-test" t)))
         (load-path (cons directory load-path)) (inhibit-message t)
         (file (expand-file-name "find-func-test-lib.el" directory)))
    (unwind-protect
        (progn
          (with-temp-file file
            (insert ";;; -*- lexical-binding: t -*-\n(defvar find-func-test-v 1)\n;; x\n(defun find-func-test-f (x)\n  x)\n"
                    "(cl-defmethod find-func-test-m ((x integer)) x)\n(defface find-func-test-face nil \"F.\")\n"
                    "(defmacro find-func-test-mk (n) `(defun ,(intern (format \"find-func-test-%s\" n)) () 1))\n"
                    "(find-func-test-mk made)\n"))
          (should (equal (find-library-name "find-func-test-lib") file))
          (should-error (find-library-name "find-func-no-such-library") :type 'file-error)
          (load file nil t)
          (dolist (case '((find-func-test-f nil "(defun find-func-test-f") (find-func-test-v defvar "(defvar find-func-test-v")
                          (find-func-test-m nil "(cl-defmethod find-func-test-m") (find-func-test-face defface "(defface find-func-test-face")
                          (find-func-test-made nil "(find-func-test-mk made)")))
            (let ((found (find-function-search-for-symbol (car case) (nth 1 case) file)))
              (should (bufferp (car found)))
              (with-current-buffer (car found)
                (goto-char (cdr found))
                (should (looking-at-p (regexp-quote (nth 2 case)))))))
          (should-not (cdr (find-function-search-for-symbol 'find-func-test-none nil file))))
      (let ((buffer (get-file-buffer file))) (when buffer (kill-buffer buffer)))
      (delete-directory directory t))))

(ert-deftest find-func-primitives ()
  (should-error (find-function-noselect 'car t))
  (should (equal (car (find-function-library 'find-library)) 'find-library)))

;;; find-func.el ends here
