;;; rfc2104.el --- keyed hashes with any hash -*- lexical-binding: t; -*-

(require 'hex-util)

(defconst rfc2104-ipad #x36 "What is combined with the key for the inner hash.")
(defconst rfc2104-opad #x5c "What is combined with the key for the outer hash.")

(defun rfc2104--pad (key length byte)
  "Return KEY, filled with zeros to LENGTH bytes, each of them combined with BYTE by exclusive or."
  (apply #'unibyte-string
         (append (mapcar (lambda (c) (logand 255 (logxor c byte))) key)
                 (make-list (max 0 (- length (length key))) byte))))

(defun rfc2104--bytes (string)
  "Return STRING, or its encoding in UTF-8 if it is multibyte."
  (if (multibyte-string-p string) (encode-coding-string string 'utf-8) string))

(defun rfc2104-hash (hash block-length hash-length key text)
  "Return the keyed hash of TEXT under KEY as hexadecimal digits.
HASH is a function that takes a string and returns its hash as digits, such as `md5' or
`sha1'; BLOCK-LENGTH is how many bytes its blocks have (64 for both), and HASH-LENGTH
how many bytes a hash has (16, 20)."
  (ignore hash-length)
  (let* ((key (if (> (length key) block-length) (decode-hex-string (funcall hash key)) key))
         (inner (funcall hash (concat (rfc2104--pad key block-length rfc2104-ipad) (rfc2104--bytes text)))))
    (funcall hash (concat (rfc2104--pad key block-length rfc2104-opad) (decode-hex-string inner)))))

(provide 'rfc2104)
;;; rfc2104.el ends here
