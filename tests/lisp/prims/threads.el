;;; threads.el --- threads, mutexes, condition variables -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)

(defvar threads-tests-log nil)
(defvar threads-tests-special 'outside)
(defvar-local threads-tests-local 'outside)

(defun threads-tests-note (&rest what) (push what threads-tests-log))
(defun threads-tests-until (condition)
  "Let others run until CONDITION holds."
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) end)) (sleep-for 0.005))
    (should (funcall condition))))

(defmacro threads-deftest (name &rest body)
  (declare (indent 1))
  `(ert-deftest ,name ()
     (setq threads-tests-log nil)
     (thread-last-error t)
     ,@body
     (dolist (thread (all-threads))
       (unless (eq thread main-thread) (thread-signal thread 'quit nil)))
     (threads-tests-until (lambda () (equal (all-threads) (list main-thread))))
     (thread-last-error t)))

(threads-deftest threads-the-main-one
  (should (eq (current-thread) main-thread))
  (should (threadp main-thread))
  (should-not (threadp 'main-thread))
  (should (eq (type-of main-thread) 'thread))
  (should-not (thread-name main-thread))
  (should (thread-live-p main-thread))
  (should (equal (all-threads) (list main-thread)))
  (should (string-match-p "\\`#<thread 0x[0-9a-f]+>\\'" (prin1-to-string main-thread)))
  (should-error (thread-join main-thread)))

