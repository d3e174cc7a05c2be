;;; -*- lexical-binding: t; -*-
(defvar special 1)
(defun handlers (f)
  (catch 'out
    (let ((special 2))
      (unwind-protect
          (condition-case e
              (funcall f)
            (error (throw 'out (cdr e))))
        (setq special 3)))))
(handlers #'ignore)
(princ (internal--disassemble (symbol-function 'handlers)))
