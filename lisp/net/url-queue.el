;;; url-queue.el --- fetching many addresses, a few at a time -*- lexical-binding: t; -*-

;; Manual: (url) Retrieving URLs.

(require 'cl-lib)
(require 'url)
(require 'url-parse)

(defcustom url-queue-parallel-processes 6 "How many addresses are fetched at a time." :type 'integer :group 'url)
(defcustom url-queue-timeout 5 "Seconds after which a request that was begun is given up." :type 'integer :group 'url)

(cl-defstruct url-queue
  "A request that waits or is under way."
  url callback cbargs silentp buffer start-time pre-triggered inhibit-cookiesp context-buffer)

(defvar url-queue nil "The requests, in the order in which they came.")
(defvar url-queue-progress-timer nil "Timer that gives requests up.")

(defun url-queue-retrieve (url callback &optional cbargs silent inhibit-cookies)
  "Fetch URL as `url-retrieve' does with CALLBACK, CBARGS, SILENT and INHIBIT-COOKIES, but not too many at a time.
`url-queue-parallel-processes' says how many; a request that takes more than `url-queue-timeout' seconds ends with the
status (:error (error url-queue-timeout ...))."
  (setq url-queue
        (append url-queue
                (list (make-url-queue :url url :callback callback :cbargs cbargs :silentp silent
                                      :inhibit-cookiesp inhibit-cookies :context-buffer (current-buffer)))))
  (url-queue-setup-runners))

(defun url-queue-setup-runners ()
  "Begin as many requests as may go on, soon, and watch how long they take."
  (let ((running (cl-count-if #'url-queue--begun-p url-queue)) (waiting nil))
    (dolist (job url-queue)
      (when (and (not (url-queue--begun-p job)) (< (+ running (length waiting)) url-queue-parallel-processes))
        (push job waiting)))
    (dolist (job waiting)
      (setf (url-queue-pre-triggered job) t)
      (run-at-time 0 nil #'url-queue--begin job))
    (when (and url-queue (null url-queue-progress-timer))
      (setq url-queue-progress-timer (run-at-time 1 1 #'url-queue-check-progress)))))

(defun url-queue--begun-p (job) (or (url-queue-pre-triggered job) (url-queue-start-time job)))
(defun url-queue--begin (job) (when (memq job url-queue) (url-queue-start-retrieve job)))

(defun url-queue-run-queue ()
  "Give up what takes too long, and begin what may go on."
  (url-queue-prune-old-entries)
  (url-queue-setup-runners))

(defun url-queue-start-retrieve (job)
  "Begin the request JOB."
  (setf (url-queue-start-time job) (float-time) (url-queue-pre-triggered job) nil)
  (setf (url-queue-buffer job)
        (condition-case problem
            (with-current-buffer (if (buffer-live-p (url-queue-context-buffer job)) (url-queue-context-buffer job) (current-buffer))
              (let ((url-request-noninteractive t))
                (url-retrieve (url-queue-url job) #'url-queue-callback-function (list job)
                              (url-queue-silentp job) (url-queue-inhibit-cookiesp job))))
          (error (url-queue--end job (list :error problem)) nil))))

(defun url-queue-callback-function (status job)
  "Call the callback of JOB with STATUS; the next request begins."
  (when (memq job url-queue)
    (setq url-queue (delq job url-queue))
    (url-queue-setup-runners)
    (when (and (eq (car status) :error) (eq (cadr (cadr status)) 'connection-failed)
               (equal (nth 3 (cadr status)) :host))
      ;; Others at that host would only take as long to fail.
      (url-queue-remove-jobs-from-host (plist-get (nthcdr 3 (cadr status)) :host)))
    (apply (url-queue-callback job) (cons status (url-queue-cbargs job)))))

(defun url-queue--end (job status)
  "End JOB with STATUS, in a buffer that has nothing."
  (with-temp-buffer (url-queue-callback-function status job)))

(defun url-queue-remove-jobs-from-host (host)
  "End what waits for HOST with an error: it cannot be reached."
  (dolist (job (cl-remove-if (lambda (job)
                               (or (url-queue--begun-p job)
                                   (not (equal (url-host (url-generic-parse-url (if (url-p (url-queue-url job)) (url-recreate-url (url-queue-url job))
                                                                                  (url-queue-url job))))
                                               host))))
                             url-queue))
    (url-queue--end job (list :error (list 'error 'url-queue-timeout "Host cannot be reached" :host host)))))

(defun url-queue-check-progress ()
  "Give up what takes too long; stop watching when nothing is left."
  (if url-queue (url-queue-run-queue)
    (when url-queue-progress-timer (cancel-timer url-queue-progress-timer))
    (setq url-queue-progress-timer nil)))

(defun url-queue-prune-old-entries ()
  "Give up the requests that were begun more than `url-queue-timeout' seconds ago."
  (dolist (job (copy-sequence url-queue))
    (when (and (url-queue-start-time job) (> (- (float-time) (url-queue-start-time job)) url-queue-timeout))
      (url-queue-kill-job job))))

(defun url-queue-kill-job (job)
  "Give JOB up; its callback is told."
  (let ((buffer (url-queue-buffer job)))
    (when (buffer-live-p buffer) (url--abandon buffer))
    (url-queue--end job (list :error (list 'error 'url-queue-timeout "Queue timeout exceeded")))))

(provide 'url-queue)
;;; url-queue.el ends here
