;;; nsm.el --- the network security manager: how much security a connection must have -*- lexical-binding: t; -*-

;; Manual: (emacs) Network Security.  What Emacs would ask the user is decided here by `nsm-query', which says no: a connection that is too
;; insecure for `network-security-level' is closed, and an error names the host, the reasons and what changes the rule.  (Emacs without a
;; terminal returns nil and closes the connection without a word.)  Exceptions that the user made in Emacs are read from
;; `nsm-settings-file' and honoured, and keys of servers are remembered there.

(require 'cl-lib)

(defvar network-security-level 'medium
  "How secure connections must be: `low' (no checks), `medium' (the usual), `high' or `paranoid'.")

(defcustom network-security-protocol-checks
  '((version medium) (compression medium) (renegotiation-info-ext medium) (verify-cert medium) (same-cert medium) (null-suite medium)
    (export-kx medium) (anon-kx medium) (md5-sig medium) (rc4-cipher medium) (dhe-prime-kx medium) (sha1-sig medium)
    (ecdsa-cbc-cipher medium) (dhe-kx high) (rsa-kx high) (3des-cipher high) (cbc-cipher high))
  "The checks of TLS connections: (NAME LEVEL), from which `network-security-level' on NAME is checked.
The function `nsm-protocol-check--NAME' is called with host, port, status and settings and returns a complaint or nil."
  :type 'sexp :group 'nsm)

(defvar nsm-noninteractive nil "Accepted for compatibility: nothing is ever asked.")
(defvar nsm-save-host-names nil "Non-nil means host names are kept with the settings in plain text.")
(defvar nsm-trust-local-network nil
  "Non-nil means nothing is checked of hosts on the local network: this machine, and networks its interfaces are on.
It may be a function that says so.")
(defvar nsm-settings-file (expand-file-name "network-security.data" user-emacs-directory)
  "The file with settings of hosts.  It is not written while its directory does not exist.")
(defvar nsm-permanent-host-settings nil "Settings of hosts, as in `nsm-settings-file'.")
(defvar nsm-temporary-host-settings nil
  "Settings of hosts of this session: (:id ID :fingerprints LIST :host NAME :conditions LIST).")
