;;; flymake.el --- marking what checkers find  -*- lexical-binding: t; -*-

(require 'ert)
(require 'flymake)

(defun flymake-test-backend (report &rest _)
  "Report every \"bad\" in the buffer to REPORT."
  (save-excursion
    (goto-char (point-min))
    (let ((found nil))
      (while (re-search-forward "bad\\|odd" nil t)
        (push (flymake-make-diagnostic (current-buffer) (match-beginning 0) (match-end 0)
                                       (if (equal (match-string 0) "bad") :error :warning) (format "%s word" (match-string 0)) 'data)
              found))
      (funcall report (nreverse found)))))

(defun flymake-test-panics (report &rest _) (funcall report :panic :explanation "why"))
(defun flymake-test-late (&rest _) nil)

(ert-deftest flymake-reports ()
  (with-temp-buffer
    (insert "good bad\nodd good\n bad")
    (let ((flymake-start-on-flymake-mode nil) (inhibit-message t))
      (setq-local flymake-diagnostic-functions '(flymake-test-backend flymake-test-late))
      (flymake-mode 1)
      (flymake-start)
      (let ((diags (sort (flymake-diagnostics) (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))
        (should (equal (mapcar #'flymake-diagnostic-text diags) '("bad word" "odd word" "bad word")))
        (should (equal (mapcar #'flymake-diagnostic-type diags) '(:error :warning :error)))
        (should (eq (flymake-diagnostic-backend (car diags)) 'flymake-test-backend))
        (should (eq (flymake-diagnostic-data (car diags)) 'data))
        (should (equal (list (flymake-diagnostic-beg (car diags)) (flymake-diagnostic-end (car diags))) '(6 9))))
      (should (equal (sort (flymake-running-backends) #'string<) '(flymake-test-backend flymake-test-late)))
      (should (equal (flymake-reporting-backends) '(flymake-test-backend)))
      (should-not (flymake-disabled-backends))
      (should (equal (length (flymake-diagnostics 6)) 1))
      (should (equal (length (flymake-diagnostics 1 9)) 1))
      (goto-char (point-min))
      (flymake-goto-next-error)
      (should (= (point) 6))
      (flymake-goto-next-error 1 '(:error))
      (should (= (point) 20))
      (flymake-goto-next-error)
      (should (= (point) 6))
      (flymake-goto-prev-error)
      (should (= (point) 20))
      (goto-char (point-min))
      (insert "xx")
      (should (equal (length (flymake-diagnostics 8)) 1))
      (flymake-mode 0)
      (should-not (flymake-diagnostics)))))

(ert-deftest flymake-panics ()
  (with-temp-buffer
    (let ((flymake-start-on-flymake-mode nil) (inhibit-message t))
      (setq-local flymake-diagnostic-functions '(flymake-test-panics))
      (flymake-mode 1)
      (flymake-start)
      (should (equal (flymake-disabled-backends) '(flymake-test-panics))))))

(ert-deftest flymake-regions ()
  (with-temp-buffer
    (insert "  foo bar \n\nbaz")
    (should (equal (flymake-diag-region (current-buffer) 1) '(3 . 10)))
    (should (equal (flymake-diag-region (current-buffer) 1 3) '(3 . 6)))
    (should (equal (flymake-diag-region (current-buffer) 3 1) '(13 . 16)))))

;;; flymake.el ends here
