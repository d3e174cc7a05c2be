;;; exit.el --- the end of the program with live processes  -*- lexical-binding: t; -*-

(require 'ert)

(defconst exit-program (expand-file-name invocation-name invocation-directory))

(defun exit-run (&rest forms)
  "Evaluate FORMS in a program of its own.  Return (STATUS TEXT SECONDS)."
  (with-temp-buffer
    (let* ((start (float-time))
           (status (apply #'call-process exit-program nil '(t nil) nil "-Q" "--batch"
                          (apply #'append (mapcar (lambda (form) (list "--eval" (prin1-to-string form))) forms)))))
      (list status (buffer-string) (- (float-time) start)))))

(defmacro exit-with-file (file &rest body)
  "Run BODY with FILE bound to the name of an empty file."
  (declare (indent 1))
  `(let ((,file (make-temp-file "exit")))
     (unwind-protect (progn ,@body) (delete-file ,file))))

(defun exit-contents (file) (with-temp-buffer (insert-file-contents file) (buffer-string)))

(defun exit-child (file type)
  "A form that starts a child which notes in FILE what signal it gets, and waits until it is ready.
Its complaints about a command that hung up must not kill it, for nobody reads them any more."
  `(let (ready)
     (make-process :name "child" :connection-type ',type :sentinel (lambda (&rest _) (princ "sentinel"))
                   :command '("sh" "-c" ,(format "for s in HUP TERM INT; do trap \"echo $s >> %s; exit\" $s; done; echo ready; exec 2>/dev/null; while :; do sleep 0.02; done" file))
                   :filter (lambda (&rest _) (setq ready t)))
     (while (not ready) (accept-process-output nil 1))))

(ert-deftest exit/children-hang-up ()
  "They are told; no sentinel is called, nobody waits for them."
  (dolist (type '(pipe pty))
    (dolist (last '((kill-emacs 3) nil))
      (exit-with-file file
        (let ((result (exit-run (exit-child file type) last)))
          (should (equal (list (nth 0 result) (nth 1 result)) (list (if last 3 0) "")))
          (should (< (nth 2 result) 5)))
        (with-timeout (60) (while (equal (exit-contents file) "") (sleep-for 0.02)))
        (should (equal (exit-contents file) "HUP\n"))))))

(ert-deftest exit/deaf-children-do-not-delay ()
  (let ((result (exit-run '(let (ready)
                             (make-process :name "deaf" :command '("sh" "-c" "trap '' HUP; echo ready; exec >/dev/null 2>&1; sleep 8")
                                           :connection-type 'pipe :filter (lambda (&rest _) (setq ready t)))
                             (while (not ready) (accept-process-output nil 1)))
                          '(kill-emacs))))
    (should (equal (car result) 0))
    (should (< (nth 2 result) 5))))

(ert-deftest exit/every-kind-of-process ()
  (let ((result (exit-run '(progn (make-pipe-process :name "pipe" :noquery t)
                                  (make-process :name "bare" :noquery t)
                                  (make-process :name "cat" :command '("cat") :stderr (get-buffer-create "errors"))
                                  (call-process "sleep" nil 0 nil "0.1")
                                  (make-network-process :name "server" :server t :service t :family 'ipv4)
                                  (add-hook 'kill-emacs-hook (lambda () (princ (length (process-list)))))
                                  (kill-emacs 5)))))
    (should (equal (list (nth 0 result) (nth 1 result)) '(5 "5")))
    (should (< (nth 2 result) 5))))

(ert-deftest exit/what-was-sent-arrives ()
  (exit-with-file file
    (exit-run `(let ((p (make-process :name "p" :connection-type 'pipe
                                      :command '("sh" "-c" ,(format "trap '' HUP; cat > %s.new; mv %s.new %s" file file file)))))
                 (sleep-for 0.2)
                 (process-send-string p "to the last\n")
                 (kill-emacs)))
    (with-timeout (60) (while (equal (exit-contents file) "") (sleep-for 0.02)))
    (should (equal (exit-contents file) "to the last\n"))))

;;; exit.el ends here
