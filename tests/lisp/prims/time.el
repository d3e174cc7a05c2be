;;; time.el --- times computed, shown and parsed  -*- lexical-binding: t; -*-

(require 'ert)

(ert-deftest time-decode-and-encode-are-inverse ()
  (dolist (zone (list t 0 3600 -18000 "EST5EDT,M3.2.0,M11.1.0"))
    (dolist (seconds '(0 1 86399 951782399 951782400 1583020800 1700000000 4102444800))
      (should (time-equal-p (encode-time (decode-time seconds zone)) seconds)))))

(ert-deftest time-format-agrees-with-decode ()
  (dolist (seconds '(0 1234567890 1700000000))
    (let ((decoded (decode-time seconds t)))
      (should (equal (format-time-string "%Y-%m-%d %H:%M:%S" seconds t)
                     (format "%04d-%02d-%02d %02d:%02d:%02d"
                             (nth 5 decoded) (nth 4 decoded) (nth 3 decoded)
                             (nth 2 decoded) (nth 1 decoded) (nth 0 decoded)))))))

(ert-deftest time-arithmetic-in-every-form ()
  (dolist (five (list 5 5.0 '(5 . 1) '(0 5) '(0 5 0) '(0 5 0 0) '(50 . 10)))
    (should (time-equal-p five 5))
    (should (= (float-time five) 5.0))
    (should (time-equal-p (time-add five 1) 6))
    (should (time-equal-p (time-subtract five 1) 4))
    (should (time-less-p 4 five))
    (should-not (time-less-p five 5))
    (should (= (time-convert five 'integer) 5))))

(ert-deftest time-now-moves-forward ()
  (let ((before (float-time)))
    (should (> before 1e9))
    (should (<= before (float-time)))
    (should (time-less-p before (time-add nil 1)))
    (should (equal (length (current-time)) 4))))

(ert-deftest time-daylight-saving ()
  (let ((zone "CET-1CEST,M3.5.0,M10.5.0/3"))
    (should (equal (format-time-string "%H %Z" 1679788799 zone) "00 CET"))
    (should (equal (format-time-string "%H:%M %Z" 1679792399 zone) "01:59 CET"))
    (should (equal (format-time-string "%H:%M %Z" 1679792400 zone) "03:00 CEST"))
    (should (equal (nth 7 (decode-time 1688169600 zone)) t))
    (should (equal (nth 8 (decode-time 1688169600 zone)) 7200))))

(ert-deftest time-zone-of-the-process ()
  (let ((old (getenv "TZ")))
    (unwind-protect
        (progn
          (set-time-zone-rule "JST-9")
          (should (equal (current-time-zone 0) '(32400 "JST")))
          (should (equal (format-time-string "%H" 0) "09")))
      (set-time-zone-rule old))))

(ert-deftest time-sleeping-takes-time ()
  (let ((start (float-time)))
    (sleep-for 0.05)
    (should (>= (- (float-time) start) 0.045))
    (should-not (sleep-for 0))
    (should (> (float-time) start))))

(ert-deftest time-benchmark-returns-three-numbers ()
  (require 'benchmark)
  (let ((result (benchmark-run 2 (ignore))))
    (should (= (length result) 3))
    (should (<= 0 (car result) 30))))

;;; time.el ends here
