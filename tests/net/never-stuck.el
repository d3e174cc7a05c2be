;;; never-stuck.el --- waiting that ends when it should -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defmacro net-times-out-in-two-seconds (&rest body)
  "BODY does not end by itself; `with-timeout' ends it at the second asked, and timers run meanwhile."
  `(let* ((ticks 0) (timer (run-with-timer 0.1 0.1 (lambda () (setq ticks (1+ ticks))))) (start (float-time)))
     (should (eq 'late (with-timeout (2 'late) ,@body)))
     (cancel-timer timer)
     (should (<= 2.0 (- (float-time) start) 2.2))
     (should (>= ticks 17))))

(defun net-full-server ()
  "A server whose queue is full and that does not accept."
  (let ((server (net-server :server 1 :stop t)))
    (dotimes (i 4) (net-client server :name (format "fill%d" i) :nowait t))
    (accept-process-output nil 0.1)
    server))

(net-timed-deftest net-connect-to-a-full-backlog-times-out
  (skip-unless net-elwire)
  (let ((server (net-full-server)))
    (net-times-out-in-two-seconds (net-client server :name "late"))
    (should-not (get-process "late"))))

(net-timed-deftest net-send-to-a-peer-that-never-reads-times-out
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (stop-process accepted)
    (net-times-out-in-two-seconds (while t (process-send-string client (make-string 1000000 ?x))))
    (should (eq (process-status client) 'open))))

;; The peer accepts and never says anything: the ServerHello does not come.
(net-timed-deftest net-handshake-with-a-silent-peer-times-out
  (skip-unless net-elwire)
  (require 'gnutls)
  (let* ((server (net-server :filter #'ignore :sentinel #'ignore))
         (parameters (gnutls-boot-parameters :type 'gnutls-x509pki :hostname "localhost")))
    (net-times-out-in-two-seconds (net-client server :name "late" :tls-parameters (cons 'gnutls-x509pki parameters)))
    (should-not (get-process "late"))
    (net-times-out-in-two-seconds (open-network-stream "late" nil "127.0.0.1" (net-port server) :type 'tls))
    (should-not (get-process "late"))
    (let ((client (net-client server)))
      (net-times-out-in-two-seconds (gnutls-negotiate :process client :hostname "localhost"))
      (should-not (eq (process-status client) 'open)))))

(net-timed-deftest net-waiting-for-output-times-out
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,_) (net-pair)))
    (net-times-out-in-two-seconds (accept-process-output client))))

(net-deftest net-every-nowait-attempt-is-told-of-once
  (skip-unless net-elwire)
  (let* ((directory (make-temp-file "net-nowait" t))
         (plain (expand-file-name "plain" directory))
         (full (net-full-server))
         (server (net-server :sentinel #'ignore))
         (closed (net-closed-port))
         (cases `(("open" :service ,(net-port server))
                  ("failed" :service ,closed)
                  ("failed" :host "no.such.invalid" :service 80)
                  ("failed" :service "no-such-svc")
                  ("failed" :host "" :service 80)
                  ("failed" :service ,(net-port full) :connect-timeout 0.2)
                  ("failed" :service ,(net-port server) :bindtodevice "no-device")
                  ("failed" :family local :host nil :service ,(expand-file-name "missing" directory))
                  ("failed" :family local :host nil :service ,plain)
                  ("failed" :host "127.0.0.1" :type seqpacket :service ,(net-port server))
                  ("failed" :service ,(net-port server) :proxy ,(format "http://127.0.0.1:%d" closed)))))
    (unwind-protect
        (progn
          (write-region "" nil plain nil 'silent)
          (dolist (case cases)
            (let* ((told nil)
                   (process (apply #'make-network-process
                                   (append (cdr case)
                                           (list :name "attempt" :nowait t :host "127.0.0.1"
                                                 :sentinel (lambda (p m) (push (cons m (process-status p)) told)))))))
              (net-until told)
              (net-settle)
              (ert-info ((format "%S %S" case told))
                (should (= 1 (length told)))
                (should (string-prefix-p (car case) (car (car told))))
                (should (eq (cdr (car told)) (intern (car case)))))
              (delete-process process))))
      (delete-directory directory t))))

(defun net-collecting-server ()
  "A server that counts what it receives in its property `count' and notes ends in `ended'."
  (let (server)
    (setq server (net-server :filter (lambda (_ s) (process-put server 'count (+ (length s) (or (process-get server 'count) 0))))
                             :sentinel (lambda (_ m) (when (string-prefix-p "connection broken" m) (process-put server 'ended t)))))))

(net-timed-deftest net-kill-emacs-flushes
  (skip-unless net-elwire)
  (let* ((net-collect nil) (server (net-collecting-server)) (start (float-time))
         (other (net-start `((setq c (make-network-process :name "c" :host "127.0.0.1" :service ,(net-port server)
                                                           :high-water-mark 100000000))
                             (process-send-string c (make-string 20000000 ?x))
                             (princ (format "pending %d" (process-pending-output c)))
                             (kill-emacs 7)))))
    (net-until (process-get server 'ended))
    (should (= (process-get server 'count) 20000000))
    (net-until (process-get other 'ended))
    (should (= (process-exit-status other) 7))
    (should (> (string-to-number (net-said other "pending \\([0-9]+\\)")) 1000000))
    (should (< (- (float-time) start) 5))))

(net-timed-deftest net-kill-emacs-does-not-wait-for-ever
  (skip-unless net-elwire)
  (let* ((server (net-server :filter t :sentinel #'ignore)) (start (float-time))
         (other (net-start `((setq c (make-network-process :name "c" :host "127.0.0.1" :service ,(net-port server)
                                                           :high-water-mark 100000000))
                             (setq s (make-network-process :name "s" :server t :host "127.0.0.1" :service t))
                             (make-network-process :name "u" :type 'datagram :server t :host "127.0.0.1" :service t)
                             (run-with-timer 100 1 #'ignore)
                             (process-send-string c (make-string 20000000 ?x))
                             (kill-emacs 7)))))
    (net-until (process-get other 'ended))
    (should (= (process-exit-status other) 7))
    (should (< 1.8 (- (float-time) start) 4))))

(defconst net-echo-source
  '((setq s (make-network-process :name "s" :server 500 :host "127.0.0.1" :service t :coding 'binary
                                  :filter (lambda (p text) (process-send-string p text))))
    (message "port %d" (process-contact s :service))
    (while t (accept-process-output nil 1))))

(net-deftest net-descriptors-run-out-and-come-back
  (skip-unless net-elwire)
  (let* ((other (net-start net-echo-source "ulimit -n 40")) (answered nil) (clients nil)
         (port (string-to-number (net-said other "port \\([0-9]+\\)"))))
    (dotimes (i 80)
      (let ((client (make-network-process :name (format "c%d" i) :host "127.0.0.1" :service port :coding 'binary
                                          :sentinel #'ignore :filter (lambda (p _) (cl-pushnew p answered)))))
        (push client clients)
        (process-send-string client "x")))
    (setq clients (nreverse clients))
    (net-until (> (length answered) 15))
    (accept-process-output nil 0.3)
    (should (< (length answered) 40))   ; the others wait
    (should (eq (process-status other) 'run))
    ;; Each one that goes makes room for another.
    (net-until (dolist (client clients)
                 (when (and (memq client answered) (process-live-p client)) (delete-process client)))
               (= (length answered) 80))
    (delete-process other)))

;;; never-stuck.el ends here
