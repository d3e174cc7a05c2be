;;; The caret counts characters, not bytes.  -*- lexical-binding: t; -*-
(defun größe (x)
  (list "äöü" "日本" (car x)))
(größe "😀")
