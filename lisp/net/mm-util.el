;;; mm-util.el --- charsets of mail, and buffers of bytes -*- lexical-binding: t; -*-

(require 'mail-prsvr)

(defgroup mime nil "Composing and viewing messages in several parts." :group 'mail)

(defvar mm-binary-coding-system 'binary "The coding system of bytes.")
(defvar mm-text-coding-system 'raw-text "The coding system of text whose characters are not decoded.")
(defvar mm-text-coding-system-for-write nil "The coding system with which text is written, or nil.")
(defvar mm-auto-save-coding-system 'utf-8-emacs "The coding system of files that save what is not finished.")
(defvar mm-universal-coding-system 'utf-8-emacs "The coding system that can encode everything.")
(defvar mm-charset-synonym-alist
  '((unicode . utf-16-le) (windows-31j . cp932) (utf8 . utf-8) (iso8859-1 . iso-8859-1) (iso_8859-1 . iso-8859-1))
  "Names of charsets that are not right, and the right ones.")
(defcustom mm-charset-override-alist
  '((gb2312 . gbk) (iso-8859-1 . windows-1252) (iso-8859-8 . windows-1255) (iso-8859-9 . windows-1254))
  "Charsets that are decoded as others, which contain them." :type '(alist :key-type symbol :value-type symbol) :group 'mime)
(defcustom mm-charset-eval-alist nil
  "Forms to evaluate when a charset is not known: (CHARSET . FORM)." :type '(alist :key-type symbol :value-type sexp) :group 'mime)
(defcustom mm-coding-system-priorities nil
  "The coding systems for outgoing messages, the most wanted first; nil means the usual order." :type '(repeat symbol) :group 'mime)
(defcustom mm-extra-numeric-entities
  '((128 . 8364) (130 . 8218) (131 . 402) (132 . 8222) (133 . 8230) (134 . 8224) (135 . 8225) (136 . 710) (137 . 8240) (138 . 352)
    (139 . 8249) (140 . 338) (142 . 381) (145 . 8216) (146 . 8217) (147 . 8220) (148 . 8221) (149 . 8226) (150 . 8211) (151 . 8212)
    (152 . 732) (153 . 8482) (154 . 353) (155 . 8250) (156 . 339) (158 . 382) (159 . 376))
  "Characters that numbers in HTML mean, though they are not theirs: those of windows-1252."
  :type '(alist :key-type integer :value-type integer) :group 'mime)
(defvar mm-use-find-coding-systems-region t "Non-nil means to look for a coding system that can encode all of a text.")
(defvar mm-hack-charsets '(iso-8859-15 iso-2022-jp-2) "Charsets that are preferred to smaller ones when asked for.")
(defvar mm-inhibit-file-name-handlers '(jka-compr-handler image-file-handler epa-file-handler)
  "Handlers of files that are not to do their work on the files of messages.")
(defvar mm-coding-system-list nil "The names of coding systems, once they were asked for.")

;;; Coding systems

(defun mm-coding-system-p (cs)
  "Return CS if it is a coding system that is not nil."
  (and cs (coding-system-p cs) cs))

(defun mm-get-coding-system-list ()
  "Return the list of coding systems."
  (or mm-coding-system-list (setq mm-coding-system-list (coding-system-list))))

(defun mm-ucs-to-char (codepoint)
  "Return the character of CODEPOINT, or # if there is none."
  (if (characterp codepoint) codepoint ?#))

(defun mm-charset-to-coding-system (charset &optional lbt allow-override silent)
  "Return the coding system that decodes CHARSET, a symbol or string; nil if there is none, `ascii' for ASCII.
LBT is nil, `unix', `dos' or `mac', the kind of line ends.  ALLOW-OVERRIDE means that `mm-charset-override-alist' counts; it is for
decoding only.  There is a warning about charsets that are not known, unless SILENT is non-nil."
  (when (stringp charset) (setq charset (intern (downcase charset))))
  (let ((other (and allow-override (cdr (assq charset mm-charset-override-alist)))))
    (when (mm-coding-system-p other) (setq charset other)))
  (when (and charset lbt) (setq charset (intern (format "%s-%s" charset lbt))))
  (cond ((or (null charset) (memq charset mail-parse-ignored-charsets)) nil)
        ((memq charset '(us-ascii us-ascii-unix ascii)) 'ascii)
        ((mm-coding-system-p charset))
        ((mm-coding-system-p (cdr (assq charset mm-charset-synonym-alist))))
        ((assq charset mm-charset-eval-alist)
         (eval (cdr (assq charset mm-charset-eval-alist)) t)
         (mm-coding-system-p charset))
        (t (unless silent (message "Unknown charset: %s" charset)) nil)))

(defun mm-coding-system-to-mime-charset (coding-system)
  "Return the MIME charset of CODING-SYSTEM, or nil."
  (and coding-system (coding-system-get coding-system :mime-charset)))

(defconst mm--mime-charsets
  '(utf-8 gb2312 iso-8859-1 big5 iso-2022-jp shift_jis euc-jp euc-kr us-ascii utf-7 gbk gb18030 iso-8859-5 koi8-r koi8-u windows-1251
          iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-9 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 windows-1250 windows-1252
          windows-1254 windows-1257 iso-8859-16 iso-8859-7 windows-1253 iso-8859-8 windows-1255 utf-16 utf-16le utf-16be))
(defvar mm-mime-mule-charset-alist (mapcar #'list mm--mime-charsets) "The MIME charsets, and charsets that belong to them.")

(defun mm-mule-charset-to-mime-charset (charset)
  "Return the MIME charset of CHARSET, one of those that characters have; nil if there is none."
  (let ((found nil))
    (dolist (coding (coding-system-priority-list))
      (when (and (not found) (memq charset (coding-system-get coding :charset-list)))
        (setq found (coding-system-get coding :mime-charset))))
    (pcase (or found charset)
      ('ascii 'us-ascii)
      ('latin-iso8859-1 'iso-8859-1)
      (name (or found (car (assq name mm-mime-mule-charset-alist)))))))

(defun mm-mime-charset (charset)
  "Return the MIME charset of CHARSET, one of those that characters have; nil if there is none."
  (if (memq charset '(ascii us-ascii)) 'us-ascii
    (and (memq charset '(latin-iso8859-1 iso-8859-1)) 'iso-8859-1)))

(defun mm-guess-charset ()
  "Return the charset in which text of the language environment is."
  (or mail-parse-mule-charset 'unicode-bmp))

(defun mm-charset-after (&optional pos)
  "Return the charset of the character at POS, by default point; nil at the end of the buffer."
  (let ((char (char-after pos)))
    (and char (let ((charset (char-charset char)))
                (if (memq charset '(ascii eight-bit)) charset 'unicode)))))

(defun mm-find-charset-region (b e)
  "Return the charsets of the text between B and E."
  (let ((charsets (delq nil (list (and (save-excursion (goto-char b) (re-search-forward "[^[:ascii:]]" e t)) 'unicode)))))
    (or charsets (and (< b e) '(ascii)))))

(defun mm-sort-coding-systems-predicate (a b)
  "Return non-nil if the coding system A stands before B in `mm-coding-system-priorities'."
  (let ((order (mapcar #'coding-system-base mm-coding-system-priorities)))
    (> (length (memq (coding-system-base a) order)) (length (memq (coding-system-base b) order)))))

(defun mm-find-mime-charset-region (b e &optional _hack-charsets)
  "Return the MIME charsets with which the text between B and E is encoded: nil for ASCII, else a list of one.
A text no charset can hold entirely is taken to be utf-8."
  (save-excursion
    (goto-char b)
    (and (re-search-forward "[^[:ascii:]]" e t)
         (let* ((possible (mapcar #'coding-system-base (find-coding-systems-region b e)))
                (wanted (append mm-coding-system-priorities (coding-system-priority-list)))
                (best (seq-find (lambda (coding)
                                  (and (coding-system-p coding) (memq (coding-system-base coding) possible)
                                       (mm-coding-system-to-mime-charset coding)))
                                wanted)))
           (list (or (mm-coding-system-to-mime-charset best) 'utf-8))))))

(defun mm-detect-coding-region (start end)
  "Return the best guess at the coding system of the bytes between START and END."
  (let ((found (detect-coding-region start end t)))
    (if (consp found) (car found) found)))

(defun mm-detect-mime-charset-region (start end)
  "Return the MIME charset that the text between START and END seems to have."
  (or (mm-coding-system-to-mime-charset (mm-detect-coding-region start end)) 'utf-8))

;;; Buffers

(defun mm-enable-multibyte ()
  "Make the current buffer one of characters."
  (set-buffer-multibyte 'to))

(defun mm-disable-multibyte ()
  "Make the current buffer one of bytes."
  (set-buffer-multibyte nil))

(defun mm-multibyte-p ()
  "Return non-nil if the current buffer is one of characters."
  enable-multibyte-characters)

(defmacro mm-with-unibyte-buffer (&rest forms)
  "Evaluate FORMS in a temporary buffer of bytes."
  (declare (indent 0) (debug t))
  `(with-temp-buffer (mm-disable-multibyte) ,@forms))

(defmacro mm-with-multibyte-buffer (&rest forms)
  "Evaluate FORMS in a temporary buffer of characters."
  (declare (indent 0) (debug t))
  `(with-temp-buffer (mm-enable-multibyte) ,@forms))

;;; Files

(defun mm-auto-mode-alist ()
  "Return the entries of `auto-mode-alist' that only remove a suffix."
  (seq-filter (lambda (entry) (and (consp (cdr entry)) (null (cadr entry)))) auto-mode-alist))

(defun mm--with-plain-files (inhibit function)
  "Call FUNCTION so that nothing but reading and writing happens; INHIBIT means not to call `mm-inhibit-file-name-handlers' either."
  (let ((inhibit-file-name-operation nil)
        (inhibit-file-name-handlers (if inhibit (append mm-inhibit-file-name-handlers inhibit-file-name-handlers) inhibit-file-name-handlers))
        (enable-local-eval nil) (find-file-hook nil) (after-insert-file-functions nil))
    (funcall function)))

(defun mm-insert-file-contents (filename &optional visit beg end replace inhibit)
  "Insert the contents of FILENAME as they are, without formats and hooks; VISIT, BEG, END and REPLACE are as for `insert-file-contents'.
INHIBIT means that `mm-inhibit-file-name-handlers' are not called."
  (mm--with-plain-files inhibit (lambda () (insert-file-contents filename visit beg end replace))))

(defun mm-append-to-file (start end filename &optional codesys inhibit)
  "Append the text between START and END to FILENAME, encoded by CODESYS; INHIBIT is as for `mm-insert-file-contents'."
  (mm--with-plain-files inhibit (lambda ()
                                  (let ((coding-system-for-write (or codesys mm-text-coding-system-for-write mm-text-coding-system)))
                                    (write-region start end filename t 'no-message)
                                    (message "Appended to %s" filename)))))

(defun mm-write-region (start end filename &optional append visit lockname coding-system inhibit)
  "Write the text between START and END to FILENAME as CODING-SYSTEM says; the other arguments are those of `write-region'.
INHIBIT is as for `mm-insert-file-contents'."
  (mm--with-plain-files inhibit (lambda ()
                                  (let ((coding-system-for-write (or coding-system mm-text-coding-system-for-write mm-text-coding-system)))
                                    (write-region start end filename append visit lockname)))))

(defalias 'mm-make-temp-file #'make-temp-file)

(defun mm-find-buffer-file-coding-system (&optional filename)
  "Return the coding system of the bytes in the current buffer, which may name it, and which are those of FILENAME."
  (or (find-auto-coding (or filename buffer-file-name "") (buffer-size))
      (mm-detect-coding-region (point-min) (point-max))))

(defun mm-decompress-buffer (filename &optional inplace _force)
  "Return what the current buffer, the contents of FILENAME, is when decompressed; nil if FILENAME does not say it is compressed.
INPLACE means to change the buffer."
  (when (and filename (string-match-p "\\.t?gz\\'" filename))
    (let ((data (buffer-string)))
      (with-temp-buffer
        (mm-disable-multibyte)
        (insert data)
        (unless (zlib-decompress-region (point-min) (point-max)) (error "Error while decompressing `%s'" filename))
        (setq data (buffer-string)))
      (if inplace (progn (erase-buffer) (insert data) t) data))))

(provide 'mm-util)
;;; mm-util.el ends here
