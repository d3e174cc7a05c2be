;;; https.el --- fetching addresses by TLS -*- lexical-binding: t -*-

(load (expand-file-name "tls-support" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'url)
(require 'url-http)
(require 'gnutls)

(defvar https-heard nil "What the server heard, newest first.")
(defun https-filter (process text)
  (push text https-heard)
  (let ((body (if (string-match "\\`GET /\\([^ ]*\\)" text) (match-string 1 text) "?")))
    (process-send-string process (if (equal body "plain") (format "HTTP/1.1 302 X\r\nLocation: /secure\r\nContent-Length: 0\r\n\r\n")
                                   (format "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" (length body) body)))))

(defmacro https-with (&rest body)
  "Do BODY with a server of HTTPS at `port' that we trust."
  `(let* ((https-heard nil) (url-setup-done t) (url-show-status nil) (url-cookie-file nil) (url-proxy-services nil)
          (url-http-open-connections (make-hash-table :test 'equal))
          (gnutls-trustfiles (list (tls-authority)))
          (server (tls-server (list (tls-certificate "server")) :filter #'https-filter :sentinel #'ignore))
          (port (net-port server)))
     ,@body))
(defun https-fetch (url) (let ((buffer (url-retrieve-synchronously url t))) (prog1 (with-current-buffer buffer (buffer-string)) (kill-buffer buffer))))
(defun https-background (url)
  (let ((seen nil))
    (url-retrieve url (lambda (status) (setq seen (list status (buffer-string))) (kill-buffer)) nil t)
    (net-until seen)
    seen))

(net-deftest https-fetches
  (tls-need "certtool")
  (https-with
   (should (equal (https-fetch (format "https://localhost:%d/one" port)) "HTTP/1.1 200 OK\nContent-Length: 3\n\none"))
   (should (equal (https-background (format "https://localhost:%d/two" port)) '(nil "HTTP/1.1 200 OK\nContent-Length: 3\n\ntwo")))
   (should (equal (https-background (format "https://localhost:%d/plain" port))
                  `((:redirect ,(format "https://localhost:%d/secure" port)) "HTTP/1.1 200 OK\nContent-Length: 6\n\nsecure")))
   ;; One connection served all of it.
   (should (= (length (tls-accepted)) 1))
   (should (string-match-p (format "^Host: localhost:%d\r$" port) (car https-heard)))))

(net-deftest https-not-trusted
  "Nothing is sent to a server whose certificate is not right, in the background neither."
  (tls-need "certtool")
  (https-with
   (let ((gnutls-trustfiles nil))
     (should-error (https-fetch (format "https://localhost:%d/one" port)))
     (should (equal (cl-subseq (plist-get (car (https-background (format "https://localhost:%d/one" port))) :error) 0 2)
                    '(error connection-failed))))
   ;; The certificate is for another name.
   (should-error (https-fetch (format "https://127.0.0.1:%d/one" port)))
   (should (plist-get (car (https-background (format "https://127.0.0.1:%d/one" port))) :error))
   (should-not https-heard)))

(net-deftest https-through-proxy
  "The proxy sees a tunnel only."
  (tls-need "certtool")
  (https-with
   (let* ((asked nil)
          (proxy (net-server :sentinel #'ignore
                             :filter (lambda (client text)
                                       (push text asked)
                                       (let ((target (make-network-process :name "to-target" :host "127.0.0.1" :service port :coding 'binary
                                                                           :filter (lambda (_ s)   ; the goodbye of TLS may come late
                                                                                     (when (process-live-p client) (process-send-string client s))))))
                                         (set-process-filter client (lambda (_ s) (process-send-string target s)))
                                         (process-send-string client "HTTP/1.1 200 Connected\r\n\r\n")))))
          (url-proxy-services (list (cons "https" (format "127.0.0.1:%d" (net-port proxy))))))
     (should (equal (https-fetch (format "https://localhost:%d/one" port)) "HTTP/1.1 200 OK\nContent-Length: 3\n\none"))
     (should (= (length asked) 1))
     (should (string-match-p (format "\\`CONNECT localhost:%d HTTP/1" port) (car asked)))
     (should (equal (https-background (format "https://localhost:%d/two" port)) '(nil "HTTP/1.1 200 OK\nContent-Length: 3\n\ntwo"))))))

;;; https.el ends here
