;;; unicode.el --- strings with characters outside ASCII  -*- lexical-binding: t; -*-

(defconst unicode-line "Größe αβγδε 日本語テキスト naïve café 😀 done")

(defun unicode-count (string)
  "Return how many characters of STRING are not ASCII."
  (let ((count 0))
    (dotimes (i (length string))
      (when (> (aref string i) 127)
        (setq count (1+ count))))
    count))

(defun unicode-round ()
  (let* ((bytes (encode-coding-string unicode-line 'utf-8))
         (back (decode-coding-string bytes 'utf-8))
         (upper (upcase back)))
    (+ (unicode-count upper)
       (length bytes)
       (string-match "[[:space:]]caf." back)
       (length (concat (append back nil))))))

(defun bench-unicode ()
  "Return the sum over some rounds."
  (let ((sum 0))
    (dotimes (_ 20000)
      (setq sum (+ sum (unicode-round))))
    sum))

;;; unicode.el ends here
