;;; bookmark.el --- named places -*- lexical-binding: t -*-

(require 'ert)
(require 'bookmark)

(defmacro bookmark-tests--with (&rest body)
  "Evaluate BODY with no bookmarks, in a directory of its own, in a buffer that visits a file."
  (declare (indent 0))
  `(let* ((directory (make-temp-file "bookmark" t)) (inhibit-message t)
          (bookmark-default-file (expand-file-name "bookmarks" directory)) (bookmark-bookmarks-timestamp nil)
          (bookmark-alist nil) (bookmark-alist-modification-count 0) (bookmark-set-fringe-mark nil)
          (file (expand-file-name "text" directory)))
     (with-temp-file file (insert "one two three four five six seven eight nine ten\n"))
     (save-current-buffer
       (set-buffer (find-file-noselect file))
       (unwind-protect (progn ,@body)
         (set-buffer-modified-p nil)
         (kill-buffer (find-buffer-visiting file))
         (delete-directory directory t)))))

(ert-deftest bookmark-places ()
  (bookmark-tests--with
    (goto-char 20)
    (bookmark-set "a")
    (goto-char 30)
    (bookmark-set "b")
    (bookmark-set "b" t)
    (should (equal (bookmark-all-names) '("b" "b" "a")))
    (should (equal (cdr (assoc "a" bookmark-alist))
                   `((filename . ,(abbreviate-file-name file)) (front-context-string . "five six seven e")
                     (rear-context-string . " two three four ") (position . 20))))
    (should (= bookmark-alist-modification-count 3))
    (goto-char 1)
    (insert "more ")
    (bookmark-jump "a" #'ignore)
    (should (= (point) 25))
    (should-error (bookmark-jump "zz"))
    (should-not (bookmark-get-bookmark "zz" t))
    (bookmark-rename "b" "c")
    (bookmark-delete "c")
    (bookmark-prop-set "a" 'handler #'ignore)
    (should (eq (bookmark-get-handler "a") #'ignore))
    (should (equal (bookmark-all-names) '("b" "a")))
    (with-temp-buffer (should-error (bookmark-set "x")))))

(ert-deftest bookmark-files ()
  (bookmark-tests--with
    (goto-char 20)
    (bookmark-set "a")
    (bookmark-set "ä")
    (bookmark-save)
    (let ((saved (copy-tree bookmark-alist)))
      (with-temp-buffer
        (insert-file-contents bookmark-default-file)
        (should (looking-at ";;;; Emacs Bookmark Format Version 1;;;; -\\*- coding: utf-8-emacs; mode: lisp-data -\\*-\n"))
        (should (search-forward "(\"a\"\n (filename . " nil t)))
      (setq bookmark-alist nil)
      (bookmark-load bookmark-default-file t)
      (should (equal bookmark-alist saved))
      (bookmark-load bookmark-default-file)
      (should (equal (bookmark-all-names) '("ä" "a" "ä<2>" "a<2>"))))))

(ert-deftest bookmark-list ()
  (bookmark-tests--with
    (bookmark-set "x")
    (bookmark-set "b")
    (save-current-buffer
      (bookmark-bmenu-list)
      (set-buffer "*Bookmark List*")
      (goto-char (point-min))
      (should (equal (bookmark-bmenu-bookmark) "b"))
      (should (looking-at "    b                              .*text\n"))
      (bookmark-bmenu-delete)
      (bookmark-bmenu-execute-deletions)
      (should (equal (bookmark-all-names) '("x"))))))

;;; bookmark.el ends here
