;;; mm-bodies.el --- bodies to and from bytes -*- lexical-binding: t; -*-

(require 'mm-util)
(require 'rfc2047)
(require 'mm-encode)
(autoload 'uudecode-decode-region "uudecode")
(autoload 'binhex-decode-region "binhex")
(autoload 'yenc-decode-region "yenc")

(defvar mm-7bit-chars "\040-\177\r\n\t\v" "The characters that 7bit text has, as a set for `skip-chars-forward'.")
(defcustom mm-body-charset-encoding-alist
  '((iso-2022-jp . 7bit) (iso-2022-jp-2 . 7bit) (utf-16 . base64) (utf-16be . base64) (utf-16le . base64))
  "The transfer encodings that charsets always have." :type '(alist :key-type symbol :value-type symbol) :group 'mime)

;;; Encoding

(defun mm-encode-body (&optional charset)
  "Encode the characters of the current buffer to bytes in CHARSET, by default one that has them all, and return it.
The value is nil if there is nothing to encode.  A buffer that was encoded has bytes then."
  (if (not (mm-multibyte-p))
      (and charset (if (stringp charset) (intern charset) charset))
    (save-excursion
      (let ((charset (if charset (if (stringp charset) (intern (downcase charset)) charset)
                       (car (mm-find-mime-charset-region (point-min) (point-max))))))
        (when charset
          (let ((coding (mm-charset-to-coding-system charset)))
            (unless coding (error "Cannot encode charset `%s'" charset))
            (unless (eq coding 'ascii)
              (encode-coding-region (point-min) (point-max) (coding-system-change-eol-conversion coding 'unix)))
            (mm-disable-multibyte))
          charset)))))

(defun mm-long-lines-p (length)
  "Return non-nil if a line of the current buffer has more than LENGTH characters."
  (save-excursion
    (goto-char (point-min))
    (let ((found nil))
      (while (and (not found) (not (eobp)))
        (setq found (> (- (line-end-position) (point)) length))
        (forward-line 1))
      found)))

(defun mm-body-encoding (charset &optional encoding)
  "Encode the bytes of the current buffer, in CHARSET, for transfer, and return the encoding: ENCODING, or what fits best."
  (let ((bits (mm-body-7-or-8)))
    (cond ((and (not mm-use-ultra-safe-encoding) (not encoding) (eq bits '7bit) (not (mm-long-lines-p 1000))) '7bit)
          ((and (eq bits '7bit) encoding (eq encoding '7bit)) '7bit)
          (t (let ((encoding (or encoding (cdr (assq charset mm-body-charset-encoding-alist)) (mm-qp-or-base64))))
               (when mm-use-ultra-safe-encoding (setq encoding (mm-safer-encoding encoding "text/plain")))
               (mm-encode-content-transfer-encoding encoding "text/plain")
               encoding)))))

(defun mm-body-7-or-8 ()
  "Return `7bit' if the current buffer has only ASCII text, else `8bit'."
  (save-excursion
    (goto-char (point-min))
    (skip-chars-forward mm-7bit-chars)
    (if (eobp) '7bit '8bit)))

;;; Decoding

(defun mm--base64-decode ()
  "Decode the base64 text of the buffer up to where it ends."
  (base64-decode-region
   (point-min)
   (save-excursion
     (goto-char (point-min))
     (while (re-search-forward "^[\t ]*\r?\n" nil t) (delete-region (match-beginning 0) (match-end 0)))
     (goto-char (point-max))
     (when (re-search-backward "^[-A-Za-z0-9+/]+=*[\t ]*$" nil t) (forward-line 1))
     (point))))

(defun mm-decode-content-transfer-encoding (encoding &optional type)
  "Decode the current buffer from ENCODING, a symbol or a function, and return non-nil if that was possible.
If TYPE is a text type, CRLF line ends of base64 text become newlines.  What cannot be decoded stays, with a message."
  (prog1
      (condition-case error
          (cond ((eq encoding 'quoted-printable) (quoted-printable-decode-region (point-min) (point-max)) t)
                ((eq encoding 'base64) (mm--base64-decode))
                ((memq encoding '(nil 7bit 8bit binary)) t)
                ((memq encoding '(x-uuencode x-uue)) (uudecode-decode-region (point-min) (point-max)) t)
                ((eq encoding 'x-binhex) (binhex-decode-region (point-min) (point-max)) t)
                ((eq encoding 'x-yenc) (yenc-decode-region (point-min) (point-max)))
                ((functionp encoding) (funcall encoding (point-min) (point-max)) t)
                (t (message "Unknown encoding %s; defaulting to 8bit" encoding)))
        (error (message "Error while decoding: %s" error) nil))
    (when (and type (memq encoding '(base64 x-uuencode x-uue x-binhex x-yenc)) (string-match-p "\\`text/" type))
      (goto-char (point-min))
      (while (search-forward "\r\n" nil t) (replace-match "\n" t t)))))

(defun mm-decode-body (charset &optional encoding type)
  "Decode the current buffer from ENCODING and then from CHARSET, a symbol or string, by default `mail-parse-charset'.
TYPE is the MIME type.  Only buffers of characters are decoded from a charset.  Return the coding system."
  (when (stringp charset) (setq charset (intern (downcase charset))))
  (when (or (null charset) (eq charset 'gnus-all) (eq charset 'gnus-decoded) (memq charset mail-parse-ignored-charsets))
    (setq charset mail-parse-charset))
  (save-excursion
    (mm-decode-content-transfer-encoding encoding type)
    (unless (and (null charset) (null mail-parse-charset))
      (let ((coding (mm-charset-to-coding-system charset nil t)))
        (when (and (not coding) (not (eq charset mail-parse-charset)))
          (setq coding (mm-charset-to-coding-system mail-parse-charset)))
        (when (and coding (not (memq coding '(ascii))) (mm-multibyte-p))
          (decode-coding-region (point-min) (point-max) coding))
        coding))))

(defun mm-decode-string (string charset)
  "Return STRING, bytes, decoded from CHARSET, a symbol or string, by default `mail-parse-charset'."
  (when (stringp charset) (setq charset (intern (downcase charset))))
  (when (or (null charset) (eq charset 'gnus-all) (memq charset mail-parse-ignored-charsets)) (setq charset mail-parse-charset))
  (let ((coding (and charset (mm-charset-to-coding-system charset nil t))))
    (if (and coding (not (eq coding 'ascii))) (decode-coding-string string coding) string)))

(provide 'mm-bodies)
;;; mm-bodies.el ends here
