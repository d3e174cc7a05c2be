;;; Cleanups run before the error is reported.  -*- lexical-binding: t; -*-
(unwind-protect
    (/ 1 0)
  (princ "cleaned up\n"))
