;;; boot.el --- gnutls-boot and its kin: what they return, signal and leave behind -*- lexical-binding: t -*-

;; A process whose handshake failed is closed: never does it go on in plain text, as it does in Emacs 28.2.

(load (expand-file-name "tls-support" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'gnutls)

(defmacro boot-deftest (name &rest body)
  (declare (indent 1))
  `(net-deftest ,name (skip-unless net-elwire) ,@body))

(defun boot--client (&optional server)
  (let ((server (or server (tls-server (list (tls-certificate "good"))))))
    (make-network-process :name "c" :host "127.0.0.1" :service (net-port server) :coding 'binary :filter #'net-filter :sentinel #'ignore)))

(defun boot--parameters (&rest more)
  (append more (list :hostname "localhost" :trustfiles (list (tls-authority)))))

(defun boot--try (&rest parameters)
  "Boot TLS with PARAMETERS before the usual ones; return (VALUE STATUS STAGE), VALUE may be an error."
  (let* ((client (boot--client))
         (value (condition-case problem (gnutls-boot client 'gnutls-x509pki (apply #'boot--parameters parameters)) (error problem))))
    (prog1 (list value (process-status client) (gnutls-get-initstage client))
      (net-clean))))

(boot-deftest boot-succeeds
  (should (equal (boot--try) '(t open 9)))
  (should (equal (boot--try :verify-error t) '(t open 9)))
  (should (equal (boot--try :hostname "nothost.example" :verify-error nil) '(t open 9))))

(boot-deftest boot-certificates
  (pcase-dolist (`(,message . ,parameters)
                 '(("Certificate validation failed localhost, verification code 42" :trustfiles nil :verify-error t)
                   ("Certificate validation failed localhost, verification code 42" :trustfiles nil :verify-error (:trustfiles))
                   ("The x509 certificate does not match \"nothost.example\"" :hostname "nothost.example" :verify-error t)
                   ("The x509 certificate does not match \"nothost.example\"" :hostname "nothost.example" :verify-error (:hostname))
                   ("The x509 certificate does not match \"localhost.\"" :hostname "localhost." :verify-error (:hostname))))
    (pcase-let ((`((,kind ,text) ,status ,_) (apply #'boot--try parameters)))
      (should (eq kind 'error))
      (should (string-prefix-p message text))
      (should (eq status 'closed)))))

(boot-deftest boot-failures
  (dolist (row '(((-64 1) :trustfiles ("/no/such")) ((-64 1) :crlfiles ("/no/such")) ((-64 1) :keylist (("/no/such" "/no")))
                 (((error "Invalid trustfile") 0) :trustfiles (5)) (((error "Invalid client key file") 0) :keylist ((5 "c")))))
    (pcase-let ((`(,value ,status ,stage) (apply #'boot--try (cdr row))))
      (should (equal (cons (list value stage) (cdr row)) row))
      (should (eq status 'open))))        ; nothing was said yet
  ;; What fails in the handshake closes the connection.
  (should (equal (boot--try :priority "bogus") '(-50 closed 3)))
  (should (< (car (boot--try :min-prime-bits 8192 :priority "NORMAL:-VERS-TLS1.3:-KX-ALL:+DHE-RSA")) 0)))

(boot-deftest boot-of-what-is-no-tls
  (let ((client (boot--client (net-server :filter #'process-send-string))))
    (should (equal (gnutls-boot client 'gnutls-x509pki (boot--parameters)) -19))
    (should (eq (process-status client) 'closed))
    (should-error (process-send-string client "secret"))))

(boot-deftest boot-twice
  (let ((client (boot--client)))
    (should (eq t (gnutls-boot client 'gnutls-x509pki (boot--parameters))))
    (should (equal (should-error (gnutls-boot client 'gnutls-x509pki (boot--parameters))) '(error "Process c speaks TLS already")))
    (process-send-string client "still")
    (net-until (equal (net-text "c") "still"))))

(boot-deftest boot-ends
  (should (equal (should-error (gnutls-bye (boot--client (net-server)) nil)) '(error "Process c does not speak TLS")))
  (net-clean)
  (let ((client (tls-client (net-port (tls-server (list (tls-certificate "good")))))))
    (should (eq t (gnutls-bye client t)))
    (should (eq (process-status client) 'open)))
  (net-clean)
  (let ((client (tls-client (net-port (tls-server (list (tls-certificate "good")))))))
    (should (eq t (gnutls-deinit client)))
    (should (eq (process-status client) 'closed))
    (should (= 3 (gnutls-get-initstage client))))
  (net-clean)
  (let ((client (tls-client (net-port (tls-server (list (tls-certificate "good")))))))
    (delete-process client)
    (should (equal (list (process-status client) (gnutls-get-initstage client) (gnutls-peer-status client)) '(closed 3 nil)))))

(boot-deftest boot-end-of-input
  "The end goes through TLS: the peer reads everything first, and its own end is a clean one."
  (let* ((server (tls-server (list (tls-certificate "good")))) (client (tls-client (net-port server))))
    (process-send-string client "last words")
    (should (eq client (process-send-eof client)))
    (net-until (cl-find-if (lambda (e) (and (eq (car e) 'sentinel) (string-prefix-p "srv <" (cadr e)) (string-prefix-p "connection broken" (nth 2 e))))
                           (net-events)))
    (should (member "connection broken by remote peer\n" (mapcar (lambda (e) (nth 2 e)) (net-events))))))

(boot-deftest boot-ends-of-the-peer
  "With the goodbye of TLS the end is as of any connection; without it the message says so."
  (let ((client (tls-client (net-port (tls-server (list (tls-certificate "good")))))))
    (net-until (tls-accepted))
    (delete-process (car (tls-accepted)))
    (net-until (not (process-live-p client)))
    (should (equal (list (process-status client) (process-exit-status client)) '(closed 256)))
    (should (string-prefix-p "connection broken by remote peer" (nth 2 (car net-events))))))

(boot-deftest boot-peer-status
  (let ((status (gnutls-peer-status (tls-client (net-port (tls-server (list (tls-certificate "good"))))))))
    (should (equal (cl-loop for (key) on status by #'cddr collect key)
                   '(:certificates :certificate :key-exchange :protocol :cipher :mac :encrypt-then-mac)))
    (should (equal (cl-loop for (key) on (plist-get status :certificate) by #'cddr collect key)
                   '(:version :serial-number :issuer :valid-from :valid-to :subject :public-key-algorithm :certificate-security-level
                              :signature-algorithm :public-key-id :certificate-id :pem)))
    (should (equal (plist-get status :certificate) (car (plist-get status :certificates))))
    (should (equal (plist-get status :mac) "AEAD"))
    (should (string-prefix-p "X.509 Certificate Information:\n\tVersion: 3\n"
                             (gnutls-format-certificate (plist-get (plist-get status :certificate) :pem))))))

(boot-deftest boot-warnings
  (pcase-dolist (`(,warnings . ,pair)
                 `(((:no-host-match) . ,(tls-certificate "elsewhere" :host "other.example"))
                   ((:self-signed :unknown-ca :invalid) . ,(tls-certificate "selfsigned" :by 'self))
                   ((:unknown-ca :invalid) . ,(tls-certificate "strange" :by "stranger"))
                   ((:expired :invalid) . ,(tls-certificate "expired" :lines '("activation_date = \"2004-02-29 16:21:42\""
                                                                               "expiration_date = \"2005-02-28 16:21:42\"")))))
    (let ((client (tls-client (net-port (tls-server (list pair))) :verify-error nil)))
      (should (equal (plist-get (gnutls-peer-status client) :warnings) warnings))
      (net-clean))))

(boot-deftest boot-tls-parameters
  (let ((port (net-port (tls-server (list (tls-certificate "good"))))))
    (should (equal (should-error (make-network-process :name "x" :host "127.0.0.1" :service port :tls-parameters 'foo))
                   '(error "Invalid GnuTLS credential type")))
    (should (equal (should-error (make-network-process :name "x" :host "127.0.0.1" :service port :tls-parameters '(gnutls-x509pki)))
                   '(error "gnutls-boot: invalid :hostname parameter (not a string)")))
    (should-not (get-process "x"))))

(boot-deftest boot-open-is-told
  "A synchronous connection with TLS tells its sentinel `open' before it returns; without TLS it does not."
  (let ((server (tls-server (list (tls-certificate "good")) :sentinel #'ignore)))
    (tls-client (net-port server))
    (should (equal (cl-remove 'log (net-events) :key #'car) '((sentinel "c" "open\n" open)))))
  (net-clean)
  (net-client (net-server :sentinel #'ignore))
  (should-not net-events))

(boot-deftest boot-negotiate
  (let ((client (boot--client)))
    (should (eq client (apply #'gnutls-negotiate :process client (boot--parameters)))))
  (net-clean)
  (should (equal (should-error (gnutls-negotiate :process (boot--client) :trustfiles (list (tls-authority))))
                 '(error "gnutls-boot: invalid :hostname parameter (not a string)")))
  (net-clean)
  (let ((client (boot--client)))
    (should (equal (seq-take (should-error (gnutls-negotiate :process client :hostname "localhost" :trustfiles '("/no/such"))) 3)
                   (list 'gnutls-error client -64)))))

(boot-deftest boot-open-gnutls-stream
  (let* ((gnutls-trustfiles (list (tls-authority))) (port (net-port (tls-server (list (tls-certificate "good")))))
         (plain (open-gnutls-stream "gs" nil "localhost" port)))
    (should (equal (list (process-status plain) (gnutls-get-initstage plain)) '(open 9)))
    (should (equal (seq-take (process-contact plain t) 14)
                   `(:name "gs" :buffer nil :host "localhost" :service ,port :nowait nil :tls-parameters nil :coding nil)))
    (let ((later (open-gnutls-stream "gs" nil "localhost" port t)))
      (should (equal (list (process-status later) (process-contact later :nowait) (car (process-contact later :tls-parameters)))
                     '(connect t gnutls-x509pki)))
      (net-until (eq (process-status later) 'open)))
    (should (equal (process-coding-system (open-gnutls-stream "gs" nil "localhost" port '(:coding latin-1))) '(latin-1 . latin-1)))
    (should-error (open-gnutls-stream "gs" nil "localhost" (net-port (net-server :filter #'process-send-string))))))

;;; boot.el ends here
