;;; read.el --- reading from buffers, markers, functions  -*- lexical-binding: t; -*-

(require 'ert)

(ert-deftest read-all-forms-of-a-buffer ()
  (with-temp-buffer
    (insert "(a . b) ; comment\n\"s\" ?x [1 2]\n'q")
    (goto-char (point-min))
    (let ((forms nil))
      (condition-case nil
          (while t (push (read (current-buffer)) forms))
        (end-of-file nil))
      (should (equal (nreverse forms) '((a . b) "s" ?x [1 2] 'q)))
      (should (eobp)))))

(ert-deftest read-moves-a-marker-and-not-point ()
  (with-temp-buffer
    (insert "one two three")
    (let ((marker (copy-marker 1)))
      (goto-char 5)
      (should (eq (read marker) 'one))
      (should (eq (read marker) 'two))
      (should (= (point) 5))
      (should (= marker 8)))))

(ert-deftest read-stays-within-the-narrowing ()
  (with-temp-buffer
    (insert "(one two)")
    (narrow-to-region 1 5)
    (goto-char 1)
    (should-error (read (current-buffer)) :type 'end-of-file)))

(ert-deftest read-from-a-function-unreads-one-character ()
  (let* ((text "foo(bar)") (index 0)
         (source (lambda (&optional unread)
                   (if unread (setq index (1- index))
                     (prog1 (and (< index (length text)) (aref text index))
                       (setq index (1+ index)))))))
    (should (eq (read source) 'foo))
    (should (= index 3))
    (should (equal (read source) '(bar)))))

(ert-deftest read-prints-back ()
  (dolist (text '("(a b . c)" "[a \"b\" 99]" "'(a #'b `(c ,d ,@e))" "#s(rec 1 2)" "1.5" "\"a\\\"b\""
                  "(quote a b)" "#&3\"\5\"" "(nil)" "((a) [b (c)])"))
    (should (equal (prin1-to-string (read text)) text))))

(ert-deftest read-shared-structure-prints-back ()
  (let ((print-circle t))
    (dolist (text '("#1=(a . #1#)" "(#1=(a) #1#)" "#1=[#1# 2]" "(#2=(a . #1=(b)) #1# #2#)"))
      (should (equal (prin1-to-string (read text)) text)))))

(ert-deftest read-deeply-nested-lists ()
  (let* ((depth 500)
         (text (concat (make-string depth ?\() "x" (make-string depth ?\))))
         (form (read text)))
    (dotimes (_ depth) (setq form (car form)))
    (should (eq form 'x))))

(ert-deftest read-long-lists ()
  (let ((list (read (concat "(" (mapconcat #'number-to-string (number-sequence 1 20000) " ") ")"))))
    (should (= (length list) 20000))
    (should (= (apply #'+ list) 200010000))))

(ert-deftest read-multibyte-buffer-positions ()
  (with-temp-buffer
    (insert "(é \"日本\") ü")
    (goto-char 1)
    (should (equal (read (current-buffer)) '(é "日本")))
    (should (= (point) 9))
    (should (eq (read (current-buffer)) 'ü))))

(ert-deftest read-eval-buffer-and-region ()
  (with-temp-buffer
    (insert "(setq read-tests--a 1)\n(setq read-tests--b (+ read-tests--a 1))\n")
    (eval-buffer)
    (should (equal (list (symbol-value 'read-tests--a) (symbol-value 'read-tests--b)) '(1 2)))
    (erase-buffer)
    (insert "(setq read-tests--a 10) (setq read-tests--b 20)")
    (eval-region 1 24)
    (should (equal (list (symbol-value 'read-tests--a) (symbol-value 'read-tests--b)) '(10 2)))))

(ert-deftest read-load-evaluates-in-order-and-provides ()
  (let ((file (make-temp-file "read-tests" nil ".el"
                              ";;; -*- lexical-binding: t -*-
(setq read-tests--name load-file-name read-tests--loading load-in-progress)
(let ((x 1)) (defun read-tests--closure () x))
(provide 'read-tests--feature)\n")))
    (unwind-protect
        (progn
          (should (load file nil t))
          (should (equal (symbol-value 'read-tests--name) file))
          (should (symbol-value 'read-tests--loading))
          (should (= (funcall 'read-tests--closure) 1))
          (should (featurep 'read-tests--feature))
          (should-not (load (concat file "-missing") t t))
          (should-error (load (concat file "-missing") nil t) :type 'file-missing))
      (delete-file file))))

(ert-deftest read-load-without-cookie-binds-dynamically ()
  (let ((file (make-temp-file "read-tests" nil ".el"
                              "(let ((read-tests--dyn 1)) (defun read-tests--dynamic () read-tests--dyn))\n")))
    (unwind-protect
        (progn
          (load file nil t)
          (should-error (funcall 'read-tests--dynamic) :type 'void-variable))
      (delete-file file))))

(ert-deftest read-require-searches-the-load-path ()
  (let* ((directory (file-name-as-directory (make-temp-file "read-tests" t)))
         (load-path (cons directory load-path)))
    (unwind-protect
        (progn
          (write-region "(provide 'read-tests--lib) (setq read-tests--lib-loaded t)" nil
                        (concat directory "read-tests--lib.el") nil 'silent)
          (write-region "(setq read-tests--bad t)" nil
                        (concat directory "read-tests--bad.el") nil 'silent)
          (should (eq (require 'read-tests--lib) 'read-tests--lib))
          (should (symbol-value 'read-tests--lib-loaded))
          (should (equal (locate-library "read-tests--lib") (concat directory "read-tests--lib.el")))
          (should-error (require 'read-tests--bad))
          (should-not (require 'read-tests--missing nil t)))
      (delete-directory directory t))))

;;; read.el ends here
