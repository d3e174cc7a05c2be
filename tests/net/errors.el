;;; errors.el --- what becomes of errors in callbacks -*- lexical-binding: t -*-

;; elwire's own policy: Emacs in batch mode ends with the first such error.

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defvar net-taken nil "What `net-take' was told, newest first.")
(defun net-take (&rest told) (push told net-taken) t)

(defmacro net-taking (&rest body)
  "Evaluate BODY while `net-take' takes all errors."
  `(let ((net-taken nil) (debug-on-error nil) (debug-on-quit nil) (signal-hook-function nil) (process-callback-error-functions '(net-take))) ,@body))

(net-deftest net-errors-hook-is-told-everything
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (net-taking
     (set-process-filter client (lambda (_ s) (error "In the filter: %s" s)))
     (process-send-string accepted "x")
     (net-until net-taken)
     (pcase-let ((`(,kind ,owner ,error ,place ,backtrace) (car net-taken)))
       (should (eq kind 'filter))
       (should (eq owner client))
       (should (equal error '(error "In the filter: x")))
       (should (string-match-p "errors\\.el:[0-9]+:[0-9]+\\'" place))
       (should (cl-every #'stringp backtrace))
       (should backtrace))
     (should (eq (process-status client) 'open)))))

(net-deftest net-errors-each-kind-of-callback
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)))
    (net-taking
     (set-process-filter client (lambda (&rest _) (error "f")))
     (set-process-sentinel client (lambda (&rest _) (signal 'quit nil)))
     (set-process-filter accepted t)
     (set-process-drained-function client (lambda (_) (car 1)))
     (while (= 0 (process-pending-output client)) (process-send-string client (make-string 100000 ?x)))
     (process-send-string accepted "x")
     (set-process-filter accepted #'ignore)
     (net-until (assq 'drained net-taken))
     (run-with-timer 0 nil (lambda () (error "t")))
     (net-until (assq 'timer net-taken))
     (net-until (assq 'filter net-taken))
     (delete-process client)
     (should (equal (nth 2 (assq 'filter net-taken)) '(error "f")))
     (should (equal (nth 2 (assq 'sentinel net-taken)) '(quit)))
     (should (equal (nth 2 (assq 'drained net-taken)) '(wrong-type-argument listp 1)))
     (should (equal (nth 2 (assq 'timer net-taken)) '(error "t")))
     (should (timerp (nth 1 (assq 'timer net-taken)))))))

(net-deftest net-errors-a-filter-that-is-no-function
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (told nil) (debug-on-error nil))
    (let ((process-callback-error-functions (list (lambda (kind _ problem &rest _) (push (cons kind problem) told)))))
      (set-process-filter client 'no-such-filter)
      (set-process-sentinel client t)
      (process-send-string accepted "x")
      (net-until told)
      (delete-process client)
      (should (equal told '((sentinel void-function t) (filter void-function no-such-filter)))))))

(net-deftest net-errors-a-failing-hook-changes-nothing
  (skip-unless net-elwire)
  (pcase-let ((`(,_ ,client ,accepted) (net-pair)) (calls 0) (debug-on-error nil))
    (let ((process-callback-error-functions (list (lambda (&rest _) (error "On purpose: a hook that signals")))))
      (set-process-filter client (lambda (&rest _) (setq calls (1+ calls)) (error "On purpose: a filter that signals")))
      (process-send-string accepted "x")
      (net-until (= calls 1))
      (process-send-string accepted "y")
      (net-until (= calls 2))
      (should (eq (process-status client) 'open)))))

(net-deftest net-errors-may-close-the-process
  (skip-unless net-elwire)
  (net-taking
   (let* ((server (net-server :on-error 'close :filter (lambda (_ s) (net-note 'got s) (error "Bad: %s" s))))
          (client (net-client server)))
     (process-send-string client "x")
     (net-until (not (process-live-p client)))
     (should (equal (mapcar #'car net-taken) '(filter)))
     (should (eq (process-get (nth 1 (car net-taken)) :on-error) 'close))
     (should (eq (process-status (nth 1 (car net-taken))) 'closed))
     (should (member '(sentinel "c" "connection broken by remote peer\n" closed) (net-events)))
     (should (cl-find-if (lambda (e) (and (eq (car e) 'sentinel) (equal (nth 2 e) "deleted\n"))) (net-events)))
     (should (eq (process-status server) 'listen))
     ;; By property too, and an error in the sentinel that this calls ends there.
     (let ((second (net-client server)))
       (process-put second :on-error 'close)
       (set-process-sentinel second (lambda (_ m) (net-note 'told m) (error "Again")))
       (set-process-filter second (lambda (&rest _) (error "First")))
       (process-send-string (net-until (cl-find-if (lambda (p) (process-live-p p)) (net-accepted))) "x")
       (net-until (not (process-live-p second)))
       (should (equal (cl-remove-if-not (lambda (e) (eq (car e) 'told)) (net-events)) '((told "deleted\n"))))
       (should (equal (mapcar #'car net-taken) '(sentinel filter filter)))))))

(net-deftest net-errors-reported-with-place-and-backtrace
  (skip-unless net-elwire)
  (pcase-let ((`(,status ,out ,err)
               (net-run '((defun bad-filter (_p s) (error "Bad: %s" s))
                          (setq s (make-network-process :name "s" :server t :service t :host "127.0.0.1" :filter 'bad-filter))
                          (setq c (make-network-process :name "c" :service (process-contact s :service) :host "127.0.0.1"))
                          (process-send-string c "x")
                          (accept-process-output nil 1)
                          (run-with-timer 0 nil 'bad-filter 1 2)
                          (sleep-for 0.05)
                          (princ "went on")))))
    (should (equal status 0))
    (should (equal out "went on"))
    (should (string-match-p "\\.el:2:[0-9]+: error in process filter: Bad: x\n" err))
    (should (string-match-p "bad-filter" (substring err (string-match "Bad: x" err))))
    (should (string-match-p "\\.el:2:[0-9]+: Error running timer ‘bad-filter’: (error \"Bad: 2\")\n" err))))

(net-deftest net-errors-debug-on-error-exits-255
  (skip-unless net-elwire)
  (dolist (last '((accept-process-output nil 1)
                  (progn (run-with-timer 0 nil 'bad 1 2) (sleep-for 1))
                  (progn (set-process-sentinel c 'bad) (delete-process c))))
    (pcase-let ((`(,status ,out ,err)
                 (net-run `((setq debug-on-error t)
                            (defun bad (_p s) (error "Bad: %s" s))
                            (setq s (make-network-process :name "s" :server t :service t :host "127.0.0.1" :filter 'bad))
                            (setq c (make-network-process :name "c" :service (process-contact s :service) :host "127.0.0.1"))
                            (process-send-string c "x")
                            ,last
                            (princ "went on")))))
      (should (equal status 255))
      (should (equal out ""))
      (should (string-match-p "Bad: " err)))))

(net-deftest net-errors-a-filter-that-signals-on-every-call
  (skip-unless net-elwire)
  (net-taking
   (let* ((received 0) (net-collect nil) (sent 0)
          (server (net-server :filter (lambda (_ s) (setq received (+ received (length s))) (error "Every time"))))
          (client (net-client server)))
     (dotimes (_ 200) (process-send-string client (make-string 10000 ?x)) (setq sent (+ sent 10000)))
     (net-until (= received sent))
     (should (eq (process-status client) 'open)))))

;;; errors.el ends here
