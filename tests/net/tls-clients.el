;;; tls-clients.el --- clients of servers that are not ours, and which certificates they take -*- lexical-binding: t -*-

(load (expand-file-name "tls-support" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defun tls-s-server (pair &rest args)
  "Start openssl's server with PAIR and ARGS; return its port."
  (tls-need "openssl")
  (apply #'tls-run "openssl" "s_server" "-accept" "127.0.0.1:0" "-key" (car pair) "-cert" (cadr pair) args)
  (string-to-number (tls-says "openssl" "^ACCEPT 127.0.0.1:\\([0-9]+\\)$")))

(defun tls-refusal (function)
  "Call FUNCTION; return the message of its error."
  (condition-case problem (progn (funcall function) nil) (error (error-message-string problem))))

(net-deftest tls-clients-versions-and-keys
  (dolist (type '("rsa" "ecdsa" "ed25519"))
    (pcase-dolist (`(,option . ,protocol) '(("-tls1_2" . "TLS1.2") ("-tls1_3" . "TLS1.3")))
      (let* ((port (tls-s-server (tls-certificate (concat "with-" type) :type type) option "-rev"))
             (client (tls-client port)))
        (should (equal (plist-get (gnutls-peer-status client) :protocol) protocol))
        (process-send-string client "hello\n")
        (net-until (equal (net-text "c") "olleh\n"))
        (net-clean)))))

;; Each certificate with what its error must say; nil for one that is taken.
(defun tls-clients-cases ()
  (let ((revoked (tls-certificate "revoked")))
    `((,(tls-certificate "good"))
      (,(tls-certificate "expired" :lines '("activation_date = \"2004-02-29 16:21:42\"" "expiration_date = \"2005-02-28 16:21:42\""))
       "expired")
      (,(tls-certificate "future" :lines '("activation_date = \"2090-02-28 16:21:42\"" "expiration_date = \"2091-02-28 16:21:42\""))
       "not yet activated")
      (,(tls-certificate "elsewhere" :host "other.example") "does not match \"localhost\"")
      (,(tls-certificate "selfsigned" :by 'self) "self-signed")
      (,(tls-certificate "strange" :by "stranger") "unknown")
      (,(tls-certificate "client-only" :lines '("expiration_days = 50" "tls_www_client")) "intended purpose")
      (,revoked "revoked" :crlfiles (,(tls-revocation-list (cadr revoked))))
      (,(tls-certificate "unrevoked") nil :crlfiles (,(tls-file "authority.crl"))))))

(net-deftest tls-clients-certificates
  (pcase-dolist (`(,pair ,reason . ,more) (tls-clients-cases))
    (ert-info ((file-name-base (cadr pair)))
      (let ((port (tls-s-server pair "-rev")))
        (if (null reason)
            (should (apply #'tls-client port more))
          (let ((message (tls-refusal (lambda () (apply #'tls-client port more)))))
            (should (string-match-p reason message))
            (should (string-match-p "localhost" message))
            (should (string-match-p "gnutls-verify-error\\|network-security-level" message)))
          (should-not (get-process "c"))
          (should (eq (process-status (apply #'tls-client port :verify-error nil more)) 'open))
          (should (plist-get (gnutls-peer-status (get-process "c")) :warnings)))
        (net-clean)))))

;; With :nowait the same is told by the sentinel, once, and not a byte of plain text goes out.
(net-deftest tls-clients-certificates-nowait
  (pcase-dolist (`(,pair ,reason . ,more) (tls-clients-cases))
    (ert-info ((file-name-base (cadr pair)))
      (let* ((port (tls-s-server pair "-rev"))
             (client (make-network-process :name "c" :host "127.0.0.1" :service port :nowait t :coding 'binary :filter #'net-filter
                                           :sentinel #'net-sentinel :tls-parameters (apply #'tls-parameters more))))
        (net-until (assoc 'sentinel (cl-remove "c" (net-events) :key #'cadr :test-not #'equal)))
        (let ((told (cl-remove-if-not (lambda (e) (and (eq (car e) 'sentinel) (equal (cadr e) "c"))) (net-events))))
          (should (= (length told) 1))
          (if (null reason)
              (should (equal (nth 2 (car told)) "open\n"))
            (should (string-match-p (concat "\\`failed.*" reason) (nth 2 (car told))))
            (should-error (process-send-string client "secret\n"))
            (net-settle)
            (should-not (string-match-p "secret" (net-text "openssl")))))
        (net-clean)))))

(net-deftest tls-clients-host-names
  (pcase-dolist (`(,in-certificate ,asked ,matches) '(("*.example.org" "www.example.org" t) ("*.example.org" "example.org" nil)
                                                      ("*.example.org" "a.b.example.org" nil) ("LOCALHOST" "localhost" t)))
    (let ((port (tls-s-server (tls-certificate (concat "for-" in-certificate "-" asked) :host in-certificate) "-rev")))
      (should (eq matches (null (tls-refusal (lambda () (tls-client port :hostname asked))))))
      (net-clean))))

(net-deftest tls-clients-chain
  (let* ((middle (tls-certificate "middle" :lines '("ca" "cert_signing_key" "expiration_days = 50")))
         (leaf (tls-certificate "leaf" :by "middle"))
         (port (tls-s-server leaf "-cert_chain" (cadr middle) "-rev"))
         (status (gnutls-peer-status (tls-client port))))
    (should (equal (mapcar (lambda (c) (plist-get c :subject)) (plist-get status :certificates)) '("CN=leaf" "CN=middle")))
    (should (equal (plist-get (plist-get status :certificate) :issuer) "CN=middle"))))

(net-deftest tls-clients-own-certificate
  (let* ((mine (tls-certificate "client"))
         (port (tls-s-server (tls-certificate "good") "-Verify" "2" "-verify_return_error" "-CAfile" (tls-authority) "-rev"))
         (client (tls-client port :keylist (list mine))))
    (process-send-string client "hello\n")
    (net-until (equal (net-text "c") "olleh\n"))))

(net-deftest tls-clients-alpn
  (let ((port (tls-s-server (tls-certificate "good") "-alpn" "h2" "-rev")))
    (should (equal (plist-get (gnutls-peer-status (tls-client port :alpn '("http/1.1" "h2"))) :alpn) "h2"))))

(net-deftest tls-clients-priority
  (let ((port (tls-s-server (tls-certificate "good") "-tls1_2" "-rev")))
    (should (string-match-p "Unable to negotiate" (tls-refusal (lambda () (tls-client port :priority "NORMAL:-VERS-ALL:+VERS-TLS1.3")))))
    (should (equal (plist-get (gnutls-peer-status (tls-client port :priority "NORMAL:-CIPHER-ALL:+CHACHA20-POLY1305")) :cipher)
                   "CHACHA20-POLY1305"))))

;; The server renews its keys (TLS 1.3) or asks for a new handshake (TLS 1.2); text goes on both ways.
(net-deftest tls-clients-key-update-and-renegotiation
  (pcase-dolist (`(,version . ,commands) '(("-tls1_3" "k" "K") ("-tls1_2" "r")))
    (let* ((port (tls-s-server (tls-certificate "good") version))
           (server (get-process "openssl")) (client (tls-client port)))
      (process-send-string client "first\n")
      (tls-says "openssl" "^\\(first\\)$")
      (dolist (command commands)
        (setq net-events nil)
        (process-send-string server (concat command "\n"))
        ;; What it reads at once with the command it drops.
        (net-until (progn (process-send-string server (concat "from server after " command "\n"))
                          (string-match-p (concat "from server after " command) (net-text "c"))))
        (process-send-string client (concat "from client after " command "\n"))
        (tls-says "openssl" (concat "\\(from client after " command "\\)")))
      (should (eq (process-status client) 'open))
      (net-clean))))

(defvar tls-held nil "What a relay holds back of what the server says; t: nothing.")

(defun tls-relay (port)
  "Start a relay to PORT that holds back in `tls-held' what comes from there, if that is a string; return its port."
  (setq tls-held t)
  (net-port (net-server :name "relay"
                        :sentinel (lambda (p _) (when (process-get p 'server) (delete-process (process-get p 'server))))
                        :filter (lambda (p text)
                                  (unless (process-get p 'server) (process-put p 'server (tls-relay-connect port p)))
                                  (process-send-string (process-get p 'server) text)))))

(defun tls-relay-connect (port accepted)
  (make-network-process :name "onward" :host "127.0.0.1" :service port :coding 'binary :sentinel (lambda (_ _) (delete-process accepted))
                        :filter (lambda (_ text)
                                  (if (stringp tls-held) (setq tls-held (concat tls-held text)) (process-send-string accepted text)))))

(defun tls-record-types (bytes)
  "The types of the records in BYTES, if all are whole."
  (let ((at 0) types)
    (while (< (+ at 4) (length bytes))
      (push (aref bytes at) types)
      (setq at (+ at 5 (* 256 (aref bytes (+ at 3))) (aref bytes (+ at 4)))))
    (and (= at (length bytes)) (nreverse types))))

(defun tls-call-in-renegotiation (function)
  "Make a client whose filter calls FUNCTION with it in the middle of a new handshake; return the client."
  (let* ((port (tls-s-server (tls-certificate "good") "-tls1_2"))
         (server (get-process "openssl")) (client (tls-client (tls-relay port))))
    (process-send-string client "first\n")
    (tls-says "openssl" "^\\(first\\)$")
    (set-process-filter client (lambda (p text) (net-filter p text) (when function (funcall function p) (setq function nil))))
    (setq tls-held "")
    (process-send-string server "r\n")
    (net-until (equal (tls-record-types tls-held) '(22)))
    (process-send-string server "in the middle\n")
    (net-until (equal (tls-record-types tls-held) '(22 23)))
    (let ((bytes tls-held))
      (setq tls-held t)
      (process-send-string (cl-find-if (lambda (p) (process-get p 'server)) (process-list)) bytes))
    (net-until (equal (net-text "c") "in the middle\n"))
    client))

(net-deftest tls-clients-text-in-a-renegotiation
  (let ((client (tls-call-in-renegotiation (lambda (p) (process-send-string p "answer\n")))))
    (tls-says "openssl" "^\\(answer\\)$")
    (process-send-string (get-process "openssl") "afterwards\n")
    (net-until (equal (net-text "c") "in the middle\nafterwards\n"))
    (should (eq (process-status client) 'open))))

(net-deftest tls-clients-end-in-a-renegotiation
  (dolist (end (list #'process-send-eof #'delete-process))
    (tls-call-in-renegotiation (lambda (p) (process-send-string p "last words\n") (funcall end p)))
    (tls-says "openssl" "^\\(last words\\)$")
    (net-clean)))

(net-deftest tls-clients-gnutls-serv
  (tls-need "gnutls-serv")
  (let* ((pair (tls-certificate "good")) (port (net-closed-port)))
    (tls-run "gnutls-serv" "--echo" "-p" (number-to-string port) "--x509keyfile" (car pair) "--x509certfile" (cadr pair))
    (tls-says "gnutls-serv" "\\(listening on IPv4.*done\\)")
    (let ((client (tls-client port)))
      (process-send-string client "hello\n")
      (net-until (equal (net-text "c") "hello\n")))))

(net-deftest tls-clients-anonymous
  (tls-need "gnutls-serv")
  (let ((port (net-closed-port)))
    (tls-run "gnutls-serv" "--echo" "-p" (number-to-string port) "--priority" "NORMAL:-VERS-TLS1.3:+ANON-ECDH:+ANON-DH")
    (tls-says "gnutls-serv" "\\(listening on IPv4.*done\\)")
    (let ((client (make-network-process :name "c" :host "127.0.0.1" :service port :coding 'binary :filter #'net-filter
                                        :tls-parameters '(gnutls-anon :hostname "localhost"))))
      (should (string-match-p "ANON" (plist-get (gnutls-peer-status client) :key-exchange)))
      (process-send-string client "hello\n")
      (net-until (equal (net-text "c") "hello\n")))))

(net-deftest tls-clients-nginx
  (tls-need "nginx")
  (let* ((pair (tls-certificate "good")) (port (net-closed-port)) (dir (tls-file "nginx"))
         (text (apply #'concat (make-list 2000 "0123456789abcdef"))))
    (make-directory (concat dir "/www") t)
    (with-temp-file (concat dir "/www/file") (insert text))
    (tls-write "nginx/conf" "daemon off; master_process off;" (format "pid %s/pid; error_log %s/log;" dir dir) "events {}" "http {"
               (mapconcat (lambda (k) (format "%s_temp_path %s/temp;" k dir)) '("client_body" "proxy" "fastcgi" "uwsgi" "scgi") " ")
               (format "access_log off; server { listen 127.0.0.1:%d ssl; ssl_certificate %s; ssl_certificate_key %s; root %s/www; } }"
                       port (cadr pair) (car pair) dir))
    (tls-run "nginx" "-e" (concat dir "/log") "-p" dir "-c" (concat dir "/conf"))
    (net-wait (lambda () (ignore-errors (delete-process (net-client (make-network-process :name "probe" :host "127.0.0.1" :service port)))
                                        t)
                (let ((probe (ignore-errors (make-network-process :name "probe" :host "127.0.0.1" :service port))))
                  (when probe (delete-process probe) t))))
    (let ((client (tls-client port)))
      (process-send-string client "GET /file HTTP/1.0\r\n\r\n")
      (net-until (eq (process-status client) 'closed))
      (should (string-suffix-p (concat "\r\n\r\n" text) (net-text "c"))))))

;; Below TLS may be any stream.
(net-deftest tls-clients-over-a-socket-file
  (let ((socket (tls-file "socket")))
    (make-network-process :name "srv" :server t :family 'local :service socket :filter #'process-send-string :sentinel #'ignore
                          :tls-parameters (tls-server-parameters (list (tls-certificate "good"))))
    (let ((client (make-network-process :name "c" :family 'local :service socket :filter #'net-filter :tls-parameters (tls-parameters))))
      (process-send-string client "hello\n")
      (net-until (equal (net-text "c") "hello\n"))
      (should (gnutls-peer-status client)))))

(net-deftest tls-clients-over-a-program
  (tls-need "ncat")
  (require 'gnutls)
  (let* ((server (tls-server (list (tls-certificate "good"))))
         (program (tls-run "ncat" "127.0.0.1" (number-to-string (net-port server)))))
    (gnutls-negotiate :process program :hostname "localhost" :trustfiles (list (tls-authority)))
    (process-send-string program "hello\n")
    (net-until (equal (net-text "ncat") "hello\n"))
    (should (gnutls-peer-status program))))

(defun tls-clients-resume (port &rest parameters)
  "Connect three times to the server of openssl at PORT with PARAMETERS of TLS; wait until it says that it resumed a session."
  (dotimes (i 3)
    (let ((client (apply #'tls-client port parameters)))
      (process-send-string (get-process "openssl") (format "hello %d\n" i))
      (net-until (string-match-p (format "hello %d" i) (net-text "c")))
      (process-send-string client (format "answer %d\n" i))
      (tls-says "openssl" (format "\\(answer %d\\)" i))
      (should (plist-get (gnutls-peer-status client) :certificate))
      (delete-process client)))
  (tls-says "openssl" "\\(Reused session-id\\)"))

(net-deftest tls-clients-resumption
  (dolist (version '("-tls1_2" "-tls1_3"))
    (tls-clients-resume (tls-s-server (tls-certificate "good") version))
    (net-clean)))

;; Who did not care about a certificate leaves a session behind, which does not open the door for those who do.
(net-deftest tls-clients-resumption-verifies-again
  (dolist (version '("-tls1_2" "-tls1_3"))
    (let ((port (tls-s-server (tls-certificate "strange" :by "stranger") version)))
      (tls-clients-resume port :verify-error nil)
      (should (string-match-p "unknown" (tls-refusal (lambda () (tls-client port)))))
      (should-not (get-process "c")))
    (net-clean)))

(net-deftest tls-clients-shared-keys
  (let* ((key (unibyte-string 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16))
         (server (net-server :filter #'process-send-string
                             :tls-parameters (list 'gnutls-psk :psk (list (cons "somebody" "x") (cons "me" key))))))
    (cl-flet ((client (&rest pairs) (make-network-process :name "c" :host "127.0.0.1" :service (net-port server) :filter #'net-filter
                                                          :sentinel #'net-sentinel
                                                          :tls-parameters (list 'gnutls-psk :hostname "localhost" :psk pairs))))
      (let ((process (client (cons "me" key))))
        (process-send-string process "hello\n")
        (net-until (equal (net-text "c") "hello\n"))
        (should (string-match-p "PSK" (format "%s" (plist-get (gnutls-peer-status process) :key-exchange)))))
      (should-error (client (cons "me" "wrong")))
      (should-error (client (cons "nobody" key)))
      (should-error (client))
      (should-error (client (cons "me" "é"))))
    (tls-need "openssl")
    (setq net-events nil)
    (let ((other (tls-run "openssl" "s_client" "-connect" (format "127.0.0.1:%d" (net-port server)) "-tls1_2" "-psk_identity" "me"
                          "-psk" "0102030405060708090a0b0c0d0e0f10")))
      (process-send-string other "hello openssl\n")
      (tls-says "openssl" "\\(hello openssl\\)\n")
      (delete-process other))))

;; Timers and other processes go on while a handshake is waited for, and the wait can be left.
(net-timed-deftest tls-clients-wait-for-a-handshake
  (let* ((server (net-server :filter #'ignore)) (ticks 0) (timer (run-at-time 0 0.01 (lambda () (cl-incf ticks)))))
    (unwind-protect
        (should (eq 'left (with-timeout (0.3 'left) (tls-client (net-port server)))))
      (cancel-timer timer))
    (should (> ticks 5))
    (should-not (get-process "c"))))

(net-deftest tls-clients-of-no-tls
  (let ((server (net-server :filter #'ignore :sentinel (lambda (p m) (when (string-prefix-p "open" m) (process-send-string p "220 hello\r\n"))))))
    (should (string-match-p "Unable to negotiate.*localhost" (tls-refusal (lambda () (tls-client (net-port server))))))
    (should-not (get-process "c"))))

;;; tls-clients.el ends here
