;;; -*- lexical-binding: t; -*-
(princ "one\n")
(princ "two\n"))
(princ "three\n")
