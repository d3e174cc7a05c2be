;;; waiting.el --- accept-process-output, sleeping and timers -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defmacro net-seconds (&rest body)
  "How long BODY takes."
  `(let ((start (float-time))) ,@body (- (float-time) start)))

(net-timed-deftest net-accept-without-arguments-never-blocks
  (net-pair)
  (should (< (net-seconds (should-not (accept-process-output))) 0.2))
  (should (< (net-seconds (should-not (accept-process-output nil 0))) 0.2))
  (should (< (net-seconds (should-not (accept-process-output nil -1))) 0.2)))

(net-timed-deftest net-accept-returns-t-for-output
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (process-send-string accepted "x")
    (should (eq t (accept-process-output client 2)))
    (process-send-string accepted "y")
    (should (< (net-seconds (should (eq t (accept-process-output nil 5)))) 2))))

(net-timed-deftest net-accept-times-out
  (pcase-let ((`(,_ ,client ,_) (net-pair)))
    (should (< 0.19 (net-seconds (should-not (accept-process-output client 0.2))) 1))
    (should (< 0.09 (net-seconds (should-not (accept-process-output nil nil 100))) 1))
    (should (equal (should-error (accept-process-output client 1.5 300)) '(wrong-type-argument fixnump 1.5)))
    (should (equal (should-error (accept-process-output client "x")) '(wrong-type-argument numberp "x")))
    (should (equal (should-error (accept-process-output "c" 1)) '(wrong-type-argument processp "c")))))

(net-timed-deftest net-accept-on-the-closed-and-on-servers
  (pcase-let ((`(,server ,client ,_) (net-pair)))
    (delete-process client)
    (should-not (accept-process-output client 5))
    (should (< (net-seconds (should-not (accept-process-output server 5))) 1))))

(net-deftest net-accept-blocks-until-the-end
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (run-with-timer 0.1 nil (lambda () (delete-process accepted)))
    (should-not (accept-process-output client))
    (should (member '(sentinel "c" "connection broken by remote peer\n" closed) net-events))))

(net-timed-deftest net-accept-ends-when-a-timer-deletes
  (pcase-let ((`(,_ ,client ,_) (net-pair)))
    (run-with-timer 0.1 nil (lambda () (delete-process client)))
    (should (< (net-seconds (should-not (accept-process-output client 5))) 2))))

(net-deftest net-output-and-end-for-one-process
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (process-send-string accepted "x")
    (delete-process accepted)
    (setq net-events nil)
    (should (eq t (accept-process-output client 2)))
    (net-until (not (process-live-p client)))
    (should-not (accept-process-output client 2))))

(net-deftest net-just-this-one
  (pcase-let* ((`(,server ,client ,accepted) (net-pair)) (ticks 0)
               (second (net-client server :name "d"))
               (other (net-until (cl-find-if (lambda (p) (not (eq p accepted))) (net-accepted)))))
    (setq net-events nil)
    (process-send-string other "to d")
    (run-with-timer 0.02 nil (lambda () (setq ticks 1)))
    (should-not (accept-process-output client 0.1 nil t))
    (should-not net-events)
    (should (= ticks 1))
    (run-with-timer 0.02 nil (lambda () (setq ticks 2)))
    (should-not (accept-process-output client 0.1 nil 0))
    (should (= ticks 1))
    (process-send-string accepted "to c")
    (should (eq t (accept-process-output client 2 nil t)))
    (should (equal (net-events) '((filter "c" "to c"))))
    (net-until (= ticks 2))
    (net-until (equal (net-text "d") "to d"))
    (ignore second)))

(net-deftest net-waiting-for-one-serves-the-others
  (pcase-let* ((`(,server ,client ,accepted) (net-pair))
               (second (net-client server :name "d"))
               (other (net-until (cl-find-if (lambda (p) (not (eq p accepted))) (net-accepted)))))
    (setq net-events nil)
    (process-send-string other "to d")
    (should-not (accept-process-output client 0.2))
    (should (equal (net-events) '((filter "d" "to d"))))
    (ignore second)))

(net-timed-deftest net-sleeping
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (process-send-string accepted "x")
    (sleep-for 0)
    (sit-for 0)
    (sleep-for -1)
    (should-not net-events)
    (should (< 0.09 (net-seconds (should-not (sleep-for 0.1))) 1))
    (should (equal (net-events) '((filter "c" "x"))))
    (should (< 0.09 (net-seconds (should (eq t (sit-for 0.1)))) 1))
    (should (< 0.09 (net-seconds (sleep-for 0 100)) 1))
    (should (equal (should-error (sleep-for "a")) '(wrong-type-argument numberp "a")))
    (should (equal (should-error (sit-for nil)) '(wrong-type-argument numberp nil)))
    (ignore client)))

(net-deftest net-timers-run-while-waiting
  (let ((order nil))
    (run-with-timer 0.04 nil (lambda () (push 'second order)))
    (run-with-timer 0.02 nil (lambda () (push 'first order)))
    (sleep-for 0)
    (should-not order)
    (sleep-for 0.2)
    (should (equal order '(second first)))))

(net-deftest net-timers-repeat-until-cancelled
  (let* ((count 0) (timer nil))
    (setq timer (run-with-timer 0.02 0.02 (lambda () (when (= 3 (setq count (1+ count))) (cancel-timer timer)))))
    (sleep-for 0.3)
    (should (= count 3))))

(net-timed-deftest net-timer-errors-do-not-end-the-wait
  (let ((ran nil) (debug-on-error nil))
    (run-with-timer 0.01 nil (lambda () (error "On purpose: a timer that signals")))
    (run-with-timer 0.05 nil (lambda () (setq ran t)))
    (should (< 0.19 (net-seconds (sleep-for 0.2))))
    (should ran)))

(net-timed-deftest net-timer-throws-out-of-the-wait
  (run-with-timer 0.02 nil (lambda () (throw 'out 'thrown)))
  (should (< (net-seconds (should (eq (catch 'out (sleep-for 5)) 'thrown))) 2)))

(net-deftest net-timer-quit-ends-the-wait
  (run-with-timer 0.02 nil (lambda () (signal 'quit nil)))
  (should (eq (condition-case nil (sleep-for 5) (quit 'quit)) 'quit)))

(net-deftest net-with-timeout
  (should (eq (with-timeout (0.1 'late) (sleep-for 5) 'done) 'late))
  (should (eq (with-timeout (5 'late) (sleep-for 0.01) 'done) 'done))
  (should-not timer-list))

(net-timed-deftest net-with-timeout-ends-a-blocked-send
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (ticks 0))
    (stop-process accepted)
    (let ((timer (run-with-timer 0.02 0.02 (lambda () (setq ticks (1+ ticks))))))
      (should (< 0.29 (net-seconds
                       (should (eq 'late (with-timeout (0.3 'late)
                                           (while t (process-send-string client (make-string 1000000 ?x)))))))
                 1.5))
      (cancel-timer timer))
    (should (> ticks 1))
    (should (eq (process-status client) 'open))))

(net-deftest net-blocked-send-goes-on-when-the-peer-reads
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (net-collect nil) (received 0))
    (set-process-filter accepted (lambda (_ s) (setq received (+ received (length s)))))
    (stop-process accepted)
    (run-with-timer 0.1 nil (lambda () (continue-process accepted)))
    (process-send-string client (make-string 20000000 ?x))
    (process-send-eof client)
    (net-until (not (process-live-p accepted)))
    (should (= received 20000000))))

;;; waiting.el ends here
