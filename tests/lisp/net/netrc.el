;;; netrc.el --- entries of netrc files, keyed hashes, passwords that are kept -*- lexical-binding: t; -*-

(require 'ert)
(require 'netrc)
(require 'hex-util)
(require 'hmac-def)
(require 'hmac-md5)
(require 'rfc2104)
(require 'password-cache)

(defmacro netrc-tests--with-file (contents &rest body)
  "Run BODY with `netrc-file' a new file that has CONTENTS."
  (declare (indent 1))
  `(let ((netrc-file (make-temp-file "netrc" nil nil ,contents)))
     (unwind-protect (progn ,@body) (delete-file netrc-file))))

(ert-deftest netrc-parse-takes-an-entry-from-each-line ()
  (netrc-tests--with-file "machine a login b password c # not this
  # machine no login no
machine q port imap login \"b \\\"q\\\"\" password 'c
macdef m
 machine no

machine d#e login f account g force yes foo bar
default
default login d password dd
"
    (should (equal (netrc-parse)
                   '((("machine" . "a") ("login" . "b") ("password" . "c"))
                     (("machine" . "q") ("port" . "imap") ("login" . "b \"q\"") ("password" . "'c"))
                     (("machine" . "d#e") ("login" . "f") ("account" . "g") ("force" . "yes"))
                     (("default") ("login" . "d") ("password" . "dd")))))
    (should (equal (netrc-parse) (netrc-parse netrc-file)))
    (should-not (netrc-parse (concat netrc-file ".missing")))
    (should (equal (netrc-parse '(1)) '(1)))))

(ert-deftest netrc-machine-chooses ()
  (let ((list '((("machine" . "a") ("port" . "25")) (("machine" . "a") ("login" . "x")) (("default") ("login" . "d")))))
    (should (equal (netrc-machine list "a") (nth 0 list)))
    (should (equal (netrc-machine list "a" "25") (nth 0 list)))
    (should (equal (netrc-machine list "a" "imap") (nth 1 list)))
    (should-not (netrc-machine list "a" "imap" "pop"))
    (should (equal (netrc-machine list "other") '(("login" . "d"))))
    (should-not (netrc-machine list "other" "imap" "pop"))
    (should (equal (netrc-get (netrc-machine list "other" "imap") "login") "d"))))

(ert-deftest netrc-credentials-prefers-the-first-port ()
  (netrc-tests--with-file "machine a port 1 login one password p1
machine a port 2 login two password p2
machine b login three password p3
"
    (should (equal (netrc-credentials "a") '("one" "p1")))
    (should (equal (netrc-credentials "a" "2" "1") '("two" "p2")))
    (should (equal (netrc-credentials "a" "3" "1") '("one" "p1")))
    (should (equal (netrc-credentials "b" "3") '("three" "p3")))
    (should-not (netrc-credentials "c"))
    (should (equal (netrc-machine-user-or-password "login" netrc-file '("a") '("2") '("1")) "two"))
    (should (equal (netrc-machine-user-or-password '("login" "password") (netrc-parse) '("x" "b") '("2") '("2"))
                   '("three" "p3")))
    (should-not (netrc-machine-user-or-password "login" netrc-file '("b") '("2") '("1")))))

(ert-deftest netrc-services ()
  (let ((netrc-services-file (make-temp-file "services" nil nil "# comment\nsmtp\t25/tcp mail\ndomain 53/udp\nimap2  143/tcp\n")))
    (unwind-protect
        (progn
          (should (equal (netrc-parse-services) '(("smtp" 25 tcp) ("domain" 53 udp) ("imap2" 143 tcp))))
          (should (equal (netrc-find-service-name 143) "imap2"))
          (should (equal (netrc-find-service-name 53 'udp) "domain"))
          (should-not (netrc-find-service-name 53))
          (should (netrc-port-equal 143 "imap2"))
          (should (netrc-port-equal "imap2" 143))
          (should-not (netrc-port-equal "143" "imap2")))
      (delete-file netrc-services-file))))

(ert-deftest netrc-hexadecimal ()
  (should (equal (encode-hex-string "\0\377az") "00ff617a"))
  (should (equal (decode-hex-string "00ff617A") "\0\377az"))
  (should-error (decode-hex-string "00f"))
  (should-error (decode-hex-string "zz")))

(defun netrc-tests--sha1 (string)
  "Return the SHA-1 hash of STRING as bytes."
  (sha1 string nil nil t))
(define-hmac-function netrc-tests--hmac-sha1 netrc-tests--sha1 64 20)

(ert-deftest netrc-keyed-hashes ()
  "The samples of RFC 2202."
  (should (equal (rfc2104-hash 'md5 64 16 "Jefe" "what do ya want for nothing?") "750c783e6ab0b503eaa86e310a5db738"))
  (should (equal (rfc2104-hash 'sha1 64 20 "Jefe" "what do ya want for nothing?")
                 "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"))
  (should (equal (rfc2104-hash 'sha1 64 20 (apply #'unibyte-string (make-list 20 #xaa)) (apply #'unibyte-string (make-list 50 #xdd)))
                 "125d7342b9ac11cd91a39af48aa17b4f63f175d3"))
  (should (equal (encode-hex-string (hmac-md5 "what do ya want for nothing?" "Jefe")) "750c783e6ab0b503eaa86e310a5db738"))
  (should (equal (encode-hex-string (hmac-md5 "Test Using Larger Than Block-Size Key - Hash Key First" (apply #'unibyte-string (make-list 80 #xaa))))
                 "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd"))
  (should (equal (encode-hex-string (hmac-md5-96 "Test With Truncation" (apply #'unibyte-string (make-list 16 #x0c)))) "56461ef2342edc00f9bab995"))
  (should (equal (encode-hex-string (netrc-tests--hmac-sha1 "Hi There" (apply #'unibyte-string (make-list 20 #x0b))))
                 "b617318655057264e28bc0b6fb378c8ef146be00")))

(ert-deftest netrc-passwords-are-kept ()
  (let ((password-data (make-hash-table :test #'equal)) (password-cache-expiry nil))
    (should-not (password-in-cache-p "k"))
    (password-cache-add "k" "v")
    (password-cache-add '(1) nil)
    (should (equal (password-read "Never asked: " "k") "v"))
    (should (password-in-cache-p (list 1)))
    (let ((password-cache nil))
      (should-not (password-read-from-cache "k"))
      (should-not (password-in-cache-p "k")))
    (let ((secret (copy-sequence "secret")))
      (password-cache-add "s" secret)
      (password-cache-remove "s")
      (should-not (password-in-cache-p "s"))
      (should-not (equal secret "secret")))
    (password-reset)
    (should-not (password-in-cache-p "k"))))

(ert-deftest netrc-passwords-expire ()
  (let ((password-data (make-hash-table :test #'equal)) (password-cache-expiry 0.01) (limit (time-add nil 20)))
    (password-cache-add "k" (copy-sequence "v"))
    (should (password-in-cache-p "k"))
    (while (and (password-in-cache-p "k") (time-less-p nil limit)) (accept-process-output nil 0.05))
    (should-not (password-in-cache-p "k"))))

(provide 'netrc-tests)
;;; netrc.el ends here
