;;; auth-source-gpg.el --- auth-source: encrypted files -*- lexical-binding: t; -*-

(require 'ert)
(require 'auth-source)

(defmacro auth-source-gpg-tests--with-key (&rest body)
  "Run BODY in a new directory `directory' that has, for gpg, one key, of tester@localhost, without a passphrase."
  `(let* ((directory (make-temp-file "ag" t))
          (process-environment (cons (concat "GNUPGHOME=" directory) process-environment))
          (auth-source-do-cache nil) (auth-source-netrc-cache nil) (auth-source-save-behavior t)
          (auth-source-gpg-encrypt-to '("tester@localhost")))
     (unwind-protect
         (progn
           (set-file-modes directory #o700)
           (with-temp-file (expand-file-name "gpg.conf" directory) (insert "no-auto-key-locate\n"))
           (should (eq 0 (call-process "gpg" nil nil nil "--batch" "--quiet" "--pinentry-mode" "loopback" "--passphrase" ""
                                       "--quick-generate-key" "tester@localhost" "default" "default" "never")))
           ,@body)
       (call-process "gpgconf" nil nil nil "--kill" "gpg-agent")
       (delete-directory directory t))))

(defun auth-source-gpg-tests--encrypt (text file)
  "Write TEXT, encrypted, to FILE."
  (should (eq 0 (call-process-region text nil "gpg" nil nil nil "--batch" "--quiet" "--trust-model" "always"
                                     "-r" "tester@localhost" "-o" file "--encrypt"))))

(ert-deftest auth-source-gpg-reads-files ()
  (skip-unless (and (executable-find "gpg") (executable-find "gpgconf")))
  (auth-source-gpg-tests--with-key
   (let* ((file (expand-file-name "a.gpg" directory)) (json (expand-file-name "a.json.gpg" directory)))
     (auth-source-gpg-tests--encrypt "machine a login b password çä\n" file)
     (auth-source-gpg-tests--encrypt "[{\"machine\":\"j\",\"password\":\"x\"}]" json)
     (let ((auth-sources (list file json)))
       (should (equal (auth-source-pick-first-password :host "a") "çä"))
       (should (equal (auth-source-pick-first-password :host "j") "x"))
       (should-not (auth-source-search :host "b"))))))

(ert-deftest auth-source-gpg-writes-files ()
  (skip-unless (and (executable-find "gpg") (executable-find "gpgconf")))
  (auth-source-gpg-tests--with-key
   (let* ((file (expand-file-name "new.gpg" directory)) (auth-sources (list file))
          (auth-source-creation-defaults '((secret . "sécret"))))
     (dolist (host '("h1" "h2"))
       (funcall (plist-get (car (auth-source-search :host host :user "u" :port "p" :create t)) :save-function)))
     (should (= #o600 (file-modes file)))
     (should-not (with-temp-buffer (insert-file-contents-literally file)
                                   (re-search-forward "machine\\|cret" nil t)))
     (should (equal (auth-source-pick-first-password :host "h1") "sécret"))
     (should (equal (auth-source-pick-first-password :host "h2" :port "p") "sécret")))))

(ert-deftest auth-source-gpg-tokens ()
  "Passwords that are encrypted one by one."
  (skip-unless (and (fboundp 'auth-source-gpg--run) (executable-find "gpg") (executable-find "gpgconf")))
  (auth-source-gpg-tests--with-key
   (let* ((file (expand-file-name "plain" directory)) (auth-sources (list file))
          (auth-source-netrc-use-gpg-tokens '((t gpg)))
          (auth-source-creation-defaults '((secret . "sécret"))))
     (funcall (plist-get (car (auth-source-search :host "h" :user "u" :create t)) :save-function))
     (should (with-temp-buffer (insert-file-contents file) (looking-at "machine h login u password gpg:[A-Za-z0-9+/=]+\n")))
     (should (equal (auth-source-pick-first-password :host "h") "sécret")))))

(ert-deftest auth-source-gpg-tells-what-is-wrong ()
  (skip-unless (and (fboundp 'auth-source-gpg--run) (file-directory-p "~")))
  (let* ((file (make-temp-file "auth-source" nil ".gpg" "not encrypted")) (auth-sources (list file))
         (auth-source-do-cache nil))
    (unwind-protect
        (progn
          (when (executable-find "gpg")
            (should (string-match-p "OpenPGP" (error-message-string (should-error (auth-source-search) :type 'file-error)))))
          (let ((exec-path nil))
            (should (string-match-p "gpg is not installed" (error-message-string (should-error (auth-source-search)))))))
      (delete-file file))))

(provide 'auth-source-gpg-tests)
;;; auth-source-gpg.el ends here
