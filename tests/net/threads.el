;;; threads.el --- processes and threads: who is given which output, waiting in several threads at once -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defun threads-echo () (net-server :server 1000 :filter #'process-send-string))

(defun threads-ask (server text)
  "Send TEXT to SERVER through a connection of one's own and return as much."
  (let* ((got "") (process (net-client server :filter (lambda (_ s) (setq got (concat got s))))))
    (process-send-string process text)
    (while (< (length got) (length text)) (accept-process-output process))
    (delete-process process)
    got))

(net-deftest threads-process-thread
  (let ((server (threads-echo)) other)
    (should (eq (process-thread server) main-thread))
    (let ((thread (make-thread (lambda () (setq other (net-server :name "other")) (sleep-for 0.05)))))
      (net-until other)
      (should (eq (process-thread other) thread))
      (thread-join thread)
      (should-not (process-thread other)))  ; nobody holds it any more
    (should-not (set-process-thread server nil))
    (should-not (process-thread server))
    (should (eq (set-process-thread server main-thread) main-thread))
    (should-error (set-process-thread server 5) :type 'wrong-type-argument)))

(net-deftest threads-locked-output
  (let* ((server (threads-echo)) (process (net-client server :filter #'net-filter)) (message nil))
    (thread-join (make-thread (lambda () (condition-case problem (accept-process-output process 0.1) (error (setq message (cadr problem)))))))
    (should (string-match-p "\\`Attempt to accept output from process c locked to thread #<thread" message))
    ;; Only the thread that a process is locked to is given its output, whoever waits.
    (let ((where nil))
      (set-process-filter process (lambda (_ _text) (push (current-thread) where)))
      (let ((thread (make-thread (lambda () (dotimes (_ 20) (accept-process-output nil 0.01))))))
        (process-send-string process "x")
        (net-until where)
        (should (equal where (list main-thread)))
        (setq where nil)
        (set-process-thread process thread)
        (process-send-string process "y")
        (net-until where)
        (should (equal where (list thread)))
        (thread-join thread)
        (setq where nil)
        (process-send-string process "z")
        (net-until where)
        (should (equal where (list main-thread)))))))

(net-deftest threads-side-by-side
  (let* ((server (threads-echo))
         (threads (mapcar (lambda (i) (make-thread (lambda () (threads-ask server (format "this is number %d" i)))))
                          (number-sequence 1 200))))
    (should (equal (mapcar #'thread-join threads) (mapcar (lambda (i) (format "this is number %d" i)) (number-sequence 1 200))))))

;; A server that waits in its filter holds up nobody else's conversation.
(net-deftest threads-servers-with-a-thread-for-each
  (let* ((queue nil) (mutex (make-mutex)) (condition (make-condition-variable mutex))
         (server (net-server :server 100 :filter (lambda (p text) (with-mutex mutex (push (cons p text) queue) (condition-notify condition)))))
         (workers (mapcar (lambda (_)
                            (make-thread (lambda ()
                                           (catch 'done
                                             (while t
                                               (let ((job (with-mutex mutex
                                                            (while (null queue) (condition-wait condition))
                                                            (pop queue))))
                                                 (when (eq job 'done) (throw 'done nil))
                                                 (sleep-for 0.02)
                                                 (process-send-string (car job) (upcase (cdr job)))))))))
                          (number-sequence 1 8))))
    (let ((clients (mapcar (lambda (i) (net-client server :name (format "client %d" i) :filter #'net-filter)) (number-sequence 1 16))))
      (dolist (client clients) (process-send-string client (process-name client)))
      (net-until (cl-every (lambda (client) (equal (net-text (process-name client)) (upcase (process-name client)))) clients)))
    (with-mutex mutex
      (setq queue (make-list 8 'done))
      (condition-notify condition t))
    (mapc #'thread-join workers)))

(net-deftest threads-with-timeout
  (let ((server (net-server :filter #'ignore)))
    (should (equal (mapcar #'thread-join
                           (mapcar (lambda (i) (make-thread (lambda () (with-timeout ((* 0.01 i) (list 'late i)) (threads-ask server "x")))))
                                   '(9 3 6 1)))
                   '((late 9) (late 3) (late 6) (late 1))))
    (let ((mutex (make-mutex)))
      (mutex-lock mutex)
      (should (eq (thread-join (make-thread (lambda () (with-timeout (0.05 'late) (mutex-lock mutex))))) 'late)))
    (let ((thread (make-thread (lambda () (sleep-for 100)))))
      (should (eq (with-timeout (0.05 'late) (thread-join thread)) 'late))
      (thread-signal thread 'quit nil))))

(net-deftest threads-errors-in-filters
  (let* ((server (threads-echo)) (told nil)
         (process-callback-error-functions (list (lambda (&rest what) (push what told) t)))
         (thread (make-thread (lambda ()
                                (let ((process (net-client server :filter (lambda (_ _text) (error "In the filter")))))
                                  (process-send-string process "x")
                                  (accept-process-output process 1)
                                  'goes-on)))))
    (setq-default process-callback-error-functions process-callback-error-functions)
    (should (eq (thread-join thread) 'goes-on))
    (setq-default process-callback-error-functions nil)))

(net-deftest threads-just-this-one
  (let* ((server (threads-echo)) (mine (net-client server :name "mine" :filter #'net-filter))
         (answer nil)
         (thread (make-thread (lambda () (setq answer (threads-ask server "other"))))))
    (set-process-thread server nil)
    (with-timeout (5) (while (null answer) (accept-process-output mine 0.05 nil t)))
    (thread-join thread)
    (should (equal answer "other"))))

(defun threads-program (&rest forms)
  "Run FORMS in an elwire of its own; return its exit status."
  (let ((file (make-temp-file "threads" nil ".el" (mapconcat #'prin1-to-string forms "\n"))))
    (unwind-protect
        (call-process (expand-file-name invocation-name invocation-directory) nil nil nil "--batch" "-l" file)
      (delete-file file))))

(ert-deftest threads-end-of-the-program ()
  (should (equal (threads-program '(make-thread (lambda () (kill-emacs 7))) '(sleep-for 60)) 7))
  (should (equal (threads-program '(make-thread (lambda () (sleep-for 100))) '(sleep-for 0.01)) 0))
  (should (equal (threads-program '(dotimes (_ 20) (make-thread (lambda () (unwind-protect (sleep-for 100) (princ "no Lisp any more")))))
                                  '(thread-yield) '(kill-emacs 3))
                 3))
  (should (equal (threads-program '(make-thread #'ignore) '(car 5)) 255)))

;;; threads.el ends here
