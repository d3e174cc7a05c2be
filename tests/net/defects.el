;;; defects.el --- what crashes, blocks, or keeps silent in Emacs 28.2 -*- lexical-binding: t -*-

;; docs/networking.md lists what is done instead.

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defmacro defects-deftest (name &rest body)
  (declare (indent 1))
  `(net-deftest ,name (skip-unless net-elwire) ,@body))

(defects-deftest defects-odd-arguments
  (dolist (arguments '((:host "127.0.0.1" :service 9 :bogus) (:server t :host "127.0.0.1" :service t :bogus)))
    (should (equal (should-error (apply #'make-network-process :name "x" arguments)) '(error "Keyword :bogus has no value"))))
  (should-not (process-list)))

(defects-deftest defects-exit-status-while-connecting
  (let ((client (net-client (net-server) :nowait t)))
    (should (eq (process-status client) 'connect))
    (should (equal (process-exit-status client) 0))))

(defects-deftest defects-elements-of-addresses
  "Elements that are no integers are refused, and integers taken modulo their size as in Emacs."
  (dolist (address '([127 0 a 1 9] [127 0 0 1 1.5] [127 0 0 nil 9] [0 0 0 0 0 0 0 "1" 9]))
    (should (equal (should-error (make-network-process :name "x" :remote address)) '(error "Malformed :address")))
    (should (equal (should-error (make-network-process :name "x" :server t :local address)) '(error "Malformed :address")))))

(defects-deftest defects-nowait-of-datagrams
  (let* ((server (net-server :type 'datagram)) (client (net-client server :type 'datagram :nowait t)))
    (should (eq (process-status client) 'open))
    (process-send-string client "x")
    (net-until net-events)
    (should (equal (net-events) '((filter "srv" "x"))))))

(defects-deftest defects-names-of-ipv6-peers
  "Groups in the order of the network, of IPv4 addresses in IPv6 too."
  (let ((server (net-server :host "::" :log #'net-log)))
    (net-client server)
    (let ((accepted (car (net-until (net-accepted)))))
      (should (string-match-p "\\`srv <\\[0:0:0:0:0:ffff:7f00:1\\]:[0-9]+>\\'" (process-name accepted)))
      (should (equal (process-contact accepted :host) "0:0:0:0:0:ffff:7f00:1"))
      (should (member (list 'log (process-name accepted) "accept from 0:0:0:0:0:ffff:7f00:1\n") (net-events))))))

(net-deftest defects-negative-queue
  (should (eq (process-status (net-server :server -3)) 'listen)))

;;; Sends that wait

(net-deftest defects-deleted-while-sending
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (stop-process accepted)
    (run-with-timer 0.1 nil (lambda () (delete-process client)))
    (should (equal (should-error (while t (process-send-string client (make-string 1000000 ?x))))
                   '(error "Output file descriptor of c is closed")))
    (should (member '(sentinel "c" "deleted\n" closed) (net-events)))))

(net-deftest defects-quit-while-sending
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (stop-process accepted)
    (run-with-timer 0.1 nil (lambda () (signal 'quit nil)))
    (should (eq 'quit (condition-case nil (while t (process-send-string client (make-string 1000000 ?x))) (quit 'quit))))
    (should (eq (process-status client) 'open))))

(net-deftest defects-small-sends-run-nothing
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (run-with-timer 0 nil (lambda () (net-note 'timer)))
    (process-send-string client "x")
    (process-send-string accepted "y")
    (process-send-string client "z")
    (should-not net-events)
    (net-until (= 3 (length net-events)))))

;;; Callbacks

(defects-deftest defects-throw-that-nobody-catches
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (told nil) (debug-on-error nil))
    (let ((process-callback-error-functions (list (lambda (kind _ problem &rest _) (push (cons kind problem) told)))))
      (set-process-filter client (lambda (&rest _) (throw 'nobody 1)))
      (process-send-string accepted "x")
      (net-until told)
      (should (equal told '((filter no-catch nobody 1))))
      (should (eq (process-status client) 'open)))))

;;; The end of the program

(net-deftest defects-exit-calls-no-sentinels
  "The hook still sees the processes, and nobody is asked."
  (skip-unless net-elwire)
  (pcase-let ((`(,status ,out ,_)
               (net-run '((setq s (make-network-process :name "s" :server t :host "127.0.0.1" :service t
                                                        :sentinel (lambda (_ m) (princ (format "told %s" m)))))
                          (setq c (make-network-process :name "c" :host "127.0.0.1" :service (process-contact s :service)
                                                        :sentinel (lambda (_ m) (princ (format "told %s" m)))))
                          (add-hook 'kill-emacs-hook
                                    (lambda () (princ (format "%S %s %s\n" (process-list) (process-status s) (process-status c)))))
                          (kill-emacs 3)))))
    (should (equal (list status out) '(3 "(#<process c> #<process s>) listen open\n")))))

;;; defects.el ends here
