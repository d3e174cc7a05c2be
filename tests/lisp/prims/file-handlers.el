;;; file-handlers.el --- operations on files that Lisp functions do -*- lexical-binding: t -*-

(require 'ert)

(defvar file-handlers-calls nil "What the handler was asked, newest first, but expansions.")
(defun file-handlers-handler (operation &rest args)
  (unless (eq operation 'expand-file-name) (push (cons operation (copy-sequence args)) file-handlers-calls))
  (pcase operation
    ('expand-file-name
     (if (string-prefix-p "/" (car args)) (replace-regexp-in-string "/\\./" "/" (car args)) (concat (or (cadr args) default-directory) (car args))))
    ((or 'file-name-directory 'file-name-as-directory 'directory-file-name 'file-name-nondirectory 'substitute-in-file-name)
     (let ((inhibit-file-name-handlers (cons 'file-handlers-handler (and (eq inhibit-file-name-operation operation) inhibit-file-name-handlers)))
           (inhibit-file-name-operation operation))
       (apply operation args)))
    ('insert-file-contents (insert "got") (list (car args) 3))
    (_ (list 'did operation))))

(defmacro file-handlers-with (directory &rest body)
  "Do BODY in DIRECTORY while names that begin with /magic: have a handler."
  (declare (indent 1))
  `(with-temp-buffer
     (let ((default-directory ,directory) (file-handlers-calls nil)
           (file-name-handler-alist '(("\\`/magic:" . file-handlers-handler))))
       ,@body)))
(defmacro file-handlers-asked (form) "The value of FORM and the last thing the handler was asked."
  `(progn (setq file-handlers-calls nil) (list ,form (car file-handlers-calls))))

(ert-deftest file-handlers-one-file ()
  (file-handlers-with "/tmp/"
    (let ((name "/magic:a"))
      (dolist (operation '(file-accessible-directory-p file-acl file-directory-p file-executable-p file-exists-p file-readable-p file-regular-p
                           file-selinux-context file-symlink-p file-system-info file-writable-p file-name-case-insensitive-p file-attributes
                           make-directory-internal file-truename file-local-copy))
        (should (equal (file-handlers-asked (funcall operation name)) `((did ,operation) (,operation ,name)))))
      (should (equal (file-handlers-asked (file-modes name)) `((did file-modes) (file-modes ,name nil))))
      (should (equal (file-handlers-asked (delete-file name)) `((did delete-file) (delete-file ,name nil))))
      (should (equal (file-handlers-asked (make-directory name)) `((did make-directory) (make-directory ,name nil))))
      (should (equal (file-handlers-asked (delete-directory name t)) `((did delete-directory) (delete-directory ,name t nil))))
      (should (equal (file-handlers-asked (file-remote-p name 'host)) `((did file-remote-p) (file-remote-p ,name host nil))))
      (should (equal (file-handlers-asked (access-file name "x")) `((did access-file) (access-file ,name "x"))))
      (should (equal (file-handlers-asked (set-file-modes name 1)) `((did set-file-modes) (set-file-modes ,name 1 nil))))
      (should (equal (file-handlers-asked (set-file-times name)) `((did set-file-times) (set-file-times ,name nil nil))))
      (should (equal (file-handlers-asked (directory-files name t "x")) `((did directory-files) (directory-files ,name t "x" nil nil))))
      (should (equal (file-handlers-asked (file-attributes name 'string)) `((did file-attributes) (file-attributes ,name string))))
      (should (equal (file-handlers-asked (file-name-completion "x" name)) `((did file-name-completion) (file-name-completion "x" ,name nil))))
      (should (equal (file-handlers-asked (file-name-all-completions "x" name)) `((did file-name-all-completions) (file-name-all-completions "x" ,name))))
      (should (equal (file-handlers-asked (write-region "abc" nil name)) `((did write-region) (write-region "abc" nil ,name nil nil ,name nil))))
      (should (equal (file-handlers-asked (insert-file-contents name nil 1 2 t)) `((,name 3) (insert-file-contents ,name nil 1 2 t))))
      (should (equal (buffer-string) "got")))))

(ert-deftest file-handlers-two-files ()
  (file-handlers-with "/tmp/"
    (let ((name "/magic:a") (other "/tmp/no/such"))
      (dolist (row '((copy-file nil nil nil nil) (rename-file nil) (add-name-to-file nil) (file-newer-than-file-p)))
        (should (equal (file-handlers-asked (funcall (car row) name other)) `((did ,(car row)) (,(car row) ,name ,other ,@(cdr row)))))
        (should (equal (file-handlers-asked (funcall (car row) other name)) `((did ,(car row)) (,(car row) ,other ,name ,@(cdr row))))))
      (should (equal (file-handlers-asked (make-symbolic-link other name)) `((did make-symbolic-link) (make-symbolic-link ,other ,name nil)))))))

(ert-deftest file-handlers-names ()
  (file-handlers-with "/tmp/"
    (should (equal (mapcar (lambda (operation) (file-handlers-asked (funcall operation "/magic:./a")))
                           '(file-name-directory file-name-nondirectory file-name-as-directory directory-file-name substitute-in-file-name))
                   '(("/magic:./" (file-name-directory "/magic:./a")) ("a" (file-name-nondirectory "/magic:./a"))
                     ("/magic:./a/" (file-name-as-directory "/magic:./a")) ("/magic:./a" (directory-file-name "/magic:./a"))
                     ("/magic:./a" (substitute-in-file-name "/magic:./a")))))
    (should (equal (expand-file-name "x" "/magic:d/") "/magic:d/x"))
    (should (equal (expand-file-name "/magic:./a" "/tmp") "/magic:./a"))
    (should (equal (expand-file-name "x") "/tmp/x"))))

(ert-deftest file-handlers-relative ()
  "A name that is relative to a directory with a handler is that handler's too."
  (file-handlers-with "/magic:d/"
    (should (equal (expand-file-name "rel") "/magic:d/rel"))
    (should (equal (file-handlers-asked (file-exists-p "rel")) '((did file-exists-p) (file-exists-p "/magic:d/rel"))))
    (should (equal (file-handlers-asked (write-region "abc" nil "rel")) '((did write-region) (write-region "abc" nil "/magic:d/rel" nil nil "/magic:d/rel" nil))))
    (should (equal (file-handlers-asked (file-exists-p "/")) '(t nil)))))

(ert-deftest file-handlers-choice ()
  (let ((file-name-handler-alist (list (cons "\\`/magic:" (lambda (&rest _) 'first)) (cons "a\\'" (lambda (&rest _) 'last)))))
    (should (eq (funcall (find-file-name-handler "/magic:a" 'file-exists-p)) 'last))
    (should (eq (funcall (find-file-name-handler "/magic:b" 'file-exists-p)) 'first))
    (should-not (find-file-name-handler "/other" 'file-exists-p)))
  (put 'file-handlers-handler 'operations '(file-directory-p))
  (unwind-protect
      (let ((file-name-handler-alist '(("\\`/magic:" . file-handlers-handler))))
        (should-not (find-file-name-handler "/magic:a" 'file-exists-p))
        (should (find-file-name-handler "/magic:a" 'file-directory-p)))
    (put 'file-handlers-handler 'operations nil))
  (file-handlers-with "/tmp/"
    (let ((inhibit-file-name-handlers '(file-handlers-handler)) (inhibit-file-name-operation 'file-exists-p))
      (should-not (file-exists-p "/magic:a"))
      (should (equal (file-directory-p "/magic:a") '(did file-directory-p))))))

;;; file-handlers.el ends here
