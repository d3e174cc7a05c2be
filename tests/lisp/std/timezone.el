;;; timezone.el --- dates of mail and news -*- lexical-binding: t -*-

(require 'ert)
(require 'timezone)

(ert-deftest timezone-reads ()
  (dolist (row '(("14 Apr 89 03:20" "1989" "4" "14" "03:20" nil) ("Fri, 17 Mar 2017 4:01:33 GMT" "2017" "3" "17" "4:01:33" "GMT")
                 ("Mon Jan 16 16:12 1989" "1989" "1" "16" "16:12" nil) ("Mon Jan 16 16:12:37 GMT 1989" "1989" "1" "16" "16:12:37" "GMT")
                 ("6 May 1992 1641-JST (Wednesday)" "1992" "5" "6" "1641" "-JST") ("22-AUG-1993 10:59:12.82" "1993" "8" "22" "10:59:12" nil)
                 ("Thu, 11 Apr 16:17:12 91 MET" "1991" "4" "11" "16:17:12" "MET") ("Mon, 6  Jul 16:47:20 T 1992" "1992" "7" "6" "16:47:20" nil)
                 ("1996-06-24 21:13:12 GMT" "1996" "06" "24" "21:13:12" "GMT") ("1996-06-24 21:13-0500" "1996" "06" "24" "21:13" "-0500")
                 ("1996-06-24T21:13:12Z" "1996" "06" "24" "21:13:12" "Z") ("19960624T211312" "1996" "06" "24" "211312" nil)
                 ("Sat, 3 Jun 102 10:00:00 EST" "2002" "6" "3" "10:00:00" "EST") ("junk" "0" "0" "0" "0" nil)))
    (should (equal (timezone-parse-date (car row)) (vconcat (cdr row)))))
  (should (equal (mapcar #'timezone-parse-time '("1:2:3" "10:20" "102030" "1020" "x"))
                 '(["1" "2" "3"] ["10" "20" "0"] ["10" "20" "30"] ["10" "20" "0"] ["0" "0" "0"])))
  (should (equal (mapcar #'timezone-zone-to-minute '("PST" "GMT" "+0130" "-0500" (3600 "X") "JST" nil)) '(-480 0 90 -300 60 540 0))))

(ert-deftest timezone-converts ()
  (should (equal (timezone-make-date-arpa-standard "1996-06-24 21:13:12 EST" nil "GMT") "25 Jun 1996 02:13:12 GMT"))
  (should (equal (timezone-make-date-arpa-standard "1996-06-24 21:13:12" "JST" "PST") "24 Jun 1996 04:13:12 PST"))
  (should (equal (timezone-make-date-sortable "1996-06-24 21:13:12 EST" nil "GMT") "1996062502:13:12"))
  (should (equal (timezone-fix-time "1996-12-31 23:13:12 EST" nil "GMT") [1997 1 1 4 13 12 "GMT"]))
  (should (equal (timezone-fix-time "1996-03-01 01:13:12 JST" nil "GMT") [1996 2 29 16 13 12 "GMT"]))
  (should (equal (timezone-make-arpa-date 1996 6 24 "21:13:12" '(3600 "CET")) "24 Jun 1996 21:13:12 +0100"))
  (should (equal (list (timezone-last-day-of-month 2 2000) (timezone-last-day-of-month 2 1900) (timezone-day-number 3 1 2000)
                       (timezone-absolute-from-gregorian 12 31 2000))
                 '(29 28 61 730485))))

;;; timezone.el ends here
