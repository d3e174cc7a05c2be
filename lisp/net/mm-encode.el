;;; mm-encode.el --- which transfer encoding a body gets -*- lexical-binding: t; -*-

(require 'mail-parse)
(require 'mm-util)
(autoload 'mailcap-extension-to-mime "mailcap")
(autoload 'mm-body-7-or-8 "mm-bodies")
(autoload 'mm-long-lines-p "mm-bodies")

(defcustom mm-content-transfer-encoding-defaults
  '(("text/x-patch" 8bit) ("text/.*" qp-or-base64) ("message/rfc822" 8bit) ("application/emacs-lisp" qp-or-base64)
    ("application/x-emacs-lisp" qp-or-base64) ("application/x-patch" qp-or-base64) (".*" base64))
  "The transfer encodings of types: (REGEXP ENCODING); `qp-or-base64' means what takes less space."
  :type '(repeat (list regexp symbol)) :group 'mime)
(defcustom mm-sign-option nil "How the keys to sign with are chosen: nil (the usual ones) or `guided'." :type '(choice (const guided) (const nil)) :group 'mime)
(defcustom mm-encrypt-option nil "How the keys to encrypt to are chosen: nil (the usual ones) or `guided'." :type '(choice (const guided) (const nil)) :group 'mime)
(defvar mm-use-ultra-safe-encoding nil "Non-nil means encodings that nothing on the way can damage; to be bound.")

(defun mm-insert-rfc822-headers (charset encoding)
  "Insert the MIME fields of plain text in CHARSET and ENCODING, symbols."
  (insert "MIME-Version: 1.0\n")
  (insert "Content-Type: text/plain" (if charset (concat "; " (mail-header-encode-parameter "charset" (symbol-name charset))) "") "\n")
  (insert (format "Content-Transfer-Encoding: %s\n" encoding)))

(defun mm-insert-multipart-headers ()
  "Insert the MIME fields of a message of several parts and return their boundary."
  (let ((boundary "=-=-="))
    (insert "MIME-Version: 1.0\n")
    (insert "Content-Type: multipart/mixed; boundary=\"" boundary "\"\n")
    boundary))

(defun mm-default-file-encoding (file)
  "Return the MIME type of FILE by its suffix; without one that is known, application/octet-stream."
  (if (string-match "\\.[^.]+\\'" file)
      (mailcap-extension-to-mime (match-string 0 file))
    "application/octet-stream"))
(defalias 'mm-default-file-type #'mm-default-file-encoding)

(defun mm-safer-encoding (encoding &optional type)
  "Return ENCODING, or one that survives more if it can be damaged; TYPE is the MIME type."
  (cond ((memq encoding '(7bit quoted-printable base64)) encoding)
        ((eq encoding '8bit) 'quoted-printable)
        ((and (eq encoding 'binary) type (string-match-p "\\`message/" type)) encoding)
        (t 'base64)))

(defun mm-encode-content-transfer-encoding (encoding &optional type)
  "Encode the current buffer, of MIME type TYPE: ENCODING is a symbol or a function.
Text in base64 gets CRLF line ends, as MIME wants it."
  (cond ((eq encoding 'quoted-printable) (quoted-printable-encode-region (point-min) (point-max) t))
        ((eq encoding 'base64)
         (when (and (stringp type) (string-match-p "\\`\\(?:text\\|message\\)/" type))
           (goto-char (point-min))
           (while (search-forward "\n" nil t) (replace-match "\r\n" t t)))
         (base64-encode-region (point-min) (point-max)))
        ((memq encoding '(7bit 8bit binary nil)))
        ((functionp encoding)
         (condition-case error (funcall encoding (point-min) (point-max))
           (error (message "Error while encoding: %s" (error-message-string error)) nil)))
        (t (error "Can't decode encoding %s" encoding))))

(defun mm-encode-buffer (type &optional encoding)
  "Encode the current buffer, of MIME type TYPE, a string or a parsed one, and return the encoding, a symbol.
ENCODING says which; by default `mm-content-transfer-encoding' does."
  (let* ((name (if (stringp type) type (car type)))
         (encoding (or encoding (and (listp type) (cdr (assq 'encoding type))) (mm-content-transfer-encoding name)))
         (bits (mm-body-7-or-8)))
    (cond ((and (eq bits '7bit) (string-match-p "\\`\\(?:text\\|message\\)/" name) (memq encoding '(quoted-printable 8bit))
                (not (mm-long-lines-p 1000)) (not mm-use-ultra-safe-encoding))
           '7bit)
          (t (mm-encode-content-transfer-encoding encoding name) encoding))))

(defun mm-insert-headers (type encoding &optional file)
  "Insert the MIME fields of a part of TYPE in ENCODING, which is the file FILE."
  (insert "Content-Type: " type)
  (when file (insert ";\n\t" "name=\"" (file-name-nondirectory file) "\""))
  (insert (format "\nContent-Transfer-Encoding: %s\n" encoding))
  (insert "Content-Disposition: inline")
  (when file (insert ";\n\t" "filename=\"" (file-name-nondirectory file) "\""))
  (insert "\n\n"))

(defun mm-content-transfer-encoding (type)
  "Return the transfer encoding, a symbol, that the current buffer gets as TYPE."
  (let ((encoding (cadr (seq-find (lambda (rule) (string-match-p (concat "\\`" (car rule) "\\'") type)) mm-content-transfer-encoding-defaults))))
    (setq encoding (if (eq encoding 'qp-or-base64) (mm-qp-or-base64) (or encoding '8bit)))
    (if mm-use-ultra-safe-encoding (mm-safer-encoding encoding type) encoding)))

(defun mm-qp-or-base64 ()
  "Return the encoding, `quoted-printable' or `base64', in which the current buffer takes less space."
  (rfc2047-qp-or-base64))

(provide 'mm-encode)
;;; mm-encode.el ends here
