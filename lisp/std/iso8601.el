;;; iso8601.el --- dates, times, durations and intervals of ISO 8601 -*- lexical-binding: t; -*-

;; Values are decoded times as of `decode-time', with nil for what the text does not say.  What is malformed signals
;; wrong-type-argument with the text itself as data.
;; Tests: tests/lisp/std/iso8601.el

(require 'time-date)
(require 'cl-lib)

(defconst iso8601--year "\\([-+]?[0-9]\\{4\\}\\)")

(defconst iso8601--dates
  `((,iso8601--year . iso8601--date-year)
    (,(concat iso8601--year "-\\([0-9][0-9]\\)") . iso8601--date-month)
    (,(concat iso8601--year "-?\\([0-9][0-9]\\)-?\\([0-9][0-9]\\)") . iso8601--date-day)
    ("--\\([0-9][0-9]\\)-?\\([0-9][0-9]\\)" . iso8601--date-without-year)
    ("---\\([0-9][0-9]\\)" . iso8601--date-only-day)
    (,(concat iso8601--year "-?W\\([0-9][0-9]\\)\\(?:-?\\([0-9]\\)\\)?") . iso8601--date-week)
    (,(concat iso8601--year "-?\\([0-9]\\{3\\}\\)") . iso8601--date-ordinal))
  "Each form of a date: its regexp, and the function that decodes its groups, numbers or nil.")

(defconst iso8601--zone "Z\\|[-+][0-9][0-9]\\(?::?[0-9][0-9]\\)?")

(defconst iso8601--time
  (concat "\\([0-9][0-9]\\)\\(?::?\\([0-9][0-9]\\)\\(?::?\\([0-9][0-9]\\)\\)?\\)?\\(?:[.,]\\([0-9]*\\)\\)?\\(" iso8601--zone "\\)?"))

(defun iso8601--match (regexp string)
  "Return non-nil if REGEXP matches all of STRING."
  (string-match (concat "\\`\\(?:" regexp "\\)\\'") string))

