;;; callbacks.el --- what filters and sentinels may do, and what they find -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(net-deftest net-filter-waits-for-its-own-process
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (order nil) (depth 0))
    (set-process-filter accepted (lambda (p s) (process-send-string p s)))
    (set-process-filter client (lambda (p _)
                                 (let ((n (setq depth (1+ depth))))
                                   (push (list 'enter n) order)
                                   (when (< n 3)
                                     (process-send-string p "again")
                                     (accept-process-output p 2))
                                   (push (list 'leave n) order))))
    (process-send-string client "start")
    (net-until (= 6 (length order)))
    (should (equal (reverse order) '((enter 1) (enter 2) (enter 3) (leave 3) (leave 2) (leave 1))))))

(net-deftest net-filter-throws-out-of-the-wait
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (buffer (current-buffer)))
    (set-process-filter client (lambda (_ s) (with-temp-buffer (throw 'out (list 'thrown s)))))
    (process-send-string accepted "x")
    (should (equal (catch 'out (accept-process-output client 2) 'no) '(thrown "x")))
    (should (eq buffer (current-buffer)))
    (should-not inhibit-quit)
    (set-process-filter client #'net-filter)
    (process-send-string accepted "y")
    (net-until net-events)
    (should (equal (net-events) '((filter "c" "y"))))))

(net-deftest net-filter-deletes-its-process
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (set-process-filter client (lambda (p s)
                                 (net-note 'before s)
                                 (delete-process p)
                                 (net-note 'after (process-status p))))
    (process-send-string accepted "x")
    (should (eq (accept-process-output client 2) t))
    (should (equal (cl-subseq (net-events) 0 3) '((before "x") (sentinel "c" "deleted\n" closed) (after closed))))))

(net-deftest net-filter-signals
  (skip-unless net-elwire)              ; it ends Emacs in batch mode
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (calls 0) (debug-on-error nil))
    (set-process-filter client (lambda (_ _) (setq calls (1+ calls)) (error "On purpose: a filter that signals")))
    (process-send-string accepted "x")
    (should (eq (condition-case nil (accept-process-output client 2) (error 'escaped)) t))
    (should (eq (process-status client) 'open))
    (process-send-string accepted "y")
    (net-until (= calls 2))
    (let ((debug-on-error t) (debugger #'ignore))
      (process-send-string accepted "z")
      (should (equal (should-error (accept-process-output client 2))
                     '(error "On purpose: a filter that signals"))))))

(net-deftest net-sentinel-signals
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,_) (net-pair)) (debug-on-error nil) (debug-on-quit nil) (signal-hook-function nil))
    (set-process-sentinel client (lambda (_ _) (signal 'quit nil)))
    (should-not (delete-process client))
    (should (eq (process-status client) 'closed))))

(net-deftest net-log-errors-reach-the-waiter
  (let* ((server (net-server :log (lambda (&rest _) (error "Log")))))
    (net-client server)
    (should (equal (should-error (accept-process-output nil 2)) '(error "Log")))
    (should (net-accepted))
    (net-settle)
    (should-not (cl-find-if (lambda (e) (equal (nth 2 e) "open from 127.0.0.1\n")) net-events))))

(net-deftest net-circumstances
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (seen nil) (buffer (current-buffer)))
    (set-process-filter client (lambda (_ _)
                                 (setq seen (list inhibit-quit (eq (current-buffer) buffer)))
                                 (string-match "b+" "aabb")
                                 (set-buffer (get-buffer-create " *net-test*"))
                                 (setq deactivate-mark t)))
    (string-match "\\(a\\)b" "xxab")
    (process-send-string accepted "x")
    (accept-process-output client 2)
    (should (equal seen '(t t)))
    (should (equal (match-data) '(2 4 2 3)))
    (should (eq buffer (current-buffer)))
    (should-not deactivate-mark)
    (should-not inhibit-quit)
    (kill-buffer " *net-test*")))

(net-deftest net-sentinel-replaced-while-pending
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (process-send-string accepted "x")
    (delete-process accepted)
    (setq net-events nil)
    (set-process-filter client (lambda (p s) (net-note 'new s) (set-process-sentinel p (lambda (_ m) (net-note 'late m)))))
    (net-until (not (process-live-p client)))
    (should (equal (net-events) '((new "x") (late "connection broken by remote peer\n"))))))

(net-deftest net-server-closes-on-open
  (let* ((server (net-server :sentinel (lambda (p m)
                                         (net-note m)
                                         (when (string-prefix-p "open" m) (delete-process p)))))
         (client (net-client server)))
    (net-until (not (process-live-p client)))
    (should (equal (butlast (net-events)) '(("open from 127.0.0.1\n") ("deleted\n"))))))

(net-deftest net-default-filter
  (with-temp-buffer
    (insert "hello")
    (goto-char 2)
    (pcase-let* ((buffer (current-buffer))
                 (server (net-server))
                 (client (net-client server :buffer buffer :filter nil :sentinel nil :noquery t))
                 (accepted (car (net-until (net-accepted)))))
      (should (= (marker-position (process-mark client)) 6))
      (process-send-string accepted " world")
      (net-until (equal (buffer-string) "hello world"))
      (should (= (point) 2))
      (should (= (marker-position (process-mark client)) 12))
      (let ((buffer-read-only t))
        (process-send-string accepted "!")
        (net-until (equal (buffer-string) "hello world!")))
      (set-process-sentinel accepted #'ignore)
      (delete-process accepted)
      (net-until (not (process-live-p client)))
      (should (equal (buffer-string) "hello world!\nProcess c connection broken by remote peer\n")))))

(net-deftest net-split-characters
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (set-process-coding-system client 'utf-8 'utf-8)
    (dolist (piece '("a\342" "\202" "\254b\r" "\nZ" "\342"))
      (let ((before (length net-events)))
        (process-send-string accepted piece)
        (if (equal piece "\202")
            (net-settle)
          (if (equal piece "\342") (net-settle) (net-until (> (length net-events) before))))))
    (delete-process accepted)
    (net-until (not (process-live-p client)))
    (should (equal (mapcar (lambda (e) (nth 2 e)) (cl-remove-if-not (lambda (e) (equal (cadr e) "c")) (net-events)))
                   (list "a" "€b\n" "\nZ" (string-to-multibyte "\342") "connection broken by remote peer\n")))))

(net-deftest net-read-process-output-max
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (process-send-string accepted (make-string 5500 ?x))
    (let ((read-process-output-max 1000))
      (net-until (= 5500 (length (net-text "c")))))
    (should (equal (mapcar (lambda (e) (length (nth 2 e))) (net-events)) '(1000 1000 1000 1000 1000 500)))))

(net-deftest net-fairness
  "Two processes with much to say are served in turn."
  (pcase-let ((`(,server ,client ,accepted) (net-pair)))
    (let* ((second (net-client server :name "d"))
           (other (net-until (cl-find-if (lambda (p) (not (eq p accepted))) (net-accepted))))
           (read-process-output-max 1000) order)
      (process-send-string accepted (make-string 5000 ?x))
      (process-send-string other (make-string 5000 ?y))
      (setq net-events nil)
      (net-until (and (= 5000 (length (net-text "c"))) (= 5000 (length (net-text "d")))))
      (setq order (mapcar #'cadr (net-events)))
      (should (member (seq-take order 4) '(("c" "d" "c" "d") ("d" "c" "d" "c"))))
      (ignore client second))))

;;; callbacks.el ends here
