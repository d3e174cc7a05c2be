;;; -*- lexical-binding: t; -*-
(princ "one\n")
(princ "never closed)
(princ two)
