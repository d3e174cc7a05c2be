;;; time-date.el --- dates, days and durations -*- lexical-binding: t; -*-

;; Tests: tests/lisp/std/time-date.el

(require 'cl-lib)

(declare-function parse-time-string "parse-time")

;;; Timestamps of dates

(defun date-to-time (date)
  "Return the time of DATE, a string as `parse-time-string' takes it; without a zone it is Universal Time."
  (condition-case problem
      (encode-time (decoded-time-set-defaults--zone (parse-time-string date)))
    (overflow-error (signal (car problem) (cdr problem)))
    (error (error "Invalid date: %s" date))))

(defun decoded-time-set-defaults--zone (decoded)
  "Return DECODED with Universal Time as its zone unless it has one."
  (unless (nth 8 decoded) (setf (nth 7 decoded) nil (nth 8 decoded) 0))
  decoded)

(defun safe-date-to-time (date)
  "Return the time of DATE as `date-to-time' does, or the epoch if it is no date."
  (condition-case nil (date-to-time date) (error '(0 0))))

(defun time-since (time)
  "Return how long ago TIME was, a time or the string of a date."
  (time-subtract nil (if (stringp time) (date-to-time time) time)))

;;; Days

(defun date-leap-year-p (year)
  "Return t if YEAR is a leap year."
  (or (and (zerop (% year 4)) (not (zerop (% year 100)))) (zerop (% year 400))))

(defun date-days-in-month (year month)
  "Return the number of days of MONTH, from 1, in YEAR."
  (cond ((not (<= 1 month 12)) (error "Month %s is invalid" month))
        ((= month 2) (if (date-leap-year-p year) 29 28))
        ((memq month '(4 6 9 11)) 30)
        (t 31)))

(defun date-days-before-year--absolute (year)
  "Return the absolute date of the day before YEAR begins."
  (let ((past (1- year)))
    (+ (* 365 past) (floor past 4) (- (floor past 100)) (floor past 400))))

(defun date-day-of-year--number (year month day)
  "Return the number of the day within YEAR, from 1."
  (let ((number day))
    (dotimes (i (1- month)) (setq number (+ number (date-days-in-month year (1+ i)))))
    number))

(defun time-to-day-in-year (time)
  "Return the number of the day of TIME within its year, from 1."
  (let ((decoded (decode-time time)))
    (date-day-of-year--number (nth 5 decoded) (nth 4 decoded) (nth 3 decoded))))

(defun time-to-days (time)
  "Return the absolute date of TIME: the days since December 31 of the year 1 BC."
  (+ (date-days-before-year--absolute (nth 5 (decode-time time))) (time-to-day-in-year time)))

(defun date-to-day (date)
  "Return the absolute date, as by `time-to-days', of DATE, a string."
  (time-to-days (date-to-time date)))

(defun days-between (date1 date2)
  "Return the number of days from DATE2 to DATE1, strings."
  (- (date-to-day date1) (date-to-day date2)))

(defun days-to-time (days)
  "Return DAYS, an integer or a float, as a time."
  (let ((time (time-convert (* 86400 days) 'list)))
    (if (integerp days) (list (car time) (cadr time)) time)))

(defun time-to-number-of-days (time)
  "Return the number of days that TIME, a duration, is; a float."
  (/ (float-time time) 86400))

(defun date-ordinal-to-time (year ordinal)
  "Return the decoded time of day ORDINAL, from 1, of YEAR; its other parts are nil."
  (let ((month 1))
    (while (> ordinal (date-days-in-month year month))
      (setq ordinal (- ordinal (date-days-in-month year month))
            month (1+ month)))
    (list nil nil nil ordinal month year nil nil nil)))

;;; Durations as text

(defconst format-seconds--units '((?y 31536000 "year") (?d 86400 "day") (?h 3600 "hour") (?m 60 "minute") (?s 1 "second"))
  "Each unit: its letter, its seconds and its name.")

(defconst format-seconds--directive "%\\(\\.?[0-9]*\\)\\(?:,\\([0-9]+\\)\\)?\\([a-zA-Z%]\\)")

(defun format-seconds--parse (string)
  "Return the pieces of STRING: strings, t for %z, and directives (LETTER WIDTH DECIMALS)."
  (let ((start 0) (case-fold-search nil) pieces)
    (while (string-match format-seconds--directive string start)
      (let ((text (substring string start (match-beginning 0)))
            (width (match-string 1 string))
            (decimals (match-string 2 string))
            (letter (aref string (match-beginning 3))))
        (setq start (match-end 0))
        (push text pieces)
        (push (cond ((eq letter ?%) "%")
                    ((memq letter '(?z ?Z)) t)
                    ((assq (downcase letter) format-seconds--units) (list letter width (and decimals (string-to-number decimals))))
                    (t (error "Bad format specifier: `%c'" letter)))
              pieces)))
    (push (substring string start) pieces)
    (nreverse pieces)))

(defun format-seconds--check (pieces)
  "Signal an error if the directives of PIECES say something twice or, with %z, out of order."
  (let (seen)
    (if (> (cl-count t pieces) 1) (error "Multiple instances of specifier: `z'"))
    (dolist (piece pieces)
      (when (consp piece)
        (let ((letter (downcase (car piece))))
          (if (memq letter seen) (error "Multiple instances of specifier: `%c'" letter))
          (push letter seen))))
    (when (memq t pieces)
      (let ((sizes (mapcar (lambda (letter) (nth 1 (assq letter format-seconds--units))) seen)))
        (unless (equal sizes (sort (copy-sequence sizes) #'<)) (error "Units are not in decreasing order of size"))))))

(defun format-seconds--amounts (seconds pieces)
  "Return an alist of the letters in PIECES and the whole units that SECONDS consist of; seconds keep their fraction."
  (let (amounts)
    (pcase-dolist (`(,letter ,size ,_) format-seconds--units)
      (when (cl-some (lambda (piece) (and (consp piece) (eq (downcase (car piece)) letter))) pieces)
        (let ((amount (if (eq letter ?s) seconds (floor seconds size))))
          (push (cons letter amount) amounts)
          (setq seconds (- seconds (* amount size))))))
    amounts))

(defun format-seconds--skip-zeros (pieces amounts)
  "Return PIECES without %z and without what stands before it as far as its AMOUNTS are zero."
  (let* ((flag (memq t pieces))
         (before (butlast pieces (length flag))))
    (when (cl-some #'consp before)
      (while (and before (not (and (consp (car before)) (not (zerop (alist-get (downcase (caar before)) amounts))))))
        (setq before (cdr before))))
    (if flag (append before (remq t flag)) pieces)))

(defun format-seconds--piece (piece amounts)
  "Return what a directive PIECE stands for."
  (pcase-let* ((`(,letter ,width ,decimals) piece)
               (amount (alist-get (downcase letter) amounts))
               (text (format (format "%%.%df" (if (eq (downcase letter) ?s) (or decimals 0) 0)) amount))
               (zeros (string-prefix-p "." width))
               (columns (string-to-number (string-remove-prefix "." width)))
               (padding (make-string (max 0 (- columns (length text))) (if zeros ?0 ?\s))))
    (concat padding text
            (when (eq letter (upcase letter))
              (format " %s%s" (nth 2 (assq (downcase letter) format-seconds--units)) (if (equal text "1") "" "s"))))))

(defun format-seconds (string seconds)
  "Return SECONDS, a number, in the units that STRING names.
%y is the number of years of 365 days, %d of days, %h of hours, %m of minutes, %s of seconds: what the larger units of STRING
leave, rounded down except for seconds.  In capitals the name of the unit follows, like \"2 days\".  A width may stand after %, with a
dot in front of it to pad with zeros; \"%,2s\" has two decimals.  %z is nothing; units left of it that are zero, up to the first
that is not, are omitted with the text after them.  %% is %."
  (let* ((seconds (float-time seconds))
         (pieces (format-seconds--parse string))
         (amounts (progn (format-seconds--check pieces) (format-seconds--amounts seconds pieces))))
    (mapconcat (lambda (piece) (if (stringp piece) piece (format-seconds--piece piece amounts)))
               (format-seconds--skip-zeros pieces amounts) "")))

(defvar seconds-to-string
  '((1 "ms" 0.001) (100 "s" 1) (6000 "m" 60.0) (108000 "h" 3600.0) (34560000 "d" 86400.0) (nil "y" 31557600.0))
  "How `seconds-to-string' writes durations: (BELOW UNIT SECONDS), below so many seconds in this unit.")

(defun seconds-to-string (delay)
  "Return DELAY, seconds, as a short string like \"1.50m\"."
  (cond ((> 0 delay) (concat "-" (seconds-to-string (- delay))))
        ((= 0 delay) "0s")
        (t (let ((row (cl-find-if (lambda (row) (or (null (car row)) (< delay (car row)))) seconds-to-string)))
             (format "%.2f%s" (/ delay (float (nth 2 row))) (nth 1 row))))))

;;; Decoded times

(cl-defun make-decoded-time (&key second minute hour day month year (dst nil) (zone nil))
  "Return a decoded time with these parts; the others are nil."
  (list second minute hour day month year nil dst zone))

(defun decoded-time-set-defaults (time &optional default-zone)
  "Change the parts of TIME, a decoded time, that are nil to those of the beginning of 1970; return TIME.
Without a zone it gets DEFAULT-ZONE; if that is nil as well, its daylight saving time is unknown, -1."
  (cl-loop for default in '(0 0 0 1 1 1970)
           for cell on time
           unless (car cell) do (setcar cell default))
  (unless (nth 8 time)
    (setf (nth 8 time) default-zone
          (nth 7 time) (if default-zone nil -1)))
  time)

(defun decoded-time-period (time)
  "Return the seconds of TIME, a decoded time taken as a duration: years have 365 days, months 30."
  (let ((second (or (nth 0 time) 0)))
    (+ (if (consp second) (/ (float (car second)) (cdr second)) second)
       (* 60 (or (nth 1 time) 0))
       (* 3600 (or (nth 2 time) 0))
       (* 86400 (or (nth 3 time) 0))
       (* 86400 30 (or (nth 4 time) 0))
       (* 86400 365 (or (nth 5 time) 0)))))

(defun decoded-time-add--months (time years months)
  "Add YEARS and MONTHS to TIME; the day becomes the last one of a shorter month."
  (let ((count (+ (1- (or (nth 4 time) 1)) months)))
    (when (nth 5 time) (setf (nth 5 time) (+ (nth 5 time) years (floor count 12))))
    (when (nth 4 time) (setf (nth 4 time) (1+ (mod count 12))))
    (setf (nth 3 time) (min (nth 3 time) (date-days-in-month (nth 5 time) (nth 4 time))))))

(defun decoded-time-add--days (time days)
  "Add DAYS to TIME, month by month."
  (let ((day (+ (nth 3 time) days)) (month (nth 4 time)) (year (nth 5 time)))
    (while (< day 1)
      (setq month (1- month))
      (when (= month 0) (setq month 12 year (1- year)))
      (setq day (+ day (date-days-in-month year month))))
    (while (> day (date-days-in-month year month))
      (setq day (- day (date-days-in-month year month))
            month (1+ month))
      (when (= month 13) (setq month 1 year (1+ year))))
    (setf (nth 3 time) day (nth 4 time) month (nth 5 time) year)))

(defun decoded-time-add--seconds (time delta)
  "Add the hours, minutes, seconds and the zone of DELTA to TIME."
  (let* ((exact (time-convert (time-add (or (nth 0 time) 0) (or (nth 0 delta) 0)) t))
         (hz (cdr exact))
         (whole (floor (car exact) hz))
         (rest (mod (car exact) hz))
         (total (+ whole (or (nth 8 delta) 0)
                   (* 60 (+ (or (nth 1 time) 0) (or (nth 1 delta) 0)))
                   (* 3600 (+ (or (nth 2 time) 0) (or (nth 2 delta) 0)))))
         (of-day (mod total 86400))
         (second (mod of-day 60)))
    (decoded-time-add--days time (floor total 86400))
    (setf (nth 0 time) (if (zerop rest) second
                         (let ((common (cl-gcd rest hz)))
                           (cons (/ (+ (* second hz) rest) common) (/ hz common))))
          (nth 1 time) (mod (/ of-day 60) 60)
          (nth 2 time) (/ of-day 3600))))

(defun decoded-time-add (time delta)
  "Return TIME, a decoded time, with the parts of DELTA, another one, added; nil and absent parts add nothing.
Years and months come first, and a day that such a month does not have becomes its last one; then days, hours, minutes and seconds.
Daylight saving time and the day of the week stay as they were."
  (let ((result (copy-sequence time)))
    (when (or (nth 5 delta) (nth 4 delta))
      (decoded-time-add--months result (or (nth 5 delta) 0) (or (nth 4 delta) 0)))
    (when (nth 3 delta) (decoded-time-add--days result (nth 3 delta)))
    (decoded-time-add--seconds result delta)
    result))

;;; Timestamps by their parts

(defmacro with-decoded-time-value (varlist &rest body)
  "Evaluate BODY with variables bound to the parts of times.
Each element of VARLIST is (HIGH LOW MICRO [PICO [TYPE]] TIME): the parts of TIME, and 0 to 3 for a time that is (HIGH . LOW),
(HIGH LOW), (HIGH LOW MICRO) or (HIGH LOW MICRO PICO)."
  (declare (indent 1) (obsolete nil "25.1"))
  (if (null varlist)
      (macroexp-progn body)
    (let* ((binding (car varlist))
           (names (butlast binding))
           (parts (make-symbol "parts"))
           (values (cl-loop for index in '(0 1 2 3 4) for name in names collect (list name (list 'nth index parts)))))
      `(let* ((,parts (time-date--parts ,(car (last binding)))) ,@values)
         (with-decoded-time-value ,(cdr varlist) ,@body)))))

(defun time-date--parts (time)
  "Return (HIGH LOW MICRO PICO TYPE) of TIME."
  (let ((time (or time (current-time))))
    (cond ((not (consp time)) (append (time-convert time 'list) '(3)))
          ((not (consp (cdr time))) (list (car time) (cdr time) 0 0 0))
          (t (list (nth 0 time) (nth 1 time) (or (nth 2 time) 0) (or (nth 3 time) 0) (min 3 (1- (length time))))))))

(defun encode-time-value (high low micro pico &optional type)
  "Return the time with these parts in the form TYPE, 0 to 3 as in `with-decoded-time-value'.
With four arguments PICO is the type and there are no picoseconds."
  (declare (obsolete nil "25.1"))
  (unless type (setq type pico pico 0))
  (cond ((eq type 0) (cons high low))
        ((eq type 1) (list high low))
        ((eq type 2) (list high low micro))
        ((eq type 3) (list high low micro pico))))

(provide 'time-date)
;;; time-date.el ends here
