;;; auth-source-pass.el --- auth-source: the store of the program pass -*- lexical-binding: t; -*-

(require 'ert)
(require 'cl-lib)
(require 'auth-source-pass)

(defun auth-source-pass-tests--search (store &rest spec)
  "Return what is found for SPEC in STORE, a list of (NAME . DATA) or of names, with the password in place of the function."
  (let ((store (mapcar (lambda (e) (if (consp e) e (list e (cons 'secret (concat "pw-" e))))) store)))
    (cl-letf (((symbol-function 'auth-source-pass-entries) (lambda () (mapcar #'car store)))
              ((symbol-function 'auth-source-pass-parse-entry) (lambda (entry) (cdr (assoc entry store)))))
      (mapcar (lambda (entry) (append (list (funcall (plist-get entry :secret)))
                                      (cl-loop for key in '(:host :user :port) collect (plist-get entry key))))
              (apply #'auth-source-pass-search :backend auth-source-pass-backend :type 'password-store spec)))))

(ert-deftest auth-source-pass-chooses-by-name ()
  (pcase-dolist (`(,store ,spec ,found)
                 '((("foo") (:host "foo") ("pw-foo" "foo" nil nil))
                   (("bar" "prefoo" "a.foo" "foo:33") (:host "foo") nil)
                   (("x/foo" "foo/u") (:host "foo") ("pw-x/foo" "foo" nil nil))
                   (("x/foo" "foo/u") (:host "foo" :user "u") ("pw-foo/u" "foo" "u" nil))
                   (("x/foo" "u@foo") (:host "foo" :user "u") ("pw-u@foo" "foo" "u" nil))
                   (("foo" "foo:33") (:host "foo" :port 33) ("pw-foo:33" "foo" nil 33))
                   (("foo:33" "foo:44") (:host "foo" :port ("44" "33")) ("pw-foo:44" "foo" nil ("44" "33")))
                   (("a/u@foo.com:33" "foo.com:33/u") (:host "foo.com" :user "u" :port 33) ("pw-a/u@foo.com:33" "foo.com" "u" 33))
                   (("com" "bar.com") (:host "foo.bar.com") ("pw-bar.com" "foo.bar.com" nil nil))
                   (("foo" "bar") (:host ("zz" "bar" "foo")) ("pw-bar" "bar" nil nil))
                   (("foo/u") (:host "https://u@foo:33") ("pw-foo/u" "https://u@foo:33" nil nil))
                   (("u@foo") (:host "u@foo" :user "v") nil)
                   (("foo") (:host nil) nil)
                   (("foo") (:host "") nil)))
    (should (equal (auth-source-pass-tests--search store :max 1) nil))
    (should (equal (apply #'auth-source-pass-tests--search store spec) (and found (list found))))))

(ert-deftest auth-source-pass-takes-fields ()
  (should (equal (auth-source-pass-tests--search '(("foo" (secret . "s") ("user" . "me") ("port" . "99"))) :host "foo")
                 '(("s" "foo" "me" "99"))))
  (should (equal (auth-source-pass-tests--search '(("foo" (secret . "s") ("username" . "me") ("host" . "other"))) :host "foo" :port 3)
                 '(("s" "other" "me" 3)))))

(ert-deftest auth-source-pass-reads-entries ()
  (cl-letf (((symbol-function 'auth-source-pass--read-entry)
             (lambda (entry) (and (equal entry "e") "the secret \nuser:  me \nno colon\nurl: http://a:b\nempty:\nk:v\n"))))
    (should (equal (auth-source-pass-parse-entry "e")
                   '((secret . "the secret ") ("user" . "me") ("url" . "http://a:b") ("empty" . "") ("k" . "v"))))
    (should-not (auth-source-pass-parse-entry "other"))
    (should (equal (auth-source-pass-get 'secret "e") "the secret "))
    (should (equal (auth-source-pass-get "user" "e") "me"))
    (should-not (auth-source-pass-get "User" "e"))))

(ert-deftest auth-source-pass-lists-entries ()
  (let ((auth-source-pass-filename (make-temp-file "pass" t)))
    (unwind-protect
        (progn
          (make-directory (expand-file-name "a/b" auth-source-pass-filename) t)
          (dolist (file '("x.gpg" "a/b/z@q.gpg" "a/note.txt" ".gpg-id"))
            (let ((file-name-handler-alist nil))
              (write-region "" nil (expand-file-name file auth-source-pass-filename) nil 'silent)))
          (should (equal (sort (auth-source-pass-entries) #'string<) '("a/b/z@q" "x"))))
      (delete-directory auth-source-pass-filename t))))

(ert-deftest auth-source-pass-enabled ()
  (let ((auth-sources '("~/x")) (auth-source-do-cache nil)
        (auth-source-backend-parser-functions (copy-sequence auth-source-backend-parser-functions)))
    (auth-source-pass-enable)
    (should (equal auth-sources '(password-store "~/x")))
    (cl-letf (((symbol-function 'auth-source-pass-entries) (lambda () '("foo")))
              ((symbol-function 'auth-source-pass--read-entry) (lambda (_) "secret\nuser: me\n")))
      (should (equal (seq-take (auth-source-user-and-password "foo") 2) '("me" "secret")))
      (should-not (auth-source-search :host "foo" :type 'netrc)))))

(ert-deftest auth-source-pass-is-known-once-loaded ()
  (should (eq (slot-value (auth-source-backend-parse 'password-store) 'type) 'password-store)))

(ert-deftest auth-source-octal-strings ()
  (pcase-dolist (`(,text . ,meant) '(("" . "") ("\\303\\251a" . "éa") ("abc\\101" . "abcA") ("plain" . "plain")))
    (should (equal (auth-source--decode-octal-string text) meant))))

(provide 'auth-source-pass-tests)

;;; auth-source-pass.el ends here
