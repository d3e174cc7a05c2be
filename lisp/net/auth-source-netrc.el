;;; auth-source-netrc.el --- auth-source: files in the format of netrc -*- lexical-binding: t; -*-

;; An entry is an alist of words, ("machine" . HOST) and so on, and begins with `machine' or `default'; it may take several lines.

(require 'cl-lib)

;;; Words

(defun auth-source-netrc-parse-next-interesting ()
  "Move over blanks, ends of lines and comments."
  (skip-chars-forward "\t \r\n")
  (while (eq (char-after) ?#)
    (forward-line 1)
    (skip-chars-forward "\t \r\n")))

(defun auth-source-netrc-looking-at-token ()
  "Return non-nil if a word or a quoted string is at point; group 1 of the match is its contents."
  (or (and (eq (char-after) ?\') (looking-at "'\\([^']*\\)'"))
      (and (eq (char-after) ?\") (looking-at "\"\\([^\"]*\\)\""))
      (looking-at "\\([^ \t\r\n]+\\)")))

(defun auth-source-netrc-parse-one ()
  "Return the next word or quoted string after point and move over it; nil at the end."
  (auth-source-netrc-parse-next-interesting)
  (when (auth-source-netrc-looking-at-token)
    (prog1 (match-string-no-properties 1)
      (goto-char (match-end 0))
      (auth-source-netrc-parse-next-interesting))))

(defun auth-source-current-line (&optional pos)
  "Return the number of the line at POS, by default point, counted from the beginning of the accessible part."
  (line-number-at-pos pos))

;;; Entries

(defun auth-source-netrc-parse-entries (check max)
  "Return at most MAX of the entries after point for which CHECK returns non-nil.
An entry is an alist of strings, the last word of the file first."
  (let ((found nil) (current nil) (left max))
    (cl-flet ((finish () (when (and current (> left 0) (funcall check current))
                           (push current found)
                           (cl-decf left))
                      (setq current nil)))
      (while (and (> left 0) (not (eobp)))
        (let ((word (auth-source-netrc-parse-one)))
          (when word
            (when (member word '("machine" "default")) (finish))
            (cond ((equal word "default") (push (cons "machine" t) current))
                  (t (let* ((start (point))
                            (quoted (memq (char-after) '(?\" ?\')))
                            (value (auth-source-netrc-parse-one)))
                       (when (and (equal value "machine") (not quoted))
                         (error "auth-source-netrc-parse-entries: Unexpected `machine' token at line %d"
                                (auth-source-current-line start)))
                       (cond ((equal word "macdef") (auth-source-netrc--skip-macro))
                             (value (push (cons word value) current)))))))))
      (finish))
    (nreverse found)))

(defun auth-source-netrc--skip-macro ()
  "Move to the end of the macro whose name was read: an empty line, or the end."
  (skip-chars-backward "\t \r\n")
  (unless (re-search-forward "\n[ \t\r]*\n" nil t) (goto-char (point-max)))
  (auth-source-netrc-parse-next-interesting))

(cl-defun auth-source-netrc-parse (&key file max host user port require &allow-other-keys)
  "Return at most MAX entries of FILE for HOST, USER and PORT, as alists of strings.
Each of these is a string, a list, or t.  REQUIRE is a list of keywords that the plist of
an entry must have.  FILE that is a list is returned."
  (if (listp file) file
    (when (file-exists-p file)
      (mapcar #'reverse
              (with-temp-buffer
                (insert (auth-source--file-contents file))
                (goto-char (point-min))
                (auth-source-netrc-parse-next-interesting)
                (auth-source-netrc-parse-entries
                 (lambda (entry) (auth-source-netrc--fits-p entry file host user port require))
                 (or max 5000)))))))

(defun auth-source-netrc-parse-all (file)
  "Return all entries of FILE as alists of strings."
  (auth-source-netrc-parse :file file :host t :user t :port t))

(defun auth-source-netrc--fits-p (entry file host user port require)
  "Return non-nil if ENTRY, read from FILE, is for HOST, USER and PORT and has what REQUIRE lists."
  (cl-flet ((get (&rest names) (seq-some (lambda (name) (auth-source--aget entry name)) names)))
    (and (auth-source-search-collection host (or (get "machine" "host") t))
         (auth-source-search-collection user (or (get "login" "account" "user") t))
         (auth-source-search-collection port (or (get "port" "protocol") t))
         (or (null require)
             (let ((plist (car (auth-source-netrc-normalize (list entry) file))))
               (seq-every-p (lambda (key) (plist-get plist key)) require))))))

(defun auth-source-netrc-normalize (alist filename)
  "Return plists for the entries in ALIST, which come from FILENAME; the passwords are functions."
  (mapcar
   (lambda (entry)
     (let ((plist nil))
       (pcase-dolist (`(,name . ,value) entry plist)
         (let ((key (auth-source--canonical-key name)))
           (setq plist (plist-put plist key
                                  (if (eq key :secret) (auth-source--secret-function value filename) value)))))))
   alist))

(defun auth-source--canonical-key (name)
  "Return the keyword for what a file calls NAME."
  (pcase name
    ((or "login" "account" "user") :user)
    ((or "machine" "host") :host)
    ((or "port" "protocol") :port)
    ((or "password" "secret") :secret)
    (_ (intern (concat ":" name)))))

(defun auth-source--secret-function (secret file)
  "Return a function that returns SECRET, which comes from FILE.
One that begins with \"gpg:\" is decrypted when the function is called first."
  (let ((hidden (auth-source--obfuscate secret)) (token (string-prefix-p "gpg:" secret)))
    (lambda ()
      (when token
        (setq hidden (auth-source--obfuscate (auth-source-epa-extract-gpg-token (auth-source--deobfuscate hidden) file))
              token nil))
      (auth-source--deobfuscate hidden))))

(cl-defun auth-source-netrc-search (&rest spec &key backend require create type max host user port &allow-other-keys)
  "Return the entries of the file of BACKEND for SPEC, a plist as in `auth-source-search'.
With CREATE, if there is none, make one; the other keys are those of `auth-source-search'."
  (unless (or (null type) (eq type (slot-value backend 'type)))
    (error "Invalid netrc search of type %s" type))
  (let ((file (slot-value backend 'source)))
    (or (auth-source-netrc-normalize
         (auth-source-netrc-parse :max max :require require :file file
                                  :host (or host t)
                                  :user (auth-source-ensure-strings (or user t))
                                  :port (auth-source-ensure-strings (or port t)))
         file)
        (and create (apply (slot-value backend 'create-function) spec)))))

;;; Files

(defun auth-source--file-contents (file)
  "Return the text of FILE; what had to be decrypted is kept until the file changes."
  (if (not (string-suffix-p ".gpg" file))
      (auth-source--read-file file)
    (let* ((cached (cdr (assoc file auth-source-netrc-cache)))
           (time (file-attribute-modification-time (file-attributes file))))
      (if (and time (equal (plist-get cached :mtime) time))
          (progn (auth-source-do-trivia "auth-source-netrc-parse: using CACHED file data for %s" file)
                 (funcall (plist-get cached :secret)))
        (let* ((text (auth-source--read-file file)) (hidden (auth-source--obfuscate text)))
          (auth-source--aput auth-source-netrc-cache file
                             (list :mtime time :secret (lambda () (auth-source--deobfuscate hidden))))
          text)))))

;;; Alists

(defun auth-source--aput-1 (alist key val)
  "Return ALIST in which KEY has VAL: what was the first for KEY is replaced, a new pair comes first."
  (if (assoc key alist)
      (let ((done nil))
        (mapcar (lambda (pair) (if (and (not done) (equal (car-safe pair) key)) (progn (setq done t) (cons key val)) pair))
                alist))
    (cons (cons key val) alist)))

(defmacro auth-source--aput (var key val)
  "Set KEY to VAL in the alist that is the value of VAR."
  `(setq ,var (auth-source--aput-1 ,var ,key ,val)))

(defun auth-source--aget (alist key)
  "Return the value of KEY in ALIST."
  (cdr (assoc key alist)))

;;; Hiding passwords from whoever looks at memory or prints a value

(defvar auth-source--session-nonce nil "What passwords are hidden with; it never leaves the program.")

(defun auth-source--random-bytes (count)
  "Return COUNT bytes that nobody can guess."
  (or (ignore-errors
        (with-temp-buffer
          (set-buffer-multibyte nil)
          (insert-file-contents-literally "/dev/urandom" nil 0 count)
          (and (= (buffer-size) count) (buffer-string))))
      (progn (random t) (apply #'unibyte-string (cl-loop repeat count collect (random 256))))))

(defun auth-source--combine-with-stream (bytes vector)
  "Return BYTES combined by exclusive or with a stream that follows from VECTOR and the session's nonce."
  (let ((start 0) (parts nil))
    (while (< start (length bytes))
      (let ((part (substring bytes start (min (+ start 32) (length bytes))))
            (key (secure-hash 'sha256 (format "%s%s%d" auth-source--session-nonce vector start) nil nil t)))
        (push (apply #'unibyte-string (cl-mapcar #'logxor part key)) parts)
        (setq start (+ start 32))))
    (apply #'concat (nreverse parts))))

(defun auth-source--obfuscate (string)
  "Return STRING in a form that only `auth-source--deobfuscate' in this program understands."
  (unless auth-source--session-nonce
    (setq auth-source--session-nonce (base64-encode-string (auth-source--random-bytes 32) t)))
  (let ((vector (base64-encode-string (auth-source--random-bytes 16) t))
        (bytes (auth-source--pad (encode-coding-string string 'utf-8-emacs-unix) 16)))
    (concat (base64-encode-string (auth-source--combine-with-stream bytes vector) t) "-" vector)))

(defun auth-source--deobfuscate (data)
  "Return the string that `auth-source--obfuscate' made DATA of."
  (pcase-let ((`(,bytes ,vector) (split-string data "-")))
    (decode-coding-string
     (auth-source--unpad (auth-source--combine-with-stream (base64-decode-string bytes) vector))
     'utf-8-emacs-unix)))

(defun auth-source--pad (string length)
  "Return STRING filled to a multiple of LENGTH with characters that tell how many they are."
  (let ((missing (- length (mod (length string) length))))
    (concat string (make-string missing missing))))

(defun auth-source--unpad (string)
  "Return STRING without what `auth-source--pad' added."
  (substring string 0 (- (length string) (aref string (1- (length string))))))

(provide 'auth-source-netrc)
;;; auth-source-netrc.el ends here
