;;; timezone.el --- dates of mail and news -*- lexical-binding: t; -*-

(require 'cl-lib)

(defvar timezone-world-timezones
  (append '(("PST" . -800) ("PDT" . -700) ("MST" . -700) ("MDT" . -600) ("CST" . -600) ("CDT" . -500) ("EST" . -500) ("EDT" . -400)
            ("AST" . -400) ("NST" . -330) ("UT" . 0) ("GMT" . 0) ("BST" . 100) ("MET" . 100) ("EET" . 200) ("JST" . 900))
          (cl-loop for hours from 1 to 13 collect (cons (format "GMT+%d" hours) (* 100 hours)))
          (cl-loop for hours from 1 to 12 collect (cons (format "GMT-%d" hours) (* -100 hours))))
  "Alist of the names of time zones and their offsets, as in +HHMM.")

(defvar timezone-months-assoc
  '(("JAN" . 1) ("FEB" . 2) ("MAR" . 3) ("APR" . 4) ("MAY" . 5) ("JUN" . 6) ("JUL" . 7) ("AUG" . 8) ("SEP" . 9) ("OCT" . 10) ("NOV" . 11)
    ("DEC" . 12))
  "Alist of the names of months.")

;;; Reading

(defconst timezone--zone "\\(?:[ \t]*\\([-+][0-9]+\\|-?[A-Z][-+A-Z0-9]*\\)\\)?" "Matches a zone, one group.")
(defconst timezone--styles
  (let ((clock "\\([0-9]+:[0-9:]+\\)") (day "\\([0-9]+\\)") (month "\\([A-Z][a-z]*\\|[A-Z]+\\)") (year "\\([0-9]+\\)") (zone timezone--zone))
    (list
     ;; Regexp, and the groups of day, month, year, time and zone.
     (list (concat day "[ ,]+" month "[ ,]+" clock "[ \t]+T?[ \t]*" year zone) 1 2 4 3 5)
     (list (concat day "[- ]+" month "[- ]+" year "[ \t]+\\([0-9]+:[0-9:]+\\|[0-9]\\{4\\}\\)\\(?:\\.[0-9]+\\)?" zone) 1 2 3 4 5)
     (list (concat month "[ ,]+" day "[ ,]+" clock "[ ,]+" year "\\(\\)") 2 1 4 3 5)
     (list (concat month "[ ,]+" day "[ ,]+" clock "[ ,]+\\([-+]?[0-9A-Z]+\\)[ ,]+" year) 2 1 5 3 4)
     (list (concat "\\([0-9]\\{4\\}\\)-\\([0-9]+\\)-\\([0-9]+\\)[T \t]+" clock "\\(?:\\.[0-9]+\\)?" zone) 3 2 1 4 5)
     (list (concat "\\([0-9]\\{4\\}\\)-?\\([0-9]\\{2\\}\\)-?\\([0-9]\\{2\\}\\)T\\([0-9:]+\\)" zone) 3 2 1 4 5)))
  "The styles of dates.")

(defun timezone--year (text)
  "Return the year TEXT, which may have two or three digits, with all of them."
  (let ((year (string-to-number text)))
    (number-to-string (cond ((< year 69) (+ year 2000)) ((< year 1000) (+ year 1900)) (t year)))))

(defun timezone-parse-date (date)
  "Return [YEAR MONTH DAY TIME ZONE] of DATE, strings, but ZONE is nil if there is none.
All is \"0\" if DATE is none.  Years of two digits below 69 are those after 2000."
  (let ((case-fold-search t) (found nil) (styles timezone--styles) (date (or date "")))
    (save-match-data
      (while (and styles (not found))
        (pcase-let ((`(,regexp . ,groups) (pop styles)))
          (when (let ((case-fold-search t)) (string-match regexp date))
            (pcase-let ((`(,day ,month ,year ,time ,zone) (mapcar (lambda (group) (match-string group date)) groups)))
              (let ((number (if (string-match-p "\\`[0-9]" month) month
                              (let ((known (and (>= (length month) 3) (assoc (upcase (substring month 0 3)) timezone-months-assoc))))
                                (and known (number-to-string (cdr known)))))))
                (when number
                  (setq found (vector (timezone--year year) number day time
                                      (and zone (not (equal zone "")) zone))))))))))
    (or found (vector "0" "0" "0" "0" nil))))

(defun timezone-parse-time (time)
  "Return [HOUR MINUTE SECOND] of TIME, HH:MM, HH:MM:SS, HHMM or HHMMSS, strings; all is \"0\" if TIME is none."
  (let ((time (or time "")))
    (if (or (string-match "\\`\\([0-9]\\{1,2\\}\\):\\([0-9]\\{1,2\\}\\)\\(?::\\([0-9]\\{1,2\\}\\)\\)?\\'" time)
            (string-match "\\`\\([0-9]\\{2\\}\\)\\([0-9]\\{2\\}\\)\\([0-9]\\{2\\}\\)?\\'" time))
        (vector (match-string 1 time) (match-string 2 time) (or (match-string 3 time) "0"))
      (vector "0" "0" "0"))))

