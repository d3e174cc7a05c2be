;;; nsm.el --- the network security manager: how much security a connection must have -*- lexical-binding: t; -*-

;; Manual: (emacs) Network Security.  Nothing is asked: what is too insecure for `network-security-level' is an error that names the host,
;; the reason and the variable.  (Emacs without a terminal returns nil and closes the connection without a word.)

(require 'cl-lib)

(defvar network-security-level 'medium
  "How secure connections must be: `low' (no checks), `medium' (the usual), `high' or `paranoid'.")

(defcustom network-security-protocol-checks
  '((version medium) (verify-cert medium) (same-cert medium) (null-suite medium) (export-kx medium) (anon-kx medium)
    (md5-sig medium) (rc4-cipher medium) (dhe-prime-kx medium) (sha1-sig medium) (ecdsa-cbc-cipher medium)
    (dhe-kx high) (rsa-kx high) (3des-cipher high) (cbc-cipher high))
  "The checks of TLS connections: (NAME LEVEL), from which `network-security-level' on NAME is checked.
The function `nsm-protocol-check--NAME' is called with host, port, status and settings and returns a complaint or nil."
  :type 'sexp :group 'nsm)

(defvar nsm-noninteractive t "Nothing is ever asked.")
(defvar nsm-save-host-names nil "Non-nil means host names are kept with the settings.")
(defvar nsm-trust-local-network nil
  "Non-nil means nothing is checked of hosts on the local network: this machine, and networks its interfaces are on.
It may be a function that says so.")
(defvar nsm-settings-file (expand-file-name "network-security.data" user-emacs-directory) "Where settings of hosts are read from.")
(defvar nsm-permanent-host-settings nil "Settings of hosts, from `nsm-settings-file'.")
(defvar nsm-temporary-host-settings nil "Settings of hosts of this session: (:id ID :fingerprints LIST :conditions LIST).")

