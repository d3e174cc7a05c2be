;;; -*- lexical-binding: t; -*-
(princ "out\n")
(progn
  (no-such-function 1 "two" 'three))
