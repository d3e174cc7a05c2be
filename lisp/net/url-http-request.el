;;; url-http-request.el --- what is sent to servers of HTTP -*- lexical-binding: t; -*-

;; Manual: (url) HTTP language/coding, Customization.  The state of a request is kept in variables of its buffer.

(require 'puny)
(require 'url-auth)
(require 'url-cookie)
(require 'url-parse)
(require 'url-privacy)
(require 'url-proxy)
(require 'url-util)
(require 'url-vars)

(defcustom url-http-referer-policy nil "Accepted; see `url-privacy-level' and `url-lastloc-privacy-level'." :type 'sexp :group 'url)
(defconst url-http-version "1.1" "The version of HTTP that is spoken: 1.1 or 1.0.")
(defconst url-http-default-port 80 "The port of HTTP.")
(defconst url-https-default-port 443 "The port of HTTPS.")
(defconst url-http-asynchronous-p t "HTTP is fetched in the background.")
(defconst url-https-asynchronous-p t "HTTPS is fetched in the background.")

(defvar-local url-http-method nil "The method of the request.")
(defvar-local url-http-data nil "What the request sends, a string or nil.")
(defvar-local url-http-extra-headers nil "Alist of the fields that were asked for.")
(defvar-local url-http-target-url nil "The object that is fetched.")
(defvar-local url-http-proxy nil "The object of the proxy, or nil.")
(defvar-local url-http-referer nil "The address to name as the referring one, or nil.")
(defvar-local url-http-noninteractive nil "Whether the user may not be asked anything.")
(defvar-local url-http--authorization nil "The Authorization field that answers the server's challenge, or nil.")
(defvar-local url-http--proxy-authorization nil "The Proxy-Authorization field that answers the proxy's challenge, or nil.")

(defun url-http--encode-string (s)
  "Return S as a unibyte string if all of it is ASCII, else S."
  (if (and (multibyte-string-p s) (not (string-match-p "[^[:ascii:]]" s))) (encode-coding-string s 'us-ascii) s))

(defun url-http--user-agent-default-string ()
  "Return the User-Agent field that `url-privacy-level' allows, or nil."
  (unless (url-privacy--hides-p 'agent)
    (let ((package (and url-package-name
                        (concat url-package-name (and url-package-version (concat "/" url-package-version)) " ")))
          (version (and (not (url-privacy--hides-p 'emacs)) (concat " Emacs/" emacs-version)))
          (system (and (not (url-privacy--hides-p 'os)) (format " (TTY; %s)" system-configuration))))
      (concat package "URL/" url-version version system))))

(defun url-http-user-agent-string ()
  "Return the User-Agent field, with its name and CRLF, or an empty string."
  (let ((agent (cond ((eq url-user-agent 'default) (url-http--user-agent-default-string))
                     ((functionp url-user-agent) (funcall url-user-agent))
                     (t url-user-agent))))
    (if agent (format "User-Agent: %s\r\n" (string-trim agent)) "")))

(defun url-http--get-referer (url)
  "Return the address that may be named as the referring one to URL, an object, or nil."
  (let ((last url-current-lastloc))
    (and last (not (url-privacy--hides-p 'lastloc))
         (not (and (equal (url-type last) "https") (not (equal (url-type url) "https"))))
         (pcase url-lastloc-privacy-level
           ('host-match (equal (url-host last) (url-host url)))
           ('domain-match (equal (url-domain last) (url-domain url)))
           (_ t))
         (let ((shown (copy-sequence last)))
           (setf (url-user shown) nil (url-password shown) nil (url-target shown) nil)
           (url-recreate-url shown)))))

(defun url-http--path (url)
  "Return what the request line has for URL: the path, or the whole address for a proxy."
  (if (and url-http-proxy (not (equal (url-type url) "https")))
      (let ((whole (copy-sequence url)))
        (setf (url-user whole) nil (url-password whole) nil)
        (url-recreate-url whole))
    (let ((file (url-filename url)))
      (cond ((string-prefix-p "?" file) (concat "/" file))
            ((equal file "") "/")
            (t file)))))

(defun url-http--given-p (name)
  "Return non-nil if the caller gives the field NAME: it takes the place of ours."
  (assoc name url-http-extra-headers (lambda (given wanted) (equal (downcase given) (downcase wanted)))))

(defun url-http--field (name value)
  "Return the field NAME with VALUE and CRLF; an empty string if VALUE is nil or the caller gives the field."
  (if (or (null value) (url-http--given-p name)) "" (concat name ": " value "\r\n")))

(defun url-http--credentials (url storage)
  "Return what is known of the user of URL in STORAGE before any challenge, or nil."
  (let ((url-basic-auth-storage storage)) (url-get-authentication url nil 'any nil)))

(defun url-http--fields ()
  "Return the list of fields of the request, each with CRLF."
  (let* ((url url-http-target-url)
         (keep (and url-http-attempt-keepalives (not url-http-proxy) (equal url-http-version "1.1"))))
    (list
     (url-http--field "MIME-Version" "1.0")
     (url-http--field "Connection" (if keep "keep-alive" "close"))
     (url-http--field "Extension" url-extensions-header)
     (url-http--field "Host" (concat (puny-encode-domain (url-host url)) (url-port-if-non-default url)))
     (url-http--field "From" (and (not (url-privacy--hides-p 'email)) url-personal-mail-address))
     (url-http--field "Accept-encoding" url-mime-encoding-string)
     (url-http--field "Accept-charset" url-mime-charset-string)
     (url-http--field "Accept-language" url-mime-language-string)
     (url-http--field "Accept" (or url-mime-accept-string "*/*"))
     (if (url-http--given-p "User-Agent") "" (url-http-user-agent-string))
     (url-http--field "Proxy-Authorization"
                      (and url-http-proxy (not (equal (url-type url) "https"))
                           (or url-http--proxy-authorization
                               (url-http--credentials url-http-proxy 'url-http-proxy-basic-auth-storage))))
     (url-http--field "Authorization"
                      (or url-http--authorization (url-http--credentials url 'url-http-real-basic-auth-storage)))
     (if (and (url-use-cookies url) (not (url-http--given-p "Cookie")))
         (url-cookie-generate-header-lines (url-host url) (url-filename url) (equal (url-type url) "https"))
       "")
     (url-http--field "Referer" url-http-referer)
     (mapconcat (lambda (field)
                  (if (cdr field) (concat (url-http--one-line (car field)) ": " (url-http--one-line (format "%s" (cdr field))) "\r\n") ""))
                url-http-extra-headers "")
     (url-http--field "Content-length"
                      (and url-http-data (number-to-string (length (url-http--encode-string url-http-data))))))))

(defun url-http--one-line (text)
  "Return TEXT; signal an error if it has line ends, which would begin another field."
  (when (string-match-p "[\r\n\0]" text) (error "A header field has more than one line: %S" text))
  text)

(defun url-http-create-request ()
  "Return the request for `url-http-target-url', a unibyte string.
It is made of `url-http-method', `url-http-data', `url-http-extra-headers', `url-http-proxy' and `url-http-referer'."
  (let ((request (mapconcat #'url-http--encode-string
                            `(,(format "%s %s HTTP/%s\r\n" (url-http--one-line (format "%s" url-http-method))
                                       (url-http--one-line (url-http--path url-http-target-url)) url-http-version)
                              ,@(url-http--fields) "\r\n" ,(or url-http-data ""))
                            "")))
    (when (multibyte-string-p request)
      (error "Multibyte text in HTTP request: %s" request))
    request))

(provide 'url-http-request)
;;; url-http-request.el ends here
