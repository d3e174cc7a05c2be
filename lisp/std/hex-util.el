;;; hex-util.el --- bytes and their hexadecimal digits -*- lexical-binding: t; -*-

(defun hex-util--digit (character)
  "Return the value of the hexadecimal digit CHARACTER."
  (cond ((<= ?0 character ?9) (- character ?0))
        ((<= ?a character ?f) (- character ?a -10))
        ((<= ?A character ?F) (- character ?A -10))
        (t (error "Invalid hexadecimal digit `%c'" character))))

(defun decode-hex-string (string)
  "Return the bytes whose hexadecimal digits are STRING, as a unibyte string.
Signal an error for anything that is no such digit, or an odd number of them."
  (let* ((count (/ (1+ (length string)) 2))
         (bytes (make-string count 0)))
    (dotimes (i count)
      (aset bytes i (+ (* 16 (hex-util--digit (aref string (* 2 i))))
                       (hex-util--digit (aref string (1+ (* 2 i)))))))
    (apply #'unibyte-string (append bytes nil))))

(defun encode-hex-string (string)
  "Return the hexadecimal digits of STRING: the low eight bits of each of its characters, two digits each."
  (mapconcat (lambda (byte) (format "%02x" (logand byte 255))) string ""))

(provide 'hex-util)
;;; hex-util.el ends here
