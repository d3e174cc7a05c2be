;;; -*- lexical-binding: t; -*-
(princ "one\n")
(list 1 #<buffer x>)
