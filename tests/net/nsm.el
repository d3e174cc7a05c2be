;;; nsm.el --- the network security manager, on real connections -*- lexical-binding: t -*-

(load (expand-file-name "tls-support" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'nsm)

(defmacro nsm-deftest (name &rest body)
  "A test without settings of hosts."
  (declare (indent 1))
  `(net-deftest ,name
     (skip-unless net-elwire)
     (let ((nsm-temporary-host-settings nil) (nsm-permanent-host-settings nil)
           (nsm-settings-file (tls-file "no-settings")) (gnutls-trustfiles (list (tls-authority))))
       ,@body)))

(defun nsm--client (pair &rest parameters)
  "A client of a TLS server with PAIR that takes any certificate."
  (apply #'tls-client (net-port (tls-server (list pair))) :verify-error nil parameters))

(defun nsm--refusal (process &rest more)
  "Why PROCESS is refused; it is deleted then."
  (let ((message (cadr (should-error (apply #'nsm-verify-connection process "localhost" 4711 more)))))
    (should (eq (process-status process) 'closed))
    message))

(nsm-deftest nsm-good-connections
  (let ((client (nsm--client (tls-certificate "good"))))
    (should (eq client (nsm-verify-connection client "localhost" 4711))))
  (let ((client (net-client (net-server))))
    (should (eq client (nsm-verify-connection client "localhost" 4712)))))

(nsm-deftest nsm-bad-certificates
  (pcase-dolist (`(,reason . ,pair)
                 `(("self-signed" . ,(tls-certificate "selfsigned" :by 'self))
                   ("unknown" . ,(tls-certificate "strange" :by "stranger"))
                   ("does not match" . ,(tls-certificate "elsewhere" :host "other.example"))))
    (should (string-match-p reason (nsm--refusal (nsm--client pair))))
    (let ((network-security-level 'low) (client (nsm--client pair)))
      (should (eq client (nsm-verify-connection client "localhost" 4711))))
    (let ((nsm-trust-local-network t) (client (nsm--client pair)))
      (should (eq client (nsm-verify-connection client "localhost" 4711))))
    (net-clean)))

(nsm-deftest nsm-levels
  "What is good enough for `medium' is not for `high'."
  (let ((old "NORMAL:-VERS-TLS1.3:-CIPHER-ALL:+AES-128-CBC"))
    (let ((client (nsm--client (tls-certificate "rsa" :type "rsa") :priority old)))
      (should (string-match-p "CBC" (plist-get (gnutls-peer-status client) :cipher)))
      (should (eq client (nsm-verify-connection client "localhost" 4711))))
    (let ((network-security-level 'high))
      (should (string-match-p "CBC" (nsm--refusal (nsm--client (tls-certificate "rsa" :type "rsa") :priority old)))))))

(nsm-deftest nsm-unencrypted
  (dolist (network-security-level '(low medium))
    (should (string-match-p "not encrypted" (nsm--refusal (net-client (net-server)) nil t)))))

(nsm-deftest nsm-remembers-who-spoke-tls
  "A connection in plain text to a host that spoke TLS before is refused; nothing is written."
  (let ((client (nsm--client (tls-certificate "good"))))
    (should (nsm-verify-connection client "localhost" 4711 t)))
  (should (equal (plist-get (car nsm-temporary-host-settings) :id) (nsm-id "localhost" 4711)))
  (should-not (file-exists-p nsm-settings-file))
  (should (string-match-p "it was when" (nsm--refusal (net-client (net-server)))))
  (let ((client (net-client (net-server))))
    (should (eq client (nsm-verify-connection client "localhost" 4712)))))

;;; nsm.el ends here
