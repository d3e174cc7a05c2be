;;; pipes.el --- make-pipe-process  -*- lexical-binding: t; -*-

(require 'ert)

(defmacro pipes-with (pipe arguments &rest body)
  "Run BODY with PIPE bound to a pipe process made with ARGUMENTS."
  (declare (indent 2))
  `(let ((,pipe (make-pipe-process :name "pp" ,@arguments)))
     (unwind-protect (progn ,@body)
       (let ((buffer (process-buffer ,pipe)))
         (delete-process ,pipe)
         (when (buffer-live-p buffer) (kill-buffer buffer))))))

(ert-deftest pipes/no-arguments () (should-not (make-pipe-process)))

(ert-deftest pipes/wrong-arguments ()
  (should (equal (should-error (make-pipe-process :foo 1)) '(wrong-type-argument stringp nil)))
  (should (equal (should-error (make-pipe-process :name 5)) '(wrong-type-argument stringp 5)))
  (should (equal (should-error (make-pipe-process :name "pp" :coding 'bogus)) '(coding-system-error bogus)))
  (should (equal (should-error (make-pipe-process :name "pp" :plist 5)) '(wrong-type-argument sequencep 5)))
  (should-not (get-process "pp")))

(ert-deftest pipes/what-may-be-asked ()
  (pipes-with p (:noquery t :plist '(a b))
    (should (eq (process-status p) 'open))
    (should (eq (process-type p) 'pipe))
    (should (equal (process-live-p p) '(open listen connect stop)))
    (should (eq (process-contact p) t))
    (should (equal (process-contact p t) '(:name "pp" :noquery t :plist (a b))))
    (should (equal (process-contact p :name) "pp"))
    (should-not (process-query-on-exit-flag p))
    (should (equal (list (process-id p) (process-command p) (process-tty-name p)) '(nil nil nil)))
    (should (equal (process-exit-status p) 0))
    (should (equal (process-plist p) '(a b)))
    (should (equal (process-coding-system p) '(utf-8-unix . utf-8-unix)))
    (should (equal (buffer-name (process-buffer p)) "pp"))))

(ert-deftest pipes/coding ()
  (pipes-with p (:coding '(latin-1 . koi8-r)) (should (equal (process-coding-system p) '(latin-1 . koi8-r))))
  (pipes-with p (:coding 'utf-8) (should (equal (process-coding-system p) '(utf-8 . utf-8))))
  (let ((coding-system-for-read 'latin-1))
    (pipes-with p () (should (equal (process-coding-system p) '(latin-1 . utf-8-unix))))))

(ert-deftest pipes/stop ()
  (pipes-with p (:stop t)
    (should (eq (process-status p) 'stop))
    (should (eq (process-command p) t))
    (should (eq (continue-process p) p))
    (should (eq (process-status p) 'open))
    (should-not (process-command p))
    (stop-process p)
    (should (eq (process-status p) 'stop))))

(ert-deftest pipes/sending-goes-nowhere ()
  (pipes-with p ()
    (should-not (process-send-string p "hi"))
    (should (eq (process-send-eof p) p))
    (should-not (process-send-string p "hi"))
    (should (eq (process-status p) 'open))))

(ert-deftest pipes/signals ()
  (pipes-with p ()
    (dolist (function '(kill-process interrupt-process quit-process process-running-child-p))
      (should (equal (should-error (funcall function p)) '(error "Process pp is not a subprocess"))))
    (should (equal (should-error (signal-process p 0)) '(error "Cannot signal process pp")))))

(ert-deftest pipes/delete ()
  (let (message)
    (pipes-with p (:sentinel (lambda (_p m) (setq message m)))
      (delete-process p)
      (should (equal message "finished\n"))
      (should (equal (list (process-status p) (process-exit-status p) (process-live-p p)) '(closed 0 nil))))))

(ert-deftest pipes/errors-of-a-program-that-is-gone ()
  "Everything a program and its children wrote there arrives, also after the program has ended."
  (let* ((text "") (message nil) (ended nil))
    (pipes-with pipe (:filter (lambda (_p s) (setq text (concat text s))) :sentinel (lambda (p m) (setq message (list m (process-status p) (process-exit-status p)))))
      (let ((p (make-process :name "p" :command '("sh" "-c" "echo first >&2; (sleep 0.3; echo late >&2) & exit 2") :connection-type 'pipe
                             :stderr pipe :sentinel (lambda (_p m) (setq ended m)))))
        (with-timeout (60) (while (not message) (accept-process-output nil 0.1)))
        (should (equal ended "exited abnormally with code 2\n"))
        (should (equal text "first\nlate\n"))
        (should (equal message '("finished\n" closed 0)))
        (should-not (process-live-p p))))))

(ert-deftest pipes/filter-t-holds-the-errors-back ()
  (let ((text "") (ended nil))
    (pipes-with pipe ()
      (set-process-filter pipe t)
      (make-process :name "p" :command '("sh" "-c" "echo held >&2") :connection-type 'pipe :stderr pipe
                    :sentinel (lambda (_p m) (setq ended m)))
      (with-timeout (60) (while (not ended) (accept-process-output nil 0.1)))
      (should (eq (process-status pipe) 'open))
      (set-process-filter pipe (lambda (_p s) (setq text (concat text s))))
      (with-timeout (60) (while (equal text "") (accept-process-output nil 0.1)))
      (should (equal text "held\n")))))

;;; pipes.el ends here
