;;; faults.el --- peers that break, and every byte accounted for -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defun net-ends (name)
  "The sentinel calls of the process named NAME so far."
  (cl-remove-if-not (lambda (e) (and (eq (car e) 'sentinel) (equal (cadr e) name))) (net-events)))

(net-deftest net-peer-killed-mid-message
  (skip-unless net-elwire)
  (let* ((server (net-server))
         (other (net-start `((setq c (make-network-process :name "c" :host "127.0.0.1" :service ,(net-port server) :coding 'binary))
                             (process-send-string c "Content-Length: 1000\n\nonly some")
                             (message "sent")
                             (while t (accept-process-output nil 1)))))
         (name (progn (net-said other "\\(sent\\)") (process-name (net-until (car (net-accepted)))))))
    (delete-process other)              ; killed
    (net-until (net-ends name))
    (net-until (cl-find "connection broken by remote peer\n" (net-ends name) :key #'caddr :test #'equal))
    (should (equal (net-text name) "Content-Length: 1000\n\nonly some"))
    (should (equal (mapcar #'cddr (net-ends name))
                   '(("open from 127.0.0.1\n" open) ("connection broken by remote peer\n" closed))))))

(net-deftest net-reset
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (process-send-string accepted "before")
    (net-until (equal (net-text "c") "before"))
    (set-network-process-option accepted :linger 0)
    (delete-process accepted)
    (net-until (net-ends "c"))
    (net-settle)
    (should (equal (net-ends "c") '((sentinel "c" "connection broken by remote peer\n" closed))))
    (should (= 256 (process-exit-status client)))))

(net-deftest net-reset-while-a-send-waits
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (stop-process accepted)
    (set-network-process-option accepted :linger 0)
    (run-with-timer 0.1 nil (lambda () (delete-process accepted)))
    (should-error (with-timeout (5 'late) (while t (process-send-string client (make-string 1000000 ?x)))))
    (net-until (net-ends "c"))
    (net-settle)
    (should (equal (net-ends "c") '((sentinel "c" "connection broken by remote peer\n" closed))))))

(net-deftest net-a-filter-that-takes-seconds
  (let* ((server (net-server)) (slow (net-client server :name "slow")) (quick (net-client server :name "quick"))
         (accepted (net-until (and (= 2 (length (net-accepted))) (net-accepted)))) (taken nil))
    (setq net-events nil)
    (set-process-filter slow (lambda (_ s) (push s taken) (let ((end (+ (float-time) 1))) (while (< (float-time) end)))))
    (dolist (peer accepted)
      (process-send-string peer "one")
      (process-send-eof peer))
    (net-until (and (net-ends "slow") (net-ends "quick")))
    (should (equal taken '("one")))
    (should (equal (net-text "quick") "one"))
    (should (= 1 (length (net-ends "slow"))))
    (ignore quick)))

(net-deftest net-a-socket-file-in-the-way
  (let ((directory (make-temp-file "net-way" t)))
    (unwind-protect
        (let* ((path (expand-file-name "s" directory))
               (server (lambda () (make-network-process :name "local" :server t :family 'local :service path))))
          (delete-process (funcall server))
          (should (file-exists-p path))
          (should (equal (should-error (funcall server) :type 'file-error)
                         '(file-error "Cannot bind server socket" "Address already in use")))
          (should (equal (butlast (should-error (make-network-process :name "c" :family 'local :service path)) 6)
                         '(file-error "make client process failed" "Connection refused")))
          (delete-file path)
          (should (eq 'listen (process-status (funcall server)))))
      (delete-directory directory t))))

;; The kernel drops datagrams that nobody takes: never more are under way than its buffer holds.
(net-deftest net-a-hundred-thousand-datagrams
  (let* ((net-collect nil) (received 0) (sum 0)
         (server (make-network-process :name "us" :server t :type 'datagram :host "127.0.0.1" :service t :coding 'binary
                                       :filter (lambda (_ s) (setq received (1+ received) sum (+ sum (string-to-number s))))))
         (client (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service (net-port server) :coding 'binary)))
    (dotimes (i 1000)
      (dotimes (j 100) (process-send-string client (number-to-string (+ j (* i 100)))))
      (net-until (= received (* 100 (1+ i)))))
    (should (= received 100000))
    (should (= sum (/ (* 100000 99999) 2)))))

(net-deftest net-the-largest-datagram
  (let* ((net-collect nil) (lengths nil) (read-process-output-max 70000)
         (server (make-network-process :name "us" :server t :type 'datagram :host "127.0.0.1" :service t :coding 'binary
                                       :filter (lambda (_ s) (push (length s) lengths))))
         (client (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service (net-port server) :coding 'binary)))
    (process-send-string client (make-string 65507 ?x))
    (net-until lengths)
    (should (equal lengths '(65507)))
    (should (equal (should-error (process-send-string client (make-string 65508 ?x)))
                   (list 'file-error "Sending datagram" "Message too long" client)))
    (should (eq 'open (process-status client)))
    (process-send-string client "still")
    (net-until (equal lengths '(5 65507)))))

;;; faults.el ends here
