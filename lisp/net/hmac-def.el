;;; hmac-def.el --- keyed hashes from hashes -*- lexical-binding: t; -*-

;; RFC 2104: H(key xor opad, H(key xor ipad, text)).

(defun hmac-def--pad (key length byte)
  "Return KEY, filled with zeros to LENGTH bytes, each of them combined with BYTE by exclusive or."
  (let ((pad (make-string length byte)))
    (dotimes (i (length key) pad)
      (aset pad i (logxor (aref key i) byte)))))

(defun hmac-def--compute (hash block-length text key)
  "Return the keyed hash of TEXT under KEY, both unibyte, with HASH, whose blocks have BLOCK-LENGTH bytes.
HASH takes a string and returns bytes."
  (let* ((key (if (> (length key) block-length) (funcall hash key) key))
         (inner (hmac-def--pad key block-length #x36))
         (outer (hmac-def--pad key block-length #x5c)))
    (unwind-protect
        (funcall hash (concat outer (funcall hash (concat inner text))))
      (clear-string inner)
      (clear-string outer))))

(defmacro define-hmac-function (name h b l &optional bit)
  "Define the function NAME of two strings, TEXT and KEY, which computes a keyed hash.
H names a function that takes a string and returns its hash as bytes; it has blocks of B
bytes (64 for MD5 and SHA-1) and gives L bytes (16 for MD5, 20 for SHA-1).
With BIT the result is cut to that many bits."
  (ignore l)
  (let ((compute `(hmac-def--compute #',h ,b text key)))
    `(defun ,name (text key)
       ,(concat "Compute " (upcase (symbol-name name)) " over TEXT with KEY.")
       ,(if bit `(substring ,compute 0 ,(/ bit 8)) compute))))
(put 'define-hmac-function 'lisp-indent-function 'defun)

(provide 'hmac-def)
;;; hmac-def.el ends here
