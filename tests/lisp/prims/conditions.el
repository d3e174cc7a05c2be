;;; conditions.el --- errors, handlers and what they leave behind  -*- lexical-binding: t; -*-

(require 'ert)

(define-error 'conditions-tests--parent "Parent message")
(define-error 'conditions-tests--child "Child message" 'conditions-tests--parent)

(ert-deftest conditions-inheritance-selects-handlers ()
  (should (equal (condition-case e (signal 'conditions-tests--child '(1))
                   (conditions-tests--parent (list 'parent e)))
                 '(parent (conditions-tests--child 1))))
  (should (equal (condition-case nil (signal 'conditions-tests--parent nil)
                   (conditions-tests--child 'child)
                   (error 'error))
                 'error)))

(ert-deftest conditions-messages-come-from-the-symbol ()
  (should (equal (error-message-string '(conditions-tests--child 1 "two" (3)))
                 "Child message: 1, \"two\", (3)"))
  (should (equal (error-message-string '(conditions-tests--parent)) "Parent message")))

(ert-deftest conditions-error-object-is-the-signaled-one ()
  (let ((data (list 1 2)))
    (should (eq (cdr (condition-case e (signal 'conditions-tests--child data) (error e)))
                data))))

(ert-deftest conditions-resignaling-keeps-the-object ()
  (let ((inner nil) (outer nil))
    (condition-case e
        (condition-case e (error "Original") (error (setq inner e) (signal (car e) (cdr e))))
      (error (setq outer e)))
    (should (equal inner outer))))

(ert-deftest conditions-current-buffer-survives-a-handled-error ()
  (let ((here (current-buffer)))
    (condition-case nil
        (with-temp-buffer (error "x"))
      (error (should (eq (current-buffer) here))))
    (condition-case nil
        (save-current-buffer (set-buffer (get-buffer-create " *conditions*")) (error "x"))
      (error (should (eq (current-buffer) here))))
    (kill-buffer " *conditions*")))

(ert-deftest conditions-match-data-is-not-restored ()
  (string-match "b" "abc")
  (condition-case nil (progn (string-match "c" "abc") (error "x")) (error nil))
  (should (= (match-beginning 0) 2)))

(ert-deftest conditions-success-handler-is-outside-the-protection ()
  (should (equal (condition-case e (condition-case v 5
                                     (:success (error "From success %d" v))
                                     (error 'wrong))
                   (error (cadr e)))
                 "From success 5")))

;; Lisp asks for a quit.
(ert-deftest conditions-quit-flag ()
  (cl-flet ((quits (function) (condition-case nil (progn (funcall function) 'returned) (quit 'quit))))
    (should (eq (quits (lambda () (let ((n 0)) (setq quit-flag t) (while (< n 100000) (setq n (1+ n)))))) 'quit))
    (should-not quit-flag)
    (should (eq (quits (lambda () (set 'quit-flag t) (sleep-for 0.2))) 'quit))
    (should (eq (quits (lambda () (setq quit-flag t) (accept-process-output nil 0.2))) 'quit))
    (should (eq (quits (lambda () (setq quit-flag t) (call-process "true") (identity 1))) 'quit))
    (should (eq (quits (lambda () (run-at-time 0 nil (lambda () (setq quit-flag t))) (sleep-for 5))) 'quit))
    (let ((passed nil))
      (should (eq (quits (lambda ()
                           (let ((inhibit-quit t))
                             (setq quit-flag t)
                             (dotimes (_ 10) (identity 1))
                             (setq passed quit-flag))
                           (dotimes (_ 10) (identity 1))
                           (setq passed 'too-far)))
                  'quit))
      (should (eq passed t)))
    (should-not quit-flag)))

(ert-deftest conditions-with-local-quit ()
  (let ((seen nil))
    (should (eq (condition-case nil
                    (let ((inhibit-quit t))
                      (push (with-local-quit (signal 'quit nil)) seen)
                      (push (with-local-quit 5) seen)
                      (push quit-flag seen)
                      (setq inhibit-quit nil)
                      (dotimes (_ 10) (identity 1))
                      (push 'too-far seen))
                  (quit 'quit))
                'quit))
    (should (memq nil seen))
    (should-not (memq 'too-far seen)))
  ;; At once where quitting is not inhibited.
  (let ((seen nil))
    (condition-case nil (progn (with-local-quit (signal 'quit nil)) (push 'too-far seen)) (quit (push 'quit seen)))
    (should (equal seen '(quit))))
  (should (eq (catch 'conditions-tag
                (let ((throw-on-input 'conditions-tag)) (setq quit-flag 'conditions-tag) (while t)))
              t)))

(ert-deftest conditions-quit-is-not-an-error ()
  (should (eq (condition-case nil (signal 'quit nil) (error 'error) (quit 'quit)) 'quit))
  (should (eq (condition-case nil (condition-case nil (signal 'quit nil) (error 'inner)) (quit 'outer))
              'outer)))

(ert-deftest conditions-signal-hook-function-sees-everything ()
  (let* ((seen nil)
         (signal-hook-function (lambda (symbol data) (push (cons symbol data) seen))))
    (ignore-errors (car 5))
    (setq signal-hook-function nil)
    (should (member '(wrong-type-argument listp 5) seen))))

(ert-deftest conditions-debugger-is-called-before-unwinding ()
  (let* ((depth nil)
         (control 'outside)
         (debug-on-error t)
         (debugger (lambda (&rest arguments)
                     (setq depth (list control (car arguments) (cadr arguments)))
                     (throw 'conditions-tests--out 'thrown))))
    (when (boundp 'internal-when-entered-debugger) (setq internal-when-entered-debugger -1))
    (let ((result (catch 'conditions-tests--out
                    (setq control 'inside)
                    (unwind-protect (car 5)
                      (setq control 'unwound)))))
      (should (eq result 'thrown)))
    (should (equal depth '(inside error (wrong-type-argument listp 5))))
    (should (eq control 'unwound))))

(ert-deftest conditions-debug-ignored-errors ()
  (let* ((called nil)
         (debug-on-error t)
         (debug-ignored-errors '(wrong-type-argument))
         (debugger (lambda (&rest _) (setq called t))))
    (condition-case nil (car 5) ((debug error) nil))
    (should-not called)))

(ert-deftest conditions-ignore-errors-and-friends ()
  (should-not (ignore-errors (error "x") 1))
  (should (equal (ignore-errors 1) 1))
  (should-not (ignore-error arith-error (/ 1 0)))
  (should-error (ignore-error arith-error (car 1)) :type 'wrong-type-argument))

(ert-deftest conditions-error-formats-its-message ()
  (should (equal (should-error (error "%s-%d" 'a 5)) '(error "a-5")))
  (should (equal (should-error (user-error "No %S" "x")) '(user-error "No \"x\""))))

(ert-deftest conditions-wrong-number-of-arguments ()
  (should (equal (should-error (funcall 'cons 1)) `(wrong-number-of-arguments ,(symbol-function 'cons) 1)))
  (should (equal (cddr (should-error (funcall (lambda (_a) nil)))) '(0)))
  (should (equal (cddr (should-error (funcall (lambda (_a) nil) 1 2))) '(2))))

(ert-deftest conditions-calling-what-is-not-a-function ()
  (should (equal (should-error (funcall 5)) '(invalid-function 5)))
  (should (equal (should-error (funcall "f")) '(invalid-function "f")))
  (should (equal (should-error (funcall 'conditions-tests--no-such)) '(void-function conditions-tests--no-such))))

;;; conditions.el ends here
