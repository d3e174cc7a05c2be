;;; sasl-cram.el --- the mechanism CRAM-MD5 (RFC 2195) -*- lexical-binding: t; -*-

(require 'sasl)
(require 'hmac-md5)

(defconst sasl-cram-md5-steps '(ignore sasl-cram-md5-response))

(defun sasl-cram-md5-response (client step)
  "Return the name of CLIENT and the keyed hash of the challenge that is the data of STEP."
  (let* ((name (sasl-client-name client))
         (passphrase (sasl--passphrase "CRAM-MD5" name)))
    (unwind-protect
        (concat name " " (encode-hex-string (hmac-md5 (sasl-step-data step) (sasl--bytes passphrase))))
      (clear-string passphrase))))

(put 'sasl-cram 'sasl-mechanism (sasl-make-mechanism "CRAM-MD5" sasl-cram-md5-steps))
(provide 'sasl-cram)
;;; sasl-cram.el ends here
