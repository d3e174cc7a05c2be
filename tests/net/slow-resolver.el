;;; slow-resolver.el --- names that nobody resolves -*- lexical-binding: t -*-

;; Run by slow-resolver.sh, under a system resolver that takes half a minute.

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(net-timed-deftest net-slow-resolver-holds-nobody-up
  (let ((pair (net-pair)) (told nil) (ticks 0) (start (float-time)))
    (run-with-timer 0.05 0.05 (lambda () (setq ticks (1+ ticks))))
    (dotimes (i 20)
      (make-network-process :name (format "n%d" i) :host "slow.invalid" :service 80 :nowait t :connect-timeout 0.5
                            :sentinel (lambda (p m) (push (list m (process-exit-status p)) told))))
    (process-send-string (nth 2 pair) "x")
    (net-until (equal (net-text "c") "x"))
    (should (< (- (float-time) start) 0.4))
    (net-until (= 20 (length told)))
    (should (< 0.49 (- (float-time) start) 1))
    (should (equal (delete-dups told) '(("failed with code 110\n" 110))))
    (should (> ticks 5))))

(net-timed-deftest net-slow-resolver-and-time-limits
  (let ((start (float-time)))
    (should (eq 'late (with-timeout (0.3 'late) (make-network-process :name "n" :host "slow.invalid" :service 80))))
    (should (eq 'late (with-timeout (0.3 'late) (network-lookup-address-info "slow.invalid"))))
    (should (equal (butlast (should-error (make-network-process :name "n" :host "slow.invalid" :service 80 :connect-timeout 0.3)) 8)
                   '(file-error "make client process failed" "Connection timed out")))
    (should (< 0.89 (- (float-time) start) 1.5))
    (let ((process (make-network-process :name "n" :host "slow.invalid" :service 80 :nowait t)))
      (should (equal (delete-process process) nil)))))

;;; slow-resolver.el ends here
