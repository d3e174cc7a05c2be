;;; -*- lexical-binding: t; -*-
(define-error 'my-problem "My problem")
(defun fail () (signal 'my-problem '("first" 2 (three))))
(condition-case nil
    (fail)
  (arith-error (message "not this one")))
