;;; sasl.el --- authentication by the steps of a mechanism -*- lexical-binding: t; -*-

;; Manual: sasl.  A mechanism is [NAME STEPS]: functions of client and step, each of which returns what to send.  A step is
;; [FUNCTION DATA], where DATA is what FUNCTION returned until the caller stores the server's answer there.  A client is
;; [MECHANISM NAME SERVICE SERVER SYMBOL]; its properties are the symbol's.

(defvar sasl-mechanisms '("SCRAM-SHA-256" "SCRAM-SHA-1" "CRAM-MD5" "DIGEST-MD5" "PLAIN" "LOGIN" "ANONYMOUS" "NTLM")
  "The names of the mechanisms, the most wanted first.")
(defvar sasl-mechanism-alist
  '(("CRAM-MD5" sasl-cram) ("DIGEST-MD5" sasl-digest) ("PLAIN" sasl-plain) ("LOGIN" sasl-login) ("ANONYMOUS" sasl-anonymous)
    ("NTLM" sasl-ntlm) ("SCRAM-SHA-256" sasl-scram-sha256) ("SCRAM-SHA-1" sasl-scram-rfc))
  "The libraries of the mechanisms: (NAME LIBRARY).  The property `sasl-mechanism' of LIBRARY is the mechanism.")

