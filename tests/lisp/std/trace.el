;;; trace.el --- noting and measuring calls  -*- lexical-binding: t; -*-

(require 'ert)
(require 'trace)
(require 'elp)

(defun trace-test-sum (n) (if (= n 0) 0 (+ n (trace-test-sum (1- n)))))

(ert-deftest trace-notes-calls ()
  (with-temp-buffer
    (let ((buffer (current-buffer)))
      (unwind-protect
          (progn
            (trace-function-background 'trace-test-sum buffer)
            (should (trace-is-traced 'trace-test-sum))
            (should (= (trace-test-sum 2) 3))
            (let ((inhibit-trace t)) (trace-test-sum 5))
            (should (equal (buffer-string)
                           (concat "======================================================================\n"
                                   "1 -> (trace-test-sum 2)\n| 2 -> (trace-test-sum 1)\n| | 3 -> (trace-test-sum 0)\n"
                                   "| | 3 <- trace-test-sum: 0\n| 2 <- trace-test-sum: 1\n1 <- trace-test-sum: 3\n"))))
        (untrace-function 'trace-test-sum))
      (should-not (trace-is-traced 'trace-test-sum)))))

(ert-deftest elp-counts-calls ()
  (unwind-protect
      (progn
        (elp-instrument-function 'trace-test-sum)
        (trace-test-sum 3)
        (should (= (aref (get 'trace-test-sum 'elp-info) 0) 4))
        (elp-reset-function 'trace-test-sum)
        (should (= (aref (get 'trace-test-sum 'elp-info) 0) 0))
        (trace-test-sum 1)
        (let* ((elp-use-standard-output t) (text (with-output-to-string (elp-results))))
          (should (string-match-p "^Function Name +Call Count +Elapsed Time +Average Time" text))
          (should (string-match-p "^trace-test-sum +2 " text))))
    (elp-restore-function 'trace-test-sum))
  (should-error (elp-instrument-function 'trace-test-no-such-function)))

;;; trace.el ends here
