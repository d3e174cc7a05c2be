;;; echo-server.el --- send everything back, until interrupted -*- lexical-binding: t; -*-
;; elwire examples/echo-server.el [PORT]     then:  ncat 127.0.0.1 PORT
(let ((server (make-network-process
               :name "echo" :server 128 :host "127.0.0.1" :coding 'binary :noquery t
               :service (if (car command-line-args-left) (string-to-number (pop command-line-args-left)) t)
               :filter #'process-send-string :sentinel #'ignore)))
  (message "echo server on port %d" (process-contact server :service))
  (while t (accept-process-output nil 3600)))
