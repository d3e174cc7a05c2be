;;; format.el --- formatting by tables of rows  -*- lexical-binding: t; -*-

(require 'ert)

(ert-deftest format-agrees-with-number-to-string ()
  (dolist (number (list 0 1 -1 most-positive-fixnum most-negative-fixnum (expt 10 30) 1.5 -0.25 1e100 123456.789))
    (should (equal (format "%s" number) (number-to-string number)))
    (should (equal (format "%S" number) (number-to-string number)))))

(ert-deftest format-pads-to-every-width ()
  (dotimes (width 12)
    (should (= (length (format (format "%%%ds" width) "abc")) (max width 3)))
    (should (= (length (format (format "%%-%ds" width) "abc")) (max width 3)))
    (should (= (length (format (format "%%0%dd" (1+ width)) 42)) (max (1+ width) 2)))))

(ert-deftest format-hex-and-octal-read-back ()
  (dolist (number (list 0 1 8 255 65535 -255 (expt 2 62) (expt 2 100)))
    (should (= (string-to-number (format "%x" number) 16) number))
    (should (= (string-to-number (format "%o" number) 8) number))
    (should (equal (upcase (format "%x" number)) (format "%X" number)))))

(ert-deftest format-floats-read-back-with-17-digits ()
  (dolist (number (list 0.1 (/ 1.0 3) 1e22 1.7976931348623157e308 5e-324 123456789.123))
    (should (= (string-to-number (format "%.17g" number)) number))
    (should (= (string-to-number (format "%.17e" number)) number))))

(ert-deftest format-returns-a-fresh-or-same-string-without-directives ()
  (should (equal (format "plain") "plain"))
  (should (equal (format "100%%") "100%")))

(ert-deftest format-many-arguments ()
  (let ((directives (apply #'concat (make-list 200 "%d,"))))
    (should (equal (apply #'format directives (number-sequence 1 200))
                   (mapconcat (lambda (n) (format "%d," n)) (number-sequence 1 200) "")))))

(ert-deftest format-properties-of-arguments-and-format ()
  (should (equal-including-properties
           (format (concat "<" (propertize "%s" 'a 1) ">") (propertize "x" 'b 2))
           (concat "<" (propertize "x" 'b 2 'a 1) ">"))))

(ert-deftest format-message-styles-quotes ()
  (let ((text-quoting-style 'curve)) (should (equal (format-message "`%s'" 'a) "‘a’")))
  (let ((text-quoting-style 'straight)) (should (equal (format-message "`%s'" 'a) "'a'")))
  (let ((text-quoting-style 'grave)) (should (equal (format-message "`%s'" 'a) "`a'"))))

(ert-deftest format-message-returns-what-it-shows ()
  (should (equal (message "%s-%d" "a" 1) "a-1"))
  (should-not (message nil)))

;;; format.el ends here
