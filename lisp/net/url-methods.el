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

(defun url-scheme-register-proxy (_scheme) "Take the proxy for SCHEME from the environment; none is." nil)

(defun url-scheme-get-property (scheme property)
  "Return PROPERTY of SCHEME, such as `default-port' or `expand-file-name'."
  (let* ((scheme (downcase scheme)) (known (assoc scheme url-methods--ports)) (own (gethash scheme url-scheme-registry)))
    (cond ((plist-member own property) (plist-get own property))
          ((eq property 'name) scheme)
          ((and known (eq property 'default-port)) (cdr known))
          ((and (eq property 'expand-file-name) (member scheme '("http" "https" "ftp" "file" "ldap")))
           (intern (format "url-%s-expand-file-name" scheme)))
          ((and known (eq property 'loader)) (intern (concat "url-" (if (equal scheme "ftp") "file" scheme))))
          ((and (eq property 'asynchronous-p) (member scheme '("http" "https" "ftp" "file" "gopher"))) t)
          (t (plist-get url-scheme-default-properties property)))))

(defun url-scheme-default-loader (url &optional _callback _cbargs)
  "Signal that the scheme of URL is not known."
  (signal 'error (list (format "Unknown URL scheme: %s" (url-type url)))))

(declare-function url-type "url-parse")

(provide 'url-methods)
;;; url-methods.el ends here
