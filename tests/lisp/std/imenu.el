;;; imenu.el --- imenu -*- lexical-binding: t; -*-

(require 'ert)

(require 'imenu)

(defconst imenu-tests--text "(defun aa (x)\n  1)\n;; (defun no ())\n(defvar vv 1)\n(defmacro mm () 2)\n\"(defun str ()\"\n(defvar ww 1)\n(defun Bb () 3)\n")

(defun imenu-tests--plain (index) (mapcar (lambda (item) (cond ((consp (cdr item)) (cons (car item) (if (functionp (car (cddr item))) (cons (if (markerp (cadr item)) (marker-position (cadr item)) (cadr item)) (cddr item)) (imenu-tests--plain (cdr item))))) ((markerp (cdr item)) (cons (car item) (marker-position (cdr item)))) (t item))) index))

(defmacro imenu-tests--with (&rest body) `(with-temp-buffer (emacs-lisp-mode) (insert imenu-tests--text) (setq imenu--index-alist nil imenu-generic-expression '((nil "^\\s-*(def\\(un\\|macro\\)\\s-+\\(\\(?:\\sw\\|\\s_\\)+\\)" 2) ("Variables" "^\\s-*(defvar\\s-+\\(\\(?:\\sw\\|\\s_\\)+\\)" 1) ("None" "^(defxyz \\(\\w+\\)" 1))) ,@body))

(ert-deftest imenu-generic ()
  (should (equal (imenu-tests--with (imenu-tests--plain (imenu--generic-function imenu-generic-expression)))
                 '(("Variables" ("vv" . 37) ("ww" . 86)) ("aa" . 1) ("mm" . 51) ("Bb" . 100))))
  (should (equal (imenu-tests--with (let ((imenu-generic-skip-comments-and-strings nil)) (imenu-tests--plain (imenu--generic-function '((nil "(defun \\(\\w+\\)" 1))))))
                 '(("aa" . 1) ("no" . 20) ("str" . 70) ("Bb" . 100))))
  (should (equal (imenu-tests--with (let ((imenu-case-fold-search nil)) (imenu-tests--plain (imenu--generic-function '((nil "(defun \\([a-z]+\\)" 1))))))
                 '(("aa" . 1))))
  (should (equal (imenu-tests--with (imenu-tests--plain (imenu--generic-function '(("F" "(defun \\(\\w+\\)" 1 ignore 7 8)))))
                 '(("F" ("aa" 1 ignore 7 8) ("Bb" 100 ignore 7 8)))))
  (should (equal (imenu-tests--with (imenu-tests--plain (imenu--generic-function '((nil (lambda nil (re-search-backward "(defvar \\(\\w+\\)" nil t)) 1)))))
                 '(("vv" . 37) ("ww" . 86))))
  (should (equal (imenu-tests--with (imenu-tests--plain (imenu--make-index-alist)))
                 '(("*Rescan*" . -99) ("Variables" ("vv" . 37) ("ww" . 86)) ("aa" . 1) ("mm" . 51) ("Bb" . 100))))
  (should (equal (imenu-tests--with (setq imenu-create-index-function (lambda nil '(("z" . 3) ("a" . 9)))) (let ((imenu-sort-function 'imenu--sort-by-name)) (list (imenu--make-index-alist) imenu--index-alist)))
                 '((("*Rescan*" . -99) ("z" . 3) ("a" . 9)) (("z" . 3) ("a" . 9)))))
  (should (equal (imenu-tests--with (setq imenu-prev-index-position-function (lambda nil (re-search-backward "^(def" nil t)) imenu-extract-index-name-function (lambda nil (buffer-substring (point) (+ 8 (point))))) (imenu-tests--plain (imenu-default-create-index-function)))
                 '(("(defun a" . 1) ("(defvar " . 37) ("(defmacr" . 51) ("(defvar " . 86) ("(defun B" . 100))))
  (should (equal (should-error (with-temp-buffer (setq imenu-generic-expression '((nil "^x" 0))) (imenu--make-index-alist)))
                 '(imenu-unavailable "No items suitable for an index found in this buffer")))
  (should (equal (with-temp-buffer (setq imenu-generic-expression '((nil "^x" 0))) (imenu--make-index-alist t))
                 '(("*Rescan*" . -99) nil))))

(ert-deftest imenu-lists ()
  (should (equal (imenu--split '(1 2 3 4 5 6 7 8) 3)
                 '((1 2 3) (4 5 6) (7 8))))
  (should (equal (imenu--in-alist "b" '(("a" . 1) ("s" ("b" . 2))))
                 '("b" . 2)))
  (should (equal (imenu--in-alist "q" '(("a" . 1) ("s" ("b" . 2))))
                 nil))
  (should (equal (mapcar (lambda (i) (and (imenu--subalist-p i) t)) '(("a" . 1) ("a" ("b" . 2)) ("a" 3 ignore) ("a")))
                 '(nil t nil nil)))
  (should (equal (let ((imenu-max-item-length 3)) (imenu--truncate-items (list (cons "abcdef" 1) (cons "ab" 2))))
                 '(("abc" . 1) ("ab" . 2)))))

(ert-deftest imenu-going ()
  (should (equal (imenu-tests--with (imenu '("x" . 5)) (point))
                 5))
  (should (equal (imenu-tests--with (imenu--make-index-alist) (imenu (assoc "mm" imenu--index-alist)) (point))
                 51))
  (should (equal (imenu-tests--with (let ((seen nil)) (imenu (list "x" 5 (lambda (&rest args) (setq seen args)) 1 2)) seen))
                 '("x" 5 1 2))))

;;; imenu.el ends here
