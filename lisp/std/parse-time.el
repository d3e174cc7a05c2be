;;; parse-time.el --- dates in the form of mail headers and of ISO 8601 -*- lexical-binding: t; -*-

;; A string is cut into words, and each word goes into the first part of the date that it fits and that is still missing.
;; Tests: tests/lisp/std/parse-time.el

(require 'iso8601)
(require 'cl-lib)

(defvar parse-time-months
  '(("jan" . 1) ("feb" . 2) ("mar" . 3) ("apr" . 4) ("may" . 5) ("jun" . 6) ("jul" . 7) ("aug" . 8) ("sep" . 9) ("oct" . 10)
    ("nov" . 11) ("dec" . 12)
    ("january" . 1) ("february" . 2) ("march" . 3) ("april" . 4) ("june" . 6) ("july" . 7) ("august" . 8) ("september" . 9)
    ("october" . 10) ("november" . 11) ("december" . 12))
  "Names of months and their numbers.")

(defvar parse-time-weekdays
  '(("sun" . 0) ("mon" . 1) ("tue" . 2) ("wed" . 3) ("thu" . 4) ("fri" . 5) ("sat" . 6)
    ("sunday" . 0) ("monday" . 1) ("tuesday" . 2) ("wednesday" . 3) ("thursday" . 4) ("friday" . 5) ("saturday" . 6))
  "Names of weekdays and their numbers.")

(defvar parse-time-zoneinfo
  '(("z" 0) ("ut" 0) ("gmt" 0) ("pst" -28800) ("pdt" -25200 t) ("mst" -25200) ("mdt" -21600 t) ("cst" -21600) ("cdt" -18000 t)
    ("est" -18000) ("edt" -14400 t))
  "Names of time zones: (NAME SECONDS DST).")

;;; Words

(defun parse-time-string-chars (char)
  "Return the kind of CHAR in a word, nil if it belongs to none."
  (cond ((<= ?a char ?z) ?a)
        ((<= ?0 char ?9) ?0)
        ((eq char ?+) 1)
        ((eq char ?-) -1)
        ((eq char ?:) ?d)))

(defun parse-time-tokenize (string)
  "Return the words of STRING: runs of lower-case letters, digits, signs and colons; numbers as integers."
  (let ((case-fold-search nil) (start 0) words)
    (while (string-match "[-+:a-z0-9]+" string start)
      (let ((word (match-string 0 string)))
        (setq start (match-end 0))
        (push (if (string-match-p "\\`[0-9]+\\'" word) (string-to-number word) word) words)))
    (nreverse words)))

;;; What a word says

(defun parse-time--groups (regexp word)
  "Return the groups of REGEXP as numbers if it matches all of WORD."
  (and (stringp word)
       (string-match (concat "\\`" regexp "\\'") word)
       (cl-loop for group from 1 below (/ (length (match-data)) 2) collect (string-to-number (match-string group word)))))

(defun parse-time--named (alist word)
  (and (stringp word) (cdr (assoc word alist))))

(defun parse-time--number-between (low high word)
  (and (integerp word) (<= low word high) word))

(defun parse-time--clock (word)
  "Return (SECOND MINUTE HOUR) if WORD is a time of day."
  (pcase (or (parse-time--groups "\\([0-9][0-9]\\):\\([0-9][0-9]\\):\\([0-9][0-9]\\)" word)
             (parse-time--groups "\\([0-9]\\):\\([0-9][0-9]\\):\\([0-9][0-9]\\)" word)
             (parse-time--groups "\\([0-9][0-9]?\\):\\([0-9][0-9]\\)" word))
    (`(,hour ,minute . ,rest) (list (or (car rest) 0) minute hour))))

(defun parse-time--offset (word)
  "Return the seconds of WORD if it is a zone like +0100."
  (pcase (parse-time--groups "[-+]\\([0-9][0-9]\\)\\([0-9][0-9]\\)" word)
    (`(,hours ,minutes) (* (if (eq (aref word 0) ?-) -1 1) 60 (+ (* 60 hours) minutes)))))

(defun parse-time--short-year (word)
  (cond ((parse-time--number-between 50 110 word) (+ 1900 word))
        ((parse-time--number-between 0 49 word) (+ 2000 word))))

(defconst parse-time--rules
  (list (list '(6) (lambda (word) (let ((day (parse-time--named parse-time-weekdays word))) (and day (list day)))))
        (list '(3) (lambda (word) (and (parse-time--number-between 1 31 word) (list word))))
        (list '(4) (lambda (word) (let ((month (parse-time--named parse-time-months word))) (and month (list month)))))
        (list '(5) (lambda (word) (and (integerp word) (>= word 100) (list word))))
        (list '(0 1 2) #'parse-time--clock)
        (list '(8 7) (lambda (word) (let ((zone (parse-time--named parse-time-zoneinfo word))) (and zone (list (car zone) (cadr zone))))))
        (list '(8) (lambda (word) (let ((offset (parse-time--offset word))) (and offset (list offset)))))
        (list '(5 4 3) (lambda (word) (parse-time--groups "\\([0-9]\\{4\\}\\)-\\([0-9][0-9]\\)-\\([0-9][0-9]\\)" word)))
        (list '(5) (lambda (word) (let ((year (parse-time--short-year word))) (and year (list year))))))
  "Rules in the order they are tried: the parts of a decoded time they fill, and a function from a word to a list of them.")

(defun parse-time--place (word decoded)
  "Put WORD into the parts of DECODED that it says and that are still missing."
  (cl-loop for (parts reader) in parse-time--rules
           for values = (and (null (nth (car parts) decoded)) (funcall reader word))
           when values
           do (cl-loop for part in parts for value in values do (setf (nth part decoded) value))
           and return t))

(defun parse-time-string (string)
  "Return the date STRING as a decoded time, (SEC MIN HOUR DAY MON YEAR DOW DST TZ).
STRING is in ISO 8601, like \"2020-01-15T16:12:21-08:00\", or in the form of mail headers, like \"Wed, 15 Jan 2020 16:12:21 -0800\",
more or less.  What it does not say is nil, except DST: that is -1."
  (condition-case nil
      (iso8601-parse string)
    (wrong-type-argument
     (let ((decoded (list nil nil nil nil nil nil nil -1 nil)))
       (dolist (word (parse-time-tokenize (downcase string)))
         (parse-time--place word decoded))
       decoded))))

(defun parse-iso8601-time-string (date-string)
  "Return the time of DATE-STRING, in a form of `parse-time-string'."
  (encode-time (parse-time-string date-string)))

(provide 'parse-time)
;;; parse-time.el ends here
