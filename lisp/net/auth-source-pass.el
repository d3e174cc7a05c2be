;;; auth-source-pass.el --- auth-source: the store of the program pass -*- lexical-binding: t; -*-

;; Each entry is an encrypted file whose first line is the secret; the others are KEY: VALUE.  Names of files tell what entries are for:
;; .../HOST, .../USER@HOST:PORT, .../HOST:PORT/USER and the like.  The most specific name wins; an entry for a domain is for its hosts.

(require 'seq)
(require 'cl-lib)
(require 'auth-source)
(require 'url-parse)

(defgroup auth-source-pass nil "The store of the program pass." :group 'auth-source)

(defcustom auth-source-pass-filename (or (getenv "PASSWORD_STORE_DIR") "~/.password-store")
  "The directory of the store."
  :type 'directory)

(defcustom auth-source-pass-port-separator ":"
  "What stands between host and port in the name of an entry."
  :type 'string)

;;; The backend

(defun auth-source-pass-backend-parse (entry)
  "Return `auth-source-pass-backend' if ENTRY of `auth-sources' is `password-store'."
  (when (eq entry 'password-store)
    (auth-source-backend-parse-parameters entry auth-source-pass-backend)))
(add-hook 'auth-source-backend-parser-functions #'auth-source-pass-backend-parse)

;;;###autoload
(defun auth-source-pass-enable ()
  "Let `auth-source-search' look at the store first."
  (add-to-list 'auth-sources 'password-store)
  (auth-source-forget-all-cached))

(cl-defun auth-source-pass-search (&rest _spec &key backend type host user port &allow-other-keys)
  "Return a list of the best entry of the store for HOST, USER and PORT, or nil.
HOST is a string or a list of strings, in the order in which they are tried; BACKEND and
TYPE are those of `auth-source-search'."
  (unless (or (null type) (eq type (slot-value backend 'type)))
    (error "Invalid password-store search: %s %s" type (slot-value backend 'type)))
  (cond ((eq host t) (warn "auth-source-pass does not handle host wildcards.") nil)
        ((member host '(nil "" (nil) (""))) nil)
        (t (let ((result (auth-source-pass--build-result host port user)))
             (and result (list result))))))

(defvar auth-source-pass-backend
  (auth-source-backend "password-store"
                       :source "." :type 'password-store :search-function #'auth-source-pass-search)
  "The backend that looks at the store.")

(defun auth-source-pass--build-result (hosts port user)
  "Return the plist of the best entry for HOSTS, a string or a list, PORT and USER; nil if there is none."
  (let ((data (auth-source-pass--find-match hosts user port)))
    (when data
      (let ((result (list :host (auth-source-pass--get-attr "host" data)
                          :port (or (auth-source-pass--get-attr "port" data) port)
                          :user (or (auth-source-pass--get-attr "user" data) (auth-source-pass--get-attr "username" data) user)))
            (secret (auth-source-pass--get-attr 'secret data)))
        (auth-source-pass--do-debug "return %s as final result (plus hidden password)" result)
        (append result
                (list :secret (if (stringp secret)
                                  (let ((hidden (auth-source--obfuscate secret)))
                                    (lambda () (auth-source--deobfuscate hidden)))
                                (lambda () secret))))))))

(defun auth-source-pass--do-debug (&rest msg)
  "Log MSG, a format and its arguments, if `auth-source-debug' is non-nil."
  (apply #'auth-source-do-debug (concat "auth-source-pass: " (car msg)) (cdr msg)))

;;; Entries

(defun auth-source-pass-get (key entry)
  "Return the value of KEY in the file of ENTRY: a string, or `secret' for its first line."
  (auth-source-pass--get-attr key (auth-source-pass-parse-entry entry)))

(defun auth-source-pass--get-attr (key entry-data)
  "Return the value of KEY in the alist ENTRY-DATA."
  (cdr (assoc key entry-data)))

(defun auth-source-pass-parse-entry (entry)
  "Return what is in the file of ENTRY as an alist, the secret first; nil if it cannot be read."
  (let ((contents (ignore-errors (auth-source-pass--read-entry entry))))
    (and contents (cons (cons 'secret (auth-source-pass--parse-secret contents))
                        (auth-source-pass--parse-data contents)))))

(defun auth-source-pass--read-entry (entry)
  "Return the text of the file of ENTRY."
  (auth-source--read-file (expand-file-name (format "%s.gpg" entry) auth-source-pass-filename)))

(defun auth-source-pass--parse-secret (contents)
  "Return the first line of CONTENTS, or nil."
  (car (split-string contents "\n" t)))

(defun auth-source-pass--parse-data (contents)
  "Return the lines of CONTENTS after the first as an alist; lines without a colon do not count."
  (cl-loop for line in (cdr (split-string contents "\n" t "[ \t]+"))
           when (string-match "\\`\\([^:]*\\):\\(\\(?:.\\|\n\\)*\\)\\'" line)
           collect (cons (string-trim (match-string 1 line)) (string-trim (match-string 2 line)))))

(defun auth-source-pass-entries ()
  "Return the names of all entries of the store."
  (let ((store (file-name-as-directory (expand-file-name auth-source-pass-filename))))
    (and (file-directory-p store)
         (mapcar (lambda (file) (file-name-sans-extension (file-relative-name file store)))
                 (directory-files-recursively store "\\.gpg\\'")))))

;;; Choosing

(defun auth-source-pass--find-match (hosts user port)
  "Return the data of the best entry for the first of HOSTS that has one, for USER and PORT.
HOSTS is a string or a list of strings, which may have a user and a port in them."
  (seq-some (lambda (host)
              (pcase-let* ((`(,name ,user ,port) (auth-source-pass--disambiguate host user port))
                           (data (auth-source-pass--find-match-unambiguous name user port)))
                (and data (if (assoc "host" data) data (cons (cons "host" host) data)))))
            (if (listp hosts) hosts (list hosts))))

(defun auth-source-pass--disambiguate (host &optional user port)
  "Return (HOST USER PORT) from HOST, which may be a URL or have a user and a port in it.
USER and PORT, if non-nil, count more."
  (let ((url (url-generic-parse-url (if (string-match-p "\\`[A-Za-z][A-Za-z0-9+.-]*://" host) host (concat "https://" host)))))
    (list (or (url-host url) host)
          (or user (url-user url))
          (or port (let ((number (url-port url))) (and number (number-to-string number)))))))

(defun auth-source-pass--find-match-unambiguous (hostname user port)
  "Return the data of the best entry for HOSTNAME, USER and PORT, or nil."
  (auth-source-pass--do-debug "searching for entries matching hostname=%S, user=%S, port=%S" hostname (or user "") (or port ""))
  (let ((suffixes (auth-source-pass--generate-entry-suffixes hostname user port))
        (entries (auth-source-pass-entries)))
    (auth-source-pass--do-debug "corresponding suffixes to search for: %S" suffixes)
    (seq-some (lambda (suffix)
                (let ((matching (auth-source-pass--entries-matching-suffix suffix entries)))
                  (pcase (length matching)
                    (0 (auth-source-pass--do-debug "found no entries matching %S" suffix) nil)
                    (1 (auth-source-pass--do-debug "found 1 entry matching %S: %S" suffix (car matching))
                       (auth-source-pass-parse-entry (car matching)))
                    (count (auth-source-pass--do-debug "found %d entries matching %S: %S" count suffix matching)
                           (auth-source-pass--select-from-entries matching user)))))
              suffixes)))

(defun auth-source-pass--select-from-entries (entries user)
  "Return the data of the first of ENTRIES that is for USER, or of the first."
  (let ((all (mapcar #'auth-source-pass-parse-entry entries)))
    (or (and user (seq-find (lambda (data) (equal user (auth-source-pass--get-attr "user" data))) all))
        (car all))))

(defun auth-source-pass--entries-matching-suffix (suffix entries)
  "Return those of ENTRIES, by default all of the store, whose last parts are SUFFIX."
  (let ((ending (concat "/" suffix)))
    (seq-filter (lambda (entry) (or (equal entry suffix) (string-suffix-p ending entry)))
                (or entries (auth-source-pass-entries)))))

(defun auth-source-pass--generate-entry-suffixes (hostname user port)
  "Return what names of entries for HOSTNAME, USER and PORT may end with, the most specific first.
PORT may be a list of ports."
  (cl-loop for domain in (auth-source-pass--domains (split-string hostname "\\."))
           append (cl-loop for port in (if (consp port) port (list port))
                           append (auth-source-pass--name-port-user-suffixes domain user port))))

(defun auth-source-pass--domains (name-components)
  "Return the domains of the host whose name consists of NAME-COMPONENTS, the longest first, itself included."
  (cl-loop for rest on name-components collect (mapconcat #'identity rest ".")))

(defun auth-source-pass--name-port-user-suffixes (name user port)
  "Return what names of entries for the host NAME, USER and PORT may end with, the most specific first."
  (let* ((with-port (and port (format "%s%s%s" name auth-source-pass-port-separator port)))
         (with-user (lambda (name) (and user name (list (format "%s@%s" user name) (format "%s/%s" name user))))))
    (append (funcall with-user with-port) (funcall with-user name) (and with-port (list with-port)) (list name))))

(provide 'auth-source-pass)
;;; auth-source-pass.el ends here
