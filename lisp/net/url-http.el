;;; url-http.el --- fetching by HTTP and HTTPS -*- lexical-binding: t; -*-

;; Manual: (url) http/https.  url-http-request.el makes the request, url-http-connection.el keeps connections, url-http-answer.el takes the
;; answer in; here is what follows from it.  Everything about a request is in variables of its buffer.

(require 'url-http-answer)
(require 'url-http-connection)
(require 'url-http-request)
(declare-function url-retrieve-internal "url")
(declare-function url-mark-buffer-as-dead "url")
(declare-function url-store-in-cache "url-cache")

(defvar-local url-callback-function nil "Function to call with the answer.")
(defvar-local url-callback-arguments nil "What to call `url-callback-function' with: the status, a plist, and then what the caller gave.")
(defvar url-redirect-buffer nil "In the buffer of a request that was redirected: the buffer of the request that goes on.")
(make-variable-buffer-local 'url-redirect-buffer)
(defvar-local url-http--redirections 0 "How many redirections led here.")
(defvar-local url-http--attempts 0 "How often the request was answered with the demand for authentication.")
(defvar-local url-http--gateway nil "How connections are made, see `url-open-stream'.")

(defconst url-http-codes
  '((100 continue "Continue with request") (101 switching-protocols "Switching protocols")
    (102 processing "Processing (Added by DAV)") (200 OK "OK") (201 created "Created") (202 accepted "Accepted")
    (203 non-authoritative "Non-authoritative information") (204 no-content "No content") (205 reset-content "Reset content")
    (206 partial-content "Partial content") (207 multi-status "Multi-status (Added by DAV)")
    (300 multiple-choices "Multiple choices") (301 moved-permanently "Moved permanently") (302 found "Found")
    (303 see-other "See other") (304 not-modified "Not modified") (305 use-proxy "Use proxy")
    (307 temporary-redirect "Temporary redirect") (308 permanent-redirect "Permanent redirect")
    (400 bad-request "Bad Request") (401 unauthorized "Unauthorized") (402 payment-required "Payment required")
    (403 forbidden "Forbidden") (404 not-found "Not found") (405 method-not-allowed "Method not allowed")
    (406 not-acceptable "Not acceptable") (407 proxy-authentication-required "Proxy authentication required")
    (408 request-timeout "Request time-out") (409 conflict "Conflict") (410 gone "Gone") (411 length-required "Length required")
    (412 precondition-failed "Precondition failed") (413 request-entity-too-large "Request entity too large")
    (414 request-uri-too-large "Request-URI too large") (415 unsupported-media-type "Unsupported media type")
    (416 requested-range-not-satisfiable "Requested range not satisfiable") (417 expectation-failed "Expectation failed")
    (422 unprocessable-entity "Unprocessable Entity (Added by DAV)") (423 locked "Locked")
    (424 failed-Dependency "Failed Dependency") (429 too-many-requests "Too many requests")
    (451 unavailable-for-legal-reasons "Unavailable for legal reasons") (500 internal-server-error "Internal server error")
    (501 not-implemented "Not implemented") (502 bad-gateway "Bad gateway") (503 service-unavailable "Service unavailable")
    (504 gateway-timeout "Gateway time-out") (505 http-version-not-supported "HTTP version not supported")
    (507 insufficient-storage "Insufficient storage"))
  "The status codes of HTTP: (NUMBER SYMBOL TEXT).")

(defun url-http-symbol-value-in-buffer (symbol buffer &optional unbound-value)
  "Return the value of SYMBOL in BUFFER, UNBOUND-VALUE if it has none or the buffer is gone."
  (if (and (buffer-live-p (get-buffer buffer)) (with-current-buffer buffer (boundp symbol)))
      (buffer-local-value symbol (get-buffer buffer))
    unbound-value))

(defun url-http-debug (&rest args) "Log ARGS, a format and its objects, for the tag `http'." (apply #'url-debug 'http args))

;;; The beginning

(defun url-http (url callback cbargs &optional retry-buffer gateway-method)
  "Fetch URL, an object, by HTTP in the background; return the buffer for the answer.
When it is there CALLBACK is called in this buffer with CBARGS, whose first element is what has happened so far, a plist as
`url-retrieve' describes it.  RETRY-BUFFER is the buffer of a request that is repeated.  GATEWAY-METHOD replaces
`url-gateway-method'.  The request is described by `url-request-method', `url-request-data' and `url-request-extra-headers'."
  (let* ((proxy (and url-using-proxy (url-generic-parse-url url-using-proxy)))
         (tls (equal (url-type url) "https"))
         (buffer (or retry-buffer (generate-new-buffer (format " *http %s:%d*" (url-host url) (url-port url)))))
         (started nil))
    (when (member (url-host url) '(nil "")) (error "Bad url: %s" (url-recreate-url url)))
    (let ((method (or url-request-method "GET")) (data url-request-data) (fields url-request-extra-headers)
          (accept url-mime-accept-string) (noninteractive url-request-noninteractive) (referer (url-http--get-referer url)))
      (unwind-protect
          (with-current-buffer buffer
            (set-buffer-multibyte nil)
            (setq-local url-mime-accept-string accept)
            (when (url-silent url) (setq-local url-show-status nil))
            (setq url-current-object url url-http-target-url url url-http-proxy proxy
                  url-http-method method url-http-data data url-http-extra-headers fields url-http-referer referer
                  url-http-noninteractive noninteractive
                  url-callback-function callback url-callback-arguments cbargs
                  url-http--authorization nil url-http--proxy-authorization nil url-http--attempts 0
                  url-http--gateway (url-http--gateway-for tls proxy gateway-method))
            (url-http--start)
            (setq started t))
        (unless (or started retry-buffer) (let ((kill-buffer-query-functions nil)) (kill-buffer buffer)))))
    buffer))

(defun url-https (url callback cbargs) "Fetch URL by HTTPS; see `url-http'." (url-http url callback cbargs nil 'tls))

(defun url-http--gateway-for (tls proxy gateway)
  "Return how to connect: GATEWAY if non-nil, by TLS if TLS, through PROXY, an object or nil, if TLS has to reach the server itself."
  (let ((method (cond (tls 'tls) (gateway gateway) (t nil))))
    (if (and tls proxy)
        (cons method (url-http--proxy-address proxy))
      method)))

(defun url-http--proxy-address (proxy)
  "Return the address of PROXY, an object, for `:proxy' of `open-network-stream', with what is known of the user there."
  (let* ((url-basic-auth-storage 'url-http-proxy-basic-auth-storage)
         (known (and (not (url-user proxy)) (url-basic-auth proxy)))
         (user (cond ((url-user proxy) (concat (url-user proxy) ":" (url-password proxy) "@"))
                     (known (let ((parts (split-string (base64-decode-string (substring known 6)) ":")))
                              (concat (url-hexify-string (car parts)) ":"
                                      (url-hexify-string (mapconcat #'identity (cdr parts) ":")) "@"))))))
    (format "http://%s%s:%d" (or user "") (url-host proxy) (url-port proxy))))

(defun url-http--server ()
  "Return (HOST . PORT) to connect to for the request of the current buffer."
  (let ((to (if (and url-http-proxy (not (equal (url-type url-http-target-url) "https"))) url-http-proxy url-http-target-url)))
    (cons (puny-encode-domain (url-host to)) (url-port to))))

(defun url-http--start ()
  "Begin the request of the current buffer, with nothing of an answer yet."
  (let ((request (url-http-create-request)) (server (url-http--server)) (inhibit-read-only t))
    (erase-buffer)
    (setq url-http--state 'header url-http-end-of-headers nil url-http-response-status nil url-http-response-version nil
          url-http-content-type nil url-http-content-length nil url-http-transfer-encoding nil url-http-connection-opened nil)
    (let ((proc (url-http-find-free-connection (car server) (cdr server) url-http--gateway)))
      (setq url-http-process proc)
      (process-put proc 'url-http-request request)
      (set-process-filter proc #'url-http-generic-filter)
      (set-process-sentinel proc #'url-http-async-sentinel)
      (pcase (process-status proc)
        ('connect nil)
        ((or 'open 'run) (url-http--send proc))
        (status (url-http--ended proc (format "%s\n" status)))))))

(defun url-http--send (proc)
  "Send the request of the current buffer to PROC."
  (setq url-http-connection-opened t)
  (condition-case problem
      (process-send-string proc (process-get proc 'url-http-request))
    (error (url-http--ended proc (error-message-string problem)))))

(defun url-http--restart (&optional fresh)
  "Begin the request of the current buffer again, on a new connection if FRESH."
  (condition-case problem
      (if (not fresh) (url-http--start)
        (let ((url-http-open-connections (make-hash-table :test #'equal))) (url-http--start)))
    (error (setq url-http--state 'done) (url-http--fail problem) (url-http-activate-callback))))

;;; The end of a connection

(defun url-http-async-sentinel (proc why)
  "Go on with what PROC is used for: it was opened or has ended, WHY says."
  (let ((buffer (process-buffer proc)))
    (when (buffer-live-p buffer)
      (with-current-buffer buffer
        (cond ((eq url-http--state 'done) nil)
              ((not (eq proc url-http-process)) nil)
              ((memq (process-status proc) '(open run)) (unless url-http-connection-opened (url-http--send proc)))
              ((eq (process-status proc) 'connect) nil)
              (t (url-http--ended proc why)))))))
(defalias 'url-http-end-of-document-sentinel #'url-http-async-sentinel)

(defun url-http--ended (proc why)
  "PROC ended, WHY says: finish, or begin again if the server had closed it before it saw the request."
  (let ((opened url-http-connection-opened) (state url-http--state))
    (setq url-http--state 'done)
    (url-http--forget proc)
    (cond ((eq state 'end) (goto-char (point-max)) (url-http--finished nil t))
          ((and opened (eq state 'header) (= (buffer-size) 0) (process-get proc 'url-http-reused) (not url-http-no-retry))
           (url-http--restart t))
          (t (url-http--finished (if opened "connection broken by remote peer\n" why) t)))))

(defun url-http--forget (proc)
  "Have nothing more to do with PROC."
  (set-process-sentinel proc #'ignore)
  (set-process-filter proc #'ignore)
  (set-process-buffer proc nil)
  (delete-process proc))

(defun url-http--keep-p ()
  "Return non-nil if the connection can be used for another request."
  (let ((said (and url-http-end-of-headers (url-http--header-field "connection")))
        (asked (cdr (url-http--given-p "Connection"))))
    (and url-http-attempt-keepalives url-http-response-version (null url-http-proxy)
         (/= url-http-response-status 101)
         (not (and asked (string-match-p "close" (downcase asked))))
         (if (equal url-http-response-version "1.0") (and said (string-match-p "keep-alive" (downcase said)))
           (not (and said (string-match-p "close" (downcase said))))))))

(defun url-http--finished (problem unusable)
  "The answer in the current buffer is whole, or there is PROBLEM, a string.
UNUSABLE means that the connection cannot be used for another request."
  (let ((proc url-http-process) (server (url-http--server)))
    (unless (or (null proc) (not (eq (process-buffer proc) (current-buffer))))
      (if (or problem unusable (not (url-http--keep-p)))
          (url-http--forget proc)
        (url-http-mark-connection-as-free (car server) (cdr server) proc)))
    (when problem
      (url-http--fail (list 'error 'connection-failed problem :host (url-host url-http-target-url) :service (url-port url-http-target-url))))
    (when (or problem (null url-http-end-of-headers) (url-http-parse-headers))
      (when url-http-end-of-headers (url-handle-content-transfer-encoding))
      (when (and url-automatic-caching (not problem) (equal url-http-method "GET") (eql url-http-response-status 200))
        (url-store-in-cache (current-buffer)))
      (url-http-activate-callback))))
(autoload 'url-store-in-cache "url-cache")

(defun url-http--fail (problem)
  "Add the error PROBLEM to the status of the current buffer."
  (setq url-callback-arguments
        (cons (append (list :error problem) (car url-callback-arguments)) (cdr url-callback-arguments))))

(defun url-http-activate-callback ()
  "Call the callback of the current buffer at its beginning."
  (goto-char (point-max))
  (save-excursion
    (goto-char (point-min))
    (apply url-callback-function url-callback-arguments)))

;;; What the answer means

(defun url-http-handle-cookies ()
  "Store the cookies that the header sets, which is the accessible part of the buffer."
  (dolist (cookie (append (mail-fetch-field "Set-Cookie" nil nil t) (mail-fetch-field "Set-Cookie2" nil nil t)))
    (url-cookie-handle-set-cookie cookie)))

(defun url-http-parse-headers ()
  "Do what the header of the current buffer demands; return t if the answer is for the callback, nil if another request goes on."
  (save-restriction
    (narrow-to-region (point-min) url-http-end-of-headers)
    (when (and (url-use-cookies url-http-target-url) (not (url-privacy--hides-p 'cookies))) (url-http-handle-cookies)))
  (pcase url-http-response-status
    ((or 301 302 303 307 308) (url-http--redirect))
    (401 (url-http-handle-authentication nil))
    (407 (url-http-handle-authentication t))
    ((pred (<= 400)) (url-http--fail (list 'error 'http url-http-response-status)) t)
    (305 (url-http--fail (list 'error 'http url-http-response-status)) t)
    (_ t)))

(defun url-handle-content-transfer-encoding ()
  "Decompress the body of the current buffer if its header says that it is compressed, and `url-inhibit-uncompression' does not forbid it."
  (let ((encoding (url-http--header-field "content-encoding")))
    (when (and encoding (not url-inhibit-uncompression) (member (downcase encoding) '("gzip" "x-gzip"))
               (< url-http--body-start (point-max)))
      (save-excursion
        (when (zlib-decompress-region url-http--body-start (point-max))
          (save-restriction
            (narrow-to-region (point-min) url-http-end-of-headers)
            (mail-fetch-field "content-encoding" nil nil nil t))
          (setq url-http--body-start (1+ url-http-end-of-headers)))))))

;;; Redirections

(defun url-http--redirect ()
  "Follow the redirection in the header of the current buffer; return t if it is for the callback instead."
  (let* ((where (or (url-http--header-field "location") (url-http--header-field "uri")))
         (where (and where (string-trim where "[ \t\n<]+" "[ \t\n>]+")))
         (target (and where (not (equal where ""))
                      (url-expand-file-name (url-encode-url where) url-http-target-url)))
         (object (and target (url-generic-parse-url target))))
    (cond ((null object) t)
          ((not (and (member (url-type object) '("http" "https")) (not (member (url-host object) '(nil "")))))
           ;; A server must not make us read files or send mail.
           (url-http--fail (list 'error 'http-redirect-scheme target)) t)
          ((and (>= url-max-redirections 0) (>= url-http--redirections url-max-redirections))
           (url-http--fail (list 'error 'http-redirect-limit target)) t)
          (t (unless (url-target object) (setf (url-target object) (url-target url-http-target-url)))
             (when (and (not (url-user object)) (url-http--same-server-p object url-http-target-url))
               (setf (url-user object) (url-user url-http-target-url) (url-password object) (url-password url-http-target-url)))
             (url-http--follow object target)))))
(autoload 'url-expand-file-name "url-expand")

(defun url-http--same-server-p (one other)
  (and (equal (url-type one) (url-type other)) (equal (url-host one) (url-host other)) (equal (url-port one) (url-port other))))

(defun url-http--follow (object target)
  "Fetch OBJECT, the address TARGET, in place of what the current buffer asked for; return nil, or t if it cannot be begun."
  (let* ((same (url-http--same-server-p object url-http-target-url))
         (change (and (memq url-http-response-status '(302 303)) (not (member url-http-method '("GET" "HEAD")))))
         (url-request-method (if change "GET" url-http-method))
         (url-request-data (if change nil url-http-data))
         ;; What proves who we are is for one server only.
         (url-request-extra-headers
          (if same url-http-extra-headers
            (cl-remove-if (lambda (field) (member (downcase (car field)) '("authorization" "cookie" "host"))) url-http-extra-headers)))
         (url-request-noninteractive url-http-noninteractive)
         (origin (current-buffer)) (count url-http--redirections)
         (arguments (cons (append (list :redirect target) (car url-callback-arguments)) (cdr url-callback-arguments)))
         (function url-callback-function) (from url-http-target-url))
    (condition-case problem
        (let ((next (url-retrieve-internal object function arguments (url-silent from) (not (url-use-cookies from)))))
          (with-current-buffer next (setq url-http--redirections (1+ count)))
          (when (buffer-live-p origin)
            (with-current-buffer origin (setq url-redirect-buffer next url-http-process nil))
            (url-mark-buffer-as-dead origin))
          nil)
      (error (setq url-callback-arguments arguments)
             (url-http--fail problem)
             t))))

;;; Authentication

(defun url-http--challenges (name)
  "Return the challenges in the fields NAME of the header: (SCHEME . ALIST) each."
  (let ((found nil) (token "[-!#$%&'*+.^_`|~0-9A-Za-z]+"))
    (dolist (field (nreverse (save-restriction (narrow-to-region (point-min) url-http-end-of-headers) (mail-fetch-field name nil nil t))))
      (let ((at 0))
        (while (string-match (concat "[ \t\n,]*\\(" token "\\)") field at)
          (let ((word (match-string 1 field)))
            (setq at (match-end 0))
            (cond ((and found (eq (string-match "[ \t]*=[ \t]*\\(?:\"\\(\\(?:[^\"\\]\\|\\\\.\\)*\\)\"\\|\\([^ \t\n,]*\\)\\)" field at) at))
                   (setq at (match-end 0))
                   (let ((value (if (match-string 1 field) (replace-regexp-in-string "\\\\\\(.\\)" "\\1" (match-string 1 field))
                                  (match-string 2 field))))
                     (setcdr (car found) (append (cdar found) (list (cons (downcase word) value))))))
                  (t (push (list (downcase word)) found)))))))
    (nreverse found)))

(defun url-http--rating (challenge)
  "Return how strong the scheme of CHALLENGE is, -1 if it cannot be answered."
  (let ((known (url-auth-registered (car challenge))))
    (if (and known (not (and (equal (car challenge) "digest") (eq (url-digest-auth--qop (cdr challenge)) 'unsupported)))) (cddr known) -1)))

(defun url-http-handle-authentication (proxy)
  "Answer the server's demand for authentication, the proxy's if PROXY; return t if that cannot be done: then it is for the callback."
  (let* ((challenges (cl-stable-sort (cl-remove-if (lambda (one) (< (url-http--rating one) 0))
                                                   (url-http--challenges (if proxy "proxy-authenticate" "www-authenticate")))
                                     #'> :key #'url-http--rating))
         (answer (and (< url-http--attempts url-max-password-attempts)
                      (url-http--answer (car challenges) proxy))))
    (setq url-http--attempts (1+ url-http--attempts))
    (cond (answer
           (if proxy (setq url-http--proxy-authorization answer) (setq url-http--authorization answer))
           (url-http--restart)
           nil)
          (t (url-http--fail (list 'error 'http url-http-response-status)) t))))

(defun url-http--answer (challenge proxy)
  "Return the field that answers CHALLENGE, the proxy's if PROXY, or nil."
  (when challenge
    (let* ((url (if proxy url-http-proxy url-http-target-url))
           (url-basic-auth-storage (if proxy 'url-http-proxy-basic-auth-storage 'url-http-real-basic-auth-storage))
           (type (car challenge)) (attributes (cdr challenge)) (realm (cdr (assoc "realm" attributes)))
           (sent (if proxy url-http--proxy-authorization
                   (or url-http--authorization (url-http--credentials url 'url-http-real-basic-auth-storage))))
           (ask (not url-http-noninteractive))
           (stale (equal (downcase (or (cdr (assoc "stale" attributes)) "")) "true"))
           (again (and sent (string-prefix-p (concat type " ") (downcase sent)) (not stale))))
      (cond ((url-http--given-p (if proxy "Proxy-Authorization" "Authorization")) nil)
            ((and again (or (not ask) (url-password url))) nil)
            (t (url-get-authentication url realm type (and ask (if again 'again t)) attributes))))))

(provide 'url-http)
(require 'url-http-methods)
;;; url-http.el ends here
