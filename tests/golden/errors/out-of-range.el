;;; -*- lexical-binding: t; -*-
(let ((text "short"))
  (substring text 2 40))
