;;; The debugger is called while the stack is live.  -*- lexical-binding: t; -*-
(defun where ()
  (let ((names nil))
    (mapbacktrace (lambda (_evald function _args _flags)
                    (when (memq function '(inner middle outer)) (push function names))))
    names))
(defun inner () (error "Inside"))
(defun middle () (inner))
(defun outer () (middle))
(let ((debug-on-error t)
      (debugger (lambda (&rest arguments) (message "%S %S" (where) arguments))))
  (condition-case nil
      (outer)
    ((debug error) (message "handled"))))
