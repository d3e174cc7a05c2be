;;; The backtrace of a deep recursion is cut.  -*- lexical-binding: t; -*-
(defun down (n)
  (1+ (down (1+ n))))
(condition-case problem
    (down 0)
  (error (message "%S" (car problem))))
