;;; sasl-digest.el --- the mechanism DIGEST-MD5 (RFC 2831) -*- lexical-binding: t; -*-

;; Authentication only: neither integrity nor encryption of what follows.

(require 'sasl)
(require 'hmac-md5)

(defvar sasl-digest-md5-nonce-count 1 "How many times a nonce has been used, with this time.")
(defvar sasl-digest-md5-unique-id-function sasl-unique-id-function "The function that returns one half of the client's nonce.")
(defconst sasl-digest-md5-steps '(ignore sasl-digest-md5-response ignore))

(defun sasl-digest-md5-parse-string (string)
  "Return the challenge STRING as a plist: (realm \"r\" nonce \"n\" maxbuf 100 charset utf-8).
What is quoted is a string, otherwise a number or a symbol."
  (let ((directive (concat "[, \t\r\n]*\\([^=, \t]+\\)[ \t]*=[ \t]*"
                           "\\(?:\"\\(\\(?:[^\"\\]\\|\\\\.\\)*\\)\"\\|\\([^\", \t\r\n]*\\)\\)"))
        (plist nil))
    (with-temp-buffer
      (insert string)
      (goto-char (point-min))
      (while (looking-at directive)
        (goto-char (match-end 0))
        (push (intern (match-string 1)) plist)
        (push (cond ((match-beginning 2) (replace-regexp-in-string "\\\\\\(.\\)" "\\1" (match-string 2)))
                    ((equal (match-string 3) "") nil)
                    ((string-match-p "\\`[0-9]+\\'" (match-string 3)) (string-to-number (match-string 3)))
                    (t (intern (match-string 3))))
              plist))
      (unless (looking-at "[, \t\r\n]*\\'") (sasl-error (format "Malformed challenge: %s" string))))
    (nreverse plist)))

(defun sasl-digest-md5-digest-uri (serv-type host &optional serv-name)
  "Return the name of the service SERV-TYPE at HOST, and of the one that stands for it, SERV-NAME."
  (concat serv-type "/" host (and serv-name (not (equal serv-name host)) (concat "/" serv-name))))

(defun sasl-digest-md5-cnonce ()
  "Return a new nonce of the client."
  (let ((sasl-unique-id-function sasl-digest-md5-unique-id-function)) (sasl-unique-id)))

(defun sasl-digest-md5-response-value (username realm nonce cnonce nonce-count qop digest-uri authzid)
  "Return the hash that proves that the passphrase of USERNAME in REALM is known; it is asked for.
NONCE is the server's, CNONCE the client's, used NONCE-COUNT times; QOP is \"auth\" or
another quality; DIGEST-URI names the service and AUTHZID whom to act for, or is nil."
  (let ((passphrase (sasl--passphrase "DIGEST-MD5" username)))
    (unwind-protect
        (let ((secret (concat (md5-binary (mapconcat #'sasl--bytes (list username realm passphrase) ":"))
                              ":" nonce ":" cnonce (and authzid (concat ":" (sasl--bytes authzid)))))
              (request (concat "AUTHENTICATE:" digest-uri
                               (and (member qop '("auth-int" "auth-conf")) (concat ":" (make-string 32 ?0))))))
          (encode-hex-string
           (md5-binary (mapconcat #'identity
                                  (list (encode-hex-string (md5-binary secret)) nonce (format "%08x" nonce-count) cnonce qop
                                        (encode-hex-string (md5-binary request)))
                                  ":"))))
      (clear-string passphrase))))

(defun sasl-digest-md5--quote (string)
  "Return STRING in quotes."
  (concat "\"" (replace-regexp-in-string "[\"\\]" "\\\\\\&" string) "\""))

(defun sasl-digest-md5-response (client step)
  "Return the response of CLIENT to the challenge that is the data of STEP.
Of the properties of CLIENT, `realm', `cnonce', `nonce-count' and `qop' have a say."
  (let* ((challenge (sasl-digest-md5-parse-string (sasl-step-data step)))
         (told (lambda (key) (let ((value (plist-get challenge key))) (if value (format "%s" value) ""))))
         (realm (or (sasl-client-property client 'realm) (funcall told 'realm)))
         (nonce (funcall told 'nonce))
         (count (or (sasl-client-property client 'nonce-count) sasl-digest-md5-nonce-count))
         (qop (or (sasl-client-property client 'qop) "auth"))
         (cnonce (or (sasl-client-property client 'cnonce) (sasl-digest-md5-cnonce)))
         (uri (sasl-digest-md5-digest-uri (sasl-client-service client) (sasl-client-server client))))
    (unless (equal qop "auth") (sasl-error (format "Unsupported \"qop-value\": %s" qop)))
    (sasl-client-set-property client 'nonce-count (1+ count))
    (concat "username=" (sasl-digest-md5--quote (sasl-client-name client))
            ",realm=" (sasl-digest-md5--quote realm)
            ",nonce=" (sasl-digest-md5--quote nonce)
            ",cnonce=\"" cnonce "\""
            (format ",nc=%08x" count)
            ",digest-uri=\"" uri "\""
            ",qop=" qop
            ",response=" (sasl-digest-md5-response-value (sasl-client-name client) realm nonce cnonce count qop uri
                                                         (plist-get challenge 'authzid)))))

(put 'sasl-digest 'sasl-mechanism (sasl-make-mechanism "DIGEST-MD5" sasl-digest-md5-steps))
(provide 'sasl-digest)
;;; sasl-digest.el ends here
