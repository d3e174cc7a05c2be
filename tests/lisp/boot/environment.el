;;; environment.el --- environment variables -*- lexical-binding: t -*-

(require 'ert)

(defmacro environment-tests--with (&rest body)
  `(let ((process-environment (copy-sequence process-environment))) ,@body))

(ert-deftest environment-setenv ()
  (environment-tests--with
   (should (equal (setenv "XA" "1") "1"))
   (should (equal (getenv "XA") "1"))
   (should (equal (setenv "XA" "") ""))
   (should (equal (getenv "XA") ""))
   (should-not (setenv "XA"))
   (should-not (getenv "XA"))
   (should (member "XA" process-environment))
   (setenv "HOME" "/h")
   (should (equal (setenv "XB" "$HOME/$NOSUCH-${HOME}$$" t) "/h/-/h$"))
   (should (equal (setenv "XB" "$HOME") "$HOME"))
   (should (equal (setenv "" "x") "x"))
   (should (equal (car process-environment) "=x"))))

(ert-deftest environment-encoded ()
  "Variables are kept as bytes and read as characters."
  (environment-tests--with
   (should (equal (setenv "é" "ü") "\303\274"))
   (should (equal (car process-environment) "\303\251=\303\274"))
   (should-not (multibyte-string-p (car process-environment)))
   (should (equal (getenv "é") "ü"))))

(ert-deftest environment-lookup ()
  (let ((process-environment '("A=1" "B" "C=" "A=2")))
    (should (equal (mapcar #'getenv '("A" "B" "C" "D" "")) '("1" nil "" nil nil)))
    (should (equal (substitute-env-vars "$A$B$C") "1"))))

(ert-deftest environment-errors ()
  (should (equal (should-error (setenv "A=B" "x")) '(error "Environment variable name ‘A=B’ contains ‘=’")))
  (should (equal (should-error (setenv 5 "x")) '(wrong-type-argument stringp 5)))
  (should (equal (should-error (getenv 5)) '(wrong-type-argument stringp 5)))
  (should (equal (should-error (getenv "A" '("A=1"))) '(wrong-type-argument framep ("A=1")))))

(ert-deftest environment-time-zone ()
  (environment-tests--with
   (unwind-protect
       (progn (setenv "TZ" "UTC+3")
              (should (equal (format-time-string "%H" 0) "21")))
     (setenv "TZ" (getenv-internal "TZ" initial-environment)))))

(ert-deftest environment-setenv-internal ()
  (dolist (row '((("A" "3" nil) "A=3" "B=2") (("A" nil nil) "B=2") (("A" nil t) "A" "B=2") (("C" nil t) "C" "A=1" "B=2")
                 (("C" nil nil) "A=1" "B=2") (("C" "x" nil) "C=x" "A=1" "B=2")))
    (should (equal (apply #'setenv-internal (list "A=1" "B=2") (car row)) (cdr row)))))

(ert-deftest environment-substitute ()
  (let ((process-environment '("HOME=/h")))
    (should (equal (substitute-env-vars "$HOME ${HOME} $$ $NOSUCH|${NOSUCH}|") "/h /h $ ||"))
    (should (equal (substitute-env-vars "$HOME $$ $NOSUCH|${NOSUCH}|" t) "/h $ $NOSUCH|${NOSUCH}|"))
    (should (equal (substitute-env-vars "$NO|${NO}|" (lambda (x) (concat "<" x ">"))) "<NO>|<NO>|"))
    (should (equal (substitute-env-vars "$NO|${NO}|" #'ignore) "$NO|${NO}|"))
    (should (equal (substitute-env-vars "${ $ $- $HOMEé $HOME.x ${HO-ME}") "${ $ $-  /h.x "))))

(ert-deftest environment-file-names ()
  (let ((process-environment '("HOME=/h" "DOLLARS=a$b$$c")))
    (dolist (row '(("$HOME/x" "/h/x") ("$$HOME" "$HOME") ("$NOSUCH/x" "$NOSUCH/x") ("${HOME}x" "/hx") ("$DOLLARS" "a$b$$c") ("a$" "a$")
                   ("/a//b" "/a//b")))
      (should (equal (substitute-env-in-file-name (car row)) (nth 1 row))))))

(ert-deftest environment-feature ()
  (should (featurep 'env)))

(ert-deftest environment-with-variables ()
  (should (equal (macroexpand-1 '(with-environment-variables (("A" "1") ("B" nil)) x))
                 '(let ((process-environment (copy-sequence process-environment))) (setenv "A" "1") (setenv "B" nil) x)))
  (let ((before (copy-sequence process-environment)))
    (should (equal (with-environment-variables (("XQ" (concat "a" "b")) ("HOME" nil)) (list (getenv "XQ") (getenv "HOME")))
                   '("ab" nil)))
    (should (equal process-environment before)))
  (dolist (bad '(nil 5))
    (should (equal (should-error (eval `(with-environment-variables ,bad 1) t))
                   (list 'error (format "Invalid VARIABLES: %s" bad))))))

(ert-deftest environment-executable-find ()
  (let ((exec-path '("/nonexistent" nil "/bin")) (default-directory "/"))
    (should (equal (executable-find "sh") "/bin/sh"))
    (should (equal (executable-find "sh" t) "/bin/sh"))
    (should (equal (executable-find "/bin/sh") "/bin/sh"))
    (let ((default-directory "/bin/")) (should (equal (executable-find "./sh") "/bin/sh")))
    (dolist (nothing '("nosuchprogram" "" "/tmp" "/etc/passwd"))
      (should-not (executable-find nothing))))
  (let ((exec-path nil)) (should-not (executable-find "sh")))
  (dolist (bad '(5 nil))
    (should (equal (should-error (executable-find bad)) (list 'wrong-type-argument 'stringp bad)))))

(ert-deftest environment-processors ()
  (should (<= 1 (num-processors 'current) (num-processors 'all)))
  (should (natnump (num-processors)))
  (should-not (waiting-for-user-input-p)))

(ert-deftest environment-version-and-features ()
  (should (string-match-p "\\`GNU Emacs [0-9.]+ (build [0-9]+, " (emacs-version)))
  (with-temp-buffer
    (emacs-version t)
    (should (equal (buffer-string) (emacs-version))))
  (dolist (feature '(files window simple help base64 md5 sha1 overlay text-properties format))
    (should (featurep feature))))

;;; environment.el ends here
