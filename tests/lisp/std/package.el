;;; package.el --- packages -*- lexical-binding: t; -*-

(require 'ert)

(require 'package)

(require 'cl-lib)

(defconst package-tests--library ";;; zfoo.el --- Does foo -*- lexical-binding: t -*-\n;; Author: A B <a@b.c>\n;; Version: 1.2\n;; Package-Requires: ((emacs \"26.1\"))\n;; Keywords: a, b\n;; URL: http://x\n\n;;; Commentary:\n;; This.\n;;; Code:\n;;;###autoload\n(defun zfoo (a) \"Doc.\" (interactive) (list 'zfoo a))\n;;;###autoload\n(defvar zfoo-v 1 \"doc\")\n;;;###autoload\n(defmacro zfoo-m (a) \"Doc.\" (declare (indent 1)) a)\n;;;###autoload (put 'zfoo 'x 1)\n(defun zfoo-inner () 1)\n(provide 'zfoo)\n;;; zfoo.el ends here\n")

(defmacro package-tests--in-directory (&rest body) `(let* ((directory (make-temp-file "package" t)) (package-user-dir (expand-file-name "elpa" directory)) (package-alist nil) (package-activated-list nil) (package-selected-packages nil) (package-load-list '(all)) (load-path load-path) (inhibit-message t) (load-prefer-newer t)) (unwind-protect (progn ,@body) (delete-directory directory t))))

(ert-deftest package-versions ()
  (should (equal (mapcar #'package-version-join '((1 2) (1 -1 2 -3) (1 0 -2 3) (20210101) (1 -4)))
                 '("1.2" "1pre2alpha" "1.0beta3" "20210101" "1snapshot")))
  (should (equal (list (package-strip-rcs-id "1.2") (condition-case nil (package-strip-rcs-id "x") (error nil)))
                 '("1.2" nil)))
  (should (equal (package--prepare-dependencies '(a (b "1") (c)))
                 '((a "0") (b "1") (c "0"))))
  (should (equal (let ((d (package-desc-from-define "foo" "1.2" "Doc" '((emacs "25.1")) :kind 'single :url "u"))) (list (package-desc-full-name d) (package-desc-suffix d) (package-desc-name d) (package-desc-version d) (package-desc-summary d) (package-desc-reqs d) (package-desc-extras d) (package-desc-kind d)))
                 '("foo-1.2" ".el" foo (1 2) "Doc" ((emacs (25 1))) ((:url . "u")) single))))

(ert-deftest package-info ()
  (should (equal (with-temp-buffer (insert package-tests--library) (let ((d (package-buffer-info))) (list (package-desc-name d) (package-desc-version d) (package-desc-summary d) (package-desc-reqs d) (package-desc-kind d) (package-desc-extras d))))
                 '(zfoo (1 2) "Does foo" ((emacs (26 1))) single ((:authors ("A B" . "a@b.c")) (:maintainer "A B" . "a@b.c") (:keywords "a" "b") (:url . "http://x")))))
  (should (equal (should-error (with-temp-buffer (insert ";; nothing\n") (package-buffer-info)))
                 '(error "Package lacks a file header")))
  (should (equal (should-error (with-temp-buffer (insert ";;; a.el --- b\n;;; a.el ends here\n") (package-buffer-info)))
                 '(error "Package lacks a \"Version\" or \"Package-Version\" header")))
  (should (equal (list (package-installed-p 'emacs '(26 1)) (package-installed-p 'emacs '(99)) (package-installed-p 'no-such-package))
                 '(t nil nil))))

(ert-deftest package-install ()
  (should (equal (package-tests--in-directory (with-temp-buffer (insert package-tests--library) (package-install-from-buffer)) (list package-activated-list package-selected-packages (package-installed-p 'zfoo '(1 1)) (package-installed-p 'zfoo '(1 3)) (autoloadp (symbol-function 'zfoo)) zfoo-v (get 'zfoo 'x) (commandp 'zfoo) (function-get 'zfoo-m 'lisp-indent-function) (zfoo 3) (zfoo-inner) (package-desc-reqs (cadr (assq 'zfoo package-alist))) (file-name-nondirectory (package-desc-dir (cadr (assq 'zfoo package-alist)))) (progn (package-delete (cadr (assq 'zfoo package-alist))) (list package-alist (directory-files package-user-dir nil "zfoo")))))
                 '((zfoo) (zfoo) t nil t 1 1 t 1 (zfoo 3) 1 ((emacs (26 1))) "zfoo-1.2" (nil nil))))
  (should (equal (package-tests--in-directory (let ((file (expand-file-name "zbar.el" directory))) (write-region ";;; zbar.el --- Bar\n;; Version: 0.3\n;; Package-Requires: ((no-such-package \"0.3\"))\n;;; Code:\n;;; zbar.el ends here\n" nil file nil 'silent) (condition-case e (package-install-file file) (error (list (car e) (and (string-match-p "no-such-package-0.3. is unavailable" (cadr e)) t))))))
                 '(error t)))
  (should (equal (package-tests--in-directory (let ((dir (expand-file-name "elpa/zbaz-2.0" directory))) (make-directory dir t) (write-region "(define-package \"zbaz\" \"2.0\" \"Baz\" '((emacs \"24\")))\n" nil (expand-file-name "zbaz-pkg.el" dir) nil 'silent) (write-region "(setq zbaz-loaded 5)\n" nil (expand-file-name "zbaz-autoloads.el" dir) nil 'silent) (package-initialize) (list package-activated-list zbaz-loaded (and (member (directory-file-name dir) load-path) t) (package-disabled-p 'zbaz '(2 0)) (let ((package-load-list '((zbaz nil) all))) (package-disabled-p 'zbaz '(2 0))) (let ((package-load-list '((zbaz "1.0")))) (package-disabled-p 'zbaz '(2 0))))))
                 '((zbaz) 5 t nil t "1.0")))
  (should (equal (package-tests--in-directory (let ((dir (expand-file-name "zdir" directory))) (make-directory dir) (write-region ";;; zdir.el --- Dir\n;; Version: 4\n;;; Code:\n;;;###autoload\n(defun zdir () 'zdir)\n(provide 'zdir)\n;;; zdir.el ends here\n" nil (expand-file-name "zdir.el" dir) nil 'silent) (package-install-file dir) (list package-activated-list (zdir))))
                 '((zdir) zdir))))

;;; package.el ends here