(defun nsm-level (symbol)
  "Return a number for SYMBOL, a value of `network-security-level'."
  (or (cdr (assq symbol '((low . 0) (medium . 1) (high . 2) (paranoid . 3)))) 1))

(defun nsm-id (host port)
  "Return what HOST and PORT are known by in settings."
  (concat "sha1:" (sha1 (format "%s:%s" host port))))

(defun nsm-host-settings (id)
  "Return the settings of the host ID."
  (nsm-read-settings)
  (cl-find-if (lambda (settings) (equal (plist-get settings :id) id))
              (append nsm-temporary-host-settings nsm-permanent-host-settings)))

(defun nsm-read-settings ()
  "Read `nsm-settings-file', once."
  (when (and (null nsm-permanent-host-settings) (file-exists-p nsm-settings-file))
    (setq nsm-permanent-host-settings
          (with-temp-buffer
            (insert-file-contents nsm-settings-file)
            (goto-char (point-min))
            (ignore-errors (read (current-buffer)))))))

(defun nsm-fingerprint (status)
  "Return the fingerprint of the key of the peer that STATUS, of `gnutls-peer-status', is about."
  (plist-get (plist-get status :certificate) :public-key-id))

(defun nsm-save-host (id status)
  "Remember, for this session, the key of the host ID with STATUS."
  (setq nsm-temporary-host-settings
        (cons (list :id id :fingerprints (list (nsm-fingerprint status)) :conditions nil)
              (cl-remove-if (lambda (settings) (equal (plist-get settings :id) id)) nsm-temporary-host-settings))))

(defun nsm-cipher-suite (status)
  "Return the key exchange, cipher and MAC of STATUS in one string."
  (format "%s-%s-%s" (plist-get status :key-exchange) (plist-get status :cipher) (plist-get status :mac)))

(defun nsm-local-address-p (address)
  "Return non-nil if ADDRESS, a vector, is of this machine or on a network of one of its interfaces."
  (and (vectorp address)
       (cl-some (lambda (interface)
                  (pcase-let ((`(,_ ,own ,_ ,mask) interface))
                    (and (= (length own) (length address))
                         (cl-every (lambda (i) (= (logand (aref own i) (aref mask i)) (logand (aref address i) (aref mask i))))
                                   (number-sequence 0 (- (length own) 2))))))
                (ignore-errors (network-interface-list t)))))

(defun nsm-should-check (host)
  "Return non-nil unless HOST is on the local network and `nsm-trust-local-network' trusts that."
  (not (and nsm-trust-local-network
            (or (not (functionp nsm-trust-local-network)) (funcall nsm-trust-local-network))
            (cl-every #'nsm-local-address-p (or (ignore-errors (network-lookup-address-info host)) '(nil))))))

(defun nsm-complaint (host port status save)
  "Return what is too insecure about the TLS connection to PORT at HOST with STATUS, nil if nothing is.
With SAVE the peer's key is remembered."
  (let* ((id (nsm-id host port)) (settings (nsm-host-settings id)) (complaint nil))
    (dolist (check network-security-protocol-checks)
      (let ((function (intern-soft (format "nsm-protocol-check--%s" (car check)))))
        (when (and (not complaint) function (fboundp function)
                   (>= (nsm-level network-security-level) (nsm-level (cadr check)))
                   (not (memq (car check) (plist-get settings :conditions))))
          (setq complaint (funcall function host port status settings)))))
    (when (and save (not complaint)) (nsm-save-host id status))
    complaint))

(defun nsm-verify-connection (process host port &optional save-fingerprint warn-unencrypted)
  "Return PROCESS, connected to PORT at HOST, if it is as secure as `network-security-level' demands.
Otherwise close it and signal an error.  With SAVE-FINGERPRINT the key of the peer is remembered.  With WARN-UNENCRYPTED
a connection without TLS is not secure enough, nor is one to a host that spoke TLS before."
  (unless (processp process) (signal 'wrong-type-argument (list 'processp process)))
  (let* ((status (gnutls-peer-status process))
         (known (nsm-host-settings (nsm-id host port)))
         (complaint
          (cond (status (and (not (eq network-security-level 'low)) (nsm-should-check host)
                             (nsm-complaint host port status save-fingerprint)))
                (warn-unencrypted "the connection is not encrypted, and it must be")
                ((and known (not (memq :unencrypted (plist-get known :conditions))) (not (memq :none (plist-get known :fingerprints)))
                      (not (eq network-security-level 'low)))
                 "the connection is not encrypted, but it was when this host was last spoken to"))))
    (when complaint
      (delete-process process)
      (error "Refused to use the connection to %s:%s: %s; see `network-security-level'" host port complaint))
    process))

;;; The checks

(defun nsm--matches (regexp string format)
  "Return a complaint made from FORMAT and STRING if STRING matches REGEXP."
  (let ((case-fold-search t))
    (and (stringp string) (string-match-p regexp string) (format format string))))

(defun nsm-protocol-check--verify-cert (host _port status _settings)
  "Return what is wrong with the certificate of HOST according to STATUS."
  (let ((warnings (remq :invalid (plist-get status :warnings))))
    (and (plist-get status :warnings)
         (format "%s (certificate of %s)"
                 (mapconcat #'gnutls-peer-status-warning-describe (or warnings '(:invalid)) "; ")
                 (or (plist-get (plist-get status :certificate) :subject) host)))))

(defun nsm-protocol-check--same-cert (_host _port status settings)
  "Return a complaint if the key in STATUS is another one than in SETTINGS."
  (let ((prints (plist-get settings :fingerprints)))
    (and prints (not (memq :none prints)) (nsm-fingerprint status) (not (member (nsm-fingerprint status) prints))
         (plist-get status :warnings)
         "its key has changed")))

(defun nsm-protocol-check--version (_host _port status _settings)
  "Return a complaint if the protocol of STATUS is older than TLS 1.2."
  (nsm--matches "\\`\\(SSL\\|TLS1\\.[01]\\)" (plist-get status :protocol) "the protocol %s is obsolete"))
(defun nsm-protocol-check--null-suite (_host _port status _settings)
  "Return a complaint if STATUS says that nothing is encrypted."
  (nsm--matches "NULL" (nsm-cipher-suite status) "%s does not encrypt"))
(defun nsm-protocol-check--export-kx (_host _port status _settings)
  "Return a complaint if the key exchange of STATUS is of export strength."
  (nsm--matches "EXPORT" (plist-get status :key-exchange) "the key exchange %s is weak"))
(defun nsm-protocol-check--anon-kx (_host _port status _settings)
  "Return a complaint if the key exchange of STATUS is anonymous."
  (nsm--matches "\\`\\(EC\\)?\\(DH\\|DHE\\)-?ANON" (plist-get status :key-exchange) "the key exchange %s does not tell who the peer is"))
(defun nsm-protocol-check--rc4-cipher (_host _port status _settings)
  "Return a complaint if the cipher of STATUS is RC4."
  (nsm--matches "ARCFOUR\\|RC4" (plist-get status :cipher) "the cipher %s is broken"))
(defun nsm-protocol-check--3des-cipher (_host _port status _settings)
  "Return a complaint if the cipher of STATUS is triple DES."
  (nsm--matches "3DES" (plist-get status :cipher) "the cipher %s is weak"))
(defun nsm-protocol-check--cbc-cipher (_host _port status _settings)
  "Return a complaint if the cipher of STATUS is in CBC mode."
  (nsm--matches "CBC" (plist-get status :cipher) "the cipher %s is in a weak mode"))
(defun nsm-protocol-check--ecdsa-cbc-cipher (_host _port status _settings)
  "Return a complaint if STATUS has an ECDSA key with a cipher in CBC mode."
  (and (nsm--matches "ECDSA" (plist-get status :key-exchange) "%s")
       (nsm--matches "CBC" (plist-get status :cipher) "the cipher %s is weak with ECDSA")))
(defun nsm-protocol-check--dhe-kx (_host _port status _settings)
  "Return a complaint if the key exchange of STATUS is finite field Diffie-Hellman."
  (nsm--matches "\\`DHE" (plist-get status :key-exchange) "the key exchange %s is weak"))
(defun nsm-protocol-check--rsa-kx (_host _port status _settings)
  "Return a complaint if the key exchange of STATUS is static RSA."
  (nsm--matches "\\`RSA" (plist-get status :key-exchange) "the key exchange %s has no forward secrecy"))
(defun nsm-protocol-check--dhe-prime-kx (_host _port status _settings)
  "Return a complaint if the prime in STATUS is too small."
  (let ((bits (plist-get status :diffie-hellman-prime-bits)))
    (and bits (< bits 1024) (format "the Diffie-Hellman prime has %d bits only" bits))))
(defun nsm--signature-check (status regexp format)
  "Return a complaint made from FORMAT if a signature in the chain of STATUS, but for the root's, matches REGEXP."
  (cl-some (lambda (certificate)
             (and (not (equal (plist-get certificate :issuer) (plist-get certificate :subject)))
                  (nsm--matches regexp (plist-get certificate :signature-algorithm) format)))
           (plist-get status :certificates)))
(defun nsm-protocol-check--md5-sig (_host _port status _settings)
  "Return a complaint if a signature in STATUS is made with MD5."
  (nsm--signature-check status "MD5" "the signature %s is broken"))
(defun nsm-protocol-check--sha1-sig (_host _port status _settings)
  "Return a complaint if a signature in STATUS is made with SHA-1."
  (nsm--signature-check status "SHA1\\'" "the signature %s is weak"))

(provide 'nsm)
;;; nsm.el ends here
