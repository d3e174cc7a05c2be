;;; qp.el --- quoted-printable text -*- lexical-binding: t; -*-

(defvar mm-use-ultra-safe-encoding)

(defun quoted-printable-decode-region (from to &optional coding-system)
  "Decode the quoted-printable text between FROM and TO to bytes, and these by CODING-SYSTEM if it is given.
What is malformed is left as it is, with a message."
  (interactive "r")
  (save-excursion
    (save-restriction
      (narrow-to-region from to)
      (goto-char (point-min))
      (let ((multibyte enable-multibyte-characters))
        (while (search-forward "=" nil t)
          (cond ((looking-at "[ \t]*\r?\n") (delete-region (1- (point)) (match-end 0)))
                ((looking-at "[0-9A-Fa-f][0-9A-Fa-f]")
                 (let ((byte (string-to-number (match-string 0) 16)))
                   (delete-region (1- (point)) (match-end 0))
                   (insert (if (and multibyte (> byte 127)) (unibyte-char-to-multibyte byte) byte))))
                (t (message "Malformed quoted-printable text")))))
      (when coding-system (decode-coding-region (point-min) (point-max) coding-system)))))

(defun quoted-printable-decode-string (string &optional coding-system)
  "Return the bytes that STRING, quoted-printable text, means.
With CODING-SYSTEM these are decoded by it, and the value is the characters in utf-8."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (insert (if (multibyte-string-p string) (encode-coding-string string 'raw-text) string))
    (quoted-printable-decode-region (point-min) (point-max))
    (if coding-system (encode-coding-string (decode-coding-string (buffer-string) coding-system) 'utf-8-emacs) (buffer-string))))

(defun quoted-printable-encode-region (from to &optional fold class)
  "Encode the bytes between FROM and TO as quoted-printable text.
FOLD means that lines are at most 76 characters long.  CLASS are the characters that stay as they are, in the form for
`skip-chars-forward'; by default those that are printable, without the equal sign.  White space at the ends of lines is always
encoded.  With `mm-use-ultra-safe-encoding' lines are folded, and nothing begins with \"From \"."
  (interactive "r")
  (let ((class (or class "\n\t -<>-~")) (safe (and (boundp 'mm-use-ultra-safe-encoding) mm-use-ultra-safe-encoding)))
    (save-excursion
      (goto-char from)
      (when (re-search-forward "[^\000-\377\x3fff80-\x3fffff]" to t) (error "Multibyte character in QP encoding region"))
      (save-restriction
        (narrow-to-region from to)
        (goto-char (point-min))
        (while (progn (skip-chars-forward class) (not (eobp)))
          (qp--encode-char))
        (goto-char (point-min))
        (while (re-search-forward "[ \t]$" nil t) (forward-char -1) (qp--encode-char))
        (when (or fold safe) (qp--fold safe))))))

(defun qp--encode-char ()
  "Replace the character after point by its code."
  (let ((byte (char-after)))
    (when (> byte #x3fff7f) (setq byte (- byte #x3fff00)))
    (when (> byte 255) (error "Multibyte character in QP encoding region"))
    (delete-char 1)
    (insert (format "=%02X" byte))))

(defun qp--fold (safe)
  "Break the lines of the buffer at 76 characters; SAFE means to encode the space of \"From \" too."
  (goto-char (point-min))
  (while (not (eobp))
    (when (and safe (looking-at "From ")) (save-excursion (forward-char 4) (qp--encode-char)))
    (while (> (- (line-end-position) (point)) 76)
      (forward-char 75)
      (search-backward "=" (- (point) 2) t)
      (insert "=\n"))
    (forward-line 1)))

(defun quoted-printable-encode-string (string)
  "Return STRING, a string of bytes, as quoted-printable text."
  (with-temp-buffer
    (set-buffer-multibyte (multibyte-string-p string))
    (insert string)
    (quoted-printable-encode-region (point-min) (point-max))
    (buffer-string)))

(provide 'qp)
;;; qp.el ends here
