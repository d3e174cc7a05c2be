;;; sasl.el --- authentication by the steps of a mechanism -*- lexical-binding: t; -*-

(require 'ert)
(require 'cl-lib)
(require 'sasl)
(require 'sasl-digest)

(defun sasl-tests--talk (mechanism name passphrase nonce &rest answers)
  "Return (CLIENT DATA...): what MECHANISM sends for NAME and PASSPHRASE when the server sends ANSWERS.
NONCE is the client's."
  (let* ((sasl-read-passphrase (lambda (_) (copy-sequence passphrase)))
         (client (sasl-make-client (sasl-find-mechanism (list mechanism)) name "imap" "elwood.innosoft.com"))
         (step nil) (sent nil))
    (cl-letf (((symbol-function 'sasl-unique-id) (lambda () nonce)))
      (setq step (sasl-next-step client nil))
      (push (sasl-step-data step) sent)
      (dolist (answer answers)
        (sasl-step-set-data step answer)
        (setq step (sasl-next-step client step))
        (push (sasl-step-data step) sent)))
    (should-not (sasl-next-step client step))
    (cons client (nreverse sent))))

(ert-deftest sasl-finds-the-best-mechanism ()
  (should (equal (sasl-mechanism-name (sasl-find-mechanism '("LOGIN" "PLAIN" "CRAM-MD5"))) "CRAM-MD5"))
  (should (equal (sasl-mechanism-name (sasl-find-mechanism '("LOGIN" "PLAIN"))) "PLAIN"))
  (should (equal (prin1-to-string (sasl-find-mechanism '("ANONYMOUS"))) "[\"ANONYMOUS\" (ignore sasl-anonymous-response)]"))
  (let ((sasl-mechanisms '("LOGIN" "PLAIN")))
    (should (equal (sasl-mechanism-name (sasl-find-mechanism '("PLAIN" "LOGIN"))) "LOGIN")))
  (should-not (sasl-find-mechanism '("NONE")))
  (should-not (sasl-find-mechanism nil)))

(ert-deftest sasl-clients-have-properties ()
  (let ((client (sasl-make-client (sasl-make-mechanism "X" '(ignore)) "n" "imap" "host")))
    (should (equal (list (sasl-client-name client) (sasl-client-service client) (sasl-client-server client)
                         (sasl-mechanism-name (sasl-client-mechanism client)))
                   '("n" "imap" "host" "X")))
    (sasl-client-set-property client 'a 1)
    (sasl-client-set-property client 'a 2)
    (should (eql 2 (sasl-client-property client 'a)))
    (should (equal '(a 2) (sasl-client-properties client)))
    (sasl-client-set-properties client '(b 3))
    (should-not (sasl-client-property client 'a))))

(ert-deftest sasl-plain-login-anonymous ()
  (should (equal (cdr (sasl-tests--talk "PLAIN" "tim" "secret" "")) '("\0tim\0secret")))
  (should (equal (cdr (sasl-tests--talk "LOGIN" "tim" "secret" "" "Username:" "Password:")) '(nil "tim" "secret")))
  (should (equal (cdr (sasl-tests--talk "ANONYMOUS" "tim@example" "" "" "")) '(nil "tim@example")))
  (let ((client (sasl-make-client (sasl-find-mechanism '("PLAIN")) "tim" "imap" "h"))
        (sasl-read-passphrase (lambda (_) (copy-sequence "secret"))))
    (sasl-client-set-property client 'authenticator-name "other")
    (should (equal (sasl-step-data (sasl-next-step client nil)) "other\0tim\0secret"))))

(ert-deftest sasl-cram-sample ()
  "The sample of RFC 2195."
  (should (equal (cdr (sasl-tests--talk "CRAM-MD5" "tim" "tanstaaftanstaaf" "" "<1896.697170952@postoffice.reston.mci.net>"))
                 '(nil "tim b913a602c7eda7a495b4e6e7334d3890"))))

(ert-deftest sasl-digest-sample ()
  "The sample of RFC 2831."
  (let ((sasl-read-passphrase (lambda (_) (copy-sequence "secret"))))
    (should (equal (sasl-digest-md5-response-value "chris" "elwood.innosoft.com" "OA6MG9tEQGm2hh" "OA6MHXh6VqTrRk" 1 "auth"
                                                   "imap/elwood.innosoft.com" nil)
                   "d388dad90d4bbd760a152321f2143af7")))
  (should (equal (cdr (sasl-tests--talk "DIGEST-MD5" "chris" "secret" "ab"
                                        "realm=\"r\",nonce=\"n\",qop=\"auth\",algorithm=md5-sess,charset=utf-8" "rspauth=x"))
                 '(nil "username=\"chris\",realm=\"r\",nonce=\"n\",cnonce=\"ab\",nc=00000001,digest-uri=\"imap/elwood.innosoft.com\",qop=auth,response=cf75ea3c3d73ddb136482b082c5386d0"
                       nil))))

(ert-deftest sasl-digest-challenges ()
  (should (equal (sasl-digest-md5-parse-string
                  "realm=\"a b\",nonce=\"x\\\"y\", qop=\"auth,auth-int\",stale=true,maxbuf=33,charset=utf-8")
                 '(realm "a b" nonce "x\"y" qop "auth,auth-int" stale true maxbuf 33 charset utf-8)))
  (should-not (sasl-digest-md5-parse-string ""))
  (should-error (sasl-digest-md5-parse-string "realm=\"a")))

(ert-deftest sasl-scram-samples ()
  "The samples of RFC 5802 and RFC 7677."
  (should (equal (cdr (sasl-tests--talk
                       "SCRAM-SHA-1" "user" "pencil" "fyko+d2lbbFgONRv9qkxdawL"
                       "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"
                       "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="))
                 '("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL"
                   "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=" nil)))
  (should (equal (cdr (sasl-tests--talk
                       "SCRAM-SHA-256" "user" "pencil" "rOprNGfwEbeRWgbNEkqO"
                       "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
                       "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))
                 '("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"
                   "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="
                   nil))))

(ert-deftest sasl-scram-refuses ()
  (dolist (row '((("r=xbc,s=QSXCR+Q6sek8bf92,i=1") "Invalid nonce from server")
                 (("r=abcdef,s=QSXCR+Q6sek8bf92") "Unexpected server response")
                 (("m=x,r=abcdef,s=QSXCR+Q6sek8bf92,i=1") "Unexpected server response")
                 (("r=abcdef,s=QSXCR+Q6sek8bf92,i=1" "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=") "Server not authenticated")
                 (("r=abcdef,s=QSXCR+Q6sek8bf92,i=1" "e=invalid-proof") "Server error: invalid-proof")
                 (("r=abcdef,s=QSXCR+Q6sek8bf92,i=1" "garbage") "Invalid response from server")))
    (should (equal (should-error (apply #'sasl-tests--talk "SCRAM-SHA-1" "user" "pencil" "abc" (car row)) :type 'sasl-error)
                   (list 'sasl-error (nth 1 row))))))

(ert-deftest sasl-unique-ids ()
  (should (string-match-p "\\`[a-z0-9]\\{16\\}\\'" (sasl-unique-id)))
  (should-not (equal (sasl-unique-id) (sasl-unique-id)))
  (let ((sasl-unique-id-function (lambda () "x"))) (should (equal (sasl-unique-id) "xx"))))

(provide 'sasl-tests)
;;; sasl.el ends here