(defun iso8601--refuse (string)
  (signal 'wrong-type-argument string))

(defun iso8601--groups (string)
  "Return the groups of the last match in STRING as numbers, nil for those that did not match."
  (cl-loop for group from 1 below (/ (length (match-data)) 2)
           collect (and (match-beginning group) (string-to-number (match-string group string)))))

;;; Dates

(defun iso8601--decoded (&optional day month year)
  (list nil nil nil day month year nil -1 nil))

(defun iso8601--date-year (year) (iso8601--decoded nil nil year))
(defun iso8601--date-month (year month) (iso8601--decoded nil month year))
(defun iso8601--date-day (year month day) (iso8601--decoded day month year))
(defun iso8601--date-without-year (month day) (iso8601--decoded day month nil))
(defun iso8601--date-only-day (day) (iso8601--decoded day nil nil))

(defun iso8601--day-of-year (year number)
  "Return the decoded date of day NUMBER of YEAR, which may lie in another year."
  (let ((date (decoded-time-add (list 0 0 0 1 1 year nil -1 nil) (make-decoded-time :day (1- number)))))
    (iso8601--decoded (nth 3 date) (nth 4 date) (nth 5 date))))

(defun iso8601--weekday (year month day)
  "Return the weekday of a date, 1 for Monday to 7 for Sunday."
  (1+ (mod (1- (+ (date-days-before-year--absolute year) (date-day-of-year--number year month day))) 7)))

(defun iso8601--date-week (year week &optional weekday)
  ;; January 4 is in week 1; without a weekday it is the day before the week.
  (iso8601--day-of-year year (- (+ (* 7 week) (or weekday 0)) (+ 3 (iso8601--weekday year 1 4)))))

(defun iso8601--date-ordinal (year number) (iso8601--day-of-year year number))

(defun iso8601-parse-date (string)
  "Return the date STRING, without a time of day, as a decoded time."
  (let ((row (cl-find-if (lambda (row) (iso8601--match (car row) string)) iso8601--dates)))
    (unless row (iso8601--refuse string))
    (apply (cdr row) (iso8601--groups string))))

;;; Times

(defun iso8601-parse-zone (string)
  "Return the minutes that the zone STRING, like \"+01:00\" or \"Z\", is east of Greenwich."
  (unless (iso8601--match iso8601--zone string) (iso8601--refuse string))
  (let ((digits (replace-regexp-in-string "[^0-9]" "" string)))
    (if (string= digits "") 0
      (* (if (eq (aref string 0) ?-) -1 1)
         (+ (* 60 (string-to-number (substring digits 0 2))) (string-to-number (substring digits 2)))))))

(defun iso8601--sixtieths (fraction form)
  "Return the decimals FRACTION, digits, in sixtieths; 0 unless FORM, as in `decode-time', asks for fractions."
  (if (and fraction (eq form t)) (round (* 60 (string-to-number (concat "0." fraction)))) 0))

(defun iso8601--seconds (second fraction form)
  "Return SECOND with the decimals FRACTION, digits, if FORM asks for them."
  (if (and (eq form t) fraction (not (string= fraction "")))
      (let ((hz (expt 10 (length fraction))))
        (cons (+ (* second hz) (string-to-number fraction)) hz))
    second))

(defun iso8601-parse-time (string &optional form)
  "Return the time of day STRING as a decoded time without date.
If FORM is t fractions are kept: those of seconds as (TICKS . HZ), those of minutes and hours as whole seconds and minutes."
  (unless (iso8601--match iso8601--time string) (iso8601--refuse string))
  (let* ((number (lambda (group) (and (match-beginning group) (string-to-number (match-string group string)))))
         (hour (funcall number 1))
         (minute (funcall number 2))
         (second (funcall number 3))
         (fraction (match-string 4 string))
         (zone (match-string 5 string)))
    (list (cond (second (iso8601--seconds second fraction form))
                (minute (iso8601--sixtieths fraction form))
                (t 0))
          (or minute (iso8601--sixtieths fraction form))
          hour nil nil nil nil
          (if zone nil -1)
          (and zone (* 60 (iso8601-parse-zone zone))))))

(defconst iso8601--date-and-time
  (concat "\\(" (mapconcat (lambda (row) (replace-regexp-in-string "\\\\(\\([^?]\\)" "\\\\(?:\\1" (car row))) iso8601--dates "\\|") "\\)"
          "\\(?:T\\(.*\\)\\)?"))

(defun iso8601--split (string)
  "Return (DATE . TIME), the parts of STRING, TIME nil if it is a date alone; nil if it is malformed."
  (when (iso8601--match iso8601--date-and-time string)
    (let ((date (match-string 1 string)) (time (match-string 2 string)))
      (when (or (null time) (iso8601--match iso8601--time time)) (cons date time)))))

(defun iso8601-valid-p (string)
  "Return non-nil if STRING is a date, with or without a time of day."
  (and (iso8601--split string) 0))

(defun iso8601-parse (string &optional form)
  "Return STRING, like \"2008-03-02T13:47:30Z\" or \"2008-W10\", as a decoded time; FORM is as in `iso8601-parse-time'."
  (let ((parts (iso8601--split string)))
    (unless parts (iso8601--refuse string))
    (let ((date (iso8601-parse-date (car parts))))
      (if (null (cdr parts)) date
        (let ((time (iso8601-parse-time (cdr parts) form)))
          (append (cl-subseq time 0 3) (cl-subseq date 3 7) (cl-subseq time 7)))))))

;;; Durations and intervals

(defconst iso8601--duration
  (concat "P\\(?:\\([0-9]+\\)Y\\)?\\(?:\\([0-9]+\\)M\\)?\\(?:\\([0-9]+\\)D\\)?"
          "\\(?:T\\(?:\\([0-9]+\\)H\\)?\\(?:\\([0-9]+\\)M\\)?\\(?:\\([0-9]+\\)S\\)?\\)?"))

(defun iso8601-parse-duration (string)
  "Return the duration STRING, like \"P1Y2M10DT2H30M\", \"P4W\" or \"P0003-06-04T12:30:05\", as a decoded time."
  (cond ((and (iso8601--match iso8601--duration string) (delq nil (iso8601--groups string)))
         (pcase-let ((`(,year ,month ,day ,hour ,minute ,second)
                      (cl-loop for group from 1 to 6 collect (string-to-number (or (match-string group string) "0")))))
           (list second minute hour day month year nil -1 nil)))
        ((iso8601--match "P\\([0-9]+\\)W" string)
         (iso8601--decoded (* 7 (string-to-number (match-string 1 string)))))
        ((and (string-match "\\`P" string) (iso8601-valid-p (substring string 1)))
         (iso8601-parse (substring string 1)))
        (t (iso8601--refuse string))))

(defun iso8601--duration-p (string)
  (condition-case nil (iso8601-parse-duration string) (wrong-type-argument nil)))

(defun iso8601--negated (duration)
  (append (mapcar (lambda (part) (and part (- part))) (cl-subseq duration 0 6)) (nthcdr 6 duration)))

(defun iso8601--difference (start end)
  "Return the time from START to END, decoded times, as a decoded time since the epoch."
  (let ((timestamp (lambda (decoded) (encode-time (decoded-time-set-defaults (copy-sequence decoded))))))
    (decode-time (time-subtract (funcall timestamp end) (funcall timestamp start)) 0)))

(defun iso8601-parse-interval (string)
  "Return the interval STRING, START/END, START/DURATION or DURATION/END, as (START END DURATION), decoded times."
  (let ((parts (split-string string "/")))
    (pcase parts
      (`(,first ,second)
       (let ((first-duration (iso8601--duration-p first)) (second-duration (iso8601--duration-p second)))
         (cond ((and first-duration (iso8601-valid-p second))
                (let ((end (iso8601-parse second)))
                  (list (decoded-time-add end (iso8601--negated first-duration)) end first-duration)))
               ((and (iso8601-valid-p first) second-duration)
                (let ((start (iso8601-parse first)))
                  (list start (decoded-time-add start second-duration) second-duration)))
               ((and (iso8601-valid-p first) (iso8601-valid-p second))
                (let ((start (iso8601-parse first)) (end (iso8601-parse second)))
                  (list start end (iso8601--difference start end))))
               (t (iso8601--refuse string)))))
      (_ (iso8601--refuse string)))))

(provide 'iso8601)
;;; iso8601.el ends here
