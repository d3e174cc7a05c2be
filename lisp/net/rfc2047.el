;;; rfc2047.el --- characters of all languages in header fields -*- lexical-binding: t; -*-

;; Words that are not ASCII become encoded words, =?CHARSET?B or Q?TEXT?=.  Neighbours that need encoding become one encoded word
;; together with the space between them, because space between encoded words is not shown.

(require 'cl-lib)
(require 'mm-util)
(require 'ietf-drums)
(require 'mail-prsvr)
(require 'rfc2045)
(autoload 'quoted-printable-decode-string "qp")
(autoload 'quoted-printable-encode-region "qp")

(defcustom rfc2047-header-encoding-alist
  '(("Newsgroups") ("Followup-To") ("Message-ID")
    ("\\(Resent-\\)?\\(From\\|Cc\\|To\\|Bcc\\|\\(In-\\)?Reply-To\\|Sender\\|Mail-Followup-To\\|Mail-Copies-To\\|Approved\\)" . address-mime)
    (t . mime))
  "How fields are encoded: (NAME . HOW), NAME a regexp or t.
HOW is nil or `mime' (encoded words), `address-mime' (the same for addresses), `default' (not at all) or a charset."
  :type '(alist :key-type (choice regexp (const t)) :value-type symbol) :group 'mime)
(defvar rfc2047-charset-encoding-alist
  '((us-ascii) (iso-8859-1 . Q) (iso-8859-2 . Q) (iso-8859-3 . Q) (iso-8859-4 . Q) (iso-8859-5 . B) (koi8-r . B) (iso-8859-7 . B)
    (iso-8859-8 . B) (iso-8859-9 . Q) (iso-8859-14 . Q) (iso-8859-15 . Q) (iso-2022-jp . B) (iso-2022-kr . B) (gb2312 . B) (gbk . B)
    (gb18030 . B) (big5 . B) (cn-big5 . B) (cn-gb . B) (cn-gb-2312 . B) (euc-kr . B) (iso-2022-jp-2 . B) (iso-2022-int-1 . B) (viscii . Q))
  "The encodings, B or Q, of charsets; for others the shorter one is taken.")
(defvar rfc2047-encode-function-alist '((Q . rfc2047-q-encode-string) (B . rfc2047-b-encode-string) (nil . identity))
  "The functions of encodings.")
(defvar rfc2047-encode-encoded-words t "Non-nil means that what looks like an encoded word already is encoded.")
(defvar rfc2047-encoding-type 'address-mime "How `rfc2047-encode-region' encodes, `mime' or `address-mime'; to be bound.")
(defvar rfc2047-encode-max-chars 76 "The most characters of a line with encoded words; nil means that lines are not broken.")
(defcustom rfc2047-allow-irregular-q-encoded-words t
  "Non-nil means to decode Q words with question marks in them." :type 'boolean :group 'mime)
(defcustom rfc2047-allow-incomplete-encoded-text t
  "Non-nil means that a character may be spread over several encoded words." :type 'boolean :group 'mime)
(defvar rfc2047-quote-decoded-words-containing-tspecials nil
  "Non-nil means to put decoded words into quotes when they have characters that mean something in addresses.")

(defconst rfc2047-encoded-word-regexp
  "=\\?\\([^][\000-\040()<>@,;:*\\\"/?.=]+\\)\\(?:\\*[^?]+\\)?\\?\\(B\\?[+/0-9A-Za-z]*=*\\|Q\\?[ ->@-~]*\\)\\?="
  "Matches an encoded word.")
(defconst rfc2047-encoded-word-regexp-loose
  (concat "=\\?\\([^][\000-\040()<>@,;:*\\\"/?.=]+\\)\\(?:\\*[^?]+\\)?\\?"
          "\\(B\\?[+/0-9A-Za-z]*=*\\|Q\\?\\(?:\\?+[ -<>@-~]\\)?\\(?:[ ->@-~]+\\?+[ -<>@-~]\\)*[ ->@-~]*\\?*\\)\\?=")
  "Matches an encoded word whose Q text may have question marks.")

(defvar rfc2047-syntax-table
  (let ((table (make-syntax-table)))
    (dolist (char '(?\( ?\) ?< ?> ?\[ ?\] ?: ?\; ?@ ?,)) (modify-syntax-entry char "." table))
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?\" "\"" table)
    table)
  "The syntax of fields with addresses.")

;;; Fields

(defun rfc2047-narrow-to-field ()
  "Narrow the buffer to the field that begins on the current line."
  (beginning-of-line)
  (narrow-to-region (point) (progn (forward-line 1)
                                   (if (re-search-forward "^[^ \n\t]" nil t) (line-beginning-position) (point-max))))
  (goto-char (point-min)))

(defun rfc2047-field-value ()
  "Return the value of the field at point."
  (save-excursion
    (save-restriction
      (rfc2047-narrow-to-field)
      (re-search-forward ":[ \t\n]*" nil t)
      (buffer-substring-no-properties (point) (point-max)))))

(defun rfc2047-unfold-region (b e)
  "Make one line of the lines between B and E."
  (save-restriction
    (narrow-to-region b e)
    (goto-char (point-min))
    (while (re-search-forward "[ \t]*\r?\n\\([ \t]\\)" nil t) (replace-match "\\1"))
    (goto-char (point-min))))

(defun rfc2047-unfold-field ()
  "Make one line of the field at point."
  (save-restriction (rfc2047-narrow-to-field) (rfc2047-unfold-region (point-min) (point-max))))

(defun rfc2047-fold-region (b e)
  "Break the lines between B and E at white space, so that they have 76 characters at most where that is possible."
  (save-restriction
    (narrow-to-region b e)
    (goto-char (point-min))
    (while (not (eobp))
      (let ((start (line-beginning-position)) (break nil))
        (when (looking-at "[^ \t\n:]+:[ \t]*") (goto-char (match-end 0)))
        (skip-chars-forward " \t")
        (while (and (re-search-forward "[ \t]+" (line-end-position) t)
                    (or (null break) (<= (- (match-beginning 0) start) 76)))
          (setq break (match-beginning 0)))
        (goto-char start)
        (if (and break (> (- (line-end-position) start) 76))
            (progn (goto-char break) (insert "\n") (when (eq (following-char) ?\t) (delete-char 1) (insert " ") (forward-char -1)))
          (forward-line 1))))))

(defun rfc2047-fold-field ()
  "Break the lines of the field at point; return its end."
  (save-excursion
    (save-restriction
      (rfc2047-narrow-to-field)
      (rfc2047-fold-region (point-min) (point-max))
      (point-max))))

(defun rfc2047-encodable-p ()
  "Return non-nil if the current buffer has characters that need encoding."
  (save-excursion
    (goto-char (point-min))
    (and (or (re-search-forward "[^[:ascii:]]" nil t)
             (and rfc2047-encode-encoded-words (search-forward "=?" nil t)))
         t)))

(defun rfc2047-encode-message-header ()
  "Encode the fields of the current buffer, a header, as `rfc2047-header-encoding-alist' says."
  (interactive "*")
  (save-excursion
    (goto-char (point-min))
    (while (not (eobp))
      (save-restriction
        (rfc2047-narrow-to-field)
        (when (rfc2047-encodable-p)
          (let ((how (cdr (seq-find (lambda (entry)
                                      (or (eq (car entry) t)
                                          (let ((case-fold-search t)) (looking-at (concat "\\(?:" (car entry) "\\):")))))
                                    rfc2047-header-encoding-alist))))
            (goto-char (point-min))
            (re-search-forward "^[^:]+: *" nil t)
            (pcase how
              ('default nil)
              ((or 'nil 'mime 'address-mime)
               (let ((rfc2047-encoding-type (if (eq how 'address-mime) how 'mime))) (rfc2047-encode-region (point) (point-max))))
              (_ (when (mm-coding-system-p how)
                   (let ((bytes (encode-coding-string (buffer-substring (point) (point-max)) how)))
                     (delete-region (point) (point-max))
                     (insert (string-to-multibyte bytes))))))))
        (goto-char (point-max))))))

;;; Encoding

(defun rfc2047-qp-or-base64 ()
  "Return the encoding, `base64' or `quoted-printable', in which the buffer takes less space."
  (let ((others 0))
    (save-excursion
      (goto-char (point-min))
      (while (re-search-forward "[^\n\t -~]" nil t) (setq others (1+ others))))
    (if (and (> others 1) (>= (* 6 others) (buffer-size))) 'base64 'quoted-printable)))

(defun rfc2047-b-encode-string (string)
  "Return the bytes of STRING in base64."
  (base64-encode-string string t))

(defun rfc2047-q-encode-string (string)
  "Return the bytes of STRING as the text of a Q word."
  (mapconcat (lambda (byte)
               (cond ((eq byte ?\s) "_")
                     ((string-match-p "[-+/*!0-9A-Za-z]" (string byte)) (string byte))
                     (t (format "=%02X" byte))))
             string ""))

(defun rfc2047--needs-encoding-p (text)
  "Return non-nil if TEXT is to become an encoded word."
  (or (string-match-p "[^[:ascii:]]" text) (and rfc2047-encode-encoded-words (string-match-p "=\\?" text))))

(defun rfc2047--tokens (string)
  "Return STRING cut into (TEXT . KIND), KIND one of space, word, special, quoted."
  (let ((regexp (if (eq rfc2047-encoding-type 'address-mime)
                    "\\([ \t\n]+\\)\\|\\(\"\\(?:[^\"\\]\\|\\\\.\\)*\"\\)\\|\\([()<>@,;:]\\)\\|[^ \t\n\"()<>@,;:]+\\|\""
                  "\\([ \t\n]+\\)\\|[^ \t\n]+"))
        (from 0) (tokens nil))
    (while (and (< from (length string)) (string-match regexp string from))
      (push (cons (match-string 0 string)
                  (cond ((match-beginning 1) 'space)
                        ((and (eq rfc2047-encoding-type 'address-mime) (match-beginning 2)) 'quoted)
                        ((and (eq rfc2047-encoding-type 'address-mime) (match-beginning 3)) 'special)
                        (t 'word)))
            tokens)
      (setq from (match-end 0)))
    (nreverse tokens)))

(defun rfc2047--pieces (string)
  "Return STRING as a list of strings, which stay, and lists (TEXT), which are to be encoded."
  (let ((tokens (rfc2047--tokens string)) (pieces nil))
    (while tokens
      (let* ((token (pop tokens)) (text (car token)))
        (cond ((or (memq (cdr token) '(space special)) (not (rfc2047--needs-encoding-p text))) (push text pieces))
              (t (when (eq (cdr token) 'quoted) (setq text (replace-regexp-in-string "\\\\\\(.\\)" "\\1" (substring text 1 -1))))
                 (if (and (consp (cadr pieces)) (stringp (car pieces)) (string-match-p "\\`[ \t]+\\'" (car pieces)))
                     (let ((space (pop pieces))) (setcar (car pieces) (concat (caar pieces) space text)))
                   (push (list text) pieces))))))
    (nreverse pieces)))

(defun rfc2047--charset (text)
  "Return the MIME charset with which TEXT is encoded."
  (or (with-temp-buffer (insert text) (car (mm-find-mime-charset-region (point-min) (point-max)))) 'us-ascii))

(defun rfc2047--encoding (text charset)
  "Return B or Q, in which TEXT in CHARSET is encoded."
  (let ((known (assq charset rfc2047-charset-encoding-alist)))
    (or (cdr known)
        (if (eq charset 'us-ascii) 'Q
          (with-temp-buffer
            (insert text)
            (if (eq (rfc2047-qp-or-base64) 'base64) 'B 'Q))))))

(defun rfc2047--words (text column)
  "Return TEXT as a list of encoded words, the first of which begins at COLUMN; the others begin lines of their own.
The first is nil if nothing fits there.  A word that a line of its own can hold is one."
  (let* ((charset (rfc2047--charset text))
         (encoding (rfc2047--encoding text charset))
         (coding (or (mm-charset-to-coding-system charset) 'utf-8))
         (function (cdr (assq encoding rfc2047-encode-function-alist)))
         (make (lambda (part) (format "=?%s?%s?%s?=" charset encoding
                                      (funcall function (encode-coding-string part (if (eq coding 'ascii) 'us-ascii coding))))))
         (whole (funcall make text)) (max rfc2047-encode-max-chars))
    (cond ((or (null max) (<= (1+ (length whole)) max) (<= (+ column (length whole)) max)) (list whole))
          (t (let ((words nil))
               (while (> (length text) 0)
                 (let ((fits (rfc2047--fitting text make (- max column))))
                   (when (and (= fits 0) (<= column 1)) (setq fits 1))
                   (push (and (> fits 0) (funcall make (substring text 0 fits))) words)
                   (setq text (substring text fits) column 1)))
               (nreverse words))))))

(defun rfc2047--fitting (text make room)
  "Return how many characters of TEXT fit into ROOM when MAKE made an encoded word of them."
  (let ((low 0) (high (length text)))
    (while (< low high)
      (let ((middle (/ (+ low high 1) 2)))
        (if (<= (length (funcall make (substring text 0 middle))) room) (setq low middle) (setq high (1- middle)))))
    low))

(defun rfc2047-encode-region (b e &optional dont-fold)
  "Make encoded words of what needs it between B and E, as `rfc2047-encoding-type' says, and fold the lines unless DONT-FOLD."
  (save-restriction
    (narrow-to-region b e)
    (let* ((start (- (point-min) (save-restriction (widen) (goto-char b) (line-beginning-position))))
           (text (buffer-substring-no-properties (point-min) (point-max)))
           (pieces (if (string-match-p "\\`[[:ascii:]]*\\'" text) (and (string-search "=?" text) (rfc2047--pieces text)) (rfc2047--pieces text))))
      (when pieces
        (delete-region (point-min) (point-max))
        (dolist (piece pieces)
          (if (stringp piece) (insert piece) (rfc2047--insert (car piece) start)))
        (unless dont-fold
          (let ((from (copy-marker (point-min))) (to (copy-marker (point-max) t)))
            (save-restriction
              (widen)
              (rfc2047-fold-region (save-excursion (goto-char from) (line-beginning-position)) to)))))))
  (goto-char (point-max)))

(defun rfc2047--insert (text start)
  "Insert TEXT as encoded words; START is the column at which the region begins."
  (let* ((column (- (point) (line-beginning-position)))
         (column (if (= (line-beginning-position) (point-min)) (+ start column) column))
         (words (rfc2047--words text column)))
    (if (car words) (insert (car words))
      (if (memq (preceding-char) '(?\s ?\t)) (progn (delete-char -1) nil)))
    (dolist (word (cdr words)) (insert "\n " word))))

(defun rfc2047-encode (b e)
  "Make encoded words of all of the text between B and E; point ends behind them."
  (save-restriction
    (narrow-to-region b e)
    (let ((text (buffer-substring-no-properties b e)))
      (delete-region b e)
      (rfc2047--insert text 0)))
  (point))

(defun rfc2047-encode-string (string &optional dont-fold)
  "Return STRING, by default addresses, with encoded words for what needs them; lines are folded unless DONT-FOLD."
  (mm-with-multibyte-buffer
    (insert string)
    (rfc2047-encode-region (point-min) (point-max) dont-fold)
    (buffer-string)))

(defun rfc2047-encode-parameter (param value)
  "Return PARAM=VALUE with encoded words in VALUE, which many mailers take instead of what RFC 2231 says."
  (let ((rfc2047-encoding-type 'mime) (rfc2047-encode-max-chars nil))
    (rfc2045-encode-string param (rfc2047-encode-string value t))))

;;; Decoding

(defun rfc2047-charset-to-coding-system (charset &optional allow-override)
  "Return the coding system of CHARSET, a symbol or string, or nil; ALLOW-OVERRIDE is as for `mm-charset-to-coding-system'."
  (when (stringp charset) (setq charset (intern (downcase charset))))
  (when (or (null charset) (eq charset 'gnus-all) (memq charset mail-parse-ignored-charsets)) (setq charset mail-parse-charset))
  (let ((coding (mm-charset-to-coding-system charset nil allow-override)))
    (if (eq coding 'ascii) (or (mm-coding-system-p mail-parse-charset) 'raw-text) coding)))

(defun rfc2047-pad-base64 (string)
  "Return STRING, base64, with the = signs that it lacks; an odd character at the end is dropped."
  (let ((rest (% (length string) 4)))
    (pcase rest (0 string) (1 (substring string 0 -1)) (_ (concat string (make-string (- 4 rest) ?=))))))

(defun rfc2047--bytes (encoding text)
  "Return the bytes of TEXT in ENCODING, \"B\" or \"Q\"."
  (if (equal encoding "B")
      (base64-decode-string (rfc2047-pad-base64 text))
    (quoted-printable-decode-string (subst-char-in-string ?_ ?\s text t))))

(defun rfc2047-decode-encoded-words (words)
  "Return the text of WORDS, encoded words that follow each other: a list of (CHARSET ENCODING TEXT WORD)."
  (let ((result "") (pending nil) (pending-coding nil))
    (cl-flet ((flush () (when pending
                          (setq result (concat result (decode-coding-string (apply #'concat (nreverse pending)) pending-coding))
                                pending nil))))
      (dolist (word words)
        (let* ((coding (rfc2047-charset-to-coding-system (intern (downcase (format "%s" (nth 0 word)))) t))
               (bytes (and coding (condition-case nil (rfc2047--bytes (upcase (nth 1 word)) (nth 2 word)) (error nil)))))
          (if (null bytes) (progn (flush) (setq result (concat result (nth 3 word))))
            (unless (and rfc2047-allow-incomplete-encoded-text (eq coding pending-coding)) (flush))
            (setq pending-coding coding)
            (push bytes pending))))
      (flush))
    result))

(defun rfc2047-strip-backslashes-in-quoted-strings ()
  "Delete the backslashes in the quoted strings of the buffer that do not stand before a quote or a backslash."
  (goto-char (point-min))
  (while (re-search-forward "\"\\(?:[^\"\\]\\|\\\\.\\)*\"" nil t)
    (let ((end (copy-marker (match-end 0))))
      (goto-char (match-beginning 0))
      (while (re-search-forward "\\\\\\(.\\)" end t)
        (unless (memq (char-before) '(?\" ?\\)) (delete-region (- (point) 2) (1- (point)))))
      (goto-char end))))

(defun rfc2047-decode-region (start end &optional address-mime)
  "Replace the encoded words between START and END by their text.
ADDRESS-MIME means to delete backslashes that are not needed from quoted strings."
  (interactive "r")
  (save-restriction
    (narrow-to-region start end)
    (when address-mime (rfc2047-strip-backslashes-in-quoted-strings))
    (goto-char (point-min))
    (let ((case-fold-search t)
          (regexp (if rfc2047-allow-irregular-q-encoded-words rfc2047-encoded-word-regexp-loose rfc2047-encoded-word-regexp)))
      (while (re-search-forward regexp nil t)
        (let ((from (match-beginning 0)) (words nil) (to nil))
          (goto-char from)
          (while (and (looking-at (if words (concat "[ \t\n]*" regexp) regexp))
                      (rfc2047--decodable-p (match-string 1)))
            (let ((body (match-string 2)) (charset (match-string 1)))
              (setq to (match-end 0))
              (push (list (intern (downcase charset)) (upcase (substring body 0 1)) (substring body 2)
                          (buffer-substring (save-excursion (skip-chars-forward " \t\n") (point)) to))
                    words))
            (goto-char to))
          (if (null words) (goto-char (1+ from))
            (delete-region from to)
            (rfc2047--insert-decoded (rfc2047-decode-encoded-words (nreverse words)))))))))

(defun rfc2047--decodable-p (charset)
  "Return non-nil if CHARSET, a string, is known."
  (rfc2047-charset-to-coding-system (intern (downcase charset)) t))

(defun rfc2047--insert-decoded (text)
  "Insert TEXT, which was encoded, within quotes if it needs them and these are wanted."
  (if (and rfc2047-quote-decoded-words-containing-tspecials
           (string-match-p (concat "[" ietf-drums-tspecials "]") text)
           (not (eq (preceding-char) ?\")))
      (insert "\"" (replace-regexp-in-string "[\"\\]" "\\\\\\&" text) "\"")
    (insert text)))

(defun rfc2047-decode-address-region (start end)
  "Replace the encoded words between START and END, addresses, by their text, and delete needless backslashes."
  (rfc2047-decode-region start end t))

(defun rfc2047-decode-string (string &optional address-mime)
  "Return STRING with the text of its encoded words; ADDRESS-MIME is as for `rfc2047-decode-region'."
  (if (or (string-search "=?" string) address-mime)
      (mm-with-multibyte-buffer
        (insert string)
        (rfc2047-decode-region (point-min) (point-max) address-mime)
        (buffer-string))
    (if (and mail-parse-charset (not (multibyte-string-p string)))
        (decode-coding-string string (or (mm-coding-system-p mail-parse-charset) 'raw-text))
      string)))

(defun rfc2047-decode-address-string (string)
  "Return STRING, addresses, with the text of its encoded words and without needless backslashes."
  (rfc2047-decode-string string t))

(provide 'rfc2047)
;;; rfc2047.el ends here
