;;; sasl-scram-sha256.el --- the mechanism SCRAM-SHA-256 (RFC 7677) -*- lexical-binding: t; -*-

(require 'sasl-scram-rfc)

(defconst sasl-scram-sha-256-steps
  '(sasl-scram-client-first-message sasl-scram-sha-256-client-final-message sasl-scram-sha-256-authenticate-server))

(defun sasl-scram-sha256 (object &optional start end binary)
  "Return the SHA-256 hash of OBJECT, a string or a buffer, from START to END: digits, or bytes if BINARY is non-nil."
  (secure-hash 'sha256 object start end binary))

(defun sasl-scram-sha-256-client-final-message (client step)
  "Return the last message of CLIENT for STEP, with SHA-256."
  (sasl-scram--client-final-message #'sasl-scram-sha256 64 32 client step))

(defun sasl-scram-sha-256-authenticate-server (client step)
  "Signal an error unless STEP proves to CLIENT, with SHA-256, that the server is the right one."
  (sasl-scram--authenticate-server #'sasl-scram-sha256 64 32 client step))

(put 'sasl-scram-sha256 'sasl-mechanism (sasl-make-mechanism "SCRAM-SHA-256" sasl-scram-sha-256-steps))
(provide 'sasl-scram-sha256)
;;; sasl-scram-sha256.el ends here
