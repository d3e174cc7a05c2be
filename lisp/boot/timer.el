;;; timer.el --- running functions later -*- lexical-binding: t; -*-

;; A timer is a vector [TRIGGERED HIGH LOW USEC REPEAT FUNCTION ARGS IDLE PSEC INTEGRAL].  `timer-list' is sorted by
;; time, so whoever waits looks at its first element only, and calls `timer-event-handler' when that is due.

(defvar timer-list nil
  "The active timers, the next one first.")

(defvar timer-idle-list nil
  "The active idle timers, the shortest first.  Idle time does not exist here, so they do not run.")

(defvar timer-max-repeats 10
  "How many missed calls of a repeating timer are made up for.")

(defvar timer-event-last nil
  "The last timer that was run.")
(defvar timer-event-last-1 nil
  "The timer run before `timer-event-last'.")
(defvar timer-event-last-2 nil
  "The timer run before `timer-event-last-1'.")

(define-error 'timer-error "Timer error")

;;; Parts

(defun timer-create ()
  "Return a new timer, not active."
  (vector t nil nil nil nil nil nil nil nil nil))

(defun timerp (object)
  "Return t if OBJECT is a timer."
  (and (vectorp object)
       (memq (length object) '(9 10))
       (or (numberp (aref object 1)) (null (aref object 1)))
       (symbolp (aref object 0))
       t))

(defsubst timer--check (timer)
  "Signal an error unless TIMER is a timer."
  (or (timerp timer) (signal 'wrong-type-argument (list 'timerp timer))))

(defun timer--triggered (timer) "Return non-nil if TIMER is not active." (aref timer 0))
(defun timer--high-seconds (timer) "Return the first of the four integers that say when TIMER is due." (aref timer 1))
(defun timer--low-seconds (timer) "Return the second of the four integers that say when TIMER is due." (aref timer 2))
(defun timer--usecs (timer) "Return the microseconds of the time at which TIMER is due." (aref timer 3))
(defun timer--psecs (timer) "Return the picoseconds of the time at which TIMER is due." (aref timer 8))
(defun timer--repeat-delay (timer) "Return the interval of TIMER in seconds." (aref timer 4))
(defun timer--function (timer) "Return the function of TIMER." (aref timer 5))
(defun timer--args (timer) "Return the arguments of TIMER's function." (aref timer 6))
(defun timer--idle-delay (timer) "Return non-nil if TIMER is an idle timer." (aref timer 7))
(defun timer--integral-multiple (timer) "Return TIMER's slot for integral times." (aref timer 9))

(gv-define-setter timer--triggered (val timer) `(aset ,timer 0 ,val))
(gv-define-setter timer--high-seconds (val timer) `(aset ,timer 1 ,val))
(gv-define-setter timer--low-seconds (val timer) `(aset ,timer 2 ,val))
(gv-define-setter timer--usecs (val timer) `(aset ,timer 3 ,val))
(gv-define-setter timer--psecs (val timer) `(aset ,timer 8 ,val))
(gv-define-setter timer--repeat-delay (val timer) `(aset ,timer 4 ,val))
(gv-define-setter timer--function (val timer) `(aset ,timer 5 ,val))
(gv-define-setter timer--args (val timer) `(aset ,timer 6 ,val))
(gv-define-setter timer--idle-delay (val timer) `(aset ,timer 7 ,val))
(gv-define-setter timer--integral-multiple (val timer) `(aset ,timer 9 ,val))

(defun timer--time (timer)
  "Return the time at which TIMER is due, as a list of four integers."
  (list (aref timer 1) (aref timer 2) (aref timer 3) (aref timer 8)))

(defun timer--set-time-parts (timer time)
  "Make TIMER due at TIME, any time value."
  (let ((parts (if (and (consp time) (consp (cdr time)) (nthcdr 3 time)) time (time-convert time 'list))))
    (aset timer 1 (nth 0 parts))
    (aset timer 2 (nth 1 parts))
    (aset timer 3 (or (nth 2 parts) 0))
    (aset timer 8 (or (nth 3 parts) 0)))
  time)

(gv-define-simple-setter timer--time timer--set-time-parts)

(defun timer-set-time (timer time &optional delta)
  "Make TIMER due at TIME and, if DELTA is a positive number, every DELTA seconds after it."
  (timer--check timer)
  (timer--set-time-parts timer time)
  (setf (timer--repeat-delay timer) (and (numberp delta) (> delta 0) delta))
  timer)

(defun timer-set-idle-time (timer secs &optional repeat)
  "Make TIMER an idle timer of SECS, a number of seconds or a time value; REPEAT it if non-nil."
  (timer--check timer)
  (timer--set-time-parts timer secs)
  (setf (timer--repeat-delay timer) repeat)
  timer)

(defun timer-set-function (timer function &optional args)
  "Make TIMER call FUNCTION with ARGS."
  (timer--check timer)
  (setf (timer--function timer) function
        (timer--args timer) args)
  timer)

(defun timer-inc-time (timer secs &optional usecs psecs)
  "Make TIMER due SECS seconds, USECS microseconds and PSECS picoseconds later."
  (timer--set-time-parts timer (timer-relative-time (timer--time timer) secs usecs psecs))
  nil)

(defun timer-relative-time (time secs &optional usecs psecs)
  "Return TIME advanced by SECS seconds, USECS microseconds and PSECS picoseconds."
  (let ((delta secs))
    (if (or usecs psecs)
        (setq delta (time-add delta (list 0 0 (or usecs 0) (or psecs 0)))))
    (time-add time delta)))

(defun timer-next-integral-multiple-of-time (time secs)
  "Return the first time after TIME that is a whole multiple of SECS since the epoch."
  (let* ((ticks-hz (time-convert time t))
         (secs-hz (time-convert secs t))
         (hz (* (cdr ticks-hz) (cdr secs-hz)))
         (ticks (* (car ticks-hz) (cdr secs-hz)))
         (step (* (car secs-hz) (cdr ticks-hz))))
    (time-convert (cons (* step (1+ (/ ticks step))) hz) 'list)))

;;; Activation

(defun timer--time-less-p (t1 t2)
  "Return non-nil if timer T1 is due before T2."
  (time-less-p (timer--time t1) (timer--time t2)))

(defun timer--insert (timer list)
  "Return the sorted LIST with TIMER added, before those due at the same time."
  (if (or (null list) (not (timer--time-less-p (car list) timer)))
      (cons timer list)
    (let ((tail list))
      (while (and (cdr tail) (timer--time-less-p (cadr tail) timer))
        (setq tail (cdr tail)))
      (setcdr tail (cons timer (cdr tail)))
      list)))

(defun timer--activate (timer &optional triggered-p _reuse-cell idle)
  "Add TIMER to the active timers, the idle ones if IDLE; mark it as TRIGGERED-P."
  (if (and (timerp timer)
           (integerp (aref timer 1))
           (integerp (aref timer 2))
           (integerp (aref timer 3))
           (integerp (aref timer 8))
           (timer--function timer))
      (progn
        (setf (timer--triggered timer) triggered-p
              (timer--idle-delay timer) idle)
        (if idle
            (setq timer-idle-list (timer--insert timer timer-idle-list))
          (setq timer-list (timer--insert timer timer-list)))
        nil)
    (error "Invalid or uninitialized timer")))

(defun timer-activate (timer &optional triggered-p reuse-cell)
  "Put TIMER on the list of active timers; see `timer--activate' for TRIGGERED-P and REUSE-CELL."
  (timer--activate timer triggered-p reuse-cell nil))

(defun timer-activate-when-idle (timer &optional _dont-wait reuse-cell)
  "Put TIMER on the list of active idle timers; REUSE-CELL as in `timer-activate'."
  (timer--activate timer nil reuse-cell 'idle))

(defun cancel-timer (timer)
  "Remove TIMER from the lists of active timers."
  (timer--check timer)
  (setq timer-list (delq timer timer-list)
        timer-idle-list (delq timer timer-idle-list))
  nil)

(defalias 'disable-timeout #'cancel-timer)

(defun cancel-timer-internal (timer)
  "Remove TIMER from the list of active timers; return the list cell it was in."
  (let ((cell1 (memq timer timer-list))
        (cell2 (memq timer timer-idle-list)))
    (if cell1 (setq timer-list (delq timer timer-list)))
    (if cell2 (setq timer-idle-list (delq timer timer-idle-list)))
    (or cell1 cell2)))

(defun cancel-function-timers (function)
  "Cancel all timers that would call FUNCTION."
  (dolist (timer (append timer-list timer-idle-list))
    (if (eq (timer--function timer) function)
        (cancel-timer timer))))

(defun timer-until (timer time)
  "Return the seconds from the time TIMER is due until TIME."
  (float-time (time-subtract time (timer--time timer))))

;;; Running

(defun timer--reschedule (timer)
  "Activate the repeating TIMER again for its next time."
  (if (timer--integral-multiple timer)
      (setf (timer--time timer)
            (timer-next-integral-multiple-of-time nil (timer--repeat-delay timer)))
    (timer-inc-time timer (timer--repeat-delay timer)))
  ;; After a long delay only so many calls are made up for.
  (when (numberp timer-max-repeats)
    (let ((missed (/ (timer-until timer nil) (timer--repeat-delay timer))))
      (when (> missed timer-max-repeats)
        (timer-inc-time timer (* (timer--repeat-delay timer) missed)))))
  (timer-activate timer t))

;; Where there are processes, timers share their policy for errors.
(defun timer--call (timer function args)
  "Call FUNCTION with ARGS for TIMER; an error is reported and ends here."
  (if (fboundp 'internal-call-timer-function)
      (internal-call-timer-function timer function args)
    (condition-case-unless-debug err
        (apply function args)
      (error
       (message "Error running timer%s: %S"
                (if (symbolp function) (format-message " `%s'" function) "")
                err)))))

(defun timer-event-handler (timer)
  "Call the function of TIMER, which is due."
  (setq timer-event-last-2 timer-event-last-1
        timer-event-last-1 timer-event-last
        timer-event-last timer)
  (let ((inhibit-quit t))
    (timer--check timer)
    (cancel-timer timer)
    (let ((idle (timer--idle-delay timer)))
      (when (and (timer--repeat-delay timer) (not idle))
        (timer--reschedule timer))
      (let ((saved-buffer (current-buffer)))
        (save-match-data
          (unwind-protect
              (timer--call timer (timer--function timer) (timer--args timer))
            (if (buffer-live-p saved-buffer) (set-buffer saved-buffer)))))
      (when (and (timer--repeat-delay timer) (memq timer timer-list))
        (setf (timer--triggered timer) nil)))))

(defun timer--run-due ()
  "Run the timers that are due now, each once."
  (let ((due (seq-take-while (lambda (timer) (<= 0 (timer-until timer nil))) timer-list)))
    (dolist (timer due)
      (when (memq timer timer-list) (timer-event-handler timer)))))

;;; Making timers

(defconst timer-duration-words
  (list (cons "microsec" 0.000001)
        (cons "microsecond" 0.000001)
        (cons "millisec" 0.001)
        (cons "millisecond" 0.001)
        (cons "sec" 1)
        (cons "second" 1)
        (cons "min" 60)
        (cons "minute" 60)
        (cons "hour" (* 60 60))
        (cons "day" (* 24 60 60))
        (cons "week" (* 7 24 60 60))
        (cons "fortnight" (* 14 24 60 60))
        (cons "month" (* 30 24 60 60))
        (cons "year" (* 365.25 24 60 60)))
  "Alist of units and their lengths in seconds.")

(defun timer-duration (string)
  "Return the number of seconds STRING, such as \"2 hours 5 min\", stands for; nil if it is no duration."
  (let ((secs 0) (start 0) (case-fold-search t))
    (while (string-match
            "[ \t]*\\([0-9.]+\\)?[ \t]*\\([a-z]+[a-rt-z]\\)s?[ \t]*"
            string start)
      (let ((count (if (match-beginning 1)
                       (string-to-number (match-string 1 string))
                     1))
            (size (cdr (assoc (match-string 2 string) timer-duration-words))))
        (cond
         ((and size (= (match-beginning 0) start))
          (setq start (match-end 0)
                secs (+ secs (* count size))))
         (t (setq secs nil start (length string))))))
    (if (and secs (= start (length string)))
        secs
      (if (string-match-p "\\`[0-9.]+\\'" string)
          (string-to-number string)))))

(defun timer--clock-time (string)
  "Return today's time for STRING, such as \"11:23pm\" or \"13:05\"; nil if it is none."
  (when (string-match
         "\\`[ \t]*\\([0-9]?[0-9]\\)\\(?:[:.]?\\([0-9][0-9]\\)\\)?[ \t]*\\(?:\\([ap]\\)m\\)?[ \t]*\\'"
         (downcase string))
    (let* ((string (downcase string))
           (hour (string-to-number (match-string 1 string)))
           (minute (if (match-string 2 string) (string-to-number (match-string 2 string)) 0))
           (half (match-string 3 string))
           (now (decode-time)))
      (when (and (or half (match-string 2 string)) (< minute 60) (< hour 24))
        (when half
          (setq hour (+ (mod hour 12) (if (equal half "p") 12 0))))
        (encode-time 0 minute hour (nth 3 now) (nth 4 now) (nth 5 now) (nth 8 now))))))

(defun run-at-time (time repeat function &rest args)
  "Call FUNCTION with ARGS at TIME, and every REPEAT seconds after it if that is a number.
TIME is a number of seconds from now, nil for now, a duration or a time of
day as a string, a time value, or t for the next multiple of REPEAT."
  (let ((integral nil))
    (when (eq time t)
      (unless (numberp repeat) (error "Invalid time specification"))
      (setq integral t
            time (timer-next-integral-multiple-of-time nil repeat)))
    (cond
     (integral)
     ((null time) (setq time (current-time)))
     ((numberp time) (setq time (timer-relative-time nil time)))
     ((stringp time)
      (let ((secs (timer-duration time)))
        (setq time (if secs
                       (timer-relative-time nil secs)
                     (or (timer--clock-time time)
                         (error "Invalid time specification"))))))
     ((not (consp time)) (error "Invalid time specification")))
    (let ((timer (timer-create)))
      (timer-set-time timer time repeat)
      (setf (timer--integral-multiple timer) integral)
      (timer-set-function timer function args)
      (timer-activate timer)
      timer)))

(defun run-with-timer (secs repeat function &rest args)
  "Call FUNCTION with ARGS SECS seconds from now, and every REPEAT seconds after that."
  (apply #'run-at-time secs repeat function args))

(defun add-timeout (secs function object &optional repeat)
  "Call FUNCTION with OBJECT SECS seconds from now, and every REPEAT seconds after that."
  (run-with-timer secs repeat function object))

(defun run-with-idle-timer (secs repeat function &rest args)
  "Make an idle timer that calls FUNCTION with ARGS after SECS of idleness; REPEAT it if non-nil.
There is no user whose idleness could be measured, so it does not run."
  (unless (or (numberp secs) (consp secs))
    (error "Invalid time specification"))
  (let ((timer (timer-create)))
    (timer-set-function timer function args)
    (timer-set-idle-time timer secs repeat)
    (timer-activate-when-idle timer t)
    timer))

;;; Limits on time

(defmacro with-timeout (list &rest body)
  "Evaluate BODY for a limited time.
LIST is (SECONDS TIMEOUT-FORMS...): if BODY has not ended after SECONDS,
and it waits, give it up and evaluate TIMEOUT-FORMS."
  (declare (indent 1) (debug ((form body) body)))
  (let ((seconds (car list))
        (timeout-forms (cdr list))
        (timeout (make-symbol "timeout"))
        (result (make-symbol "result")))
    `(let* ((,timeout (list nil))
            (,result
             (catch ,timeout
               (let* ((-with-timeout-timer-
                       (run-with-timer ,seconds nil #'internal--throw-in-thread (current-thread) ,timeout))
                      (with-timeout-timers (cons -with-timeout-timer- with-timeout-timers)))
                 (unwind-protect
                     (progn ,@body)
                   (cancel-timer -with-timeout-timer-))))))
       (if (eq ,result ,timeout)
           ,(macroexp-progn timeout-forms)
         ,result))))

(defvar with-timeout-timers nil
  "The timers of the `with-timeout' forms being evaluated.")

(defun with-timeout-suspend ()
  "Stop the clock of the `with-timeout' forms being evaluated; return what resumes it."
  (mapcar (lambda (timer)
            (let ((left (time-subtract (timer--time timer) nil)))
              (cancel-timer timer)
              (list timer left)))
          with-timeout-timers))

(defun with-timeout-unsuspend (timer-spec-list)
  "Resume the `with-timeout' forms that `with-timeout-suspend' gave TIMER-SPEC-LIST for."
  (dolist (spec timer-spec-list)
    (timer-set-time (car spec) (time-add nil (cadr spec)))
    (timer-activate (car spec))))

(defun y-or-n-p-with-timeout (prompt seconds default-value)
  "Like `y-or-n-p' with PROMPT, but return DEFAULT-VALUE after SECONDS."
  (with-timeout (seconds default-value)
    (y-or-n-p prompt)))

(provide 'timer)

;;; timer.el ends here
