;;; thingatpt.el --- things at point -*- lexical-binding: t; -*-

;; Manual: (elisp) Buffer Contents.  A thing is a symbol; its properties say how it is found: `bounds-of-thing-at-point' and `thing-at-point',
;; functions that answer at once; `beginning-op' and `end-op', which go to its ends; `forward-op', which moves over it.

(require 'cl-lib)

(defvar thing-at-point-provider-alist nil
  "Alist of things and functions that return the thing at point or nil; they come before all others.")

;;; Moving

(defun forward-thing (thing &optional n)
  "Move to the end of the Nth next THING, or its beginning if N is negative."
  (let ((op (or (get thing 'forward-op) (intern-soft (format "forward-%s" thing)))))
    (if (functionp op) (funcall op (or n 1))
      (error "Can’t determine how to move over a %s" thing))))

(defun thing-at-point--end (thing)
  (let ((op (get thing 'end-op))) (if op (funcall op) (forward-thing thing 1))))
(defun thing-at-point--beginning (thing)
  (let ((op (get thing 'beginning-op))) (if op (funcall op) (forward-thing thing -1))))

(defun beginning-of-thing (thing)
  "Go to the beginning of the THING at point and return it."
  (let ((bounds (bounds-of-thing-at-point thing)))
    (unless bounds (error "No %s here" thing))
    (goto-char (car bounds))))

(defun end-of-thing (thing)
  "Go to the end of the THING at point and return it."
  (let ((bounds (bounds-of-thing-at-point thing)))
    (unless bounds (error "No %s here" thing))
    (goto-char (cdr bounds))))

;;; Finding

(defun bounds-of-thing-at-point (thing)
  "Return (START . END) of the THING at point, nil if there is none.
A thing of which point is at the end counts if none begins there.  THING is a symbol: symbol, list, sexp, defun,
filename, existing-filename, url, email, uuid, word, sentence, whitespace, line, number, page or another that has
the properties for it."
  (if (get thing 'bounds-of-thing-at-point)
      (funcall (get thing 'bounds-of-thing-at-point))
    (let ((orig (point)))
      (ignore-errors
        (save-excursion
          (thing-at-point--end thing)
          (thing-at-point--beginning thing)
          (let ((inside (<= (point) orig)) (start (point)))
            (unless inside
              (goto-char orig)
              (thing-at-point--beginning thing)
              (setq start (point)))
            (thing-at-point--end thing)
            (when (and (<= start orig) (< start (point)) (if inside (<= orig (point)) (= orig (point))))
              (cons start (point)))))))))

(defun thing-at-point (thing &optional no-properties)
  "Return the THING at point, a string for most; without text properties if NO-PROPERTIES.
See `bounds-of-thing-at-point' for what THING may be."
  (let ((value (cl-loop for (provided . function) in thing-at-point-provider-alist
                        thereis (and (eq provided thing) (funcall function)))))
    (unless value
      (setq value (if (get thing 'thing-at-point) (funcall (get thing 'thing-at-point))
                    (let ((bounds (bounds-of-thing-at-point thing)))
                      (and bounds (buffer-substring (car bounds) (cdr bounds)))))))
    (if (and no-properties (stringp value)) (substring-no-properties value) value)))

(defun thing-at-point--at-mouse (event function thing)
  (save-excursion (mouse-set-point event) (funcall function thing)))
(defun bounds-of-thing-at-mouse (event thing) "Return the bounds of the THING where EVENT happened."
       (thing-at-point--at-mouse event #'bounds-of-thing-at-point thing))
(defun thing-at-mouse (event thing &optional no-properties) "Return the THING where EVENT happened."
       (thing-at-point--at-mouse event (lambda (thing) (thing-at-point thing no-properties)) thing))

;;; Lines, expressions, lists

(put 'line 'beginning-op (lambda () (if (bolp) (forward-line -1) (beginning-of-line))))
(put 'line 'forward-op (lambda (n) (forward-line n)))

(defun in-string-p ()
  "Return non-nil if point is in a string: the character that ends it."
  (save-excursion
    (let ((orig (point)))
      (beginning-of-defun)
      (nth 3 (parse-partial-sexp (point) orig)))))

(defun thing-at-point--end-of-sexp ()
  "Go to the end of the expression at point."
  (unless (= (char-syntax (or (char-after) ?\s)) ?\)) (forward-sexp 1)))
(defun thing-at-point--beginning-of-sexp ()
  "Go to the beginning of the expression at point."
  (unless (= (char-syntax (or (char-before) ?\s)) ?\() (forward-sexp -1)))
(defalias 'end-of-sexp #'thing-at-point--end-of-sexp)
(defalias 'beginning-of-sexp #'thing-at-point--beginning-of-sexp)
(put 'sexp 'end-op #'thing-at-point--end-of-sexp)
(put 'sexp 'beginning-op #'thing-at-point--beginning-of-sexp)

(defun thing-at-point-bounds-of-list-at-point ()
  "Return the bounds of the list that point is in; outside of lists, of the expression at point."
  (save-excursion
    (let ((open (nth 1 (syntax-ppss))))
      (if (null open)
          (bounds-of-thing-at-point 'sexp)
        (ignore-errors (goto-char open) (forward-sexp 1) (cons open (point)))))))
(put 'list 'bounds-of-thing-at-point #'thing-at-point-bounds-of-list-at-point)

(put 'defun 'beginning-op #'beginning-of-defun)
(put 'defun 'end-op #'end-of-defun)
(put 'defun 'forward-op #'end-of-defun)

(defun thing-at-point-bounds-of-string-at-point ()
  "Return the bounds of the string that point is in or at the beginning of."
  (save-excursion
    (let ((state (syntax-ppss)))
      (when (or (nth 3 state) (eq (char-syntax (or (char-after) ?\s)) ?\"))
        (when (nth 3 state) (goto-char (nth 8 state)))
        (ignore-errors (cons (point) (progn (forward-sexp 1) (point))))))))
(put 'string 'bounds-of-thing-at-point #'thing-at-point-bounds-of-string-at-point)

;;; Things made of certain characters

(defmacro define-thing-chars (thing chars)
  "Define THING as a run of CHARS, as `skip-chars-forward' takes them."
  `(progn
     (put ',thing 'end-op (lambda () (re-search-forward (concat "\\=[" ,chars "]*") nil t)))
     (put ',thing 'beginning-op
          (lambda () (if (re-search-backward (concat "[^" ,chars "]") nil t) (forward-char) (goto-char (point-min)))))))

(defvar thing-at-point-file-name-chars "-@~/[:alnum:]_.${}#%,:" "Characters of file names.")
(define-thing-chars filename thing-at-point-file-name-chars)

(defun thing-at-point-file-at-point (&optional _lax _bounds)
  "Return the name of the existing file at point."
  (let ((name (thing-at-point 'filename t)))
    (and name (file-exists-p (expand-file-name name)) (expand-file-name name))))
(put 'existing-filename 'thing-at-point #'thing-at-point-file-at-point)

(defun forward-whitespace (arg)
  "Move to the end of the ARGth next run of whitespace or newline, or the beginning of a previous one if ARG is negative."
  (interactive "^p")
  (if (natnump arg)
      (re-search-forward "[ \t]+\\|\n" nil 'move arg)
    (while (< arg 0)
      (when (re-search-backward "[ \t]+\\|\n" nil 'move)
        (unless (eq (char-after (match-beginning 0)) ?\n) (skip-chars-backward " \t")))
      (setq arg (1+ arg)))))

(defun forward-symbol (arg)
  "Move to the end of the ARGth next symbol, or the beginning of a previous one if ARG is negative."
  (interactive "^p")
  (if (natnump arg)
      (re-search-forward "\\(\\sw\\|\\s_\\)+" nil 'move arg)
    (while (< arg 0)
      (when (re-search-backward "\\(\\sw\\|\\s_\\)+" nil 'move) (skip-syntax-backward "w_"))
      (setq arg (1+ arg)))))

(defun forward-same-syntax (&optional arg)
  "Move over ARG runs of characters of the same syntax, backwards if it is negative."
  (interactive "^p")
  (let ((arg (or arg 1)))
    (while (< arg 0)
      (skip-syntax-backward (char-to-string (char-syntax (char-before))))
      (setq arg (1+ arg)))
    (while (> arg 0)
      (skip-syntax-forward (char-to-string (char-syntax (char-after))))
      (setq arg (1- arg)))))

;;; Things that a regexp describes

(defun thing-at-point-looking-at (regexp &optional distance)
  "Return non-nil if point is in or at the end of a match of REGEXP, and set the match data to it.
It begins on the current line or, with DISTANCE, at most so many characters before point."
  (save-excursion
    (let* ((orig (point))
           (from (if distance (max (point-min) (- orig distance)) (line-beginning-position)))
           (to (if distance (min (point-max) (+ orig distance)) nil))
           (found nil))
      (goto-char from)
      (while (and (not found) (<= (point) orig) (re-search-forward regexp to t) (<= (match-beginning 0) orig))
        (if (>= (match-end 0) orig) (setq found (match-data))
          (when (= (match-end 0) (match-beginning 0))
            (if (eobp) (setq orig -1) (forward-char 1)))))
      (when found (set-match-data found) t))))

(defvar thing-at-point-email-regexp "<?[-+_.~a-zA-Z0-9/]+@[-a-zA-Z0-9]+\\(?:\\.[-a-zA-Z0-9]+\\)*>?"
  "Matches addresses of mail.")
(defvar thing-at-point-uuid-regexp
  "\\b[0-9a-fA-F]\\{8\\}-[0-9a-fA-F]\\{4\\}-[0-9a-fA-F]\\{4\\}-[0-9a-fA-F]\\{4\\}-[0-9a-fA-F]\\{12\\}\\b"
  "Matches universally unique identifiers.")

(defun thing-at-point--regexp-bounds (regexp)
  (save-match-data
    (and (thing-at-point-looking-at regexp) (cons (match-beginning 0) (match-end 0)))))

(put 'email 'bounds-of-thing-at-point (lambda () (thing-at-point--regexp-bounds thing-at-point-email-regexp)))
(put 'email 'thing-at-point
     (lambda () (let ((bounds (bounds-of-thing-at-point 'email)))
                  (and bounds (buffer-substring-no-properties (car bounds) (cdr bounds))))))
(put 'uuid 'bounds-of-thing-at-point (lambda () (thing-at-point--regexp-bounds thing-at-point-uuid-regexp)))

(defvar thing-at-point-uri-schemes
  (mapcar (lambda (name) (concat name (if (member name '("mailto" "news" "tel" "urn" "data" "sip" "sips" "xmpp" "geo" "cid" "mid"
                                                         "about" "man" "info" "jabber" "skype" "sms"))
                                          ":" "://")))
          '("about" "cid" "data" "dav" "dict" "dns" "file" "finger" "ftp" "ftps" "geo" "git" "gopher" "http" "https" "imap"
            "info" "irc" "irc6" "ircs" "jabber" "ldap" "ldaps" "magnet" "mailto" "man" "mid" "mms" "mongodb" "news" "nfs" "nntp"
            "pop" "rsync" "rtsp" "sftp" "sip" "sips" "skype" "smb" "sms" "snmp" "ssh" "svn" "svn+ssh" "tel" "telnet" "tftp" "urn"
            "vnc" "ws" "wss" "xmpp"))
  "The beginnings of addresses that are recognised in text.")
(defvar thing-at-point-beginning-of-url-regexp nil "Matches the beginning of an address; made of `thing-at-point-uri-schemes'.")
(defvar thing-at-point-default-mail-uri-scheme "mailto" "The scheme for an address of mail.")

(defun thing-at-point-bounds-of-url-at-point (&optional _lax)
  "Return the bounds of the address at point.
It ends before a space, a double quote, an angle bracket and punctuation; parentheses in it are balanced."
  (let ((case-fold-search t))
    (unless thing-at-point-beginning-of-url-regexp
      (setq thing-at-point-beginning-of-url-regexp (concat "\\<" (regexp-opt thing-at-point-uri-schemes))))
    (save-match-data
      (and (thing-at-point-looking-at
            (concat "\\(?:" thing-at-point-beginning-of-url-regexp "\\)[^][ \t\r\n\"<>^`{}]+"))
           (let* ((start (match-beginning 0)) (end (thing-at-point--url-end start (match-end 0))))
             (and (<= (point) end) (cons start end)))))))

(defun thing-at-point--url-end (start end)
  "Return where the address from START ends if END is the end of what could belong to it."
  (let ((depth 0) (pos start))
    (while (< pos end)
      (pcase (char-after pos)
        (?\( (setq depth (1+ depth)))
        (?\) (setq depth (1- depth))))
      (if (< depth 0) (setq end pos) (setq pos (1+ pos))))
    (while (and (> end start) (memq (char-before end) '(?. ?, ?\; ?: ?! ?? ?')))
      (setq end (1- end)))
    end))

(defun thing-at-point-url-at-point (&optional lax _bounds)
  "Return the address at point."
  (let ((bounds (thing-at-point-bounds-of-url-at-point lax)))
    (and bounds (buffer-substring-no-properties (car bounds) (cdr bounds)))))
(put 'url 'bounds-of-thing-at-point #'thing-at-point-bounds-of-url-at-point)
(put 'url 'thing-at-point #'thing-at-point-url-at-point)
(defalias 'url-get-url-at-point #'thing-at-point-url-at-point)

;;; As Lisp objects

(defun read-from-whole-string (string)
  "Read a Lisp object from STRING; signal an error if something else follows it."
  (let ((read (read-from-string string)))
    (unless (string-match-p "\\`[ \t\n\r\f]*\\'" (substring string (cdr read)))
      (error "Can’t read whole string"))
    (car read)))

(defun form-at-point (&optional thing pred)
  "Return the Lisp object that the THING at point, by default an expression, is, if it satisfies PRED."
  (let* ((text (thing-at-point (or thing 'sexp) t))
         (object (and text (ignore-errors (read-from-whole-string text)))))
    (and (or (not pred) (funcall pred object)) object)))

(defun sexp-at-point () "Return the Lisp expression at point, nil if there is none." (form-at-point 'sexp))
(defun list-at-point (&optional _ignore-comment-or-string)
  "Return the Lisp list at point, nil if there is none."
  (form-at-point 'list #'listp))

(defun symbol-at-point ()
  "Return the symbol at point, interned, nil if there is none."
  (let ((name (thing-at-point 'symbol t))) (and name (intern name))))

(defun number-at-point ()
  "Return the number at point, nil if there is none; 0x and #x begin a hexadecimal one."
  (cond ((thing-at-point-looking-at "\\(?:0x\\|#x\\)\\([a-fA-F0-9]+\\)" 500)
         (string-to-number (match-string 1) 16))
        ((thing-at-point-looking-at "-?[0-9]+\\.?[0-9]*" 500)
         (string-to-number (match-string 0)))))
(put 'number 'thing-at-point #'number-at-point)

(defun word-at-point (&optional no-properties) "Return the word at point." (thing-at-point 'word no-properties))
(defun sentence-at-point (&optional no-properties) "Return the sentence at point." (thing-at-point 'sentence no-properties))

(provide 'thingatpt)
;;; thingatpt.el ends here
