;;; auth-source-create.el --- auth-source: new entries for files in the format of netrc -*- lexical-binding: t; -*-

;; What the search tells is taken, the rest is asked for.  The entry is written when its :save-function is called, in front of the others,
;; so that it is found before them.

(require 'cl-lib)

(defun auth-source-netrc-element-or-first (v)
  "Return V, or its first element if it is a list."
  (if (listp v) (car v) v))

(defun auth-source-format-prompt (prompt alist)
  "Return PROMPT in which each %C is replaced by the value of the character C in ALIST, a list of (C VALUE).
A value of nil replaces nothing.  A colon and blanks at the end are removed."
  (pcase-dolist (`(,character ,value) alist)
    (when value
      (setq prompt (replace-regexp-in-string (format "%%%c" character) (format "%s" value) prompt t t))))
  (replace-regexp-in-string ": *\\'" "" prompt t t))

;;; Asking

(cl-defun auth-source-netrc-create (&rest spec &key backend create &allow-other-keys)
  "Return a list of one new entry for the file of BACKEND, made of SPEC, a plist as in `auth-source-search'.
CREATE is t, or a list of symbols that name what the entry has beside user, host, port and secret."
  (let* ((file (slot-value backend 'source))
         (others (and (listp create) (seq-difference create '(user host port secret))))
         (known (auth-source-create--known spec '(user host port))))
    (dolist (key (append '(user host port secret) others))
      (let ((value (or (auth-source-create--told spec key) (auth-source-create--ask key known))))
        (auth-source--aput known key value)))
    (let* ((keys (seq-filter (lambda (key) (auth-source--aget known key)) (append '(host user port secret) others)))
           (secret (auth-source--aget known 'secret)))
      (list (append (cl-loop for key in keys
                             append (list (auth-source--symbol-keyword key)
                                          (if (eq key 'secret) (auth-source-create--constant secret)
                                            (auth-source--aget known key))))
                    (and (stringp secret) (not (string-empty-p secret))
                         (list :save-function
                               (lambda () (auth-source-netrc-saver file (auth-source-create--line keys known file))))))))))

(defun auth-source-create--constant (value)
  "Return a function that returns VALUE; a string is kept hidden."
  (if (stringp value)
      (let ((hidden (auth-source--obfuscate value))) (lambda () (auth-source--deobfuscate hidden)))
    (lambda () value)))

(defun auth-source-create--told (spec key)
  "Return what SPEC tells about KEY, or nil; t tells nothing."
  (let ((value (auth-source-netrc-element-or-first (plist-get spec (auth-source--symbol-keyword key)))))
    (and (not (eq value t)) value)))

(defun auth-source-create--known (spec keys)
  "Return an alist of what SPEC tells about KEYS."
  (mapcar (lambda (key) (cons key (auth-source-create--told spec key))) keys))

(defun auth-source-create--ask (key known)
  "Return a value for KEY from the defaults or by asking; KNOWN is an alist of what is known.
Return nil if there is neither a default nor a need."
  (let* ((given (auth-source--aget auth-source-creation-defaults key))
         (default (or given (and (eq key 'user) (user-login-name))))
         (prompt (auth-source-create--prompt key known)))
    (condition-case nil
        (cond ((eq key 'secret) (or default (read-passwd (format-prompt prompt nil))))
              ((stringp default) (read-string (format-prompt prompt default) nil nil default))
              (t default))
      (end-of-file (error "auth-source: cannot create an entry: there is nobody to ask for \"%s\"" prompt)))))

(defun auth-source-create--prompt (key known)
  "Return the question for KEY; KNOWN is an alist of what is known."
  (auth-source-format-prompt
   (or (auth-source--aget auth-source-creation-prompts key)
       (pcase key
         ('secret "%p password for %u@%h")
         ('user "%p user name for %h")
         ('host "%p host name for user %u")
         ('port "%p port for %u@%h")
         (_ (format "Enter %s (%%u@%%h:%%p)" key))))
   (cl-loop for (character . key) in '((?u . user) (?h . host) (?p . port))
            collect (list character (or (auth-source--aget known key) (format "[any %s]" key))))))

;;; Writing

(defun auth-source-create--line (keys known file)
  "Return the line for an entry of FILE that has KEYS with their values in the alist KNOWN."
  (mapconcat
   (lambda (key)
     (let ((value (auth-source--aget known key)))
       (when (eq key 'secret)
         (setq value (auth-source-create--written-secret value file)))
       (format "%s %s"
               (pcase key ('user "login") ('host "machine") ('secret "password") (_ key))
               (auth-source-create--quote (format "%s" value)))))
   keys " "))

(defun auth-source-create--written-secret (secret file)
  "Return SECRET, encrypted if `auth-source-netrc-use-gpg-tokens' asks for it for FILE."
  (let ((how (and (listp auth-source-netrc-use-gpg-tokens)
                  (seq-some (pcase-lambda (`(,matcher ,action))
                              (let ((matcher (if (and (symbolp matcher) (boundp matcher)) (symbol-value matcher) matcher)))
                                (and (or (eq matcher t) (string-match-p matcher file)) action)))
                            auth-source-netrc-use-gpg-tokens))))
    (if (eq how 'gpg) (auth-source-epa-make-gpg-token secret file) secret)))

(defun auth-source-create--quote (string)
  "Return STRING as one word of a file, quoted if it must be; no quoted string can have its own quote in it."
  (cond ((string-match-p "\n" string) (error "auth-source: a value of several lines cannot be written"))
        ((not (string-match-p "[\"# \t]\\|\\`'\\|\\`\\'" string)) string)
        ((not (string-match-p "\"" string)) (concat "\"" string "\""))
        ((not (string-match-p "[ \t]\\|\\`[\"'#]" string)) string)
        ((not (string-match-p "'" string)) (concat "'" string "'"))
        (t (error "auth-source: a value with blanks and both kinds of quotes cannot be written"))))

(defconst auth-source-netrc--help
  "(y)es, save the line\n(n)o, but use the information\n(N)o, and do not ask again\n(e)dit the line before it is saved\n(?) show this\n"
  "What the answers to the question whether to save mean.")

(defun auth-source-netrc-saver (file add)
  "Add the line ADD to FILE, after asking if `auth-source-save-behavior' wants that; ask only once for the same line."
  (let ((key (format "%s %s" file (md5 add))))
    (unless (assoc key auth-source-netrc-cache)
      (let ((line (auth-source-netrc--line-to-save file add)))
        (when line
          (auth-source-netrc--write file line)
          (auth-source-forget+ :host t)))
      (push (list key) auth-source-netrc-cache))
    nil))

(defun auth-source-netrc--line-to-save (file add)
  "Return the line to add to FILE, which would be ADD, or nil."
  (let ((choice (cond ((eq auth-source-save-behavior t) ?y) ((null auth-source-save-behavior) ?n))))
    (while (not (memq choice '(?y ?n)))
      (setq choice (auth-source-read-char-choice (format "Save auth info to file %s? " file) '(?y ?n ?N ?e ??)))
      (pcase choice
        (?e (setq add (read-string "Line to add: " add)))
        (?N (setq choice ?n)
            (customize-save-variable 'auth-source-save-behavior nil))
        (?? (with-output-to-temp-buffer "*auth-source Help*"
              (princ auth-source-netrc--help)
              (princ (format "\nThe line is:\n%s\n" add))))))
    (and (eq choice ?y) add)))

(defun auth-source-netrc--write (file line)
  "Write LINE in front of what FILE has; nobody else may read the file."
  (let ((old (if (file-exists-p file) (auth-source--read-file file) "")))
    (auth-source--write-file file (concat line "\n" old))
    (message "Saved new authentication information to %s" file)))

(defun auth-source-read-char-choice (prompt choices)
  "Ask PROMPT until one of CHOICES, a list of characters, is the answer; return it."
  (when choices
    (let ((prompt (format "%s[%s] " prompt (mapconcat #'char-to-string choices "/"))))
      (condition-case nil
          (let ((answer nil))
            (while (not (memq answer choices)) (setq answer (read-char-choice prompt choices)))
            answer)
        (end-of-file (error "auth-source: there is nobody to ask \"%s\"" prompt))))))

(provide 'auth-source-create)
;;; auth-source-create.el ends here
