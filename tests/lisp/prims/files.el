;;; files.el --- files read, written, listed, moved and deleted  -*- lexical-binding: t; -*-

(require 'ert)

(defmacro files-tests--in-directory (variable &rest body)
  "Evaluate BODY with VARIABLE bound to the name of a new directory, deleted at the end."
  (declare (indent 1))
  `(let* ((,variable (file-name-as-directory (file-truename (make-temp-file "files-tests" t))))
          (default-directory ,variable))
     (unwind-protect (progn ,@body)
       (delete-directory ,variable t))))

(defun files-tests--write (name &optional text)
  "Write TEXT, by default the name itself, to file NAME."
  (write-region (or text name) nil name nil 'silent))

(defun files-tests--read (name)
  "Return the contents of file NAME."
  (with-temp-buffer (insert-file-contents name) (buffer-string)))

(ert-deftest files-write-and-read-back ()
  (files-tests--in-directory _
    (files-tests--write "a" "content\nsecond")
    (should (equal (files-tests--read "a") "content\nsecond"))
    (should (file-exists-p "a"))
    (should (file-regular-p "a"))
    (should-not (file-directory-p "a"))
    (should (= (file-attribute-size (file-attributes "a")) 14))))

(ert-deftest files-insert-file-contents-arguments ()
  (files-tests--in-directory _
    (files-tests--write "a" "0123456789")
    (with-temp-buffer
      (should (equal (insert-file-contents "a" nil 2 5) (list (expand-file-name "a") 3)))
      (should (equal (buffer-string) "234"))
      (should (= (point) 1))
      (goto-char (point-max))
      (insert-file-contents "a" nil 8)
      (should (equal (buffer-string) "23489"))
      (should (= (point) 4))
      (insert-file-contents "a" nil nil nil t)
      (should (equal (buffer-string) "0123456789"))
      (should-error (insert-file-contents "missing") :type 'file-missing)
      (should (equal (cadr (insert-file-contents "a" nil 10)) 0)))))

(ert-deftest files-insert-file-contents-visiting ()
  (files-tests--in-directory directory
    (files-tests--write "a" "text")
    (with-temp-buffer
      (insert-file-contents "a" t)
      (should (equal buffer-file-name (concat directory "a")))
      (should-not (buffer-modified-p))
      (should (verify-visited-file-modtime (current-buffer)))
      (set-visited-file-name nil)
      (set-buffer-modified-p nil))))

(ert-deftest files-insert-file-contents-replace-keeps-markers ()
  (files-tests--in-directory _
    (files-tests--write "a" "same head CHANGED same tail")
    (with-temp-buffer
      (insert "same head old same tail")
      (let ((marker (copy-marker 6)))
        (insert-file-contents "a" nil nil nil t)
        (should (equal (buffer-string) "same head CHANGED same tail"))
        (should (= marker 6))))))

(ert-deftest files-write-region-append-and-offsets ()
  (files-tests--in-directory _
    (files-tests--write "a" "one")
    (write-region "two" nil "a" t 'silent)
    (should (equal (files-tests--read "a") "onetwo"))
    (write-region "X" nil "a" 1 'silent)
    (should (equal (files-tests--read "a") "oXetwo"))
    (with-temp-buffer
      (insert "0123456789")
      (write-region 3 6 "a" nil 'silent)
      (should (equal (files-tests--read "a") "234"))
      (narrow-to-region 2 4)
      (write-region nil nil "a" nil 'silent)
      (should (equal (files-tests--read "a") "0123456789")))))

(ert-deftest files-write-region-must-be-new ()
  (files-tests--in-directory _
    (files-tests--write "a" "old")
    (should-error (write-region "new" nil "a" nil 'silent nil 'excl) :type 'file-already-exists)
    (should (equal (files-tests--read "a") "old"))
    (write-region "new" nil "b" nil 'silent nil 'excl)
    (should (equal (files-tests--read "b") "new"))))

(ert-deftest files-errors-carry-the-system-message ()
  (files-tests--in-directory directory
    (should (equal (should-error (insert-file-contents "missing"))
                   (list 'file-missing "Opening input file" "No such file or directory"
                         (concat directory "missing"))))
    (should (equal (should-error (write-region "" nil "no/such" nil 'silent))
                   (list 'file-missing "Opening output file" "No such file or directory"
                         (concat directory "no/such"))))
    (should (equal (should-error (delete-directory "missing"))
                   (list 'file-missing "Removing directory" "No such file or directory"
                         (concat directory "missing"))))
    (should (equal (should-error (rename-file "missing" "other"))
                   (list 'file-missing "Renaming" "No such file or directory"
                         (concat directory "missing") (concat directory "other"))))
    (should (equal (should-error (directory-files "missing"))
                   (list 'file-missing "Opening directory" "No such file or directory"
                         (concat directory "missing"))))
    (delete-file "missing")))

(ert-deftest files-directory-files ()
  (files-tests--in-directory directory
    (dolist (name '("b.txt" "a.el" "c.el" ".hidden")) (files-tests--write name))
    (make-directory "sub")
    (should (equal (directory-files ".") '("." ".." ".hidden" "a.el" "b.txt" "c.el" "sub")))
    (should (equal (directory-files "." nil "\\.el\\'") '("a.el" "c.el")))
    (should (equal (directory-files "." t "\\.el\\'") (list (concat directory "a.el") (concat directory "c.el"))))
    (should (= (length (directory-files "." nil nil t 3)) 3))
    (should (equal (directory-files "sub" nil directory-files-no-dot-files-regexp) nil))
    (should (equal (mapcar #'car (directory-files-and-attributes "." nil "\\.el\\'")) '("a.el" "c.el")))
    (should-not (directory-empty-p "."))
    (should (directory-empty-p "sub"))))

(ert-deftest files-directory-files-recursively ()
  (files-tests--in-directory directory
    (make-directory "x/y" t)
    (files-tests--write "x/1.el")
    (files-tests--write "x/y/2.el")
    (files-tests--write "3.txt")
    (should (equal (mapcar (lambda (name) (file-relative-name name directory))
                           (directory-files-recursively "." "\\.el\\'"))
                   '("x/y/2.el" "x/1.el")))))

(ert-deftest files-make-and-delete-directories ()
  (files-tests--in-directory _
    (should-error (make-directory "a/b/c"))
    (make-directory "a/b/c" t)
    (should (file-directory-p "a/b/c"))
    (make-directory "a/b/c" t)
    (should-error (make-directory "a") :type 'file-already-exists)
    (should-error (delete-directory "a"))
    (files-tests--write "a/b/file")
    (delete-directory "a" t)
    (should-not (file-exists-p "a"))))

(ert-deftest files-rename-and-copy ()
  (files-tests--in-directory _
    (files-tests--write "a" "A")
    (files-tests--write "b" "B")
    (should-error (rename-file "a" "b") :type 'file-already-exists)
    (rename-file "a" "b" t)
    (should-not (file-exists-p "a"))
    (should (equal (files-tests--read "b") "A"))
    (copy-file "b" "c")
    (should (equal (files-tests--read "c") "A"))
    (should-error (copy-file "b" "c") :type 'file-already-exists)
    (make-directory "d")
    (copy-file "b" "d/")
    (should (equal (files-tests--read "d/b") "A"))
    (rename-file "c" "d/")
    (should (file-exists-p "d/c"))))

(ert-deftest files-symbolic-links ()
  (files-tests--in-directory directory
    (files-tests--write "target" "T")
    (make-symbolic-link "target" "link")
    (should (equal (file-symlink-p "link") "target"))
    (should-not (file-symlink-p "target"))
    (should (equal (files-tests--read "link") "T"))
    (should (equal (file-truename "link") (concat directory "target")))
    (should (equal (file-attribute-type (file-attributes "link")) "target"))
    (delete-file "target")
    (should-not (file-exists-p "link"))
    (should (file-symlink-p "link"))))

(ert-deftest files-modes-and-times ()
  (files-tests--in-directory _
    (files-tests--write "a")
    (set-file-modes "a" #o640)
    (should (= (file-modes "a") #o640))
    (should (equal (file-attribute-modes (file-attributes "a")) "-rw-r-----"))
    (set-file-times "a" '(0 1000))
    (should (time-equal-p (file-attribute-modification-time (file-attributes "a")) 1000))
    (files-tests--write "b")
    (should (file-newer-than-file-p "b" "a"))
    (should-not (file-newer-than-file-p "a" "b"))
    (should (file-newer-than-file-p "a" "missing"))))

(ert-deftest files-temporary-names ()
  (let ((file (make-temp-file "files-tests" nil ".suffix" "text"))
        (directory (make-temp-file "files-tests" t)))
    (unwind-protect
        (progn
          (should (string-suffix-p ".suffix" file))
          (should (equal (files-tests--read file) "text"))
          (should (= (file-modes file) #o600))
          (should (file-directory-p directory))
          (should (= (file-modes directory) #o700))
          (should-not (equal (make-temp-name "x") (make-temp-name "x"))))
      (delete-file file)
      (delete-directory directory))))

(ert-deftest files-with-temp-file-writes ()
  (files-tests--in-directory _
    (should (eq (with-temp-file "a" (insert "written") 'value) 'value))
    (should (equal (files-tests--read "a") "written"))))

(ert-deftest files-find-file-noselect-and-save ()
  (files-tests--in-directory directory
    (files-tests--write "a.txt" "line\n")
    (let ((buffer (find-file-noselect "a.txt")))
      (unwind-protect
          (with-current-buffer buffer
            (should (eq (find-file-noselect "a.txt") buffer))
            (should (equal (buffer-file-name) (concat directory "a.txt")))
            (should (equal (buffer-name) "a.txt"))
            (should (eq (get-file-buffer "a.txt") buffer))
            (goto-char (point-max))
            (insert "more\n")
            (let ((make-backup-files nil)) (save-buffer))
            (should-not (buffer-modified-p))
            (should (equal (files-tests--read "a.txt") "line\nmore\n")))
        (kill-buffer buffer)))))

(ert-deftest files-locate-and-executable-find ()
  (files-tests--in-directory directory
    (files-tests--write "tool")
    (set-file-modes "tool" #o755)
    (files-tests--write "plain")
    (set-file-modes "plain" #o644)
    (let ((exec-path (list directory)))
      (should (equal (executable-find "tool") (concat directory "tool")))
      (should-not (executable-find "plain")))
    (should (equal (locate-file "plain" (list directory)) (concat directory "plain")))
    (should (equal (locate-file "pl" (list directory) '("x" "ain")) (concat directory "plain")))
    (should-not (locate-file "none" (list directory)))
    (make-directory "deep/er" t)
    (should (equal (locate-dominating-file (concat directory "deep/er") "plain") directory))))

(ert-deftest files-expand-wildcards ()
  (files-tests--in-directory _
    (dolist (name '("a1" "a2" "b1")) (files-tests--write name))
    (should (equal (file-expand-wildcards "a*") '("a1" "a2")))
    (should (equal (file-expand-wildcards "?1") '("a1" "b1")))
    (should-not (file-expand-wildcards "z*"))))

(ert-deftest files-completion ()
  (files-tests--in-directory directory
    (dolist (name '("alpha" "alpine" "beta")) (files-tests--write name))
    (should (equal (file-name-completion "al" directory) "alp"))
    (should (equal (file-name-completion "b" directory) "beta"))
    (should (eq (file-name-completion "beta" directory) t))
    (should-not (file-name-completion "z" directory))
    (should (equal (sort (file-name-all-completions "al" directory) #'string<) '("alpha" "alpine")))))

(ert-deftest files-names-beyond-ascii ()
  (let ((file-name-coding-system 'utf-8))
    (files-tests--in-directory _
      (files-tests--write "naïve 日本" "x")
      (should (member "naïve 日本" (directory-files ".")))
      (should (equal (files-tests--read "naïve 日本") "x")))))

(ert-deftest files-handlers-take-over ()
  (let* ((log nil)
         (handler 'files-tests--handler)
         (file-name-handler-alist (list (cons "\\`/magic:" handler))))
    (fset handler (lambda (operation &rest arguments)
                    (if (eq operation 'expand-file-name) (car arguments)
                      (push (cons operation arguments) log)
                      'handled)))
    (should (eq (file-exists-p "/magic:x") 'handled))
    (should (equal log '((file-exists-p "/magic:x"))))
    (should (eq (find-file-name-handler "/magic:x" 'file-exists-p) handler))
    (let ((inhibit-file-name-handlers (list handler))
          (inhibit-file-name-operation 'file-exists-p))
      (should-not (find-file-name-handler "/magic:x" 'file-exists-p)))))

;;; files.el ends here
