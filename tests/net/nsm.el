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
  "A connection in plain text to a host that spoke TLS before is refused, in other sessions too."
  (let ((client (nsm--client (tls-certificate "good"))))
    (should (nsm-verify-connection client "localhost" 4711 t)))
  (dotimes (_ 2)
    (should (equal (plist-get (car nsm-permanent-host-settings) :id) (nsm-id "localhost" 4711)))
    (should (string-match-p "it was when" (nsm--refusal (net-client (net-server)))))
    (let ((client (net-client (net-server))))
      (should (eq client (nsm-verify-connection client "localhost" 4712))))
    (setq nsm-permanent-host-settings nil)
    (nsm-read-settings)))

(nsm-deftest nsm-exceptions
  "What the user allowed a host in Emacs is taken of that key, and of no other."
  (let* ((pair (tls-certificate "selfsigned" :by 'self))
         (server (tls-server (list pair)))
         (port (net-port server))
         (open (lambda (&rest more) (apply #'open-network-stream "c" nil "localhost" port :type 'tls more))))
    (should (string-match-p "self-signed" (cadr (should-error (funcall open)))))
    (let ((status (gnutls-peer-status (tls-client port :verify-error nil))))
      (nsm-save-host "localhost" port status 'conditions '(:verify-cert) 'always)
      (setq nsm-permanent-host-settings nil)
      (should (eq (process-status (funcall open)) 'open))
      (plist-put (car nsm-permanent-host-settings) :fingerprints '("sha1:another"))
      (should (string-match-p "key has changed" (cadr (should-error (funcall open)))))
      (plist-put (car nsm-permanent-host-settings) :conditions '(:verify-cert :same-cert))
      (should (string-match-p "key has changed" (cadr (should-error (funcall open)))))
      (plist-put (car nsm-permanent-host-settings) :conditions nil)
      (should (string-match-p "self-signed" (cadr (should-error (funcall open))))))))

(nsm-deftest nsm-judges-what-is-opened-in-the-background
  (let ((server (tls-server (list (tls-certificate "good")))) (network-security-protocol-checks '((always high))))
    (cl-letf (((symbol-function 'nsm-protocol-check--always) (lambda (&rest _) "nothing is good enough")))
      (pcase-dolist (`(,network-security-level ,told) '((medium "\\`open\n\\'") (high "\\`failed: .*nothing is good enough.*network-security-level")))
        (let ((client (open-network-stream "c" nil "localhost" (net-port server) :type 'tls :nowait t)))
          (set-process-sentinel client #'net-sentinel)
          (let ((said (net-until (assoc 'sentinel (cl-remove "c" (net-events) :key #'cadr :test-not #'equal)))))
            (should (string-match-p told (nth 2 said))))
          (delete-process client)
          (setq net-events nil))))))

(nsm-deftest nsm-can-be-told-to-accept
  (let ((asked nil) (client (nsm--client (tls-certificate "selfsigned" :by 'self))))
    (cl-letf (((symbol-function 'nsm-query) (lambda (&rest args) (push args asked) t)))
      (should (eq client (nsm-verify-connection client "localhost" 4711))))
    (should (equal (list (length asked) (nth 3 (car asked)) (nth 4 (car asked))) '(1 conditions (:verify-cert))))))

;;; nsm.el ends here
