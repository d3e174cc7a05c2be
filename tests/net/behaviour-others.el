;;; behaviour-others.el --- programs, pipes, serial ports, timers, tables and what functions there are -*- lexical-binding: t -*-

;; More rows of behaviour.el, which loads this; named by the same rule: 11 interfaces and addresses, 12 TLS without a peer,
;; 14 policy, 15 programs, pipes and serial ports, 16 synchronous programs, 17 timers, 18 functions, 19 what asks before it ends.

;; 1
(w "1f" (get 'make-network-process 'subfeatures))
(w "1k" (mapcar (lambda (f) (featurep 'make-network-process f)) '(:nodelay (:server t) (:nowait t) (:family ipv6) (:type seqpacket))))
(w "1m" read-process-output-max)
(w "1q" (list confirm-kill-processes kill-buffer-query-functions (boundp 'signal-process-functions) timer-list with-timeout-timers
              gnutls-log-level libgnutls-version (boundp 'network-security-level)))

;; 2
(w "2.1arity" (func-arity 'make-network-process))
(w "2.1idn" (arg :host "h\u00e9.invalid"))
(w "2.10sub" (let ((p (make-process :name "sub" :command '("cat") :noquery t))) (set-network-process-option p :keepalive t)))
(w "2.10local" (process-contact (mk :name "ls" :server t :family 'local :service (lf "opt.sock") :keepalive t :linger 2) t))

;; 5
(w "5.7query" (let ((b (get-buffer-create "b57q"))) (cli (srv) :buffer b) (kill-buffer b)))
(w "5.7buffer" (let ((b (get-buffer-create "b57b"))) (cli (srv) :buffer b)
                    (list (delete-process b) (process-list) (each (delete-process "b57b")))))
(w "5.4server" (let* ((s (srv)) (c (cli s))) (delete-process c) (each (process-send-eof s) (process-send-eof c) (process-send-eof "nosuch"))))

;; 6
(w "6.1sentinel" (let* ((s (srv)) (c (cli s)) (b (get-buffer-create "b61")) r) (pump) (set-process-buffer c b)
                   (set-process-sentinel c (lambda (p m) (push (list (process-status p) (memq p (process-list)) (get-process "c")
                                                                     (get-buffer-process b) inhibit-quit) r)
                                             (string-match "x" "abx")))
                   (delete-process (acc)) (string-match "b" "ab") (pump) (list r (match-data))))
(w "6.1point" (let* ((s (srv)) (c (cli s))) (pump) (set-process-filter c (lambda (&rest _) (goto-char 1)))
                (with-temp-buffer (insert "0123") (process-send-string (acc) "x") (pump) (point))))
(defvar behaviour-bound nil)
(w "6.1bound" (let* ((s (srv)) (c (cli s)) r) (pump) (set-process-filter c (lambda (&rest _) (push behaviour-bound r) 'ignored))
                  (process-send-string (acc) "x") (let ((behaviour-bound 'by-waiter)) (list (accept-process-output c 1) r))))
(w "6.3open" (let* ((s (srv :filter (lambda (p s) (process-send-string p (concat "re:" s)))))
                    (c (cli s :nowait t :sentinel (lambda (p m) (when (equal m "open\n") (set-process-filter p #'filt)
                                                                   (process-send-string p "hello"))))))
               (pump) (evs)))
(w "6.4nobuffer" (let* ((c (cli (srv) :filter nil)) (b (get-buffer-create "dead"))) (list (internal-default-process-filter c "x")
                   (progn (set-process-buffer c b) (set-process-query-on-exit-flag c nil) (set-process-filter c nil)
                          (let ((kill-buffer-query-functions nil)) (set-process-buffer c b)) (internal-default-process-filter c "y")
                          (with-current-buffer b (buffer-string))))))
(w "6.6server" (let* ((s (srv :filter t)) (c (cli s))) (pump) (process-send-string c "x") (pump) (list (process-filter (acc)) (evs))))
(w "6.7alternate" (let* ((s (srv)) (c (cli s)) (d (cli s :name "d")) r (f (lambda (p s) (push (cons (process-name p) (length s)) r))))
                    (pump) (set-process-filter c f) (set-process-filter d f)
                    (let ((read-process-output-max 1000))
                      (dolist (a (process-list))
                        (when (string-prefix-p "srv <" (process-name a)) (process-send-string a (make-string 2000 ?x))))
                      (pump) (length r))))

;; 7
(w "7f" (let* ((s (srv)) (c (cli s)) (a (progn (pump) (acc)))) (evs) (process-send-string a "x")
          (sleep-for 0) (sleep-for -1) (sit-for 0) (redisplay) (input-pending-p t) (call-process "true") (process-status c) (process-list)
          (cli s :name "another") (delete-process "another")
          (list (seq-filter (lambda (e) (eq (car e) 'f)) (evs)) (progn (sleep-for 0.01) (seq-filter (lambda (e) (eq (car e) 'f)) (evs))))))
(w "7g" (each (sit-for 0) (sit-for -1) (sit-for 0 100) (sit-for 0.01 t) (sit-for nil) (sleep-for 0 10) (sleep-for "a") (sleep-for 0.01)))
(w "7server" (let* ((s (srv)) (c (cli s))) (list (accept-process-output s 5) (process-list) (delete-process c) (accept-process-output c 5))))
(w "7both" (let* ((s (srv)) (c (cli s)) (a (progn (pump) (acc)))) (evs) (process-send-string a "x") (delete-process a) (evs)
             (list (accept-process-output c 1) (evs))))
(w "7datagrams" (let* ((s (us)) (c (uc s))) (dotimes (i 4) (process-send-string c (format "%d" i)))
                  (list (accept-process-output s 1) (evs))))
(w "7timerdel" (let* ((s (srv)) (c (cli s))) (pump) (evs) (run-with-timer 0.02 nil (lambda () (delete-process c)))
                 (list (accept-process-output c 5) (car (evs)))))

;; 10
(w "10relative" (let ((default-directory "/")) (mk :name "x" :family 'local :service "behaviour-no-such.sock")))
(w "10dgreply" (let* ((s (mk :name "ls" :server t :type 'datagram :family 'local :service (lf "r.sock") :filter #'filt))
                      (c (mk :name "lc" :type 'datagram :family 'local :service (lf "r.sock"))))
                 (process-send-string c "x") (pump) (each (process-datagram-address s) (process-send-string s "back"))))

;; 11
(ws "11" (member '("lo" . [127 0 0 1 0]) (network-interface-list)) (assoc "lo" (network-interface-list t 'ipv4))
    (network-interface-list nil 'foo) (network-interface-list nil 'local) (network-interface-list nil 2)
    (network-interface-info "lo") (network-interface-info "nosuch") (network-interface-info "") (network-interface-info (make-string 40 ?x))
    (network-interface-info nil) (network-interface-info 5) (func-arity 'network-interface-list) (func-arity 'network-interface-info))
(w "11format" (mapcar (lambda (a) (list a (condition-case e (format-network-address a) (error e)) (condition-case e (format-network-address a t) (error e))))
                      '([127 0 0 1] [127 0 0 1 80] [0 0 0 0 0 0 0 1] [8193 3512 0 0 0 0 0 1 443] "DIR/s" "" [] [1] [1 2] [1 2 3] [1 2 3 4 5 6]
                        [1 2 3 4 5 6 7] [1 2 3 4 5 6 7 8 9 10] [256 0 0 1] [-1 0 0 1] [65536 0 0 0 0 0 0 1] [a b c d] [1 2 3 4 70000]
                        (2 . [1 2]) (10 . [1]) (1 2) (foo . bar) nil t foo 5)))
(w "11lookup" (each (network-lookup-address-info "localhost" 'ipv4) (network-lookup-address-info "127.0.0.1") (network-lookup-address-info "127.1")
                    (network-lookup-address-info "::1") (network-lookup-address-info "::1" 'ipv6) (network-lookup-address-info "127.0.0.1" 'ipv6)
                    (network-lookup-address-info "no.such.invalid") (network-lookup-address-info "") (network-lookup-address-info "fe80::1%lo")
                    (network-lookup-address-info "localhost" 'foo) (network-lookup-address-info "localhost" t)))
(w "11idn" (network-lookup-address-info "h\u00e9llo.invalid"))
(w "11hints" (network-lookup-address-info "127.0.0.1" nil 'numeric))

;; 12
(require 'gnutls)
(w "12.1" (let ((l (gnutls-available-p))) (mapcar (lambda (c) (and (memq c l) t)) '(gnutls3 macs ciphers AEAD-ciphers digests ALPN gnutls))))
(w "12.1codes" (list (symbol-plist 'gnutls-e-again) (symbol-plist 'gnutls-e-interrupted) (symbol-plist 'gnutls-e-invalid-session)
                     (symbol-plist 'gnutls-e-not-ready-for-handshake) (get 'gnutls-error 'error-conditions) (get 'gnutls-error 'error-message)))
(dolist (code '(t 0 -28 -52 -10 -12 -9 -19 -50 -53 -54 -110 -348 -1 -9999 5 gnutls-e-again gnutls-e-interrupted gnutls-e-invalid-session
                gnutls-e-not-ready-for-handshake nil foo "x" 1.5))
  (w (format "12.1error %S" code) (each (gnutls-errorp code) (gnutls-error-string code) (gnutls-error-fatalp code))))
(dolist (s '(:invalid :revoked :self-signed :unknown-ca :not-ca :insecure :not-activated :expired :no-host-match :signature-failure
             :revocation-data-superseded :revocation-data-issued-in-future :signer-constraints-failure :purpose-mismatch
             :missing-ocsp-status :invalid-ocsp-status :other nil "x"))
  (w (format "12.1warning %S" s) (gnutls-peer-status-warning-describe s)))
(defun bp (&rest args) (let ((p (apply #'gnutls-boot-parameters args))) (plist-put p :trustfiles (and (plist-get p :trustfiles) t))))
(ws "12.2" (bp :type 'gnutls-x509pki :hostname "h") (bp :type 'gnutls-anon :hostname "h") (bp :hostname "h") (bp :type 'foo :hostname "h")
    (plist-get (bp :type 'gnutls-x509pki :priority-string "SECURE256") :priority) (plist-get (bp :type 'gnutls-x509pki :verify-error t) :verify-error)
    (plist-get (bp :verify-hostname-error t) :verify-error) (let ((gnutls-verify-error t)) (plist-get (bp :hostname "loc") :verify-error))
    (let ((gnutls-verify-error '(("loc" :trustfiles :hostname)))) (list (plist-get (bp :hostname "loc") :verify-error) (plist-get (bp :hostname "x") :verify-error)))
    (bp :keylist '(("k" "c")) :crlfiles '("x") :min-prime-bits 512 :verify-flags 4) (let ((gnutls-min-prime-bits 3072) (gnutls-log-level 2)) (bp :hostname "h"))
    (let ((gnutls-trustfiles (list "/no/such/file" "relative" "/etc/hostname"))) (length (gnutls-trustfiles))) (gnutls-crlfiles))
(ws "12.3" (gnutls-get-initstage (cli (srv))) (gnutls-peer-status (cli (srv))) (gnutls-peer-status (srv)) (gnutls-deinit (cli (srv)))
    (gnutls-asynchronous-parameters (cli (srv)) '(a)) (gnutls-asynchronous-parameters (cli (srv)) 5) (gnutls-asynchronous-parameters 5 nil)
    (gnutls-boot (cli (srv)) 5 nil) (gnutls-boot (cli (srv)) 'foo nil) (gnutls-boot (cli (srv)) nil nil) (gnutls-boot (cli (srv)) 'gnutls-x509pki 5)
    (gnutls-boot nil 'gnutls-x509pki nil) (gnutls-boot (cli (srv)) 'gnutls-x509pki nil) (gnutls-boot (srv) 'gnutls-x509pki nil)
    (gnutls-format-certificate "x"))
(w "12.3kept" (let ((c (cli (srv)))) (condition-case nil (gnutls-boot c 'gnutls-x509pki nil) (error nil)) (list (process-status c) (gnutls-get-initstage c))))

;; 14
(require 'nsm)
(w "14" (list network-security-level network-security-protocol-checks nsm-save-host-names nsm-noninteractive nsm-trust-local-network
              nsm-temporary-host-settings nsm-permanent-host-settings network-stream-use-client-certificates))
(ws "14" (let ((c (cli (srv)))) (eq c (nsm-verify-connection c "localhost" 25))) (nsm-verify-connection nil "localhost" 25)
    (let* ((network-security-level 'low) (c (cli (srv)))) (list (nsm-verify-connection c "localhost" 25 nil t) (process-status c) (evs))))

;; 15
(defun pr (command &rest args) (apply #'make-process (append args (list :name "p" :command command :connection-type 'pipe :filter #'filt :sentinel #'sent))))
(defun until-ended (p) (while (or (process-live-p p) (accept-process-output p 0.05))) (pump 0.1))
(ws "15.1" (make-process) (make-process :name nil) (make-process :command '("true")) (make-process :name 'x :command '("true"))
    (make-process :name "x" :command "true") (make-process :name "x" :command '(5)) (pr '("no-such-prog-xyz")) (pr '("/"))
    (let ((default-directory "/nonexistent/")) (pr '("true"))) (pr '("true") :connection-type 'foo) (pr '("true") :stop t)
    (process-query-on-exit-flag (pr '("true") :noquery t)) (pr '("true") :coding 'bogus)
    (let ((p (pr '("cat")))) (list (process-status p) (process-type p) (process-command p) (process-tty-name p) (process-contact p) (process-contact p t)
                                   (process-contact p :host) (process-query-on-exit-flag p) (process-inherit-coding-system-flag p) (process-coding-system p)))
    (let ((p (make-process :name "x"))) (list (process-status p) (process-type p) (process-command p) (process-id p) (stringp (process-tty-name p))))
    (let ((process-connection-type nil)) (process-tty-name (make-process :name "x" :command '("cat"))))
    (stringp (process-tty-name (make-process :name "x" :command '("cat"))))
    (let ((p (pr '("sh" "-c" "echo out; echo err >&2")))) (until-ended p) (mapconcat (lambda (e) (if (eq (car e) 'f) (nth 2 e) "")) (evs) "")))
(defun ended (script) (let ((p (pr (list "sh" "-c" script)))) (until-ended p) (list (process-status p) (process-exit-status p) (evs))))
(dolist (script '("exit 0" "exit 3" "exit 255" "kill -9 $$" "kill -15 $$" "kill -1 $$" "kill -2 $$" "kill -3 $$" "ulimit -c 0; kill -6 $$"
                  "ulimit -c 0; kill -11 $$" "kill -13 $$" "kill -14 $$" "kill -10 $$"))
  (w (concat "15.2end " script) (ended script)))
(ws "15.2" (let ((p (pr '("cat")))) (list (eq p (kill-process p)) (process-status p) (progn (until-ended p) (process-status p)) (evs)))
    (let ((p (pr '("cat")))) (list (eq p (continue-process p)) (evs) (process-status p)))
    (let ((p (pr '("cat")))) (list (delete-process p) (process-status p) (process-exit-status p) (evs)))
    (let ((p (pr '("true")))) (until-ended p) (each (kill-process p) (signal-process p 0) (integerp (process-id p)) (process-send-string p "x")))
    (let ((p (pr '("cat")))) (process-send-string p "in\n") (process-send-eof p) (until-ended p) (evs)))
(ws "15.3" (process-command (start-process "sp" nil "sh" "-c" ":")) (let ((p (start-process "sp" nil nil))) (list (process-status p) (process-command p)))
    (start-process "sp" nil 5) (start-process "sp" nil "echo" 5) (start-process 5 nil "echo")
    (let ((p (start-process-shell-command "ssc" "b153" "echo $((1+2)); exit 5")))
      (until-ended p) (list (equal (process-command p) (list shell-file-name "-c" "echo $((1+2)); exit 5")) (with-current-buffer "b153" (buffer-string)))))
(ws "15.4" (make-pipe-process) (make-pipe-process :name 5)
    (let ((p (make-pipe-process :name "pp" :noquery t))) (list (process-status p) (process-type p) (process-contact p) (process-contact p t)
                                                              (process-query-on-exit-flag p) (process-id p) (process-command p) (process-tty-name p)
                                                              (process-live-p p) (buffer-name (process-buffer p))))
    (let ((p (make-pipe-process :name "pp" :stop t))) (list (process-command p) (process-status p) (eq p (continue-process p)) (process-status p)
                                                           (eq p (stop-process p)) (process-status p)))
    (let ((p (make-pipe-process :name "pp"))) (each (process-send-string p "x") (eq p (process-send-eof p)) (kill-process p)))
    (let ((p (make-pipe-process :name "pp" :sentinel #'sent))) (list (delete-process p) (process-status p) (evs)))
    (make-serial-process) (make-serial-process :port "/dev/nosuch") (make-serial-process :speed 9600) (make-serial-process :port "/dev/nosuch" :speed 9600)
    (make-serial-process :port 5 :speed 9600) (make-serial-process :name 5 :port "/dev/nosuch" :speed 9600)
    (make-serial-process :port "/dev/null" :speed "x") (serial-process-configure) (serial-process-configure :process (cli (srv)) :speed 9600))
(defun tty () (process-tty-name (make-process :name "device" :command '("sleep" "60") :connection-type 'pty :noquery t)))
(defun sp (&rest args) (let ((port (tty))) (apply #'make-serial-process :port port :speed 9600 :name "serial" :noquery t args)))
(defun config (&rest args) (let ((p (sp))) (prog1 (list (apply #'serial-process-configure :process p args) (cddr (process-contact p t))) (kill-buffer (process-buffer p)))))
(ws "15.5" (let ((p (sp))) (prog1 (list (process-status p) (process-type p) (cddr (process-contact p t)) (cdr (process-contact p)) (process-live-p p)) (kill-buffer (process-buffer p))))
    (config :speed 19200 :bytesize 8 :stopbits 2 :flowcontrol 'hw) (config :bytesize 5) (config :parity 'foo) (config :stopbits 3) (config :flowcontrol 'foo)
    (config :speed 12345))

;; 16
(defun cp (&rest args) (with-temp-buffer (insert "<>") (goto-char 2) (list (condition-case e (apply #'call-process args) (error e)) (buffer-string) (point))))
(dolist (args '(("true") ("false") ("sh" nil nil nil "-c" "exit 7") ("sh" nil nil nil "-c" "kill -9 $$") ("sh" nil nil nil "-c" "kill -15 $$")
                ("sh" nil nil nil "-c" "kill -1 $$") ("sh" nil nil nil "-c" "ulimit -c 0; kill -11 $$") ("/no/such/prog") ("no-such-prog-xyz") ("/")
                ("true" nil 0) ("true" "/nonexistent") ("sh" nil t nil "-c" "echo out; echo err >&2") ("sh" nil (t nil) nil "-c" "echo out; echo err >&2")
                (5) ("true" nil nil nil 5) ("printf" nil t nil "h\\303\\251\\n")))
  (w (format "16 %S" args) (apply #'cp args)))
(ws "16r" (with-temp-buffer (insert "abcabc") (list (call-process-region 1 4 "tr" t t nil "a" "x") (buffer-string)))
    (with-temp-buffer (list (call-process-region "text" nil "cat" nil t) (buffer-string)))
    (with-temp-buffer (insert "abc") (list (call-process-region nil nil "cat" nil t) (buffer-string)))
    (process-lines "printf" "a\\nb\\n\\nc") (process-lines "false") (process-lines-ignore-status "sh" "-c" "echo x; exit 3")
    (let (got) (list (process-lines-handling-status "sh" (lambda (status) (setq got status)) "-c" "echo x; exit 3") got))
    (shell-command-to-string "echo hi; exit 3") (call-process-shell-command "exit 4")
    (let ((default-directory "/nonexistent/")) (call-process "true"))
    (let ((coding-system-for-read 'binary)) (with-temp-buffer (call-process "printf" nil t nil "h\\303\\251\\r\\n") (buffer-string)))
    (let ((f (lf "out"))) (with-temp-buffer (call-process "echo" nil (list :file f) nil "x") (insert-file-contents f) (buffer-string))))
(w "16wait" (let (r) (run-with-timer 0.01 nil (lambda () (push 'timer r)))
              (let* ((s (srv)) (c (cli s)) (a (progn (pump 0.005) (acc)))) (when a (process-send-string a "x")) (evs) (call-process "sleep" nil nil nil "0.1")
                   (list (evs)))))

;; 17
(ws "17.1" (let ((tm (run-with-timer 100 nil 'ignore 'a))) (list (type-of tm) (length tm) (timerp tm) (aref tm 0) (timer--function tm) (timer--args tm) (cancel-timer tm) (cancel-timer tm)))
    (timer-create) (cancel-timer 5) (cancel-timer nil) (run-with-timer "x" nil 'ignore) (run-at-time "bogus" nil 'ignore) (run-with-idle-timer "x" nil 'ignore)
    (mapcar (lambda (time) (let ((tm (run-at-time time 5 'ignore))) (prog1 (list (timerp tm) (aref tm 9)) (cancel-timer tm)))) (list nil "1 sec" "11:23pm" '(1 2) t 3))
    (let ((tm (run-with-timer 100 "x" 'ignore))) (prog1 (timer--repeat-delay tm) (cancel-timer tm)))
    (let ((tm (run-with-timer 100 nil 5))) (prog1 (timer--function tm) (cancel-timer tm)))
    (list (timer-duration "2 min") (timer-duration "bogus")) (timer-activate (timer-create))
    (let ((tm (run-with-timer 10 nil 'ignore))) (prog1 (round (timer-until tm nil)) (cancel-timer tm)))
    (progn (run-with-timer 100 nil 'ignore) (run-with-timer 100 nil 'ignore) (list (length timer-list) (cancel-function-timers 'ignore) timer-list))
    (let ((tm (run-with-idle-timer 100 nil 'ignore))) (prog1 (list (aref tm 7) (memq tm timer-list)) (cancel-timer tm))))
(defmacro runs (&rest form) `(let (r) (run-with-timer 0 nil (lambda () (setq r t))) (progn ,@form) (prog1 r (cancel-function-timers 'ignore) (sleep-for 0.001))))
(ws "17.2" (runs (sleep-for 0.001)) (runs (sit-for 0.001)) (runs (accept-process-output)) (runs (accept-process-output nil 0)) (runs (redisplay)) (runs (input-pending-p t))
    (runs (sleep-for 0)) (runs (sit-for 0)) (runs (input-pending-p)) (runs (call-process "sleep" nil nil nil "0.05")) (runs (let ((c (cli (srv)))) (accept-process-output c 0.01 nil 0)))
    (let (r) (run-with-idle-timer 0 nil (lambda () (setq r t))) (sleep-for 0.05) (cancel-function-timers 'ignore) (setq timer-idle-list nil) (list r (current-idle-time)))
    (let (r) (run-with-timer 0 nil (lambda () (push 0 r))) (run-with-timer -1 nil (lambda () (push -1 r))) (run-with-timer 0.001 nil (lambda () (push 1 r))) (sleep-for 0.05) r)
    (let (r (time (current-time))) (dolist (n '(1 2 3)) (run-at-time time nil (lambda () (push n r)))) (sleep-for 0.05) r)
    (let* (r (s (srv)) (c (cli s)) (a (progn (pump) (acc)))) (set-process-filter c (lambda (&rest _) (push 'filter r))) (process-send-string a "x")
         (run-with-timer 0 nil (lambda () (push 'timer r))) (accept-process-output c 1) r)
    (let (r) (run-with-timer 0.01 nil (lambda () (push 'in r) (sleep-for 0.1) (push 'out r))) (run-with-timer 0.03 nil (lambda () (push 'nested r))) (sleep-for 0.3) r)
    (list (with-timeout (0.05 'to) (sleep-for 5) 'done) (with-timeout (0.05) (sleep-for 5) 'done) timer-list)
    (let* ((n 0) tm) (setq tm (run-with-timer 0.001 0.001 (lambda () (setq n (1+ n)) (when (= n 3) (cancel-timer tm))))) (sleep-for 0.1) n)
    (let* ((n 0) (tm (run-with-timer 0 100 (lambda () (setq n (1+ n)))))) (timer-set-time tm (time-subtract nil 100000) 100) (setf (timer--triggered tm) nil) (sleep-for 0.01) (cancel-timer tm) n))
(ws "17.3" (with-temp-buffer (rename-buffer "timing") (insert "abc") (let (r) (run-with-timer 0 nil (lambda () (push (buffer-name) r) (set-buffer "*scratch*"))) (sleep-for 0.01) (list r (buffer-name))))
    (progn (run-with-timer 0 nil (lambda () (string-match "c" "abc"))) (string-match "a" "abc") (sleep-for 0.01) (match-beginning 0))
    (let (r) (run-with-timer 0 nil (lambda () (push inhibit-quit r))) (sleep-for 0.01) (push inhibit-quit r) r)
    (let ((n 0) tm) (setq tm (run-with-timer 0.001 0.001 (lambda () (setq n (1+ n)) (when (= n 2) (cancel-timer tm)) (error "TBoom")))) (sleep-for 0.05) n)
    (catch 'out (run-with-timer 0 nil (lambda () (throw 'out 'thrown))) (sleep-for 1))
    (condition-case nil (progn (run-with-timer 0 nil (lambda () (signal 'quit nil))) (sleep-for 1)) (quit 'quit)))

;; 18
(dolist (f '(accept-process-output call-process call-process-region continue-process delete-process get-buffer-process get-process
             internal-default-interrupt-process internal-default-process-filter internal-default-process-sentinel interrupt-process kill-process
             list-system-processes make-network-process make-pipe-process make-process make-serial-process num-processors process-attributes
             process-buffer process-coding-system process-command process-contact process-datagram-address process-exit-status process-filter
             process-filter-multibyte-p process-id process-inherit-coding-system-flag process-list process-mark process-name process-plist
             process-query-on-exit-flag process-running-child-p process-send-eof process-send-region process-send-string process-sentinel
             process-status process-thread process-tty-name process-type processp quit-process serial-process-configure set-process-buffer
             set-process-coding-system set-process-datagram-address set-process-filter set-process-filter-multibyte
             set-process-inherit-coding-system-flag set-process-plist set-process-query-on-exit-flag set-process-sentinel set-process-thread
             set-process-window-size signal-process sleep-for stop-process call-process-shell-command clone-process list-processes process-file
             process-file-shell-command process-get process-put process-kill-buffer-query-function process-lines process-lines-ignore-status
             process-lines-handling-status process-live-p process-menu-mode process-menu-delete-process process-menu-visit-buffer
             set-buffer-process-coding-system sit-for start-process start-file-process start-process-shell-command start-file-process-shell-command
             window-adjust-process-window-size window-adjust-process-window-size-largest window-adjust-process-window-size-smallest
             format-network-address network-interface-info network-interface-list network-lookup-address-info set-network-process-option
             open-network-stream network-connection network-connection-to-service network-stream-open-plain network-stream-open-starttls
             network-stream-open-tls network-stream-open-shell network-stream-certificate network-stream-command network-stream-get-response
             nsm-verify-connection nsm-check-tls-connection nsm-check-plain-connection nsm-query nsm-query-user nsm-level nsm-id nsm-fingerprint
             nsm-cipher-suite nsm-should-check nsm-save-host nsm-read-settings nsm-write-settings nsm-host-settings
             gnutls-asynchronous-parameters gnutls-available-p gnutls-boot gnutls-bye gnutls-ciphers gnutls-deinit gnutls-digests gnutls-hash-digest gnutls-hash-mac gnutls-macs
             gnutls-symmetric-decrypt gnutls-symmetric-encrypt
             gnutls-error-fatalp gnutls-error-string gnutls-errorp gnutls-format-certificate gnutls-get-initstage
             gnutls-peer-status gnutls-peer-status-warning-describe gnutls-boot-parameters
             gnutls-negotiate open-gnutls-stream gnutls-trustfiles gnutls-crlfiles gnutls-message-maybe
             run-at-time run-with-timer run-with-idle-timer cancel-timer cancel-function-timers timer-create timerp timer-set-time timer-set-idle-time
             timer-set-function timer-inc-time timer-activate timer-activate-when-idle timer-event-handler timer-relative-time
             timer-next-integral-multiple-of-time timer-until timer-duration timer--triggered timer--high-seconds timer--low-seconds timer--usecs
             timer--repeat-delay timer--function timer--args timer--idle-delay timer--psecs timer--integral-multiple))
  (w (format "18 %s" f) (func-arity f)))
(w "18 with-timeout" (macrop 'with-timeout))
(w "18size" (let ((w (selected-window))) (list (window-adjust-process-window-size #'+ (list w w)) (window-adjust-process-window-size-smallest nil (list w w))
                                             (window-adjust-process-window-size-largest nil nil) window-adjust-process-window-size-function)))
(w "18coding" (each (set-buffer-process-coding-system 'utf-8 'utf-8)
                    (with-current-buffer (get-buffer-create "b18")
                      (let ((c (cli (srv) :buffer (current-buffer) :noquery t)))
                        (list (set-buffer-process-coding-system 'latin-1 'koi8-r) (process-coding-system c) (condition-case e (set-buffer-process-coding-system 'bogus 'utf-8) (error e)))))))

;;; behaviour-others.el ends here
