;;; auth-source.el --- names and passwords of users, wherever they are kept -*- lexical-binding: t; -*-

;; Manual: auth.  `auth-sources' says where to look; each entry is made a backend, an object with a function that searches.  Files in the
;; format of netrc are in auth-source-netrc and auth-source-create, files in JSON in auth-source-json, encryption in auth-source-gpg.

(require 'cl-lib)
(require 'eieio)
(require 'json)
(require 'password-cache)

(defgroup auth-source nil "Where names and passwords are kept." :group 'comm)

(defcustom auth-sources '("~/.authinfo" "~/.authinfo.gpg" "~/.netrc")
  "Where to look for names and passwords, in this order.
An entry is the name of a file (in the format of netrc, or of JSON if it ends in .json;
encrypted if it ends in .gpg), or a list (:source FILE :host HOST :user USER :port PORT),
where what follows FILE restricts the searches that the file is used for."
  :type '(repeat sexp))

(defcustom auth-source-cache-expiry 7200
  "How many seconds the results of searches are kept; nil means for ever."
  :type '(choice (const :tag "For ever" nil) (integer :tag "Seconds")))

(defcustom auth-source-do-cache t "Non-nil means that the results of searches are kept." :type 'boolean)

(defcustom auth-source-protocols
  '((imap "imap" "imaps" "143" "993") (pop3 "pop3" "pop" "pop3s" "110" "995")
    (ssh "ssh" "22") (sftp "sftp" "115") (smtp "smtp" "25"))
  "Protocols and what their ports may be called."
  :type '(repeat (cons symbol (repeat string))))

(defvar auth-source-protocols-customize
  (mapcar (lambda (entry) (list 'const :tag (upcase (symbol-name (car entry))) (car entry))) auth-source-protocols)
  "The choices of protocols.")

(defvar auth-source-creation-defaults nil
  "An alist of what to offer when a new entry is asked for; keys are symbols such as `user'.")
(defvar auth-source-creation-prompts nil
  "An alist of questions for new entries; %u, %h and %p in them stand for user, host and port.")

