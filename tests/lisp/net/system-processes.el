;;; system-processes.el --- list-system-processes, process-attributes -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)

(ert-deftest system-processes-list ()
  (let ((all (list-system-processes)))
    (should (memq (emacs-pid) all))
    (should (memq 1 all))
    (should (cl-every #'natnump all))))

(ert-deftest system-processes-keys ()
  (should (equal (mapcar #'car (process-attributes (emacs-pid)))
                 '(args pmem pcpu etime rss vsize start thcount nice pri ctime cstime cutime time stime utime cmajflt cminflt
                        majflt minflt tpgid ttname sess pgrp ppid state comm group egid user euid))))

(ert-deftest system-processes-own ()
  (let ((own (process-attributes (emacs-pid))))
    (should (equal (alist-get 'euid own) (user-uid)))
    (should (equal (alist-get 'user own) (user-login-name (user-uid))))
    (should (equal (alist-get 'egid own) (group-gid)))
    (should (equal (alist-get 'group own) (group-name (group-gid))))
    (should (equal (alist-get 'state own) "R"))
    (should (string-prefix-p (alist-get 'comm own) invocation-name))
    (should (memq (alist-get 'ppid own) (list-system-processes)))
    (should (< 1000 (alist-get 'rss own) (alist-get 'vsize own)))
    (should (< 0 (alist-get 'pmem own) 100))
    (should (floatp (alist-get 'pcpu own)))
    (should (time-equal-p (alist-get 'time own) (time-add (alist-get 'utime own) (alist-get 'stime own))))
    (should (equal (length (alist-get 'start own)) 4))
    (should (< (abs (- (float-time) (float-time (alist-get 'etime own)) (float-time (alist-get 'start own)))) 2))
    (should (string-search (replace-regexp-in-string "[ \t\n\\]" "\\\\\\&" (car command-line-args)) (alist-get 'args own)))))

(ert-deftest system-processes-kernel-thread ()
  "What has no command line is shown by its name in brackets."
  (let ((thread (process-attributes 2)))
    (skip-unless (equal (alist-get 'comm thread) "kthreadd"))
    (should (equal (alist-get 'args thread) "[kthreadd]"))
    (should (equal (alist-get 'vsize thread) 0))
    (should (equal (alist-get 'pmem thread) 0.0))))

(ert-deftest system-processes-no-process ()
  (should-not (process-attributes 0))
  (should-not (process-attributes -1))
  (should-not (process-attributes 999999999))
  (should (equal (alist-get 'comm (process-attributes 1.0)) (alist-get 'comm (process-attributes 1)))))

(ert-deftest system-processes-errors ()
  (should (equal (should-error (process-attributes "1")) '(wrong-type-argument numberp "1")))
  (should (equal (should-error (process-attributes nil)) '(wrong-type-argument numberp nil)))
  (dolist (number (list 1.5 (expt 2 70) (expt 2.0 70)))
    (should (equal (should-error (process-attributes number))
                   '(error "Not an in-range integer, integral float, or cons of integers")))))

(ert-deftest system-processes-arguments ()
  "White space and backslashes in arguments are quoted."
  (let ((process (make-process :name "p" :noquery t :connection-type 'pipe :filter #'ignore :sentinel #'ignore
                               :command '("sh" "-c" "echo ready; read line" "a b" "" "c\\d" "e\tf\ng" "é"))))
    (unwind-protect
        (progn
          (accept-process-output process 10)
          (should (equal (alist-get 'args (process-attributes (process-id process)))
                         (concat (executable-find "sh") " -c echo\\ ready;\\ read\\ line a\\ b  c\\\\d e\\\tf\\\ng é")))
          (should (equal (alist-get 'ppid (process-attributes (process-id process))) (emacs-pid))))
      (delete-process process))))

;;; system-processes.el ends here
