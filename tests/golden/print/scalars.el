;;; -*- lexical-binding: t; -*-
(dolist (object (list 0 -1 most-positive-fixnum (1+ most-positive-fixnum) 1.0 -0.0 1e100 1e-7 0.1 123456789.123 1.0e+INF -1.0e+INF
                      ?a 'symbol :keyword nil t '\1 '\?a 'a\ b (intern "") '\#x '-1x '1+ '\-5 '\.5 '.a
                      "text" "q\"q" "back\\slash" "new\nline" "tab\tbell\a" "\e\177" "äöü日本😀"))
  (prin1 object)
  (princ "  ")
  (princ object)
  (terpri))
