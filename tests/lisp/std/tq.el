;;; tq.el --- questions to a process and their answers -*- lexical-binding: t -*-

(require 'ert)
(require 'tq)

(ert-deftest tq-answers ()
  (skip-unless (executable-find "cat"))
  (let* ((process-connection-type nil) (process (start-process "cat" nil "cat")) (tq (tq-create process)) (answers nil) (tries 0))
    (set-process-query-on-exit-flag process nil)
    (unwind-protect
        (progn
          (dolist (question '("one\n" "two\n" "three\n"))
            (tq-enqueue tq question "\n" question (lambda (closure answer) (push (cons closure answer) answers)) (equal question "two\n")))
          (should-not (tq-queue-empty tq))
          (while (and (not (tq-queue-empty tq)) (< tries 600)) (setq tries (1+ tries)) (accept-process-output process 0.1))
          (should (equal (sort (mapcar #'car answers) #'string<) '("one\n" "three\n" "two\n")))
          (should (= 3 (length answers))))
      (tq-close tq))
    (should-not (process-live-p process))))
