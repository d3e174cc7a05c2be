;;; tls.el --- open-tls-stream -*- lexical-binding: t; -*-

;; For programs that know TLS by an external program only.  It is built in: the settings that describe programs are accepted and have no
;; effect, and certificates are judged as `gnutls-verify-error' and `network-security-level' say.

(require 'gnutls)
(require 'network-stream)

(defgroup tls nil "Transport Layer Security (TLS) parameters." :group 'comm)
(defcustom tls-program '("gnutls-cli --x509cafile %t -p %p %h" "gnutls-cli --x509cafile %t -p %p %h --protocols ssl3")
  "Accepted, without effect." :type '(repeat string) :group 'tls)
(defcustom tls-end-of-info "" "Accepted, without effect." :type 'regexp :group 'tls)
(defcustom tls-success "- Handshake was completed\\|SSL handshake has read " "Accepted, without effect." :type 'regexp :group 'tls)
(defcustom tls-checktrust nil "Accepted: certificates are always checked, see `gnutls-verify-error'."
  :type '(choice (const nil) (const t) (const ask)) :group 'tls)
(defcustom tls-untrusted "- Peer's certificate is NOT trusted\\|Verify return code: \\([^0] \\|.[^ ]\\)" "Accepted, without effect."
  :type 'regexp :group 'tls)
(defcustom tls-hostmismatch "# The hostname in the certificate does NOT match" "Accepted, without effect."
  :type '(choice (const nil) regexp) :group 'tls)
(defcustom tls-process-connection-type nil "Accepted, without effect." :type 'boolean :group 'tls)
(defcustom tls-certtool-program "certtool" "The program that reads certificates." :type 'string :group 'tls)

(defun open-tls-stream (name buffer host port)
  "Open a TLS connection called NAME to PORT, an integer or the name of a service, at HOST for BUFFER; return the process.
An error says what was wrong with the connection or the certificate."
  (open-network-stream name buffer host port :type 'tls))

(defun tls-certificate-information (der)
  "Return what the X.509 certificate DER, octets, says, as an alist, as `tls-certtool-program' prints it; nil if that fails."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (insert der)
    (let ((coding-system-for-write 'binary) (coding-system-for-read 'utf-8) (found nil))
      (when (eql 0 (call-process-region (point-min) (point-max) tls-certtool-program t (list t nil) nil "--certificate-info" "--inder"))
        (goto-char (point-min))
        (while (re-search-forward "^\t*\\([^\t\n:][^:\n]*\\):\\(?: \\(.*\\)\\)?$" nil t)
          (push (cons (match-string 1) (match-string 2)) found))
        (nreverse found)))))

(provide 'tls)
;;; tls.el ends here