(threads-deftest threads-life
  (let* ((seen nil)
         (thread (make-thread (lambda () (setq seen (list (current-thread) (all-threads))) (thread-yield) 'value) "worker")))
    (should (equal (thread-name thread) "worker"))
    (should (equal (prin1-to-string thread) "#<thread worker>"))
    (should (thread-live-p thread))
    (should (memq thread (all-threads)))
    (should (eq (thread-join thread) 'value))
    (should (eq (thread-join thread) 'value))
    (should (eq (car seen) thread))
    (should (memq main-thread (cadr seen)))
    (should-not (thread-live-p thread))
    (should (equal (thread-name thread) "worker")))
  (should-not (thread-name (make-thread #'ignore)))
  (should-error (make-thread #'ignore 5) :type 'wrong-type-argument))

(threads-deftest threads-errors
  (pcase-dolist (`(,function . ,told) (list (cons (lambda () (error "Boo %d" 1)) '(error "Boo 1"))
                                            (cons (lambda () (throw 'nobody 3)) '(no-catch nobody 3))
                                            (cons (lambda () (signal 'quit nil)) '(quit))
                                            (cons 5 '(invalid-function 5))))
    (let ((thread (make-thread function)))
      (should-not (thread-join thread))
      (should (equal (thread-last-error) told))
      (should (equal (thread-last-error t) told))
      (should-not (thread-last-error)))))

(threads-deftest threads-signals
  (let* ((thread (make-thread (lambda ()
                                (condition-case problem
                                    (while t (thread-yield))
                                  (error (threads-tests-note 'caught problem) 'after))))))
    (thread-yield)
    (thread-yield)
    (thread-signal thread 'arith-error '(x))
    (should (equal (condition-case problem (thread-join thread) (arith-error problem)) '(arith-error x)))
    (should (eq (thread-join thread) 'after))
    (should (equal threads-tests-log '((caught (arith-error x))))))
  (should-not (thread-signal (let ((thread (make-thread #'ignore))) (thread-join thread) thread) 'error '("x")))
  (should-error (thread-signal (current-thread) 'arith-error nil) :type 'arith-error)
  (let ((inhibit-message t))
    (should (eq (thread-join (make-thread (lambda () (thread-signal main-thread 'error '("x")) 'survived))) 'survived)))
  (should-error (thread-signal 5 'error nil) :type 'wrong-type-argument))

(threads-deftest threads-signal-wakes
  (skip-unless (fboundp 'internal--throw-in-thread))  ; in Emacs some of these sleep on
  (dolist (wait (list (lambda () (sleep-for 100)) (lambda () (accept-process-output nil 100)) (lambda () (sit-for 100))
                      (let ((mutex (make-mutex))) (mutex-lock mutex) (lambda () (mutex-lock mutex)))
                      (let* ((mutex (make-mutex)) (condition (make-condition-variable mutex)))
                        (lambda () (with-mutex mutex (unwind-protect (condition-wait condition)
                                                       (threads-tests-note 'held (progn (mutex-unlock mutex) (mutex-lock mutex)))))))
                      (let ((other (make-thread (lambda () (sleep-for 100))))) (lambda () (thread-join other)))))
    (let ((thread (make-thread (lambda () (condition-case problem (progn (funcall wait) 'not-woken) (file-error problem))))))
      (dotimes (_ 3) (thread-yield))
      (sleep-for 0.01)
      (thread-signal thread 'file-error '("woken"))
      (should (equal (condition-case nil (thread-join thread) (file-error (thread-join thread))) '(file-error "woken")))))
  (should (equal threads-tests-log '((held nil)))))

(threads-deftest threads-dynamic-bindings
  (let* ((threads-tests-special 'main)
         (thread (make-thread (lambda ()
                                (threads-tests-note 'thread threads-tests-special)
                                (let ((threads-tests-special 'thread))
                                  (sleep-for 0.02)
                                  (threads-tests-note 'thread threads-tests-special)
                                  (setq threads-tests-special 'changed)
                                  (sleep-for 0.02)
                                  (threads-tests-note 'thread threads-tests-special))
                                (threads-tests-note 'thread threads-tests-special)))))
    (threads-tests-note 'main threads-tests-special)
    (threads-tests-until (lambda () (should (eq threads-tests-special 'main)) (not (thread-live-p thread))))
    (setq threads-tests-special 'main-changed)
    (should (equal (reverse threads-tests-log)
                   '((main main) (thread outside) (thread thread) (thread changed) (thread outside)))))
  (should (eq threads-tests-special 'outside)))

(threads-deftest threads-buffer-local-bindings
  (with-temp-buffer
    (setq threads-tests-local 'here)
    (let ((buffer (current-buffer)) (threads-tests-local 'main))
      (let ((thread (make-thread (lambda ()
                                   (threads-tests-note (eq (current-buffer) buffer) threads-tests-local)
                                   (let ((threads-tests-local 'thread) (case-fold-search 'thread))
                                     (thread-yield)
                                     (sleep-for 0.01)
                                     (threads-tests-note threads-tests-local case-fold-search))))))
        (sleep-for 0.005)
        (should (eq threads-tests-local 'main))
        (should (eq case-fold-search t))
        (thread-join thread)))
    (should (equal threads-tests-log '((thread thread) (t here))))
    (should (eq threads-tests-local 'here))))

(threads-deftest threads-current-buffer-and-match-data
  (with-temp-buffer
    (let* ((buffer (current-buffer))
           (thread (make-thread (lambda ()
                                  (threads-tests-note (eq (current-buffer) buffer))
                                  (with-temp-buffer
                                    (string-match "b" "abc")
                                    (let ((mine (current-buffer)))
                                      (sleep-for 0.01)
                                      (threads-tests-note (eq (current-buffer) mine) (match-data))))))))
      (string-match "\\(c\\)" "abc")
      (sleep-for 0.005)
      (should (equal (match-data) '(2 3 2 3)))
      (should (eq (current-buffer) buffer))
      (thread-join thread)
      (should (equal (match-data) '(2 3 2 3)))
      (should (eq (current-buffer) buffer))
      (should (equal threads-tests-log '((t (1 2)) (t)))))))

(threads-deftest threads-non-local-exits
  (let ((threads (mapcar (lambda (i)
                           (make-thread (lambda ()
                                          (catch 'tag
                                            (unwind-protect
                                                (progn (sleep-for (* 0.001 (- 10 i)))
                                                       (condition-case nil (error "x") (error (throw 'tag i))))
                                              (sleep-for 0.001)
                                              (threads-tests-note i))))))
                         (number-sequence 0 9))))
    (should (equal (mapcar #'thread-join threads) (number-sequence 0 9)))
    (should (equal (sort (mapcar #'car threads-tests-log) #'<) (number-sequence 0 9)))))

(threads-deftest threads-mutexes
  (let ((mutex (make-mutex "m")) (plain (make-mutex)))
    (should (mutexp mutex))
    (should-not (mutexp 5))
    (should (eq (type-of mutex) 'mutex))
    (should (equal (mutex-name mutex) "m"))
    (should-not (mutex-name plain))
    (should (equal (prin1-to-string mutex) "#<mutex m>"))
    (should (string-match-p "\\`#<mutex 0x[0-9a-f]+>\\'" (prin1-to-string plain)))
    (should-error (mutex-unlock mutex))
    (should-error (make-mutex 5) :type 'wrong-type-argument)
    (should-error (mutex-lock 5) :type 'wrong-type-argument)
    ;; Locked twice, unlocked twice.
    (should-not (mutex-lock mutex))
    (mutex-lock mutex)
    (let ((thread (make-thread (lambda () (threads-tests-note 'wants) (with-mutex mutex (threads-tests-note 'has))))))
      (threads-tests-until (lambda () threads-tests-log))
      (sleep-for 0.005)
      (should (eq (thread--blocker thread) mutex))
      (should-not (mutex-unlock mutex))
      (sleep-for 0.005)
      (should (equal threads-tests-log '((wants))))
      (mutex-unlock mutex)
      (thread-join thread)
      (should-not (thread--blocker thread))
      (should (equal threads-tests-log '((has) (wants)))))
    (should-error (mutex-unlock mutex))
    (thread-join (make-thread (lambda () (mutex-lock plain) (thread-yield) (mutex-unlock plain))))
    (mutex-lock plain)
    (mutex-unlock plain)))

(threads-deftest threads-mutexes-exclude
  (let* ((mutex (make-mutex)) (inside 0) (most 0)
         (threads (mapcar (lambda (_)
                            (make-thread (lambda ()
                                           (dotimes (_ 5)
                                             (with-mutex mutex
                                               (setq inside (1+ inside) most (max most inside))
                                               (thread-yield)
                                               (setq inside (1- inside)))))))
                          (number-sequence 1 10))))
    (mapc #'thread-join threads)
    (should (equal (list inside most) '(0 1)))))

(threads-deftest threads-conditions
  (let* ((mutex (make-mutex)) (condition (make-condition-variable mutex "cv")) (queue nil) (taken nil)
         (consumers (mapcar (lambda (_)
                              (make-thread (lambda ()
                                             (with-mutex mutex
                                               (while (null queue) (condition-wait condition))
                                               (push (pop queue) taken)))))
                            '(1 2 3))))
    (should (condition-variable-p condition))
    (should-not (condition-variable-p mutex))
    (should (eq (type-of condition) 'condition-variable))
    (should (equal (condition-name condition) "cv"))
    (should (eq (condition-mutex condition) mutex))
    (should (equal (prin1-to-string condition) "#<condvar cv>"))
    (should-error (condition-wait condition))
    (should-error (condition-notify condition))
    (should-error (make-condition-variable 5) :type 'wrong-type-argument)
    (threads-tests-until (lambda () (cl-every (lambda (thread) (eq (thread--blocker thread) condition)) consumers)))
    (with-mutex mutex
      (push 'a queue)
      (should-not (condition-notify condition)))
    (threads-tests-until (lambda () taken))
    (sleep-for 0.005)
    (should (= (cl-count-if #'thread-live-p consumers) 2))
    (with-mutex mutex
      (setq queue (list 'b 'c))
      (condition-notify condition t))
    (mapc #'thread-join consumers)
    (should (equal (sort taken #'string<) '(a b c)))))

(threads-deftest threads-time
  "Threads sleep side by side; timers run meanwhile."
  (let* ((ticks 0) (timer (run-at-time 0 0.02 (lambda () (setq ticks (1+ ticks))))) (start (float-time)))
    (mapc #'thread-join (mapcar (lambda (_) (make-thread (lambda () (sleep-for 0.3)))) (number-sequence 1 30)))
    (cancel-timer timer)
    (should (< 0.29 (- (float-time) start) 9))
    (should (> ticks 3))))

(threads-deftest threads-many-yields
  (let* ((count 0)
         (threads (mapcar (lambda (_) (make-thread (lambda () (dotimes (_ 200) (setq count (1+ count)) (thread-yield)))))
                          (number-sequence 1 20))))
    (mapc #'thread-join threads)
    (should (= count 4000))))

(threads-deftest threads-make-garbage
  (let ((threads (mapcar (lambda (i)
                           (make-thread (lambda ()
                                          (let ((list (list i)))
                                            (dotimes (k 50)
                                              (push (make-string 1000 ?x) list)
                                              (setcdr list (last list))
                                              (if (zerop (mod k 25)) (garbage-collect))
                                              (thread-yield))
                                            (car (last list))))))
                         (number-sequence 1 10))))
    (should (equal (mapcar #'thread-join threads) (number-sequence 1 10)))))

(threads-deftest threads-backtraces
  (should (assq 'backtrace--frames-from-thread (mapcar #'cdr (backtrace--frames-from-thread main-thread))))
  (let ((thread (make-thread (lambda () (sleep-for 100)))))
    (sleep-for 0.02)
    (should (member '(t sleep-for 100) (backtrace--frames-from-thread thread)))
    (should-not (assq 'backtrace--frames-from-thread (mapcar #'cdr (backtrace--frames-from-thread thread))))
    (thread-signal thread 'quit nil)
    (ignore-errors (condition-case nil (thread-join thread) (quit nil)))
    (should-not (backtrace--frames-from-thread thread)))
  (should-error (backtrace--frames-from-thread 5) :type 'wrong-type-argument))

(threads-deftest threads-ended-by-what-is-no-error
  (put 'threads-tests-condition 'error-conditions '(threads-tests-condition))
  (thread-join (make-thread (lambda () (signal 'threads-tests-condition '(1)))))
  (should (equal (thread-last-error t) '(threads-tests-condition 1)))
  (thread-join (make-thread (lambda () (signal 'threads-tests-no-condition '(2)))))
  (should (equal (thread-last-error t) '(threads-tests-no-condition 2))))

(threads-deftest threads-keep-their-buffers
  (let* ((buffer (generate-new-buffer "threads"))
         (thread (make-thread (lambda () (set-buffer buffer) (sleep-for 100))))
         (kill-buffer-query-functions (list (lambda () (threads-tests-note 'asked) t))))
    (sleep-for 0.05)
    (should-not (kill-buffer buffer))
    (should (buffer-live-p buffer))
    (should-not threads-tests-log)
    (thread-signal thread 'error nil)
    (threads-tests-until (lambda () (not (thread-live-p thread))))
    (should (kill-buffer buffer))))

(threads-deftest threads-deep-recursion
  (let ((deep (make-thread (lambda () (letrec ((f (lambda (n) (if (> n 0) (1+ (funcall f (1- n))) (thread-yield) 0)))) (funcall f 300)))))
        (endless (make-thread (lambda () (letrec ((f (lambda (n) (1+ (funcall f n))))) (funcall f 1))))))
    (should (= (thread-join deep) 300))
    (thread-join endless)
    (should (memq (car (thread-last-error t)) '(excessive-lisp-nesting error)))))

;;; threads.el ends here
