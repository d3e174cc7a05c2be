;;; url-methods.el --- what is known of the schemes of addresses -*- lexical-binding: t; -*-

(require 'url-vars)

(defconst url-scheme-default-properties
  '(name "unknown" loader url-scheme-default-loader default-port 0 expand-file-name url-identity-expander
         parse-url url-generic-parse-url asynchronous-p nil file-directory-p ignore file-truename identity
         file-exists-p ignore file-attributes ignore)
  "What holds for a scheme of which nothing is known.")

(defconst url-methods--ports
  '(("http" . 80) ("https" . 443) ("ftp" . 21) ("file" . 21) ("ldap" . 389) ("imap" . 143) ("irc" . 6667))
  "The ports that schemes have if an address names none.")

;;; Proxies

(defvar url-scheme--registering-proxy nil "Whether a proxy is being registered: its own scheme needs none.")

(defun url-scheme-register-proxy (scheme)
  "Put the proxy for SCHEME that the environment variable SCHEME_proxy names into `url-proxy-services'."
  (let* ((names (list (concat (upcase scheme) "_PROXY") (concat scheme "_proxy") (concat (upcase scheme) "_proxy")))
         (proxy (seq-some #'getenv names)) (entry (assoc scheme url-proxy-services)))
    (when (and proxy (not (equal proxy "")) (not url-scheme--registering-proxy))
      (let* ((url-scheme--registering-proxy t)
             (urlobj (url-generic-parse-url proxy))
             (name (if (and (equal (url-type urlobj) "http") (url-host urlobj) (not (url-user urlobj)))
                       (format "%s:%d" (url-host urlobj) (url-port urlobj))
                     proxy)))
        (message "Using a proxy for %s..." scheme)
        (if entry (setcdr entry name)
          (push (cons scheme name) url-proxy-services))))))
(declare-function url-generic-parse-url "url-parse")
(declare-function url-host "url-parse")
(declare-function url-user "url-parse")
(declare-function url-port "url-parse")

;;; Properties

(defconst url-scheme-methods
  '((default-port . variable) (asynchronous-p . variable) (expand-file-name . function) (file-exists-p . function)
    (file-attributes . function) (parse-url . function) (file-symlink-p . function) (file-writable-p . function)
    (file-directory-p . function) (file-executable-p . function) (directory-files . function) (file-truename . function))
  "What a library for a scheme can define, as url-SCHEME-PROPERTY, and whether it is a function or a variable.")

(defconst url-methods--libraries
  '(("http" . url-http) ("https" . url-http) ("file" . url-file) ("ftp" . url-file) ("data" . url-misc) ("mailto" . url-misc)
    ("about" . url-misc) ("man" . url-misc) ("info" . url-misc))
  "The libraries of the schemes that are known; others are looked for as url-SCHEME.")

(defun url-methods--load (scheme)
  "Load the library of SCHEME, once, and register its proxy; return a plist of what it defines."
  (let ((known (cdr (assoc scheme url-methods--libraries))) (found nil))
    (url-scheme-register-proxy scheme)
    (when (string-match-p "\\`[a-z][a-z0-9+.-]*\\'" scheme)
      (if known (require known) (load (concat "url-" scheme) t t)))
    (dolist (method url-scheme-methods)
      (let ((symbol (intern-soft (format "url-%s-%s" scheme (car method)))))
        (when (and symbol (if (eq (cdr method) 'function) (fboundp symbol) (boundp symbol)))
          (setq found (plist-put found (car method) (if (eq (cdr method) 'function) symbol (symbol-value symbol)))))))
    (let ((loader (intern-soft (concat "url-" scheme))))
      (when (and loader (fboundp loader)) (setq found (plist-put found 'loader loader))))
    (setq found (plist-put found 'name scheme))
    (puthash scheme found url-scheme-registry)
    found))

(defun url-scheme-get-property (scheme property)
  "Return PROPERTY of SCHEME, such as `default-port' or `expand-file-name'."
  (let* ((scheme (downcase scheme)) (port (assoc scheme url-methods--ports)))
    ;; What parsing asks for needs no library.
    (cond ((eq property 'name) scheme)
          ((and port (eq property 'default-port)) (cdr port))
          ((and (eq property 'expand-file-name) (member scheme '("http" "https" "ftp" "file" "ldap")))
           (intern (format "url-%s-expand-file-name" scheme)))
          (t (let ((own (or (gethash scheme url-scheme-registry) (url-methods--load scheme))))
               (plist-get (if (plist-member own property) own url-scheme-default-properties) property))))))

(defun url-scheme-default-loader (url &optional _callback _cbargs)
  "Signal that the scheme of URL is not known."
  (signal 'error (list (format "Unknown URL scheme: %s" (url-type url)))))

(declare-function url-type "url-parse")

(provide 'url-methods)
;;; url-methods.el ends here
