;;; harness.el --- what the network tests share -*- lexical-binding: t -*-

;; Loopback only, ports chosen by the system, nothing waits by sleeping: a test waits for a condition, up to a limit, and fails when it
;; does not come.  Filters and sentinels record what they are told in `net-events', and collect garbage each time.
;; At the end of each test no process may be left.

(require 'ert)
(require 'cl-lib)

(defvar net-elwire (featurep 'elwire) "Non-nil in elwire.")
(defvar net-events nil "What callbacks were told, newest first.")
(defvar net-patience 60 "Seconds after which a test gives up waiting.")
(defvar net-collect t "Whether callbacks collect garbage.")

;; What connections teach about hosts is not written down.
(defvar nsm-settings-file)
(when net-elwire (setq nsm-settings-file "/nonexistent/network-security.data"))

(defun net-note (&rest event)
  (when net-collect (garbage-collect))
  (push event net-events))
(defun net-filter (process text) (net-note 'filter (process-name process) text))
(defun net-sentinel (process message) (net-note 'sentinel (process-name process) message (process-status process)))
(defun net-log (_server client message) (net-note 'log (process-name client) message))
(defun net-events () (reverse net-events))

(defun net-server (&rest args)
  "Make a server with ARGS and what they leave open."
  (apply #'make-network-process
         (append args (list :name "srv" :server 200 :host "127.0.0.1" :service t :coding 'binary
                            :filter #'net-filter :sentinel #'net-sentinel))))
(defun net-port (server) (process-contact server :service))
(defun net-client (server &rest args)
  "Make a client of SERVER with ARGS and what they leave open."
  (apply #'make-network-process
         (append args (list :name "c" :host "127.0.0.1" :service (net-port server) :coding 'binary
                            :filter #'net-filter :sentinel #'net-sentinel))))

(defun net-wait (condition)
  "Let things happen until the function CONDITION returns non-nil; return that."
  (let ((limit (+ (float-time) net-patience)) value)
    (while (not (setq value (funcall condition)))
      (when (> (float-time) limit)
        (ert-fail (list 'timeout condition (net-events))))
      (accept-process-output nil 0.02))
    value))
(defmacro net-until (&rest condition) `(net-wait (lambda () ,@condition)))
(defun net-settle ()
  "Let everything that is under way happen."
  (dotimes (_ 4) (accept-process-output nil 0.02)))

(defun net-accepted ()
  "The connections servers have accepted, oldest first."
  (nreverse (cl-remove-if-not (lambda (p) (and (eq (process-type p) 'network)
                                               (plist-member (process-contact p t) :server)
                                               (not (process-contact p :server))))
                              (process-list))))
(defun net-pair (&rest args)
  "A (SERVER CLIENT ACCEPTED) that are connected; ARGS are for the server.  Events so far are forgotten."
  (let* ((server (apply #'net-server args)) (client (net-client server)))
    (net-until (net-accepted))
    (setq net-events nil)
    (list server client (car (net-accepted)))))

(defun net-text (name)
  "Everything the filter of the process named NAME was given."
  (mapconcat (lambda (event) (if (and (eq (car event) 'filter) (equal (cadr event) name)) (nth 2 event) ""))
             (net-events) ""))
(defun net-resident ()
  "Resident memory of this program in kB."
  (with-temp-buffer
    (insert-file-contents "/proc/self/status")
    (re-search-forward "^VmRSS:[ \t]*\\([0-9]+\\)")
    (string-to-number (match-string 1))))

(defvar net-heap-frees-p 'unknown "Whether garbage is used again: not so where the heap is malloc, for sanitizers.")
(defun net-memory-below-p (limit)
  "Whether `net-resident' is below LIMIT kB; always t where garbage is never used again."
  (when (eq net-heap-frees-p 'unknown)
    (let ((before (net-resident)))
      (dotimes (_ 30) (make-string 10000000 ?x))
      (setq net-heap-frees-p (< (- (net-resident) before) 200000))))
  (or (not net-heap-frees-p) (< (net-resident) limit)))

(defun net-closed-port ()
  "A port of loopback that nobody listens on."
  (let* ((server (net-server)) (port (net-port server)))
    (delete-process server)
    port))

(defun net-clean ()
  (dolist (process (process-list))
    (set-process-sentinel process #'ignore)
    (delete-process process))
  (setq net-events nil))

(defmacro net-deftest (name &rest body)
  "Define the test NAME; whatever it leaves behind is cleared away, and then nothing may be left."
  (declare (indent 1))
  `(ert-deftest ,name ()
     (net-clean)
     (unwind-protect (progn ,@body) (net-clean))
     (should-not (process-list))))

;; How long a thing takes is no fault of the program when the machine was busy elsewhere: what is too slow is too slow three times.
(defun net-call-undisturbed (function)
  "Call FUNCTION, once more and once again if a test in it fails; what fails the last time has failed."
  (condition-case failure (funcall function)
    (ert-test-failed
     (message "Disturbed? %S" (cdr failure))
     (net-clean)
     (condition-case again (funcall function)
       (ert-test-failed
        (message "Disturbed again? %S" (cdr again))
        (net-clean)
        (funcall function))))))
(defmacro net-undisturbed (&rest body)
  "Run BODY, which has limits of time and can be run again: a busy machine has three attempts."
  (declare (indent 0))
  `(net-call-undisturbed (lambda () ,@body)))
(defmacro net-timed-deftest (name &rest body)
  "Define the test NAME as `net-deftest' does; its BODY has limits of time."
  (declare (indent 1))
  (let ((end (cl-position-if-not (lambda (form) (or (stringp form) (eq (car-safe form) 'skip-unless))) body)))
    `(net-deftest ,name ,@(seq-take body end) (net-undisturbed ,@(seq-drop body end)))))

(defun net-program () (expand-file-name invocation-name invocation-directory))

(defun net-run (source &rest arguments)
  "Run SOURCE, a list of forms, in another elwire; return (STATUS STDOUT STDERR)."
  (let ((file (make-temp-file "net-run" nil ".el")) (errors (make-temp-file "net-run-errors")))
    (unwind-protect
        (progn
          (with-temp-file file
            (insert ";;; -*- lexical-binding: t -*-\n")
            (dolist (form source) (insert (prin1-to-string form) "\n")))
          (with-temp-buffer
            (let ((status (apply #'call-process (net-program) nil (list t errors) nil (append arguments (list file)))))
              (list status (buffer-string) (with-temp-buffer (insert-file-contents errors) (buffer-string))))))
      (delete-file file)
      (delete-file errors))))

(defun net-start (source &optional limits)
  "Start another elwire that runs SOURCE, a list of forms, under the shell commands LIMITS; return the process.
What it prints is collected as the property `said'."
  (let ((file (make-temp-file "net-start" nil ".el")))
    (with-temp-file file
      (insert ";;; -*- lexical-binding: t -*-\n")
      (dolist (form source) (insert (prin1-to-string form) "\n")))
    (make-process :name "other" :connection-type 'pipe :coding 'utf-8-unix :noquery t
                  :command (list "sh" "-c" (concat (or limits ":") "; exec \"$0\" \"$1\"") (net-program) file)
                  :filter (lambda (p s) (process-put p 'said (concat (process-get p 'said) s)))
                  :sentinel (lambda (p m) (process-put p 'ended m) (ignore-errors (delete-file file))))))
(defun net-said (process regexp)
  "Wait until PROCESS of `net-start' has printed what matches REGEXP; return its first group."
  (net-until (string-match regexp (or (process-get process 'said) "")))
  (match-string 1 (process-get process 'said)))

(provide 'net-harness)

;;; harness.el ends here
