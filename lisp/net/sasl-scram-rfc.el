;;; sasl-scram-rfc.el --- the mechanism SCRAM-SHA-1 and what others of its family share (RFC 5802) -*- lexical-binding: t; -*-

;; The passphrase is never sent: the client proves that it knows it, then the server that it knows what follows from it.  Channels are not
;; bound.

(require 'cl-lib)
(require 'sasl)
(require 'hex-util)
(require 'rfc2104)

;;; Hashes.  A hash function takes what `sha1' takes: object, start, end, binary.

(defun sasl-scram--hasher (hash-fun block-length key)
  "Return a function that computes the keyed hash of a string of bytes under KEY.
HASH-FUN is the hash function and BLOCK-LENGTH how many bytes its blocks have."
  (let* ((key (if (> (length key) block-length) (funcall hash-fun key nil nil t) key))
         (inner (rfc2104--pad key block-length rfc2104-ipad))
         (outer (rfc2104--pad key block-length rfc2104-opad)))
    (lambda (text)
      (funcall hash-fun (concat outer (funcall hash-fun (concat inner text) nil nil t)) nil nil t))))

(defun sasl-scram--xor (bytes others)
  "Return BYTES and OTHERS, strings of the same length, combined by exclusive or."
  (apply #'unibyte-string (cl-mapcar #'logxor bytes others)))

(defun sasl-scram--salted-password (hash-fun block-length passphrase salt iterations)
  "Return PASSPHRASE hashed ITERATIONS times, from SALT on; HASH-FUN has blocks of BLOCK-LENGTH bytes."
  (let* ((hash (sasl-scram--hasher hash-fun block-length passphrase))
         (last (funcall hash (concat salt "\0\0\0\1")))
         (result (append last nil)))
    (dotimes (_ (1- iterations))
      (setq last (funcall hash last)
            result (cl-mapcar #'logxor result last)))
    (apply #'unibyte-string result)))

;;; The conversation

(defun sasl-scram-client-first-message (client _step)
  "Return the first message of CLIENT: its name and a nonce."
  (sasl-client-set-property client 'c-nonce (sasl-unique-id))
  (concat "n,," (sasl-scram--client-first-message-bare client)))

(defun sasl-scram--client-first-message-bare (client)
  "Return the first message of CLIENT without what it says about channels."
  (let ((name (sasl--bytes (sasl-client-name client))))
    (concat "n=" (replace-regexp-in-string "," "=2C" (replace-regexp-in-string "=" "=3D" name))
            ",r=" (sasl-client-property client 'c-nonce))))

(defun sasl-scram--base64 (text)
  "Return the bytes that TEXT, which the server sent, means."
  (condition-case nil (base64-decode-string text)
    (error (sasl-error "Unexpected server response"))))

(defun sasl-scram--parse-challenge (message client)
  "Return (NONCE SALT ITERATIONS) from MESSAGE, the first one of the server to CLIENT."
  (when (string-match "\\`e=\\([^,]*\\)" message) (sasl-error (format "Server error: %s" (match-string 1 message))))
  (unless (string-match "\\`r=\\([^,]+\\),s=\\([^,]+\\),i=\\([1-9][0-9]*\\)\\(?:$\\|,\\)" message)
    (sasl-error "Unexpected server response"))
  (let ((nonce (match-string 1 message)) (salt (match-string 2 message)) (iterations (match-string 3 message)))
    (unless (string-prefix-p (sasl-client-property client 'c-nonce) nonce)
      (sasl-error "Invalid nonce from server"))
    (list nonce (sasl-scram--base64 salt) (string-to-number iterations))))

(defun sasl-scram--client-final-message (hash-fun block-length _hash-length client step)
  "Return the last message of CLIENT, with the proof; the data of STEP is the server's first message.
HASH-FUN is called as `sha1' is, and has blocks of BLOCK-LENGTH bytes."
  (pcase-let* ((challenge (sasl-step-data step))
               (`(,nonce ,salt ,iterations) (sasl-scram--parse-challenge challenge client))
               (passphrase (sasl--passphrase (sasl-mechanism-name (sasl-client-mechanism client)) (sasl-client-name client)))
               (salted (unwind-protect
                           (sasl-scram--salted-password hash-fun block-length (sasl--bytes passphrase) salt iterations)
                         (clear-string passphrase)))
               (client-key (funcall (sasl-scram--hasher hash-fun block-length salted) "Client Key"))
               (stored-key (funcall hash-fun client-key nil nil t))
               (without-proof (concat "c=biws,r=" nonce))
               (message (mapconcat #'sasl--bytes
                                   (list (sasl-scram--client-first-message-bare client) challenge without-proof) ","))
               (signature (funcall (sasl-scram--hasher hash-fun block-length stored-key) message)))
    (sasl-client-set-property client 'auth-message message)
    (sasl-client-set-property client 'salted-password salted)
    (concat without-proof ",p=" (base64-encode-string (sasl-scram--xor client-key signature) t))))

(defun sasl-scram--authenticate-server (hash-fun block-length _hash-length client step)
  "Signal an error unless the data of STEP proves to CLIENT that the server is the right one; return nil.
HASH-FUN is called as `sha1' is, and has blocks of BLOCK-LENGTH bytes."
  (let ((message (sasl-step-data step)))
    (cond
     ((string-match "\\`v=\\([^,]+\\)" message)
      (let* ((claimed (sasl-scram--base64 (match-string 1 message)))
             (salted (sasl-client-property client 'salted-password))
             (key (funcall (sasl-scram--hasher hash-fun block-length salted) "Server Key")))
        (unless (equal claimed (funcall (sasl-scram--hasher hash-fun block-length key)
                                        (sasl-client-property client 'auth-message)))
          (sasl-error "Server not authenticated"))
        nil))
     ((string-match "\\`e=\\([^,]*\\)" message) (sasl-error (format "Server error: %s" (match-string 1 message))))
     (t (sasl-error "Invalid response from server")))))

;;; SCRAM-SHA-1

(defconst sasl-scram-sha-1-steps
  '(sasl-scram-client-first-message sasl-scram-sha-1-client-final-message sasl-scram-sha-1-authenticate-server))

(defun sasl-scram-sha-1-client-final-message (client step)
  "Return the last message of CLIENT for STEP, with SHA-1."
  (sasl-scram--client-final-message #'sha1 64 20 client step))

(defun sasl-scram-sha-1-authenticate-server (client step)
  "Signal an error unless STEP proves to CLIENT, with SHA-1, that the server is the right one."
  (sasl-scram--authenticate-server #'sha1 64 20 client step))

(put 'sasl-scram-rfc 'sasl-mechanism (sasl-make-mechanism "SCRAM-SHA-1" sasl-scram-sha-1-steps))
(put 'sasl-scram-sha-1 'sasl-mechanism (get 'sasl-scram-rfc 'sasl-mechanism))
(provide 'sasl-scram-sha-1)
(provide 'sasl-scram-rfc)
;;; sasl-scram-rfc.el ends here
