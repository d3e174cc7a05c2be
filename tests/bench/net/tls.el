;;; tls.el --- one end of a TLS connection under load, for elwire and Emacs  -*- lexical-binding: t; -*-

;; Usage: elwire --batch -l tls.el serve KEY CERTIFICATE          says its port, then serves until it is killed
;;        elwire --batch -l tls.el receive PORT MEGABYTES         asks for /data and takes that many
;;        elwire --batch -l tls.el send PORT MEGABYTES            sends that many
;;        elwire --batch -l tls.el echo PORT MEGABYTES            sends that many and takes them back
;;
;; The first words from a client tell the server what to do: "GET /data ..." with "Megabytes: N", "SINK", or anything else, which is echoed.

(defvar tls-priority "NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+AES-256-GCM")
(defvar tls-piece (make-string 1000000 ?x))
(defvar tls-left 0 "Bytes that are still awaited.")

(defun tls-give (connection pieces)
  (while (> pieces 0)
    (process-send-string connection tls-piece)
    (setq pieces (1- pieces)))
  (process-send-eof connection))

(defun tls-first-words (connection text)
  (cond ((string-match "\\`GET /data HTTP/1.0\r\nMegabytes: \\([0-9]+\\)" text)
         (set-process-filter connection #'ignore)
         (tls-give connection (string-to-number (match-string 1 text))))
        ((string-prefix-p "SINK" text) (set-process-filter connection #'ignore))
        (t (set-process-filter connection #'process-send-string)
           (process-send-string connection text))))

(defun tls-serve (key certificate)
  (let ((server (make-network-process
                 :name "server" :server 64 :host "127.0.0.1" :service t :coding 'binary :noquery t
                 :filter #'tls-first-words :sentinel #'ignore
                 :tls-parameters (list 'gnutls-x509pki :priority tls-priority :keylist (list (list key certificate))))))
    (message "%d" (process-contact server :service))
    (while t (accept-process-output nil 3600))))

(defun tls-connect (port)
  (make-network-process :name "client" :host "127.0.0.1" :service (string-to-number port) :coding 'binary :noquery t :sentinel #'ignore
                        :filter (lambda (_ text) (setq tls-left (- tls-left (length text))))
                        :tls-parameters (append (list 'gnutls-x509pki)
                                                (and (fboundp 'gnutls-boot-parameters) (not (featurep 'elwire))
                                                     (cdr (gnutls-boot-parameters :type 'gnutls-x509pki :hostname "localhost")))
                                                (list :hostname "localhost" :priority tls-priority :verify-error nil))))

(defun tls-await (connection)
  (while (and (> tls-left 0) (process-live-p connection)) (accept-process-output connection 1))
  (when (> tls-left 0) (error "%d bytes are missing" tls-left)))

(defun tls-ping (connection)
  "One line in one record goes and comes: more than that gnutls-serv does not send back whole."
  (setq tls-left (length tls-piece))
  (process-send-string connection tls-piece)
  (tls-await connection))

(unless (getenv "TLS_DEFAULTS") (setq read-process-output-max (* 1024 1024) gc-cons-threshold 50000000))
(setq gnutls-verify-error nil network-security-level 'low)
(pcase command-line-args-left
  (`("serve" ,key ,certificate) (tls-serve key certificate))
  (`(,mode ,port ,megabytes)
   (let ((count (string-to-number megabytes)) (connection (tls-connect port)))
     (pcase mode
       ("receive" (setq tls-left (* 1000000 count))
        (process-send-string connection (format "GET /data HTTP/1.0\r\nMegabytes: %d\r\n\r\n" count))
        (tls-await connection))
       ("send" (process-send-string connection "SINK\n")
        (tls-give connection count)
        (while (process-live-p connection) (accept-process-output connection 1)))
       ("echo" (setq tls-piece (concat (make-string 9999 ?x) "\n"))
        (dotimes (_ (* count 100)) (tls-ping connection)))))))
(kill-emacs)

;;; tls.el ends here
