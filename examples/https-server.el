;;; https-server.el --- answers web browsers by TLS  -*- lexical-binding: t; -*-

;; Usage: elwire https-server.el KEY CERTIFICATE [PORT]
;;
;; A key and a certificate to try it with, and what to ask it:
;;   openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
;;     -addext subjectAltName=DNS:localhost -keyout key.pem -out certificate.pem
;;   curl --cacert certificate.pem https://localhost:4433/
;;
;; Servers that speak TLS are beyond Emacs.

(defun page (request)
  (format "Hello over TLS.\nYou asked: %s\n" (car (split-string request "\r\n"))))

(defun answer (connection text)
  "Collect TEXT until the request is whole, then answer and say goodbye."
  (let ((request (concat (process-get connection 'request) text)))
    (process-put connection 'request request)
    (when (string-search "\r\n\r\n" request)
      (let ((body (encode-coding-string (page request) 'utf-8)))
        (process-send-string connection (format "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                                                (length body) body))
        (process-send-eof connection)))))

(defun report (connection message)
  "Say what became of CONNECTION; clients that do not trust us fail here."
  (message "%s: %s" (process-name connection) (string-trim message)))

(pcase command-line-args-left
  (`(,key ,certificate . ,rest)
   (setq command-line-args-left nil)
   (let ((server (make-network-process :name "https" :server 100 :host "127.0.0.1" :service (if rest (string-to-number (car rest)) t)
                                       :coding 'binary :noquery t :filter #'answer :sentinel #'report
                                       :tls-parameters `(gnutls-x509pki :keylist ((,key ,certificate)) :alpn ("http/1.1")))))
     (message "https://localhost:%d/" (process-contact server :service)))
   (while t (accept-process-output nil 3600)))
  (_ (message "Usage: elwire https-server.el KEY CERTIFICATE [PORT]")
     (kill-emacs 2)))
;;; https-server.el ends here
