;;; connections.el --- connections from beginning to end -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(net-deftest net-accept-order
  (let* ((server (net-server :log #'net-log)) (client (net-client server)))
    (process-send-string client "hi")
    (net-until (= 3 (length net-events)))
    (let* ((port (aref (process-contact client :local) 4))
           (name (format "srv <127.0.0.1:%d>" port)))
      (should (equal (net-events)
                     `((log ,name "accept from 127.0.0.1\n")
                       (sentinel ,name "open from 127.0.0.1\n" open)
                       (filter ,name "hi")))))))

(net-deftest net-peer-close
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (process-send-string accepted "bye")
    (delete-process accepted)
    (should (equal (net-events) `((sentinel ,(process-name accepted) "deleted\n" closed))))
    (setq net-events nil)
    (net-until (not (process-live-p client)))
    (should (equal (net-events) '((filter "c" "bye") (sentinel "c" "connection broken by remote peer\n" closed))))
    (should (equal (process-exit-status client) 256))
    (should-not (memq client (process-list)))
    (should-not (get-process "c"))))

(net-deftest net-delete-is-synchronous
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (process-send-string accepted "unread")
    (should-not (delete-process client))
    (should (equal (net-events) '((sentinel "c" "deleted\n" closed))))
    (should (eq (process-status client) 'closed))
    (should (equal (process-exit-status client) 0))
    (delete-process client)
    (should (= 1 (length net-events)))))

(net-deftest net-half-close
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (should (eq (process-send-eof client) client))
    (should (eq (process-status client) 'open))
    (should-not (process-send-string client "silently lost"))
    (net-until (not (process-live-p accepted)))
    (should (member `(sentinel ,(process-name accepted) "connection broken by remote peer\n" closed) net-events))
    (should (equal (net-text (process-name accepted)) ""))))

(net-deftest net-answer-after-eof
  "What a filter sends before it sees the end reaches the peer that has closed its half."
  (let* ((server (net-server :filter (lambda (p s) (process-send-string p (upcase s)))))
         (client (net-client server)))
    (process-send-string client "question")
    (process-send-eof client)
    (net-until (not (process-live-p client)))
    (should (equal (net-text "c") "QUESTION"))))

(net-deftest net-refused
  (let ((port (net-closed-port)))
    (should (equal (should-error (make-network-process :name "x" :host "127.0.0.1" :service port))
                   `(file-error "make client process failed" "Connection refused"
                                :name "x" :host "127.0.0.1" :service ,port)))
    (should-not (process-list))))

(net-deftest net-refused-nowait
  (let ((c (make-network-process :name "c" :host "127.0.0.1" :service (net-closed-port) :nowait t
                                 :sentinel #'net-sentinel)))
    (should (eq (process-status c) 'connect))
    (should (equal (process-live-p c) '(connect stop)))
    (setq net-events nil)
    (net-until net-events)
    (net-settle)
    (should (equal (net-events) '((sentinel "c" "failed with code 111\n" failed))))
    (should (equal (process-exit-status c) 111))
    (should (memq c (process-list)))
    (delete-process c)
    (should (equal (car net-events) '(sentinel "c" "deleted\n" closed)))
    (should (equal (process-exit-status c) 0))))

(net-deftest net-unresolvable
  (should (equal (should-error (make-network-process :name "x" :host "no.such.invalid" :service 80))
                 '(error "no.such.invalid/80 Name or service not known")))
  (should (equal (should-error (make-network-process :name "x" :host "" :service 9))
                 '(error "/9 Name or service not known")))
  (should (equal (should-error (make-network-process :name "x" :host "127.0.0.1" :service "no-such-svc"))
                 '(error "127.0.0.1/no-such-svc Servname not supported for ai_socktype"))))

(net-deftest net-unresolvable-nowait
  (skip-unless net-elwire)              ; Emacs never tells the sentinel
  (let ((c (make-network-process :name "c" :host "no.such.invalid" :service 80 :nowait t :sentinel #'net-sentinel)))
    (net-until net-events)
    (net-settle)
    (should (equal (net-events) '((sentinel "c" "failed: Name lookup of no.such.invalid failed\n" failed))))
    (should (equal (process-exit-status c) "Name lookup of no.such.invalid failed"))))

(net-deftest net-unresolvable-nowait-send
  "A send waits for the socket, and hears that there will be none."
  (let ((c (make-network-process :name "c" :host "no.such.invalid" :service 80 :nowait t :sentinel #'ignore)))
    (should (equal (should-error (process-send-string c "x")) '(error "Process c not running")))
    (should (eq (process-status c) 'failed))))

(net-timed-deftest net-connect-timeout
  (skip-unless net-elwire)
  (let* ((server (net-server :server 0 :stop t)) (start (float-time)) (filler nil))
    ;; Connections beyond the backlog hang.
    (dotimes (_ 4) (push (net-client server :nowait t) filler))
    (should (equal (cadr (should-error (net-client server :connect-timeout 0.3))) "make client process failed"))
    (should (< 0.25 (- (float-time) start) 2))))

(net-timed-deftest net-with-timeout-ends-a-connect
  (skip-unless net-elwire)              ; Emacs blocks in the system call
  (let* ((server (net-server :server 0 :stop t)) (ticks 0)
         (timer (run-with-timer 0.05 0.05 (lambda () (setq ticks (1+ ticks)))))
         (start (float-time)))
    (dotimes (_ 4) (net-client server :nowait t))
    (unwind-protect
        (should (eq (with-timeout (0.4 'late) (net-client server)) 'late))
      (cancel-timer timer))
    (should (< 0.39 (- (float-time) start) 0.8))
    (should (> ticks 3))))

(net-deftest net-nowait-open
  (let* ((server (net-server)) (c (net-client server :nowait t)))
    (should (eq (process-status c) 'connect))
    (net-until (assq 'sentinel net-events))
    (should (member '(sentinel "c" "open\n" open) net-events))
    (should (equal (process-exit-status c) 0))))

(net-deftest net-nowait-send-waits
  (let* ((server (net-server)) (c (net-client server :nowait t)))
    (process-send-string c "early")
    (should (eq (process-status c) 'open))
    (should (member '(sentinel "c" "open\n" open) net-events))
    (net-until (rassoc '("early") (mapcar #'cdr net-events)))))

(net-deftest net-nowait-contact-waits
  (let* ((server (net-server)) (c (net-client server :nowait t)))
    (should-not (process-contact c t t))
    (should (equal (process-contact c :remote) (vector 127 0 0 1 (net-port server))))
    (should (eq (process-status c) 'open))))

(net-deftest net-port-in-use
  (let ((server (net-server)))
    (should (equal (should-error (net-server :service (net-port server)))
                   '(file-error "Cannot bind server socket" "Address already in use")))))

(net-deftest net-stopped-connection
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (should (eq (stop-process client) client))
    (should (eq (process-status client) 'stop))
    (should (eq (process-command client) t))
    (process-send-string accepted "waits")
    (net-settle)
    (should-not net-events)
    (continue-process client)
    (net-until net-events)
    (should (equal (net-events) '((filter "c" "waits"))))))

(net-deftest net-stopped-server
  (let* ((server (net-server)) client)
    (stop-process server)
    (setq client (net-client server))
    (net-settle)
    (should-not (net-accepted))
    (continue-process server)
    (should (eq (process-status server) 'listen))
    (net-until (net-accepted))
    (should (process-live-p client))))

(net-deftest net-filter-t-does-not-read
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (set-process-filter client t)
    (process-send-string accepted "later")
    (net-settle)
    (delete-process accepted)
    (net-settle)
    (should (eq (process-status client) 'open))
    (set-process-filter client #'net-filter)
    (net-until (not (process-live-p client)))
    (should (equal (net-text "c") "later"))))

(net-deftest net-inheritance
  (let* ((server (net-server :plist '(k v) :coding '(latin-1 . utf-8) :noquery t)) accepted)
    (net-client server)
    (setq accepted (car (net-until (net-accepted))))
    (should (equal (process-plist accepted) '(k v)))
    (should (equal (process-coding-system accepted) '(latin-1 . utf-8)))
    (should (eq (process-query-on-exit-flag accepted) t))
    (should (eq (process-query-on-exit-flag server) nil))
    (should-not (process-buffer accepted))
    (should (equal (process-contact accepted :name) "srv"))
    (should (equal (process-contact accepted :host) "127.0.0.1"))
    (should (equal (process-contact accepted :local) (vector 127 0 0 1 (net-port server))))))

(net-deftest net-deleting-the-server-leaves-connections
  (pcase-let ((`(,server ,client ,accepted) (net-pair)))
    (delete-process server)
    (should (eq (process-status server) 'closed))
    (process-send-string client "still here")
    (net-until (equal (net-text (process-name accepted)) "still here"))))

(net-deftest net-local-sockets
  (let* ((directory (make-temp-file "net-test" t)) (path (expand-file-name "a.sock" directory)))
    (unwind-protect
        (let* ((server (make-network-process :name "ls" :server t :family 'local :service path :coding 'binary
                                             :filter #'net-filter :sentinel #'net-sentinel))
               (client (make-network-process :name "lc" :family 'local :service path :coding 'binary
                                             :filter #'net-filter :sentinel #'net-sentinel)))
          (should (eq (process-status server) 'listen))
          (should (equal (process-contact server :local) path))
          (should (equal (process-contact client) (list nil path)))
          (process-send-string client "over a file")
          (net-until (assq 'filter net-events))
          (should (string-match "\\`ls <[0-9]+>\\'" (cadr (car net-events))))
          (should (equal (nth 2 (car (net-events))) "open from -\n"))
          (should (equal (nth 2 (car net-events)) "over a file"))
          (delete-process server)
          (should (file-exists-p path))
          (should (equal (nth 2 (should-error (make-network-process :name "x" :family 'local :service path)))
                         "Connection refused"))
          (should (equal (should-error (make-network-process :name "s" :server t :family 'local :service path))
                         '(file-error "Cannot bind server socket" "Address already in use"))))
      (delete-directory directory t))))

(net-deftest net-local-nowait-missing
  (skip-unless net-elwire)              ; Emacs's status is the symbol `file-missing', and nobody is told
  (let ((c (make-network-process :name "c" :family 'local :service "/nonexistent/s" :nowait t :sentinel #'net-sentinel)))
    (net-until net-events)
    (should (equal (net-events) '((sentinel "c" "failed with code 2\n" failed))))
    (should (eq (process-status c) 'failed))))

(net-deftest net-local-missing
  (should (equal (should-error (make-network-process :name "x" :family 'local :service "/nonexistent/s"))
                 '(file-missing "make client process failed" "No such file or directory"
                                :name "x" :family local :service "/nonexistent/s"))))

(net-deftest net-seqpacket
  (let* ((directory (make-temp-file "net-test" t)) (path (expand-file-name "q.sock" directory)))
    (unwind-protect
        (let ((client nil))
          (make-network-process :name "qs" :server t :family 'local :type 'seqpacket :service path :coding 'binary
                                :filter #'net-filter)
          (setq client (make-network-process :name "qc" :family 'local :type 'seqpacket :service path :coding 'binary))
          (process-send-string client "one")
          (process-send-string client "two")
          (net-until (= 2 (length net-events)))
          (should (equal (mapcar (lambda (e) (nth 2 e)) (net-events)) '("one" "two"))))
      (delete-directory directory t))))

(net-deftest net-ipv6
  (let* ((server (net-server :host "::1")) (client (net-client server :host "::1")))
    (process-send-string client "six")
    (net-until (assq 'filter net-events))
    (should (equal (process-contact client :remote) (vector 0 0 0 0 0 0 0 1 (net-port server))))
    (when net-elwire
      (should (string-match "\\`srv <\\[0:0:0:0:0:0:0:1\\]:[0-9]+>\\'" (cadr (car net-events)))))))

(net-deftest net-killed-buffer-deletes-its-process
  (let* ((server (net-server)) (buffer (generate-new-buffer "net-test"))
         (client (net-client server :buffer buffer :noquery t)))
    (net-until (net-accepted))
    (setq net-events nil)
    (kill-buffer buffer)
    (should (eq (process-status client) 'closed))
    (should (equal (net-events) '((sentinel "c" "deleted\n" closed))))))

(net-deftest net-write-to-a-dead-peer
  (skip-unless net-elwire)              ; in batch, Emacs is killed by SIGPIPE
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (set-process-filter client t)       ; so that the end is not noticed by reading
    (delete-process accepted)
    (let ((problem (catch 'problem
                     (dotimes (_ 1000)
                       (condition-case e (process-send-string client "x") (error (throw 'problem e)))
                       (sleep-for 0.001)))))
      (should (member problem `((error "process c no longer connected to pipe; closed it")
                                (file-error "Writing to process" "Connection reset by peer" ,client)))))))

;;; connections.el ends here
