;;; manual.el --- what the manual says about network processes, sentence by sentence -*- lexical-binding: t -*-

;; docs/networking.md has the table; what it names elsewhere is not repeated here.

(load (expand-file-name "harness" (file-name-directory load-file-name)) nil t)

;;; Network connections

(net-deftest manual-no-child
  "It has no process id, and cannot be killed or signalled."
  (pcase-let ((`(,server ,client ,accepted) (net-pair)))
    (dolist (process (list server client accepted))
      (should-not (process-id process))
      (dolist (function '(kill-process interrupt-process quit-process))
        (should (equal (should-error (funcall function process))
                       (list 'error (format "Process %s is not a subprocess" (process-name process))))))
      (should (process-live-p process)))))

(net-deftest manual-delete-closes
  "`delete-process' closes the connection; the other end decides what to do about it."
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (delete-process client)
    (net-until (assoc (process-name accepted) (mapcar #'cdr (net-events))))
    (should (member `(sentinel ,(process-name accepted) "connection broken by remote peer\n" closed) (net-events)))))

(net-deftest manual-server-transfers-nothing
  "A server never transfers data itself, and goes back to listening."
  (let* ((server (net-server)))
    (dotimes (i 3) (process-send-string (net-client server) (number-to-string i)))
    (net-until (= 3 (cl-count 'filter net-events :key #'car)))
    (should-not (member "srv" (mapcar #'cadr (net-events))))
    (should (equal (should-error (process-send-string server "x")) '(error "Process srv not running")))
    (should (eq (process-status server) 'listen))))

(net-deftest manual-types
  "`process-type' distinguishes the kinds of processes."
  (pcase-let ((`(,server ,client ,accepted) (net-pair)))
    (dolist (process (list server client accepted))
      (should (eq (process-type process) 'network))))
  (let ((port (make-serial-process :port "/dev/null" :speed nil :stop t :noquery t)))
    (should (eq (process-type port) 'serial))
    (kill-buffer (process-buffer port)))
  (progn
    (should (eq (process-type (make-process :name "r" :command '("sleep" "60") :noquery t)) 'real))
    (let ((pipe (make-pipe-process :name "p" :noquery t)))
      (should (eq (process-type pipe) 'pipe))
      (delete-process pipe)
      (kill-buffer "p"))))

(net-deftest manual-status
  "`open', `closed', `connect', `stop' and `failed' for connections; `listen' for servers."
  (pcase-let ((`(,server ,client ,accepted) (net-pair)))
    (should (equal (mapcar #'process-status (list server client accepted)) '(listen open open)))
    (mapc #'stop-process (list server client accepted))
    (should (equal (mapcar #'process-status (list server client accepted)) '(stop stop stop)))
    (mapc #'continue-process (list server client accepted))
    (should (equal (mapcar #'process-status (list server client accepted)) '(listen open open)))
    (let ((later (net-client server :nowait t)))
      (should (memq (process-status later) '(connect open)))
      (net-until (eq (process-status later) 'open)))
    (let ((port (net-closed-port)))
      (let ((failing (net-client server :service port :nowait t)))
        (net-until (eq (process-status failing) 'failed))))
    (delete-process client)
    (should (eq (process-status client) 'closed))
    (delete-process server)
    (should (eq (process-status server) 'closed))))

(net-deftest manual-stopped-datagrams
  "Packets for a stopped datagram process wait; `process-command' tells that it is stopped."
  (let* ((server (net-server :type 'datagram :sentinel #'ignore)) (client (net-client server :type 'datagram :sentinel #'ignore)))
    (should-not (process-command server))
    (stop-process server)
    (should (eq (process-command server) t))
    (should (eq (process-status server) 'stop))
    (process-send-string client "one")
    (process-send-string client "two")
    (net-settle)
    (should-not net-events)
    (continue-process server)
    (net-until (= 2 (length net-events)))
    (should (equal (net-events) '((filter "srv" "one") (filter "srv" "two"))))))

;;; The arguments

(net-deftest manual-server-queue
  "A stopped server queues as many connections as `:server' says, 5 by default; the kernel admits one more."
  (dolist (row '((t 6) (1 2) (3 4)))
    (let* ((server (net-server :server (car row) :stop t)) (clients nil))
      (dotimes (_ 8) (push (net-client server :nowait t :sentinel #'ignore) clients))
      (let ((limit (+ (float-time) 0.3)))
        (while (< (float-time) limit) (accept-process-output nil 0.02)))
      (should (equal (cons (car row) (cl-count 'open clients :key #'process-status)) (cons (car row) (nth 1 row))))
      (net-clean))))

(net-deftest manual-host
  "A name, an address, `local', or an address that stands for all interfaces."
  (dolist (row '(("127.0.0.1" nil "127.0.0.1") ("localhost" ipv4 "127.0.0.1") (local nil "127.0.0.1") (nil nil "127.0.0.1")
                 (local ipv6 "::1") ("::1" nil "::1") ("0.0.0.0" nil "127.0.0.1") ("::" nil "::1") ("::" nil "127.0.0.1")
                 ("127.0.0.2" nil "127.0.0.2")))
    (let ((server (net-server :host (car row) :family (nth 1 row))))
      (should (equal (list row (process-status (net-client server :host (nth 2 row)))) (list row 'open)))
      (net-clean)))
  ;; Only clients that connect to the server's address are accepted.
  (should (equal (nth 2 (should-error (net-client (net-server :host "127.0.0.2") :host "127.0.0.1"))) "Connection refused"))
  (should (equal (car (should-error (net-server :host "192.0.2.77"))) 'file-error)))

(net-deftest manual-host-all-interfaces-twice
  "Where \"::\" also listens on IPv4, a second server there is refused."
  (let ((server (net-server :host "::")))
    (should (equal (should-error (net-server :host "0.0.0.0" :service (net-port server)))
                   '(file-error "Cannot bind server socket" "Address already in use")))))

(net-deftest manual-service
  "A port number, as an integer or a string, or the name of a service; t lets the system choose."
  (let* ((server (net-server)) (port (net-port server)))
    (should (integerp port))
    (should (eq (process-status (net-client server :service port)) 'open))
    (should (eq (process-status (net-client server :service (number-to-string port))) 'open))
    (delete-process server)
    (net-until (not (net-accepted)))
    (should (= port (net-port (net-server :service (number-to-string port))))))
  (should (equal (should-error (make-network-process :name "c" :host "127.0.0.1" :service "no-such-service"))
                 '(error "127.0.0.1/no-such-service Servname not supported for ai_socktype")))
  ;; Services of the database are found by their protocol.
  (let ((client (make-network-process :name "c" :type 'datagram :host "127.0.0.1" :service "tftp")))
    (should (equal (process-datagram-address client) [127 0 0 1 69]))))

(net-deftest manual-family
  (dolist (row '((nil "127.0.0.1" 5) (nil "::1" 9) (ipv4 "127.0.0.1" 5) (ipv6 "::1" 9) (ipv4 "localhost" 5)))
    (let ((server (net-server :family (car row) :host (nth 1 row))))
      (should (= (length (process-contact server :local)) (nth 2 row))))))

(net-deftest manual-addresses
  "`:local' and `:remote' override family, host and service, in each of their forms."
  (let* ((server (make-network-process :name "srv" :server t :local [127 0 0 1 0] :host "ignored" :family 'ipv6 :service 1
                                       :coding 'binary :filter #'net-filter))
         (port (process-contact server :service)))
    (should (equal (process-contact server :local) (vector 127 0 0 1 port)))
    (dolist (remote (cons (vector 127 0 0 1 port)
                          ;; (FAMILY . BYTES): AF_INET, port, address, padding.  Emacs loses the family.
                          (and net-elwire
                               (list (cons 2 (vector (ash port -8) (logand port 255) 127 0 0 1 0 0 0 0 0 0 0 0))))))
      (let ((client (make-network-process :name "c" :remote remote :host "ignored" :service 1 :coding 'binary)))
        (should (eq (process-status client) 'open))
        (should (equal (process-contact client :remote) (vector 127 0 0 1 port)))
        (process-send-string client "x"))))
  (net-until (= (if net-elwire 2 1) (cl-count 'filter net-events :key #'car)))
  (let ((server (make-network-process :name "six" :server t :local [0 0 0 0 0 0 0 1 0] :coding 'binary)))
    (should (eq 'open (process-status
                       (make-network-process :name "c6" :remote (vector 0 0 0 0 0 0 0 1 (process-contact server :service))))))))

(net-deftest manual-stop
  "A connection or server may start stopped."
  (let* ((server (net-server :stop t)) (client (net-client server :stop t)))
    (should (equal (mapcar #'process-status (list server client)) '(stop stop)))
    (net-settle)
    (should-not (net-accepted))
    (continue-process server)
    (process-send-string (car (net-until (net-accepted))) "waits")
    (net-settle)
    (should (equal (net-text "c") ""))
    (continue-process client)
    (net-until (equal (net-text "c") "waits"))))

(net-deftest manual-buffer
  "Output goes to the process buffer, at the process mark."
  (let* ((server (net-server :filter nil :buffer nil)) (name (generate-new-buffer-name "manual"))
         (client (make-network-process :name "c" :host "127.0.0.1" :service (net-port server) :buffer name)))
    (should (eq (process-buffer client) (get-buffer name)))
    (process-send-string (car (net-until (net-accepted))) "text\n")
    (with-current-buffer name
      (net-until (equal (buffer-string) "text\n"))
      (should (= (process-mark client) (point-max)))
      (set-process-query-on-exit-flag client nil)
      (kill-buffer))
    (should-not (process-live-p client))
    (dolist (accepted (net-accepted))
      (set-process-query-on-exit-flag accepted nil)
      (when (process-buffer accepted) (kill-buffer (process-buffer accepted))))))

;; Whatever the coding system is: a download into a unibyte buffer is what was sent.
(net-deftest manual-unibyte-buffers
  (let* ((server (net-server :sentinel (lambda (p message)
                                         (when (string-prefix-p "open" message)
                                           (process-send-string p "\303\251\377\r\n")
                                           (delete-process p))))))
    (dolist (row '((nil . "\303\251\377\n") (utf-8 . "\303\251\377\n") (utf-8-unix . "\303\251\377\r\n") (binary . "\303\251\377\r\n")))
      (let ((buffer (generate-new-buffer "unibyte")))
        (with-current-buffer buffer (set-buffer-multibyte nil))
        (let ((client (net-client server :buffer buffer :coding (car row) :filter nil :sentinel #'ignore)))
          (net-until (not (process-live-p client)))
          (should (equal (with-current-buffer buffer (buffer-string)) (cdr row))))
        (kill-buffer buffer)))
    (delete-process server)))

(net-deftest manual-coding
  "One for both directions or (DECODING . ENCODING); without it the text decides."
  (let* ((server (net-server :coding 'binary))
         (one (net-client server :name "one" :coding 'latin-1))
         (two (net-client server :name "two" :coding '(utf-8 . utf-16le)))
         (any (make-network-process :name "any" :host "127.0.0.1" :service (net-port server) :filter #'net-filter)))
    (should (equal (mapcar #'process-coding-system (list one two)) '((latin-1 . latin-1) (utf-8 . utf-16le))))
    (net-until (= 3 (length (net-accepted))))
    (dolist (accepted (net-accepted)) (process-send-string accepted "\303\251\r\n"))
    (net-until (= 3 (cl-count 'filter net-events :key #'car)))
    (should (equal (list (net-text "one") (net-text "two") (net-text "any")) '("Ã©\n" "é\n" "é\r\n")))
    (setq net-events nil)
    (process-send-string one "é")
    (process-send-string two "é")
    (process-send-string any "é")
    (net-until (= 3 (cl-count 'filter net-events :key #'car)))
    (should (equal (sort (mapcar (lambda (e) (nth 2 e)) (net-events)) #'string<) '("\303\251" "\351" "\351\0")))))

(net-deftest manual-query-flag
  (let ((server (net-server)))
    (should (process-query-on-exit-flag server))
    (should-not (process-query-on-exit-flag (net-server :noquery t)))
    (should-not (set-process-query-on-exit-flag server nil))
    (should-not (process-query-on-exit-flag server))))

(net-deftest manual-filter-multibyte
  "Strings for filters are multibyte or unibyte as the coding system says."
  (let* ((server (net-server)) (seen nil)
         (client (net-client server :coding 'utf-8 :filter (lambda (_ text) (push (cons (multibyte-string-p text) text) seen)))))
    (should (process-filter-multibyte-p client))
    (process-send-string (car (net-until (net-accepted))) "\303\251")
    (net-until seen)
    (should (equal seen '((t . "é"))))
    (set-process-filter-multibyte client nil)
    (should-not (process-filter-multibyte-p client))
    (process-send-string (car (net-accepted)) "\303\251")
    (net-until (cdr seen))
    (should (equal (car seen) '(nil . "\303\251")))))

(net-deftest manual-log
  "The log function is called for each accepted connection with server, connection and message."
  (let* ((said nil) (server (net-server :log (lambda (&rest args) (push args said)) :filter #'ignore)))
    (net-client server)
    (net-client server)
    (net-until (= 2 (length said)))
    (pcase-dolist (`(,from ,connection ,message) said)
      (should (eq from server))
      (should (memq connection (net-accepted)))
      (should (equal message "accept from 127.0.0.1\n")))))

(net-deftest manual-plist-is-inherited
  (let ((server (net-server :plist '(a 1))))
    (process-put server 'b 2)
    (net-client server)
    (let ((accepted (car (net-until (net-accepted)))))
      (should (equal (process-plist accepted) '(a 1 b 2)))
      (process-put accepted 'a 3)
      (should (= (process-get server 'a) 1)))))

(net-deftest manual-contact
  "The arguments, modified with the actual connection, are available; each by its keyword too."
  (let* ((server (net-server :plist '(a 1))) (contact (process-contact server t)))
    (should (integerp (plist-get contact :service)))
    (should (equal (process-contact server :plist) '(a 1)))
    (should (equal (process-contact server) (list "127.0.0.1" (net-port server))))
    (should-not (process-contact server :no-such-key))))

;;; Options

(net-deftest manual-options
  "Each option is taken when a process is made and later, and is shown by `process-contact'."
  (dolist (row '((:bindtodevice "lo") (:broadcast t) (:dontroute t) (:keepalive t) (:linger nil) (:linger t) (:linger 5)
                 (:oobinline t) (:priority 3) (:reuseaddr t)))
    (let* ((server (net-server (car row) (nth 1 row))) (client (net-client server (car row) (nth 1 row))))
      (dolist (process (list server client))
        (should (equal (cons row (process-contact process (car row))) (cons row (nth 1 row))))
        (unless (and (eq (car row) :bindtodevice) (/= (user-uid) 0))  ; only the superuser may choose again
          (should (eq t (set-network-process-option process (car row) (nth 1 row)))))
        (should (featurep 'make-network-process (car row))))
      (net-clean)))
  (dolist (row '((:priority "x") (:bindtodevice 5)))
    (should (equal (should-error (apply #'net-server row)) (list 'error (format "Bad option value for %s" (car row))))))
  (should (equal (should-error (net-server :bindtodevice "nodev"))
                 '(file-error "Cannot set network option" "No such device" :bindtodevice "nodev"))))

(net-deftest manual-reuse-address
  "Without `:reuseaddr' a port whose connections have just ended is taken."
  (let* ((server (net-server :filter (lambda (p _) (delete-process p)))) (port (net-port server)) (client (net-client server)))
    (process-send-string client "x")      ; the server closes first: its port is in TIME_WAIT
    (net-until (not (process-live-p client)))
    (delete-process server)
    (should (equal (should-error (net-server :service port :reuseaddr nil))
                   '(file-error "Cannot bind server socket" "Address already in use")))
    (should (eq (process-status (net-server :service port)) 'listen))))

(net-deftest manual-features
  "`featurep' tells which arguments are known."
  (dolist (feature '((:nowait t) (:type datagram) (:type seqpacket) (:family local) (:family ipv6) (:family ipv4) (:service t) (:server t)
                     :bindtodevice :broadcast :dontroute :keepalive :linger :oobinline :priority :reuseaddr))
    (should (featurep 'make-network-process feature)))
  (dolist (feature '((:type foo) (:family foo) :foo))
    (should-not (featurep 'make-network-process feature))))

;;; manual.el ends here
