;;; digests.el --- digests, base64 and coding systems  -*- lexical-binding: t; -*-

(defun bench-digests ()
  "Return what came of a text."
  (let* ((text (apply #'concat (make-list 400 "Grüße aus Köln, 日本語 and plain text; ")))
         (bytes (encode-coding-string text 'utf-8)) (sum 0))
    (dotimes (i 60)
      (setq sum (+ sum
                   (length (encode-coding-string text 'utf-8))
                   (length (decode-coding-string bytes 'utf-8))
                   (length (base64-decode-string (base64-encode-string bytes)))
                   (length (encode-coding-string text 'utf-16le))
                   (length (decode-coding-string bytes 'latin-1))
                   (string-to-number (substring (sha1 (concat bytes (number-to-string i))) 0 4) 16)
                   (string-to-number (substring (md5 bytes) 0 4) 16)
                   (string-to-number (substring (secure-hash 'sha256 bytes) 0 4) 16))))
    (dotimes (i 20000)
      (setq sum (+ sum (length (encode-coding-string "short text" 'utf-8)) (length (decode-coding-string "short \303\251" 'utf-8)))))
    sum))

;;; digests.el ends here