(defcustom auth-source-save-behavior 'ask
  "Whether new entries are written: t means always, nil never, `ask' asks."
  :type '(choice (const t) (const nil) (const ask)))

(defcustom auth-source-debug nil
  "Whether searches are logged: nil, t, `trivia' (more of it), or a function to call instead of `message'."
  :type '(choice (const nil) (const t) (const trivia) function))

(defclass auth-source-backend ()
  ((type :initarg :type :initform 'netrc :type symbol :custom symbol :documentation "The kind of backend.")
   (source :initarg :source :type string :custom string :documentation "The file, or what else it reads.")
   (host :initarg :host :initform t :type t :custom string :documentation "The hosts it is used for.")
   (user :initarg :user :initform t :type t :custom string :documentation "The users it is used for.")
   (port :initarg :port :initform t :type t :custom string :documentation "The ports it is used for.")
   (data :initarg :data :initform nil :documentation "What the backend keeps for itself.")
   (create-function :initarg :create-function :initform #'ignore :type function :custom function
                    :documentation "The function that makes an entry.")
   (search-function :initarg :search-function :initform #'ignore :type function :custom function
                    :documentation "The function that searches."))
  "Somewhere to look for names and passwords.")

;;; Messages

(defun auth-source--log (message)
  "Log MESSAGE, a list of a format and its arguments."
  (apply (if (functionp auth-source-debug) auth-source-debug #'message) message))

(defun auth-source-do-debug (&rest msg)
  "Log MSG, a format and its arguments, if `auth-source-debug' is non-nil."
  (when auth-source-debug (auth-source--log msg)))

(defun auth-source-do-trivia (&rest msg)
  "Log MSG, a format and its arguments, if `auth-source-debug' asks for details."
  (when (or (eq auth-source-debug 'trivia) (functionp auth-source-debug)) (auth-source--log msg)))

(defun auth-source-do-warn (&rest msg)
  "Show MSG, a format and its arguments."
  (auth-source--log msg))

;;; From entries of `auth-sources' to backends

(defvar auth-source-backend-parser-functions
  '(auth-source-backends-parser-secrets auth-source-backends-parser-macos-keychain auth-source-backends-parser-file)
  "Functions that make a backend of an entry of `auth-sources', or return nil; the first to return one decides.")

(defun auth-source-backend-parse (entry)
  "Return the backend for ENTRY of `auth-sources'; one that finds nothing, with a message, if ENTRY means nothing."
  (or (run-hook-with-args-until-success 'auth-source-backend-parser-functions entry)
      (progn
        (auth-source-do-warn "auth-source-backend-parse: invalid backend spec: %S" entry)
        (auth-source-backend-parse-parameters entry (auth-source-backend :source "" :type 'ignore)))))

(defun auth-source-backend-parse-parameters (entry backend)
  "Restrict BACKEND to the :host, :user and :port of ENTRY; return it."
  (when (consp entry)
    (dolist (slot '(host user port))
      (let ((value (plist-get entry (auth-source--symbol-keyword slot))))
        (when value (setf (slot-value backend slot) value)))))
  backend)

(defun auth-source--entry-source (entry)
  "Return the source of ENTRY: what follows :source in a list, or ENTRY itself."
  (if (consp entry) (plist-get entry :source) entry))

(defun auth-source-backends-parser-file (entry)
  "Return the backend for ENTRY if its source is a file: its kind follows from its name."
  (let ((file (auth-source--entry-source entry)))
    (when (stringp file)
      (auth-source-backend-parse-parameters
       entry
       (pcase (file-name-extension (if (string-suffix-p ".gpg" file) (file-name-sans-extension file) file))
         ("plist" (auth-source-backend file :type 'plstore :source file
                                       :create-function #'auth-source-plstore-create
                                       :search-function #'auth-source-plstore-search))
         ("json" (auth-source-backend file :type 'json :source file :search-function #'auth-source-json-search))
         (_ (auth-source-backend file :type 'netrc :source file
                                 :create-function #'auth-source-netrc-create
                                 :search-function #'auth-source-netrc-search)))))))

(defun auth-source--named-source (entry keys)
  "Return (KEY . NAME) if ENTRY means one of KEYS, which are symbols, with NAME.
ENTRY may be KEY, \"KEY:NAME\", or a list with a source (:KEY NAME)."
  (let ((source (auth-source--entry-source entry)))
    (seq-some (lambda (key)
                (cond ((eq source key) (cons key 'default))
                      ((stringp source)
                       (and (string-match (concat "\\`" (symbol-name key) ":\\(.+\\)") source)
                            (cons key (match-string 1 source))))
                      ((and (consp source) (eq (car source) (auth-source--symbol-keyword key)))
                       (and (nth 1 source) (cons key (nth 1 source))))))
              keys)))

(defun auth-source--decode-octal-string (string)
  "Return STRING, in which \\NNN stands for the octet NNN (octal), decoded from UTF-8."
  (decode-coding-string
   (replace-regexp-in-string "\\\\\\([0-3][0-7]\\{2\\}\\)" (lambda (octal) (unibyte-string (string-to-number (substring octal 1) 8)))
                             (encode-coding-string string 'utf-8) t t)
   'utf-8))

(defun auth-source-backends-parser-macos-keychain (entry)
  "Return the backend for ENTRY if it means a keychain of macOS."
  (pcase (auth-source--named-source entry '(macos-keychain-internet macos-keychain-generic))
    (`(,type . ,name)
     (auth-source-backend-parse-parameters
      entry (auth-source-backend (format "macOS keychain %s" name) :type type :source (format "%s" name)
                                 :create-function #'auth-source-macos-keychain-create
                                 :search-function #'auth-source-macos-keychain-search)))))

(defun auth-source-backends-parser-secrets (entry)
  "Return the backend for ENTRY if it means a collection of the Secret Service and the library `secrets' is there."
  (when (and (featurep 'secrets) (bound-and-true-p secrets-enabled))
    (pcase (if (eq entry 'default) '(secrets . default) (auth-source--named-source entry '(secrets)))
      (`(secrets . ,name)
       (let ((collection (if (stringp name) name (or (secrets-get-alias (symbol-name name)) "Login"))))
         (auth-source-backend-parse-parameters
          entry (auth-source-backend (format "Secrets API (%s)" collection) :type 'secrets :source collection
                                     :create-function #'auth-source-secrets-create
                                     :search-function #'auth-source-secrets-search)))))))
(declare-function secrets-get-alias "secrets")

;; What has no implementation says so when it would be used, and finds nothing.

(defun auth-source--unsupported (spec)
  "Tell that the backend in SPEC cannot be used here; return nil."
  (let ((backend (plist-get spec :backend)))
    (auth-source-do-warn "auth-source: %s: sources of type %s are not supported and are ignored"
                         (slot-value backend 'source) (slot-value backend 'type))
    nil))

(dolist (function '(auth-source-macos-keychain-search auth-source-macos-keychain-create auth-source-secrets-search
                    auth-source-secrets-create auth-source-plstore-search auth-source-plstore-create))
  (defalias function (lambda (&rest spec) (auth-source--unsupported spec))
    "Tell that this kind of source is not supported; return nil."))

;;; Searching

(cl-defun auth-source-search (&rest spec &key max require create delete &allow-other-keys)
  "Return the entries of `auth-sources' that match SPEC, a plist.
An entry is a plist with :host, :user, :port, and whatever else its source has; :secret
is a function without arguments that returns the password.

:host, :user, :port -- what the entry must be for: a string, a list of strings of which one
  must fit, or t (the default).  An entry that does not tell one of these fits any.
:type -- look only at backends of this type, or of one of these types.
:max -- how many entries to look for; 1 by default.  No backend returns more, and none is asked
  once there are as many.  With 0 return only whether there are any.
:require -- a list of keywords; only entries that have all of them count.
:create -- t, or a list of symbols: if nothing is found make an entry, asking for what
  SPEC does not tell; `auth-source-creation-defaults' and `auth-source-creation-prompts'
  help.  It is written by calling the function that is its :save-function.
:delete -- passed to the backends, of which none deletes; see `auth-source-delete'.

Results are kept for `auth-source-cache-expiry' seconds if `auth-source-do-cache' is
non-nil; `auth-source-forget-all-cached' forgets them."
  (unless (listp create) (unless (eq create t) (error "Invalid auth-source :create parameter (must be t or a list): %S" create)))
  (unless (listp require) (error "Invalid auth-source :require parameter (must be a list): %S" require))
  (let* ((limit (or max 1))
         (cached (and auth-source-do-cache (auth-source-remembered-p spec)))
         (found (if cached (auth-source-recall spec)
                  (auth-source--search-all spec limit create delete require))))
    (if cached
        (auth-source-do-debug "auth-source-search: found %d CACHED results matching %S" (length found) spec)
      (auth-source-do-debug "auth-source-search: found %d results (max %d) matching %S" (length found) limit spec)
      (when auth-source-do-cache (auth-source-remember spec found)))
    (if (zerop limit) (and found t) found)))

(defun auth-source--search-all (spec max create delete require)
  "Search all backends for SPEC; if nothing is found and CREATE is non-nil make an entry.
MAX, DELETE and REQUIRE are those of `auth-source-search'."
  (let* ((backends (seq-filter (lambda (backend) (auth-source--backend-fits-p backend spec))
                               (mapcar #'auth-source-backend-parse auth-sources)))
         (limit (if (zerop max) 1 max)))
    (auth-source-do-trivia "auth-source-search: found %d backends matching %S" (length backends) spec)
    (or (auth-source-search-backends backends spec limit nil delete require)
        (and create (auth-source-search-backends backends spec limit create delete require)))))

(defun auth-source--backend-fits-p (backend spec)
  "Return non-nil if BACKEND is to be used for SPEC."
  (seq-every-p (lambda (slot)
                 (let ((wanted (plist-get spec (auth-source--symbol-keyword slot))))
                   (or (null wanted) (auth-source-search-collection wanted (slot-value backend slot)))))
               '(host user port type source)))

(defun auth-source-search-backends (backends spec max create delete require)
  "Return entries for SPEC from BACKENDS, at most MAX from each, until there are MAX.
CREATE, DELETE and REQUIRE are those of `auth-source-search'."
  (let ((found nil))
    (dolist (backend backends found)
      (when (> max (length found))
        (let ((more (apply (slot-value backend 'search-function)
                           :backend backend :type (slot-value backend 'type)
                           :max max :require require :create create :delete delete
                           spec)))
          (when more
            (auth-source-do-trivia "auth-source-search-backend: got %d (max %d) in %s:%s matching %S"
                                   (length more) max (slot-value backend 'type) (slot-value backend 'source) spec)
            (setq found (append found more))))))))

(defun auth-source-search-collection (collection value)
  "Return non-nil if COLLECTION or VALUE is t, or VALUE is COLLECTION or one of it."
  (let ((collection (if (and (atom collection) (not (eq collection t))) (list collection) collection)))
    (or (eq collection t) (eq value t) (equal collection value) (member value collection))))

(defun auth-source-delete (&rest spec)
  "Return what `auth-source-search' finds for SPEC with :delete t; no backend deletes anything."
  (apply #'auth-source-search (plist-put (copy-sequence spec) :delete t)))

(defun auth-source-ensure-strings (values)
  "Return VALUES, a list or one value, as a list in which numbers are strings; t stays t."
  (if (eq values t) values
    (mapcar (lambda (value) (if (numberp value) (number-to-string value) value))
            (if (listp values) values (list values)))))

(defun auth-source--symbol-keyword (symbol)
  "Return the keyword that is called like SYMBOL."
  (intern (format ":%s" symbol)))

;;; What was found before

(defvar auth-source-netrc-cache nil
  "What was read from files, by file: (FILE :mtime TIME :secret FUNCTION); and what was offered for saving.")

(defun auth-source-format-cache-entry (spec)
  "Return the key under which results for SPEC are kept."
  (cons 'auth-source spec))

(defun auth-source-remember (spec found)
  "Keep FOUND as the result for SPEC."
  (let ((password-cache-expiry auth-source-cache-expiry))
    (password-cache-add (auth-source-format-cache-entry spec) found)))

(defun auth-source-recall (spec)
  "Return what is kept as the result for SPEC."
  (password-read-from-cache (auth-source-format-cache-entry spec)))

(defun auth-source-remembered-p (spec)
  "Return non-nil if a result, even an empty one, is kept for SPEC."
  (password-in-cache-p (auth-source-format-cache-entry spec)))

(defun auth-source-forget (spec)
  "Forget the result that is kept for exactly SPEC."
  (password-cache-remove (auth-source-format-cache-entry spec)))

(defun auth-source--cached-specs ()
  "Return the specs for which a result is kept."
  (let ((specs nil))
    (maphash (lambda (key _value) (when (eq (car-safe key) 'auth-source) (push (cdr key) specs))) password-data)
    specs))

(defun auth-source-forget-all-cached ()
  "Forget all results that are kept, and what was read from files."
  (interactive)
  (mapc #'auth-source-forget (auth-source--cached-specs))
  (setq auth-source-netrc-cache nil))

(defun auth-source-forget+ (&rest spec)
  "Forget the results of searches that asked for all of SPEC; return how many there were.
:host t, say, fits every search; :host \"a\" those for that host or for several with it."
  (let ((specs (seq-filter (lambda (stored) (auth-source-specmatchp spec stored)) (auth-source--cached-specs))))
    (mapc #'auth-source-forget specs)
    (length specs)))

(defun auth-source-specmatchp (spec stored)
  "Return t if each key of the plist SPEC fits the same key of the plist STORED."
  (cl-loop for (key value) on spec by #'cddr
           always (auth-source-search-collection (plist-get stored key) value)))

;;; Shorter ways to search

(defun auth-source--secret (entry)
  "Return the password of ENTRY."
  (let ((secret (plist-get entry :secret)))
    (if (functionp secret) (funcall secret) secret)))

(defun auth-source-pick-first-password (&rest spec)
  "Return the password of the first entry that `auth-source-search' finds for SPEC, or nil."
  (auth-source--secret (car (apply #'auth-source-search (plist-put (copy-sequence spec) :max 1)))))

(defun auth-source-user-and-password (host &optional user)
  "Return (USER PASSWORD ENTRY) of the first entry for HOST, and for USER if that is non-nil."
  (let ((entry (car (apply #'auth-source-search :max 1 :host host :require '(:user :secret)
                           (and user (list :user user))))))
    (list (plist-get entry :user) (auth-source--secret entry) entry)))

(defun auth-source-user-or-password (mode host port &optional username create-missing delete-existing)
  "Return the user (MODE \"login\") or the password (\"password\") of the first entry for HOST and PORT.
MODE may be a list of these, for which a list is returned.  USERNAME restricts the search;
CREATE-MISSING and DELETE-EXISTING are :create and :delete of `auth-source-search', which
should be used instead."
  (let* ((entry (car (apply #'auth-source-search :max 1 :host host :port port
                            (append (and username (list :user username))
                                    (and create-missing (list :create t))
                                    (and delete-existing (list :delete t))))))
         (get (lambda (mode)
                (cond ((equal mode "password") (auth-source--secret entry))
                      ((equal mode "login") (or (plist-get entry :user) (and entry username)))))))
    (cond ((stringp mode) (funcall get mode))
          (entry (mapcar get mode)))))
(make-obsolete 'auth-source-user-or-password 'auth-source-search "24.1")

(provide 'auth-source)

(require 'auth-source-netrc)
(require 'auth-source-create)
(require 'auth-source-json)
(require 'auth-source-gpg)
;;; auth-source.el ends here
