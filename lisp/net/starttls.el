;;; starttls.el --- connections that are upgraded to TLS later -*- lexical-binding: t; -*-

;; For programs that know STARTTLS by an external program only.  It is built in: the settings that describe programs are accepted and have
;; no effect, and certificates are judged as `gnutls-verify-error' and `network-security-level' say.

(require 'gnutls)
(require 'network-stream)
(require 'nsm)

(defgroup starttls nil "Support for `Transport Layer Security' protocol." :version "21.1" :group 'mail)
(defcustom starttls-use-gnutls t "Accepted: GnuTLS is built in." :type 'boolean :group 'starttls)
(defcustom starttls-gnutls-program "gnutls-cli" "Accepted, without effect." :type 'string :group 'starttls)
(defcustom starttls-program "starttls" "Accepted, without effect." :type 'string :group 'starttls)
(defcustom starttls-extra-args nil "Accepted, without effect." :type '(repeat string) :group 'starttls)
(defcustom starttls-extra-arguments nil "Accepted, without effect." :type '(repeat string) :group 'starttls)
(defcustom starttls-process-connection-type nil "Accepted, without effect." :type 'boolean :group 'starttls)
(defcustom starttls-connect "- Simple Client Mode:\n\n" "Accepted, without effect." :type 'regexp :group 'starttls)
(defcustom starttls-failure "\\*\\*\\* Handshake has failed" "Accepted, without effect." :type 'regexp :group 'starttls)
(defcustom starttls-success "- Compression: " "Accepted, without effect." :type 'regexp :group 'starttls)

(defun starttls-available-p () "Return non-nil if connections can be upgraded." (gnutls-available-p))
(defalias 'starttls-any-program-available #'starttls-available-p)

(defun starttls-open-stream (name buffer host port)
  "Open a plain connection called NAME to PORT, an integer or the name of a service, at HOST for BUFFER; return the process.
`starttls-negotiate' upgrades it when the server is ready."
  (let ((process (open-network-stream name buffer host port :type 'plain)))
    (process-put process 'starttls-host host)
    (process-put process 'starttls-port port)
    process))
(defalias 'starttls-open-stream-gnutls #'starttls-open-stream)

(defun starttls-negotiate (process)
  "Upgrade PROCESS, which `starttls-open-stream' opened, to TLS; return a text that says so, or nil if it fails.
If the server or its certificate is not right the connection is closed."
  (let ((host (or (process-get process 'starttls-host) (process-contact process :host)))
        (port (or (process-get process 'starttls-port) (process-contact process :service))))
    (condition-case problem
        (progn
          (gnutls-negotiate :process process :hostname host)
          (nsm-verify-connection process host port t)
          (let ((status (gnutls-peer-status process)))
            (format "TLS with %s:%s: %s %s\n" host port (plist-get status :protocol) (plist-get status :cipher))))
      (error (delete-process process)
             (message "TLS with %s:%s failed: %s" host port (error-message-string problem))
             nil))))
(defalias 'starttls-negotiate-gnutls #'starttls-negotiate)

(provide 'starttls)
;;; starttls.el ends here
