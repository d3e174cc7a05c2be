;;; datagrams.el --- packets: sizes, numbers, groups, options -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory load-file-name)) nil t)

(defun net-packet-server (&rest args)
  (apply #'net-server (append args (list :type 'datagram :sentinel #'ignore))))
(defun net-packet-client (server &rest args)
  (apply #'net-client server (append args (list :type 'datagram :sentinel #'ignore))))

(net-deftest net-datagram-sizes
  (let* ((read-process-output-max 65536) (server (net-packet-server)) (client (net-packet-client server)))
    (dolist (size '(1 1500 9000 65507))
      (let ((text (concat "<" (make-string (max 0 (- size 2)) ?x) (and (> size 1) ">"))))
        (process-send-string client text)
        (net-until net-events)
        (should (equal (net-events) (list (list 'filter "srv" text))))
        (setq net-events nil)))
    (dolist (size '(65508 70000 1000000))
      (should (equal (should-error (process-send-string client (make-string size ?x)))
                     `(file-error "Sending datagram" "Message too long" ,client))))
    ;; Nothing of these went out, and the socket still works.
    (process-send-string client "after")
    (net-until net-events)
    (should (equal (net-text "srv") "after"))))

(net-deftest net-datagram-cut-short
  "A filter is given at most `read-process-output-max' bytes of a packet; the rest is lost."
  (let* ((read-process-output-max 1000) (server (net-packet-server)) (client (net-packet-client server)))
    (process-send-string client (make-string 1500 ?x))
    (process-send-string client "next")
    (net-until (= 2 (length net-events)))
    (should (equal (mapcar (lambda (e) (length (nth 2 e))) (net-events)) '(1000 4)))))

(net-deftest net-datagram-empty
  "An empty string sends no packet."
  (let* ((server (net-packet-server)) (client (net-packet-client server)))
    (process-send-string client "")
    (process-send-string client "x")
    (net-until net-events)
    (should (equal (net-events) '((filter "srv" "x"))))))

(net-deftest net-datagram-hundred-thousand
  "Rounds of packets, each answered before the next: all arrive, in order."
  (let* ((net-collect nil) (count 0) (answers 0) (wrong nil)
         (server (net-packet-server :filter (lambda (p text)
                                              (unless (= count (string-to-number text)) (setq wrong (or wrong (cons count text))))
                                              (setq count (1+ count))
                                              (when (= 0 (% count 50)) (process-send-string p "go")))))
         (client (net-packet-client server :filter (lambda (_ _) (setq answers (1+ answers)))))
         (rounds 2000))
    (dotimes (round rounds)
      (dotimes (i 50) (process-send-string client (number-to-string (+ i (* 50 round)))))
      (let ((limit (+ (float-time) net-patience)))
        (while (and (<= answers round) (< (float-time) limit)) (accept-process-output nil 1))))
    (should (= count (* 50 rounds)))
    (should (= answers rounds))
    (should-not wrong)))

(net-deftest net-datagram-many-partners
  "Answers go to whoever sent last."
  (let* ((server (net-packet-server :filter (lambda (p text) (process-send-string p (concat text "!")))))
         (clients (mapcar (lambda (i) (net-packet-client server :name (format "c%d" i))) (number-sequence 1 10))))
    (dolist (client clients) (process-send-string client (process-name client)))
    (net-until (= 10 (length net-events)))
    (dolist (client clients)
      (should (equal (net-text (process-name client)) (concat (process-name client) "!"))))))

(net-deftest net-datagram-closed-port
  "A packet that nobody wants is no error."
  (let* ((server (net-packet-server)) (client (net-packet-client server)))
    (delete-process server)
    (dotimes (_ 3)
      (process-send-string client "x")
      (net-settle))
    (should (eq (process-status client) 'open))))

(net-deftest net-datagram-ipv6
  (let* ((server (net-packet-server :host "::1" :family 'ipv6)) (client (net-packet-client server :host "::1" :family 'ipv6)))
    (process-send-string client "six")
    (net-until net-events)
    (should (equal (net-text "srv") "six"))
    (should (equal (format-network-address (process-datagram-address server) t) "0:0:0:0:0:0:0:1"))))

(net-deftest net-datagram-remote
  "A server that knows its partner speaks first."
  (let* ((one (net-packet-server :name "one"))
         (two (net-packet-server :name "two" :remote (vector 127 0 0 1 (net-port one)))))
    (should (equal (process-datagram-address two) (vector 127 0 0 1 (net-port one))))
    (process-send-string two "first")
    (net-until net-events)
    (should (equal (net-text "one") "first"))
    (should (equal (set-process-datagram-address two [127 0 0 1 9]) [127 0 0 1 9]))
    (should-not (set-process-datagram-address two [0 0 0 0 0 0 0 1 9]))
    (should (equal (process-datagram-address two) [127 0 0 1 9]))))

(net-deftest net-broadcast
  "Broadcasting needs permission; 127.255.255.255 stays on this machine."
  (let* ((server (net-packet-server :host "0.0.0.0"))
         (client (net-packet-client server :host "127.255.255.255")))
    (should (equal (should-error (process-send-string client "x")) `(file-error "Writing to process" "Permission denied" ,client)))
    (should (eq (set-network-process-option client :broadcast t) t))
    (process-send-string client "to all")
    (net-until net-events)
    (should (equal (net-text "srv") "to all"))
    (when net-elwire                    ; Emacs does not apply options to datagram clients
      (setq net-events nil)
      (process-send-string (net-packet-client server :host "127.255.255.255" :broadcast t) "at once")
      (net-until net-events)
      (should (equal (net-text "srv") "at once")))))

;;; Beyond Emacs

(defmacro net-group-deftest (name &rest body) (declare (indent 1))
  `(net-deftest ,name (skip-unless net-elwire) ,@body))

(defun net-group-sender (port &rest args)
  "A sender to group 239.255.7.7, on loopback only."
  (apply #'make-network-process :name "sender" :type 'datagram :host "239.255.7.7" :service port :coding 'binary
         (append args '(:multicast-interface "lo" :multicast-ttl 0))))

(net-group-deftest net-multicast
  (let* ((server (net-packet-server :host "0.0.0.0" :join-group '("239.255.7.7" "lo")))
         (sender (net-group-sender (net-port server))))
    (process-send-string sender "to the group")
    (net-until net-events)
    (should (equal (net-text "srv") "to the group"))
    (should (eq (set-network-process-option server :leave-group '([239 255 7 7] "lo")) t))
    (process-send-string sender "nobody")
    ;; A packet sent directly comes later than what is not delivered.
    (process-send-string (net-packet-client server) "direct")
    (net-until (string-suffix-p "direct" (net-text "srv")))
    (should (equal (net-text "srv") "to the groupdirect"))
    (should (eq (set-network-process-option server :join-group '([239 255 7 7 0] "lo")) t))
    (setq net-events nil)
    (process-send-string sender "again")
    (net-until net-events)
    (should (equal (net-text "srv") "again"))))

(net-group-deftest net-multicast-several-members
  "Members that share a port each get a packet."
  (let* ((first (net-packet-server :name "first" :host "0.0.0.0" :reuseport t :join-group '("239.255.7.7" "lo")))
         (second (net-packet-server :name "second" :host "0.0.0.0" :service (net-port first) :reuseport t
                                    :join-group '("239.255.7.7" "lo")))
         (sender (net-group-sender (net-port first))))
    (ignore second)
    (process-send-string sender "both")
    (net-until (= 2 (length net-events)))
    (should (equal (net-text "first") "both"))
    (should (equal (net-text "second") "both"))))

(net-group-deftest net-multicast-ipv6
  "The options are those of the socket's family.  (Nothing is sent: loopback seldom has a route for groups of IPv6.)"
  (let ((server (net-packet-server :host "::1" :family 'ipv6 :join-group '("ff01::7:7" "lo") :multicast-interface "lo"
                                   :multicast-ttl 0 :multicast-loop nil :ttl 3)))
    (should (equal (nth 2 (should-error (set-network-process-option server :join-group '("ff01::7:7" "lo"))))
                   "Address already in use"))
    (should (eq t (set-network-process-option server :leave-group '([65281 0 0 0 0 0 7 7] "lo"))))
    (should (equal (nth 2 (should-error (set-network-process-option server :leave-group '("ff01::7:7" "lo"))))
                   "Cannot assign requested address"))
    (should (eq 'file-error (car (should-error (set-network-process-option server :join-group '("239.255.7.7" "lo"))))))))

(net-group-deftest net-option-errors
  (let ((server (net-packet-server)))
    (dolist (row '((:ttl "x" error "Bad option value for :ttl")
                   (:ttl 1000 file-error "Cannot set network option" "Invalid argument" :ttl 1000)
                   (:multicast-ttl nil error "Bad option value for :multicast-ttl")
                   (:join-group nil error "Bad option value for :join-group")
                   (:join-group "nosuch" error "Bad option value for :join-group")
                   (:join-group [1 2] error "Bad option value for :join-group")
                   (:join-group "127.0.0.1" file-error "Cannot set network option" "Invalid argument" :join-group "127.0.0.1")
                   (:join-group ("239.1.1.1" "nodev") file-error "Cannot set network option" "No such device" :join-group "nodev")
                   (:leave-group ("239.1.1.1" "lo") file-error "Cannot set network option" "Cannot assign requested address"
                                 :leave-group ("239.1.1.1" "lo"))
                   (:multicast-interface 5 error "Bad option value for :multicast-interface")))
      (should (equal (cons row (should-error (set-network-process-option server (car row) (nth 1 row)))) (cons row (nthcdr 2 row)))))
    (should (eq t (set-network-process-option server :ttl 7)))
    (should (equal (process-contact server :ttl) 7))
    (dolist (option '(:reuseport :ttl :multicast-ttl :multicast-loop :multicast-interface :join-group :leave-group))
      (should (featurep 'make-network-process option)))))

(net-group-deftest net-reuseport
  "Servers that share a port share its connections."
  (let* ((first (net-server :name "first" :reuseport t)) (second (net-server :name "second" :reuseport t :service (net-port first))))
    (should (= (net-port first) (net-port second)))
    (should (equal (should-error (net-server :service (net-port first))) '(file-error "Cannot bind server socket" "Address already in use")))
    (dotimes (_ 20) (net-client first :sentinel #'ignore))
    (net-until (= 20 (length (net-accepted))))))

;;; datagrams.el ends here
