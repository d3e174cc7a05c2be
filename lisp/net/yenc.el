;;; yenc.el --- yEnc text to bytes -*- lexical-binding: t; -*-

(defconst yenc-begin-line "^=ybegin.*$" "Matches the line before encoded text.")
(defconst yenc-decoding-vector (let ((table (make-vector 256 0))) (dotimes (byte 256 table) (aset table byte (mod (- byte 42) 256))))
  "What each byte means.")

(defun yenc-first-part-p ()
  "Return non-nil if the current buffer has the first part of a file."
  (save-excursion (goto-char (point-min)) (re-search-forward "^=ybegin part=1 " nil t)))

(defun yenc-last-part-p ()
  "Return non-nil if the current buffer has the last part of a file."
  (save-excursion
    (goto-char (point-min))
    (let (total-size end-size)
      (when (re-search-forward "^=ybegin.*size=\\([0-9]+\\)" nil t) (setq total-size (string-to-number (match-string 1))))
      (when (re-search-forward "^=ypart.*end=\\([0-9]+\\)" nil t) (setq end-size (string-to-number (match-string 1))))
      (and total-size end-size (= total-size end-size)))))

(defun yenc-parse-line (str)
  "Return the parameters of STR, a line that begins with =y, as an alist; numbers for all but the name."
  (let ((result nil))
    (when (string-match "^=y.*$" str)
      (when (string-match " name=\\(.*\\)$" str) (push (cons 'name (match-string 1 str)) result))
      (dolist (key '(size begin end))
        (when (string-match (format " %s=\\([0-9]+\\)" key) str) (push (cons key (string-to-number (match-string 1 str))) result)))
      (nreverse result))))

(defun yenc-extract-filename ()
  "Return the name of the encoded file in the current buffer."
  (save-excursion
    (goto-char (point-min))
    (when (re-search-forward yenc-begin-line nil t) (cdr (assq 'name (yenc-parse-line (match-string 0)))))))

(defun yenc--decode (text)
  "Return the bytes that TEXT, the lines between the header and the trailer, means."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (let ((escaped nil))
      (mapc (lambda (char)
              (cond ((memq char '(?\n ?\r)))
                    (escaped (insert (mod (- char 106) 256)) (setq escaped nil))
                    ((eq char ?=) (setq escaped t))
                    (t (insert (aref yenc-decoding-vector char)))))
            text))
    (buffer-string)))

(defun yenc-decode-region (start end)
  "Replace the encoded file between START and END by its bytes; return non-nil if it is whole.
A file whose size is not the one its trailer names is left as it is, with a message."
  (interactive "r")
  (save-excursion
    (goto-char start)
    (when (re-search-forward yenc-begin-line end t)
      (let ((from (match-beginning 0)))
        (forward-line 1)
        (when (looking-at "^=ypart.*$") (forward-line 1))
        (let ((body (point)))
          (if (not (re-search-forward "^=yend.*$" end t)) (progn (message "Warning: end of yEnc file not found") nil)
            (let* ((to (min end (1+ (match-end 0))))
                   (bytes (yenc--decode (encode-coding-string (buffer-substring body (match-beginning 0)) 'raw-text)))
                   (trailer (yenc-parse-line (buffer-substring (line-beginning-position) (line-end-position)))))
              (if (eql (length bytes) (cdr (assq 'size trailer)))
                  (progn (delete-region from to) (goto-char from) (insert bytes) t)
                (message "Warning: Size mismatch while decoding.")
                nil))))))))

(provide 'yenc)
;;; yenc.el ends here
