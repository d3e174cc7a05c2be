;;; http-get.el --- print what a URL holds -*- lexical-binding: t; -*-

;; elwire examples/http-get.el [--nowait] http://HOST[:PORT]/PATH > FILE
;; emacs -Q --batch -l examples/http-get.el [--nowait] URL
;; The body goes to standard output byte by byte; anything but 200 is an error.

(defvar http-get-pieces nil "What has arrived, newest piece first.")

(defun http-get-parse (url)
  "Return (HOST PORT PATH)."
  (unless (string-match "\\`http://\\([^/:]+\\)\\(?::\\([0-9]+\\)\\)?\\(/.*\\)?\\'" url)
    (error "Not an http URL: %s" url))
  (list (match-string 1 url)
        (string-to-number (or (match-string 2 url) "80"))
        (or (match-string 3 url) "/")))

(defun http-get-ask (process host path)
  (process-send-string process (concat "GET " path " HTTP/1.0\r\nHost: " host "\r\nConnection: close\r\n\r\n")))

(defun http-get-connect (host port path nowait)
  "Send the request when the connection stands; with NOWAIT do not wait for it here."
  (let ((process (make-network-process
                  :name "http" :host host :service port :nowait nowait :coding 'binary :noquery t
                  :filter (lambda (_process text) (push text http-get-pieces))
                  :sentinel (lambda (process message)
                              (cond ((string-prefix-p "open" message) (http-get-ask process host path))
                                    ((string-prefix-p "failed" message) (error "%s" message)))))))
    (unless nowait (http-get-ask process host path))
    process))

(defun http-get-body (response)
  (let ((end (string-match "\r\n\r\n" response)))
    (unless (and end (string-match "\\`HTTP/[0-9.]+ 200 " response))
      (error "The server says: %s" (substring response 0 (string-match "[\r\n]" response))))
    (substring response (+ end 4))))

(let* ((nowait (and (equal (car command-line-args-left) "--nowait") (pop command-line-args-left) t))
       (url (or (pop command-line-args-left) (error "Usage: http-get.el [--nowait] URL")))
       (process (apply #'http-get-connect (append (http-get-parse url) (list nowait)))))
  (while (memq (process-status process) '(open connect run))
    (accept-process-output process 1))
  (when (eq (process-status process) 'failed) (kill-emacs 1))
  (let ((coding-system-for-write 'binary))
    (write-region (http-get-body (apply #'concat (nreverse http-get-pieces))) nil "/dev/stdout" nil 'silent)))

;;; http-get.el ends here
