;;; back-pressure.el --- bounded queues behind slow peers -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(net-deftest net-pending-output
  (skip-unless net-elwire)
  (pcase-let ((`(,server ,client ,accepted) (net-pair)) (sent 0))
    (should (= 0 (process-pending-output client)))
    (should (= 0 (process-pending-output server)))
    (stop-process accepted)
    (while (= 0 (process-pending-output client))
      (process-send-string client (make-string 100000 ?x))
      (setq sent (+ sent 100000)))
    (should (<= (process-pending-output client) 100000))
    (set-process-filter accepted #'ignore)
    (continue-process accepted)
    (net-until (= 0 (process-pending-output client)))
    (delete-process client)
    (should (= 0 (process-pending-output client)))
    (should-error (process-pending-output "c") :type 'wrong-type-argument)))

(net-deftest net-high-water-mark-is-where-a-send-waits
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (should (= (process-high-water-mark client) 1048576))
    (should (= (set-process-high-water-mark client 3000000) 3000000))
    (should (= (process-high-water-mark client) 3000000))
    (should-error (set-process-high-water-mark client -1) :type 'wrong-type-argument)
    (should-error (set-process-high-water-mark client "x") :type 'wrong-type-argument)
    (stop-process accepted)
    (while (< (process-pending-output client) 2900000)
      (should (eq 'sent (with-timeout (2 'late) (process-send-string client (make-string 50000 ?x)) 'sent))))
    (should (eq 'late (with-timeout (0.1 'late) (process-send-string client (make-string 200000 ?x)))))
    ;; What waited was queued nevertheless: the wait was given up, not the text.
    (should (> (process-pending-output client) 3000000))
    (set-process-high-water-mark client nil)
    (should (= (process-high-water-mark client) 1048576))))

(net-deftest net-high-water-mark-is-inherited
  (skip-unless net-elwire)
  (let* ((drained (lambda (p) (net-note 'drained (process-name p))))
         (pair (net-pair :high-water-mark 5000 :drained drained)))
    (should (= (process-high-water-mark (nth 2 pair)) 5000))
    (should (eq (process-drained-function (nth 2 pair)) drained))
    (should (= (process-high-water-mark (nth 1 pair)) 1048576))
    (should-error (net-server :high-water-mark 'x) :type 'wrong-type-argument)))

(net-deftest net-drained-is-called-when-the-queue-is-empty
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (received 0) (sent 0) (calls nil))
    (set-process-drained-function client (lambda (p) (push (cons p (process-pending-output p)) calls)))
    (process-send-string client "short")
    (net-until (equal (net-text (process-name accepted)) "short"))
    (should-not calls)                  ; it was never queued
    (stop-process accepted)
    (while (= 0 (process-pending-output client))
      (process-send-string client (make-string 100000 ?x))
      (setq sent (+ sent 100000)))
    (set-process-filter accepted (lambda (_ s) (setq received (+ received (length s)))))
    (continue-process accepted)
    (net-until calls)
    (net-until (= received sent))
    (should (equal calls (list (cons client 0))))))

;; The usual pump: a gigabyte goes out in the pieces that the drained function sends.
(net-deftest net-drained-drives-a-pump
  (skip-unless net-elwire)
  (pcase-let* ((`(,_ ,client ,accepted) (net-pair)) (net-collect nil) (received 0) (left 400) (most 0) (piece (make-string 262144 ?x)))
    (set-process-filter accepted (lambda (_ s) (setq received (+ received (length s)))))
    (let ((pump (lambda (p)
                  (while (and (> left 0) (= 0 (process-pending-output p)))
                    (setq left (1- left))
                    (process-send-string p piece)
                    (setq most (max most (process-pending-output p)))))))
      (set-process-drained-function client pump)
      (funcall pump client)
      (net-until (= received (* 400 262144)))
      (should (<= most 262144)))))

(net-deftest net-a-gigabyte-behind-a-slow-reader
  (skip-unless net-elwire)
  (let* ((net-collect nil) (net-patience 120) (received 0) (piece (make-string 1000000 ?x))
         (server (net-server :filter (lambda (p s)
                                       (setq received (+ received (length s)))
                                       (stop-process p)
                                       (run-with-timer 0 nil #'continue-process p))))
         (client (net-client server))
         (read-process-output-max 4000000)
         (before (progn (net-memory-below-p 0) (net-resident))))
    (dotimes (i 1000)
      (process-send-string client piece)
      (when (= 0 (% i 50)) (should (net-memory-below-p (+ before 100000)))))
    (process-send-eof client)
    (net-until (= received 1000000000))))

;; A relay whose target does not read: its source has to wait, instead of the queue growing.
(net-deftest net-a-relay-holds-its-source-back
  (skip-unless net-elwire)
  (let* ((net-collect nil) (sink (net-server :name "sink" :filter t)) (target (net-client sink :name "target")) (most 0) (relayed 0) (received 0)
         (relay (net-server :name "relay" :filter (lambda (_ s)
                                                    (setq relayed (+ relayed (length s)))
                                                    (process-send-string target s)
                                                    (setq most (max most (process-pending-output target))))))
         (source (net-client relay :name "source" :high-water-mark 100000000))
         (total 60000000))
    (process-send-string source (make-string total ?x))
    (with-timeout (1.5 nil) (while t (accept-process-output nil 0.1)))
    (should (< relayed 20000000))
    (should (> (process-pending-output source) 30000000))
    (let ((end (net-until (cl-find-if (lambda (p) (string-prefix-p "sink <" (process-name p))) (process-list)))))
      (set-process-filter end (lambda (_ s) (setq received (+ received (length s)))))
      (net-until (= received total))
      (should (< most 12000000)))))

;; Both ends answer more than they are sent, in their filters: nobody may stand still for ever.
(net-deftest net-two-that-fill-each-other
  (skip-unless net-elwire)
  (let* ((net-collect nil) (left 40) (received 0)
         (answer (lambda (p s)
                   (setq received (+ received (length s)))
                   (when (> left 0)
                     (setq left (1- left))
                     (process-send-string p (make-string 3000000 ?y)))))
         (server (net-server :filter answer))
         (client (net-client server :filter answer)))
    (process-send-string client "go")
    (net-until (= received (+ 2 (* 40 3000000))))))

;;; back-pressure.el ends here
