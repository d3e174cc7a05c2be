;;; url-auth.el --- who the user is, for servers that ask -*- lexical-binding: t; -*-

;; Manual: (url) HTTP authentication.  RFC 7617 (Basic), RFC 7616 (Digest with MD5).

(require 'cl-lib)
(require 'url-parse)
(require 'url-vars)
(declare-function auth-source-search "auth-source")

(defvar url-http-real-basic-auth-storage nil "What is known about users at servers.")
(defvar url-http-proxy-basic-auth-storage nil "What is known about users at proxies.")
(defvar url-basic-auth-storage 'url-http-real-basic-auth-storage
  "The variable that has what is known: alist of servers (HOST:PORT), each an alist of realms or directories and base64 texts.")
(defvar url-digest-auth-storage nil "Alist of servers, each a list of keys (REALM-OR-DIRECTORY USER HA1 HA2).")
(defvar url-registered-auth-schemes nil "Alist of schemes and (FUNCTION . RATING).")

(defun url-auth-user-prompt (url realm)
  "Return the question for the name of the user of REALM at URL."
  (format "Username [for %s]: " (or realm (url-recreate-url (url-auth--object url)))))

(defun url-auth--object (url) (if (stringp url) (url-generic-parse-url url) url))

;;; Where users and passwords are found

(defun url-auth--source (url user)
  "Return the plist that the user's authentication source has for URL and USER, or nil.
An entry may be for HOST or HOST:PORT, and for the number of the port or the scheme of URL."
  (and (require 'auth-source nil t)
       (let* ((found (car (apply #'auth-source-search :max 1
                                 :host (list (url-auth--server url) (url-host url))
                                 :port (list (url-type url) (format "%s" (url-port url)))
                                 (and user (list :user user)))))
              (secret (plist-get found :secret)))
         (and found secret (list :user (or user (plist-get found :user)) :secret (if (functionp secret) (funcall secret) secret))))))

(defun url-do-auth-source-search (server type parameter)
  "Return PARAMETER of what the authentication source has for SERVER and the port or service TYPE."
  (and (require 'auth-source nil t)
       (let ((value (plist-get (car (auth-source-search :max 1 :host server :port type)) parameter)))
         (if (functionp value) (funcall value) value))))

(defun url-auth--ask (url realm user)
  "Ask for user and password for REALM at URL, USER being likely; return (:user USER :secret PASSWORD), or nil if nobody answers."
  (condition-case nil
      (let* ((user (read-string (url-auth-user-prompt url realm) (or user (user-real-login-name))))
             (secret (read-passwd "Password: ")))
        (list :user user :secret secret))
    (end-of-file nil)))

;;; Basic

(defun url-auth--directory (url)
  "Return the directory of the path of URL."
  (or (file-name-directory (or (car (url-path-and-query url)) "")) "/"))

(defun url-auth--server (url) (format "%s:%d" (url-host url) (url-port url)))

(defun url-auth--covering (directory entries)
  "Return the entry of ENTRIES, an alist of realms and directories, whose directory covers DIRECTORY most closely."
  (let ((best nil))
    (dolist (entry entries best)
      (when (and (string-prefix-p "/" (car entry)) (string-prefix-p (car entry) directory)
                 (or (null best) (> (length (car entry)) (length (car best)))))
        (setq best entry)))))

(defun url-basic-auth (url &optional prompt overwrite realm _args)
  "Return what the Authorization field has for URL by Basic authentication, or nil if no user is known.
PROMPT asks the user; OVERWRITE forgets what was known before; REALM is what the server named, by default the directory."
  (let* ((url (url-auth--object url)) (server (url-auth--server url))
         (directory (or realm (url-auth--directory url)))
         (entries (cdr (assoc server (symbol-value url-basic-auth-storage))))
         (known (and (not overwrite)
                     (cdr (or (assoc directory entries) (and (null realm) (url-auth--covering directory entries))))))
         (found (cond (known nil)
                      ((and (url-password url) (not (and overwrite prompt))) (list :user (url-user url) :secret (url-password url)))
                      (t (or (and (not overwrite) (or prompt realm (url-user url)) (url-auth--source url (url-user url)))
                             (and prompt (url-auth--ask url realm (url-user url)))))))
         (text (or known
                   (and found (base64-encode-string
                               (encode-coding-string (format "%s:%s" (or (plist-get found :user) "") (plist-get found :secret)) 'utf-8) t)))))
    (when (and text (not known) (not (url-password url)))
      (url-auth--remember server directory text)
      (when realm (url-auth--remember server (url-auth--directory url) text)))
    (and text (concat "Basic " text))))

(defun url-auth--remember (server directory text)
  "Keep TEXT for DIRECTORY, or a realm, at SERVER."
  (let ((entry (assoc server (symbol-value url-basic-auth-storage))))
    (unless entry
      (setq entry (list server))
      (set url-basic-auth-storage (cons entry (symbol-value url-basic-auth-storage))))
    (setcdr entry (cons (cons directory text) (cl-remove directory (cdr entry) :key #'car :test #'equal)))))

;;; Digest

(defun url-digest-auth-colonjoin (&rest args) "Return ARGS, strings, joined by colons." (mapconcat #'identity args ":"))
(defun url-digest-auth-kd (data secret) "Return the digest of SECRET and DATA." (md5 (url-digest-auth-colonjoin secret data) nil nil nil t))
(defun url-digest-auth-make-ha1 (user realm password)
  "Return the digest of USER, REALM and PASSWORD."
  (md5 (encode-coding-string (url-digest-auth-colonjoin user realm password) 'utf-8)))
(defun url-digest-auth-make-ha2 (method digest-uri)
  "Return the digest of METHOD and DIGEST-URI." (md5 (url-digest-auth-colonjoin method digest-uri)))
(defun url-digest-auth-make-request-digest (ha1 ha2 nonce)
  "Return the answer to NONCE for HA1 and HA2." (md5 (url-digest-auth-colonjoin ha1 nonce ha2)))
(defun url-digest-auth-make-request-digest-qop (qop ha1 ha2 nonce nc cnonce)
  "Return the answer to NONCE for HA1 and HA2 with the protection QOP, the count NC and the client's CNONCE."
  (md5 (url-digest-auth-colonjoin ha1 nonce nc cnonce qop ha2)))
(defun url-digest-auth-nonce-count (_nonce) "Return how often the nonce was used with this request: each is used once." "00000001")
(defun url-digest-auth-make-cnonce ()
  "Return a new nonce of the client."
  (base64-encode-string (secure-hash 'md5 (format "%s%s%s" (random) (current-time) (emacs-pid))) t))
(defun url-digest-auth-name-value-string (pairs)
  "Return PAIRS, an alist of symbols and strings, as NAME=\"VALUE\" with commas."
  (mapconcat (lambda (pair) (format "%s=\"%s\"" (symbol-name (car pair)) (cdr pair))) pairs ", "))

(defun url-digest-auth-server-id (url) "Return \"HOST:PORT\" of URL, an object." (url-auth--server url))
(defun url-digest-auth-directory-id (url realm) "Return REALM, or the directory of URL, an object." (or realm (url-auth--directory url)))
(defun url-digest-auth-directory-id-assoc (dirkey keylist)
  "Return the key of KEYLIST for DIRKEY: the same realm, or a directory that contains it."
  (or (assoc dirkey keylist)
      (and (string-prefix-p "/" dirkey) (url-auth--covering dirkey keylist))))

(defun url-digest-cached-key (url realm)
  "Return the key that is known for REALM, or the directory of URL, an object."
  (url-digest-auth-directory-id-assoc (url-digest-auth-directory-id url realm)
                                      (cdr (assoc (url-digest-auth-server-id url) url-digest-auth-storage))))

(defun url-digest-cache-key (key url)
  "Keep KEY, (REALM-OR-DIRECTORY USER HA1 HA2), for the server of URL, an object."
  (let* ((server (url-digest-auth-server-id url)) (entry (assoc server url-digest-auth-storage)))
    (if entry (setcdr entry (cons key (cl-remove (car key) (cdr entry) :key #'car :test #'equal)))
      (push (list server key) url-digest-auth-storage))))

(defun url-digest-auth-create-key (username password realm method uri)
  "Return (HA1 HA2) for USERNAME with PASSWORD in REALM and METHOD of URI, a path or an object."
  (list (url-digest-auth-make-ha1 username realm password)
        (url-digest-auth-make-ha2 method (if (stringp uri) uri (url-filename uri)))))

(defun url-digest-auth-source-creds (url)
  "Return (:user USER :secret PASSWORD) that the authentication source has for URL, an object, or nil."
  (url-auth--source url (url-user url)))

(defun url-digest-prompt-creds (url realm &optional creds)
  "Ask for user and password for REALM at URL; those of CREDS are likely."
  (let ((found (url-auth--ask url realm (or (plist-get creds :user) (url-user url)))))
    (and found (append found '(:source interactive)))))

(defun url-digest-find-creds (url prompt &optional realm)
  "Return (:user USER :secret PASSWORD :source WHERE) for REALM at URL, an object, or nil.
They are taken from URL, the authentication source or, with PROMPT, the user."
  (let ((from-source (and (not (url-password url)) (url-digest-auth-source-creds url))))
    (cond ((and (url-user url) (url-password url)) (list :user (url-user url) :secret (url-password url) :source 'url))
          (from-source (append from-source '(:source authsource)))
          (prompt (url-digest-prompt-creds url realm)))))

(defvar url-http-method)
(defun url-digest-find-new-key (url realm prompt)
  "Return a key (REALM-OR-DIRECTORY USER HA1 HA2) for REALM at URL, an object, or nil if no user is known; PROMPT asks for one."
  (let ((found (url-digest-find-creds url prompt realm)))
    (and (plist-get found :user) (plist-get found :secret)
         (append (list (url-digest-auth-directory-id url realm) (plist-get found :user))
                 (url-digest-auth-create-key (plist-get found :user) (plist-get found :secret) (or realm "")
                                             (or (bound-and-true-p url-http-method) "GET") url)))))

(defun url-digest-auth--qop (attrs)
  "Return the protection to use with the challenge ATTRS: nil for none, or `unsupported'."
  (let* ((offered (cdr (assoc "qop" attrs))) (algorithm (cdr (assoc "algorithm" attrs))))
    (cond ((and algorithm (not (equal (downcase algorithm) "md5"))) 'unsupported)
          ((member offered '(nil "")) nil)
          ((member "auth" (split-string offered "[ ,]+" t)) "auth")
          (t 'unsupported))))

(defun url-digest-auth-build-response (key url realm attrs)
  "Return what the Authorization field has for KEY, (REALM-OR-DIRECTORY USER HA1 HA2), REALM and URL, an object.
ATTRS is the challenge: an alist with \"nonce\" and perhaps \"opaque\", \"qop\" and \"algorithm\"."
  (let* ((nonce (cdr (assoc "nonce" attrs))) (opaque (cdr (assoc "opaque" attrs)))
         (uri (if (equal (url-filename url) "") "/" (url-filename url)))
         (user (nth 1 key)) (ha1 (nth 2 key)) (ha2 (nth 3 key)) (qop (url-digest-auth--qop attrs)))
    (when nonce
      (concat "Digest "
              (url-digest-auth-name-value-string
               (append
                `((username . ,user) (realm . ,realm) (nonce . ,nonce) (uri . ,uri))
                (cond ((eq qop 'unsupported)
                       (display-warning 'url "The server demands a kind of digest that is not known")
                       nil)
                      (qop (let ((nc (url-digest-auth-nonce-count nonce)) (cnonce (url-digest-auth-make-cnonce)))
                             `((qop . ,qop) (nc . ,nc) (cnonce . ,cnonce)
                               (response . ,(url-digest-auth-make-request-digest-qop qop ha1 ha2 nonce nc cnonce)))))
                      (t `((response . ,(url-digest-auth-make-request-digest ha1 ha2 nonce)))))
                (and opaque `((opaque . ,opaque)))))))))

(defun url-digest-auth (url &optional prompt overwrite realm attrs)
  "Return what the Authorization field has for URL by Digest authentication, or nil if no user is known.
PROMPT asks the user; OVERWRITE forgets what was known before; REALM is what the server named and ATTRS its challenge."
  (let* ((url (url-auth--object url))
         (known (let ((key (and (not overwrite) (url-digest-cached-key url realm))))
                  (and key (not (url-password url)) (member (url-user url) (list nil (nth 1 key))) key)))
         (fresh (and (assoc "nonce" attrs) (null known) (url-digest-find-new-key url realm prompt)))
         (key (or fresh known)))
    (when fresh (url-digest-cache-key fresh url))
    (when (and key (assoc "nonce" attrs) (not (eq (url-digest-auth--qop attrs) 'unsupported)))
      ;; The second digest is that of the request at hand, whatever the key was made for.
      (url-digest-auth-build-response
       (list (nth 0 key) (nth 1 key) (nth 2 key)
             (url-digest-auth-make-ha2 (or (bound-and-true-p url-http-method) "GET")
                                       (if (equal (url-filename url) "") "/" (url-filename url))))
       url realm attrs))))

;;; Schemes

(defun url-get-authentication (url realm type prompt &optional args)
  "Return what the Authorization field has for URL, a string or an object, or nil if no user is known.
REALM is the one the server named, or nil.  TYPE is the name of a scheme, or nil or `any' for the strongest of which something is
known.  PROMPT non-nil asks the user.  ARGS is the alist of the server's challenge."
  (let ((realm (if (memq realm '(any nil)) (cdr (assoc "realm" args)) realm))
        (url (url-auth--object url)))
    (if (memq type '(nil any))
        (let ((found nil) (best -1))
          (dolist (scheme url-registered-auth-schemes found)
            (when (> (cddr scheme) best)
              (let ((text (funcall (cadr scheme) url nil nil realm args)))
                (when text (setq found text best (cddr scheme)))))))
      (let ((scheme (assoc (downcase (format "%s" type)) url-registered-auth-schemes)))
        (and scheme (funcall (cadr scheme) url prompt (and prompt (eq prompt 'again)) realm args))))))

(defun url-register-auth-scheme (type &optional function rating)
  "Register TYPE, the name of a scheme of authentication, with FUNCTION, by default `url-TYPE-auth', and RATING, its strength from 1 to 10.
FUNCTION is called with the address, whether to ask, whether to forget what was known, the realm and the challenge."
  (let* ((name (downcase (format "%s" type)))
         (function (or function (intern (format "url-%s-auth" name))))
         (rating (cond ((null rating) 2) ((stringp rating) (string-to-number rating)) (t rating)))
         (entry (assoc name url-registered-auth-schemes)))
    (if (not (fboundp function))
        (display-warning 'security (format-message "Tried to register `%s' as an auth scheme, but it is not a function!" function))
      (if entry (progn (setcdr entry (cons function rating)) url-registered-auth-schemes)
        (push (cons name (cons function rating)) url-registered-auth-schemes)))))

(defun url-auth-registered (scheme) "Return what is registered for SCHEME, a string, or nil." (assoc scheme url-registered-auth-schemes))

(url-register-auth-scheme "basic" nil 4)
(url-register-auth-scheme "digest" nil 7)

(provide 'url-auth)
;;; url-auth.el ends here
