;;; url.el --- fetching what addresses name -*- lexical-binding: t; -*-

;; Manual: (url) Retrieving URLs.

(require 'url-auth)
(require 'url-cookie)
(require 'url-expand)
(require 'url-history)
(require 'url-methods)
(require 'url-parse)
(require 'url-privacy)
(require 'url-proxy)
(require 'url-util)
(require 'url-vars)
(require 'url-http)

(defvar url-dead-buffer-list nil "Buffers of requests that were redirected; they are killed when the next one begins.")
(defvar url-retrieve-number-of-calls 0 "How many requests were made.")

(defun url-do-setup ()
  "Set the library up, once: find out the user's files, cookies and proxies."
  (unless url-setup-done
    (setq url-configuration-directory (expand-file-name url-configuration-directory))
    (unless url-history-file (setq url-history-file (expand-file-name "history" url-configuration-directory)))
    (unless url-cookie-file (setq url-cookie-file (expand-file-name "cookies" url-configuration-directory)))
    (url-cookie-parse-file)
    (when url-history-track (url-history-parse-history) (url-history-setup-save-timer))
    (url--setup-no-proxy)
    (url-setup-privacy-info)
    (run-hooks 'url-load-hook)
    (setq url-setup-done t)))

(defun url--setup-no-proxy ()
  "Take the hosts that need no proxy from the environment."
  (let ((hosts (or (getenv "no_proxy") (getenv "NO_PROXY"))))
    (when (and hosts (not (equal hosts "")) (not (assoc "no_proxy" url-proxy-services)))
      (push (cons "no_proxy"
                  (concat "\\(?:"
                          (mapconcat (lambda (host) (replace-regexp-in-string "\\\\\\*" ".*" (regexp-quote host)))
                                     (split-string hosts "[ ,]+" t) "\\|")
                          "\\)\\'"))
            url-proxy-services))))

(defun url-mark-buffer-as-dead (buff) "Kill BUFF, which was redirected, when the next request begins." (push buff url-dead-buffer-list))

(defun url-gc-dead-buffers ()
  "Kill the buffers of requests that were redirected."
  (let ((kill-buffer-query-functions nil))
    (dolist (buffer (prog1 url-dead-buffer-list (setq url-dead-buffer-list nil)))
      (when (buffer-live-p buffer) (kill-buffer buffer)))))

(defun url-retrieve (url callback &optional cbargs silent inhibit-cookies)
  "Fetch URL, a string or an object, in the background, then call CALLBACK with a status and CBARGS.
CALLBACK is called in a buffer that has the answer, header and body; the status is a plist of what happened, the
latest first:
  :redirect ADDRESS  the server sent us on to ADDRESS
  :error (error TYPE . DATA)  something failed, as in (error http 404)
SILENT shows nothing meanwhile; INHIBIT-COOKIES neither sends nor takes cookies.  Characters that addresses do not have are
encoded first.  Return the buffer, or nil if there will be nothing to see, as for mailto.
`url-request-method', `url-request-data' and `url-request-extra-headers' describe the request."
  (url-retrieve-internal url callback (cons nil cbargs) silent inhibit-cookies))

(defun url-retrieve-internal (url callback cbargs &optional silent inhibit-cookies)
  "Fetch URL as `url-retrieve' does, but the first element of CBARGS is the status so far."
  (url-do-setup)
  (url-gc-dead-buffers)
  (setq url-retrieve-number-of-calls (1+ url-retrieve-number-of-calls))
  (let ((url (if (url-p url) url
               (url-generic-parse-url (url-encode-url (if (stringp url) (substring-no-properties url) (format "%s" (or url ""))))))))
    (unless (functionp callback) (error "Must provide a callback function to url-retrieve"))
    (unless (url-type url) (error "Bad url: %s" (url-recreate-url url)))
    (setf (url-silent url) silent
          (url-asynchronous url) url-asynchronous
          (url-use-cookies url) (not inhibit-cookies))
    (when url-history-track (url-history-update-url url (current-time)))
    (let* ((loader (url-scheme-get-property (url-type url) 'loader))
           (url-using-proxy (and (url-host url) (url-find-proxy-for-url url (url-host url))))
           (background (or url-using-proxy (url-scheme-get-property (url-type url) 'asynchronous-p))))
      (when url-using-proxy (setq loader #'url-proxy))
      (if background
          (let ((buffer (funcall loader url callback cbargs)))
            (when (buffer-live-p buffer) buffer))
        (let ((buffer (funcall loader url)))
          (when buffer
            (with-current-buffer buffer (apply callback cbargs)))
          buffer)))))

(defun url-retrieve-synchronously (url &optional silent inhibit-cookies timeout)
  "Fetch URL, a string or an object, and return the buffer with the answer, header and body, or nil if there is none.
SILENT shows nothing meanwhile; INHIBIT-COOKIES neither sends nor takes cookies.  After TIMEOUT seconds the request is given
up and the value is nil.  An error says that the server cannot be reached."
  (let* ((answer nil) (done nil) (url-asynchronous nil)
         (limit (and timeout (time-add nil timeout)))
         (buffer (url-retrieve url (lambda (&rest _) (setq done t answer (current-buffer))) nil silent inhibit-cookies)))
    (when buffer
      (unwind-protect
          (while (not (or done (and limit (time-less-p limit nil))))
            (accept-process-output nil (if limit (max 0.001 (min 0.02 (float-time (time-subtract limit nil)))) 0.02)))
        (unless done (url--abandon buffer)))
      answer)))

(defun url--abandon (buffer)
  "Give the request of BUFFER, or of the one it was redirected to, up."
  (let ((kill-buffer-query-functions nil) (next buffer))
    (while (and (buffer-live-p next) (buffer-local-value 'url-redirect-buffer next))
      (setq next (buffer-local-value 'url-redirect-buffer next)))
    (when (buffer-live-p next)
      (let ((process (buffer-local-value 'url-http-process next)))
        (with-current-buffer next (setq url-http--state 'done))
        (when (and (processp process) (eq (process-buffer process) next)) (url-http--forget process)))
      (kill-buffer next))))

(defalias 'url-warn #'display-warning)
(autoload 'url-copy-file "url-handlers")
(autoload 'url-insert-file-contents "url-handlers")
(autoload 'url-file-local-copy "url-handlers")
(autoload 'url-insert "url-handlers")
(autoload 'url-handler-mode "url-handlers" nil t)
(autoload 'url-queue-retrieve "url-queue")
(autoload 'url-store-in-cache "url-cache")
(autoload 'url-fetch-from-cache "url-cache")
(autoload 'url-is-cached "url-cache")
(autoload 'url-cache-extract "url-cache")

(provide 'url)
;;; url.el ends here
