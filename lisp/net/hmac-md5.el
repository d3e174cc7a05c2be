;;; hmac-md5.el --- keyed hashes with MD5 -*- lexical-binding: t; -*-

(require 'hmac-def)
(require 'hex-util)

(defun md5-binary (string)
  "Return the MD5 hash of STRING as 16 bytes."
  (decode-hex-string (md5 string nil nil 'binary)))

(define-hmac-function hmac-md5 md5-binary 64 16)
(define-hmac-function hmac-md5-96 md5-binary 64 16 96)

(provide 'hmac-md5)
;;; hmac-md5.el ends here
