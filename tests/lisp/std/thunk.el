;;; thunk.el --- values computed when asked for -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)
(require 'thunk)

(ert-deftest thunk-forced-once ()
  (let* ((count 0) (thunk (thunk-delay (cl-incf count) 'a 'value)))
    (should-not (thunk-evaluated-p thunk))
    (should (eq (thunk-force thunk) 'value))
    (should (thunk-evaluated-p thunk))
    (should (eq (thunk-force thunk) 'value))
    (should (= count 1))))

(ert-deftest thunk-error-leaves-it-unforced ()
  (let* ((fail t) (thunk (thunk-delay (if fail (error "not yet") 7))))
    (should-error (thunk-force thunk))
    (should-not (thunk-evaluated-p thunk))
    (setq fail nil)
    (should (= (thunk-force thunk) 7))))

(ert-deftest thunk-let-is-lazy ()
  (let ((log nil))
    (thunk-let ((a (progn (push 'a log) 1)) (b (error "never")) (c))
      (should-not log)
      (should (equal (list a a c) '(1 1 nil)))
      (should (equal log '(a))))
    (thunk-let* ((a 1) (b (+ a 1)) (d (* b 10)))
      (should (equal (funcall (lambda () d)) 20)))
    (let ((x 'outer))
      (should (equal (thunk-let ((x 1) (y x)) (list x y)) '(1 outer))))))

(ert-deftest thunk-bad-bindings ()
  (should-error (eval '(thunk-let ((a 1 2)) a) t))
  (should-error (eval '(thunk-let (("a" 1)) 1) t))
  (should-error (eval '(thunk-let ((a 1)) (setq a 2)) t)))

;;; thunk.el ends here