(defun timezone-zone-to-minute (timezone)
  "Return how many minutes TIMEZONE is ahead of GMT: a value of `current-time-zone', a number as in +HHMM, or a name."
  (cond ((consp timezone) (/ (car timezone) 60))
        (timezone
         (let* ((number (if (integerp timezone) timezone
                          (or (cdr (assoc (upcase timezone) timezone-world-timezones))
                              (and (string-match "\\`[-+]?[0-9]+\\'" timezone) (string-to-number timezone))
                              0)))
                (size (abs number)) (minutes (+ (* 60 (/ size 100)) (% size 100))))
           (if (< number 0) (- minutes) minutes)))
        (t 0)))

;;; The calendar

(defun timezone-leap-year-p (year) "Return t if YEAR has 366 days." (or (and (zerop (% year 4)) (not (zerop (% year 100)))) (zerop (% year 400))))
(defun timezone-last-day-of-month (month year)
  "Return the number of the last day of MONTH in YEAR."
  (if (and (= month 2) (timezone-leap-year-p year)) 29 (aref [31 28 31 30 31 30 31 31 30 31 30 31] (1- month))))
(defun timezone-day-number (month day year)
  "Return which day of YEAR DAY of MONTH is, from 1."
  (+ day (cl-loop for one from 1 below month sum (timezone-last-day-of-month one year))))
(defun timezone-absolute-from-gregorian (month day year)
  "Return how many days DAY of MONTH in YEAR is after the last day of the year before the first."
  (let ((before (1- year)))
    (+ (timezone-day-number month day year) (* 365 before) (/ before 4) (- (/ before 100)) (/ before 400))))

(defun timezone-time-from-absolute (date seconds)
  "Return the time SECONDS after the midnight that begins DATE, see `timezone-absolute-from-gregorian'."
  (+ (* 86400 (- date 719163)) seconds))
(defun timezone-time-zone-from-absolute (date seconds)
  "Return the local time zone, as `current-time-zone', SECONDS after the midnight that begins DATE."
  (current-time-zone (timezone-time-from-absolute date seconds)))

;;; Conversion

(defun timezone-fix-time (date local timezone)
  "Return [YEAR MONTH DAY HOUR MINUTE SECOND ZONE] of DATE in TIMEZONE, by default the local one.
LOCAL is the zone of DATE if it names none, by default GMT."
  (let* ((parts (timezone-parse-date date))
         (numbers (mapcar #'string-to-number (list (aref parts 0) (aref parts 1) (aref parts 2))))
         (clock (mapcar #'string-to-number (timezone-parse-time (aref parts 3))))
         (days (if (zerop (nth 1 numbers)) 0 (timezone-absolute-from-gregorian (nth 1 numbers) (nth 2 numbers) (nth 0 numbers))))
         (zone (or (aref parts 4) local))
         (utc (- (+ (* 3600 (nth 0 clock)) (* 60 (nth 1 clock)) (nth 2 clock)) (* 60 (timezone-zone-to-minute zone))))
         (timezone (or timezone (timezone-time-zone-from-absolute days utc)))
         (fixed (decode-time (timezone-time-from-absolute days (+ utc (* 60 (timezone-zone-to-minute timezone)))) t)))
    (vector (decoded-time-year fixed) (decoded-time-month fixed) (decoded-time-day fixed)
            (decoded-time-hour fixed) (decoded-time-minute fixed) (decoded-time-second fixed) timezone)))

(defun timezone-make-time-string (hour minute second) "Return HOUR, MINUTE and SECOND as HH:MM:SS." (format "%02d:%02d:%02d" hour minute second))

(defun timezone-make-arpa-date (year month day time &optional timezone)
  "Return the date of YEAR, MONTH, DAY, TIME and TIMEZONE as mail has it; TIMEZONE is a name or a value of `current-time-zone'."
  (let ((zone (cond ((stringp timezone) timezone)
                    (t (let ((minutes (timezone-zone-to-minute (or timezone (current-time-zone)))))
                         (format "%c%02d%02d" (if (< minutes 0) ?- ?+) (/ (abs minutes) 60) (% (abs minutes) 60)))))))
    (format "%02d %s %04d %s %s" day (capitalize (car (rassq month timezone-months-assoc))) year time zone)))

(defun timezone-make-sortable-date (year month day time) "Return YEAR, MONTH, DAY and TIME such that dates sort as text." (format "%04d%02d%02d%s" year month day time))

(defun timezone--fixed (date local timezone function)
  "Call FUNCTION with what `timezone-fix-time' finds of DATE, LOCAL and TIMEZONE: year, month, day, the time as text, and the zone."
  (let ((fixed (timezone-fix-time date local timezone)))
    (funcall function (aref fixed 0) (aref fixed 1) (aref fixed 2)
             (timezone-make-time-string (aref fixed 3) (aref fixed 4) (aref fixed 5)) (aref fixed 6))))

(defun timezone-make-date-arpa-standard (date &optional local timezone)
  "Return DATE, of the zone LOCAL if it names none, as mail has it, in TIMEZONE."
  (timezone--fixed date local timezone #'timezone-make-arpa-date))
(defun timezone-make-date-sortable (date &optional local timezone)
  "Return DATE, of the zone LOCAL if it names none, such that dates sort as text, in TIMEZONE."
  (timezone--fixed date local timezone (lambda (year month day time _) (timezone-make-sortable-date year month day time))))

(provide 'timezone)
;;; timezone.el ends here
