;;; mail-utils.el --- fields of mail headers -*- lexical-binding: t; -*-

(declare-function rfc822-addresses "rfc822")
(defvar mail-use-rfc822)

(defun mail-fetch-field (field-name &optional last all list delete)
  "Return the value of the header field FIELD-NAME in the current buffer, whose accessible part is a header, or nil.
Lines that begin with white space continue a field.  Of several fields the first is meant; LAST means the last one, ALL
the values of all, separated by commas, and LIST a list of all values, the last one first.  DELETE deletes the fields."
  (save-excursion
    (let ((case-fold-search t) (values nil)
          (regexp (concat "^" (regexp-quote field-name) "[ \t]*:")))
      (goto-char (point-min))
      (while (and (or last all list (null values)) (re-search-forward regexp nil t))
        (let ((start (match-beginning 0)) (from (point)))
          (while (progn (forward-line 1) (looking-at "[ \t]")))
          (push (mail-utils--value from (point)) values)
          (when delete (delete-region start (point)))))
      (cond (list values)
            (all (and values (mapconcat #'identity (nreverse values) ", ")))
            (t (car values))))))

(defun mail-utils--value (from to)
  "Return the text between FROM and TO without white space around it."
  (string-trim (buffer-substring-no-properties from to) "[ \t\n]+" "[ \t\n\r]+"))

(defun mail-strip-quoted-names (address)
  "Return ADDRESS, mail addresses separated by commas, without comments and the names of people."
  (when address
    (let ((text (if mail-use-rfc822 (progn (require 'rfc822) (mapconcat #'identity (rfc822-addresses address) ", ")) address)))
      (while (string-match "[ \t]*([^()]*)" text) (setq text (replace-match "" t t text)))
      (mapconcat (lambda (one)
                   (if (string-match "<\\([^<>]*\\)>" one) (match-string 1 one) (string-trim one)))
                 (split-string (replace-regexp-in-string "\"\\(?:[^\"\\]\\|\\\\.\\)*\"" "" text t t) "," t "[ \t\n]*")
                 ", "))))

(defcustom mail-use-rfc822 nil "Non-nil means that addresses are parsed by the letter of RFC 822, by the library rfc822." :type 'boolean :group 'mail)
(defcustom mail-dont-reply-to-names nil
  "A regexp for the addresses that replies do not go to; nil means those of the user." :type '(choice regexp (const nil)) :group 'mail)

(defun mail-dont-reply-to (destinations)
  "Return DESTINATIONS, addresses separated by commas, without those that `mail-dont-reply-to-names' matches."
  (unless mail-dont-reply-to-names
    (setq mail-dont-reply-to-names
          (concat "\\`" (regexp-quote (if (and (boundp 'user-mail-address) (stringp user-mail-address)) user-mail-address (user-login-name))) "\\'")))
  (let ((case-fold-search t))
    (mapconcat #'identity
               (seq-remove (lambda (address)
                             (or (string-match-p mail-dont-reply-to-names address)
                                 (string-match-p mail-dont-reply-to-names (or (mail-strip-quoted-names address) ""))))
                           (mail-utils--split destinations))
               ", ")))
(defalias 'rmail-dont-reply-to #'mail-dont-reply-to)

(defun mail-utils--split (addresses)
  "Return ADDRESSES as a list, cut at commas outside of quotes and comments."
  (let ((from 0) (depth 0) (quoted nil) (list nil) (at 0))
    (while (< at (length addresses))
      (pcase (aref addresses at)
        (?\\ (setq at (1+ at)))
        (?\" (setq quoted (not quoted)))
        ((and ?\( (guard (not quoted))) (setq depth (1+ depth)))
        ((and ?\) (guard (not quoted))) (setq depth (max 0 (1- depth))))
        ((and ?, (guard (and (not quoted) (= depth 0)))) (push (substring addresses from at) list) (setq from (1+ at))))
      (setq at (1+ at)))
    (push (substring addresses from) list)
    (delete "" (mapcar #'string-trim (nreverse list)))))

(defun mail-file-babyl-p (file)
  "Return non-nil if FILE begins as a Babyl file does."
  (with-temp-buffer
    (insert-file-contents file nil 0 100)
    (looking-at "BABYL OPTIONS:")))

(defun mail-string-delete (string start end)
  "Return STRING without what stands from START up to END; END nil means its end."
  (if (null end) (substring string 0 start) (concat (substring string 0 start) (substring string end nil))))

;;; Quoted-printable text as fields have it

(defun mail-quote-printable (string &optional wrapper)
  "Return STRING with =XX in place of control characters, characters above 127, = and ?.
WRAPPER means to add =?ISO-8859-1?Q? and ?= around it."
  (let ((text (mapconcat (lambda (char)
                           (let ((char (if (> char #x3fff7f) (- char #x3fff00) char)))
                             (if (or (< char 8) (memq char '(?= ??)) (< 127 char 256)) (format "=%02X" char) (string char))))
                         string "")))
    (if wrapper (concat "=?ISO-8859-1?Q?" text "?=") text)))

(defun mail-quote-printable-region (beg end &optional wrapper)
  "Replace the text between BEG and END by what `mail-quote-printable' makes of it; WRAPPER is as there."
  (interactive "r\nP")
  (let ((text (mail-quote-printable (buffer-substring beg end) wrapper)))
    (save-excursion (goto-char beg) (delete-region beg end) (insert text))))

(defun mail-unquote-printable-hexdigit (char)
  "Return the number that CHAR is as a hexadecimal digit."
  (let ((value (string-match-p (string (upcase char)) "0123456789ABCDEF")))
    (or value (error "Invalid hex digit `%c'" char))))

(defun mail-unquote-printable (string &optional wrapper)
  "Return STRING with the characters that =XX means; WRAPPER means to remove =?ISO-8859-1?Q? and ?= around it."
  (with-temp-buffer
    (insert string)
    (mail-unquote-printable-region (point-min) (point-max) wrapper)
    (buffer-string)))

(defun mail-unquote-printable-region (beg end &optional wrapper noerror unibyte)
  "Replace =XX between BEG and END by what they mean, and = at line ends by nothing; return t.
WRAPPER means to remove =?ISO-8859-1?Q? and ?= at both ends.  Malformed text is an error, or with NOERROR left as it is.
UNIBYTE means to insert bytes, to be decoded later."
  (interactive "r\nP")
  (let ((case-fold-search t))
    (save-excursion
      (save-restriction
        (narrow-to-region beg end)
        (goto-char (point-min))
        (when (and wrapper (looking-at "=\\?ISO-8859-1\\?Q\\?"))
          (delete-region (match-beginning 0) (match-end 0))
          (goto-char (point-max))
          (when (and (> (point) 2) (equal "?=" (buffer-substring (- (point) 2) (point)))) (delete-char -2))
          (goto-char (point-min)))
        (while (search-forward "=" nil t)
          (let ((from (1- (point))))
            (cond ((looking-at "\n") (delete-region from (match-end 0)))
                  ((looking-at "[0-9a-f][0-9a-f]")
                   (let ((code (string-to-number (match-string 0) 16)))
                     (delete-region from (match-end 0))
                     (insert (if (and unibyte (> code 127)) (unibyte-char-to-multibyte code) code))))
                  ((or noerror (eobp)))
                  (t (error "Malformed MIME quoted-printable message")))))
        t))))

;;; Lists of words, and dates

(defun mail-parse-comma-list ()
  "Return the words after point, which commas separate, the last one first; point ends behind them."
  (let ((list nil))
    (skip-chars-forward " ")
    (while (not (eobp))
      (let ((from (point)))
        (skip-chars-forward "^,")
        (push (string-trim-right (buffer-substring from (point)) " +") list)
        (skip-chars-forward ", ")))
    list))

(defun mail-comma-list-regexp (labels)
  "Return a regexp for one of LABELS, words that commas separate."
  (mapconcat #'identity (split-string labels "[ \t]*,[ \t]*" t) "\\|"))

(defun mail-rfc822-time-zone (time)
  "Return the time zone of TIME as +HHMM."
  (format-time-string "%z" time))

(defun mail-rfc822-date ()
  "Return the date and the time as fields have it."
  (let ((system-time-locale "C")) (format-time-string "%-d %b %Y %T %z")))

(defun mail-mbox-from ()
  "Return the line that begins the message whose header is the current buffer in a mailbox file."
  (let* ((from (mail-strip-quoted-names (or (mail-fetch-field "from") (mail-fetch-field "really-from") (mail-fetch-field "sender")
                                            (mail-fetch-field "return-path") "unknown")))
         (date (mail-fetch-field "date"))
         (system-time-locale "C"))
    (format "From %s %s\n" from
            (format-time-string "%a %b %e %T %Y" (and date (ignore-errors (encode-time (parse-time-string date))))))))

(provide 'mail-utils)
;;; mail-utils.el ends here
