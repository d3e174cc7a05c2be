;;; rfc2231.el --- parameters of MIME fields in pieces and other charsets -*- lexical-binding: t; -*-

(require 'cl-lib)
(require 'ietf-drums)
(require 'rfc2047)
(autoload 'mm-encode-body "mm-bodies")
(autoload 'mail-header-remove-whitespace "mail-parse")
(autoload 'mail-header-remove-comments "mail-parse")

(defun rfc2231-get-value (ct attribute)
  "Return the value of ATTRIBUTE, a symbol, in CT, a parsed field."
  (cdr (assq attribute (cdr ct))))

(defun rfc2231--parameter (tokens)
  "Return what TOKENS, those of a parameter, say as (NAME SECTION ENCODED VALUE); nil if they are none."
  (let* ((tokens (cl-remove-if (lambda (token) (memq (car token) '(space comment))) tokens))
         (text (mapconcat (lambda (token) (if (eq (car token) 'quoted) "\0" (cdr token))) tokens ""))
         (quoted (cdr (assq 'quoted tokens))))
    (when (string-match "\\`\\([^=*]+\\)\\(\\*\\([0-9]+\\)\\)?\\(\\*\\)?=\\(\\(?:.\\|\n\\)*\\)\\'" text)
      (let ((name (intern (downcase (match-string 1 text)))) (section (match-string 3 text)) (encoded (match-beginning 4))
            (value (match-string 5 text)))
        (cond ((equal value "\0")
               (and (> (length quoted) 1) (string-suffix-p "\"" quoted)
                    (list name (and section (string-to-number section)) encoded
                          (replace-regexp-in-string "\\\\\\(.\\)" "\\1" (substring quoted 1 -1)))))
              ((or (string-search "\0" value) (string-search "=" value))
               (and encoded (list name (and section (string-to-number section)) encoded value)))
              (t (list name (and section (string-to-number section)) encoded value)))))))

(defun rfc2231--split (string)
  "Return the tokens of STRING in lists, cut at semicolons."
  (let ((lists (list nil)))
    (dolist (token (ietf-drums--tokens string))
      (if (eq (car token) ?\;) (push nil lists) (push token (car lists))))
    (mapcar #'nreverse (nreverse lists))))

(defun rfc2231--spaced-p (tokens)
  "Return non-nil if TOKENS, those of a parameter, are two things with white space between them."
  (let ((text (string-trim (mapconcat #'cdr (cl-remove 'comment tokens :key #'car) ""))))
    (string-match-p "\\`[^=\"]+=[ \t]*[^ \t\"=]+[ \t]+[^ \t]" text)))

(defun rfc2231-parse-string (string &optional signal-error)
  "Return STRING, the value of a field, as (NAME (ATTRIBUTE . VALUE) ...), ATTRIBUTEs being symbols.
Pieces of a value are put together, and encoded ones decoded.  With SIGNAL-ERROR it is an error if the parameters are malformed; without,
what is wrong is left out."
  (let* ((parts (rfc2231--split string))
         (head (downcase (string-trim (mapconcat #'cdr (cl-remove-if (lambda (token) (memq (car token) '(comment space))) (car parts)) ""))))
         (parameters nil))
    (unless (equal head "")
      (dolist (part (cdr parts))
        (let ((parsed (rfc2231--parameter part)))
          (cond ((and parsed (not (rfc2231--spaced-p part))) (push parsed parameters))
                ((string-match-p "\\`[ \t\n]*\\'" (mapconcat #'cdr part "")))
                ((and signal-error (not (assq 'quoted part))) (error "Invalid header: %s" string)))))
      (cons head (rfc2231--join (nreverse parameters))))))

(defun rfc2231--join (parameters)
  "Return PARAMETERS, a list of (NAME SECTION ENCODED VALUE), as (NAME . VALUE) pairs, the last one first."
  (let ((names (delete-dups (mapcar #'car parameters))))
    (mapcar (lambda (name)
              (let* ((all (cl-remove name parameters :key #'car :test-not #'eq))
                     (pieces (sort (cl-remove-if-not #'cadr all) (lambda (one other) (< (cadr one) (cadr other))))))
                (cons name
                      (if pieces
                          (let ((text (mapconcat (lambda (piece) (if (nth 2 piece) (nth 3 piece) (rfc2231--escape (nth 3 piece)))) pieces "")))
                            (if (cl-some #'caddr pieces) (rfc2231-decode-encoded-string text) (mapconcat (lambda (piece) (nth 3 piece)) pieces "")))
                        (let ((one (car (last all))))
                          (if (nth 2 one) (rfc2231-decode-encoded-string (nth 3 one)) (nth 3 one)))))))
            (nreverse names))))

(defun rfc2231--escape (text)
  "Return TEXT, a piece that is not encoded, so that decoding gives it back."
  (replace-regexp-in-string "%" "%25" text t t))

(defun rfc2231-decode-encoded-string (string)
  "Return the text of STRING, CHARSET'LANGUAGE'TEXT with %XX for bytes in TEXT."
  (if (not (string-match "\\`\\([^']*\\)'[^']*'" string))
      (rfc2231--percent-decode string)
    (let ((charset (match-string 1 string)) (bytes (rfc2231--percent-decode (substring string (match-end 0)))))
      (let ((coding (and (not (equal charset "")) (mm-charset-to-coding-system (intern (downcase charset))))))
        (if (and coding (not (eq coding 'ascii)) (not (multibyte-string-p bytes))) (decode-coding-string bytes coding) bytes)))))

(defun rfc2231--percent-decode (string)
  "Return STRING with bytes in place of %XX."
  (replace-regexp-in-string "%[0-9A-Fa-f][0-9A-Fa-f]"
                            (lambda (code) (unibyte-string (string-to-number (substring code 1) 16)))
                            string t t))

(defun rfc2231-parse-qp-string (string)
  "Like `rfc2231-parse-string' for STRING in which values may be encoded words, which is wrong but common."
  (rfc2231-parse-string (if (string-match-p "=\\?[^?]+\\?[BbQq]\\?" string)
                            (let ((rfc2047-quote-decoded-words-containing-tspecials t)) (rfc2047-decode-string string))
                          string)))

(defun rfc2231-encode-string (param value)
  "Return PARAM=VALUE as RFC 2231 wants it: encoded if VALUE is not ASCII, and in pieces if it is long."
  (let* ((charset (with-temp-buffer (insert value) (car (mm-find-mime-charset-region (point-min) (point-max)))))
         (bytes (encode-coding-string value (or charset 'us-ascii)))
         (plain (rfc2045-encode-string param value)))
    (if (and (not charset) (<= (length plain) 76)) plain
      (let* ((text (mapcar (lambda (byte) (if (string-match-p "[-._0-9A-Za-z!#$&+^`{|}~]" (string byte)) (string byte) (format "%%%02x" byte)))
                           bytes))
             (start (format "%s''" (or charset 'us-ascii)))
             (single (concat param "*=" start (apply #'concat text))))
        (if (<= (length single) 76) single (rfc2231--in-pieces param start text))))))

(defun rfc2231--in-pieces (param start text)
  "Return START and the strings TEXT as pieces of PARAM, each on a line of its own."
  (let ((lines nil) (number 0) (line nil))
    (cl-flet ((next (content) (setq line (concat (if (= number 0) "" " ") param (format "*%d*=" number) content) number (1+ number))))
      (next start)
      (dolist (unit text)
        (when (> (+ (length line) (length unit)) (if (= number 1) 73 74))
          (push line lines)
          (next ""))
        (setq line (concat line unit)))
      (mapconcat #'identity (nreverse (cons line lines)) ";\n"))))

(provide 'rfc2231)
;;; rfc2231.el ends here
