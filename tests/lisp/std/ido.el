;;; ido.el --- choosing by parts of names -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)
(require 'ido)

(defvar ido-cur-item)
(defvar ido-ignored-list)
(defvar ido-process-ignore-lists)
(defvar ido-ignore-item-temp-list)
(defun ido-tests--matches (text &optional items)
  (let* ((ido-text text) (ido-cur-list (or items '("bar" "foobar" "foo" "a.b"))) (ido-cur-item 'list) (ido-rotate nil)) 
    (ido-set-matches-1 ido-cur-list)))

(ert-deftest ido-matching ()
  (let ((ido-enable-prefix nil) (ido-enable-regexp nil) (ido-case-fold t) (ido-enable-flex-matching nil))
    (should (equal (ido-tests--matches "foo") '("foo" "foobar")))
    (should (equal (ido-tests--matches "zz") nil))
    (should (equal (ido-tests--matches ".") '("a.b")))
    (let ((ido-enable-prefix t)) (should-not (ido-tests--matches "oo")))
    (let ((ido-enable-flex-matching t)) (should (equal (ido-tests--matches "fb") '("foobar")))))
  (should (equal (ido-chop '("a" "b" "c") "b") '("b" "c" "a")))
  (should (equal (ido-name '("a" . 1)) "a"))
  (let ((ido-process-ignore-lists t) (ido-ignored-list nil)) (should (ido-ignore-item-p " x" ido-ignore-buffers)))
  (let ((ido-process-ignore-lists t) (ido-ignored-list nil)) (should-not (ido-ignore-item-p "x" ido-ignore-buffers))))

(ert-deftest ido-modes ()
  (let ((ido-save-directory-list-file nil) (minibuffer-setup-hook nil))
    (ido-mode 'buffer)
    (should (eq ido-mode 'buffer))
    (should (eq (lookup-key (cdr ido-minor-mode-map-entry) [remap switch-to-buffer]) 'ido-switch-buffer))
    (ido-mode -1)
    (should-not ido-mode)))

;;; ido.el ends here
