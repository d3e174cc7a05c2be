;;; url-future.el --- values that come later -*- lexical-binding: t; -*-

(require 'cl-lib)

(cl-defstruct url-future
  "A value that comes later: a function that makes it, functions for it and for an error, and a status."
  callback errorback status value)

(defun url-future-completed-p (url-future) "Return non-nil if URL-FUTURE has its value." (eq (url-future-status url-future) t))
(defun url-future-errored-p (url-future) "Return non-nil if URL-FUTURE has an error." (eq (url-future-status url-future) 'error))
(defun url-future-cancelled-p (url-future) "Return non-nil if URL-FUTURE was cancelled." (eq (url-future-status url-future) 'cancel))
(defun url-future-done-p (url-future) "Return non-nil if nothing more happens to URL-FUTURE." (url-future-status url-future))

(defun url-future-finish (url-future &optional status)
  "End URL-FUTURE with STATUS, by default t: it has its value; return it."
  (if (url-future-done-p url-future)
      (signal 'error 'url-future-already-done)
    (setf (url-future-status url-future) (or status t))
    (when (url-future-completed-p url-future)
      (let ((callback (url-future-callback url-future))) (when (functionp callback) (funcall callback url-future))))
    url-future))

(defun url-future-errored (url-future errorcons)
  "End URL-FUTURE with the error ERRORCONS; return it."
  (if (url-future-done-p url-future)
      (signal 'error 'url-future-already-done)
    (setf (url-future-status url-future) 'error (url-future-value url-future) errorcons)
    (let ((errorback (url-future-errorback url-future)))
      (when (functionp errorback) (funcall errorback url-future errorcons)))
    url-future))

(defun url-future-call (url-future)
  "Call the value of URL-FUTURE, a function, whose value takes its place; an error ends it.  Return URL-FUTURE."
  (if (url-future-done-p url-future)
      (signal 'error 'url-future-already-done)
    (let ((function (url-future-value url-future)))
      (when (functionp function)
        (condition-case problem
            (progn (setf (url-future-value url-future) (funcall function))
                   (url-future-finish url-future))
          (error (url-future-errored url-future problem)))))
    url-future))

(defun url-future-cancel (url-future)
  "End URL-FUTURE without a value; return it."
  (if (url-future-done-p url-future)
      (signal 'error 'url-future-already-done)
    (url-future-finish url-future 'cancel)))

(provide 'url-future)
;;; url-future.el ends here
