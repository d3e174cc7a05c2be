;;; tls-support.el --- certificates and programs for the tests of TLS -*- lexical-binding: t -*-

;; Certificates are made by certtool when they are first asked for, in a directory that goes when the program ends.  Peers are real
;; programs: openssl, gnutls-cli, gnutls-serv, nginx, curl; a test that needs one that is not installed is skipped.

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defvar tls-directory nil "Where certificates are.")

(defun tls-delete-directory () (when tls-directory (delete-directory tls-directory t)))
(add-hook 'kill-emacs-hook #'tls-delete-directory)

(defun tls-file (name)
  "The name of the file NAME in the directory of certificates."
  (unless tls-directory (setq tls-directory (make-temp-file "tls" t)))
  (expand-file-name name tls-directory))

(defun tls-certtool (&rest args)
  (with-temp-buffer
    (unless (eql 0 (apply #'call-process "certtool" nil t nil args))
      (error "certtool %S: %s" args (buffer-string)))))

(defun tls-write (name &rest lines)
  (let ((file (tls-file name)))
    (with-temp-file file (dolist (line lines) (insert line "\n")))
    file))

(defun tls-key (name &optional type)
  "The key file called NAME, of TYPE (\"rsa\", \"ecdsa\", \"ed25519\")."
  (let ((file (tls-file (concat name ".key"))))
    (unless (file-exists-p file)
      (tls-certtool "--generate-privkey" "--key-type" (or type "ecdsa") "--outfile" file))
    file))

(defvar tls-serial 1)

(defconst tls-authority-lines '("cn = \"Authority\"" "ca" "cert_signing_key" "crl_signing_key" "expiration_days = 100"))

(defun tls-authority (&optional name)
  "The certificate file of the authority NAME."
  (let* ((name (or name "authority")) (file (tls-file (concat name ".crt"))))
    (unless (file-exists-p file)
      (tls-certtool "--generate-self-signed" "--load-privkey" (tls-key name) "--outfile" file "--template"
                    (apply #'tls-write (concat name ".template") tls-authority-lines)))
    file))

(defun tls-certificate (name &rest options)
  "(KEY-FILE CERTIFICATE-FILE) called NAME, for localhost unless OPTIONS say otherwise.
OPTIONS: :type of the key, :by the name of the authority or `self', :host, :lines of certtool's template."
  (let* ((file (tls-file (concat name ".crt")))
         (key (tls-key name (plist-get options :type)))
         (by (or (plist-get options :by) "authority"))
         (template (apply #'tls-write (concat name ".template")
                          (append (list (format "cn = \"%s\"" name) (format "serial = %d" (cl-incf tls-serial))
                                        (format "dns_name = \"%s\"" (or (plist-get options :host) "localhost")) "signing_key")
                                  (or (plist-get options :lines) '("expiration_days = 50" "tls_www_server" "tls_www_client"))))))
    (unless (file-exists-p file)
      (if (eq by 'self)
          (tls-certtool "--generate-self-signed" "--load-privkey" key "--outfile" file "--template" template)
        (tls-certtool "--generate-certificate" "--load-privkey" key "--outfile" file "--template" template
                      "--load-ca-certificate" (tls-authority by) "--load-ca-privkey" (tls-key by))))
    (list key file)))

(defun tls-revocation-list (&rest certificates)
  "A file of the authority's that revokes CERTIFICATES, files."
  (let ((all (tls-file "revoked.crt")) (file (tls-file "authority.crl")))
    (with-temp-file all (dolist (one certificates) (insert-file-contents one)))
    (tls-certtool "--generate-crl" "--load-ca-certificate" (tls-authority) "--load-ca-privkey" (tls-key "authority")
                  "--load-certificate" all "--outfile" file
                  "--template" (tls-write "crl.template" "crl_next_update = 50" "crl_number = 1"))
    file))

;; --- elwire's own ends ---

(defun tls-server-parameters (keys &rest more)
  (append (list 'gnutls-x509pki :keylist keys) more))

(defun tls-server (keys &rest options)
  "A server that echoes, with the list of (KEY CERTIFICATE) KEYS.
OPTIONS are for TLS; but :filter and :sentinel are for the process."
  (let ((filter (plist-get options :filter)) (sentinel (plist-get options :sentinel)))
    (net-server :filter (or filter #'process-send-string) :sentinel (or sentinel #'net-sentinel) :log #'net-log
                :tls-parameters (apply #'tls-server-parameters keys options))))

(defun tls-accepted ()
  "The connections that `tls-server's have accepted."
  (cl-remove-if-not (lambda (p) (string-prefix-p "srv <" (process-name p))) (process-list)))

(defun tls-parameters (&rest more)
  "Parameters of a client that trusts the authority; those in MORE come first."
  (cons 'gnutls-x509pki (append more (list :hostname "localhost" :trustfiles (list (tls-authority))))))

(defun tls-client (port &rest more)
  "A client of PORT, with MORE parameters of TLS."
  (make-network-process :name "c" :host "127.0.0.1" :service port :coding 'binary :filter #'net-filter :sentinel #'net-sentinel
                        :tls-parameters (apply #'tls-parameters more)))

;; --- programs ---

(defun tls-need (&rest programs)
  (dolist (program programs) (unless (executable-find program) (ert-skip (list program "is not installed")))))

(defun tls-run (program &rest args)
  "Start PROGRAM with ARGS; its output goes to the filter, its end to the sentinel."
  (make-process :name (file-name-nondirectory program) :command (cons program args) :connection-type 'pipe :coding 'binary
                :filter #'net-filter :sentinel #'net-sentinel :noquery t))

(defun tls-says (name regexp)
  "Wait until the process named NAME has said REGEXP; return its first group."
  (let (text)
    (net-until (string-match regexp (setq text (net-text name))))
    (match-string 1 text)))

(provide 'tls-support)

;;; tls-support.el ends here
