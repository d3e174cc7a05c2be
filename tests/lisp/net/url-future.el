;;; url-future.el --- values that come later -*- lexical-binding: t -*-

(require 'ert)
(require 'url-future)

(ert-deftest url-future-states ()
  (let* ((log nil)
         (make (lambda (function)
                 (make-url-future :value function
                                  :callback (lambda (future) (push (list 'value (url-future-value future)) log))
                                  :errorback (lambda (_ &rest problem) (push (cons 'error problem) log)))))
         (good (url-future-call (funcall make (lambda () 7))))
         (bad (funcall make (lambda () (error "x"))))
         (cancelled (url-future-cancel (funcall make #'ignore))))
    (url-future-call bad)
    (should (equal (nreverse log) '((value 7) (error (error "x")))))
    (should (equal (list (url-future-value good) (url-future-status good) (url-future-status bad) (url-future-status cancelled))
                   '(7 t error cancel)))
    (should (url-future-completed-p good))
    (should (url-future-errored-p bad))
    (should (url-future-cancelled-p cancelled))
    (should-not (url-future-completed-p cancelled))
    (dolist (future (list good bad cancelled))
      (should (url-future-done-p future))
      (should (equal (should-error (url-future-call future)) '(error . url-future-already-done))))))

;;; url-future.el ends here