(define-error 'sasl-error "SASL error")

(defun sasl-error (datum)
  "Signal `sasl-error' with DATUM, a string."
  (signal 'sasl-error (list datum)))

;;; Clients

(defun sasl-make-client (mechanism name service server)
  "Return a new client that is to authenticate NAME by MECHANISM for SERVICE, such as \"imap\", at the host SERVER."
  (vector mechanism name service server (make-symbol "sasl-client-properties")))

(defun sasl-client-mechanism (client) "Return the mechanism of CLIENT." (aref client 0))
(defun sasl-client-name (client) "Return the name of the user of CLIENT." (aref client 1))
(defun sasl-client-service (client) "Return the name of the service of CLIENT." (aref client 2))
(defun sasl-client-server (client) "Return the name of the host of CLIENT." (aref client 3))
(defun sasl-client-properties (client) "Return the properties of CLIENT as a plist." (symbol-plist (aref client 4)))
(defun sasl-client-set-properties (client plist) "Make PLIST the properties of CLIENT." (setplist (aref client 4) plist))
(defun sasl-client-property (client property) "Return the value of PROPERTY of CLIENT." (get (aref client 4) property))
(defun sasl-client-set-property (client property value)
  "Set PROPERTY of CLIENT to VALUE."
  (put (aref client 4) property value))

;;; Mechanisms and steps

(defun sasl-make-mechanism (name steps)
  "Return the mechanism called NAME, whose steps are the functions STEPS.
Each is called with the client and the step before, and returns what is to be sent, or nil.
The mechanism gets symbols of its own for them, since the same function may come twice."
  (vector name (mapcar (lambda (step)
                         (let ((symbol (make-symbol (format "%s" step))))
                           (fset symbol step)
                           symbol))
                       steps)))

(defun sasl-mechanism-name (mechanism) "Return the name of MECHANISM." (aref mechanism 0))
(defun sasl-mechanism-steps (mechanism) "Return the functions that are the steps of MECHANISM." (aref mechanism 1))

(defun sasl-find-mechanism (mechanisms)
  "Return the first mechanism of `sasl-mechanisms' that is one of MECHANISMS, a list of names; nil if there is none.
Its library is loaded."
  (seq-some (lambda (name)
              (and (member name mechanisms)
                   (let ((library (nth 1 (assoc name sasl-mechanism-alist))))
                     (and library (require library nil t) (get library 'sasl-mechanism)))))
            sasl-mechanisms))

(defun sasl-step-data (step) "Return what the function of STEP returned, or what was stored." (aref step 1))
(defun sasl-step-set-data (step data) "Store DATA, what the server answered, in STEP." (aset step 1 data))

(defun sasl-next-step (client step)
  "Return the step of CLIENT after STEP, or the first one if STEP is nil; nil if there are no more.
STEP must have what the server answered as its data; the new one has what is to be sent."
  (let* ((steps (sasl-mechanism-steps (sasl-client-mechanism client)))
         (function (if (vectorp step) (nth 1 (memq (aref step 0) steps)) (car steps))))
    (and function (vector function (funcall function client step)))))

;;; What the mechanisms need

(defvar sasl-read-passphrase #'read-passwd "The function that asks for a passphrase; it is called with a prompt.")

(defun sasl-read-passphrase (prompt)
  "Ask for a passphrase with PROMPT and the function `sasl-read-passphrase'."
  (funcall sasl-read-passphrase prompt))

(defun sasl--passphrase (mechanism name)
  "Ask for the passphrase of NAME for the mechanism called MECHANISM."
  (sasl-read-passphrase (format "%s passphrase for %s: " mechanism name)))

(defun sasl--bytes (string)
  "Return STRING encoded in UTF-8 if it is multibyte."
  (if (multibyte-string-p string) (encode-coding-string string 'utf-8) string))

(defvar sasl-unique-id-function #'sasl-unique-id-function
  "The function that returns one half of what `sasl-unique-id' returns.")

(defun sasl-unique-id ()
  "Return a string of letters and digits that nobody can guess and that differs from call to call."
  (concat (funcall sasl-unique-id-function) (funcall sasl-unique-id-function)))

(defun sasl-unique-id-function ()
  "Return eight letters and digits at random."
  (let ((bytes (sasl--random-bytes 8)))
    (mapconcat (lambda (byte) (string (aref "0123456789abcdefghijklmnopqrstuvwxyz" (mod byte 36)))) bytes "")))

(defun sasl--random-bytes (count)
  "Return COUNT bytes at random, from the system if it has them."
  (if (file-readable-p "/dev/urandom")
      (with-temp-buffer
        (set-buffer-multibyte nil)
        (insert-file-contents-literally "/dev/urandom" nil 0 count)
        (buffer-string))
    (random t)
    (apply #'unibyte-string (mapcar (lambda (_) (random 256)) (make-list count nil)))))

;;; PLAIN (RFC 4616)

(defconst sasl-plain-steps '(sasl-plain-response))

(defun sasl-plain-response (client _step)
  "Return the name of CLIENT and its passphrase.
The property `authenticator-name' is whom to act for, if that is not the name."
  (let* ((name (sasl-client-name client))
         (other (sasl-client-property client 'authenticator-name))
         (passphrase (sasl--passphrase "PLAIN" name)))
    (unwind-protect
        (concat (if (or (null other) (equal other name)) "" other) "\0" name "\0" passphrase)
      (clear-string passphrase))))

(put 'sasl-plain 'sasl-mechanism (sasl-make-mechanism "PLAIN" sasl-plain-steps))
(provide 'sasl-plain)

;;; LOGIN

(defconst sasl-login-steps '(ignore sasl-login-response-1 sasl-login-response-2))

(defun sasl-login-response-1 (client _step)
  "Return the name of CLIENT."
  (sasl-client-name client))

(defun sasl-login-response-2 (client _step)
  "Return the passphrase of CLIENT."
  (sasl--passphrase "LOGIN" (sasl-client-name client)))

(put 'sasl-login 'sasl-mechanism (sasl-make-mechanism "LOGIN" sasl-login-steps))
(provide 'sasl-login)

;;; ANONYMOUS (RFC 4505)

(defconst sasl-anonymous-steps '(ignore sasl-anonymous-response))

(defun sasl-anonymous-response (client _step)
  "Return the name of CLIENT, an address or any hint, or the name of the user here."
  (or (sasl-client-name client) (user-login-name)))

(put 'sasl-anonymous 'sasl-mechanism (sasl-make-mechanism "ANONYMOUS" sasl-anonymous-steps))
(provide 'sasl-anonymous)

(provide 'sasl)
;;; sasl.el ends here
