;;; starttls.el --- open-network-stream: conversations, upgrades to TLS, and servers that cheat -*- lexical-binding: t -*-

(load (expand-file-name "tls-support" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'gnutls)
(require 'network-stream)
(require 'auth-source)

(defvar starttls-manner 'good "What the server does when it is asked for TLS.")

(defun starttls--boot (process)
  (process-put process 'secure t)
  (gnutls-boot process 'gnutls-x509pki (list :server t :keylist (list (tls-certificate "good")))))

(defun starttls--answer (process)
  "Let PROCESS, of the server, answer the command STARTTLS as `starttls-manner' says."
  (pcase starttls-manner
    ('refuse (process-send-string process "454 not now\r\n"))
    ('inject (process-send-string process "220 go\r\n250-INJECTED\r\n250 done\r\n"))
    ('garbage (process-send-string process "220 go\r\n")
              (process-put process 'garbage t))
    ('close (process-send-string process "220 go\r\n")
            (run-at-time 0 nil #'delete-process process))
    ('silence nil)
    (_ (process-send-string process "220 go\r\n")
       (starttls--boot process))))

(defun starttls--serve (process text)
  (net-filter process text)
  (cond ((process-get process 'garbage) (process-send-string process "This is not TLS, and never will be\r\n"))
        ((string-prefix-p "EHLO" text)
         (process-send-string process (cond ((process-get process 'secure) "250-localhost\r\n250-SECURE\r\n250 HELP\r\n")
                                            ((eq starttls-manner 'unable) "250-localhost\r\n250 HELP\r\n")
                                            (t "250-localhost\r\n250-STARTTLS\r\n250 HELP\r\n"))))
        ((string-prefix-p "STARTTLS" text) (starttls--answer process))
        (t (process-send-string process (concat "200 " text)))))

(defun starttls--server ()
  (net-server :filter #'starttls--serve
              :sentinel (lambda (p message)
                          (net-sentinel p message)
                          (when (and (string-prefix-p "open from" message) (not (process-get p 'secure)))
                            (process-send-string p "220 localhost ready\r\n")))))

(defun starttls--open (server &rest parameters)
  "`open-network-stream' to SERVER with the conversation of SMTP and PARAMETERS; leave its buffer current."
  (switch-to-buffer (generate-new-buffer "conversation"))
  (apply #'open-network-stream "c" (current-buffer) "localhost" (net-port server)
         (append parameters
                 (list :end-of-command "^[0-9]+ .*\r\n" :capability-command "EHLO me\r\n" :success "^2.*\n" :noquery t
                       :starttls-function (lambda (capabilities) (and (string-match "STARTTLS" capabilities) "STARTTLS\r\n"))))))

(defmacro starttls-deftest (name &rest body)
  "A test with SERVER, its behaviour `good' at first, and an authority that is trusted."
  (declare (indent 1))
  `(net-deftest ,name
     (let ((starttls-manner 'good) (gnutls-trustfiles (list (tls-authority))) (server (starttls--server)))
       ,@body)))

(defun starttls--said ()
  "What the server was told in plain text or by TLS."
  (mapconcat (lambda (e) (if (eq (car e) 'filter) (nth 2 e) "")) (net-events) ""))

(starttls-deftest starttls-upgrades
  (dolist (type '(nil network starttls))
    (setq net-events nil)
    (let* ((result (starttls--open server :type type :return-list t)) (process (car result)))
      (should (eq (process-status process) 'open))
      (should (equal (plist-get (cdr result) :greeting) "220 localhost ready\r\n"))
      (should (equal (plist-get (cdr result) :capabilities) "250-localhost\r\n250-SECURE\r\n250 HELP\r\n"))
      (should (eq (plist-get (cdr result) :type) 'tls))
      (should-not (plist-get (cdr result) :error))
      (should (string-prefix-p "TLS1." (plist-get (gnutls-peer-status process) :protocol)))
      (should-not (process-query-on-exit-flag process))
      (process-send-string process "hello\r\n")
      (net-until (string-suffix-p "200 hello\r\n" (buffer-string)))
      (delete-process process))))

(starttls-deftest starttls-process-alone
  (let ((process (starttls--open server :type 'starttls)))
    (should (processp process))
    (should (gnutls-peer-status process))
    (should (eq (process-buffer process) (current-buffer)))))

(starttls-deftest starttls-of-servers-that-do-not
  (dolist (starttls-manner '(unable refuse))
    (let ((result (starttls--open server :return-list t)))
      (should (eq (process-status (car result)) 'open))
      (should (eq (plist-get (cdr result) :type) 'plain))
      (should-not (plist-get (cdr result) :error))
      (delete-process (car result)))
    (let ((result (starttls--open server :return-list t :type 'starttls)))
      (should-not (car result))
      (should (string-match-p "STARTTLS was required of localhost:[0-9]+, but the server \\(refused: 454\\|does not offer it\\)"
                              (plist-get (cdr result) :error))))
    (should-error (starttls--open server :type 'starttls))
    (let ((result (starttls--open server :return-list t :warn-unless-encrypted t)))
      (should-not (car result))
      (should (string-match-p "is not encrypted" (plist-get (cdr result) :error))))
    (should-not (get-process "c"))))

;; What came before TLS is not taken for what comes after.
(starttls-deftest starttls-injected-answers
  (setq starttls-manner 'inject)
  (dolist (type '(nil starttls))
    (let ((message (cadr (should-error (starttls--open server :type type :return-list t)))))
      (should (string-match-p "before TLS began: \"250-INJECTED" message))
      (should-not (get-process "c")))))

(starttls-deftest starttls-broken-handshakes
  (dolist (starttls-manner '(garbage close))
    (dolist (type '(nil starttls))
      (setq net-events nil)
      (should-error (starttls--open server :type type :return-list t))
      (should-not (get-process "c"))
      (should-not (string-match-p "EHLO[^!]*EHLO" (starttls--said))))))

(starttls-deftest starttls-silent-server
  (setq starttls-manner 'silence)
  (should (eq 'left (with-timeout (0.2 'left) (starttls--open server :type 'starttls))))
  (should-not (get-process "c")))

(starttls-deftest starttls-unknown-authority
  (let ((gnutls-trustfiles nil))
    (dolist (type '(nil starttls))
      (let ((message (error-message-string (should-error (starttls--open server :type type :return-list t)))))
        (should (string-match-p "localhost" message))
        (should (string-match-p "signer is unknown\\|not trusted\\|unknown" message)))
      (should-not (get-process "c")))
    (let ((network-security-level 'low))
      (should (eq (plist-get (cdr (starttls--open server :return-list t)) :type) 'tls)))))

(starttls-deftest starttls-plain
  (let ((result (starttls--open server :type 'plain :return-list t)))
    (should (equal (cdr result) '(:greeting "220 localhost ready\r\n" :capabilities nil :type plain :error nil))))
  (let ((result (starttls--open server :type 'plain :return-list t :always-query-capabilities t)))
    (should (equal (plist-get (cdr result) :capabilities) "250-localhost\r\n250-STARTTLS\r\n250 HELP\r\n"))))

(starttls-deftest starttls-capability-function
  (let ((seen nil))
    (starttls--open server :capability-command (lambda (greeting) (setq seen greeting) "EHLO you\r\n"))
    (should (equal seen "220 localhost ready\r\n"))
    (should (string-match-p "EHLO you" (starttls--said)))))

(net-deftest starttls-tls-at-once
  (let* ((gnutls-trustfiles (list (tls-authority)))
         (server (tls-server (list (tls-certificate "good"))
                             :sentinel (lambda (p m) (when (string-prefix-p "open" m) (process-send-string p "220 secret\r\n")))
                             :filter (lambda (p text) (process-send-string p (if (equal text "EHLO me\r\n") "250 all\r\n" text))))))
    (dolist (type '(tls ssl))
      (let ((result (starttls--open server :type type :return-list t)))
        (should (equal (cdr result) '(:greeting "220 secret\r\n" :capabilities "250 all\r\n" :type tls :error nil)))
        (delete-process (car result))))
    (let ((process (starttls--open server :type 'tls :nowait t)))
      (should (eq (process-status process) 'connect))
      (set-process-sentinel process #'net-sentinel)
      (net-until (assoc 'sentinel (net-events)))
      (should (equal (cl-remove 'log (net-events) :key #'car) '((sentinel "c" "open\n" open))))
      (net-until (equal (buffer-string) "220 secret\r\n")))))

(net-deftest starttls-shell
  (switch-to-buffer (generate-new-buffer "conversation"))
  (let ((result (open-network-stream "c" (current-buffer) "the-host" 4711 :type 'shell :return-list t :noquery t
                                     :shell-command "echo 220 %s %p; read line; echo 250 \"$line\"; read line"
                                     :end-of-command "^[0-9]+ .*\n" :capability-command "EHLO\n")))
    (should (eq (process-status (car result)) 'run))
    (should (equal (cdr result) '(:greeting "220 the-host 4711\n" :capabilities "250 EHLO\n" :type plain :error nil)))))

(net-deftest starttls-client-certificate
  (let* ((mine (tls-certificate "client")) (gnutls-trustfiles (list (tls-authority)))
         (server (tls-server (list (tls-certificate "good")) :client-certificate 'require :trustfiles (list (tls-authority)))))
    (starttls--open server :type 'tls :end-of-command nil :capability-command nil :client-certificate mine)
    (net-until (tls-accepted))
    (net-until (equal (plist-get (plist-get (gnutls-peer-status (car (tls-accepted))) :certificate) :subject) "CN=client"))))

(net-deftest starttls-client-certificate-of-auth-source
  "With :client-certificate t, or the variable that stands for it, key and certificate come from a netrc file."
  (let* ((mine (tls-certificate "client")) (gnutls-trustfiles (list (tls-authority)))
         (server (tls-server (list (tls-certificate "good")) :client-certificate 'require :trustfiles (list (tls-authority))))
         (auth-sources (list (tls-file "authinfo"))) (auth-source-do-cache nil))
    (tls-write "authinfo" "machine elsewhere key none cert none"
               (format "machine localhost port %s key \"%s\" cert %s" (net-port server) (car mine) (cadr mine)))
    (dolist (way '((:client-certificate t) (:client-certificate t :nowait t) nil))
      (setq net-events nil)
      (let ((network-stream-use-client-certificates (null way)))
        (apply #'starttls--open server :type 'tls :end-of-command nil :capability-command nil way))
      (net-until (tls-accepted))
      (net-until (equal (plist-get (plist-get (gnutls-peer-status (car (tls-accepted))) :certificate) :subject) "CN=client"))
      (delete-process (get-buffer-process (current-buffer)))
      (net-until (null (tls-accepted))))))

(net-deftest starttls-arguments
  (should-error (open-network-stream "c" nil "localhost" 1 :type 'bogus))
  (should-error (open-network-stream nil nil "localhost" 1) :type 'wrong-type-argument)
  (should-error (open-network-stream "c" nil 12 1) :type 'wrong-type-argument)
  (should-error (open-network-stream "c" nil "localhost" (net-closed-port) :type 'starttls) :type 'file-error)
  (should-error (open-network-stream "c" nil "localhost" (net-closed-port) :type 'tls) :type 'file-error)
  (should-not (process-list)))

;;; Servers that are not ours

(defun starttls--await-port (port)
  "Wait until somebody listens on PORT."
  (net-until (let ((probe (ignore-errors (make-network-process :name "probe" :host "127.0.0.1" :service port :sentinel #'ignore))))
               (when probe (delete-process probe) t))))

(net-deftest starttls-dovecot
  (tls-need "dovecot")
  (let* ((pair (tls-certificate "good")) (directory (tls-file "dovecot")) (port (net-closed-port)) (root (zerop (user-uid)))
         (user (if root "nobody" (user-login-name))) (group (if root "nogroup" (string-trim (shell-command-to-string "id -gn"))))
         (gnutls-trustfiles (list (tls-authority))))
    (make-directory directory t)
    (set-file-modes tls-directory #o755)  ; its parts run as nobody if it may not run them as root
    (tls-write "dovecot/conf" (format "base_dir = %s/run" directory) (format "log_path = %s/log" directory) "protocols = imap"
               "ssl = yes" (format "ssl_cert = <%s" (cadr pair)) (format "ssl_key = <%s" (car pair))
               (format "default_internal_user = %s" user) (format "default_login_user = %s" user)
               (format "default_internal_group = %s" group)
               "service anvil {" "chroot =" "}" "service stats {" "chroot =" "}" "service imap-login {" "chroot ="
               "inet_listener imap {" "address = 127.0.0.1" (format "port = %d" port) "}" "inet_listener imaps {" "port = 0" "}" "}"
               "passdb {" "driver = static" "args = password=x" "}" "userdb {" "driver = static"
               (format "args = uid=%d gid=%d home=%s/home" (user-uid) (group-gid) directory) "}")
    (tls-run "dovecot" "-F" "-c" (concat directory "/conf"))
    (starttls--await-port port)
    (switch-to-buffer (generate-new-buffer "imap"))
    (let ((result (open-network-stream "imap" (current-buffer) "localhost" port :type 'starttls :return-list t :noquery t
                                       :capability-command "1 CAPABILITY\r\n" :end-of-command "\r\n" :success " OK "
                                       :end-of-capability "^1 .*\r\n"
                                       :starttls-function (lambda (c) (and (string-match-p "STARTTLS" c) "2 STARTTLS\r\n")))))
      (should (equal (plist-get (cdr result) :error) nil))
      (should (eq (plist-get (cdr result) :type) 'tls))
      (should-not (string-match-p "STARTTLS" (plist-get (cdr result) :capabilities)))
      (process-send-string (car result) "3 NOOP\r\n")
      (net-until (string-match-p "^3 OK" (buffer-string)))
      (process-send-string (car result) "4 LOGOUT\r\n")
      (net-until (not (process-live-p (car result)))))))

(defun starttls--python ()
  "A Python that has aiosmtpd."
  (or (cl-find-if (lambda (python) (eql 0 (ignore-errors (call-process python nil nil nil "-c" "import aiosmtpd"))))
                  '("python3" "/usr/bin/python3"))
      (ert-skip "aiosmtpd is not installed")))

(net-deftest starttls-smtp
  (let ((python (starttls--python)) (pair (tls-certificate "good")) (port (net-closed-port)) (gnutls-trustfiles (list (tls-authority))))
    (tls-run python "-u" "-m" "aiosmtpd" "-n" "-l" (format "127.0.0.1:%d" port) "--tlscert" (cadr pair) "--tlskey" (car pair))
    (starttls--await-port port)
    (switch-to-buffer (generate-new-buffer "smtp"))
    (let* ((result (open-network-stream "smtp" (current-buffer) "localhost" port :type 'starttls :return-list t :noquery t
                                        :capability-command "EHLO me\r\n" :end-of-command "^[0-9]+ .*\r\n" :success "^2.*\n"
                                        :starttls-function (lambda (c) (and (string-match-p "-STARTTLS" c) "STARTTLS\r\n"))))
           (process (car result)))
      (should (eq (plist-get (cdr result) :type) 'tls))
      (dolist (exchange '(("MAIL FROM:<a@example.org>" . "250") ("RCPT TO:<b@example.org>" . "250") ("DATA" . "354")
                          ("Subject: x\r\n\r\nHello over TLS\r\n." . "250") ("QUIT" . "221")))
        (let ((start (point-max)))
          (process-send-string process (concat (car exchange) "\r\n"))
          (net-until (string-match-p (concat "\\`" (cdr exchange) " .*\r\n") (buffer-substring start (point-max))))))
      (tls-says (file-name-nondirectory python) "\\(Hello over TLS\\)"))))

;;; starttls.el ends here
