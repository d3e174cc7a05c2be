;;; url-util.el --- helpers for addresses -*- lexical-binding: t; -*-

;; Manual: (url) URI Encoding.

(require 'puny)
(require 'url-parse)
(require 'url-vars)

(defconst url-unreserved-chars
  (append (number-sequence ?a ?z) (number-sequence ?A ?Z) (number-sequence ?0 ?9) '(?- ?_ ?. ?~))
  "Characters that stand for themselves in an address.")

(defun url--allowed-chars (chars)
  "Return a vector of 256 that has t for CHARS."
  (let ((vector (make-vector 256 nil)))
    (dolist (char chars) (aset vector char t))
    vector))

(defconst url-encoding-table
  (vconcat (mapcar (lambda (byte) (format "%%%02X" byte)) (number-sequence 0 255)))
  "Vector of how bytes are written.")
(defconst url-host-allowed-chars (url--allowed-chars (append '(?% ?! ?$ ?& ?' ?\( ?\) ?* ?+ ?, ?\; ?=) url-unreserved-chars))
  "Vector: which bytes stand for themselves in a host.")
(defconst url-path-allowed-chars
  (let ((vector (copy-sequence url-host-allowed-chars)))
    (dolist (char '(?/ ?: ?@)) (aset vector char t))
    vector)
  "Vector: which bytes stand for themselves in a path.")
(defconst url-query-allowed-chars
  (let ((vector (copy-sequence url-path-allowed-chars)))
    (aset vector ?? t)
    vector)
  "Vector: which bytes stand for themselves in a query.")

(defun url-hexify-string (string &optional allowed-chars)
  "Return STRING, encoded as UTF-8, with %XX for each byte that is not one of ALLOWED-CHARS.
These are a list of characters or a vector as `url-path-allowed-chars'; by default letters, digits and -_.~ ."
  (let ((allowed (cond ((vectorp allowed-chars) allowed-chars)
                       (t (url--allowed-chars (or allowed-chars url-unreserved-chars)))))
        (bytes (if (multibyte-string-p string) (encode-coding-string string 'utf-8) string)))
    (mapconcat (lambda (byte) (if (aref allowed byte) (char-to-string byte) (aref url-encoding-table byte))) bytes "")))

(defun url-unhex-string (str &optional allow-newlines)
  "Return STR with %XX replaced by that byte; an encoded newline becomes a space unless ALLOW-NEWLINES.
The value is not decoded: use `decode-coding-string'."
  (let ((parts nil) (start 0) (case-fold-search t) (str (or str "")))
    (save-match-data
      (while (string-match "%[0-9a-f][0-9a-f]" str start)
        (let* ((begin (match-beginning 0)) (byte (string-to-number (substring str (1+ begin) (+ begin 3)) 16)))
          (push (substring str start begin) parts)
          (push (if (and (memq byte '(?\n ?\r)) (not allow-newlines)) " " (byte-to-string byte)) parts)
          (setq start (+ begin 3)))))
    (apply #'concat (nreverse (cons (substring str start) parts)))))

(defun url-encode-url (url)
  "Return URL with the characters encoded that may not stand in an address; what is encoded already is left."
  (let* ((object (url-generic-parse-url url))
         (encode (lambda (text allowed) (and text (url-hexify-string text allowed))))
         (host (url-host object)) ; a name beyond ASCII is encoded when it is looked up
         (path-and-query (url-path-and-query object)))
    (unless (or (null host) (string-match "\\`\\[\\|[^[:ascii:]]" host))
      (setf (url-host object) (funcall encode host url-host-allowed-chars)))
    (setf (url-user object) (funcall encode (url-user object) url-host-allowed-chars)
          (url-password object) (funcall encode (url-password object) url-host-allowed-chars)
          (url-filename object) (concat (funcall encode (car path-and-query) url-path-allowed-chars)
                                        (and (cdr path-and-query)
                                             (concat "?" (funcall encode (cdr path-and-query) url-query-allowed-chars))))
          (url-target object) (funcall encode (url-target object) url-query-allowed-chars))
    (url-recreate-url object)))

(defun url-normalize-url (url)
  "Return URL, an address, without what it need not have."
  (let ((data (url-generic-parse-url url)))
    (if (member (url-type data) '("www" "about" "mailto" "info")) url
      (url-recreate-url data))))

;;; Queries

(defun url-parse-query-string (query &optional downcase allow-newlines)
  "Return the alist that the query string QUERY means: (KEY VALUE...) for each key, the last one first.
DOWNCASE puts keys in lower case; ALLOW-NEWLINES keeps encoded newlines."
  (let ((result nil))
    (dolist (pair (split-string query "[&;]"))
      (let* ((split (string-search "=" pair))
             (key (url-unhex-string (if split (substring pair 0 split) pair) allow-newlines))
             (value (if split (url-unhex-string (substring pair (1+ split)) allow-newlines) ""))
             (key (if downcase (downcase key) key))
             (cell (assoc key result)))
        (if cell (setcdr cell (cons value (cdr cell)))
          (push (list key value) result))))
    result))

(defun url-build-query-string (query &optional semicolons keep-empty)
  "Return the query string for the alist QUERY of (KEY VALUE...); symbols and numbers stand for their names.
SEMICOLONS separates by them instead of by &.  KEEP-EMPTY writes an equal sign after a key without value."
  (mapconcat (lambda (entry)
               (let ((key (url--query-part (car entry))))
                 (mapconcat (lambda (value)
                              (let ((value (url--query-part value)))
                                (if (and (equal value "") (not keep-empty)) key (concat key "=" value))))
                            (or (cdr entry) '(""))
                            (if semicolons ";" "&"))))
             query (if semicolons ";" "&")))

(defun url--query-part (object) (url-hexify-string (format "%s" object)))

(defun url-parse-args (str &optional nodowncase)
  "Return the attributes NAME=VALUE in STR, separated by semicolons, commas or spaces, as an alist, the last one first.
Names are in lower case unless NODOWNCASE."
  (let ((result nil) (start 0)
        (pattern "\\([^][ \t\n=;\"]+\\)\\(?:[ \t]*=[ \t]*\\(?:\"\\(\\(?:[^\"\\]\\|\\\\.\\)*\\)\"\\|\\([^ \t\n;\"]*\\)\\)\\)?"))
    (save-match-data
      (while (string-match pattern str start)
        (let ((name (match-string 1 str)) (value (or (match-string 2 str) (match-string 3 str))))
          (setq start (match-end 0))
          (push (cons (if nodowncase name (downcase name)) value) result))))
    result))

;;; Parts of names

(defun url-insert-entities-in-string (string)
  "Return STRING with < > & and \" replaced by entities of HTML."
  (replace-regexp-in-string "[<>&\"]"
                            (lambda (c) (pcase c ("<" "&lt;") (">" "&gt;") ("&" "&amp;") (_ "&quot;")))
                            string t t))

(defun url--without-query (name) (if (string-match "[?#]" name) (substring name 0 (match-beginning 0)) name))

(defun url-file-directory (file)
  "Return the directory part of FILE, an address or a path."
  (file-name-directory (url--without-query file)))
(defun url-file-nondirectory (file)
  "Return what follows the directory part of FILE, an address or a path."
  (file-name-nondirectory (url--without-query file)))
(defun url-basepath (file &optional x)
  "Return the directory part of FILE, or the part after it if X."
  (and file (if x (file-name-nondirectory file) (file-name-directory file))))

(defun url-file-extension (fname &optional x)
  "Return the extension of FNAME with its dot, or the name of the file without it and its directory if X."
  (let ((name (url--without-query fname)))
    (when x (setq name (file-name-nondirectory name)))
    (if (string-match "\\.[^./]+\\'" name)
        (if x (substring name 0 (match-beginning 0)) (match-string 0 name))
      (if x name ""))))

(autoload 'url-domsuf-cookie-allowed-p "url-domsuf")
(defun url-domain (url)
  "Return the domain of the host of URL, an object, that somebody registered, or nil if that cannot be told."
  (let* ((host (puny-encode-domain (or (url-host url) ""))) (labels (split-string host "\\." t)) (domain nil))
    (unless (string-match-p "\\`[0-9.]+\\'\\|:" host)
      (setq labels (nreverse labels))
      (let ((name (pop labels)))
        (while (and labels (not domain))
          (setq name (concat (pop labels) "." name))
          (when (url-domsuf-cookie-allowed-p name) (setq domain name)))))
    domain))

(defun url-eat-trailing-space (x) "Return X without spaces, tabs and newlines at its end." (string-trim-right (or x "") "[ \t\n]+"))
(defun url-strip-leading-spaces (x) "Return X without spaces, tabs and newlines at its beginning." (string-trim-left (or x "") "[ \t\n]+"))

(defun url-truncate-url-for-viewing (url &optional width)
  "Return URL shortened such that it has at most WIDTH characters if that can be done by leaving out the query and directories."
  (let* ((width (or width (- (frame-width) 20)))
         (mark (and (> (length url) width) (string-search "?" url)))
         (short (if mark (concat (substring url 0 (1+ mark)) "...") url))
         (parts (split-string short "/")) (tail (nthcdr 3 parts)))
    (if (or (<= (length url) width) (null (cdr tail))) short
      (let ((head (mapconcat #'identity (cl-subseq parts 0 3) "/")))
        (setq tail (cdr tail))
        (while (and (cdr tail) (> (+ (length head) 5 (length (mapconcat #'identity tail "/"))) width)) (setq tail (cdr tail)))
        (concat head "/.../" (mapconcat #'identity tail "/"))))))

(defun url-get-normalized-date (&optional specified-time)
  "Return SPECIFIED-TIME, by default now, as the field of a header has it."
  (let ((system-time-locale "C"))
    (format-time-string "%a, %d %b %Y %T GMT" specified-time t)))

(defun url-percentage (x y) "Return X as a percentage of Y." (if (fixnump (* 100 x)) (/ (* x 100) y) (* 100 (/ x (float y)))))
(defalias 'url-pretty-length #'file-size-human-readable)
(defun url-display-percentage (fmt perc &rest args)
  "Show ARGS as FMT says, if `url-show-status'; PERC is nil or how much is done."
  (when (and url-show-status (or fmt perc args))
    (if (null fmt) (when (and perc (memq perc '(0 100))) nil) (apply #'message fmt args)))
  nil)
(defvar url-lazy-message-time 0 "When `url-lazy-message' last showed something.")
(defun url-lazy-message (&rest args)
  "Show ARGS, a format and its objects, if `url-show-status' and nothing was shown this second."
  (when (and url-show-status (/= url-lazy-message-time (setq url-lazy-message-time (time-convert nil 'integer))))
    (apply #'message args)))

(defun url-debug (tag &rest args)
  "Log ARGS, a format and its objects, in the buffer *URL-DEBUG* if `url-debug' says that TAG is logged."
  (when (or (eq url-debug t) (numberp url-debug) (and (listp url-debug) (memq tag url-debug)))
    (with-current-buffer (get-buffer-create "*URL-DEBUG*")
      (goto-char (point-max))
      (insert (symbol-name tag) " -> " (apply #'format args) "\n"))))

(defun url-get-url-at-point (&optional pt)
  "Return the address at PT, by default point."
  (save-excursion (when pt (goto-char pt)) (thing-at-point 'url t)))

(defun url-make-private-file (file)
  "Make FILE, which must not exist, such that only its owner may read it."
  (with-file-modes #o600 (with-temp-buffer (write-region nil nil file nil 'silent nil 'excl))))

(defun url-view-url (&optional no-show)
  "Show the address of the current document; return it if NO-SHOW."
  (interactive)
  (when url-current-object
    (let ((url (url-recreate-url url-current-object)))
      (if no-show url (message "%s" url)))))

(provide 'url-util)
;;; url-util.el ends here
