;;; gnutls.el --- negotiating TLS by the user's settings -*- lexical-binding: t; -*-

;; Over `gnutls-boot' and the :tls-parameters of `make-network-process'.  Unlike in Emacs 28 certificates and host names are verified
;; unless the caller, `gnutls-verify-error' or `network-security-level' says otherwise.

(require 'cl-lib)
(require 'puny)

(defgroup gnutls nil "TLS by GnuTLS." :prefix "gnutls-" :group 'comm)

(defcustom gnutls-algorithm-priority nil
  "A GnuTLS priority string for all connections, nil for the default." :type '(choice (const nil) string) :group 'gnutls)

(defcustom gnutls-verify-error t
  "What must hold of the peer's certificate, unless the caller says it.
t: it is trusted and for the host.  nil: nothing.  A list ((HOST-REGEXP FLAGS...)...): for the first that matches
the host t, or some of :trustfiles (it is trusted) and :hostname (it is for the host)."
  :type 'sexp :group 'gnutls)

(defcustom gnutls-trustfiles
  '("/etc/ssl/certs/ca-certificates.crt" "/etc/pki/tls/certs/ca-bundle.crt" "/etc/ssl/ca-bundle.pem"
    "/usr/ssl/certs/ca-bundle.crt" "/usr/local/share/certs/ca-root-nss.crt" "/etc/ssl/cert.pem"
    "/etc/certs/ca-certificates.crt")
  "Files with certificates that are trusted, or a function that returns them; missing ones do not matter."
  :type '(choice (function) (repeat file)) :group 'gnutls)

(defcustom gnutls-crlfiles '("/etc/grid-security/certificates/*.crl.pem")
  "Files with lists of revoked certificates, or a function that returns them; missing ones do not matter."
  :type '(choice (function) (repeat file)) :group 'gnutls)

(defcustom gnutls-min-prime-bits nil
  "The least number of bits of Diffie-Hellman primes, nil for what GnuTLS demands." :type '(choice (const nil) integer) :group 'gnutls)

(define-error 'gnutls-error "GnuTLS error")

(defun gnutls--get-files (files)
  "Return the files that exist among FILES, names with wild cards, or a function that returns them."
  (cl-loop for name in (if (functionp files) (funcall files) files)
           append (if (string-match-p "[[*?]" name)
                      (file-expand-wildcards name)
                    (and (file-exists-p name) (list name)))))

(defun gnutls-trustfiles ()
  "Return the files of `gnutls-trustfiles' that exist."
  (gnutls--get-files gnutls-trustfiles))

(defun gnutls-crlfiles ()
  "Return the files of `gnutls-crlfiles' that exist."
  (gnutls--get-files gnutls-crlfiles))

(defun gnutls--default-verify-error (hostname)
  "Return what `gnutls-verify-error' demands of HOSTNAME's certificate."
  (cond ((and (boundp 'network-security-level) (eq network-security-level 'low)) nil)
        ((listp gnutls-verify-error)
         (cadr (cl-find-if (lambda (entry) (and hostname (string-match-p (car entry) hostname))) gnutls-verify-error)))
        (t gnutls-verify-error)))

(cl-defun gnutls-boot-parameters (&rest spec &key type hostname priority-string trustfiles crlfiles keylist min-prime-bits
                                        verify-flags verify-error verify-hostname-error &allow-other-keys)
  "Return a property list for `gnutls-boot'.
TYPE is `gnutls-x509pki' or `gnutls-anon', HOSTNAME the host, PRIORITY-STRING for GnuTLS, TRUSTFILES and CRLFILES are
files (by default those of the variables), KEYLIST is ((KEY-FILE CERTIFICATE-FILE)...), MIN-PRIME-BITS and VERIFY-FLAGS
are numbers, VERIFY-ERROR is t or a list of :trustfiles and :hostname (by default `gnutls-verify-error'), and
VERIFY-HOSTNAME-ERROR adds :hostname to it."
  (let* ((pad (if (memq 'ClientHello\ Padding (gnutls-available-p)) ":%DUMBFW" ""))
         (priority (or priority-string
                       (pcase type
                         ('gnutls-anon (concat "NORMAL:+ANON-DH:!ARCFOUR-128" pad))
                         ('gnutls-x509pki (or gnutls-algorithm-priority (concat "NORMAL" pad))))))
         (verify (if (plist-member spec :verify-error) verify-error (gnutls--default-verify-error hostname))))
    (when (and verify-hostname-error (not (eq verify t)))
      (setq verify (cons :hostname (remq :hostname (if (listp verify) verify (list verify))))))
    (list :priority priority
          :hostname hostname
          :loglevel gnutls-log-level
          :min-prime-bits (or min-prime-bits gnutls-min-prime-bits)
          :trustfiles (or trustfiles (gnutls-trustfiles))
          :crlfiles (or crlfiles (gnutls-crlfiles))
          :keylist keylist
          :verify-flags verify-flags
          :verify-error verify
          :callbacks nil)))

(cl-defun gnutls-negotiate (&rest spec &key process type hostname &allow-other-keys)
  "Negotiate TLS on PROCESS, a plain connection to HOSTNAME, and return PROCESS.
TYPE is by default `gnutls-x509pki'; the rest of SPEC is as in `gnutls-boot-parameters'.  Signals gnutls-error with
the process and GnuTLS's code if the handshake fails, an error if the certificate cannot be verified; PROCESS is closed then."
  (let* ((type (or type 'gnutls-x509pki))
         (parameters (apply #'gnutls-boot-parameters :type type :hostname (and (stringp hostname) (puny-encode-domain hostname)) spec))
         (result (gnutls-boot process type parameters)))
    (when (gnutls-errorp result)
      (signal 'gnutls-error (list process result (gnutls-error-string result) hostname)))
    process))

(defun open-gnutls-stream (name buffer host service &optional parameters)
  "Open a TLS connection called NAME to SERVICE at HOST; its output goes to BUFFER.  Return the process.
PARAMETERS may have :client-certificate (KEY-FILE CERTIFICATE-FILE), :nowait, :coding, :proxy and :alpn; if it is no list it is
the value of :nowait.  Without :nowait an error says what was wrong with the connection or the certificate."
  (let* ((parameters (if (listp parameters) parameters (list :nowait parameters)))
         (nowait (plist-get parameters :nowait))
         (certificate (network-stream-certificate host service parameters))
         (tls (append (gnutls-boot-parameters :type 'gnutls-x509pki :keylist (and certificate (list certificate))
                                              :hostname (puny-encode-domain host))
                      (and (plist-get parameters :alpn) (list :alpn (plist-get parameters :alpn)))))
         (process (apply #'make-network-process
                         :name name :buffer buffer :host (puny-encode-domain host) :service service :nowait nowait
                         :tls-parameters (and nowait (cons 'gnutls-x509pki tls))
                         :coding (plist-get parameters :coding)
                         (and (plist-get parameters :proxy) (list :proxy (plist-get parameters :proxy))))))
    (unless nowait
      (let ((done nil))
        (unwind-protect
            (let ((result (gnutls-boot process 'gnutls-x509pki tls)))
              (when (gnutls-errorp result)
                (signal 'gnutls-error (list process result (gnutls-error-string result) host)))
              (setq done t))
          (unless done (delete-process process)))))
    process))

(autoload 'network-stream-certificate "network-stream")

(provide 'gnutls)
;;; gnutls.el ends here
