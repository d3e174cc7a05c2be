;;; url-http-methods.el --- what servers of HTTP know about a resource -*- lexical-binding: t; -*-

(require 'url-http)
(declare-function url-retrieve-synchronously "url")
(autoload 'url-retrieve-synchronously "url")

(defun url-http-head (url)
  "Return the buffer with the answer to a HEAD request for URL."
  (let ((url-request-method "HEAD") (url-request-data nil)) (url-retrieve-synchronously url)))

(defmacro url-http--with-answer (buffer &rest body)
  "Do BODY in BUFFER, the answer to a request or nil, and kill it; return nil without buffer."
  (declare (indent 1))
  `(let ((answer ,buffer))
     (when answer
       (unwind-protect (with-current-buffer answer ,@body)
         (kill-buffer answer)))))

(defun url-http-file-exists-p (url)
  "Return t if the server has something at URL."
  (url-http--with-answer (url-http-head url)
    (and (integerp url-http-response-status) (<= 200 url-http-response-status 299))))
(defalias 'url-http-file-readable-p #'url-http-file-exists-p)

(defun url-http-head-file-attributes (url &optional _id-format)
  "Return a list like that of `file-attributes' for URL, of which only the size is known, or nil."
  (url-http--with-answer (url-http-head url)
    (and (integerp url-http-response-status) (<= 200 url-http-response-status 299)
         (list nil 1 0 0 nil nil nil (or url-http-content-length -1) (make-string 10 ?-) nil nil nil))))
(defalias 'url-http-file-attributes #'url-http-head-file-attributes)

(defun url-http-options (url)
  "Return a plist of what can be done with URL: `methods', a list of symbols, `dav', `dasl', `ranges' and `p3p'."
  (url-http--with-answer (let ((url-request-method "OPTIONS") (url-request-data nil)) (url-retrieve-synchronously url))
    (let ((options nil)
          (words (lambda (name) (let ((value (url-http--header-field name))) (and value (split-string value "[ ,]+" t))))))
      (when (and url-http-end-of-headers (eql (/ url-http-response-status 100) 2))
        (dolist (row '((methods "allow" t) (dav "dav" nil) (dasl "dasl" nil) (ranges "accept-ranges" t)))
          (let ((found (funcall words (nth 1 row))))
            (when found (setq options (plist-put options (car row) (if (nth 2 row) (mapcar #'intern found) found))))))
        (let ((p3p (url-http--header-field "p3p"))) (when p3p (setq options (plist-put options 'p3p p3p)))))
      options)))

(dolist (operation '(file-exists-p file-readable-p file-attributes))
  (defalias (intern (format "url-https-%s" operation)) (intern (format "url-http-%s" operation))))

(provide 'url-http-methods)
;;; url-http-methods.el ends here
