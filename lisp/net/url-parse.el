;;; url-parse.el --- addresses and their parts -*- lexical-binding: t; -*-

;; Manual: (url) URI Parsing.

(require 'cl-lib)
(require 'url-vars)
(autoload 'url-scheme-get-property "url-methods")

(cl-defstruct (url (:constructor nil)
                   (:constructor url-parse-make-urlobj
                                 (&optional type user password host portspec filename target attributes fullness))
                   (:copier nil))
  "The parts of an address."
  type user password host portspec filename target attributes fullness silent (use-cookies t) (asynchronous t))

(defun url-port (urlobj)
  "Return the port of URLOBJ, the one of its scheme if it names none."
  (or (url-portspec urlobj)
      (and (url-type urlobj) (url-scheme-get-property (url-type urlobj) 'default-port))))
(gv-define-setter url-port (port urlobj) `(setf (url-portspec ,urlobj) ,port))

(defun url-path-and-query (urlobj)
  "Return (PATH . QUERY) of URLOBJ; QUERY is nil if there is no question mark."
  (let* ((name (url-filename urlobj)) (mark (and name (string-search "?" name))))
    (if mark (cons (substring name 0 mark) (substring name (1+ mark)))
      (cons name nil))))

(defun url-port-if-non-default (urlobj)
  "Return \":PORT\" for URLOBJ unless it is the port of its scheme, then the empty string."
  (let ((port (url-portspec urlobj)) (type (url-type urlobj)))
    (if (or (null port) (eq port 0) (and type (equal port (url-scheme-get-property type 'default-port))))
        ""
      (format ":%s" port))))

(defun url-recreate-url (urlobj)
  "Return the address of which URLOBJ has the parts."
  (let ((type (url-type urlobj)) (user (url-user urlobj)) (password (url-password urlobj)) (host (url-host urlobj))
        (target (url-target urlobj)) (file (url-filename urlobj)))
    (concat (if type (concat type ":"))
            (if (url-fullness urlobj) "//")
            (if (or user password) (concat user (if password (concat ":" password)) "@"))
            host
            (url-port-if-non-default urlobj)
            file
            (if target (concat "#" target)))))

(defun url-recreate-url-attributes (urlobj)
  "Return the attributes of URLOBJ as the end of an address."
  (mapconcat (lambda (attribute)
               (concat ";" (if (cdr attribute) (concat (car attribute) "=" (cdr attribute)) (car attribute))))
             (url-attributes urlobj) ""))

(defun url-generic-parse-url (url)
  "Return the parts of the address URL, a string, as an object: scheme, user, password, host, port, file name (path and query) and target.
Scheme and host are in lower case.  The file name keeps its slash and is an empty string if there is none."
  (cond ((null url) (url-parse-make-urlobj))
        ((url-p url) url)
        ((not (stringp url)) (url-parse-make-urlobj nil nil nil nil nil ""))
        (t (save-match-data (let ((case-fold-search t)) (url-parse--string url))))))

(defun url-parse--string (url)
  (let ((object (url-parse-make-urlobj)) (start 0) (end nil) (target nil))
    (when (string-match "\\`\\([a-z][-a-z0-9+.]*\\):" url)
      (setf (url-type object) (downcase (match-string 1 url)))
      (setq start (match-end 0)))
    (when (setq target (string-search "#" url start))
      (setf (url-target object) (substring url (1+ target))))
    (setq end (or target (length url)))
    (when (and (<= (+ start 2) end) (equal (substring url start (+ start 2)) "//"))
      (setf (url-fullness object) t)
      (let* ((from (+ start 2)) (to (min end (or (string-match "[/?#]" url from) end))))
        (url-parse--authority object (substring url from to))
        (setq start to)))
    (setf (url-filename object) (substring url start end))
    object))

(defun url-parse--authority (object text)
  "Set user, password, host and port of OBJECT from TEXT, what stands between the slashes."
  (when (string-match "\\`\\([^@]*\\)@" text)
    (let ((user (match-string 1 text)))
      (setq text (substring text (match-end 0)))
      (if (string-match ":" user)
          (setf (url-user object) (substring user 0 (match-beginning 0))
                (url-password object) (substring user (match-end 0)))
        (setf (url-user object) user))))
  (when (string-match ":\\([0-9]*\\)\\'" text)
    (let ((port (match-string 1 text)))
      (unless (equal port "") (setf (url-portspec object) (string-to-number port)))
      (setq text (substring text 0 (match-beginning 0)))))
  (setf (url-host object) (downcase text)))

(defmacro url-bit-for-url (method lookfor url)
  "Return METHOD of URL if that is set, else what the user's authentication source has as LOOKFOR."
  `(let ((object (url-generic-parse-url ,url)))
     (ignore ,lookfor)
     (funcall ,method object)))
(defun url-user-for-url (url) "Return the user that URL names." (url-bit-for-url #'url-user :user url))
(defun url-password-for-url (url) "Return the password that URL names." (url-bit-for-url #'url-password :secret url))

(provide 'url-parse)
;;; url-parse.el ends here