(defvar nsm-tls-post-check-functions '(nsm-save-fingerprint-maybe)
  "Functions called with host, port, status, settings and complaints when a TLS connection was found good enough.
The complaints are an alist (CHECK . TEXT), of those that were overruled.")

(defun nsm-level (symbol)
  "Return a number for SYMBOL, a value of `network-security-level'."
  (pcase symbol ('low 0) ('medium 1) (_ 2)))

;;; What is known of hosts

(defun nsm-id (host port)
  "Return what HOST and PORT are known by in settings."
  (concat "sha1:" (sha1 (format "%s:%s" host port))))

(defun nsm-host-settings (id)
  "Return the settings of the host ID."
  (unless nsm-permanent-host-settings (nsm-read-settings))
  (cl-find-if (lambda (settings) (equal (plist-get settings :id) id))
              (append nsm-temporary-host-settings nsm-permanent-host-settings)))

(defun nsm-read-settings ()
  "Read `nsm-settings-file' into `nsm-permanent-host-settings', and return that."
  (setq nsm-permanent-host-settings
        (and (file-readable-p nsm-settings-file)
             (let ((settings (with-temp-buffer
                               (insert-file-contents nsm-settings-file)
                               (goto-char (point-min))
                               (condition-case nil (read (current-buffer)) (error 'unreadable)))))
               (if (and (listp settings) (cl-every #'consp settings))
                   settings
                 (message "%s is damaged and will be written anew" nsm-settings-file)
                 nil)))))

(defun nsm-write-settings ()
  "Write `nsm-permanent-host-settings' to `nsm-settings-file', all of it or nothing."
  (when (file-directory-p (file-name-directory nsm-settings-file))
    (let ((new (make-temp-file nsm-settings-file)) (print-length nil) (print-level nil) (done nil))
      (unwind-protect
          (with-temp-buffer
            (insert ";;;; -*- mode: lisp-data -*-\n(\n")
            (dolist (settings nsm-permanent-host-settings) (insert (format " %S\n" settings)))
            (insert ")\n")
            (let ((coding-system-for-write 'utf-8-emacs-unix)) (write-region nil nil new nil 'silent))
            (rename-file new nsm-settings-file t)
            (setq done t))
        (unless done (delete-file new))))
    nil))

(defun nsm--without (id settings)
  "Return SETTINGS without those of the host ID."
  (cl-remove-if (lambda (one) (equal (plist-get one :id) id)) settings))

(defun nsm-remove-permanent-setting (id)
  "Forget what `nsm-permanent-host-settings' says of the host ID; return the rest."
  (setq nsm-permanent-host-settings (nsm--without id nsm-permanent-host-settings)))

(defun nsm-remove-temporary-setting (id)
  "Forget what `nsm-temporary-host-settings' says of the host ID; return the rest."
  (setq nsm-temporary-host-settings (nsm--without id nsm-temporary-host-settings)))

(defun nsm-fingerprint (status)
  "Return the fingerprint of the key of the peer that STATUS, of `gnutls-peer-status', is about."
  (plist-get (plist-get status :certificate) :public-key-id))

(defun nsm-save-host (host port status what problems permanency)
  "Remember the key of PORT at HOST, which had STATUS, and the conditions PROBLEMS (keywords) it is accepted under.
With the permanency `always' in `nsm-settings-file', else for this session.  If WHAT is `fingerprint' a host that is known
keeps the key it is known by; if it is `conditions' the name of the host is remembered too."
  (let* ((id (nsm-id host port))
         (known (nsm-host-settings id))
         (prints (plist-get known :fingerprints))
         (print (or (nsm-fingerprint status) :none))
         (settings (list :id id :fingerprints (if (and prints (or (eq what 'fingerprint) (member print prints)))
                                                  prints
                                                (append prints (list print))))))
    (when (or nsm-save-host-names (eq what 'conditions))
      (setq settings (append settings (list :host (format "%s:%s" host port)))))
    (when (memq what '(conditions fingerprint))
      (let ((conditions (cl-remove-duplicates (append (plist-get known :conditions) problems) :from-end t)))
        (setq settings (append settings (list :conditions conditions)))))
    (nsm-remove-temporary-setting id)
    (if (not (eq permanency 'always))
        (push settings nsm-temporary-host-settings)
      (nsm-remove-permanent-setting id)
      (push settings nsm-permanent-host-settings)
      (nsm-write-settings))))

(defun nsm-save-fingerprint-maybe (host port status &rest _)
  "Remember the key of PORT at HOST, which has STATUS, if `network-security-level' is high."
  (when (>= (nsm-level network-security-level) (nsm-level 'high))
    (nsm-save-host host port status 'fingerprint nil 'always)))

(defun nsm-fingerprint-ok-p (status settings)
  "Return non-nil unless the key in STATUS is another one than those in SETTINGS."
  (let ((prints (plist-get settings :fingerprints)))
    (or (null prints) (memq :none prints) (member (nsm-fingerprint status) prints))))

(defun nsm-warnings-ok-p (status settings)
  "Return non-nil if SETTINGS allow all the warnings of STATUS."
  (cl-subsetp (plist-get status :warnings) (plist-get settings :conditions)))

(defun nsm-certificate-exception-p (host port)
  "Return non-nil if the user has allowed PORT at HOST a certificate that cannot be verified.
Then `nsm-verify-connection' demands one of the keys that are known, which GnuTLS cannot."
  (let* ((settings (nsm-host-settings (nsm-id host port)))
         (prints (plist-get settings :fingerprints))
         (check (assq 'same-cert network-security-protocol-checks)))
    (and prints (not (memq :none prints))
         (cl-intersection (plist-get settings :conditions) '(:verify-cert :invalid))
         check (>= (nsm-level network-security-level) (nsm-level (cadr check)))
         (nsm-should-check host))))

;;; Verifying

(defun nsm-cipher-suite (status)
  "Return the key exchange, cipher and MAC of STATUS in one string."
  (format "%s-%s-%s" (plist-get status :key-exchange) (plist-get status :cipher) (plist-get status :mac)))

(defun nsm-network-same-subnet (local-ip mask ip)
  "Return t if IP is in the subnet of LOCAL-IP with MASK.
They are vectors as in `network-interface-list', all of the same length: the elements of an address, perhaps with the port."
  (let ((length (length ip)))
    (unless (and (memq length '(4 5 8 9)) (= length (length local-ip))) (error "Unexpected length of IP address %S" local-ip))
    (cl-every (lambda (i) (= (logand (aref local-ip i) (aref mask i)) (logand (aref ip i) (aref mask i))))
              (number-sequence 0 (1- (if (< length 8) 4 8))))))

(defun nsm--local-address-p (address)
  "Return non-nil if ADDRESS, a vector, is of this machine or on a network of one of its interfaces."
  (cl-some (lambda (interface)
             (pcase-let ((`(,_ ,own ,_ ,mask) interface))
               (and (= (length own) (length address)) (nsm-network-same-subnet own mask address))))
           (ignore-errors (network-interface-list t))))

(defun nsm-should-check (host)
  "Return non-nil unless HOST is on the local network and `nsm-trust-local-network' trusts that."
  (not (and nsm-trust-local-network
            (or (not (functionp nsm-trust-local-network)) (funcall nsm-trust-local-network))
            (when-let ((addresses (ignore-errors (network-lookup-address-info host))))
              (cl-every #'nsm--local-address-p addresses)))))

(defun nsm-query (_host _port _status _what _problems _message)
  "Return non-nil if the connection is to be used in spite of MESSAGE: never, as nobody is there to be asked.
Programs that can ask may redefine this.  The arguments are the host, the port, the status, `conditions', the keywords of
the problems and what is to be said of them.  To accept for good, call `nsm-save-host' with them."
  nil)

(defun nsm--problems (host port status settings)
  "Return an alist (CHECK . COMPLAINT) of what is too insecure about the TLS connection to PORT at HOST with STATUS and SETTINGS."
  (cl-loop for (check level) in network-security-protocol-checks
           for function = (intern (format "nsm-protocol-check--%s" check))
           for complaint = (and (fboundp function)
                                (>= (nsm-level network-security-level) (nsm-level level))
                                (or (not (memq (intern (format ":%s" check)) (plist-get settings :conditions)))
                                    ;; With a certificate that proves nothing the key must be one that was accepted.
                                    (and (eq check 'same-cert) (plist-get status :warnings)))
                                (funcall function host port status settings))
           when complaint collect (cons check complaint)))

(defun nsm--tls-refusal (host port status settings)
  "Return why the TLS connection to PORT at HOST with STATUS and SETTINGS must not be used, or nil."
  (when (and (> (nsm-level network-security-level) 0) (nsm-should-check host))
    (let* ((problems (nsm--problems host port status settings))
           (reasons (mapconcat #'cdr problems "; ")))
      (if (and problems
               (not (nsm-query host port status 'conditions (mapcar (lambda (p) (intern (format ":%s" (car p)))) problems)
                               (format "The TLS connection to %s:%s is insecure: %s" host port reasons))))
          reasons
        (run-hook-with-args 'nsm-tls-post-check-functions host port status settings problems)
        nil))))

(defun nsm--plain-refusal (host port settings warn-unencrypted)
  "Return why the plain connection to PORT at HOST with SETTINGS must not be used, or nil; WARN-UNENCRYPTED is as in `nsm-verify-connection'."
  (let ((reason
         (cond ((memq :unencrypted (plist-get settings :conditions)) nil)
               (warn-unencrypted "the connection is not encrypted, and it must be")
               ((and (> (nsm-level network-security-level) 0) (not (nsm-fingerprint-ok-p nil settings)))
                "the connection is not encrypted, but it was when this host was last spoken to"))))
    (and reason
         (not (nsm-query host port nil 'conditions '(:unencrypted) (format "%s:%s: %s" host port reason)))
         reason)))

(defun nsm--refuse (process host port reason)
  "Close PROCESS, a connection to PORT at HOST, and signal an error with REASON."
  (delete-process process)
  (error "Refused to use the connection to %s:%s: %s; see `network-security-level' and `nsm-settings-file'" host port reason))

(defun nsm-check-tls-connection (process host port status settings)
  "Return PROCESS, a TLS connection to PORT at HOST with STATUS, if it is good enough; otherwise close it and signal an error.
SETTINGS are those of the host."
  (let ((reason (nsm--tls-refusal host port status settings)))
    (if reason (nsm--refuse process host port reason) process)))

(defun nsm-check-plain-connection (process host port settings warn-unencrypted)
  "Return PROCESS, a plain connection to PORT at HOST, if it may be used; otherwise close it and signal an error.
It may not be if the host spoke TLS before according to SETTINGS, or with WARN-UNENCRYPTED."
  (let ((reason (nsm--plain-refusal host port settings warn-unencrypted)))
    (if reason (nsm--refuse process host port reason) process)))

(defun nsm-verify-connection (process host port &optional save-fingerprint warn-unencrypted)
  "Return PROCESS, connected to PORT at HOST, if it is as secure as `network-security-level' demands.
Otherwise close it and signal an error.  With SAVE-FINGERPRINT the key of the peer is remembered.  With WARN-UNENCRYPTED
a connection without TLS is not secure enough; one to a host that spoke TLS before never is."
  (unless (processp process) (signal 'wrong-type-argument (list 'processp process)))
  (let ((status (gnutls-peer-status process)) (settings (nsm-host-settings (nsm-id host port))))
    (if (null status)
        (nsm-check-plain-connection process host port settings warn-unencrypted)
      (nsm-check-tls-connection process host port status settings)
      (when save-fingerprint (nsm-save-host host port status 'fingerprint nil 'always))
      process)))

(defun nsm-judge-connection (process)
  "Return why PROCESS, a client that has just negotiated TLS in the background, must not be used, or nil.
Called by the network for all such connections once this library is loaded; an error is a reason too."
  (let ((inhibit-quit t))
    (save-match-data
      (condition-case problem
          (let ((host (process-contact process :host t)) (port (process-contact process :service t)))
            (and (stringp host)
                 (nsm--tls-refusal host port (gnutls-peer-status process) (nsm-host-settings (nsm-id host port)))))
        (error (error-message-string problem))))))

;;; Certificates in words

(defun nsm-parse-subject (string)
  "Return the parts (NAME VALUE) of STRING, a distinguished name as in \"CN=example.org,O=Example\"."
  (let ((parts nil) (start 0))
    (while (string-match "\\(?:[^,\\]\\|\\\\.\\)+" string start)
      (setq start (match-end 0))
      (let ((part (replace-regexp-in-string "\\\\\\(.\\)" "\\1" (match-string 0 string) t)))
        (push (if (string-match "=" part) (list (substring part 0 (match-beginning 0)) (substring part (match-end 0))) part) parts)))
    (nreverse parts)))

(defun nsm-certificate-part (string part &optional full)
  "Return the value of PART in STRING, a distinguished name; STRING itself with FULL, else nil, if it has none."
  (let ((found (cadr (assoc part (cl-remove-if-not #'consp (nsm-parse-subject string))))))
    (or found (and full string))))

(defun nsm-format-certificate (status)
  "Return a text about the certificate in STATUS, or nil."
  (when-let ((certificate (plist-get status :certificate)))
    (let* ((subject (or (plist-get certificate :subject) "")) (get (apply-partially #'plist-get certificate))
           (session (apply-partially #'plist-get status)))
      (concat
       (propertize "Certificate information" 'face 'underline) "\n"
       (cl-loop for (title . text) in
                `(("Issued by" . ,(nsm-certificate-part (or (funcall get :issuer) "") "CN" t))
                  ("Issued to" . ,(or (nsm-certificate-part subject "O") (nsm-certificate-part subject "OU" t)))
                  ("Hostname" . ,(nsm-certificate-part subject "CN" t))
                  ("Public key" . ,(and (funcall get :public-key-algorithm)
                                        (format "%s, signature: %s" (funcall get :public-key-algorithm) (funcall get :signature-algorithm))))
                  ("Session" . ,(and (funcall session :protocol)
                                     (format "%s, key: %s, cipher: %s, mac: %s" (funcall session :protocol) (funcall session :key-exchange)
                                             (funcall session :cipher) (funcall session :mac))))
                  ("Security level" . ,(and (funcall get :certificate-security-level)
                                            (propertize (funcall get :certificate-security-level) 'face 'bold)))
                  ("Valid" . ,(format "From %s to %s" (funcall get :valid-from) (funcall get :valid-to))))
                when text concat (format "  %-19s %s\n" (concat title ":") text))
       "\n"))))

;;; The checks

(defun nsm--matches (regexp string format)
  "Return a complaint made from FORMAT and STRING if STRING matches REGEXP."
  (let ((case-fold-search t))
    (and (stringp string) (string-match-p regexp string) (format format string))))

(defun nsm-protocol-check--verify-cert (host _port status settings)
  "Return what is wrong with the certificate of HOST according to STATUS, unless SETTINGS allow that."
  (let ((warnings (remq :invalid (plist-get status :warnings))))
    (and (not (nsm-warnings-ok-p status settings))
         (format "%s (certificate of %s)"
                 (mapconcat #'gnutls-peer-status-warning-describe (or warnings '(:invalid)) "; ")
                 (or (plist-get (plist-get status :certificate) :subject) host)))))

;; A certificate that is verified may be renewed, with another key; `high' wants to know nevertheless.
(defun nsm-protocol-check--same-cert (_host _port status settings)
  "Return a complaint if the key in STATUS is another one than in SETTINGS."
  (and (not (nsm-fingerprint-ok-p status settings))
       (or (plist-get status :warnings) (>= (nsm-level network-security-level) (nsm-level 'high)))
       "its key has changed"))

(defun nsm-protocol-check--version (_host _port status &optional _settings)
  "Return a complaint if the protocol of STATUS is older than TLS 1.2."
  (nsm--matches "\\`\\(SSL\\|TLS1\\.[01]\\)" (plist-get status :protocol) "the protocol %s is obsolete"))
(defun nsm-protocol-check--compression (_host _port status &optional _settings)
  "Return a complaint if STATUS says that what is encrypted is compressed before."
  (nsm--matches "DEFLATE\\|LZ" (plist-get status :compression) "the compression %s may tell what is encrypted"))
(defun nsm-protocol-check--renegotiation-info-ext (_host _port status &optional _settings)
  "Return a complaint if STATUS says that new handshakes are not protected."
  (and (plist-member status :safe-renegotiation) (not (plist-get status :safe-renegotiation))
       "safe renegotiation is not supported"))
(defun nsm-protocol-check--null-suite (_host _port status &optional _settings)
  "Return a complaint if STATUS says that nothing is encrypted."
  (nsm--matches "NULL" (nsm-cipher-suite status) "%s does not encrypt"))
(defun nsm-protocol-check--export-kx (_host _port status &optional _settings)
  "Return a complaint if the key exchange of STATUS is of export strength."
  (nsm--matches "EXPORT" (plist-get status :key-exchange) "the key exchange %s is weak"))
(defun nsm-protocol-check--anon-kx (_host _port status &optional _settings)
  "Return a complaint if the key exchange of STATUS is anonymous."
  (nsm--matches "\\`\\(EC\\)?\\(DH\\|DHE\\)-?ANON" (plist-get status :key-exchange) "the key exchange %s does not tell who the peer is"))
(defun nsm-protocol-check--rc4-cipher (_host _port status &optional _settings)
  "Return a complaint if the cipher of STATUS is RC4."
  (nsm--matches "ARCFOUR\\|RC4" (plist-get status :cipher) "the cipher %s is broken"))
(defun nsm-protocol-check--3des-cipher (_host _port status &optional _settings)
  "Return a complaint if the cipher of STATUS is triple DES."
  (nsm--matches "3DES" (plist-get status :cipher) "the cipher %s is weak"))
(defun nsm-protocol-check--cbc-cipher (_host _port status &optional _settings)
  "Return a complaint if the cipher of STATUS is in CBC mode."
  (nsm--matches "CBC" (plist-get status :cipher) "the cipher %s is in a weak mode"))
(defun nsm-protocol-check--ecdsa-cbc-cipher (_host _port status &optional _settings)
  "Return a complaint if STATUS has an ECDSA key with a cipher in CBC mode."
  (and (nsm--matches "ECDSA" (plist-get status :key-exchange) "%s")
       (nsm--matches "CBC" (plist-get status :cipher) "the cipher %s is weak with ECDSA")))
(defun nsm-protocol-check--dhe-kx (_host _port status &optional _settings)
  "Return a complaint if the key exchange of STATUS is finite field Diffie-Hellman."
  (nsm--matches "\\`DHE" (plist-get status :key-exchange) "the key exchange %s is weak"))
(defun nsm-protocol-check--rsa-kx (_host _port status &optional _settings)
  "Return a complaint if the key exchange of STATUS is static RSA."
  (nsm--matches "\\`RSA" (plist-get status :key-exchange) "the key exchange %s has no forward secrecy"))
(defun nsm-protocol-check--dhe-prime-kx (_host _port status &optional _settings)
  "Return a complaint if the prime in STATUS is too small."
  (let ((bits (plist-get status :diffie-hellman-prime-bits)))
    (and bits (< bits 1024) (format "the Diffie-Hellman prime has %d bits only" bits))))
(defun nsm--signature-check (status regexp format)
  "Return a complaint made from FORMAT if a signature in the chain of STATUS, but for the root's, matches REGEXP."
  (cl-some (lambda (certificate)
             (and (not (equal (plist-get certificate :issuer) (plist-get certificate :subject)))
                  (nsm--matches regexp (plist-get certificate :signature-algorithm) format)))
           (plist-get status :certificates)))
(defun nsm-protocol-check--md5-sig (_host _port status &optional _settings)
  "Return a complaint if a signature in STATUS is made with MD5."
  (nsm--signature-check status "MD5" "the signature %s is broken"))
(defun nsm-protocol-check--sha1-sig (_host _port status &optional _settings)
  "Return a complaint if a signature in STATUS is made with SHA-1."
  (nsm--signature-check status "SHA1\\'" "the signature %s is weak"))

(provide 'nsm)
;;; nsm.el ends here
